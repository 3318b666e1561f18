"""weight(W, l, j, k): a single weight, looked up as the maths counts."""

import numpy as np

from ..exercise import Exercise, Mistake, Probe, Raises
from ..messages import SAY
from .layer_sizes import LAYER_FIRST, OWN_NUMBER, random_weights


def probes(rng):
    def draw(group, n, l, j, k, what=""):
        return Probe(group, {"W": random_weights(rng, n), "l": l, "j": int(j), "k": int(k)}, what)

    def two_of(n):  # j and k differ and would fit the other way round too, so that a transpose shows in the value
        return rng.permutation(np.arange(1, n + 1))[:2]

    return [
        draw("plain", [4, 5, 3], 3, *two_of(2)),  # neither plain one in the last row or column
        draw("plain", [4, 5, 3], 2, *two_of(3)),
        *(draw("general", [3, 3, 3, 3], l, *two_of(2), f"layer {l} of a square network") for l in (2, 3, 4)),
        draw("general", [2, 4, 3, 5], 4, 5, 3, "the last row and column"),
        draw("general", [4, 5, 3], 3, 3, 1, "the last row"),  # a test that mixes up j and k lets this one pass
        draw("general", [4, 5, 3], 2, 1, 1, "the first row and column"),
        draw("edge", [4, 5, 3], 3, 0, 2, "j = 0"),
        draw("edge", [4, 5, 3], 3, 2, 0, "k = 0"),
        draw("edge", [4, 5, 3], 3, -1, 2, "j negative"),
        draw("edge", [4, 5, 3], 3, 2, -2, "k negative"),
        draw("edge", [4, 5, 3], 3, 4, 2, "j too large"),
        draw("edge", [4, 5, 3], 2, 2, 5, "k too large"),
        draw("edge", [4, 5, 3], 1, 1, 2, "the input layer, which has no weights"),
        draw("edge", [4, 5, 3], 4, 1, 2, "a layer that is not there"),
    ]


def truth(W, l, j, k):
    """Return the entry; where the maths has none, the exception: searched for by counting from 1."""
    if l not in W:
        return Raises("KeyError")
    rows = dict(enumerate(W[l], 1))
    return dict(enumerate(rows.get(j, ()), 1)).get(k, Raises("IndexError"))


def one_less(j, k):
    """Return where w_jk stands in an array."""
    return j - 1, k - 1


def behind(test):
    """Return the formula that looks w_jk up, and refuses where ``test(j, k, n_l, n_{l-1})`` fails."""
    return lambda W, l, j, k: W[l][one_less(j, k)] if test(j, k, *W[l].shape) else Raises("IndexError")


FELL_THROUGH = f"{SAY[38]} (An index of 0 or below brought an entry counted from the end.)"
FIRST_REFUSED = "(It refused a weight that is there: the first row and the first column have the number 1.)"
REFUSED = (
    f"{SAY[38]} (It refused a weight that is there: the last row and column count too, j = n_l and k = n_{{l-1}}.)"
)
TURNED_TEST = f"The number is right, and the test before it mixes up j and k. {SAY[13]}"

# What a learner tests before looking in the wrong place needs no rows: every formula below stops where there is no such
# layer, and one that stops on some probe excuses a function that raises on others too (`recognition.explains`). Only
# where the place is right does the test itself show: it refuses a weight that is there.
EXERCISE = Exercise(
    name="weight",
    points=2,
    returns="one number, the weight w_jk of layer l",
    probes=probes,
    truth=truth,
    raises=True,
    mistakes=(
        Mistake(38, REFUSED, behind(lambda j, k, n, m: 0 <= j < n and 0 <= k < m)),
        Mistake(38, f"{SAY[38]} {FIRST_REFUSED}", behind(lambda j, k, n, m: j > 1 and k > 1)),
        Mistake(13, TURNED_TEST, behind(lambda j, k, n, m: 1 <= j <= m and 1 <= k <= n)),
        Mistake(
            38,
            "0 is refused, as it must be; a negative index is not, and brought an entry counted from the end.",
            behind(lambda j, k, n, m: j != 0 and k != 0),
        ),
        Mistake(
            38,
            "Negative indices are refused, as they must be; 0 is not, and brought an entry counted from the end.",
            behind(lambda j, k, n, m: j >= 0 and k >= 0),
        ),
        Mistake(
            38,
            "j is looked at, and k is not: what the maths does not have must be refused for both.",
            behind(lambda j, k, n, m: j >= 1),
            behind(lambda j, k, n, m: j != 0),
        ),
        Mistake(
            38,
            "k is looked at, and j is not: what the maths does not have must be refused for both.",
            behind(lambda j, k, n, m: k >= 1),
            behind(lambda j, k, n, m: k != 0),
        ),
        Mistake(38, FELL_THROUGH, lambda W, l, j, k: W[l][one_less(j, k)]),
        Mistake(38, lambda W, l, j, k: W[l][j, k]),
        Mistake(38, f"{SAY[38]} (The row is right, the column is one too far.)", lambda W, l, j, k: W[l][j - 1, k]),
        Mistake(38, f"{SAY[38]} (The column is right, the row is one too far.)", lambda W, l, j, k: W[l][j, k - 1]),
        Mistake(13, lambda W, l, j, k: W[l][k - 1, j - 1]),
        Mistake(13, f"{SAY[13]} {SAY[38]}", lambda W, l, j, k: W[l][k, j]),
        Mistake(
            OWN_NUMBER,
            lambda W, l, j, k: W[l - 1][one_less(j, k)],
            lambda W, l, j, k: W[l + 1][one_less(j, k)],
            lambda W, l, j, k: W[l - 2][one_less(j, k)],
        ),
        Mistake(38, f"{OWN_NUMBER} {SAY[38]}", lambda W, l, j, k: W[l - 1][j, k], lambda W, l, j, k: W[l + 1][j, k]),
        Mistake(LAYER_FIRST, lambda W, j: W[j - 1], lambda W, j: W[j]),
        Mistake("That is the whole vector w_j: take its entry k.", lambda W, l, j: W[l][j - 1]),
        Mistake(
            f"That is a column, the weights out of node k: take its entry j. {SAY[13]}",
            lambda W, l, k: W[l][:, k - 1],
        ),
        Mistake("That is the whole matrix: take row j and column k of it.", lambda W, l: W[l]),
        Mistake(
            "l and j changed places: the layer is the dict's key, j counts the rows.",
            lambda W, j, l, k: W[j][l - 1, k - 1],
        ),
        Mistake(
            "That is an array around the weight, cut out by a slice; the number itself is asked for.",
            lambda W, l, j, k: W[l][j - 1 : j, k - 1 : k],
        ),
    ),
)
