"""Two functions of lesson 3: the sigmoid, and the loss of a node as a function of its weights."""

import numpy as np

from ..activations import relu, tanh
from ..activations import sigmoid as course_sigmoid
from ..network import squared_error
from .exact import exact
from .exercise import Exercise, Mistake, Probe

LESSON = "03_observations"

# sigmoid(z)


def sigmoid_probes(rng):
    def draw(group, shape, reach, what=""):
        z = rng.uniform(0.2, reach, shape) * rng.choice([-1, 1], shape)
        z.flat[0], z.flat[-1] = -abs(z.flat[0]), abs(z.flat[-1])  # both signs, always
        return Probe(group, {"z": z}, what)

    far = np.array([-1000.0, -710.5, -40.0, 40.0, 710.5, 1000.0])
    return [
        draw("plain", 5, 3),
        draw("plain", 5, 3),
        draw("general", (3, 4), 3, "a matrix, one sample a row"),
        draw("general", (2, 3, 2), 6, "three axes"),
        Probe("edge", {"z": far * rng.uniform(0.999, 1)}, "z as far as 1000 from 0"),
        Probe("edge", {"z": np.array(rng.uniform(0.2, 3))}, "a single number"),
    ]


BRACKETS = "That is 1 + exp(-z), and 1 is divided by all of it: are there brackets round the sum?"

sigmoid = Exercise(
    name="sigmoid",
    lesson=LESSON,
    points=1,
    returns="a value between 0 and 1 for each entry of z, of the same shape as z",
    probes=sigmoid_probes,
    truth=lambda p: course_sigmoid(p["z"]),
    mistakes=(
        Mistake(
            0,
            "Right, until exp(z) is too large for a float: inf / inf is nan. Arrange the quotient so that exp "
            "stands in the denominator only.",
            lambda p, t: np.exp(p["z"]) / (1 + np.exp(p["z"])),  # inf / inf for a large z
        ),
        Mistake(
            0,
            "Mirrored: it must rise with z, from 0 on the far left to 1 on the far right. Look at the sign in exp.",
            lambda p, t: course_sigmoid(-p["z"]),
        ),
        Mistake(0, BRACKETS, lambda p, t: 1 + np.exp(-p["z"])),
        Mistake(0, "The denominator adds: 1 + exp(-z), not 1 - exp(-z).", lambda p, t: 1 / (1 - np.exp(-p["z"]))),
        Mistake(10, "That is tanh, from -1 to 1; the sigmoid goes from 0 to 1.", lambda p, t: np.tanh(p["z"])),
        Mistake(
            0,
            "From -1 to 1: that is tanh(z / 2), and the sigmoid goes from 0 to 1.",
            lambda p, t: np.tanh(p["z"] / 2),
        ),
        Mistake(0, "That is ReLU; the sigmoid is a smooth curve from 0 to 1.", lambda p, t: relu(p["z"])),
        Mistake(0, "That is a step; the sigmoid rises smoothly.", lambda p, t: np.where(p["z"] > 0, 1.0, 0.0)),
        Mistake(0, "That is the sigmoid's slope; its value is asked for.", lambda p, t: t * (1 - t)),
        Mistake(0, "exp(-z) alone: it still stands in a quotient.", lambda p, t: np.exp(-p["z"])),
        Mistake(0, "exp(z) alone: it still stands in a quotient.", lambda p, t: np.exp(p["z"])),
        Mistake(
            0,
            "Softmax compares the nodes with each other; the sigmoid takes each node on its own.",
            lambda p, t: np.exp(p["z"]) / np.exp(p["z"]).sum(),
        ),
        Mistake(
            0,
            "Softmax compares the nodes with each other; the sigmoid takes each node on its own.",
            lambda p, t: np.exp(p["z"] - p["z"].max()) / np.exp(p["z"] - p["z"].max()).sum(),
        ),
        Mistake(0, "Only its first entry came out: every entry of z is asked for.", lambda p, t: t.flat[0]),
        Mistake(
            0,
            "The z of the nodes were added up first: node by node, please.",
            lambda p, t: course_sigmoid(p["z"].sum()),
        ),
    ),
)


# node_loss_of_weights(w_j, b_j, a_prev, y_j, g)


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
        draw("plain", 4, course_sigmoid, "g = sigmoid"),
        draw("general", 6, course_sigmoid, "six nodes before it"),
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


def without_g(p, t):
    """Return (z_j - y_j)²."""
    return loss_of(p, stages(p)[0])


BIAS_INSIDE = "The bias belongs inside: it is part of z_j, which g is applied to."
NOT_EACH = "g was applied to each term; it takes their sum, z_j."

node_loss_of_weights = Exercise(
    name="node_loss_of_weights",
    lesson=LESSON,
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
        Mistake(0, "g was applied twice.", lambda p, t: loss_of(p, p["g"](stages(p)[1]))),
        *(
            Mistake(
                10,
                "It must use the g that it is given, whichever that is.",
                lambda p, t, g=g: loss_of(p, g(stages(p)[0])),
            )
            for g in (course_sigmoid, tanh, relu)
        ),
        Mistake(
            0,
            "That is the slope of the loss; the loss itself is asked for.",
            lambda p, t: 2 * (stages(p)[1] - p["y_j"]),
        ),
    ),
)
