"""Layer sizes n = [n_1, ..., n_L]: probes of them, and the shapes and weights that belong to them."""

from itertools import pairwise

import numpy as np

from ..exercise import Probe

OWN_NUMBER = "W is keyed by the layer's own number: the weights into layer l are W[l]."
LAYER_FIRST = "W's keys are the layers: pick layer l's array first; j counts the rows of that."
PAST_THE_END = (
    "An index ran past the end of the list: it counts from 0, so n_l stands at n[l - 1], the last at n[L - 1]."
)
L_IS = "L is the number of layers, `len(n)`, and not the largest of the sizes."
LAST_LAYER = "The output layer is missing: `range(2, L)` stops before L."


def shapes_of(n):
    """Return {l: (n_l, n_{l-1})} for l = 2..L."""
    return {l: (after, before) for l, (before, after) in enumerate(pairwise(n), 2)}


def random_weights(rng, n):
    """Return {l: normal array of shape (n_l, n_{l-1})} for the layer sizes ``n``."""
    return {l: rng.normal(size=shape) for l, shape in shapes_of(n).items()}


def random_sizes(rng, layers, smallest=2):
    """Return a list of so many layer sizes, no two of them equal, so that each number tells where it came from."""
    return [int(size) for size in rng.permutation(np.arange(smallest, smallest + 8))[:layers]]


def probes_of_sizes(rng):
    """Return the probes of a function of the layer sizes ``n``."""
    return [
        Probe("plain", {"n": [4, 5, 3]}),
        Probe("plain", {"n": random_sizes(rng, 3, smallest=6)}),
        Probe("general", {"n": random_sizes(rng, 5)}, "five layers"),
        Probe("general", {"n": random_sizes(rng, 4)}, "four layers"),
        Probe("general", {"n": [3, 3, 3, 3]}, "layers of one size"),
        Probe("edge", {"n": random_sizes(rng, 2)}, "two layers"),
        Probe("edge", {"n": [random_sizes(rng, 1)[0], 1, 2]}, "a layer of one node"),
    ]
