"""What a graded exercise is: probes, a numeric truth, and the mistakes known to happen.

The notebook's `check` and the judge use the same spec. The spec never holds the reference solution: its truth comes
from exact fractions, the forward pass, or measured derivatives.

A *formula* is a function of a probe's values, by name: ``lambda w, a, b: (w * a).sum() - b`` is put into practice by
`Probe.put_into`. So a mistake's formula reads like the line that a learner would have written.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib import import_module
from inspect import signature

from ..calling.closed import closed
from ..calling.readers import Array
from .messages import SAY

GROUPS = {"plain": 0.4, "general": 0.4, "edge": 0.2}
TOLERANCE = (
    3e-4  # of an answer's norm: single precision and measured slopes lie below half of it, wrong formulas above twice
)
EXACT = 1e-9  # where whole numbers are counted
ONE_PART = Array()


@lru_cache(maxsize=4096)
def names_of(formula):
    """Return the names of a formula's arguments."""
    return tuple(signature(formula).parameters)


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

    def put_into(self, formula, **more):
        """Return what the formula gives for the values of this probe that it names, and of ``more``.

        It may name any argument, any hidden value, and ``probe`` for all of them together. One that is not there (an
        argument that was left out) keeps the formula's default. Raises what the formula raises.
        """
        values = {**self.hidden, **self.arguments, "probe": self, **more}
        return formula(**{name: values[name] for name in names_of(formula) if name in values})

    @cached_property
    def answers(self):
        """What formulas gave here, by formula, filled by `answer`."""
        return {}

    def answer(self, formula):
        """Return what the ``formula`` gives here, measured once: the comparison and every mistake ask for the truth."""
        if formula not in self.answers:
            self.answers[formula] = self.put_into(formula)
        return self.answers[formula]


@dataclass(frozen=True)
class Raises:
    """An exception as a truth, or as what a mistake brings: this class or one derived from it.

    A mistake's exception must also have ``message`` in its own.
    """

    name: str
    message: str = ""


class Mistake:
    """A known mistake: what a tutor says, and the formulas that bring it.

    ``Mistake("The bias is missing.", lambda w, a: w @ a)``: a sentence, then one formula or several.
    ``Mistake(13, lambda truth: truth.T)``: a line of the table of mistakes (`messages.SAY`) brings its own sentence;
    ``Mistake(13, "That is a column. ...", lambda ...)`` says it in other words. A formula is given, beside the probe's
    values, the ``truth``. It may raise: where the mistake itself fails on a probe (shapes that do not fit), the
    learner's function is expected to fail too; a formula that returns `Raises` says with what.
    """

    def __init__(self, *row):
        numbers = [part for part in row if isinstance(part, int)]
        sentences = [part for part in row if isinstance(part, str)]
        self.number = numbers[0] if numbers else 0
        self.message = sentences[0] if sentences else SAY[self.number]
        self.formulas = row[len(numbers) + len(sentences) :]

    def __repr__(self):
        """Show the sentence: it is what tells mistakes apart."""
        return f"Mistake({self.number}, {self.message!r})"


@dataclass(frozen=True)
class Factor:
    """A mistake that multiplies the whole answer by the formula ``of``, and may come together with another mistake."""

    number: int
    message: str
    of: Callable

    def undone(self, probe, parts):
        """Return the ``parts`` of an answer to ``probe`` with the factor taken out."""
        factor = probe.put_into(self.of)
        return {name: value / factor for name, value in parts.items()}


@dataclass(frozen=True)
class Transposed:
    """The mistake that turns every table of an answer round, and may come together with another one, as a `Factor`."""

    number: int
    message: str

    def undone(self, probe, parts):
        """Return the ``parts`` of an answer with its tables turned back; the ``probe`` has no say in it."""
        return {name: value.T for name, value in parts.items()}


@dataclass(frozen=True)
class Exercise:
    """A graded function: its name, its points and how it is judged.

    ``probes(rng)`` draws the probes, the formula ``truth`` computes a right answer numerically, ``read`` turns an
    answer into parts. ``returns`` completes the sentence "It should return ...". ``weights`` splits the points over
    the probe groups and sums to 1; a plain case that fails gives 0. Where an answer has many parts,
    ``first_wrong(wrong, names)`` takes the names of the wrong ones and of all, and returns the first wrong one on the
    way of the calculation, and what to say of it. ``factors`` (`Factor`, `Transposed`) are the mistakes that may come
    with any other.
    ``raises`` says whether some of its formulas return `Raises`: only then can an exception alone tell a mistake.
    ``beside`` names the parts that are a record beside the answer: where nothing else is wrong, half counts.
    ``tolerance`` is how far a right answer may be off, relative to the norm of each of its parts.
    ``lesson`` is the lesson that asks for it (set by `in_order`).
    """

    name: str
    points: float
    returns: str
    probes: Callable
    truth: Callable
    mistakes: tuple = ()
    read: Callable = ONE_PART
    weights: dict = field(default_factory=lambda: GROUPS)
    first_wrong: Callable | None = None
    factors: tuple = ()
    raises: bool = False
    tolerance: float = TOLERANCE
    beside: tuple = ()
    lesson: str = ""

    @property
    def grade_id(self):
        """The solution cell's name in nbgrader; its check cell adds ``-check``."""
        return self.name.replace("_", "-")


def in_order(folder, lesson, *names):
    """Return the `Exercise`s of a lesson's ``folder`` (a package's name): each stands in a module of its own name."""
    found = [import_module(f"{folder}.{name}").EXERCISE for name in names]
    return tuple(replace(e, lesson=lesson, truth=closed(e.truth, f"The truth of {e.name}")) for e in found)
