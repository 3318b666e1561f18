"""Every row of every table of mistakes: its own formula, handed in, is named by its sentence, and no formula is idle."""

import numpy as np
import pytest

from backprop.calling.trial import attempt
from backprop.checking.check import draw
from backprop.checking.comparison import expect
from backprop.checking.diagnosis import diagnose
from backprop.checking.recognition import evidence, explains
from backprop.exercises import exercises
from backprop.exercises.exercise import Raises

from .test_exercises import SEEDS


def handed_in(exercise, formula, probes):
    """Return the outcomes of a function that computes what the formula says, called on the probes."""
    return [
        attempt(lambda *_, p=probe: p.put_into(formula, truth=p.put_into(exercise.truth)), [probe], exercise.read)[0]
        for probe in probes
    ]


@pytest.mark.parametrize("name", exercises())
def test_each_formula_handed_in_is_named_by_its_own_sentence_and_is_the_first_to_explain_itself(name):
    exercise = exercises()[name]
    table = [(mistake.message, formula) for mistake in exercise.mistakes for formula in mistake.formulas]
    misnamed, idle = set(), set(range(len(table)))
    for seed in SEEDS:
        probes = draw(exercise, seed)
        expected = expect(exercise, probes)
        for number, (message, formula) in enumerate(table):
            outcomes = handed_in(exercise, formula, probes)
            said = [finding.text for finding in diagnose(exercise, probes, outcomes, expected).findings]
            if message not in said:
                misnamed.add(f"seed {seed}, {message} — said: {' '.join(said)}")
            seen = evidence(exercise, probes, outcomes, expected)
            if number in idle and not any(explains(exercise, earlier, seen) for _, earlier in table[:number]):
                idle.discard(number)
    assert not misnamed
    assert not [table[number][0] for number in idle], "formulas that an earlier one always stands for"


@pytest.mark.parametrize("name", exercises())
def test_an_exercise_says_whether_its_formulas_raise_by_name(name):
    exercise, found = exercises()[name], False
    for seed in SEEDS:
        for probe in draw(exercise, seed):
            truth = probe.put_into(exercise.truth)
            for formula in [f for mistake in exercise.mistakes for f in mistake.formulas]:
                try:
                    with np.errstate(all="ignore"):
                        found |= isinstance(probe.put_into(formula, truth=truth), Raises)
                except Exception:
                    continue
    assert exercise.raises == found


def test_no_mistake_is_without_a_formula_and_none_says_nothing():
    for exercise in exercises().values():
        for mistake in exercise.mistakes:
            assert mistake.formulas and all(map(callable, mistake.formulas)), mistake
            assert len(mistake.message) > 10, mistake
