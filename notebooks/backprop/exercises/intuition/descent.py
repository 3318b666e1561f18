"""`update` and `average_gradient`: a step of gradient descent and the mean over samples, in exact fractions."""

from fractions import Fraction

import numpy as np

from ..exact import exact
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY


def update_probes(rng):
    def draw(group, shape, what=""):
        arguments = {
            "w": rng.normal(size=shape),
            "dC_dw": rng.normal(size=shape),
            "eta": float(rng.uniform(0.05, 0.8)),
        }
        return Probe(group, arguments, what)

    return [
        draw("plain", 5),
        draw("plain", 5),
        draw("general", (3, 4), "a matrix of weights"),
        draw("general", (2, 5), "a matrix of weights"),
        draw("edge", 1, "a single weight"),
    ]


def stepped(p, factor):
    """Return w + factor dC_dw entry by entry, in exact fractions."""
    rows = [exact([w, factor], [1, d]) for w, d in zip(p["w"].flat, p["dC_dw"].flat, strict=True)]
    return np.array(rows).reshape(p["w"].shape)


update = Exercise(
    name="update",
    lesson="01_intuition",
    points=2,
    returns="the new weights, of the same shape as w",
    probes=update_probes,
    truth=lambda p: stepped(p, -p["eta"]),
    mistakes=(
        Mistake(37, SAY[37], lambda p, t: 2 * p["w"] - t),
        Mistake(33, "That is the step alone: add it to the weights it starts from.", lambda p, t: t - p["w"]),
        Mistake(33, "That is the step alone, uphill: the new weights are asked for.", lambda p, t: p["w"] - t),
        Mistake(0, "The learning rate is missing: eta scales the step.", lambda p, t: stepped(p, -1)),
        Mistake(
            37,
            "Uphill, and without the learning rate: downhill is minus, and eta scales the step.",
            lambda p, t: stepped(p, 1),
        ),
        Mistake(0, "The weights came back as they were.", lambda p, t: p["w"]),
        Mistake(
            0,
            "The step was divided by the learning rate: eta multiplies it.",
            lambda p, t: stepped(p, -1 / p["eta"]),
        ),
        Mistake(0, "That is the gradient; the weights after the step are asked for.", lambda p, t: p["dC_dw"]),
    ),
)


def average_gradient_probes(rng):
    def draw(group, shape, what=""):
        return Probe(group, {"dC_dw": rng.normal(size=shape)}, what)

    return [
        draw("plain", (7, 3, 4)),
        draw("plain", (7, 3, 4)),
        draw("general", (5, 5), "a vector of weights"),
        draw("general", (3, 3, 3), "as many samples as rows and columns"),
        draw("general", (6, 2, 2), "six samples"),
        draw("edge", (1, 3, 2), "one sample"),
        draw("edge", (4,), "a single weight"),
    ]


def mean_over_samples(p):
    """Return the mean over the first axis, entry by entry, in exact fractions."""
    dC_dw = p["dC_dw"]
    n = Fraction(len(dC_dw))
    sums = [float(sum(map(Fraction, column), Fraction(0)) / n) for column in dC_dw.reshape(len(dC_dw), -1).T.tolist()]
    return np.array(sums).reshape(dC_dw.shape[1:])


average_gradient = Exercise(
    name="average_gradient",
    lesson="01_intuition",
    points=2,
    returns="the mean over the samples, of the shape of one sample's gradient",
    probes=average_gradient_probes,
    truth=mean_over_samples,
    mistakes=(
        Mistake(3, SAY[3], lambda p, t: t * len(p["dC_dw"])),
        Mistake(
            5,
            "One number for all weights: mean over the samples, the first axis, and keep the others.",
            lambda p, t: np.mean(p["dC_dw"]),
        ),
        Mistake(
            0,
            "The mean went over the last axis; the samples are the first.",
            lambda p, t: p["dC_dw"].mean(axis=-1),
        ),
        Mistake(
            0,
            "The mean went over the second axis; the samples are the first.",
            lambda p, t: p["dC_dw"].mean(axis=1),
        ),
        Mistake(25, SAY[25], lambda p, t: p["dC_dw"][-1]),
        Mistake(
            25,
            "Only the last sample counts, divided by n: add up all of them first.",
            lambda p, t: p["dC_dw"][-1] / len(p["dC_dw"]),
        ),
        Mistake(0, "Only the first sample counts: average over all of them.", lambda p, t: p["dC_dw"][0]),
        Mistake(
            0,
            "Divided by the number of all entries; divide by the number of samples.",
            lambda p, t: t * len(p["dC_dw"]) / p["dC_dw"].size,
        ),
        Mistake(
            0,
            "Divided by n - 1; the mean divides by n.",
            lambda p, t: t * np.divide(len(p["dC_dw"]), len(p["dC_dw"]) - 1),
        ),
        Mistake(
            0,
            "The samples' axis is still there: it must go.",
            lambda p, t: p["dC_dw"].mean(axis=0, keepdims=True),
        ),
        Mistake(0, "Nothing was averaged: the samples are all still there.", lambda p, t: p["dC_dw"]),
    ),
)
