"""`loss`: the squared differences, added up, checked in exact fractions."""

from fractions import Fraction

import numpy as np

from ...derivatives import gradient
from ...network import loss
from ..draws import until
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .loss_sentences import (
    ABSOLUTE,
    CROSS_ENTROPY,
    HALVED,
    NEGATIVE,
    ONLY_Y_SQUARED,
    SLOPE,
    SQUARES_ADDED,
    SQUARES_APART,
    SUM_SQUARED,
    Y_HALVED,
)


def loss_probes(rng):
    def draw(group, n, what=""):
        a_L, y = until(
            lambda drawn: np.linalg.norm(drawn[0] - drawn[1]) > 0.05,
            lambda: (rng.uniform(0.05, 0.95, n), rng.uniform(0.1, 0.9, n)),
        )
        to_second = 1 - np.abs(a_L - y).argmax()  # the worst output is neither the first nor, of three, the last
        return Probe(group, {"a_L": np.roll(a_L, to_second), "y": np.roll(y, to_second)}, what)

    right = rng.uniform(0.1, 0.9, 4)
    return [
        draw("plain", 3),
        draw("plain", 3),
        draw("general", 7, "seven outputs"),
        draw("general", 2, "two outputs"),
        draw("edge", 1, "one output"),
        Probe("edge", {"a_L": right, "y": right.copy()}, "every output right already"),
    ]


def exact_loss(a_L, y):
    """Return the loss in exact fractions, rounded once."""
    return float(sum((Fraction(a_j) - Fraction(y_j)) ** 2 for a_j, y_j in zip(a_L, y, strict=True)))


def slopes(a_L, y):
    """Return the measured slope of the loss by each output."""
    return gradient(lambda a: loss(a, y), a_L)


EXERCISE = Exercise(
    name="loss",
    points=1,
    returns="one number",
    probes=loss_probes,
    truth=exact_loss,
    mistakes=(
        Mistake(5, lambda a_L, y: np.mean((a_L - y) ** 2)),
        Mistake(42, HALVED, lambda truth: truth / 2),
        Mistake(5, f"{SAY[5]} (And no ½.)", lambda a_L, y: np.mean((a_L - y) ** 2) / 2),
        Mistake("These are the losses of the nodes, not yet their sum.", lambda a_L, y: (a_L - y) ** 2),
        Mistake(
            "First square, then add: added first, errors of opposite sign cancel.", lambda a_L, y: (a_L - y).sum() ** 2
        ),
        Mistake(
            "Without squares, errors of opposite sign cancel.",
            lambda a_L, y: (a_L - y).sum(),
            lambda a_L, y: (y - a_L).sum(),
        ),
        Mistake(ABSOLUTE, lambda a_L, y: np.abs(a_L - y).sum()),
        Mistake("No square root: the sum of the squares is the loss.", lambda truth: np.sqrt(truth)),
        Mistake(
            SQUARES_APART,
            lambda a_L, y: (a_L**2).sum() - (y**2).sum(),
            lambda a_L, y: (y**2).sum() - (a_L**2).sum(),
        ),
        Mistake("Only the first node counts: add up all of them.", lambda a_L, y: (a_L[0] - y[0]) ** 2),
        Mistake("Only the last node counts: add up all of them.", lambda a_L, y: (a_L[-1] - y[-1]) ** 2),
        Mistake(
            "Two nodes were counted by hand: go through all of them, however many there are.",
            lambda a_L, y: (a_L[0] - y[0]) ** 2 + (a_L[1] - y[1]) ** 2,
        ),
        Mistake("The first node is missing: the sum starts at j = 1.", lambda a_L, y: ((a_L - y)[1:] ** 2).sum()),
        Mistake("The last node is missing: the sum ends at j = n_L.", lambda a_L, y: ((a_L - y)[:-1] ** 2).sum()),
        Mistake("Only the worst node counts: add up all of them.", lambda a_L, y: max((a_L - y) ** 2)),
        Mistake(NEGATIVE, lambda truth: -truth),
        Mistake("Twice the loss: each node's square counts once.", lambda truth: 2 * truth),
        Mistake(
            "No square root, and no mean: the sum of the squares is the loss.",
            lambda a_L, y: np.sqrt(np.mean((a_L - y) ** 2)),
        ),
        Mistake(5, f"{ABSOLUTE} {SAY[5]}", lambda a_L, y: np.abs(a_L - y).mean()),
        Mistake(
            "First square, then add: each difference has a square of its own.",
            lambda a_L, y: np.abs(a_L - y).sum() ** 2,
        ),
        Mistake(ONLY_Y_SQUARED, lambda a_L, y: (a_L - y**2).sum()),
        Mistake(SQUARES_ADDED, lambda a_L, y: (a_L**2 + y**2).sum()),
        Mistake(SUM_SQUARED, lambda a_L, y: ((a_L + y) ** 2).sum()),
        Mistake(Y_HALVED, lambda a_L, y: ((a_L - y / 2) ** 2).sum()),
        Mistake("The nodes' losses were multiplied: add them.", lambda a_L, y: np.prod((a_L - y) ** 2)),
        Mistake(
            "These are all the sums on the way; only the last is asked for.",
            lambda a_L, y: np.cumsum((a_L - y) ** 2),
        ),
        Mistake(29, lambda a_L, y: (a_L[:, None] - y) ** 2, lambda a_L, y: ((a_L[:, None] - y) ** 2).sum()),
        Mistake(
            "Outputs and targets are paired wrongly: a_j belongs to y_j, the same j for both. (One of them runs "
            "backwards.)",
            lambda a_L, y: ((a_L - y[::-1]) ** 2).sum(),
        ),
        Mistake(
            "They were multiplied: the loss squares their difference.",
            lambda a_L, y: (a_L @ y) ** 2,
            lambda a_L, y: a_L @ y,
        ),
        Mistake(
            "That is the spread of the differences about their mean; the sum of their squares is asked for.",
            lambda a_L, y: np.var(a_L - y),
            lambda a_L, y: np.std(a_L - y),
        ),
        Mistake(SLOPE, slopes, lambda a_L, y: slopes(a_L, y).sum()),
        Mistake(
            CROSS_ENTROPY,
            lambda a_L, y: -(y * np.log(a_L)).sum(),
            lambda a_L, y: -(y * np.log(a_L) + (1 - y) * np.log(1 - a_L)).sum(),
        ),
    ),
)
