"""What goes wrong with the mean over a batch: mistakes that `train` adds to those of one sample's gradient.

As in `gradient_mistakes`, their formulas take `Tangents` and return ``(dW, db)``.
"""

import numpy as np

from ...measure.tangents import Tangents
from ..exercise import Mistake
from ..messages import SAY
from .altered_gradients import only, times


def parted(tangents, weights=1, biases=1):
    """Return the gradient with the weights' times one number and the biases' times another."""
    dW, db = tangents.gradient()
    return times(weights, (dW,))[0], times(biases, (db,))[0]


def one_over_n_in_each_layer(tangents):
    """Return the gradient divided by n once more for each layer further back."""
    return tuple({l: d[l] / tangents.n ** (tangents.L - l) for l in d} for d in tangents.gradient())


def product_of_means(tangents):
    """Return the mean of ∂C/∂z times the mean of the activations before."""
    _, db = tangents.gradient()
    return {l: np.outer(db[l], tangents.a[l - 1].mean(axis=0)) for l in db}, db


def one_sample(i, divided=False):
    """Return the gradient of sample ``i`` alone, ``divided`` by n or whole."""

    def gradient(tangents):
        alone = Tangents(tangents.network, tangents.X[i][None], tangents.Y[i][None]).gradient()
        return times(1 / tangents.n if divided else 1, alone)

    return gradient


def without_sample(i):
    """Return the gradient that leaves sample ``i`` out of the sum, and divides by n all the same."""

    def gradient(tangents):
        pairs = zip(tangents.gradient(), one_sample(i, divided=True)(tangents), strict=True)
        return tuple({l: d[l] - one[l] for l in d} for d, one in pairs)

    return gradient


def of_mean_sample(tangents):
    """Return the gradient at one sample whose inputs and targets are the means of all."""
    x, y = tangents.X.mean(axis=0), tangents.Y.mean(axis=0)
    return Tangents(tangents.network, x[None], y[None]).gradient()


STEP = "The gradient that the steps follow is off."
BOTH = "Downhill is minus, for weights and biases alike."
BATCH_MISTAKES = (
    Mistake(3, f"{STEP} {SAY[3]}", lambda tangents: times(tangents.n, tangents.gradient())),
    Mistake(
        3,
        f"{STEP} {SAY[3]} In the weights; the biases are right.",
        lambda tangents: parted(tangents, weights=tangents.n),
    ),
    Mistake(
        3,
        f"{STEP} {SAY[3]} In the biases; the weights are right.",
        lambda tangents: parted(tangents, biases=tangents.n),
    ),
    Mistake(
        3,
        f"{STEP} {SAY[3]} And the square's 2 is missing.",
        lambda tangents: times(tangents.n / 2, tangents.gradient()),
    ),
    Mistake(
        3,
        "Divided by the number of outputs in place of the number of samples.",
        lambda tangents: times(tangents.n / tangents.Y.shape[1], tangents.gradient()),
    ),
    Mistake(4, f"{STEP} {SAY[4]}", one_over_n_in_each_layer),
    Mistake(
        4,
        "The mean is over the samples; divided by n twice here: once is enough, wherever you like.",
        lambda tangents: times(1 / tangents.n, tangents.gradient()),
    ),
    Mistake(
        4,
        f"{STEP} The biases' is divided by n twice: once is enough, wherever you like.",
        lambda tangents: parted(tangents, biases=1 / tangents.n),
    ),
    Mistake(
        4,
        f"{STEP} The weights' is divided by n twice: once is enough, wherever you like.",
        lambda tangents: parted(tangents, weights=1 / tangents.n),
    ),
    Mistake(24, f"{STEP} {SAY[24]}", product_of_means),
    Mistake(
        24,
        f"{STEP} {SAY[24]} Here the samples were averaged, and one made-up sample went through.",
        of_mean_sample,
        lambda tangents: times(1 / tangents.n, of_mean_sample(tangents)),
    ),
    Mistake(25, one_sample(-1), one_sample(-1, divided=True)),
    Mistake(
        25,
        f"{STEP} {SAY[25]} In the weights; the biases are right.",
        lambda tangents: (one_sample(-1, divided=True)(tangents)[0], tangents.gradient()[1]),
    ),
    Mistake(
        25,
        f"{STEP} {SAY[25]} In the biases; the weights are right.",
        lambda tangents: (tangents.gradient()[0], one_sample(-1, divided=True)(tangents)[1]),
    ),
    Mistake(25, "Only the first sample counts: a `return` inside the loop?", one_sample(0)),
    Mistake(25, "The last sample is left out: the loop ends one early.", without_sample(-1)),
    Mistake(25, "The first sample is left out: the loop begins one late.", without_sample(0)),
    Mistake(37, f"The weights go uphill. {BOTH}", lambda tangents: parted(tangents, weights=-1)),
    Mistake(37, f"The biases go uphill. {BOTH}", lambda tangents: parted(tangents, biases=-1)),
    Mistake(27, "The biases came back as they were: they take a step as well.", only(biases=False)),
    Mistake("The weights came back as they were: they take a step as well.", only(weights=False)),
    Mistake("Only the output layer took a step: all layers do.", only(lambda l, L: l == L)),
    Mistake(
        "Only layer 2 took a step: all layers do. (Does the update stand behind the loop over them?)",
        only(lambda l, L: l == 2),
    ),
    Mistake("The output layer took no step: `range(2, L)` stops before L.", only(lambda l, L: l < L)),
)
