"""The first of the three terms: the loss by each output."""

import numpy as np

from ...activations import sigmoid
from ...derivatives import gradient
from ...network import loss
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .activation_slopes import NO_DIAGONAL, slope_from_a
from .telling_draws import CLOSE, NEARLY, away

CROSS_ENTROPY = "That is the derivative of the cross-entropy; this loss is the square of the difference."


def probes(rng):
    def draw(group, n, off, what=""):
        y = away(rng, 0.1, 0.9, n)
        return Probe(group, {"a_L": y + away(rng, *off, n), "y": y}, what)

    return [
        draw("plain", 3, (0.15, 0.45)),
        draw("plain", 4, (0.15, 0.45)),
        draw("general", 5, (1.2, 1.9), "outputs far from their targets"),
        draw("general", 3, CLOSE, "outputs close to their targets"),
        draw("edge", 1, (0.15, 0.45), "one output"),
        draw("edge", 6, NEARLY, "outputs that nearly reach their targets"),
    ]


def softmax(a_L):
    """Return the shares that softmax gives to outputs."""
    return np.exp(a_L) / np.exp(a_L).sum()


EXERCISE = Exercise(
    name="dC_da",
    points=1,
    returns="one derivative for each output, shape (n_L,)",
    probes=probes,
    truth=lambda y, a_L: gradient(lambda a: loss(a, y), a_L),
    mistakes=(
        Mistake(1, lambda truth: truth / 2),
        Mistake(2, lambda truth: -truth),
        Mistake(1, f"Half of it, and of opposite sign. {SAY[1]}", lambda truth: -truth / 2),
        Mistake(
            5, "Divided by the number of outputs: the loss is a sum over the nodes.", lambda truth: truth / truth.size
        ),
        Mistake(
            5,
            "Divided by the number of outputs, where the loss is a sum over the nodes; and the square's 2 is missing.",
            lambda truth: truth / truth.size / 2,
        ),
        Mistake(
            "That is the loss itself; its derivative by each output is asked for.",
            lambda a_L, y: (a_L - y) ** 2,
            loss,
        ),
        Mistake(
            "Without brackets only a is doubled: the 2 belongs to the whole difference.", lambda a_L, y: 2 * a_L - y
        ),
        Mistake(
            "Without brackets only y is doubled: the 2 belongs to the whole difference.", lambda a_L, y: a_L - 2 * y
        ),
        Mistake(
            "Only y is halved: the 2 belongs to the whole difference, and multiplies it.", lambda a_L, y: a_L - y / 2
        ),
        Mistake("Plus where minus belongs: the loss squares the difference.", lambda a_L, y: 2 * (a_L + y)),
        Mistake("a² − y² is not (a − y)²: differentiate the difference's square.", lambda a_L, y: 2 * (a_L**2 - y**2)),
        Mistake(
            "`np.gradient` takes the differences between neighbours; each derivative is that of its own output.",
            lambda a_L, y: np.gradient((a_L - y) ** 2),
            lambda a_L, y: np.gradient((a_L - y) ** 2, a_L),
        ),
        Mistake("The difference is squared still: the power goes down by one.", lambda truth: truth * truth / 2),
        Mistake(
            "One number for each output: a derivative by each of them, not their sum.",
            lambda truth: truth.sum(),
            lambda truth: truth.sum() / 2,
            lambda truth: truth.mean(),
            lambda truth: np.full(truth.shape, truth.sum()),
            lambda truth: np.full(truth.shape, truth.mean()),
        ),
        Mistake(NO_DIAGONAL, lambda truth: np.diag(truth)),
        Mistake(22, "That is the first output's derivative alone: one for each output.", lambda truth: truth[0]),
        Mistake(22, "That is the last output's derivative alone: one for each output.", lambda truth: truth[-1]),
        Mistake("The size is right; it has a sign as well.", lambda truth: abs(truth)),
        Mistake(
            "Only the sign is right: that is the direction, the size is asked for too.", lambda truth: np.sign(truth)
        ),
        Mistake(
            "One step too far: the output's own activation is a term of its own, for the next function.",
            lambda a_L, truth: truth * slope_from_a(sigmoid)(a_L),
        ),
        Mistake(
            CROSS_ENTROPY,
            lambda a_L, y: (1 - y) / (1 - a_L) - y / a_L,
            lambda a_L, y: y / a_L - (1 - y) / (1 - a_L),
            lambda a_L, y: -y / a_L,
        ),
        Mistake(
            "p − y is the derivative of softmax with cross-entropy; this loss is the sum of the squared differences.",
            lambda a_L, y: softmax(a_L) - y,
        ),
        Mistake(
            "Compare each output with its own target, not with one number for all.",
            lambda a_L, y: 2 * (a_L - y.mean()),
            lambda a_L, y: 2 * (a_L - y[0]),
        ),
        Mistake(
            "That is the derivative of a third power; the loss is made of squares.",
            lambda a_L, y: 3 * (a_L - y) ** 2,
        ),
        Mistake("y stands where the difference belongs: that is not how far the output is off.", lambda y: 2 * y),
        Mistake("The target is missing: compare each output with its y.", lambda a_L: 2 * a_L),
    ),
)
