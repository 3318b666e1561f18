"""weight_shapes(n): the shapes of all the weight arrays, from the layer sizes."""

import numpy as np

from ...calling.readers import Keyed
from ..exercise import EXACT, Exercise, Mistake, Raises
from ..messages import SAY
from .layer_sizes import L_IS, LAST_LAYER, PAST_THE_END, probes_of_sizes, shapes_of


def one_too_far(n, layers):
    """Return {l: (n[l], n[l - 1])} for each of the ``layers``: the sizes looked up one place too far on."""
    return {l: (n[l], n[l - 1]) for l in layers}


EXERCISE = Exercise(
    name="weight_shapes",
    points=2,
    returns="a dict {l: (n_l, n_{l-1})} with a key for each l = 2..L",
    tolerance=EXACT,
    probes=probes_of_sizes,
    truth=shapes_of,
    read=Keyed("shape"),
    raises=True,
    mistakes=(
        Mistake(13, lambda truth: {l: shape[::-1] for l, shape in truth.items()}),
        Mistake(
            39,
            lambda truth: {l - 1: shape for l, shape in truth.items()},
            lambda truth: {l - 2: shape for l, shape in truth.items()},
            lambda n: one_too_far(n, range(len(n))),
            lambda n, truth: {1: (n[0], n[-1]), **truth},
            lambda n, truth: {1: (n[0], n[-1]), **{l: shape for l, shape in truth.items() if l < len(n)}},
            lambda n, truth: {1: (n[0], n[0]), **truth},
            lambda n, truth: {1: (n[0], 1), **truth},
            lambda n, truth: {1: (n[0], 0), **truth},
        ),
        Mistake(
            13,
            f"{SAY[13]} {SAY[39]}",
            lambda truth: {l - 1: shape[::-1] for l, shape in truth.items()},
            lambda truth: {l - 2: shape[::-1] for l, shape in truth.items()},
        ),
        Mistake(L_IS, lambda n: {l: (n[l - 1], n[l - 2]) for l in range(2, max(n) + 1)}),
        Mistake(38, PAST_THE_END, lambda: Raises("IndexError", "list index out of ")),
        Mistake(
            38,
            "The list counts from 0: n_l stands at n[l - 1]. These are the next layer's sizes, the last missing.",
            lambda n: one_too_far(n, range(2, len(n))),
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
            lambda n, truth: {len(n): truth[len(n)]},
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
            lambda truth: dict(truth.values()),
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
        Mistake(
            "The bias is no column of W: it has its own vector b[l], of length n_l.",
            lambda truth: {l: (rows, columns + 1) for l, (rows, columns) in truth.items()},
        ),
        Mistake(
            "That is how many weights there are; a shape is the pair (rows, columns).",
            lambda truth: {l: rows * columns for l, (rows, columns) in truth.items()},
        ),
        Mistake(
            "The two sizes were added; a shape is the pair (rows, columns).",
            lambda truth: {l: rows + columns for l, (rows, columns) in truth.items()},
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
