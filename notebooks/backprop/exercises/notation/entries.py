"""What lesson 2 asks about a single weight."""

from itertools import pairwise

import numpy as np

from ..exercise import Exercise, Mistake, Probe, Raises
from ..messages import SAY

LESSON = "02_notation"


def random_weights(rng, n):
    """Return {l: normal array of shape (n_l, n_{l-1})} for the layer sizes ``n``."""
    return {l: rng.normal(size=(after, before)) for l, (before, after) in enumerate(pairwise(n), 2)}


# weight(W, l, j, k)


def weight_probes(rng):
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


def weight_truth(l, W, j, k):
    """Return the entry; where the maths has none, the exception: searched for by counting from 1."""
    if l not in W:
        return Raises("KeyError")
    rows = dict(enumerate(W[l], 1))
    return dict(enumerate(rows.get(j, ()), 1)).get(k, Raises("IndexError"))


GUARDS = {  # when a function raises IndexError of its own accord, given j, k and the shape (n_l, n_{l-1})
    "none": lambda j, k, n, m: False,
    "whole": lambda j, k, n, m: not (1 <= j <= n and 1 <= k <= m),
    "turned": lambda j, k, n, m: not (1 <= j <= m and 1 <= k <= n),
    "below 1": lambda j, k, n, m: j < 1 or k < 1,
    "zero": lambda j, k, n, m: j == 0 or k == 0,
    "below 0": lambda j, k, n, m: j < 0 or k < 0,
    "both": lambda j, k, n, m: j < 1 and k < 1,
    "j": lambda j, k, n, m: j < 1,
    "k": lambda j, k, n, m: k < 1,
    "too large": lambda j, k, n, m: j > n or k > m,
    "from 0": lambda j, k, n, m: not (0 <= j < n and 0 <= k < m),
    "one short": lambda j, k, n, m: not (1 <= j < n and 1 <= k < m),
}


def looked_up(place, guard="none", shift=0):
    """Return the mistake that reads ``place(j, k)`` of W[l + shift], behind one of the GUARDS."""

    def wrong(W, l, j, k):
        W_l, j, k = W[l + shift], j, k
        return Raises("IndexError") if GUARDS[guard](j, k, *W_l.shape) else W_l[place(j, k)]

    return wrong


FELL_THROUGH = f"{SAY[38]} (An index of 0 or below brought an entry counted from the end.)"
REFUSED = (
    f"{SAY[38]} (It refused a weight that is there: the last row and column count too, j = n_l and k = n_{{l-1}}.)"
)
TURNED_GUARD = f"The number is right, and the test before it mixes up j and k. {SAY[13]}"
OWN_NUMBER = "W is keyed by the layer's own number: the weights into layer l are W[l]."
PLACES = (
    (38, SAY[38], lambda j, k: (j, k)),
    (38, f"{SAY[38]} (The row is right, the column is one too far.)", lambda j, k: (j - 1, k)),
    (38, f"{SAY[38]} (The column is right, the row is one too far.)", lambda j, k: (j, k - 1)),
    (13, SAY[13], lambda j, k: (k - 1, j - 1)),
    (13, f"{SAY[13]} {SAY[38]}", lambda j, k: (k, j)),
)


def one_less(j, k):
    """Return where w_jk stands in an array."""
    return j - 1, k - 1


weight = Exercise(
    name="weight",
    lesson=LESSON,
    points=2,
    returns="one number, the weight w_jk of layer l",
    probes=weight_probes,
    truth=weight_truth,
    mistakes=(
        Mistake(38, REFUSED, looked_up(one_less, "from 0"), looked_up(one_less, "one short")),
        Mistake(13, TURNED_GUARD, looked_up(one_less, "turned")),
        *(
            Mistake(38, FELL_THROUGH, looked_up(one_less, guard))
            for guard in GUARDS
            if guard not in ("whole", "below 1", "turned", "from 0", "one short")
        ),
        *(Mistake(number, say, looked_up(place, guard)) for number, say, place in PLACES for guard in GUARDS),
        *(
            Mistake(OWN_NUMBER, looked_up(one_less, guard, s))
            for s in (-1, 1, -2)
            for guard in ("none", "whole", "below 1")
        ),
        *(Mistake(38, f"{OWN_NUMBER} {SAY[38]}", looked_up(lambda j, k: (j, k), "none", s)) for s in (-1, 1)),
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
