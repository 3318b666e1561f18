"""What lesson 2 asks about layer sizes: the shapes of the weights, and the probes that `counting` shares."""

from itertools import pairwise

import numpy as np

from ...calling.readers import Keyed
from ..exercise import Exercise, Mistake, Probe, Raises
from ..messages import SAY

LESSON = "02_notation"


def sizes(rng, layers, smallest=2):
    """Return a list of so many layer sizes, no two of them equal, so that each number tells where it came from."""
    return [int(size) for size in rng.permutation(np.arange(smallest, smallest + 8))[:layers]]


def size_probes(rng):
    """Return the probes of a function of the layer sizes ``n``."""
    return [
        Probe("plain", {"n": [4, 5, 3]}),
        Probe("plain", {"n": sizes(rng, 3, smallest=6)}),
        Probe("general", {"n": sizes(rng, 5)}, "five layers"),
        Probe("general", {"n": sizes(rng, 4)}, "four layers"),
        Probe("general", {"n": [3, 3, 3, 3]}, "layers of one size"),
        Probe("edge", {"n": sizes(rng, 2)}, "two layers"),
        Probe("edge", {"n": [sizes(rng, 1)[0], 1, 2]}, "a layer of one node"),
    ]


# weight_shapes(n)


def weight_shapes_truth(n):
    return {l: (after, before) for l, (before, after) in enumerate(pairwise(n), 2)}


def with_input_layer(p, t, columns):
    """Return the shapes with one for layer 1 too, of ``columns`` columns."""
    return {1: (p["n"][0], columns), **t}


def sizes_at(p, first, past):
    """Return {l: (n[l], n[l - 1])}: the sizes looked up one place too far on, for ``first`` <= l < ``past``."""
    return {l: (p["n"][l], p["n"][l - 1]) for l in range(first, past)}


BOTH = f"{SAY[13]} {SAY[39]}"
NO_BIAS = "The bias is no column of W: it has its own vector b[l], of length n_l."
PAST_THE_END = (
    "An index ran past the end of the list: it counts from 0, so n_l stands at n[l - 1], the last at n[L - 1]."
)
LAST_LAYER = "The output layer is missing: `range(2, L)` stops before L."

weight_shapes = Exercise(
    name="weight_shapes",
    lesson=LESSON,
    points=2,
    returns="a dict {l: (n_l, n_{l-1})} with a key for each l = 2..L",
    probes=size_probes,
    truth=weight_shapes_truth,
    read=Keyed("shape"),
    mistakes=(
        Mistake(13, lambda truth: {l: shape[::-1] for l, shape in truth.items()}),
        Mistake(
            39,
            lambda truth: {l - 1: shape for l, shape in truth.items()},
            lambda truth: {l - 2: shape for l, shape in truth.items()},
            lambda n, probe: sizes_at(probe, 0, len(n)),
            lambda n, probe, truth: with_input_layer(probe, truth, n[-1]),
            lambda n, probe, truth: with_input_layer(probe, truth, n[0]),
            lambda probe, truth: with_input_layer(probe, truth, 1),
            lambda probe, truth: with_input_layer(probe, truth, 0),
        ),
        Mistake(
            13,
            BOTH,
            lambda truth: {l - 1: shape[::-1] for l, shape in truth.items()},
            lambda truth: {l - 2: shape[::-1] for l, shape in truth.items()},
        ),
        Mistake(38, PAST_THE_END, lambda: Raises("IndexError", "out of ")),
        Mistake(
            38,
            "The list counts from 0: n_l stands at n[l - 1]. These are the next layer's sizes, the last missing.",
            lambda n, probe: sizes_at(probe, 2, len(n)),
        ),
        Mistake(LAST_LAYER, lambda n, truth: {l: shape for l, shape in truth.items() if l < len(n)}),
        Mistake(
            30,
            "The first weight layer is missing: start at l = 2.",
            lambda truth: {l: shape for l, shape in truth.items() if l > 2},
        ),
        Mistake(39, f"{SAY[39]} (Here they begin at 3.)", lambda truth: {l + 1: shape for l, shape in truth.items()}),
        Mistake(
            "Only the last layer is left: the dict must keep all of them.",
            lambda n, truth: {l: shape for l, shape in truth.items() if l == len(n)},
        ),
        Mistake(
            "Only layer 2 came out: go on to layer L. (Is there a `return` inside the loop?)",
            lambda truth: {2: truth[2]},
        ),
        Mistake(
            "Right for three layers only: go through all of them, however many there are.",
            lambda n: {2: (n[1], n[0]), 3: (n[2], n[1])},
        ),
        Mistake(
            "The dict is keyed by the layers' sizes; its keys are the layers' numbers l.",
            lambda truth: {rows: (rows, columns) for rows, columns in truth.values()},
        ),
        Mistake(
            "Those are arrays of the right shapes; the shapes themselves are asked for.",
            lambda truth: {l: np.zeros(shape) for l, shape in truth.items()},
        ),
        Mistake(
            "The input layer's size came into every shape: the layer before l has n_{l-1} nodes.",
            lambda n, truth: {l: (rows, n[0]) for l, (rows, columns) in truth.items()},
        ),
        Mistake(
            "The number of columns is the size of the layer before.",
            lambda truth: {l: (rows, rows) for l, (rows, columns) in truth.items()},
        ),
        Mistake(NO_BIAS, lambda truth: {l: (rows, columns + 1) for l, (rows, columns) in truth.items()}),
        Mistake(
            "That is how many weights there are; a shape is the pair (rows, columns).",
            lambda truth: {l: rows * columns for l, (rows, columns) in truth.items()},
        ),
        Mistake(
            "That is the size of the layer alone; the shape of its weights has the size of the layer before it too.",
            lambda truth: {l: rows for l, (rows, columns) in truth.items()},
        ),
        Mistake(
            "That is the size of the layer before alone; the size of the layer itself comes first.",
            lambda truth: {l: columns for l, (rows, columns) in truth.items()},
        ),
    ),
)
