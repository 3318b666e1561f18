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


def weight_shapes_truth(p):
    return {l: (after, before) for l, (before, after) in enumerate(pairwise(p["n"]), 2)}


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
        Mistake(13, SAY[13], lambda p, t: {l: shape[::-1] for l, shape in t.items()}),
        Mistake(39, SAY[39], lambda p, t: {l - 1: shape for l, shape in t.items()}),
        Mistake(39, SAY[39], lambda p, t: {l - 2: shape for l, shape in t.items()}),
        Mistake(39, SAY[39], lambda p, t: sizes_at(p, 0, len(p["n"]))),
        Mistake(39, SAY[39], lambda p, t: with_input_layer(p, t, p["n"][-1])),
        Mistake(39, SAY[39], lambda p, t: with_input_layer(p, t, p["n"][0])),
        Mistake(39, SAY[39], lambda p, t: with_input_layer(p, t, 1)),
        Mistake(39, SAY[39], lambda p, t: with_input_layer(p, t, 0)),
        Mistake(13, BOTH, lambda p, t: {l - 1: shape[::-1] for l, shape in t.items()}),
        Mistake(13, BOTH, lambda p, t: {l - 2: shape[::-1] for l, shape in t.items()}),
        Mistake(38, PAST_THE_END, lambda p, t: Raises("IndexError", "out of ")),
        Mistake(
            38,
            "The list counts from 0: n_l stands at n[l - 1]. These are the next layer's sizes, the last missing.",
            lambda p, t: sizes_at(p, 2, len(p["n"])),
        ),
        Mistake(0, LAST_LAYER, lambda p, t: {l: shape for l, shape in t.items() if l < len(p["n"])}),
        Mistake(
            30,
            "The first weight layer is missing: start at l = 2.",
            lambda p, t: {l: shape for l, shape in t.items() if l > 2},
        ),
        Mistake(39, f"{SAY[39]} (Here they begin at 3.)", lambda p, t: {l + 1: shape for l, shape in t.items()}),
        Mistake(
            0,
            "Only the last layer is left: the dict must keep all of them.",
            lambda p, t: {l: shape for l, shape in t.items() if l == len(p["n"])},
        ),
        Mistake(
            0,
            "Only layer 2 came out: go on to layer L. (Is there a `return` inside the loop?)",
            lambda p, t: {2: t[2]},
        ),
        Mistake(
            0,
            "Right for three layers only: go through all of them, however many there are.",
            lambda p, t: {2: (p["n"][1], p["n"][0]), 3: (p["n"][2], p["n"][1])},
        ),
        Mistake(
            0,
            "The dict is keyed by the layers' sizes; its keys are the layers' numbers l.",
            lambda p, t: {rows: (rows, columns) for rows, columns in t.values()},
        ),
        Mistake(
            0,
            "Those are arrays of the right shapes; the shapes themselves are asked for.",
            lambda p, t: {l: np.zeros(shape) for l, shape in t.items()},
        ),
        Mistake(
            0,
            "The input layer's size came into every shape: the layer before l has n_{l-1} nodes.",
            lambda p, t: {l: (rows, p["n"][0]) for l, (rows, columns) in t.items()},
        ),
        Mistake(
            0,
            "The number of columns is the size of the layer before.",
            lambda p, t: {l: (rows, rows) for l, (rows, columns) in t.items()},
        ),
        Mistake(0, NO_BIAS, lambda p, t: {l: (rows, columns + 1) for l, (rows, columns) in t.items()}),
        Mistake(
            0,
            "That is how many weights there are; a shape is the pair (rows, columns).",
            lambda p, t: {l: rows * columns for l, (rows, columns) in t.items()},
        ),
        Mistake(
            0,
            "That is the size of the layer alone; the shape of its weights has the size of the layer before it too.",
            lambda p, t: {l: rows for l, (rows, columns) in t.items()},
        ),
        Mistake(
            0,
            "That is the size of the layer before alone; the size of the layer itself comes first.",
            lambda p, t: {l: columns for l, (rows, columns) in t.items()},
        ),
    ),
)
