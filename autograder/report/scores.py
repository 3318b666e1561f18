"""What the gradebook says of a lesson's class: scores by cell, by hand or not, lateness, penalties, the roster."""

from dataclasses import dataclass, field
from datetime import timedelta

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)


@dataclass
class Person:
    """A learner as the gradebook has them; names may be empty."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """Return the name, or the id where there is none."""
        return " ".join(filter(None, (self.first, self.last))) or self.id


@dataclass
class Scores:
    """One learner's submission: scores by grade id (None: still to be given), which by hand, which to look at."""

    late: float = 0.0  # seconds
    penalty: float = 0.0
    scores: dict[str, float | None] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)
    to_look_at: set[str] = field(default_factory=set)

    @property
    def points(self) -> float:
        """Return the sum before the late penalty."""
        return sum(score or 0.0 for score in self.scores.values())

    @property
    def score(self) -> float:
        """Return what `nbgrader export` gives: the sum less the penalty, at least 0."""
        return max(0.0, self.points - self.penalty)


def people(db_url: str) -> dict[str, Person]:
    """Return everybody in the gradebook, by id."""
    with Gradebook(db_url) as gradebook:
        columns = (Student.id, Student.first_name, Student.last_name, Student.email, Student.lms_user_id)
        rows = gradebook.db.query(*columns).order_by(Student.id)
        return {row[0]: Person(*(value or "" for value in row)) for row in rows}


def submissions(db_url: str, name: str) -> dict[str, Scores]:
    """Return what the gradebook says of each submission to the lesson ``name``, by learner."""
    found: dict[str, Scores] = {}
    with Gradebook(db_url) as gradebook:
        due = gradebook.find_assignment(name).duedate
        columns = (
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            SubmittedNotebook.late_submission_penalty,
        )
        rows = (
            gradebook.db.query(*columns)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .outerjoin(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .filter(Assignment.name == name)
        )
        for student, when, extension, penalty in rows:
            one = found.setdefault(student, Scores())
            one.penalty += penalty or 0.0
            if when and due:
                one.late = max(0.0, (when - due - (extension or timedelta())).total_seconds())
        grades = (
            gradebook.db.query(
                SubmittedAssignment.student_id,
                BaseCell.name,
                Grade.score,
                Grade.auto_score,
                Grade.manual_score,
                Grade.needs_manual_grade,
            )
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .filter(Assignment.name == name)
        )
        for student, cell, score, automatic, manual, look in grades:
            one = found[student]
            one.scores[cell] = None if automatic is None and manual is None else float(score)
            if manual is not None:
                one.by_hand.add(cell)
            if look:
                one.to_look_at.add(cell)
    return found
