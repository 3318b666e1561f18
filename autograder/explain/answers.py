"""What came back on one probe, as the journal keeps it, and what was expected; what the one counts for the other."""

from collections.abc import Iterator

import numpy as np

from backprop.calling.trial import Outcome, Raised
from backprop.checking.comparison import close_arrays
from backprop.checking.counting import worth
from backprop.exercises import Exercise
from backprop.exercises.exercise import Raises

from .numbers import kept_part, rows


def came_back(outcome: dict | None) -> Iterator[str]:
    """Yield what came back on one probe."""
    if outcome is None:
        yield "nothing; the function had been stopped before"
        return
    if outcome["raised"]:
        yield ": ".join(filter(None, outcome["raised"]))
    elif outcome["unreadable"]:
        yield outcome["unreadable"]
    for name, part in (outcome["parts"] or {}).items():
        yield from kept_part(name, part)
    if outcome["changed"]:
        yield f"and it changed its arguments: {', '.join(outcome['changed'])}"


def was_wanted(wanted: dict | Raises) -> Iterator[str]:
    """Yield what was expected, in the form of `came_back`."""
    if isinstance(wanted, Raises):
        yield f"{wanted.name} raised"
        return
    for name, part in wanted.items():
        yield from rows(name, part)


def worth_of(exercise: Exercise, outcome: dict | None, wanted: dict | Raises) -> float:
    """Return what an outcome counts, by as much of it as the journal keeps."""
    if outcome is None:
        return 0.0
    raised = Raised((outcome["raised"][0],), outcome["raised"][1]) if outcome["raised"] else None
    if outcome["parts"] is None or isinstance(wanted, Raises):
        return float(worth(exercise, Outcome(None if raised else {}, raised), wanted)) if raised else 0.0
    parts = {name: np.array(part["values"], dtype=float) for name, part in outcome["parts"].items()}
    shapes = {name: tuple(part["shape"]) for name, part in outcome["parts"].items()}
    if all(parts[name].size == np.prod(shape, dtype=int) for name, shape in shapes.items()):
        whole = {name: parts[name].reshape(shape) for name, shape in shapes.items()}
        return float(worth(exercise, Outcome(whole), wanted))
    same = shapes == {name: part.shape for name, part in wanted.items()} and all(
        close_arrays(part, wanted[name].ravel()[: part.size], exercise.tolerance) for name, part in parts.items()
    )
    return float(same)
