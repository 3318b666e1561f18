"""Points and comments in the gradebook, as nbgrader's own SaveAutoGrades would write them."""

from contextlib import contextmanager

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook, app_log
from sqlalchemy import func


@contextmanager
def one_commit(db_url):
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


def write(gradebook, lesson, report_marks, comments, student, timestamp):
    """Write one submission's points and comments, as nbgrader's SaveAutoGrades would.

    report_marks: ``{function: points}``; comments: ``{grade id: text}``. A manual score that is there stays, and asks
    for another look.
    """
    gradebook.update_or_create_student(student)
    when = {"timestamp": timestamp} if timestamp else {}
    submission = gradebook.update_or_create_submission(lesson.name, student, **when)
    for submitted in submission.notebooks:
        for grade in submitted.grades:
            points = report_marks.get(grade.name.removesuffix("-check").replace("-", "_"))
            grade.auto_score = points
            grade.needs_manual_grade = grade.manual_score is not None or points is None
        for comment in submitted.comments:
            comment.auto_comment = comments.get(comment.name)
    gradebook.db.flush()


def recorded(db_url, lesson):
    """Return the students who have an automatic score for every graded cell of ``lesson``."""
    with Gradebook(db_url) as gradebook:
        rows = (
            gradebook.db.query(SubmittedAssignment.student_id, func.count(Grade.id), func.count(Grade.auto_score))
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .filter(Assignment.name == lesson)
            .group_by(SubmittedAssignment.student_id)
        )
        return {student for student, cells, scores in rows if cells == scores}
