"""Count the points, group by group: what is right counts in full, right numbers in another wrapping half.

The wrapping is what does not touch a number: an axis of length 1 or another shape for the same numbers in the same
order, other keys in the same order, dicts that changed places, and the record that is kept beside the answer
(`Exercise.beside`). No number may be missing, wrong, or there beside others, so there is nothing to try out: an answer
can be taken in one way only for each order of its dicts.
"""

from itertools import permutations

from ..exercises.exercise import Raises
from .comparison import close_arrays, right

HALF = 0.5


def worth(exercise, outcome, expected):
    """Return what one outcome counts: 1 where it is right, `HALF` where only its wrapping is not, else 0."""
    if right(outcome, expected, exercise.tolerance):
        return 1.0
    if isinstance(expected, Raises) or outcome.parts is None:
        return 0.0
    return HALF if wrapped_otherwise(exercise, outcome.parts, expected) else 0.0


def counted(exercise, probes, worths, tidy):
    """Return what each probe group counts: as much as the worst of its probes, and of manners that are not ``tidy``.

    ``worths`` holds what each probe counts (`worth`).
    """
    groups = {
        group: min(w for w, probe in zip(worths, probes, strict=True) if probe.group == group)
        for group in exercise.weights
    }
    return groups | {"edge": groups["edge"] if tidy else 0.0}


def points(exercise, groups):
    """Return the points for what each group counts; a plain case that fails gives 0."""
    if not groups["plain"]:
        return 0.0
    return round(exercise.points * sum(weight * groups[group] for group, weight in exercise.weights.items()), 6)


def wrapped_otherwise(exercise, parts, expected):
    """Say whether all numbers that were asked for are there and right, in their order, and nothing else is."""
    came, asked = things(parts), things(expected)
    for record in exercise.beside:
        came.pop(record, None)
        asked.pop(record, None)
    return sorted(came) == sorted(asked) and any(
        all(same_numbers(came[one], asked[other], exercise.tolerance) for one, other in zip(order, asked, strict=True))
        for order in permutations(came)
    )


def things(parts):
    """Return an answer's parts thing by thing, ``{"dW": {key: value}, ...}``, each in the order of its keys."""
    found = {}
    for name, value in parts.items():
        thing, _, key = name.rstrip("]").partition("[")
        found.setdefault(thing, {})[int(key) if key.lstrip("-").isdigit() else key] = value
    return {
        thing: dict(sorted(d.items(), key=lambda item: (str(type(item[0])), item[0]))) for thing, d in found.items()
    }


def same_numbers(came, asked, tolerance):
    """Say whether two things hold the same numbers in the same order; where they have the same keys, key by key."""
    if len(came) != len(asked):
        return False
    pairs = zip(came.values(), asked.values(), strict=True)
    return all(close_arrays(value.ravel(), wanted.ravel(), tolerance) for value, wanted in pairs)
