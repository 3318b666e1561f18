"""Every row of every table of mistakes: its own formula, handed in, brings its sentence, and no formula is idle."""

import builtins
from dataclasses import replace

import numpy as np
import pytest

from backprop.calling.trial import Outcome, Raised, call
from backprop.checking import recognition
from backprop.checking.diagnosis import diagnose
from backprop.exercises import exercises
from backprop.exercises.exercise import Raises

from .verdicts import SEEDS, drawn, remembering

FEW = max(1, len(SEEDS) // 4)  # draws, and more only until each formula has been the first on one of them
ANY = Raised(("ValueError", "Exception", "BaseException", "object"), "of its own")


def formulas(exercise):
    """Return each (mistake, formula) of an exercise, in the order in which they are tried."""
    return [(mistake, formula) for mistake in exercise.mistakes for formula in mistake.formulas]


def truths(exercise, probes):
    """Return the truth of every probe."""
    return [probe.put_into(exercise.truth) for probe in probes]


def stopped(outcome):
    """Return the outcome of a function that stops, of its own, where the formula merely fails."""
    return replace(outcome, raised=ANY) if outcome.raised and not outcome.raised.names else outcome


@pytest.mark.parametrize("name", exercises())
def test_each_formula_is_recognised_by_its_sentence_and_on_some_draw_by_itself(name):
    exercise = exercises()[name]
    table = formulas(exercise)
    wrong, idle = set(), dict(enumerate(table))
    for seed in range(20):
        if seed >= FEW and not idle:
            break
        probes, expected, known = drawn(name, seed)
        pairs = list(zip(probes, truths(exercise, probes), strict=True))
        with remembering(known):
            for number, (mistake, formula) in enumerate(table):
                outcomes = [stopped(recognition.outcome_of(exercise, formula, *pair)) for pair in pairs]
                seen = recognition.evidence(exercise, probes, outcomes, expected)
                tried = enumerate(one for _, one in table[: number + 1])
                first = next((i for i, one in tried if recognition.explains(one, seen, exercise.tolerance)), None)
                idle.pop(first, None)
                if first is None or table[first][0].message != mistake.message:
                    wrong.add(f"seed {seed}: {mistake}, taken for {first is not None and table[first][0]}")
    assert not wrong
    assert not [mistake for mistake, _ in idle.values()], "formulas that an earlier one always stands for"


@pytest.mark.parametrize("name", exercises())
def test_each_formula_handed_in_as_a_function_brings_its_sentence(name):
    exercise = exercises()[name]
    probes, expected, known = drawn(name, 0)
    true = truths(exercise, probes)
    for mistake, formula in formulas(exercise):

        def computed(probe, truth, formula=formula):
            value = probe.put_into(formula, truth=truth)
            if isinstance(value, Raises):
                raise getattr(builtins, value.name)(f"{value.message}range")  # as Python goes on
            return value

        pairs = [{"probe": probe, "truth": truth} for probe, truth in zip(probes, true, strict=True)]
        with np.errstate(all="ignore"):
            outcomes = [Outcome(*call(computed, pair, exercise.read)) for pair in pairs]
        with remembering(known):
            verdict = diagnose(exercise, probes, outcomes, expected)
        assert mistake.message in [finding.text for finding in verdict.findings], (mistake, verdict.findings)
        assert verdict.points < verdict.maximum, mistake


@pytest.mark.parametrize("name", exercises())
def test_an_exercise_says_whether_its_formulas_raise_by_name(name):
    exercise, found = exercises()[name], False
    for seed in SEEDS[:FEW]:
        probes, _, known = drawn(name, seed)
        with remembering(known):
            for probe, truth in zip(probes, truths(exercise, probes), strict=True):
                came = [recognition.outcome_of(exercise, formula, probe, truth) for _, formula in formulas(exercise)]
                found |= any(outcome.raised and outcome.raised.names for outcome in came)
    assert exercise.raises == bool(found)


def test_no_mistake_is_without_a_formula_and_none_says_nothing():
    for exercise in exercises().values():
        for mistake in exercise.mistakes:
            assert mistake.formulas and all(map(callable, mistake.formulas)), mistake
            assert len(mistake.message) > 10, mistake
