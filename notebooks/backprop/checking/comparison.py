"""Compare what came out with what was expected: part by part, by norm, within the exercise's tolerance.

By norm and not entry by entry: where terms cancel, an entry near 0 says more about its rounding than about its formula.
"""

import math

import numpy as np

from ..exercises.exercise import TOLERANCE, Raises

RELATIVE = TOLERANCE
ABSOLUTE = 1e-9  # of a part's largest entry: below it an entry is about 0
ZERO = 1e-14  # of a part that is to be 0 throughout


def close(parts, expected, tolerance=TOLERANCE):
    """Say whether all parts are there, of the right shapes and finite, and each is within ``tolerance`` by norm."""
    if parts is None or set(parts) != set(expected):
        return False
    return all(close_arrays(parts[name], value, tolerance) for name, value in expected.items())


def close_arrays(value, expected, tolerance=TOLERANCE):
    """Say whether two arrays have one shape and differ by ``tolerance`` of the expected one's norm at most.

    nan and inf agree with themselves.
    """
    if value.shape != expected.shape:
        return False
    if value.ndim == 0 and math.isfinite(off := abs(value.item() - expected.item())):
        return off <= tolerance * abs(expected.item()) + ZERO
    with np.errstate(invalid="ignore", over="ignore"):
        gap, size = (value - expected).ravel(), expected.ravel()
        off, most = gap @ gap, size @ size
    if math.isfinite(off):  # so is every entry: by far the most common case, and asked hundreds of times a check
        return math.sqrt(off) <= tolerance * math.sqrt(most) + ZERO
    finite = np.isfinite(expected)
    if not np.array_equal(value[~finite], expected[~finite], equal_nan=True):
        return False
    with np.errstate(invalid="ignore", over="ignore"):
        off = np.linalg.norm(value[finite] - expected[finite])
        return bool(off <= tolerance * np.linalg.norm(expected[finite]) + ZERO)


def right(outcome, expected, tolerance=TOLERANCE):
    """Say whether one outcome is the expected one: its parts, or the exception that was asked for."""
    if isinstance(expected, Raises):
        return outcome.raised is not None and expected.name in outcome.raised.names
    return close(outcome.parts, expected, tolerance)


def expect(exercise, probes):
    """Return for each probe the parts of a right answer, or `Raises`."""
    answers = [probe.answer(exercise.truth) for probe in probes]
    return [a if isinstance(a, Raises) else exercise.read(a) for a in answers]
