"""What lesson 2 asks about loops: a sum over a sequence, and the layers in the order of backprop.

The true sum is taken in exact fractions.
"""

from fractions import Fraction

import numpy as np

from .exercise import Exercise, Mistake, Probe, Raises
from .messages import SAY

LESSON = "02_notation"

# total(a)


def total_probes(rng):
    def draw(group, n, what=""):
        return Probe(group, {"a": rng.uniform(0.5, 2, n) * rng.choice([-1, 1], n)}, what)

    return [
        draw("plain", 4),
        draw("plain", 6),
        draw("general", 9, "nine terms"),
        draw("general", 5, "five terms"),
        draw("edge", 1, "a single term"),
        draw("edge", 2, "two terms"),
    ]


total = Exercise(
    name="total",
    lesson=LESSON,
    points=1,
    returns="one number, the sum of all the entries",
    probes=total_probes,
    truth=lambda p: float(sum(map(Fraction, p["a"].tolist()))),
    mistakes=(
        Mistake(
            38,
            "The first term is missing: the maths counts from m = 1, the array from 0, so start at a[0].",
            lambda p, t: t - p["a"][0],
        ),
        Mistake(
            0,
            "The last term is missing: the loop must still run for the index len(a) - 1.",
            lambda p, t: t - p["a"][-1],
        ),
        Mistake(0, "The first and the last term are missing.", lambda p, t: p["a"][1:-1].sum()),
        Mistake(
            38,
            "The loop asked for an entry past the end: the array counts from 0, so its last index is len(a) - 1.",
            lambda p, t: Raises("IndexError"),
        ),
        Mistake(
            25,
            "Only the last term is left: each pass must add to the sum, not replace it.",
            lambda p, t: p["a"][-1],
        ),
        Mistake(
            0,
            "Only the first term came back: the `return` belongs behind the loop, not in it.",
            lambda p, t: p["a"][0],
        ),
        Mistake(0, "A sum, not a mean: do not divide.", lambda p, t: t / len(p["a"])),
        Mistake(0, "That adds up the indices; add the entries a[j].", lambda p, t: sum(range(len(p["a"])))),
        Mistake(0, "That adds up the indices; add the entries a[j].", lambda p, t: sum(range(len(p["a"]) + 1))),
        Mistake(0, "That counts the terms; add them up.", lambda p, t: len(p["a"])),
        Mistake(0, "One too many: the sum starts from 0.", lambda p, t: t + 1),
        Mistake(
            0,
            "The first term was counted twice: start from 0, or from a[0] and the second term.",
            lambda p, t: t + p["a"][0],
        ),
        Mistake(0, "The terms were multiplied: add them.", lambda p, t: p["a"].prod()),
        Mistake(0, "The terms were multiplied, and with a 0: add them, from 0.", lambda p, t: 0.0),
        Mistake(0, "Opposite sign: add each term.", lambda p, t: -t),
        Mistake(0, "The signs were lost: add the terms as they are.", lambda p, t: np.abs(p["a"]).sum()),
        Mistake(0, "Those are squares: add the terms themselves.", lambda p, t: p["a"] @ p["a"]),
        Mistake(0, "Every second term is missing: raise the index by 1, once a pass.", lambda p, t: p["a"][::2].sum()),
        Mistake(0, "These are all the sums on the way; only the last is asked for.", lambda p, t: p["a"].cumsum()),
    ),
)


# backward_order(L)


def backward_order_probes(rng):
    few, more, many = rng.choice([4, 5]), rng.choice([6, 7]), rng.integers(8, 15)
    return [
        Probe("plain", {"L": int(few)}),
        Probe("plain", {"L": int(more)}),
        Probe("general", {"L": int(many)}, "many layers"),
        Probe("general", {"L": 3}, "three layers"),
        Probe("edge", {"L": 2}, "two layers"),
    ]


def span(first, last):
    """Return the whole numbers from ``first`` to ``last``, both included, up or down."""
    step = 1 if first <= last else -1
    return list(range(first, last + step, step))


FORWARD = "This is the order of the forward pass; backprop begins at the output layer L."

backward_order = Exercise(
    name="backward_order",
    lesson=LESSON,
    points=1,
    returns="a list of layer numbers",
    probes=backward_order_probes,
    truth=lambda p: span(p["L"], 2),
    mistakes=(
        Mistake(39, SAY[39], lambda p, t: span(p["L"], 1)),
        Mistake(39, SAY[39], lambda p, t: span(p["L"], 0)),
        Mistake(39, SAY[39], lambda p, t: span(p["L"] - 1, 1)),
        Mistake(39, SAY[39], lambda p, t: span(p["L"] - 1, 0)),
        Mistake(30, SAY[30], lambda p, t: t[:-1]),
        Mistake(
            0,
            "The output layer is missing: its weights get a gradient too, and get it first.",
            lambda p, t: t[1:],
        ),
        Mistake(0, FORWARD, lambda p, t: t[::-1]),
        Mistake(39, f"{FORWARD} {SAY[39]}", lambda p, t: span(1, p["L"])),
        Mistake(39, f"{FORWARD} {SAY[39]}", lambda p, t: span(0, p["L"])),
        Mistake(39, f"{FORWARD} {SAY[39]}", lambda p, t: span(0, p["L"] - 1)),
        Mistake(39, f"{FORWARD} {SAY[39]}", lambda p, t: span(1, p["L"] - 1)),
        Mistake(0, f"{FORWARD} And L itself is missing: `range(2, L)` stops before L.", lambda p, t: t[:0:-1]),
        Mistake(
            0,
            "The list is empty: `range` counts down only with a third argument, a step of -1.",
            lambda p, t: [],
        ),
        Mistake(
            0,
            "It returned None. Either a `return` is missing, or it returns what `.reverse()` returns: that turns a "
            "list round in place and gives back nothing.",
            lambda p, t: None,
        ),
        *(Mistake(34, SAY[34], lambda p, t, L=L: span(L, 2)) for L in range(2, 15)),
    ),
)
