"""What lesson 2 asks about layer sizes: the shapes of the weights, and how many parameters there are.

Truths come from what can be counted: the sizes pair by pair, and the entries of arrays of those shapes.
"""

from itertools import pairwise

import numpy as np

from ..answers import Keyed
from .exercise import Exercise, Mistake, Probe, Raises
from .messages import SAY

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
        Mistake(38, PAST_THE_END, lambda p, t: Raises("IndexError")),
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
    ),
)


# count_parameters(n)


def count_parameters_truth(p):
    """Count the entries of arrays of the right shapes."""
    shapes = weight_shapes_truth(p).values()
    return sum(np.empty(shape).size + np.empty(shape[0]).size for shape in shapes)


def counted(p, of_pair):
    """Return the sum of ``of_pair(n_l, n_{l-1})`` over the layers that have weights."""
    return sum(of_pair(after, before) for before, after in pairwise(p["n"]))


NO_BIASES = "The weights are all there, the biases are missing: layer l has n_l of them."

count_parameters = Exercise(
    name="count_parameters",
    lesson=LESSON,
    points=1,
    returns="one number, how many weights and biases there are",
    probes=size_probes,
    truth=count_parameters_truth,
    mistakes=(
        Mistake(27, NO_BIASES, lambda p, t: counted(p, lambda rows, columns: rows * columns)),
        Mistake(
            0,
            "The input layer got biases too: its nodes hold the sample and have none.",
            lambda p, t: t + p["n"][0],
        ),
        Mistake(
            28,
            "One bias a layer was counted: every node has its own.",
            lambda p, t: counted(p, lambda rows, columns: rows * columns + 1),
        ),
        Mistake(
            0,
            "One bias for each node of the layer before was counted: a bias belongs to a node of layer l itself.",
            lambda p, t: counted(p, lambda rows, columns: (rows + 1) * columns),
        ),
        Mistake(0, "Only the biases were counted.", lambda p, t: counted(p, lambda rows, columns: rows)),
        Mistake(0, "That counts the nodes.", lambda p, t: sum(p["n"])),
        Mistake(
            0,
            "A bias for every weight was counted: every node has one.",
            lambda p, t: counted(p, lambda rows, columns: 2 * rows * columns),
        ),
        Mistake(
            0,
            "Sizes of neighbouring layers are multiplied, not added: every node is joined to every node before it.",
            lambda p, t: counted(p, lambda rows, columns: rows + columns),
        ),
        Mistake(
            0,
            "Weights join neighbouring layers only: multiply two sizes at a time, then add.",
            lambda p, t: int(np.prod(p["n"])),
        ),
        Mistake(0, LAST_LAYER, lambda p, t: t - p["n"][-1] * (p["n"][-2] + 1)),
        Mistake(30, "The first weight layer is missing: start at l = 2.", lambda p, t: t - p["n"][1] * (p["n"][0] + 1)),
        Mistake(
            39,
            f"{SAY[39]} (Here n[-1], the last size, was taken for the layer before the first.)",
            lambda p, t: t + p["n"][0] * (p["n"][-1] + 1),
        ),
        Mistake(
            39,
            f"{SAY[39]} {NO_BIASES}",
            lambda p, t: counted(p, lambda rows, columns: rows * columns) + p["n"][0] * p["n"][-1],
        ),
        Mistake(38, PAST_THE_END, lambda p, t: Raises("IndexError")),
        Mistake(
            0,
            "That is a number for each layer: add them up.",
            lambda p, t: [after * (before + 1) for before, after in pairwise(p["n"])],
        ),
    ),
)
