"""`node_loss`: one squared difference, checked in exact fractions."""

from fractions import Fraction

import numpy as np

from ..draws import apart
from ..exercise import Exercise, Mistake, Probe
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


def node_loss_probes(rng):
    def draw(group, side, low, high, what=""):
        y_j = float(apart(rng, 0.3, 0.9))
        return Probe(group, {"a_j": y_j + side * float(rng.uniform(low, high)), "y_j": y_j}, what)

    right = float(apart(rng, 0.3, 0.9))
    return [
        draw("plain", 1, 0.2, 0.8),
        draw("plain", -1, 0.2, 0.8),
        draw("general", 1, 1.2, 1.8, "far too high"),
        draw("general", -1, 0.01, 0.1, "a little too low"),
        Probe("edge", {"a_j": right, "y_j": right}, "right already"),
    ]


EXERCISE = Exercise(
    name="node_loss",
    points=1,
    returns="one number",
    probes=node_loss_probes,
    truth=lambda a_j, y_j: float((Fraction(a_j) - Fraction(y_j)) ** 2),
    mistakes=(
        Mistake(
            "A difference is not a loss yet, it can be negative: square it.",
            lambda a_j, y_j: a_j - y_j,
            lambda a_j, y_j: y_j - a_j,
        ),
        Mistake(ABSOLUTE, lambda a_j, y_j: abs(a_j - y_j)),
        Mistake(42, HALVED, lambda truth: truth / 2),
        Mistake(SLOPE, lambda a_j, y_j: 2 * (a_j - y_j)),
        Mistake(
            "That doubles the difference; a square is the difference times itself, `** 2`.",
            lambda a_j, y_j: 2 * (y_j - a_j),
        ),
        Mistake(SQUARES_APART, lambda a_j, y_j: a_j**2 - y_j**2, lambda a_j, y_j: y_j**2 - a_j**2),
        Mistake(ONLY_Y_SQUARED, lambda a_j, y_j: a_j - y_j**2),
        Mistake(
            "Only a was squared: brackets round the difference.",
            lambda a_j, y_j: y_j - a_j**2,
            lambda a_j, y_j: a_j**2 - y_j,
        ),
        Mistake(SQUARES_ADDED, lambda a_j, y_j: a_j**2 + y_j**2),
        Mistake(
            "That is the third power of the difference; its square is asked for.", lambda a_j, y_j: (a_j - y_j) ** 3
        ),
        Mistake("The difference was squared twice.", lambda a_j, y_j: (a_j - y_j) ** 4),
        Mistake(
            "2 was raised to the difference: what is raised comes first, as in `d ** 2`.",
            lambda a_j, y_j: 2 ** (a_j - y_j),
            lambda a_j, y_j: 2 ** (y_j - a_j),
        ),
        Mistake(
            "Right for outputs that are too high only: one that is too low costs as much.",
            lambda a_j, y_j: max(0.0, a_j - y_j) ** 2,
        ),
        Mistake(SUM_SQUARED, lambda a_j, y_j: (a_j + y_j) ** 2),
        Mistake(Y_HALVED, lambda a_j, y_j: (a_j - y_j / 2) ** 2),
        Mistake(NEGATIVE, lambda truth: -truth),
        Mistake(
            CROSS_ENTROPY,
            lambda a_j, y_j: -y_j * np.log(a_j),
            lambda a_j, y_j: -(y_j * np.log(a_j) + (1 - y_j) * np.log(1 - a_j)),
        ),
        Mistake("The target is missing: compare the output with its y.", lambda a_j: a_j**2),
        Mistake("A target was typed in: compare the output with its y.", lambda a_j: (a_j - 1) ** 2),
        Mistake("They were multiplied: the loss squares their difference.", lambda a_j, y_j: (a_j * y_j) ** 2),
        Mistake("Twice the square: the square alone is asked for.", lambda truth: 2 * truth),
        Mistake("Multiplied by 2 is not squared: the power is `** 2`.", lambda a_j, y_j: 2 * abs(a_j - y_j)),
    ),
)
