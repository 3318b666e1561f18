"""What a report shows of a lesson's class."""

import statistics
from collections import Counter
from dataclasses import dataclass, field

from .alike import Alike
from .mistakes import Mistake
from .scores import Person, Scores

STATES = ("right", "partly", "wrong", "untouched", "waiting")  # the last for points by hand


@dataclass
class Learner:
    """One learner's work: points and state of each exercise, where the first one is that is not right."""

    person: Person
    scores: Scores
    states: dict[str, str]
    notes: tuple[str, ...] = ()
    look: list[str] = field(default_factory=list)

    @property
    def stopped(self) -> str:
        """Return the first exercise that is not right; empty if all are, but for what waits for points by hand."""
        return next((name for name, state in self.states.items() if state not in ("right", "waiting")), "")

    @property
    def untouched(self) -> bool:
        """Say whether nothing was attempted."""
        return bool(self.states) and set(self.states.values()) == {"untouched"}


@dataclass
class Row:
    """One exercise over the class: how many in each of `STATES`, and stopped here; the mean; the mistakes."""

    name: str
    cell: str
    maximum: float
    states: Counter[str]
    mean: float
    stopped: int
    mistakes: list[Mistake] = field(default_factory=list)


@dataclass
class Overview:
    """All that a report shows of a lesson."""

    lesson: str
    maximum: float
    learners: list[Learner]  # graded, the fewest points first
    absent: list[Person]  # in the gradebook, nothing handed in
    waiting: list[str]  # handed in, not graded yet
    rows: list[Row]
    alike: list[Alike]
    lacking: Counter[str]
    left_out: list[str]
    people: dict[str, Person]

    @property
    def handed_in(self) -> int:
        """Return how many handed something in, graded or not."""
        return len(self.learners) + len(self.waiting)

    @property
    def totals(self) -> list[float]:
        """Return everybody's points, before late penalties."""
        return [learner.scores.points for learner in self.learners]

    @property
    def mean(self) -> float | None:
        """Return the mean of the totals, None where there are none."""
        return statistics.fmean(self.totals) if self.learners else None

    @property
    def median(self) -> float | None:
        """Return the median of the totals, None where there are none."""
        return statistics.median(self.totals) if self.learners else None

    @property
    def commonest(self) -> list[Mistake]:
        """Return the named mistakes of all exercises, the commonest first."""
        named = [mistake for row in self.rows for mistake in row.mistakes if mistake.named]
        return sorted(named, key=lambda mistake: -len(mistake.who))
