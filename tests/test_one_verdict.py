"""One code, one verdict: what is right but coarse has the same points on every learner's draw as in the notebook."""

import pytest

from backprop.calling.trial import attempt
from backprop.checking.check import draw, seed_of
from backprop.checking.comparison import expect
from backprop.checking.diagnosis import diagnose
from backprop.exercises import exercises
from backprop.exercises.exercise import EXACT

from .coarse import MEASURED, WRAPPERS
from .exercises import RIGHT
from .verdicts import LONG, SEEDS

DRAWS = range(100) if LONG else SEEDS
WAYS = 2  # right variants of each function that are made coarser
FORMULA = "symbolic_chain_rule"
FLOATS = [name for name, exercise in exercises().items() if exercise.tolerance != EXACT and name != FORMULA]
NOTHING_LEFT = {("slope", words) for words in WRAPPERS if "single precision" in words and "out" not in words.split()}


def variants(name):
    """Return ``{words: function}``: the coarse variants of an exercise."""
    found = {}
    for words, wrap in WRAPPERS.items():
        found |= {(words, number): wrap(right) for number, right in enumerate(RIGHT[name][:WAYS])}
    return found | {(words, 0): table[name] for words, table in MEASURED.items() if name in table}


@pytest.mark.parametrize("name", FLOATS)
def test_right_and_coarse_has_one_verdict_on_every_draw(name):
    exercise, coarse = exercises()[name], variants(name)
    points = {}
    for seed in (seed_of(name), *DRAWS):
        probes = draw(exercise, seed)
        expected = expect(exercise, probes)
        for key, function in coarse.items():
            verdict = diagnose(exercise, probes, attempt(function, probes, exercise.read), expected)
            points.setdefault(key, {})[seed] = verdict.points
    for (words, number), came in points.items():
        wanted = 0.0 if (name, words) in NOTHING_LEFT else exercise.points  # C(w + h) and C(w - h) agree in it
        assert set(came.values()) == {wanted}, (words, number, {s: p for s, p in came.items() if p != wanted})
