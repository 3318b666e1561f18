"""A learner's first submission to a lesson in the gradebook: all rows at once, as nbgrader's API makes them one by one.

nbgrader makes an object of each grade and comment, and looks at all of them at every step: some ten times as slow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbgrader.api import Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook, new_uuid
from nbgrader.utils import parse_utc
from sqlalchemy import insert

if TYPE_CHECKING:
    from ..judging.work import Judged


def exists(gradebook: Gradebook, name: str, student: str) -> bool:
    """Say whether the gradebook has a submission of the ``student`` to the lesson ``name``."""
    assignment = gradebook.find_assignment(name)
    return (
        gradebook.db.query(SubmittedAssignment.id).filter_by(assignment_id=assignment.id, student_id=student).first()
        is not None
    )


def write(gradebook: Gradebook, judged: Judged) -> None:
    """Write points and comments of a learner who is in the gradebook, and whose submission is not yet."""
    report, rows, submitted = judged.report, gradebook.db, new_uuid()
    assignment = gradebook.find_assignment(report.lesson.name)
    when = parse_utc(judged.when) if judged.when else None
    row = {"id": submitted, "assignment_id": assignment.id, "student_id": report.student, "timestamp": when}
    rows.execute(insert(SubmittedAssignment.__table__), [row])
    for notebook in assignment.notebooks:
        mine = new_uuid()
        row = {"id": mine, "assignment_id": submitted, "notebook_id": notebook.id}
        rows.execute(insert(SubmittedNotebook.__table__), [row])
        grades = [
            {"cell_id": cell.id, "notebook_id": mine, "auto_score": score, "needs_manual_grade": score is None}
            for cell in [*notebook.grade_cells, *notebook.task_cells]
            for score in [judged.scores.get(cell.name)]
        ]
        comments = [
            {"cell_id": cell.id, "notebook_id": mine, "auto_comment": judged.comments.get(cell.name)}
            for cell in [*notebook.solution_cells, *notebook.task_cells]
        ]
        for table, found in ((Grade.__table__, grades), (Comment.__table__, comments)):
            if found:
                rows.execute(insert(table), found)
