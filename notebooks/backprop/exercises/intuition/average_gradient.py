"""`average_gradient`: the mean over samples, in exact fractions."""

from fractions import Fraction

import numpy as np

from ..draws import until
from ..exercise import Exercise, Mistake, Probe


def average_gradient_probes(rng):
    def draw(group, shape, what=""):
        dC_dw = until(lambda d: np.linalg.norm(d.mean(axis=0)) > 0.1, lambda: rng.normal(size=shape))
        return Probe(group, {"dC_dw": dC_dw}, what)

    return [
        draw("plain", (7, 3, 4)),
        draw("plain", (7, 3, 4)),
        draw("general", (5, 5), "a vector of weights"),
        draw("general", (3, 3, 3), "as many samples as rows and columns"),
        draw("general", (6, 2, 2), "six samples"),
        draw("edge", (1, 3, 2), "one sample"),
        draw("edge", (4,), "a single weight"),
    ]


def mean_over_samples(dC_dw):
    """Return the mean over the first axis, entry by entry, in exact fractions."""
    n = Fraction(len(dC_dw))
    sums = [float(sum(map(Fraction, column), Fraction(0)) / n) for column in dC_dw.reshape(len(dC_dw), -1).T.tolist()]
    return np.array(sums).reshape(dC_dw.shape[1:])


def averaged_on_the_way(dC_dw, over):
    """Return what comes of dividing the sum so far by ``over`` after each sample."""
    mean = 0.0
    for one in dC_dw:
        mean = (mean + one) / over
    return mean


KEEP_THE_OTHERS = "mean over the samples, the first axis, and keep the others."

EXERCISE = Exercise(
    name="average_gradient",
    points=2,
    returns="the mean over the samples, of the shape of one sample's gradient",
    probes=average_gradient_probes,
    truth=mean_over_samples,
    mistakes=(
        Mistake(3, lambda dC_dw: dC_dw.sum(axis=0)),
        Mistake(
            5,
            f"One number for all weights: {KEEP_THE_OTHERS}",
            lambda dC_dw: dC_dw.mean(),
            lambda dC_dw: dC_dw.sum(),
        ),
        Mistake(
            "The mean went over the last axis; the samples are the first.",
            lambda dC_dw: dC_dw.mean(axis=-1),
            lambda dC_dw: dC_dw.T.mean(axis=0),
        ),
        Mistake(
            "The mean went over the second axis; the samples are the first.",
            lambda dC_dw: dC_dw.mean(axis=1),
        ),
        Mistake(
            "The gradients were cut off to whole numbers before they were averaged: take them as they are.",
            lambda dC_dw: dC_dw.astype(int).mean(axis=0),
            lambda dC_dw: dC_dw.round().mean(axis=0),
        ),
        Mistake(25, lambda dC_dw: dC_dw[-1]),
        Mistake(
            25,
            "Only the last sample counts, divided by n: add up all of them first.",
            lambda dC_dw: dC_dw[-1] / len(dC_dw),
        ),
        Mistake("Only the first sample counts: average over all of them.", lambda dC_dw: dC_dw[0]),
        Mistake(
            "Divided by the number of all entries; divide by the number of samples.",
            lambda dC_dw: dC_dw.sum(axis=0) / dC_dw.size,
        ),
        Mistake(
            "Divided by n - 1; the mean divides by n.",
            lambda dC_dw: dC_dw.sum(axis=0) / (len(dC_dw) - 1),
        ),
        Mistake(
            "Divided by n + 1; the mean divides by n.",
            lambda dC_dw: dC_dw.sum(axis=0) / (len(dC_dw) + 1),
        ),
        Mistake("Divided by n twice: once is enough.", lambda dC_dw: dC_dw.sum(axis=0) / len(dC_dw) ** 2),
        Mistake(
            "Divided by the length of the second axis; the number of samples is the length of the first.",
            lambda dC_dw: dC_dw.sum(axis=0) / dC_dw.shape[1],
        ),
        Mistake(
            "Divided by a number of samples that was typed in: take it from the argument.",
            *(lambda dC_dw, n=n: dC_dw.sum(axis=0) / n for n in (7, 5, 2, 3, 4, 6, 8, 10)),
        ),
        Mistake(2, "Right size, opposite sign: the mean takes the gradients as they are.", lambda truth: -truth),
        Mistake(
            "The signs were lost: derivatives of opposite sign cancel in the mean.",
            lambda dC_dw: np.abs(dC_dw).mean(axis=0),
            lambda truth: np.abs(truth),
        ),
        Mistake(
            "Only the first sample counts, divided by n: is there a `return` inside the loop?",
            lambda dC_dw: dC_dw[0] / len(dC_dw),
        ),
        Mistake(
            38,
            "The first sample is missing: indices begin at 0.",
            lambda dC_dw: dC_dw[1:].sum(axis=0) / len(dC_dw),
            lambda dC_dw: dC_dw[1:].sum(axis=0) / (len(dC_dw) - 1),
        ),
        Mistake(
            38,
            "The last sample is missing: the loop ends one too early.",
            lambda dC_dw: dC_dw[:-1].sum(axis=0) / len(dC_dw),
            lambda dC_dw: dC_dw[:-1].sum(axis=0) / (len(dC_dw) - 1),
        ),
        Mistake(
            "The division stands inside the loop, and so the early samples are divided again and again: "
            "add up, then divide.",
            lambda dC_dw: averaged_on_the_way(dC_dw, len(dC_dw)),
            lambda dC_dw: averaged_on_the_way(dC_dw, 2),
            lambda dC_dw: averaged_on_the_way(dC_dw, 2) + dC_dw[0] / 2 ** len(dC_dw),
        ),
        Mistake(
            "The mean of the gradients themselves is asked for, not of their squares.",
            lambda dC_dw: (dC_dw**2).mean(axis=0),
            lambda dC_dw: np.sqrt((dC_dw**2).mean(axis=0)),
            lambda dC_dw: np.sqrt((dC_dw**2).sum(axis=0)) / len(dC_dw),
            lambda dC_dw: np.sqrt((dC_dw**2).sum(axis=0)),
        ),
        Mistake("That is how far they are spread; the mean is asked for.", lambda dC_dw: dC_dw.std(axis=0)),
        Mistake("That is the largest of them; the mean is asked for.", lambda dC_dw: dC_dw.max(axis=0)),
        Mistake("That is the smallest of them; the mean is asked for.", lambda dC_dw: dC_dw.min(axis=0)),
        Mistake("That is the median; the mean is asked for.", lambda dC_dw: np.median(dC_dw, axis=0)),
        Mistake(
            5,
            f"One number for each sample came out: {KEEP_THE_OTHERS}",
            lambda dC_dw: dC_dw.reshape(len(dC_dw), -1).mean(axis=1),
        ),
        Mistake(5, f"One axis too many was averaged: {KEEP_THE_OTHERS}", lambda truth: truth.mean(axis=0)),
        Mistake(
            "The samples' axis is still there: it must go.",
            lambda dC_dw: dC_dw.mean(axis=0, keepdims=True),
            lambda dC_dw, truth: np.broadcast_to(truth, dC_dw.shape),
        ),
        Mistake("Nothing was averaged: the samples are all still there.", lambda dC_dw: dC_dw),
    ),
)
