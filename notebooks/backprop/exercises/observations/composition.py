"""`node_loss_of_weights`: the loss of a node as a composition, checked by the course's own functions."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...network import squared_error
from ..exact import exact
from ..exercise import Exercise, Mistake, Probe


def node_loss_of_weights_probes(rng):
    def draw(group, n, g, what=""):
        w_j, a_prev = rng.normal(size=n), rng.normal(size=n)
        b_j = float(rng.choice([-1, 1]) * rng.uniform(0.4, 1.2))
        reach = w_j @ a_prev + b_j  # steered to a z of moderate size, away from ReLU's corner
        z = float(rng.choice([-1, 1]) * rng.uniform(0.3, 1.5))
        w_j = w_j + (z - reach) * a_prev / (a_prev @ a_prev)
        y_j = float(rng.uniform(0.2, 0.8))
        return Probe(group, {"w_j": w_j, "b_j": b_j, "a_prev": a_prev, "y_j": y_j, "g": g}, what)

    return [
        draw("plain", 4, tanh, "g = tanh"),
        draw("plain", 4, sigmoid, "g = sigmoid"),
        draw("general", 6, sigmoid, "six nodes before it"),
        draw("general", 3, relu, "g = relu"),
        draw("general", 3, np.sin, "g = sin"),
        draw("edge", 1, tanh, "one node before it"),
    ]


def stages(p):
    """Return z_j and a_j of the node."""
    z_j = exact([*p["w_j"], p["b_j"]], [*p["a_prev"], 1])
    return z_j, p["g"](z_j)


def loss_of(p, a_j):
    """Return the loss of a node whose activation came out as ``a_j``."""
    return squared_error([a_j], [p["y_j"]])


def loss_of_both(p, a_j):
    """Return the loss of ``a_j`` where g acted on the desired value as well."""
    return (a_j - p["g"](p["y_j"])) ** 2


def without_g(p, t):
    """Return (z_j - y_j)²."""
    return loss_of(p, stages(p)[0])


BIAS_INSIDE = "The bias belongs inside: it is part of z_j, which g is applied to."
NOT_EACH = "g was applied to each term; it takes their sum, z_j."

node_loss_of_weights = Exercise(
    name="node_loss_of_weights",
    lesson="03_observations",
    points=1,
    returns="one number, the loss of the node",
    probes=node_loss_of_weights_probes,
    truth=lambda p: loss_of(p, stages(p)[1]),
    mistakes=(
        Mistake(0, "g is missing: the loss is taken of the activation, not of the input z_j.", without_g),
        Mistake(0, "The bias is missing in z_j.", lambda p, t: loss_of(p, p["g"](p["w_j"] @ p["a_prev"]))),
        Mistake(0, BIAS_INSIDE, lambda p, t: loss_of(p, p["g"](p["w_j"] @ p["a_prev"]) + p["b_j"])),
        Mistake(
            0, "The bias was subtracted: add it.", lambda p, t: loss_of(p, p["g"](p["w_j"] @ p["a_prev"] - p["b_j"]))
        ),
        Mistake(0, NOT_EACH, lambda p, t: loss_of(p, p["g"](p["w_j"] * p["a_prev"] + p["b_j"]).sum())),
        Mistake(0, NOT_EACH, lambda p, t: loss_of(p, p["g"](p["w_j"] * p["a_prev"]).sum() + p["b_j"])),
        Mistake(
            0,
            "The sum is missing: there is one loss for each term, and the node has one input.",
            lambda p, t: (p["g"](p["w_j"] * p["a_prev"] + p["b_j"]) - p["y_j"]) ** 2,
        ),
        Mistake(0, "That is a_j: the outermost function, the loss, is still to come.", lambda p, t: stages(p)[1]),
        Mistake(0, "That is z_j: the activation and the loss are still to come.", lambda p, t: stages(p)[0]),
        Mistake(0, "The square is missing.", lambda p, t: stages(p)[1] - p["y_j"]),
        Mistake(0, "The square is missing.", lambda p, t: p["y_j"] - stages(p)[1]),
        Mistake(0, "The difference is squared, not made positive.", lambda p, t: abs(stages(p)[1] - p["y_j"])),
        Mistake(42, "Half of it: this loss is the square itself, with no ½ in front.", lambda p, t: t / 2),
        Mistake(0, "Subtract first, square then.", lambda p, t: stages(p)[1] ** 2 - p["y_j"] ** 2),
        Mistake(
            0,
            "The order is turned round: z_j first, g of it, the loss of that.",
            lambda p, t: p["g"](loss_of(p, stages(p)[0])),
        ),
        Mistake(
            0,
            "y_j was inside g: the difference is taken after the activation.",
            lambda p, t: p["g"](stages(p)[0] - p["y_j"]) ** 2,
        ),
        Mistake(0, "Neither g nor the bias is there.", lambda p, t: loss_of(p, p["w_j"] @ p["a_prev"])),
        Mistake(
            0,
            "g was applied to y_j too: y_j is the desired activation as it is.",
            lambda p, t: loss_of_both(p, stages(p)[1]),
        ),
        *(
            Mistake(0, "a_prev holds activations already: g is applied to z_j, not to them.", f)
            for f in (
                lambda p, t: loss_of(p, p["w_j"] @ p["g"](p["a_prev"]) + p["b_j"]),
                lambda p, t: loss_of(p, p["g"](p["w_j"] @ p["g"](p["a_prev"]) + p["b_j"])),
            )
        ),
        Mistake(0, "Only y_j was squared: brackets round the difference.", lambda p, t: stages(p)[1] - p["y_j"] ** 2),
        Mistake(0, "y_j was added: the loss squares the difference.", lambda p, t: (stages(p)[1] + p["y_j"]) ** 2),
        Mistake(0, "The bias was added twice.", lambda p, t: loss_of(p, stages(p)[1] + p["b_j"])),
        Mistake(
            0,
            "The bias multiplies the sum; it is added.",
            lambda p, t: loss_of(p, p["g"](p["w_j"] @ p["a_prev"] * p["b_j"])),
        ),
        Mistake(
            0,
            "The bias and the activations changed places in z_j.",
            lambda p, t: (p["g"](p["w_j"] * p["b_j"] + p["a_prev"]) - p["y_j"]) ** 2,
        ),
        Mistake(0, "A loss is never negative: the minus must go.", lambda p, t: -t),
        Mistake(0, "g was applied twice.", lambda p, t: loss_of(p, p["g"](stages(p)[1]))),
        *(
            Mistake(
                10,
                "It must use the g that it is given, whichever that is.",
                lambda p, t, g=g: loss_of(p, g(stages(p)[0])),
            )
            for g in (sigmoid, tanh, relu)
        ),
        Mistake(
            0,
            "That is the slope of the loss; the loss itself is asked for.",
            lambda p, t: 2 * (stages(p)[1] - p["y_j"]),
        ),
    ),
)
