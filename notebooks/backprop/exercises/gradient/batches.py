"""What goes wrong with the mean over a batch: slips that `train` adds to those of one sample's gradient."""

import numpy as np

from ...measure.tangents import Way
from ..messages import SAY
from .slips import Slip


def times(factor, gradient):
    """Return ``factor`` times the gradient ``(dW, db)``."""
    return tuple({l: factor * v for l, v in d.items()} for d in gradient)


def parted(way, weights=1, biases=1):
    """Return the gradient with the weights' times one number and the biases' times another."""
    dW, db = way.gradient()
    return times(weights, (dW,))[0], times(biases, (db,))[0]


def one_over_n_in_each_layer(way):
    """Return the gradient divided by n once more for each layer further back."""
    return tuple({l: d[l] / way.n ** (way.L - l) for l in d} for d in way.gradient())


def product_of_means(way):
    """Return the mean of ∂C/∂z times the mean of the activations before."""
    _, db = way.gradient()
    return {l: np.outer(db[l], way.a[l - 1].mean(axis=0)) for l in db}, db


def one_sample(i, divided=False):
    """Return the function that takes the gradient of sample ``i`` alone, ``divided`` by n or whole."""

    def gradient(way):
        alone = Way(way.network, way.X[i][None], way.Y[i][None]).gradient()
        return times(1 / way.n if divided else 1, alone)

    return gradient


def without_sample(i):
    """Return the function that leaves sample ``i`` out of the sum, and divides by n all the same."""

    def gradient(way):
        pairs = zip(way.gradient(), one_sample(i, divided=True)(way), strict=True)
        return tuple({l: d[l] - one[l] for l in d} for d, one in pairs)

    return gradient


def of_mean_sample(way):
    """Return the gradient at one sample whose inputs and targets are the means of all."""
    return Way(way.network, way.X.mean(axis=0)[None], way.Y.mean(axis=0)[None]).gradient()


def only(layers=lambda l, L: True, weights=True, biases=True):
    """Return the gradient with zeros but for the ``layers`` and kinds that are named."""

    def gradient(way):
        dW, db = way.gradient()
        return (
            {l: dW[l] * (weights and layers(l, way.L)) for l in dW},
            {l: db[l] * (biases and layers(l, way.L)) for l in db},
        )

    return gradient


STEP = "The gradient that the steps follow is off."
NOT_N = "The mean is over the samples; divided by n twice here: once is enough, wherever you like."
BY_OUTPUTS = "Divided by the number of outputs in place of the number of samples."
BOTH = "Downhill is minus, for weights and biases alike."
BATCH = (
    Slip(3, f"{STEP} {SAY[3]}", lambda way: times(way.n, way.gradient())),
    Slip(3, f"{STEP} {SAY[3]} In the weights; the biases are right.", lambda way: parted(way, weights=way.n)),
    Slip(3, f"{STEP} {SAY[3]} In the biases; the weights are right.", lambda way: parted(way, biases=way.n)),
    Slip(3, f"{STEP} {SAY[3]} And the square's 2 is missing.", lambda way: times(way.n / 2, way.gradient())),
    Slip(3, BY_OUTPUTS, lambda way: times(way.n / way.Y.shape[1], way.gradient())),
    Slip(4, f"{STEP} {SAY[4]}", one_over_n_in_each_layer),
    Slip(4, NOT_N, lambda way: times(1 / way.n, way.gradient())),
    Slip(24, f"{STEP} {SAY[24]}", product_of_means),
    Slip(24, f"{STEP} {SAY[24]} Here the samples were averaged, and one made-up sample went through.", of_mean_sample),
    Slip(25, SAY[25], one_sample(-1)),
    Slip(25, SAY[25], one_sample(-1, divided=True)),
    Slip(25, "Only the first sample counts: a `return` inside the loop?", one_sample(0)),
    Slip(25, "The last sample is left out: the loop ends one early.", without_sample(-1)),
    Slip(25, "The first sample is left out: the loop begins one late.", without_sample(0)),
    Slip(
        37,
        f"The weights go uphill. {BOTH}",
        lambda way: parted(way, weights=-1),
    ),
    Slip(
        37,
        f"The biases go uphill. {BOTH}",
        lambda way: parted(way, biases=-1),
    ),
    Slip(27, "The biases came back as they were: they take a step as well.", only(biases=False)),
    Slip(0, "The weights came back as they were: they take a step as well.", only(weights=False)),
    Slip(0, "Only the output layer took a step: all layers do.", only(lambda l, L: l == L)),
    Slip(0, "The output layer took no step: `range(2, L)` stops before L.", only(lambda l, L: l < L)),
)
