"""Lesson 3's functions; those of the loss and of a node's input are specified here, in exact fractions.

The activation and the composition of the three stand in `composition`, the chain rule's two functions in `chain`.
"""

from fractions import Fraction

import numpy as np

from ..activations import relu, sigmoid, tanh
from .chain import chain_rule, symbolic_chain_rule
from .composition import node_loss_of_weights
from .composition import sigmoid as sigmoid_exercise
from .exact import exact
from .exercise import Exercise, Mistake, Probe
from .messages import SAY

LESSON = "03_observations"
OTHER_LOSS = "Half of it: this loss is the square itself, with no ½ in front."
NO_SQUARE = "A difference is not a loss yet, it can be negative: square it."
NOT_ABSOLUTE = "That is the size of the difference; this loss squares it."
SLOPE = "That is the slope of the loss, lesson 4's subject; here the loss itself is asked for."
SQUARES_APART = "Subtract first, square then: a² − y² is not (a − y)²."


def apart(rng, low, high, size=None):
    """Return numbers of either sign whose sizes lie between ``low`` and ``high``: never near 0."""
    return rng.choice([-1.0, 1.0], size) * rng.uniform(low, high, size)


def squares(p):
    """Return (a_j - y_j)² for every output, in exact fractions."""
    pairs = zip(np.atleast_1d(p["a_L"]), np.atleast_1d(p["y"]), strict=True)
    return [(Fraction(float(a)) - Fraction(float(y))) ** 2 for a, y in pairs]


# node_loss(a_j, y_j)


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


node_loss = Exercise(
    name="node_loss",
    lesson=LESSON,
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
        Mistake(0, SLOPE, lambda p, t: 2 * (p["y_j"] - p["a_j"])),
        Mistake(0, SQUARES_APART, lambda p, t: p["a_j"] ** 2 - p["y_j"] ** 2),
        Mistake(0, SQUARES_APART, lambda p, t: p["y_j"] ** 2 - p["a_j"] ** 2),
        Mistake(0, "Only y was squared: brackets round the difference.", lambda p, t: p["a_j"] - p["y_j"] ** 2),
        Mistake(0, "That squares the sum; the loss squares the difference.", lambda p, t: (p["a_j"] + p["y_j"]) ** 2),
        Mistake(0, "A loss is never negative: the minus must go.", lambda p, t: -t),
        Mistake(0, "Twice the square: the square alone is asked for.", lambda p, t: 2 * t),
        Mistake(0, "Multiplied by 2 is not squared: the power is `** 2`.", lambda p, t: 2 * abs(p["a_j"] - p["y_j"])),
    ),
)


# loss(a_L, y)


def loss_probes(rng):
    def draw(group, n, what=""):
        return Probe(group, {"a_L": rng.uniform(0.05, 0.95, n), "y": rng.uniform(0.1, 0.9, n)}, what)

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
    lesson=LESSON,
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
        Mistake(29, SAY[29], lambda p, t: np.subtract.outer(p["a_L"], p["y"]) ** 2),
        Mistake(29, SAY[29], lambda p, t: (np.subtract.outer(p["a_L"], p["y"]) ** 2).sum()),
        Mistake(0, SLOPE, lambda p, t: 2 * difference(p)),
        Mistake(0, SLOPE, lambda p, t: 2 * difference(p).sum()),
        Mistake(
            0,
            "That is the cross-entropy; this course's loss is the sum of squared differences.",
            lambda p, t: -(p["y"] * np.log(p["a_L"])).sum(),
        ),
    ),
)


# node_input(w_j, a_prev, b_j)


def node_input_probes(rng):
    def draw(group, n, what=""):
        w_j, a_prev, b_j = rng.normal(size=n), rng.normal(size=n), float(apart(rng, 0.4, 1.5))
        side = -np.sign(w_j @ a_prev + b_j)  # below 0, where each activation function changes the number
        return Probe(group, {"w_j": side * w_j, "a_prev": a_prev, "b_j": float(side * b_j)}, what)

    return [
        draw("plain", 4),
        draw("plain", 4),
        draw("general", 7, "seven nodes before it"),
        draw("general", 2, "two nodes before it"),
        draw("edge", 1, "one node before it"),
    ]


