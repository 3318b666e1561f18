"""count_parameters(n): how many weights and biases there are; the truth counts the entries of arrays."""

from operator import mul

import numpy as np

from ..exercise import EXACT, Exercise, Mistake, Raises
from ..messages import SAY
from .layer_sizes import LAST_LAYER, PAST_THE_END, probes_of_sizes, shapes_of


def truth(n):
    """Count the entries of arrays of the right shapes."""
    return sum(np.empty(shape).size + np.empty(shape[0]).size for shape in shapes_of(n).values())


def counted(n, in_layer):
    """Return the sum of ``in_layer(n_l, n_{l-1})`` over the layers that have weights."""
    return sum(in_layer(rows, columns) for rows, columns in shapes_of(n).values())


NO_BIASES = "The weights are all there, the biases are missing: layer l has n_l of them."

EXERCISE = Exercise(
    name="count_parameters",
    points=1,
    returns="one number, how many weights and biases there are",
    tolerance=EXACT,
    probes=probes_of_sizes,
    truth=truth,
    raises=True,
    mistakes=(
        Mistake(27, NO_BIASES, lambda n: counted(n, mul)),
        Mistake(
            "The input layer got biases too: its nodes hold the sample and have none.",
            lambda n, truth: truth + n[0],
        ),
        Mistake(28, "One bias a layer was counted: every node has its own.", lambda n: counted(n, mul) + len(n) - 1),
        Mistake(
            "One bias for each node of the layer before was counted: a bias belongs to a node of layer l itself.",
            lambda n: counted(n, mul) + sum(n[:-1]),
        ),
        Mistake("The biases were subtracted: add them.", lambda n: counted(n, mul) - sum(n[1:])),
        Mistake("Only the biases were counted.", lambda n: sum(n[1:])),
        Mistake("That counts the nodes.", lambda n: sum(n)),
        Mistake("That counts the layers.", lambda n: len(n)),
        Mistake("That counts the layers of weights.", lambda n: len(n) - 1),
        Mistake(
            "Neighbouring layers have different sizes: multiply each size with that of the layer before, not itself.",
            lambda n: sum(k * k for k in n),
            lambda n: sum(k * k for k in n[1:]) + sum(n[1:]),
            lambda n: sum(k * k for k in n) + sum(n[1:]),
        ),
        Mistake("A bias for every weight was counted: every node has one.", lambda n: 2 * counted(n, mul)),
        Mistake(
            "Sizes of neighbouring layers are multiplied, not added: every node is joined to every node before it.",
            lambda n: counted(n, lambda rows, columns: rows + columns),
        ),
        Mistake(
            "Weights join neighbouring layers only: multiply two sizes at a time, then add.",
            lambda n: int(np.prod(n)),
            lambda n: n[0] * n[1] * n[2],
            lambda n: int(np.prod(n)) + sum(n[1:]),
            lambda n: sum(n) ** 2,
            lambda n: sum(n) ** 2 + sum(n[1:]),
        ),
        Mistake(LAST_LAYER, lambda n, truth: truth - n[-1] * (n[-2] + 1)),
        Mistake(30, "The first weight layer is missing: start at l = 2.", lambda n, truth: truth - n[1] * (n[0] + 1)),
        Mistake(
            39,
            f"{SAY[39]} (Here n[-1], the last size, was taken for the layer before the first.)",
            lambda n, truth: truth + n[0] * (n[-1] + 1),
        ),
        Mistake(39, f"{SAY[39]} {NO_BIASES}", lambda n: counted(n, mul) + n[0] * n[-1]),
        Mistake(
            28,
            "One bias for the whole network was counted: every node behind the input layer has its own.",
            lambda n: counted(n, mul) + 1,
        ),
        Mistake(
            28,
            "One bias a layer was counted, for the input layer too: every node behind it has its own.",
            lambda n: counted(n, mul) + len(n),
        ),
        Mistake(
            28,
            "The output nodes got no biases: every node behind the input layer has one.",
            lambda n, truth: truth - n[-1],
        ),
        Mistake(
            28,
            "Only the output nodes got biases: every node behind the input layer has one.",
            lambda n: counted(n, mul) + n[-1],
        ),
        Mistake(
            28,
            "Only the nodes of layer 2 got biases: every node behind the input layer has one.",
            lambda n: counted(n, mul) + n[1],
        ),
        Mistake(
            "Only layer 2 was counted: go on to layer L. (Is there a `return` inside the loop?)",
            lambda n: n[1] * (n[0] + 1),
        ),
        Mistake(
            "Only the last layer was counted: each pass must add to the count, not replace it.",
            lambda n: n[-1] * (n[-2] + 1),
        ),
        Mistake(
            "Right for three layers only: go through all of them, however many there are.",
            lambda n: n[1] * (n[0] + 1) + n[2] * (n[1] + 1),
        ),
        Mistake(
            "A 1 was added to both sizes: a bias is one more for each node of layer l, and no more nodes.",
            lambda n: counted(n, lambda rows, columns: (rows + 1) * (columns + 1)),
        ),
        Mistake(
            "Those are two numbers, weights and biases apart: add them up.",
            lambda n: (counted(n, mul), sum(n[1:])),
        ),
        Mistake(38, PAST_THE_END, lambda: Raises("IndexError", "list index out of ")),
        Mistake(
            "That is a number for each layer: add them up.",
            lambda n: [rows * (columns + 1) for rows, columns in shapes_of(n).values()],
        ),
    ),
)
