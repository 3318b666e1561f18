"""`layer_input`: the weighted sums of a layer, checked in exact fractions."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ..exact import exact
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .draws import apart
from .node import ACTIVATED


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


def without_column(k):
    """Return the mistake that leaves out a column of the weights."""
    return lambda p, t: t - p["W_l"][:, k] * p["a_prev"][k]


ON_AND_ON = "The sum ran on from node to node: each node starts afresh."

layer_input = Exercise(
    name="layer_input",
    lesson="03_observations",
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
        Mistake(38, "The first term is missing in every row: columns begin at 0.", without_column(0)),
        Mistake(38, "The last term is missing in every row: the loop ends one too early.", without_column(-1)),
        Mistake(38, "The first node is missing: rows begin at 0.", lambda p, t: t[1:]),
        Mistake(38, "The last node is missing: the loop ends one too early.", lambda p, t: t[:-1]),
        Mistake(
            0, "The activations are missing: each weight acts on its own.", lambda p, t: p["W_l"].sum(axis=1) + p["b_l"]
        ),
        Mistake(
            0,
            "The weights are missing: each activation counts by its weight.",
            lambda p, t: p["a_prev"].sum() + p["b_l"],
        ),
        Mistake(
            0,
            "Only the first activation was used: weight and activation have the same k.",
            lambda p, t: p["W_l"].sum(axis=1) * p["a_prev"][0] + p["b_l"],
        ),
        Mistake(0, "The biases multiply the sums; they are added.", lambda p, t: (t - p["b_l"]) * p["b_l"]),
        Mistake(0, ON_AND_ON, lambda p, t: np.cumsum(t)),
        Mistake(0, ON_AND_ON, lambda p, t: np.cumsum(t - p["b_l"]) + p["b_l"]),
        Mistake(0, "The biases are in the opposite order.", lambda p, t: t - p["b_l"] + p["b_l"][::-1]),
        *(Mistake(0, ACTIVATED, lambda p, t, g=g: g(t)) for g in (tanh, sigmoid, relu)),
    ),
)
