"""The checks are proved by mutants: right variants score in full, known mistakes lose points and are named."""

import re
import unicodedata
from collections import Counter

import numpy as np
import pytest

from backprop.exercises import exercises
from backprop.exercises.messages import SAY

from .exercises import RIGHT, WRONG
from .verdicts import SEEDS, drawn, judged, names

LETTERS = str.maketrans({"∂": "d", "δ": "delta", "η": "eta", "−": "-", "½": "1/2", "²": "^2"})  # plain in a shell


def cases(table, words):
    """Return one pytest case for each variant, called ``exercise: its words``, short and each name once."""
    count, found = Counter(), []
    for name in table:
        for variant in table[name]:
            plain = unicodedata.normalize("NFKD", words(name, variant).translate(LETTERS))
            short = re.sub(r"[^\w '().,:;*+/=^-]", "", plain, flags=re.ASCII)[:60].rstrip(" .,:;'(")
            count[name, short] += 1
            again = f" {count[name, short]}" if count[name, short] > 1 else ""
            found.append(pytest.param(name, variant, id=f"{name}: {short}{again}"))
    return found


def way(name, function):
    """Return what a right variant's own name adds to the exercise's."""
    return function.__name__.removeprefix(name).replace("_", " ").strip()


def sentence(name, variant):
    """Return what is to be said of a wrong variant."""
    expected, _ = variant
    return SAY[expected] if isinstance(expected, int) else expected


def test_every_exercise_has_right_and_wrong_variants():
    for name, exercise in exercises().items():
        said = f"tests/exercises/, the module of {exercise.lesson}: three right variants of {name} and a wrong one"
        assert len(RIGHT.get(name, ())) >= 3 and WRONG.get(name), said


@pytest.mark.parametrize(("name", "function"), cases(RIGHT, way))
def test_a_right_variant_scores_in_full_on_every_seed(name, function):
    for seed in SEEDS:
        verdict = judged(name, function, seed)
        assert (verdict.points, verdict.state, verdict.findings) == (verdict.maximum, "right", ()), (seed, verdict)


@pytest.mark.parametrize(("name", "variant"), cases(WRONG, sentence))
def test_a_mistake_loses_points_and_is_named_on_every_seed(name, variant):
    expected, function = variant
    for seed in SEEDS:
        verdict = judged(name, function, seed)
        assert verdict.points < verdict.maximum, (seed, verdict)
        assert names(verdict, expected), (seed, expected, verdict.findings)


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
        probes, expected, _ = drawn(name, seed)
        assert {p.group for p in probes} == set(exercise.weights)
        for parts in expected:
            if isinstance(parts, dict):
                assert all(np.isfinite(value).all() for value in parts.values())
