"""The checks are proved by mutants: right variants score in full, known mistakes lose points and are named."""

from functools import lru_cache

import numpy as np
import pytest

from backprop.calling.trial import attempt
from backprop.checking.check import draw
from backprop.checking.comparison import expect
from backprop.checking.diagnosis import diagnose
from backprop.exercises import exercises

from .exercises import RIGHT, WRONG

SEEDS = range(20)


@lru_cache(maxsize=256)
def drawn(name, seed):
    """Return the exercise's probes and what is expected on them; functions get copies, so these stay as they are."""
    exercise = exercises()[name]
    probes = draw(exercise, seed)
    return probes, expect(exercise, probes)


def judged(name, function, seed):
    """Return the verdict on ``function`` as an answer to the exercise ``name``."""
    exercise, (probes, expected) = exercises()[name], drawn(name, seed)
    return diagnose(exercise, probes, attempt(function, probes, exercise.read), expected)


def cases(table):
    """Return one pytest case for each variant, named for its function and place."""
    return [pytest.param(name, variant, id=f"{name}-{i}") for name in table for i, variant in enumerate(table[name])]


def test_every_exercise_has_right_and_wrong_variants():
    for name in exercises():
        assert len(RIGHT[name]) >= 3, name
        assert WRONG[name], name


@pytest.mark.parametrize(("name", "function"), cases(RIGHT))
def test_a_right_variant_scores_in_full_on_every_seed(name, function):
    for seed in SEEDS:
        verdict = judged(name, function, seed)
        assert (verdict.points, verdict.state, verdict.findings) == (verdict.maximum, "right", ()), (seed, verdict)


@pytest.mark.parametrize(("name", "variant"), cases(WRONG))
def test_a_mistake_loses_points_and_is_named_on_every_seed(name, variant):
    expected, function = variant
    for seed in SEEDS:
        verdict = judged(name, function, seed)
        assert verdict.points < verdict.maximum, (seed, verdict)
        numbers = [finding.number for finding in verdict.findings]
        texts = " ".join(finding.text for finding in verdict.findings)
        assert expected in (numbers if isinstance(expected, int) else texts), (seed, verdict.findings)


@pytest.mark.parametrize("name", list(exercises()))
def test_an_untouched_stub_is_not_attempted(name):
    def stub(*arguments):
        raise NotImplementedError

    verdict = judged(name, stub, 0)
    assert (verdict.points, verdict.state) == (0, "not attempted")


@pytest.mark.parametrize("name", list(exercises()))
def test_the_truth_is_finite_and_of_the_same_form_on_every_seed(name):
    exercise = exercises()[name]
    assert sum(exercise.weights.values()) == pytest.approx(1)
    for seed in SEEDS:
        probes = draw(exercise, seed)
        assert {p.group for p in probes} == set(exercise.weights)
        for parts in expect(exercise, probes):
            if isinstance(parts, dict):
                assert all(np.isfinite(value).all() for value in parts.values())
