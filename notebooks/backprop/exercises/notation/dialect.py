"""What lesson 2 asks about another convention: weights stored as (inputs, outputs), turned into this course's."""

from itertools import pairwise

import numpy as np

from ...calling.readers import Keyed
from ..exercise import Exercise, Mistake, Probe, Raises
from ..messages import SAY

LESSON = "02_notation"

# from_input_output(weights)


def from_input_output_probes(rng):
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


def turned(p):
    """Return the arrays with rows and columns exchanged, number by number."""
    return [[list(column) for column in zip(*array.tolist(), strict=True)] for array in p["weights"]]


def numbered(arrays, first=2):
    """Return {l: array}, counted from ``first``."""
    return dict(enumerate(arrays, first))


TURNED_OVER = "Rows or columns were turned round; the transpose exchanges rows with columns."
AS_THEY_CAME = f"The arrays are as they came, (inputs, outputs). {SAY[13]}"

from_input_output = Exercise(
    name="from_input_output",
    lesson=LESSON,
    points=2,
    returns="a dict {l: array of shape (n_l, n_{l-1})} with a key for each l = 2..L",
    probes=from_input_output_probes,
    truth=lambda probe: numbered(turned(probe)),
    read=Keyed("W"),
    mistakes=(
        Mistake(13, AS_THEY_CAME, lambda weights: numbered(weights)),
        Mistake(39, lambda probe: numbered(turned(probe), 1), lambda probe: numbered(turned(probe), 0)),
        Mistake(39, f"{SAY[39]} (Here they begin at 3.)", lambda probe: numbered(turned(probe), 3)),
        Mistake(
            13, f"{AS_THEY_CAME} {SAY[39]}", lambda weights: numbered(weights, 1), lambda weights: numbered(weights, 0)
        ),
        Mistake(
            "`reshape` pours the numbers, in their order, into another form; the transpose exchanges rows and columns.",
            lambda weights: numbered([array.reshape(array.shape[::-1]) for array in weights]),
        ),
        *(
            Mistake(TURNED_OVER, (lambda f: lambda weights: numbered([f(array) for array in weights]))(f))
            for f in (np.flip, np.flipud, np.fliplr, np.rot90, lambda array: array.T[::-1, ::-1])
        ),
        Mistake(TURNED_OVER, lambda weights: numbered([np.rot90(array, -1) for array in weights])),
        Mistake(
            "Those are the new shapes; the arrays themselves are asked for.",
            lambda weights: numbered([array.shape[::-1] for array in weights]),
        ),
        Mistake(
            "Every layer got the first array: layer l's array stands at weights[l - 2].",
            lambda weights, probe: numbered([turned(probe)[0]] * len(weights)),
        ),
        Mistake(
            "Only layer 2 came out: go through all the arrays. (Is there a `return` inside the loop?)",
            lambda probe: numbered(turned(probe)[:1]),
        ),
        Mistake(
            "Only the last layer is left: the dict must keep all of them.",
            lambda weights, probe: numbered(turned(probe)[-1:], len(weights) + 1),
        ),
        Mistake("Every array went under one key: count the layers up.", lambda probe: numbered(turned(probe)[-1:])),
        Mistake(
            "Right for three layers only: go through all the arrays, however many there are.",
            lambda probe: numbered([turned(probe)[0], turned(probe)[1]]),
        ),
        Mistake(
            "The layers are in the opposite order: the first array is that of layer 2.",
            lambda probe: numbered(turned(probe)[::-1]),
        ),
        Mistake(
            13,
            f"The layers are in the opposite order, and the arrays as they came. {SAY[13]}",
            lambda weights: numbered(weights[::-1]),
        ),
        Mistake(
            38,
            "An index ran past the end of the list: it counts from 0, so layer l's array stands at weights[l - 2].",
            lambda: Raises("IndexError", "out of "),
        ),
        Mistake(
            "The last layer is missing: l runs from 2 to the number of arrays plus 1.",
            lambda probe: numbered(turned(probe)[:-1]),
        ),
        Mistake(
            30,
            "The first array is missing: layer 2 gets weights[0].",
            lambda probe: numbered(turned(probe)[1:], 3),
        ),
        Mistake(
            38,
            "Every layer got the array of the next one: layer l's array stands at weights[l - 2].",
            lambda probe: numbered(turned(probe)[1:]),
        ),
    ),
)
