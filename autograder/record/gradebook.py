"""Points and comments in the gradebook, as nbgrader's own SaveAutoGrades would write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    app_log,
)
from sqlalchemy import func

from ..course.lesson import CHECK, Lesson
from . import first

if TYPE_CHECKING:
    from ..judging.work import Judged
    from ..plugins.pipeline import Pipeline


@contextmanager
def one_commit(db_url: str, keep: bool = True) -> Iterator[Gradebook]:
    """Open the gradebook; everything inside is committed together at the end, or not at all.

    keep: False commits nothing on any account.
    """
    with Gradebook(db_url) as gradebook:
        commit, silent = gradebook.db.commit, app_log.disabled
        gradebook.db.commit = gradebook.db.flush
        app_log.disabled = True  # nbgrader prints a traceback of what it then raises, and we report
        try:
            with gradebook.db.no_autoflush:
                yield gradebook
                if not keep:
                    return gradebook.db.rollback()
            commit()
        except BaseException:
            gradebook.db.rollback()
            raise
        finally:
            app_log.disabled = silent


def write(gradebook: Gradebook, judged: Judged, pipeline: Pipeline) -> str:
    """Write what came of a submission: points, comments and the late penalty, as nbgrader's own steps would.

    Return how the plug-in for late penalties failed; then all but the penalty is written. A manual score that is there
    stays, and asks for another look. Raises `nbgrader.api.MissingEntry` for a learner whom the gradebook does not know,
    where it is not to be told of new ones.
    """
    report = judged.report
    if pipeline.converter.create_student:
        gradebook.update_or_create_student(report.student)
    else:
        gradebook.find_student(report.student)
    if not first.exists(gradebook, report.lesson.name, report.student):
        gradebook.db.flush()
        first.write(gradebook, judged)
        if not judged.when or gradebook.find_assignment(report.lesson.name).duedate is None:
            return ""  # nothing can be late
    timestamp = {"timestamp": judged.when} if judged.when else {}
    submission = gradebook.update_or_create_submission(report.lesson.name, report.student, **timestamp)
    for submitted in submission.notebooks:
        for grade in submitted.grades:
            if grade.name in judged.scores:
                grade.auto_score = judged.scores[grade.name]
                grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        for comment in submitted.comments:
            comment.auto_comment = judged.comments.get(comment.name)
    gradebook.db.flush()
    failed = ""
    for submitted in submission.notebooks:
        gradebook.db.refresh(submitted)  # its score is the database's sum
        failed = pipeline.penalties.assign(gradebook, submission, submitted) or failed
    gradebook.db.flush()
    return failed


class Penalised(NamedTuple):
    """Late penalties brought up to date: ``(student, before, after)``; and how the plug-in failed, by student."""

    changed: list[tuple[str, float, float]]
    failed: dict[str, str]


def penalise_again(db_url: str, name: str, graded: Set[str], pipeline: Pipeline, keep: bool = True) -> Penalised:
    """Bring the late penalties of submissions that are ``graded`` up to date.

    A score given by hand since then may have changed what a penalty is a part of. keep: False writes nothing.
    """
    done = Penalised([], {})
    with one_commit(db_url, keep) as gradebook:
        for submission in gradebook.assignment_submissions(name):
            for submitted in submission.notebooks if submission.student_id in graded else ():
                before = submitted.late_submission_penalty or 0.0
                if failed := pipeline.penalties.assign(gradebook, submission, submitted):
                    done.failed[submission.student_id] = failed
                after = submitted.late_submission_penalty or 0.0
                if before != after:
                    done.changed.append((submission.student_id, before, after))
    return done


def students(db_url: str) -> set[str]:
    """Return the learners whom the gradebook knows."""
    with Gradebook(db_url) as gradebook:
        return {student for (student,) in gradebook.db.query(Student.id)}


def by_hand(db_url: str, name: str) -> dict[str, dict[str, float]]:
    """Return ``{student: {grade id: score}}`` of what was given by hand in the lesson ``name``."""
    found: dict[str, dict[str, float]] = {}
    with Gradebook(db_url) as gradebook:
        rows = (
            gradebook.db.query(SubmittedAssignment.student_id, BaseCell.name, Grade.manual_score)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .filter(Assignment.name == name, Grade.manual_score.isnot(None))
            .order_by(BaseCell.name)
        )
        for student, cell, score in rows:
            found.setdefault(student, {})[cell] = score
    return found


def kept(scores: dict[str, float]) -> str:
    """Return what to say, behind the points, of scores given by hand that newer work leaves as they are."""
    if not scores:
        return ""
    listed = ", ".join(f"{grade_id.removesuffix(CHECK)}: {score:g}" for grade_id, score in scores.items())
    return f"; {len(scores)} score{'s' * (len(scores) > 1)} given by hand kept ({listed}): look again"


def deadlines(db_url: str, name: str) -> Callable[[str], str]:
    """Return the function that says, as text, until when each student had for the lesson ``name``."""
    with Gradebook(db_url) as gradebook:
        due = gradebook.find_assignment(name).duedate
        rows = (
            gradebook.db.query(SubmittedAssignment.student_id, SubmittedAssignment.extension)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name == name)
        )
        extensions = {student: extension for student, extension in rows if extension}
    return lambda student: f"due {due}, extended by {extensions.get(student)}"


def recorded(db_url: str, lesson: Lesson) -> set[str]:
    """Return the students who have an automatic score for every exercise of the lesson."""
    exercises = [cell.grade_id for cell in lesson.functions.values()]
    with Gradebook(db_url) as gradebook:
        rows = (
            gradebook.db.query(SubmittedAssignment.student_id, func.count(Grade.id), func.count(Grade.auto_score))
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .filter(Assignment.name == lesson.name, BaseCell.name.in_(exercises))
            .group_by(SubmittedAssignment.student_id)
        )
        return {student for student, cells, scores in rows if cells == scores}
