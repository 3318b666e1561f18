"""`node_loss`: one squared difference, checked in exact fractions."""

from fractions import Fraction

from ..exercise import Exercise, Mistake, Probe
from .draws import apart

OTHER_LOSS = "Half of it: this loss is the square itself, with no ½ in front."
NO_SQUARE = "A difference is not a loss yet, it can be negative: square it."
NOT_ABSOLUTE = "That is the size of the difference; this loss squares it."
SLOPE = (
    "That is the slope of the loss, lesson 4's subject; the loss itself is asked for, with `** 2` in place of `* 2`."
)
OPPOSITE_SLOPE = "That doubles the difference; a square is the difference times itself, `** 2`."
SQUARES_ADDED = "The squares of a and y were added: subtract y from a first, square then."
SQUARES_APART = "Subtract first, square then: a² − y² is not (a − y)²."


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


def cubed(p, t):
    """Return (a_j - y_j)³."""
    return (p["a_j"] - p["y_j"]) ** 3


node_loss = Exercise(
    name="node_loss",
    lesson="03_observations",
    points=1,
    returns="one number",
    probes=node_loss_probes,
    truth=lambda p: float((Fraction(p["a_j"]) - Fraction(p["y_j"])) ** 2),
    mistakes=(
        Mistake(0, NO_SQUARE, lambda p, t: p["a_j"] - p["y_j"]),
        Mistake(0, NO_SQUARE, lambda p, t: p["y_j"] - p["a_j"]),
        Mistake(0, NOT_ABSOLUTE, lambda p, t: abs(p["a_j"] - p["y_j"])),
        Mistake(42, OTHER_LOSS, lambda p, t: t / 2),
        Mistake(0, SLOPE, lambda p, t: 2 * (p["a_j"] - p["y_j"])),
        Mistake(0, OPPOSITE_SLOPE, lambda p, t: 2 * (p["y_j"] - p["a_j"])),
        Mistake(0, SQUARES_APART, lambda p, t: p["a_j"] ** 2 - p["y_j"] ** 2),
        Mistake(0, SQUARES_APART, lambda p, t: p["y_j"] ** 2 - p["a_j"] ** 2),
        Mistake(0, "Only y was squared: brackets round the difference.", lambda p, t: p["a_j"] - p["y_j"] ** 2),
        Mistake(0, "Only a was squared: brackets round the difference.", lambda p, t: p["y_j"] - p["a_j"] ** 2),
        Mistake(0, "Only a was squared: brackets round the difference.", lambda p, t: p["a_j"] ** 2 - p["y_j"]),
        Mistake(0, SQUARES_ADDED, lambda p, t: p["a_j"] ** 2 + p["y_j"] ** 2),
        Mistake(0, "That is the third power of the difference; its square is asked for.", cubed),
        Mistake(
            0,
            "Right for outputs that are too high only: one that is too low costs as much.",
            lambda p, t: max(0.0, p["a_j"] - p["y_j"]) ** 2,
        ),
        Mistake(0, "That squares the sum; the loss squares the difference.", lambda p, t: (p["a_j"] + p["y_j"]) ** 2),
        Mistake(0, "A loss is never negative: the minus must go.", lambda p, t: -t),
        Mistake(0, "Twice the square: the square alone is asked for.", lambda p, t: 2 * t),
        Mistake(0, "Multiplied by 2 is not squared: the power is `** 2`.", lambda p, t: 2 * abs(p["a_j"] - p["y_j"])),
    ),
)
