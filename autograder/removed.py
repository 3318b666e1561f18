"""Whom an instructor took out of the gradebook, and whose folder lies in submitted/ all the same."""

from .record import gradebook, journal
from .settings import Settings

SENTENCE = (
    "taken out of the gradebook since it was graded. `nbgrader db student add {student}` brings {student} back; "
    "to be done with it, remove the folder from submitted/."
)


class Removed:
    """Tells who was recorded once and is no longer in the gradebook.

    One that holds nobody is a new one, into which everybody is to be graded again.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings, self.known = settings, gradebook.students(settings.db_url)

    def was(self, student: str, name: str) -> bool:
        """Say whether the student's work on the lesson ``name`` was recorded, and the student removed since then."""
        if not self.known or student in self.known:
            return False
        return bool(journal.read(self.settings, student, name).get("recorded"))
