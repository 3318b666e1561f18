"""from_input_output(weights): another convention's weights, stored as (inputs, outputs), turned into this course's."""

from itertools import pairwise

import numpy as np

from ...calling.readers import Keyed
from ..exercise import Exercise, Mistake, Probe, Raises
from ..messages import SAY


def probes(rng):
    def draw(group, n, what=""):
        return Probe(group, {"weights": [rng.normal(size=pair) for pair in pairwise(n)]}, what)

    return [
        draw("plain", [4, 5, 3]),
        draw("plain", [6, 2, 4]),
        draw("general", [3, 3, 3, 3], "square layers"),
        draw("general", [2, 5, 4, 3, 6], "four layers of weights"),
        draw("edge", [3, 2], "one layer of weights"),
        draw("edge", [1, 3, 1], "one input and one output"),
    ]


def turned(weights):
    """Return the arrays with rows and columns exchanged, number by number."""
    return [[list(column) for column in zip(*array.tolist(), strict=True)] for array in weights]


def numbered(arrays, first=2):
    """Return {l: array}, counted from ``first``."""
    return dict(enumerate(arrays, first))


def each(change):
    """Return the formula that applies ``change`` to every array, in place of the transpose."""
    return lambda weights: numbered(map(change, weights))


AS_THEY_CAME = f"The arrays are as they came, (inputs, outputs). {SAY[13]}"

EXERCISE = Exercise(
    name="from_input_output",
    points=2,
    returns="a dict {l: array of shape (n_l, n_{l-1})} with a key for each l = 2..L",
    probes=probes,
    truth=lambda weights: numbered(turned(weights)),
    read=Keyed("W"),
    raises=True,
    mistakes=(
        Mistake(13, AS_THEY_CAME, lambda weights: numbered(weights)),
        Mistake(39, lambda weights: numbered(turned(weights), 1), lambda weights: numbered(turned(weights), 0)),
        Mistake(39, f"{SAY[39]} (Here they begin at 3.)", lambda weights: numbered(turned(weights), 3)),
        Mistake(
            13, f"{AS_THEY_CAME} {SAY[39]}", lambda weights: numbered(weights, 1), lambda weights: numbered(weights, 0)
        ),
        Mistake(
            "`reshape` pours the numbers, in their order, into another form; the transpose exchanges rows and columns.",
            each(lambda array: array.reshape(array.shape[::-1])),
        ),
        Mistake(
            "The inverse undoes a matrix; the transpose exchanges its rows and columns, `.T`.", each(np.linalg.pinv)
        ),
        Mistake(
            "Rows or columns were turned round; the transpose exchanges rows with columns.",
            each(np.flip),
            each(np.flipud),
            each(np.fliplr),
            each(np.rot90),
            each(lambda array: np.rot90(array, -1)),
            each(lambda array: array.T[::-1, ::-1]),
        ),
        Mistake(
            "Those are the new shapes; the arrays themselves are asked for.",
            each(lambda array: array.shape[::-1]),
        ),
        Mistake(
            "Every layer got the first array: layer l's array stands at weights[l - 2].",
            lambda weights: numbered(turned(weights[:1]) * len(weights)),
        ),
        Mistake(
            "Every layer got the last array: layer l's array stands at weights[l - 2].",
            lambda weights: numbered(turned(weights[-1:]) * len(weights)),
        ),
        Mistake(
            "Only layer 2 came out: go through all the arrays. (Is there a `return` inside the loop?)",
            lambda weights: numbered(turned(weights[:1])),
        ),
        Mistake(
            "Only the last layer is left: the dict must keep all of them.",
            lambda weights: numbered(turned(weights[-1:]), len(weights) + 1),
        ),
        Mistake("Every array went under one key: count the layers up.", lambda weights: numbered(turned(weights[-1:]))),
        Mistake(
            "Right for three layers only: go through all the arrays, however many there are.",
            lambda weights: {2: turned(weights)[0], 3: turned(weights)[1]},
        ),
        Mistake(
            "The layers are in the opposite order: the first array is that of layer 2.",
            lambda weights: numbered(turned(weights[::-1])),
        ),
        Mistake(
            13,
            f"The layers are in the opposite order, and the arrays as they came. {SAY[13]}",
            lambda weights: numbered(weights[::-1]),
        ),
        Mistake(
            38,
            "An index ran past the end of the list: it counts from 0, so layer l's array stands at weights[l - 2].",
            lambda: Raises("IndexError", "list index out of "),
        ),
        Mistake(
            "The last layer is missing: l runs from 2 to the number of arrays plus 1.",
            lambda weights: numbered(turned(weights[:-1])),
        ),
        Mistake(
            30,
            "The first array is missing: layer 2 gets weights[0].",
            lambda weights: numbered(turned(weights[1:]), 3),
        ),
        Mistake(
            38,
            "Every layer got the array of the next one: layer l's array stands at weights[l - 2].",
            lambda weights: numbered(turned(weights[1:])),
        ),
    ),
)
