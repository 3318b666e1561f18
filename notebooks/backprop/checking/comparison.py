"""Compare what came out with what was expected: within a tolerance, part by part."""

import numpy as np

from ..exercises.exercise import Raises

RELATIVE, ABSOLUTE = 1e-6, 1e-9


def close(parts, expected):
    """Say whether all parts are there, of the right shapes and finite, and agree to 1e-6 of each value.

    The absolute tolerance, 1e-9, shrinks with the part, so that a nearly converged gradient is compared as sharply.
    """
    if parts is None or set(parts) != set(expected):
        return False
    return all(close_arrays(parts[name], value) for name, value in expected.items())


def close_arrays(value, expected):
    """Say whether two arrays have one shape and agree within the tolerance; nan and inf agree with themselves."""
    if value.shape != expected.shape:
        return False
    finite = np.isfinite(expected)
    if not np.array_equal(value[~finite], expected[~finite], equal_nan=True):
        return False
    value, expected = value[finite], expected[finite]
    scale = min(1.0, float(np.abs(expected).max(initial=0.0)))
    tolerance = RELATIVE * np.abs(expected) + ABSOLUTE * scale + 1e-14
    with np.errstate(invalid="ignore", over="ignore"):
        return bool((np.abs(value - expected) <= tolerance).all())


def right(outcome, expected):
    """Say whether one outcome is the expected one: its parts, or the exception that was asked for."""
    if isinstance(expected, Raises):
        return outcome.raised is not None and expected.name in outcome.raised.names
    return close(outcome.parts, expected)


def expect(exercise, probes):
    """Return for each probe the parts of a right answer, or `Raises`."""
    answers = [probe.answer(exercise.truth) for probe in probes]
    return [a if isinstance(a, Raises) else exercise.read(a) for a in answers]
