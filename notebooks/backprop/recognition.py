"""Recognise a known mistake: the one whose wrong formula brings, on every probe, what the learner's function brought."""

import numpy as np

from .answers import Unreadable
from .comparison import close, right
from .exercises.exercise import Raises
from .trial import Outcome, Raised


def known_mistake(exercise, probes, outcomes, expected):
    """Return the first `Mistake` that explains every outcome, or None.

    It must agree on every probe (where its own formula fails, the function must have failed too), and on at least
    one of them be wrong by what it returns: a failure alone could have many causes.
    """
    truths = [exercise.truth(probe) for probe in probes]
    tried = list(zip(outcomes, probes, truths, expected, strict=False))
    return next((mistake for mistake in exercise.mistakes if explains(exercise, mistake, tried)), None)


def explains(exercise, mistake, tried):
    """Say whether a mistake brings all that was seen; ``tried``: (outcome, probe, truth, expected) for each probe."""
    tells = False
    for outcome, probe, truth, wanted in tried:
        wrong = outcome_of(exercise, mistake, probe, truth)
        if not alike(outcome, wrong):
            return False  # most mistakes are ruled out by the first probe
        tells |= not right(wrong, wanted) and not fails(wrong)
    return tells


def outcome_of(exercise, mistake, probe, truth):
    """Return the `Outcome` that a function with this mistake would bring; without a class name where it just fails."""
    try:
        with np.errstate(all="ignore"):
            value = mistake.wrong(probe, truth)
    except Exception:
        return Outcome(raised=Raised((), ""))
    if isinstance(value, Raises):
        return Outcome(raised=Raised((value.name,), ""))
    try:
        return Outcome(parts=exercise.read(value))
    except Unreadable as error:
        return Outcome(unreadable=str(error))


def fails(wrong):
    """Say whether a mistake's formula merely fails on this probe."""
    return wrong.raised is not None and not wrong.raised.names


def alike(outcome, wrong):
    """Say whether the outcome is the one that the mistake brings."""
    if wrong.raised:
        return outcome.raised is not None and set(wrong.raised.names) <= set(outcome.raised.names)
    if wrong.unreadable:
        return outcome.unreadable == wrong.unreadable
    return close(outcome.parts, wrong.parts)