def terms(p):
    """Return w_jk a_k for every k."""
    return p["w_j"] * p["a_prev"]


ACTIVATED = "That is the node's activation; its input is what goes into the activation function."

node_input = Exercise(
    name="node_input",
    lesson=LESSON,
    points=1,
    returns="one number",
    probes=node_input_probes,
    truth=lambda p: exact([*p["w_j"], p["b_j"]], [*p["a_prev"], 1]),
    mistakes=(
        Mistake(0, "The sum is right, and the bias is missing: add b_j.", lambda p, t: t - p["b_j"]),
        Mistake(0, "The bias was subtracted: add it.", lambda p, t: t - 2 * p["b_j"]),
        Mistake(
            0,
            "The bias joined every term: add it once, after the sum.",
            lambda p, t: t + (len(p["w_j"]) - 1) * p["b_j"],
        ),
        Mistake(0, "These are the terms, not yet their sum: add them up.", lambda p, t: terms(p) + p["b_j"]),
        Mistake(0, "These are the terms, not yet their sum: add them up.", lambda p, t: terms(p)),
        Mistake(0, "A sum, not a mean: do not divide by the number of nodes.", lambda p, t: terms(p).mean() + p["b_j"]),
        Mistake(
            0,
            "Each weight belongs to one activation: multiply pair by pair, then add.",
            lambda p, t: p["w_j"].sum() * p["a_prev"].sum() + p["b_j"],
        ),
        Mistake(
            0,
            "The weights are missing: each activation counts by its weight.",
            lambda p, t: p["a_prev"].sum() + p["b_j"],
        ),
        Mistake(0, "The activations are missing: each weight acts on its own.", lambda p, t: p["w_j"].sum() + p["b_j"]),
        Mistake(
            0,
            "An outer product has every pair; the sum needs w_jk with a_k only.",
            lambda p, t: np.outer(p["w_j"], p["a_prev"]) + p["b_j"],
        ),
        Mistake(0, "Only one term was used: add up all of them.", lambda p, t: terms(p)[0] + p["b_j"]),
        Mistake(0, "Only one term was used: add up all of them.", lambda p, t: terms(p)[-1] + p["b_j"]),
        Mistake(38, "The first term is missing: the maths counts from 1, arrays from 0.", lambda p, t: t - terms(p)[0]),
        Mistake(38, "The last term is missing: the loop ends one too early.", lambda p, t: t - terms(p)[-1]),
        Mistake(0, "The bias multiplies the sum; it is added.", lambda p, t: terms(p).sum() * p["b_j"]),
        *(Mistake(0, ACTIVATED, lambda p, t, g=g: g(t)) for g in (tanh, sigmoid, relu)),
    ),
)


# layer_input(W_l, a_prev, b_l)


def layer_input_probes(rng):
    def draw(group, n_l, n_prev, what=""):
        W_l, a_prev, b_l = rng.normal(size=(n_l, n_prev)), rng.normal(size=n_prev), apart(rng, 0.4, 1.5, n_l)
        side = -np.sign(W_l[0] @ a_prev + b_l[0])  # node 1 below 0, where each activation function changes the number
        return Probe(group, {"W_l": side * W_l, "a_prev": a_prev, "b_l": side * b_l}, what)

    return [
        draw("plain", 5, 4),
        draw("plain", 5, 4),
        draw("general", 3, 3, "as many nodes in this layer as in the one before"),
        draw("general", 2, 6, "six nodes to two"),
        draw("edge", 1, 3, "a layer of one node"),
        draw("edge", 3, 1, "one node before it"),
    ]


def inputs(p):
    """Return z of the layer, row by row, in exact fractions."""
    return np.array([exact([*w_j, b_j], [*p["a_prev"], 1]) for w_j, b_j in zip(p["W_l"], p["b_l"], strict=True)])


