"""Right numbers, wrapped otherwise than was asked for, count half: for every function, and never more."""

import numpy as np
import pytest

from backprop.checking.card import WRAPPED
from backprop.exercises import exercises

from .exercises import RIGHT
from .verdicts import SEEDS, judged
from .wrappings import NO_GAIN, WRAPPINGS

RIGHT_ALREADY = {"weight": 0.2}  # its edge cases ask for exceptions, which nothing wraps


def cases(table):
    """Return a pytest case for each change of each function's answer, of those that the course asks for."""
    asked = [name for name in table if name in exercises()]
    return [pytest.param(name, change, id=f"{name}: {w}") for name in asked for w, change in table[name].items()]


def changed(name, change):
    """Return the right function with its answer changed."""
    make = eval(f"lambda answer: {change}", {"np": np})
    return lambda *arguments: make(RIGHT[name][0](*arguments))


@pytest.mark.parametrize(("name", "change"), cases(WRAPPINGS))
def test_right_numbers_in_another_wrapping_count_half(name, change):
    exercise, already = exercises()[name], RIGHT_ALREADY.get(name, 0)
    for seed in SEEDS:
        verdict = judged(name, changed(name, change), seed)
        assert verdict.points == pytest.approx(exercise.points * (already + (1 - already) / 2)), (seed, verdict)
        assert verdict.state == "partly right" and verdict.findings, verdict


@pytest.mark.parametrize(("name", "change"), cases(NO_GAIN))
def test_no_wrong_answer_gains_by_its_wrapping_nor_several_at_once(name, change):
    for seed in SEEDS:
        verdict = judged(name, changed(name, change), seed)
        assert verdict.points == 0, (seed, verdict)


def test_the_card_says_what_counts_half():
    from backprop.checking import card

    verdict = judged("backpropagate", changed("backpropagate", "answer[::-1]"), 0)
    said, full = card.text(verdict), verdict.maximum
    assert said.startswith(f"◐ backpropagate: partly right, {full / 2:g} of {full:g} points") and WRAPPED in said
    assert WRAPPED not in card.text(judged("backpropagate", changed("backpropagate", "(answer[0], {})"), 0))


def test_every_kind_of_answer_has_wrappings():
    kinds = {name: type(exercise.read) for name, exercise in exercises().items()}
    wrapped = {kinds[name] for name in WRAPPINGS if name in kinds}
    assert {kind.__name__ for kind in kinds.values() if kind not in wrapped} <= {"Expression"}  # holds no numbers
