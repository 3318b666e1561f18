"""`loss`: the squared differences, added up, checked in exact fractions."""

from fractions import Fraction

import numpy as np

from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .node_loss import NOT_ABSOLUTE, OTHER_LOSS, SLOPE, SQUARES_ADDED, SQUARES_APART


def squares(p):
    """Return (a_j - y_j)² for every output, in exact fractions."""
    pairs = zip(p["a_L"], p["y"], strict=True)
    return [(Fraction(float(a)) - Fraction(float(y))) ** 2 for a, y in pairs]


def loss_probes(rng):
    def draw(group, n, what=""):
        a_L, y = rng.uniform(0.05, 0.95, n), rng.uniform(0.1, 0.9, n)
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


def difference(p):
    """Return how far each output is from its target."""
    return p["a_L"] - p["y"]


loss = Exercise(
    name="loss",
    lesson="03_observations",
    points=1,
    returns="one number",
    probes=loss_probes,
    truth=lambda p: float(sum(squares(p))),
    mistakes=(
        Mistake(5, SAY[5], lambda p, t: t / len(p["y"])),
        Mistake(42, OTHER_LOSS, lambda p, t: t / 2),
        Mistake(5, f"{SAY[5]} (And no ½.)", lambda p, t: t / len(p["y"]) / 2),
        Mistake(0, "These are the losses of the nodes, not yet their sum.", lambda p, t: difference(p) ** 2),
        Mistake(
            0,
            "First square, then add: added first, errors of opposite sign cancel.",
            lambda p, t: difference(p).sum() ** 2,
        ),
        Mistake(0, "Without squares, errors of opposite sign cancel.", lambda p, t: difference(p).sum()),
        Mistake(0, "Without squares, errors of opposite sign cancel.", lambda p, t: -difference(p).sum()),
        Mistake(0, NOT_ABSOLUTE, lambda p, t: np.abs(difference(p)).sum()),
        Mistake(0, "No square root: the sum of the squares is the loss.", lambda p, t: np.sqrt(t)),
        Mistake(0, SQUARES_APART, lambda p, t: (p["a_L"] ** 2).sum() - (p["y"] ** 2).sum()),
        Mistake(0, SQUARES_APART, lambda p, t: (p["y"] ** 2).sum() - (p["a_L"] ** 2).sum()),
        Mistake(0, "Only the first node counts: add up all of them.", lambda p, t: float(squares(p)[0])),
        Mistake(0, "Only the last node counts: add up all of them.", lambda p, t: float(squares(p)[-1])),
        Mistake(0, "The first node is missing: the sum starts at j = 1.", lambda p, t: float(sum(squares(p)[1:]))),
        Mistake(0, "The last node is missing: the sum ends at j = n_L.", lambda p, t: float(sum(squares(p)[:-1]))),
        Mistake(0, "Only the worst node counts: add up all of them.", lambda p, t: float(max(squares(p)))),
        Mistake(0, "A loss is never negative: the minus must go.", lambda p, t: -t),
        Mistake(0, "Twice the loss: each node's square counts once.", lambda p, t: 2 * t),
        Mistake(
            0, "No square root, and no mean: the sum of the squares is the loss.", lambda p, t: np.sqrt(t / len(p["y"]))
        ),
        Mistake(5, f"{NOT_ABSOLUTE} {SAY[5]}", lambda p, t: np.abs(difference(p)).mean()),
        Mistake(
            0,
            "First square, then add: each difference has a square of its own.",
            lambda p, t: np.abs(difference(p)).sum() ** 2,
        ),
        Mistake(0, "Only y was squared: brackets round the difference.", lambda p, t: (p["a_L"] - p["y"] ** 2).sum()),
        Mistake(0, SQUARES_ADDED, lambda p, t: (p["a_L"] ** 2 + p["y"] ** 2).sum()),
        Mistake(
            0, "That squares the sum; the loss squares the difference.", lambda p, t: ((p["a_L"] + p["y"]) ** 2).sum()
        ),
        Mistake(0, "The nodes' losses were multiplied: add them.", lambda p, t: np.prod(difference(p) ** 2)),
        Mistake(
            0,
            "These are all the sums on the way; only the last is asked for.",
            lambda p, t: np.cumsum(difference(p) ** 2),
        ),
        Mistake(29, SAY[29], lambda p, t: np.subtract.outer(p["a_L"], p["y"]) ** 2),
        Mistake(29, SAY[29], lambda p, t: (np.subtract.outer(p["a_L"], p["y"]) ** 2).sum()),
        Mistake(0, SLOPE, lambda p, t: 2 * difference(p)),
        Mistake(0, SLOPE, lambda p, t: 2 * difference(p).sum()),
        Mistake(
            0,
            "That is the cross-entropy; this course's loss is the sum of squared differences.",
            lambda p, t: -(p["y"] * np.log(p["a_L"])).sum(),
        ),
        Mistake(
            0,
            "That is the cross-entropy; this course's loss is the sum of squared differences.",
            lambda p, t: -(p["y"] * np.log(p["a_L"]) + (1 - p["y"]) * np.log(1 - p["a_L"])).sum(),
        ),
    ),
)