layer_input = Exercise(
    name="layer_input",
    lesson=LESSON,
    points=2,
    returns="one number for each node of the layer, shape (n_l,)",
    probes=layer_input_probes,
    truth=inputs,
    mistakes=(
        Mistake(0, "The sums are right, and the bias is missing: each node adds its own.", lambda p, t: t - p["b_l"]),
        Mistake(0, "The bias was subtracted: add it.", lambda p, t: t - 2 * p["b_l"]),
        Mistake(13, f"{SAY[13]} The sum runs along a row.", lambda p, t: p["a_prev"] @ p["W_l"] + p["b_l"]),
        Mistake(13, f"{SAY[13]} The sum runs along a row.", lambda p, t: p["a_prev"] @ p["W_l"]),
        Mistake(
            13, f"{SAY[13]} The sum runs along a row.", lambda p, t: (p["W_l"] * p["a_prev"]).sum(axis=0) + p["b_l"]
        ),
        Mistake(0, "These are the terms, one for each weight: add up each row.", lambda p, t: p["W_l"] * p["a_prev"]),
        Mistake(
            0,
            "These are the terms, one for each weight: add up each row.",
            lambda p, t: p["W_l"] * p["a_prev"] + p["b_l"],
        ),
        Mistake(
            0,
            "These are the terms, one for each weight: add up each row.",
            lambda p, t: p["W_l"] * p["a_prev"] + p["b_l"][:, None],
        ),
        Mistake(
            0,
            "Everything was added up: keep one sum for each row.",
            lambda p, t: (p["W_l"] * p["a_prev"]).sum() + p["b_l"],
        ),
        Mistake(29, SAY[29], lambda p, t: t[:, None] - p["b_l"][:, None] + p["b_l"]),
        Mistake(29, SAY[29], lambda p, t: t - p["b_l"] + p["b_l"][:, None]),
        Mistake(
            29,
            "A column, shape (n_l, 1), came out; one plain row of numbers, shape (n_l,), was asked for.",
            lambda p, t: t[:, None],
        ),
        Mistake(
            29, "A row in a matrix, shape (1, n_l), came out; shape (n_l,) was asked for.", lambda p, t: t[None, :]
        ),
        Mistake(0, "Each node has a bias of its own: not their sum.", lambda p, t: t - p["b_l"] + p["b_l"].sum()),
        Mistake(0, "Each node has a bias of its own: not their mean.", lambda p, t: t - p["b_l"] + p["b_l"].mean()),
        Mistake(0, "Each node has a bias of its own: not the first one's.", lambda p, t: t - p["b_l"] + p["b_l"][0]),
        Mistake(
            0,
            "The bias joined every term: add it once, after the sum.",
            lambda p, t: t + (len(p["a_prev"]) - 1) * p["b_l"],
        ),
        Mistake(
            0,
            "Sums, not means: do not divide by the number of nodes.",
            lambda p, t: (t - p["b_l"]) / len(p["a_prev"]) + p["b_l"],
        ),
        Mistake(0, "Only the last node's input came out: keep one for each node.", lambda p, t: t[-1]),
        Mistake(0, "Only the first node's input came out: keep one for each node.", lambda p, t: t[0]),
        Mistake(0, "All the inputs were added up: keep one for each node.", lambda p, t: t.sum()),
        Mistake(
            0,
            "The first node's weights were used for every node: row j belongs to node j.",
            lambda p, t: p["W_l"][0] @ p["a_prev"] + p["b_l"],
        ),
        *(Mistake(0, ACTIVATED, lambda p, t, g=g: g(t)) for g in (tanh, sigmoid, relu)),
    ),
)

EXERCISES = (
    node_loss,
    loss,
    node_input,
    layer_input,
    sigmoid_exercise,
    node_loss_of_weights,
    chain_rule,
    symbolic_chain_rule,
)
