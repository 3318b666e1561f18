"""Verdicts on functions, drawn from many seeds; what all functions of an exercise share is computed once."""

import os
from contextlib import contextmanager
from functools import lru_cache
from unittest import mock

from backprop.calling.trial import attempt
from backprop.checking import recognition
from backprop.checking.check import draw
from backprop.checking.comparison import expect
from backprop.checking.diagnosis import diagnose
from backprop.exercises import exercises

LONG = bool(os.environ.get("BACKPROP_LONG"))  # also what takes minutes
ALL = LONG or bool(os.environ.get("BACKPROP_REQUIRE_ALL"))  # on CI
SEEDS = range(20 if ALL else 2)  # of every test
MANY = range(200)  # of the table, `python -m tests.diagnosis_table`


def some(cases):
    """Return a list of ``cases``, each of which takes a good part of a second: on CI all of them, else every fifth."""
    return list(cases)[:: 1 if ALL else 5]


@lru_cache(maxsize=len(SEEDS) * len(exercises()))
def drawn(name, seed):
    """Return the exercise's probes, what is expected on them, and what its mistakes bring there, which fills by use.

    Functions get copies of the probes, so these stay as they are.
    """
    exercise = exercises()[name]
    probes = draw(exercise, seed)
    return probes, expect(exercise, probes), {}


def judged(name, function, seed):
    """Return the verdict on ``function`` as an answer to the exercise ``name``."""
    exercise, (probes, expected, known) = exercises()[name], drawn(name, seed)
    with remembering(known):
        return diagnose(exercise, probes, attempt(function, probes, exercise.read), expected)


@contextmanager
def remembering(known):
    """Give `recognition.outcome_of` a memory: ``known[a formula, a probe]``, both of which must live as long."""
    outcome_of = recognition.outcome_of

    def remembered(exercise, formula, probe, truth):
        key = id(formula), id(probe)
        if key not in known:
            known[key] = outcome_of(exercise, formula, probe, truth)
        return known[key]

    with mock.patch.object(recognition, "outcome_of", remembered):
        yield


def names(verdict, expected):
    """Say whether a verdict names the ``expected`` mistake: its number, or a piece of its message."""
    if isinstance(expected, int):
        return expected in [finding.number for finding in verdict.findings]
    return expected in " ".join(finding.text for finding in verdict.findings)
