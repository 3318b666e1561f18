"""What a graded exercise is: probes, a numeric truth, and the mistakes known to happen.

The notebook's `check` and the judge use the same spec. The spec never holds the reference solution: its truth comes
from exact fractions, the forward pass, or measured derivatives.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..calling.readers import Array

GROUPS = {"plain": 0.4, "general": 0.4, "edge": 0.2}
ONE_PART = Array()


@dataclass(frozen=True)
class Probe:
    """One call: its arguments by name, in order; the group whose points it decides; what is special about it.

    ``arguments`` must be picklable (module-level functions, small dataclasses): they travel to the sandbox.
    ``hidden`` is what only the truth and the mistakes need; it never reaches the learner's function.
    """

    group: str
    arguments: dict
    what: str = ""
    hidden: dict = field(default_factory=dict)

    def __getitem__(self, name):
        """Return the argument (or hidden value) called ``name``."""
        return self.arguments[name] if name in self.arguments else self.hidden[name]


@dataclass(frozen=True)
class Raises:
    """An exception as a truth, or as what a mistake brings: this class or one derived from it.

    A mistake's exception must also have ``message`` in its own.
    """

    name: str
    message: str = ""


@dataclass(frozen=True)
class Mistake:
    """A known mistake: ``wrong(probe, truth)`` returns what it computes; ``message`` is what a tutor says.

    ``number`` is its line in the table of mistakes (0: one of this exercise's own). ``wrong`` may raise: where the
    mistake itself fails on a probe (shapes that do not fit), the learner's function is expected to fail too.
    """

    number: int
    message: str
    wrong: Callable


@dataclass(frozen=True)
class Factor:
    """A mistake that multiplies the whole answer by ``of(probe)``, and may come together with another mistake."""

    number: int
    message: str
    of: Callable


@dataclass(frozen=True)
class Exercise:
    """A graded function: its name, its points and how it is judged.

    ``probes(rng)`` draws the probes, ``truth(probe)`` computes a right answer numerically, ``read`` turns an answer
    into parts. ``returns`` completes the sentence "It should return ...". ``weights`` splits the points over the
    probe groups and sums to 1; a plain case that fails gives 0. Where an answer has many parts,
    ``first_wrong(wrong, names)`` takes the names of the wrong ones and of all, and returns the first wrong one on the
    way of the calculation, and what to say of it. ``factors`` are the mistakes that may come with any other.
    """

    name: str
    lesson: str
    points: float
    returns: str
    probes: Callable
    truth: Callable
    mistakes: tuple = ()
    read: Callable = ONE_PART
    weights: dict = field(default_factory=lambda: GROUPS)
    first_wrong: Callable | None = None
    factors: tuple = ()

    @property
    def grade_id(self):
        """The solution cell's name in nbgrader; its check cell adds ``-check``."""
        return self.name.replace("_", "-")
