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


def without_g(probe):
    """Return (z_j - y_j)²."""
    return loss_of(probe, stages(probe)[0])


BIAS_INSIDE = "The bias belongs inside: it is part of z_j, which g is applied to."
NOT_EACH = "g was applied to each term; it takes their sum, z_j."

node_loss_of_weights = Exercise(
    name="node_loss_of_weights",
    lesson="03_observations",
    points=1,
    returns="one number, the loss of the node",
    probes=node_loss_of_weights_probes,
    truth=lambda probe: loss_of(probe, stages(probe)[1]),
    mistakes=(
        Mistake("g is missing: the loss is taken of the activation, not of the input z_j.", without_g),
        Mistake("The bias is missing in z_j.", lambda g, w_j, a_prev, probe: loss_of(probe, g(w_j @ a_prev))),
        Mistake(BIAS_INSIDE, lambda g, w_j, a_prev, b_j, probe: loss_of(probe, g(w_j @ a_prev) + b_j)),
        Mistake(
            "The bias was subtracted: add it.", lambda g, w_j, a_prev, b_j, probe: loss_of(probe, g(w_j @ a_prev - b_j))
        ),
        Mistake(
            NOT_EACH,
            lambda g, w_j, a_prev, b_j, probe: loss_of(probe, g(w_j * a_prev + b_j).sum()),
            lambda g, w_j, a_prev, b_j, probe: loss_of(probe, g(w_j * a_prev).sum() + b_j),
        ),
        Mistake(
            "The sum is missing: there is one loss for each term, and the node has one input.",
            lambda g, w_j, a_prev, b_j, y_j: (g(w_j * a_prev + b_j) - y_j) ** 2,
        ),
        Mistake("That is a_j: the outermost function, the loss, is still to come.", lambda probe: stages(probe)[1]),
        Mistake("That is z_j: the activation and the loss are still to come.", lambda probe: stages(probe)[0]),
        Mistake(
            "The square is missing.",
            lambda y_j, probe: stages(probe)[1] - y_j,
            lambda y_j, probe: y_j - stages(probe)[1],
        ),
        Mistake("The difference is squared, not made positive.", lambda y_j, probe: abs(stages(probe)[1] - y_j)),
        Mistake(42, "Half of it: this loss is the square itself, with no ½ in front.", lambda truth: truth / 2),
        Mistake("Subtract first, square then.", lambda y_j, probe: stages(probe)[1] ** 2 - y_j**2),
        Mistake(
            "The order is turned round: z_j first, g of it, the loss of that.",
            lambda g, probe: g(loss_of(probe, stages(probe)[0])),
        ),
        Mistake(
            "y_j was inside g: the difference is taken after the activation.",
            lambda g, y_j, probe: g(stages(probe)[0] - y_j) ** 2,
        ),
        Mistake("Neither g nor the bias is there.", lambda w_j, a_prev, probe: loss_of(probe, w_j @ a_prev)),
        Mistake(
            "g was applied to y_j too: y_j is the desired activation as it is.",
            lambda probe: loss_of_both(probe, stages(probe)[1]),
        ),
        Mistake(
            "a_prev holds activations already: g is applied to z_j, not to them.",
            lambda w_j, g, a_prev, b_j, probe: loss_of(probe, w_j @ g(a_prev) + b_j),
            lambda g, w_j, a_prev, b_j, probe: loss_of(probe, g(w_j @ g(a_prev) + b_j)),
        ),
        Mistake("Only y_j was squared: brackets round the difference.", lambda y_j, probe: stages(probe)[1] - y_j**2),
        Mistake("y_j was added: the loss squares the difference.", lambda y_j, probe: (stages(probe)[1] + y_j) ** 2),
        Mistake("The bias was added twice.", lambda b_j, probe: loss_of(probe, stages(probe)[1] + b_j)),
        Mistake(
            "The bias multiplies the sum; it is added.",
            lambda g, w_j, a_prev, b_j, probe: loss_of(probe, g(w_j @ a_prev * b_j)),
        ),
        Mistake(
            "The bias and the activations changed places in z_j.",
            lambda g, w_j, b_j, a_prev, y_j: (g(w_j * b_j + a_prev) - y_j) ** 2,
        ),
        Mistake("A loss is never negative: the minus must go.", lambda truth: -truth),
        Mistake("g was applied twice.", lambda g, probe: loss_of(probe, g(stages(probe)[1]))),
        *(
            Mistake(
                10,
                "It must use the g that it is given, whichever that is.",
                (lambda g: lambda probe: loss_of(probe, g(stages(probe)[0])))(g),
            )
            for g in (sigmoid, tanh, relu)
        ),
        Mistake(
            "That is the slope of the loss; the loss itself is asked for.",
            lambda y_j, probe: 2 * (stages(probe)[1] - y_j),
        ),
    ),
)
