"""`average_gradient`: the mean over samples, in exact fractions."""

from fractions import Fraction

import numpy as np

from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY


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


def left_out(place, n=0):
    """Return the mean without the sample at ``place``, divided by the number of samples less ``n``."""
    return lambda p, t: np.delete(p["dC_dw"], place, axis=0).sum(axis=0) / np.float64(len(p["dC_dw"]) - n)


def averaged_in_the_loop(p, t):
    """Return what comes of dividing the sum so far by n after each sample."""
    mean = 0.0
    for one in p["dC_dw"]:
        mean = (mean + one) / len(p["dC_dw"])
    return mean


def halved_in_the_loop(p, t):
    """Return what comes of averaging the mean so far with each sample."""
    mean = 0.0
    for one in p["dC_dw"]:
        mean = (mean + one) / 2
    return mean


FIRST_OUT = "The first sample is missing: indices begin at 0."
LAST_OUT = "The last sample is missing: the loop ends one too early."
SIGNS = "The signs were lost: derivatives of opposite sign cancel in the mean."
DIVIDE_ONCE = (
    "The division stands inside the loop, and so the early samples are divided again and again: add up, then divide."
)
KEEP_THE_OTHERS = "mean over the samples, the first axis, and keep the others."

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
            f"One number for all weights: {KEEP_THE_OTHERS}",
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
            0, "Divided by n + 1; the mean divides by n.", lambda p, t: t * len(p["dC_dw"]) / (len(p["dC_dw"]) + 1)
        ),
        Mistake(0, "Divided by n twice: once is enough.", lambda p, t: t / len(p["dC_dw"])),
        Mistake(
            0,
            "Divided by the length of the second axis; the number of samples is the length of the first.",
            lambda p, t: t * len(p["dC_dw"]) / p["dC_dw"].shape[1],
        ),
        Mistake(
            0,
            "Divided by a number of samples that was typed in: take it from the argument.",
            lambda p, t: t * len(p["dC_dw"]) / 7,
        ),
        Mistake(2, "Right size, opposite sign: the mean takes the gradients as they are.", lambda p, t: -t),
        Mistake(0, SIGNS, lambda p, t: np.abs(p["dC_dw"]).mean(axis=0)),
        Mistake(0, SIGNS, lambda p, t: np.abs(t)),
        Mistake(
            0,
            "Only the first sample counts, divided by n: is there a `return` inside the loop?",
            lambda p, t: p["dC_dw"][0] / len(p["dC_dw"]),
        ),
        Mistake(38, FIRST_OUT, left_out(0)),
        Mistake(38, FIRST_OUT, left_out(0, 1)),
        Mistake(38, LAST_OUT, left_out(-1)),
        Mistake(38, LAST_OUT, left_out(-1, 1)),
        Mistake(0, DIVIDE_ONCE, averaged_in_the_loop),
        Mistake(0, DIVIDE_ONCE, halved_in_the_loop),
        Mistake(0, "That is the median; the mean is asked for.", lambda p, t: np.median(p["dC_dw"], axis=0)),
        Mistake(
            5,
            f"One number for each sample came out: {KEEP_THE_OTHERS}",
            lambda p, t: p["dC_dw"].reshape(len(p["dC_dw"]), -1).mean(axis=1),
        ),
        Mistake(5, f"One number for all weights: {KEEP_THE_OTHERS}", lambda p, t: p["dC_dw"].sum()),
        Mistake(5, f"One axis too many was averaged: {KEEP_THE_OTHERS}", lambda p, t: t.mean(axis=0)),
        Mistake(
            0,
            "The samples' axis is still there: it must go.",
            lambda p, t: p["dC_dw"].mean(axis=0, keepdims=True),
        ),
        Mistake(0, "Nothing was averaged: the samples are all still there.", lambda p, t: p["dC_dw"]),
    ),
)
