"""What goes wrong with the costs that a training keeps: right steps, and a history that is not."""

import numpy as np

from ...measure.gradients import forward_rows
from ..exercise import Mistake
from ..messages import SAY
from .altered_descents import cost_of_sample, descent


def with_history(change):
    """Return a mistake's formula: right weights, and the formula ``change`` of the right ``history``."""
    return lambda probe, truth: (*truth[:2], probe.put_into(change, history=truth[2]))


def cost_of(measure):
    """Return the cost that is the mean over the samples of ``measure(errors)``, of all samples' errors together."""
    return lambda network, X, Y: measure(forward_rows(network, X)[1][network.L] - Y) / len(X)


HISTORY_MISTAKES = (
    Mistake(3, f"The steps are right; the history is not. {SAY[3]}", with_history(lambda history, X: history * len(X))),
    Mistake(
        5, f"The steps are right; the history is not. {SAY[5]}", with_history(lambda history, Y: history / Y.shape[1])
    ),
    Mistake(
        3,
        "The steps are right; the history is divided by the number of outputs in place of the number of samples.",
        with_history(lambda history, Y: history * len(Y) / Y.shape[1]),
    ),
    Mistake(
        42,
        "The steps are right; the history holds half of the cost: this loss has no ½.",
        with_history(lambda history: history / 2),
    ),
    Mistake(
        "The steps are right; the history adds up the errors as they are, or their sizes: the cost squares them.",
        descent(cost=cost_of(lambda errors: errors.sum())),
        descent(cost=cost_of(lambda errors: np.abs(errors).sum())),
    ),
    Mistake(
        "The steps are right; the history holds the root of the cost: none is taken.",
        with_history(lambda history: np.sqrt(history)),
    ),
    Mistake(
        "The steps are right. The history ends one early: the cost after the last step belongs to it.",
        with_history(lambda history: history[:-1]),
    ),
    Mistake(
        "The steps are right. The history starts one late: the cost before the first step belongs to it.",
        with_history(lambda history: history[1:]),
    ),
    Mistake(
        "The steps are right. The last cost is stale: compute it once more after the last step.",
        with_history(lambda history: [*history[:-1], *history[-2:][:1]]),
    ),
    Mistake(
        "The steps are right. The history begins with one cost twice, and that after the last step is missing.",
        with_history(lambda history: [*history[:1], *history[:-1]]),
    ),
    Mistake(
        "The steps are right. The history begins after the first step and ends with one cost twice: append before the "
        "step.",
        with_history(lambda history: [*history[1:], history[-1]]),
    ),
    Mistake(
        "The steps are right; the history holds the first cost twice, or starts one late.",
        with_history(lambda history: [history[0], *history]),
    ),
    Mistake(
        "The steps are right; the history holds the last cost twice.",
        with_history(lambda history: [*history, history[-1]]),
    ),
    Mistake(
        "The steps are right; the history holds pairs: the costs alone are asked for.",
        with_history(lambda history: list(enumerate(history))),
    ),
    Mistake("The steps are right; the history runs backwards.", with_history(lambda history: history[::-1])),
    Mistake(
        "The steps are right; the history is one number: keep the cost of every epoch.",
        with_history(lambda history: history[-1]),
    ),
    Mistake(
        "The steps are right; the history holds the last cost alone: append one in every epoch, too.",
        with_history(lambda history: history[-1:]),
    ),
    Mistake(
        "The steps are right; the history is empty: keep the cost of every epoch.", with_history(lambda history: [])
    ),
    Mistake(
        25,
        "The steps are right; the history holds the last sample's loss, not the mean.",
        descent(cost=cost_of_sample(-1)),
        descent(cost=cost_of_sample(-1, divided=True)),
    ),
    Mistake(
        25,
        "The steps are right; the history holds the first sample's loss, not the mean.",
        descent(cost=cost_of_sample(0)),
    ),
)
