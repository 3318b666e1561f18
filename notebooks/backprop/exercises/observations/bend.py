"""`sigmoid`: the activation function, of any shape and far out."""

import numpy as np

from ...activations import relu
from ...activations import sigmoid as course_sigmoid
from ..exercise import Exercise, Mistake, Probe


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


MIRRORED = "Mirrored: it must rise with z, from 0 on the far left to 1 on the far right. Look at the sign in exp."
BRACKETS = "That is 1 + exp(-z), and 1 is divided by all of it: are there brackets round the sum?"

sigmoid = Exercise(
    name="sigmoid",
    lesson="03_observations",
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
            MIRRORED,
            lambda p, t: course_sigmoid(-p["z"]),
        ),
        Mistake(0, MIRRORED, lambda p, t: np.exp(-p["z"]) / (1 + np.exp(-p["z"]))),
        Mistake(0, BRACKETS, lambda p, t: 1 + 1 / np.exp(-p["z"])),
        Mistake(0, "The sign of z was lost: it takes z as it is.", lambda p, t: course_sigmoid(np.abs(p["z"]))),
        Mistake(0, "That is z itself.", lambda p, t: p["z"]),
        *(
            Mistake(0, "The base is e: the power is `np.exp`.", lambda p, t, base=base: 1 / (1 + base ** -p["z"]))
            for base in (2.0, 10.0)
        ),
        Mistake(
            0, "That is the softplus, log(1 + exp(z)); the sigmoid is its slope.", lambda p, t: np.logaddexp(0, p["z"])
        ),
        Mistake(
            0,
            "That is the softplus, log(1 + exp(z)); the sigmoid is its slope.",
            lambda p, t: np.log(1 + np.exp(p["z"])),
        ),
        Mistake(0, "Straight lines; the sigmoid bends smoothly.", lambda p, t: np.clip(0.5 + p["z"] / 4, 0, 1)),
        Mistake(0, "Right, with the wrong sign in front.", lambda p, t: -t),
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
        Mistake(
            0,
            "That is the sigmoid's slope; its value is asked for.",
            lambda p, t: np.exp(-p["z"]) / (1 + np.exp(-p["z"])) ** 2,
        ),
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
