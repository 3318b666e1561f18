"""Every row of every table of mistakes: its own formula, handed in, brings its sentence, and no formula is idle."""

import builtins

import numpy as np
import pytest

from backprop.calling.trial import attempt
from backprop.checking.diagnosis import diagnose
from backprop.checking.recognition import evidence, explains
from backprop.exercises import exercises
from backprop.exercises.exercise import Raises

from .verdicts import SEEDS, drawn, remembering


def handed_in(exercise, formula, probes, truths):
    """Return the outcomes of a function that computes what the formula says, called on the probes."""

    def computed(probe, truth):
        value = probe.put_into(formula, truth=truth)
        if isinstance(value, Raises):
            raise getattr(builtins, value.name)(f"{value.message}range")  # as Python goes on
        return value

    calls = [(lambda *_, known=known: computed(*known), [known[0]]) for known in zip(probes, truths, strict=True)]
    return [attempt(function, probe, exercise.read)[0] for function, probe in calls]


@pytest.mark.parametrize("name", exercises())
def test_each_formula_handed_in_is_named_by_its_own_sentence_and_is_the_first_to_explain_itself(name):
    exercise = exercises()[name]
    table = [(mistake.message, formula) for mistake in exercise.mistakes for formula in mistake.formulas]
    misnamed, idle = set(), set(range(len(table)))
    for seed in SEEDS:
        if seed >= len(SEEDS) // 3 and not idle:
            break  # every formula against all that stand before it: few draws must do
        probes, expected, known = drawn(name, seed)
        truths = [probe.put_into(exercise.truth) for probe in probes]
        for number, (message, formula) in enumerate(table):
            outcomes = handed_in(exercise, formula, probes, truths)
            seen = evidence(exercise, probes, outcomes, expected)
            with remembering(known):
                said = [finding.text for finding in diagnose(exercise, probes, outcomes, expected).findings]
                if number in idle and not any(explains(exercise, earlier, seen) for _, earlier in table[:number]):
                    idle.discard(number)
            if message not in said:
                misnamed.add(f"seed {seed}, {message} — said: {' '.join(said)}")
    assert not misnamed
    assert not [table[number][0] for number in idle], "formulas that an earlier one always stands for"


@pytest.mark.parametrize("name", exercises())
def test_an_exercise_says_whether_its_formulas_raise_by_name(name):
    exercise, found = exercises()[name], False
    for seed in SEEDS[: len(SEEDS) // 3]:
        for probe in drawn(name, seed)[0]:
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
