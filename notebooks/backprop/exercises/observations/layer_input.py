"""`layer_input`: the weighted sums of a layer, checked in exact fractions."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ..draws import apart, until
from ..exact import exact
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .node_input import ACTIVATED


def layer_input_probes(rng):
    def draw(group, n_l, n_prev, what=""):
        W_l, a_prev, b_l = until(
            lambda drawn: np.linalg.norm(drawn[0] @ drawn[1] + drawn[2]) > 0.3,
            lambda: (rng.normal(size=(n_l, n_prev)), rng.normal(size=n_prev), apart(rng, 0.4, 1.5, n_l)),
        )
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


def exact_inputs(W_l, a_prev, b_l):
    """Return z of the layer, row by row, in exact fractions."""
    return np.array([exact([*w_j, b_j], [*a_prev, 1]) for w_j, b_j in zip(W_l, b_l, strict=True)])


EXERCISE = Exercise(
    name="layer_input",
    points=2,
    returns="one number for each node of the layer, shape (n_l,)",
    probes=layer_input_probes,
    truth=exact_inputs,
    mistakes=(
        Mistake(
            "The sums are right, and the bias is missing: each node adds its own.", lambda W_l, a_prev: W_l @ a_prev
        ),
        Mistake("The bias was subtracted: add it.", lambda W_l, a_prev, b_l: W_l @ a_prev - b_l),
        Mistake(
            13,
            f"{SAY[13]} The sum runs along a row.",
            lambda W_l, a_prev, b_l: a_prev @ W_l + b_l,
            lambda W_l, a_prev: a_prev @ W_l,
            lambda W_l, a_prev, b_l: (W_l * a_prev).sum(axis=0) + b_l,
        ),
        Mistake(
            "These are the terms, one for each weight: add up each row.",
            lambda W_l, a_prev: W_l * a_prev,
            lambda W_l, a_prev, b_l: W_l * a_prev + b_l,
            lambda W_l, a_prev, b_l: W_l * a_prev + b_l[:, None],
            lambda W_l, a_prev, b_l: (W_l * a_prev + b_l[:, None]).ravel(),
            lambda W_l, a_prev: (W_l * a_prev).ravel(),
        ),
        Mistake(
            "Everything was added up: keep one sum for each row.", lambda W_l, a_prev, b_l: (W_l * a_prev).sum() + b_l
        ),
        Mistake(
            29,
            f"{SAY[29]} (Or all of b_l was added to each node's sum, in place of its own b_l[j].)",
            lambda W_l, a_prev, b_l: W_l @ a_prev[:, None] + b_l,
            lambda W_l, a_prev, b_l: W_l @ a_prev + b_l[:, None],
        ),
        Mistake(
            29,
            "A column, shape (n_l, 1), came out; one plain row of numbers, shape (n_l,), was asked for.",
            lambda truth: truth[:, None],
        ),
        Mistake(
            29, "A row in a matrix, shape (1, n_l), came out; shape (n_l,) was asked for.", lambda truth: truth[None, :]
        ),
        Mistake("Each node has a bias of its own: not their sum.", lambda W_l, a_prev, b_l: W_l @ a_prev + b_l.sum()),
        Mistake("Each node has a bias of its own: not their mean.", lambda W_l, a_prev, b_l: W_l @ a_prev + b_l.mean()),
        Mistake(
            "Each node has a bias of its own: not the first one's.", lambda W_l, a_prev, b_l: W_l @ a_prev + b_l[0]
        ),
        Mistake(
            "The bias joined every term: add it once, after the sum.",
            lambda W_l, a_prev, b_l: (W_l * a_prev + b_l[:, None]).sum(axis=1),
        ),
        Mistake(
            "Sums, not means: do not divide by the number of nodes.",
            lambda W_l, a_prev, b_l: (W_l * a_prev).mean(axis=1) + b_l,
        ),
        Mistake("Only the last node's input came out: keep one for each node.", lambda truth: truth[-1]),
        Mistake("Only the first node's input came out: keep one for each node.", lambda truth: truth[0]),
        Mistake("All the inputs were added up: keep one for each node.", lambda truth: truth.sum()),
        Mistake(
            "Only the last term of each row is left: add up along the row.",
            lambda W_l, a_prev, b_l: W_l[:, -1] * a_prev[-1] + b_l,
        ),
        Mistake(
            "Only the first term of each row came: add up along the row.",
            lambda W_l, a_prev, b_l: W_l[:, 0] * a_prev[0] + b_l,
        ),
        Mistake(
            "The first node's weights were used for every node: row j belongs to node j.",
            lambda W_l, a_prev, b_l: W_l[0] @ a_prev + b_l,
        ),
        Mistake(
            38,
            "The first term is missing in every row: columns begin at 0.",
            lambda W_l, a_prev, b_l: W_l[:, 1:] @ a_prev[1:] + b_l,
        ),
        Mistake(
            38,
            "The last term is missing in every row: the loop ends one too early.",
            lambda W_l, a_prev, b_l: W_l[:, :-1] @ a_prev[:-1] + b_l,
        ),
        Mistake(38, "The first node is missing: rows begin at 0.", lambda truth: truth[1:]),
        Mistake(38, "The last node is missing: the loop ends one too early.", lambda truth: truth[:-1]),
        Mistake("The activations are missing: each weight acts on its own.", lambda W_l, b_l: W_l.sum(axis=1) + b_l),
        Mistake(
            "The weights are missing: each activation counts by its weight.", lambda a_prev, b_l: a_prev.sum() + b_l
        ),
        Mistake(
            "Only the first activation was used: weight and activation have the same k.",
            lambda W_l, a_prev, b_l: W_l.sum(axis=1) * a_prev[0] + b_l,
        ),
        Mistake("The biases multiply the sums; they are added.", lambda W_l, a_prev, b_l: W_l @ a_prev * b_l),
        Mistake(
            "The sum ran on from node to node: each node starts afresh.",
            lambda truth: np.cumsum(truth),
            lambda W_l, a_prev, b_l: np.cumsum(W_l @ a_prev) + b_l,
        ),
        Mistake("The biases are in the opposite order.", lambda W_l, a_prev, b_l: W_l @ a_prev + b_l[::-1]),
        Mistake(
            "The rows of W_l are in the opposite order: row j belongs to node j.",
            lambda W_l, a_prev, b_l: W_l[::-1] @ a_prev + b_l,
        ),
        Mistake(
            "Weights and activations are paired wrongly: column k belongs to activation k. (One runs backwards.)",
            lambda W_l, a_prev, b_l: W_l @ a_prev[::-1] + b_l,
        ),
        Mistake(
            "Only the last node got its bias: the line that adds it stands behind the loop.",
            lambda W_l, a_prev, b_l: W_l @ a_prev + np.where(np.arange(len(b_l)) == len(b_l) - 1, b_l, 0),
        ),
        Mistake(
            "The biases joined the activations before: they belong to this layer's nodes, and are added after the sum.",
            lambda W_l, a_prev, b_l: W_l @ (a_prev + b_l),
        ),
        Mistake(
            "Signs were lost: weights and activations count with the signs they have.",
            lambda W_l, a_prev, b_l: np.abs(W_l) @ a_prev + b_l,
            lambda W_l, a_prev, b_l: W_l @ np.abs(a_prev) + b_l,
        ),
        Mistake(ACTIVATED, lambda truth: tanh(truth), lambda truth: sigmoid(truth), lambda truth: relu(truth)),
    ),
)
