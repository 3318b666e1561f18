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
    truth=lambda probe: float(sum(squares(probe))),
    mistakes=(
        Mistake(5, lambda y, truth: truth / len(y)),
        Mistake(42, OTHER_LOSS, lambda truth: truth / 2),
        Mistake(5, f"{SAY[5]} (And no ½.)", lambda y, truth: truth / len(y) / 2),
        Mistake("These are the losses of the nodes, not yet their sum.", lambda probe: difference(probe) ** 2),
        Mistake(
            "First square, then add: added first, errors of opposite sign cancel.",
            lambda probe: difference(probe).sum() ** 2,
        ),
        Mistake(
            "Without squares, errors of opposite sign cancel.",
            lambda probe: difference(probe).sum(),
            lambda probe: -difference(probe).sum(),
        ),
        Mistake(NOT_ABSOLUTE, lambda probe: np.abs(difference(probe)).sum()),
        Mistake("No square root: the sum of the squares is the loss.", lambda truth: np.sqrt(truth)),
        Mistake(
            SQUARES_APART, lambda a_L, y: (a_L**2).sum() - (y**2).sum(), lambda y, a_L: (y**2).sum() - (a_L**2).sum()
        ),
        Mistake("Only the first node counts: add up all of them.", lambda probe: float(squares(probe)[0])),
        Mistake("Only the last node counts: add up all of them.", lambda probe: float(squares(probe)[-1])),
        Mistake("The first node is missing: the sum starts at j = 1.", lambda probe: float(sum(squares(probe)[1:]))),
        Mistake("The last node is missing: the sum ends at j = n_L.", lambda probe: float(sum(squares(probe)[:-1]))),
        Mistake("Only the worst node counts: add up all of them.", lambda probe: float(max(squares(probe)))),
        Mistake("A loss is never negative: the minus must go.", lambda truth: -truth),
        Mistake("Twice the loss: each node's square counts once.", lambda truth: 2 * truth),
        Mistake(
            "No square root, and no mean: the sum of the squares is the loss.", lambda y, truth: np.sqrt(truth / len(y))
        ),
        Mistake(5, f"{NOT_ABSOLUTE} {SAY[5]}", lambda probe: np.abs(difference(probe)).mean()),
        Mistake(
            "First square, then add: each difference has a square of its own.",
            lambda probe: np.abs(difference(probe)).sum() ** 2,
        ),
        Mistake("Only y was squared: brackets round the difference.", lambda a_L, y: (a_L - y**2).sum()),
        Mistake(SQUARES_ADDED, lambda a_L, y: (a_L**2 + y**2).sum()),
        Mistake("That squares the sum; the loss squares the difference.", lambda a_L, y: ((a_L + y) ** 2).sum()),
        Mistake("The nodes' losses were multiplied: add them.", lambda probe: np.prod(difference(probe) ** 2)),
        Mistake(
            "These are all the sums on the way; only the last is asked for.",
            lambda probe: np.cumsum(difference(probe) ** 2),
        ),
        Mistake(
            29, lambda a_L, y: np.subtract.outer(a_L, y) ** 2, lambda a_L, y: (np.subtract.outer(a_L, y) ** 2).sum()
        ),
        Mistake(SLOPE, lambda probe: 2 * difference(probe), lambda probe: 2 * difference(probe).sum()),
        Mistake(
            "That is the cross-entropy; this course's loss is the sum of squared differences.",
            lambda y, a_L: -(y * np.log(a_L)).sum(),
            lambda y, a_L: -(y * np.log(a_L) + (1 - y) * np.log(1 - a_L)).sum(),
        ),
    ),
)
