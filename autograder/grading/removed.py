"""Whom an instructor took out of the gradebook, and whose folder lies in submitted/ all the same."""

from ..record import gradebook, journal
from ..settings import Settings

SENTENCE = (
    "taken out of the gradebook since it was graded. `nbgrader db student add {student}` brings {student} back; "
    "to be done with it, remove the folder from submitted/."
)


class Removed:
    """Tells who was recorded once and is no longer in the gradebook.

    One that holds nobody is taken for a new one, into which everybody is to be graded again; ``again`` is who.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings, self.known = settings, gradebook.students(settings.db_url)
        self.again: set[str] = set()

    def was(self, student: str, name: str) -> bool:
        """Say whether the student's work on the lesson ``name`` was recorded, and the student removed since then."""
        if student in self.known or not journal.read(self.settings, student, name).get("recorded"):
            return False
        if not self.known:
            self.again.add(student)
        return bool(self.known)

    def told(self) -> str:
        """Return what to say of a gradebook that is taken for a new one; nothing where none is."""
        learners = f"{len(self.again)} learner{'s were' if len(self.again) > 1 else ' was'}"
        told = (
            f"The gradebook holds nobody, though {learners} graded before: it is taken for a new one, and filled anew."
        )
        return told if self.again else ""
