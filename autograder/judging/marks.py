"""What the judge says of a submission: a mark for each exercise."""

from dataclasses import dataclass, field

from backprop.checking.diagnosis import Verdict

from ..course.lesson import Lesson


@dataclass(frozen=True)
class Mark:
    """What one exercise earned: points of the gradebook's maximum, its verdict, its card, and the evidence."""

    function: str
    points: float
    maximum: float
    verdict: Verdict
    text: str
    html: str
    seed: str = ""
    outcomes: tuple = field(default=(), repr=False)


@dataclass(frozen=True)
class Report:
    """A judged submission: its marks by function, notes for learner and instructor, tier and seconds.

    doubtful: the functions that the clock, or someone outside, ended. They are judged once more before they count.
    lacking: the packages that its code asked for in vain.
    """

    lesson: Lesson
    student: str
    marks: dict[str, Mark]
    notes: tuple[str, ...]
    tier: str
    seconds: float
    doubtful: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()

    @property
    def points(self) -> float:
        """Return the sum of the marks."""
        return sum(mark.points for mark in self.marks.values())

    @property
    def of(self) -> float:
        """Return what they are out of."""
        return sum(mark.maximum for mark in self.marks.values())
