"""weight_vector(W, l, j): the weights into one node, a row."""

import numpy as np

from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .layer_sizes import LAYER_FIRST, OWN_NUMBER, random_weights


def probes(rng):
    def draw(group, n, l, j, what=""):
        return Probe(group, {"W": random_weights(rng, n), "l": l, "j": int(j)}, what)

    return [
        draw("plain", [4, 5, 3], 3, 1),
        draw("plain", [4, 5, 3], 2, 2),  # not the middle row, which is the same counted from the end
        draw("general", [3, 3, 3, 3], 3, 2, "layer 3 of a square network"),
        draw("general", [3, 3, 3, 3], 4, 1, "layer 4 of a square network"),
        draw("general", [2, 4, 3, 5], 4, 5, "the last node"),
        draw("edge", [3, 2, 1], 3, 1, "a layer of one node"),
        draw("edge", [1, 4, 2], 2, 3, "one input"),
    ]


NEXT_ROW = f"{SAY[38]} (This is the row of node j + 1.)"
COLUMN = f"That is a column, the weights out of one node; the weights into node j are a row. {SAY[13]}"
UP_TO = "These are several rows, cut out by a slice: take the one row of node j."
DEEP = "The right numbers with a dimension too many: shape (n_{l-1},) is asked for, one row of W[l]."

EXERCISE = Exercise(
    name="weight_vector",
    points=1,
    returns="the weights into node j, shape (n_{l-1},)",
    probes=probes,
    truth=lambda W, l, j: dict(enumerate(W[l].tolist(), 1))[j],
    mistakes=(
        Mistake(38, NEXT_ROW, lambda W, l, j: W[l][j]),
        Mistake(38, f"{SAY[38]} (This is the row of node j - 1.)", lambda W, l, j: W[l][j - 2]),
        Mistake(38, f"{SAY[38]} (This is the row of node j + 2.)", lambda W, l, j: W[l][j + 1]),
        Mistake("Row -j is counted from the end; node j's is row j - 1.", lambda W, l, j: W[l][-j]),
        Mistake(
            "That is one weight of the row: the whole row is asked for. (A `return` inside the loop?)",
            lambda truth: truth[0],
            lambda truth: truth[-1],
            lambda truth, j: truth[j - 1],
        ),
        Mistake(13, COLUMN, lambda W, l, j: W[l][:, j - 1]),
        Mistake(13, f"{COLUMN} {SAY[38]}", lambda W, l, j: W[l][:, j]),
        Mistake(13, f"{COLUMN} {OWN_NUMBER}", lambda W, l, j: W[l + 1][:, j - 1]),
        Mistake(
            OWN_NUMBER,
            lambda W, l, j: W[l - 1][j - 1],
            lambda W, l, j: W[l + 1][j - 1],
            lambda W, l, j: W[l - 2][j - 1],
        ),
        Mistake("Always the first node's weights: take row j - 1.", lambda W, l: W[l][0]),
        Mistake("Always layer 2: take the weights of layer l.", lambda W, j: W[2][j - 1]),
        Mistake(LAYER_FIRST, lambda W, j: W[j - 1], lambda W, j: W[j]),
        Mistake(
            "A row has as many entries as the layer before has nodes, not as many as this one.",
            lambda W, l, j: [W[l][j - 1][k] for k in range(len(W[l]))],
        ),
        Mistake("That is the whole matrix: take the row of node j.", lambda W, l: W[l], lambda W, l: W[l].T),
        Mistake(UP_TO, lambda W, l, j: W[l][:j], lambda W, l, j: W[l][j:], lambda W, l, j: W[l][j - 1 :]),
        Mistake(38, "The first weight is missing: k begins at 1, columns at 0.", lambda truth: truth[1:]),
        Mistake(38, "The last weight is missing: the loop ends one too early.", lambda truth: truth[:-1]),
        Mistake("Always the last node's weights: take row j - 1.", lambda W, l: W[l][-1]),
        Mistake(DEEP, lambda truth: [truth], lambda truth: np.transpose([truth])),
        Mistake("The numbers are right, in the opposite order.", lambda truth: truth[::-1]),
        Mistake("That is the sum of the weights into node j; the weights are asked for.", lambda truth: sum(truth)),
    ),
)
