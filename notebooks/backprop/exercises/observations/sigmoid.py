"""`sigmoid`: the activation function, of any shape and far out."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...derivatives import ComplexStep
from ..exercise import Exercise, Mistake, Probe


def sigmoid_probes(rng):
    def draw(group, shape, reach, what=""):
        z = rng.uniform(0.2, reach, shape) * rng.choice([-1, 1], shape)
        z *= reach / np.abs(z).max()  # as far as it reaches, always
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


slope = ComplexStep(sigmoid)

EXERCISE = Exercise(
    name="sigmoid",
    points=1,
    returns="a value between 0 and 1 for each entry of z, of the same shape as z",
    probes=sigmoid_probes,
    truth=sigmoid,
    mistakes=(
        Mistake("z was halved: the power is exp(-z).", lambda z: sigmoid(z / 2)),
        Mistake("z was squared: the power is exp(-z).", lambda z: sigmoid(z**2), lambda z: sigmoid(-(z**2))),
        Mistake(
            "Right, until exp(z) is too large for a float: inf / inf is nan. Arrange the quotient so that exp "
            "stands in the denominator only.",
            lambda z: np.exp(z) / (1 + np.exp(z)),
        ),
        Mistake(
            "Mirrored: it must rise with z, from 0 on the far left to 1 on the far right. Look at the sign in exp.",
            lambda z: sigmoid(-z),
            lambda z: np.exp(-z) / (1 + np.exp(-z)),
        ),
        Mistake(
            "That is 1 + exp(-z), and 1 is divided by all of it: are there brackets round the sum?",
            lambda z: 1 + 1 / np.exp(-z),
            lambda z: 1 + np.exp(-z),
        ),
        Mistake("The sign of z was lost: it takes z as it is.", lambda z: sigmoid(np.abs(z))),
        Mistake("That is z itself.", lambda z: z),
        Mistake("The base is e: the power is `np.exp`.", lambda z: 1 / (1 + 2.0**-z), lambda z: 1 / (1 + 10.0**-z)),
        Mistake(
            "e was typed in, rounded: the power is `np.exp`.",
            *(lambda z, e=e: 1 / (1 + e**-z) for e in (2.7, 2.71, 3.0)),
        ),
        Mistake(
            "That is the softplus, log(1 + exp(z)); the sigmoid is its slope.",
            lambda z: np.logaddexp(0, z),
            lambda z: np.log(1 + np.exp(z)),
        ),
        Mistake(
            "That is another curve in the form of an S; the sigmoid is made with exp.",
            lambda z: np.arctan(z) / np.pi + 0.5,
            lambda z: np.arctan(z * np.pi / 2) / np.pi + 0.5,
            lambda z: 0.5 + z / (1 + np.abs(z)) / 2,
            lambda z: z / (1 + np.abs(z)),
        ),
        Mistake("Straight lines; the sigmoid bends smoothly.", lambda z: np.clip(0.5 + z / 4, 0, 1)),
        Mistake("Right, with the wrong sign in front.", lambda truth: -truth),
        Mistake(
            "The denominator adds: 1 + exp(-z), not 1 - exp(-z).",
            lambda z: 1 / (1 - np.exp(-z)),
            lambda z: 1 / (1 - np.exp(z)),
        ),
        Mistake(
            "The two branches changed places: exp(-z) is for z above 0, exp(z) for z below.",
            lambda z: sigmoid(-np.abs(z)),
        ),
        Mistake("Below stands 1 + exp(z) where exp(z) stands above.", lambda z: np.exp(z) / (1 + np.exp(-z))),
        Mistake(
            "It was cut off (`clip`), z or its value: every z has a value of its own.",
            *(lambda z, most=most: sigmoid(np.clip(z, -most, most)) for most in (1, 2, 3, 4, 5, 6)),
            *(lambda truth, least=least: np.clip(truth, least, 1 - least) for least in (0.1, 0.05, 0.01)),
        ),
        Mistake(10, "That is tanh, from -1 to 1; the sigmoid goes from 0 to 1.", tanh),
        Mistake("Twice too steep: tanh takes half of z in this form.", lambda z: sigmoid(2 * z)),
        Mistake("From -1 to 1: that is tanh(z / 2), and the sigmoid goes from 0 to 1.", lambda z: tanh(z / 2)),
        Mistake(
            "From -½ to ½: half of tanh goes from 0 to 1 only once ½ is added.",
            lambda z: tanh(z) / 2,
            lambda z: tanh(z / 2) / 2,
        ),
        Mistake("That is ReLU; the sigmoid is a smooth curve from 0 to 1.", relu),
        Mistake("That is a step; the sigmoid rises smoothly.", lambda z: np.where(z > 0, 1.0, 0.0)),
        Mistake(
            "That is the sigmoid's slope; its value is asked for.",
            slope,
            lambda z: np.where(np.exp(-z) < np.inf, slope(z), np.nan),  # written with exp(-z): inf / inf is nan
        ),
        Mistake(
            "Brackets: e alone is raised to the power -z, and 1 is added to that.",
            lambda z: (1 + np.e) ** z,
            lambda z: (1 + np.e) ** -z,
        ),
        Mistake("exp(-z) alone: it still stands in a quotient.", lambda z: np.exp(-z)),
        Mistake("exp(z) alone: it still stands in a quotient.", lambda z: np.exp(z)),
        Mistake(
            "Softmax compares the nodes with each other; the sigmoid takes each node on its own.",
            lambda z: np.exp(z) / np.exp(z).sum(),
            lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(),
        ),
        Mistake("Only its first entry came out: every entry of z is asked for.", lambda truth: truth.flat[0]),
        Mistake("The z of the nodes were added up first: node by node, please.", lambda z: sigmoid(z.sum())),
    ),
)
