"""Recognise a known mistake: the one whose formula brings, on every probe, what the learner's function brought."""

from dataclasses import replace
from functools import cache

import numpy as np

from ..calling.readers import Unreadable
from ..calling.trial import Outcome, Raised
from ..exercises.exercise import TOLERANCE, Raises
from .comparison import close, right


def known_mistake(exercise, seen):
    """Return the first `Mistake` that explains the evidence ``seen`` (see `evidence`), or None.

    It must agree on every probe (where its own formula fails, the function must have failed too), and on at least
    one of them be wrong by what it returns: a failure alone could have many causes.
    """
    if not exercise.raises and all(o.raised or right(o, wanted, exercise.tolerance) for o, *_, wanted in seen):
        return None  # no formula can tell by an exception, and the rest is right
    for mistake in exercise.mistakes:
        if any(explains(formula, seen, exercise.tolerance) for formula in mistake.formulas):
            return mistake
    return None


def two_mistakes(exercise, seen):
    """Return a `Factor` and the `Mistake` that explains the evidence once the factor is out, or None."""
    right_ones = (row for row in seen if right_beside_the_record(exercise, row[0], row[-1]))
    clean = [(probe, wanted) for _, probe, _, wanted in right_ones if not_zero(wanted)]
    for factor in exercise.factors:
        if any((undone := factor.undone(*pair)) and not close(undone, pair[1], exercise.tolerance) for pair in clean):
            continue  # it would have shown there
        freed = [(without(factor, probe, outcome), probe, *rest) for outcome, probe, *rest in seen]
        freed = [row for row in freed if row[0] is not None]
        if any(row[0].parts is not None for row in freed) and (mistake := known_mistake(exercise, freed)):
            return factor, mistake
    return None


def beside_the_record(exercise, seen):
    """Return the `Mistake` that explains all of the evidence but the record beside the answer, or None."""
    if not exercise.beside:
        return None
    bare = [
        (unrecorded(exercise, o), p, lambda f, brings=brings: unrecorded(exercise, brings(f)), kept(exercise, wanted))
        for o, p, brings, wanted in seen
    ]
    silent = tuple(m for m in exercise.mistakes if not set(exercise.beside) & set(m.message.split()))
    return known_mistake(replace(exercise, mistakes=silent), bare)


def unrecorded(exercise, outcome):
    """Return the outcome without the record that is kept beside the answer."""
    return outcome if outcome.parts is None else replace(outcome, parts=kept(exercise, outcome.parts))


def kept(exercise, parts):
    """Return the ``parts`` but for the record beside the answer."""
    return {name: value for name, value in parts.items() if name not in exercise.beside}


def right_beside_the_record(exercise, outcome, wanted):
    """Say whether an outcome is right in all but the record that is kept beside the answer."""
    if outcome.parts is None or isinstance(wanted, Raises):
        return right(outcome, wanted, exercise.tolerance)
    return close(kept(exercise, outcome.parts), kept(exercise, wanted), exercise.tolerance)


def evidence(exercise, probes, outcomes, expected):
    """Return (outcome, probe, brings, expected) for each probe; those where the function failed come last.

    ``brings(formula)`` is the `Outcome` that a mistake's formula brings on the probe, computed where needed, once.
    """
    seen = [
        (outcome, probe, bringing(exercise, probe), wanted)
        for outcome, probe, wanted in zip(outcomes, probes, expected, strict=False)
    ]
    return sorted(seen, key=lambda row: row[0].raised is not None)


def bringing(exercise, probe):
    """Return the function that gives what a formula brings on ``probe``, and remembers it."""
    return cache(lambda formula: outcome_of(exercise, formula, probe, probe.answer(exercise.truth)))


def not_zero(wanted):
    """Say whether some number other than 0 was expected."""
    return isinstance(wanted, dict) and any(value.any() for value in wanted.values())


def without(factor, probe, outcome):
    """Return the outcome with the ``factor`` taken out of its parts; None where it cannot be taken out."""
    if outcome.parts is None:
        return outcome
    parts = factor.undone(probe, outcome.parts)
    return None if parts is None else replace(outcome, parts=parts)


def explains(formula, seen, tolerance=TOLERANCE):
    """Say whether a mistake's formula brings all of the evidence ``seen``, within the exercise's ``tolerance``.

    Where shapes do not fit, a function may stop earlier than the formula does (in a step whose result it does not even
    need): an exception is excused on every probe if the formula's shapes are wrong on one of them, and if more than
    edge cases tell, in which many formulas agree.
    """
    tells = unfit = excused = beyond_the_edge = False
    excusable = any(not outcome.raised for outcome, *_ in seen)
    for outcome, probe, brings, wanted in seen:
        wrong = brings(formula)
        if alike(outcome, wrong, tolerance):
            tells |= not right(wrong, wanted, tolerance) and not fails(wrong)
            beyond_the_edge |= tells and probe.group != "edge"
        elif excusable and outcome.raised and not wrong.raised and of_shapes(outcome.raised):
            excused = True
        else:
            return False  # most mistakes are ruled out by the first probe
        unfit |= fails(wrong) or not same_shapes(wrong, wanted)
    return tells and (not excused or (unfit and beyond_the_edge))


def of_shapes(raised):
    """Say whether an exception may come of shapes that do not fit; a name that is not there, say, has another cause."""
    other = "truth value of an array" in raised.message or "NameError" in raised.names
    return not other and "AttributeError" not in raised.names


def outcome_of(exercise, formula, probe, truth):
    """Return the `Outcome` that a mistake's formula brings on a probe; without a class name where it just fails."""
    try:
        with np.errstate(all="ignore"):
            value = probe.put_into(formula, truth=truth)
    except Exception:
        return Outcome(raised=Raised((), ""))
    if isinstance(value, Raises):
        return Outcome(raised=Raised((value.name,), value.message))
    try:
        return Outcome(parts=exercise.read(value))
    except Unreadable as error:
        return Outcome(unreadable=str(error))


def same_shapes(wrong, wanted):
    """Say whether a mistake's outcome has the shapes that were asked for."""
    if wrong.parts is None or isinstance(wanted, Raises):
        return True
    return all(name in wrong.parts and wrong.parts[name].shape == value.shape for name, value in wanted.items())


def fails(wrong):
    """Say whether a mistake's formula merely fails on this probe."""
    return wrong.raised is not None and not wrong.raised.names


def alike(outcome, wrong, tolerance):
    """Say whether the outcome is the one that the mistake brings, within ``tolerance``."""
    if wrong.raised:
        raised, names = outcome.raised, set(wrong.raised.names)
        return raised is not None and names <= set(raised.names) and wrong.raised.message in raised.message
    if wrong.unreadable:
        return outcome.unreadable == wrong.unreadable
    return close(outcome.parts, wrong.parts, tolerance) or empty_sum(outcome.parts, wrong.parts)


def empty_sum(came, brought):
    """Say whether plain zeros came where the mistake brings arrays of zeros: a sum that no round of a loop added to."""
    if not came or not brought or came.keys() != brought.keys():
        return False
    pairs = ((came[name], value) for name, value in brought.items())
    return all(one.ndim == 0 and value.size and not value.any() and not one.any() for one, value in pairs)
