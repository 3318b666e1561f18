"""What a regrade changed: the scores of learners before and after a commit."""

from collections.abc import Iterable
from typing import NamedTuple

from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook

from ..course.lesson import function_of

PENALTY = "late penalty"


class Score(NamedTuple):
    """One exercise's points: by the judge, and by hand, which count in their place; and extra credit."""

    auto: float | None
    manual: float | None = None
    extra: float | None = None

    @property
    def counts(self) -> float:
        """Return the points that count, as nbgrader adds them up."""
        given = self.auto if self.manual is None else self.manual
        return 0.0 if given is None else given + (self.extra or 0.0)

    def __str__(self) -> str:
        if self.manual is None:
            return "-" if self.auto is None else f"{self.counts:g}"
        return f"{self.counts:g} by hand (the judge: {'-' if self.auto is None else format(self.auto, 'g')})"


class Change(NamedTuple):
    """What has become of one exercise of a learner's, or of the late penalty."""

    student: str
    lesson: str
    what: str
    before: Score
    after: Score


Scores = dict[tuple[str, str], dict[str, Score]]


def scores(gradebook: Gradebook, handed_in: Iterable[tuple[str, str]]) -> Scores:
    """Return ``{(student, lesson): {exercise, or `PENALTY`: `Score`}}`` of those that are graded already.

    handed_in: the students and lessons to look up, ``(student, lesson)``.
    """
    wanted = set(handed_in)
    students, lessons = {student for student, _ in wanted}, {lesson for _, lesson in wanted}
    rows = (
        gradebook.db.query(
            SubmittedAssignment.student_id,
            Assignment.name,
            SubmittedNotebook.late_submission_penalty,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
        )
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .filter(SubmittedAssignment.student_id.in_(students), Assignment.name.in_(lessons))
        .order_by(SubmittedAssignment.student_id, Assignment.name, BaseCell.name)
    )
    found: Scores = {}
    for student, lesson, penalty, cell, *score in rows:
        if (student, lesson) in wanted:
            of_one = found.setdefault((student, lesson), {})
            of_one[function_of(cell)] = Score(*score)
            of_one[PENALTY] = Score(penalty or 0.0)
    return {who: of_one for who, of_one in found.items() if any(score.auto is not None for score in of_one.values())}


def changes(before: Scores, after: Scores) -> list[Change]:
    """Return what differs for those that were graded before."""
    return [
        Change(*who, what, old, new)
        for who, of_one in after.items()
        for what, new in of_one.items()
        if who in before and (old := before[who].get(what, Score(None))) != new
    ]


def first_penalties(before: Scores, after: Scores) -> list[Change]:
    """Return the late penalties, above 0, of those that were not graded before."""
    return [
        Change(*who, PENALTY, Score(None), of_one[PENALTY])
        for who, of_one in after.items()
        if who not in before and of_one[PENALTY].counts
    ]


def to_be_given(after: Scores) -> list[tuple[str, str]]:
    """Return ``(student, lesson)`` of those who wait for points that are given by hand."""
    return [
        who for who, of_one in after.items() if any(one.auto is None and one.manual is None for one in of_one.values())
    ]
