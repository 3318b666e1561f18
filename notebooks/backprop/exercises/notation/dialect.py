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
    truth=lambda p: numbered(turned(p)),
    read=Keyed("W"),
    mistakes=(
        Mistake(13, AS_THEY_CAME, lambda p, t: numbered(p["weights"])),
        Mistake(39, SAY[39], lambda p, t: numbered(turned(p), 1)),
        Mistake(39, SAY[39], lambda p, t: numbered(turned(p), 0)),
        Mistake(39, f"{SAY[39]} (Here they begin at 3.)", lambda p, t: numbered(turned(p), 3)),
        Mistake(13, f"{AS_THEY_CAME} {SAY[39]}", lambda p, t: numbered(p["weights"], 1)),
        Mistake(13, f"{AS_THEY_CAME} {SAY[39]}", lambda p, t: numbered(p["weights"], 0)),
        Mistake(
            0,
            "`reshape` pours the numbers, in their order, into another form; the transpose exchanges rows and columns.",
            lambda p, t: numbered([array.reshape(array.shape[::-1]) for array in p["weights"]]),
        ),
        *(
            Mistake(0, TURNED_OVER, lambda p, t, f=f: numbered([f(array) for array in p["weights"]]))
            for f in (np.flip, np.flipud, np.fliplr, np.rot90, lambda array: array.T[::-1, ::-1])
        ),
        Mistake(0, TURNED_OVER, lambda p, t: numbered([np.rot90(array, -1) for array in p["weights"]])),
        Mistake(
            0,
            "Those are the new shapes; the arrays themselves are asked for.",
            lambda p, t: numbered([array.shape[::-1] for array in p["weights"]]),
        ),
        Mistake(
            0,
            "Every layer got the first array: layer l's array stands at weights[l - 2].",
            lambda p, t: numbered([turned(p)[0]] * len(p["weights"])),
        ),
        Mistake(
            0,
            "Only layer 2 came out: go through all the arrays. (Is there a `return` inside the loop?)",
            lambda p, t: numbered(turned(p)[:1]),
        ),
        Mistake(
            0,
            "Only the last layer is left: the dict must keep all of them.",
            lambda p, t: numbered(turned(p)[-1:], len(p["weights"]) + 1),
        ),
        Mistake(0, "Every array went under one key: count the layers up.", lambda p, t: numbered(turned(p)[-1:])),
        Mistake(
            0,
            "Right for three layers only: go through all the arrays, however many there are.",
            lambda p, t: numbered([turned(p)[0], turned(p)[1]]),
        ),
        Mistake(
            0,
            "The layers are in the opposite order: the first array is that of layer 2.",
            lambda p, t: numbered(turned(p)[::-1]),
        ),
        Mistake(
            13,
            f"The layers are in the opposite order, and the arrays as they came. {SAY[13]}",
            lambda p, t: numbered(p["weights"][::-1]),
        ),
        Mistake(
            38,
            "An index ran past the end of the list: it counts from 0, so layer l's array stands at weights[l - 2].",
            lambda p, t: Raises("IndexError", "out of "),
        ),
        Mistake(
            0,
            "The last layer is missing: l runs from 2 to the number of arrays plus 1.",
            lambda p, t: numbered(turned(p)[:-1]),
        ),
        Mistake(
            30,
            "The first array is missing: layer 2 gets weights[0].",
            lambda p, t: numbered(turned(p)[1:], 3),
        ),
        Mistake(
            38,
            "Every layer got the array of the next one: layer l's array stands at weights[l - 2].",
            lambda p, t: numbered(turned(p)[1:]),
        ),
    ),
)
