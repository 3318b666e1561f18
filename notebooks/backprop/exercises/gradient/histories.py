"""What goes wrong with the costs that a training keeps: right steps, and a history that is not."""

import numpy as np

from ..exercise import Mistake
from ..messages import SAY
from .descents import descent_with_cost, of_one_sample, with_history

LAST = "The history ends one early: the cost after the last step belongs to it."
STALE = "The last cost is stale: compute it once more after the last step."
TWICE = "The history begins with one cost twice, and that after the last step is missing."
LATE = "The history begins after the first step and ends with one cost twice: append before the step."
FIRST = "The history starts one late: the cost before the first step belongs to it."
HISTORIES = (
    Mistake(3, f"The steps are right; the history is not. {SAY[3]}", with_history(lambda p, h: h * len(p["X"]))),
    Mistake(5, f"The steps are right; the history is not. {SAY[5]}", with_history(lambda p, h: h / p["Y"].shape[1])),
    Mistake(
        3,
        "The steps are right; the history is divided by the number of outputs in place of the number of samples.",
        with_history(lambda p, h: h * len(p["X"]) / p["Y"].shape[1]),
    ),
    Mistake(
        42,
        "The steps are right; the history holds half of the cost: this loss has no ½.",
        with_history(lambda p, h: h / 2),
    ),
    Mistake(f"The steps are right. {LAST}", with_history(lambda p, h: h[:-1])),
    Mistake(f"The steps are right. {FIRST}", with_history(lambda p, h: h[1:])),
    Mistake(f"The steps are right. {STALE}", with_history(lambda p, h: np.append(h[:-1], h[-2:][:1]))),
    Mistake(f"The steps are right. {TWICE}", with_history(lambda p, h: np.append(h[:1], h[:-1]))),
    Mistake(f"The steps are right. {LATE}", with_history(lambda p, h: np.append(h[1:], h[-1:]))),
    Mistake(
        "The steps are right; the history holds the first cost twice, or starts one late.",
        with_history(lambda p, h: np.append(h[:1], h)),
    ),
    Mistake(
        "The steps are right; the history holds the last cost twice.",
        with_history(lambda p, h: np.append(h, h[-1])),
    ),
    Mistake(
        "The steps are right; the history holds pairs: the costs alone are asked for.",
        with_history(lambda p, h: list(enumerate(h))),
    ),
    Mistake("The steps are right; the history runs backwards.", with_history(lambda p, h: h[::-1])),
    Mistake(
        "The steps are right; the history is one number: keep the cost of every epoch.",
        with_history(lambda p, h: h[-1]),
    ),
    Mistake("The steps are right; the history is empty: keep the cost of every epoch.", with_history(lambda p, h: [])),
    Mistake(
        25,
        "The steps are right; the history holds the last sample's loss, not the mean.",
        descent_with_cost(of_one_sample(-1)),
    ),
    Mistake(
        25,
        "The steps are right; the history holds the first sample's loss, not the mean.",
        descent_with_cost(of_one_sample(0)),
    ),
)
