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


def cubed(a_j, y_j):
    """Return (a_j - y_j)³."""
    return (a_j - y_j) ** 3


node_loss = Exercise(
    name="node_loss",
    lesson="03_observations",
    points=1,
    returns="one number",
    probes=node_loss_probes,
    truth=lambda a_j, y_j: float((Fraction(a_j) - Fraction(y_j)) ** 2),
    mistakes=(
        Mistake(NO_SQUARE, lambda a_j, y_j: a_j - y_j, lambda y_j, a_j: y_j - a_j),
        Mistake(NOT_ABSOLUTE, lambda a_j, y_j: abs(a_j - y_j)),
        Mistake(42, OTHER_LOSS, lambda truth: truth / 2),
        Mistake(SLOPE, lambda a_j, y_j: 2 * (a_j - y_j)),
        Mistake(OPPOSITE_SLOPE, lambda y_j, a_j: 2 * (y_j - a_j)),
        Mistake(SQUARES_APART, lambda a_j, y_j: a_j**2 - y_j**2, lambda y_j, a_j: y_j**2 - a_j**2),
        Mistake("Only y was squared: brackets round the difference.", lambda a_j, y_j: a_j - y_j**2),
        Mistake(
            "Only a was squared: brackets round the difference.",
            lambda y_j, a_j: y_j - a_j**2,
            lambda a_j, y_j: a_j**2 - y_j,
        ),
        Mistake(SQUARES_ADDED, lambda a_j, y_j: a_j**2 + y_j**2),
        Mistake("That is the third power of the difference; its square is asked for.", cubed),
        Mistake(
            "Right for outputs that are too high only: one that is too low costs as much.",
            lambda a_j, y_j: max(0.0, a_j - y_j) ** 2,
        ),
        Mistake("That squares the sum; the loss squares the difference.", lambda a_j, y_j: (a_j + y_j) ** 2),
        Mistake("A loss is never negative: the minus must go.", lambda truth: -truth),
        Mistake("Twice the square: the square alone is asked for.", lambda truth: 2 * truth),
        Mistake("Multiplied by 2 is not squared: the power is `** 2`.", lambda a_j, y_j: 2 * abs(a_j - y_j)),
    ),
)
