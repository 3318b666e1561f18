"""Points and comments in the gradebook, as nbgrader's own SaveAutoGrades would write them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook, app_log
from sqlalchemy import func

from ..lesson import function_of
from ..marks import Report


@contextmanager
def one_commit(db_url: str) -> Iterator[Gradebook]:
    """Open the gradebook; everything inside is committed together at the end, or not at all."""
    with Gradebook(db_url) as gradebook:
        commit, silent = gradebook.db.commit, app_log.disabled
        gradebook.db.commit = gradebook.db.flush
        app_log.disabled = True  # nbgrader prints a traceback of what it then raises, and we report
        try:
            with gradebook.db.no_autoflush:
                yield gradebook
            commit()
        except BaseException:
            gradebook.db.rollback()
            raise
        finally:
            app_log.disabled = silent


def write(gradebook: Gradebook, report: Report, comments: dict[str, str | None], when: datetime | None) -> None:
    """Write the points of a submission's `Report` and its comments, as nbgrader's SaveAutoGrades would.

    comments: ``{grade id: text}``; when: it was handed in, None if that is not known. A manual score that is there
    stays, and asks for another look.
    """
    gradebook.update_or_create_student(report.student)
    timestamp = {"timestamp": when} if when else {}
    submission = gradebook.update_or_create_submission(report.lesson.name, report.student, **timestamp)
    for submitted in submission.notebooks:
        for grade in submitted.grades:
            mark = report.marks.get(function_of(grade.name))
            grade.auto_score = mark and mark.points
            grade.needs_manual_grade = grade.manual_score is not None or mark is None
        for comment in submitted.comments:
            comment.auto_comment = comments.get(comment.name)
    gradebook.db.flush()


def recorded(db_url: str, name: str) -> set[str]:
    """Return the students who have an automatic score for every graded cell of the lesson ``name``."""
    with Gradebook(db_url) as gradebook:
        rows = (
            gradebook.db.query(SubmittedAssignment.student_id, func.count(Grade.id), func.count(Grade.auto_score))
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .filter(Assignment.name == name)
            .group_by(SubmittedAssignment.student_id)
        )
        return {student for student, cells, scores in rows if cells == scores}
