"""Say of a submission in which nothing is attempted that it may be the wrong copy: to learner and instructor alike."""

from collections.abc import Mapping

from ..course.lesson import Lesson, function_of
from ..intake import Submission
from .marks import Mark

NOTE = "Nothing attempted: is this the copy that was worked in?"


def note(lesson: Lesson, submission: Submission, marks: Mapping[str, Mark]) -> tuple[str, ...]:
    """Return the note, if no exercise was attempted and no answer to be graded by hand was written.

    Of what could not be read at all, another note says why.
    """
    attempted = any(marks[function].verdict.state != "not attempted" for function in lesson.functions)
    written = any(
        cell.role.solution
        and function_of(cell.role.grade_id) not in lesson.functions
        and cell.source.strip() != cell.role.source.strip()
        for cell in submission.cells
        if cell.role
    )
    unread = all(cell.restored for cell in submission.cells)
    return () if attempted or written or unread or not lesson.functions else (NOTE,)
