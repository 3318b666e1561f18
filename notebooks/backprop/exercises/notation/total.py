"""total(a): a sum by a loop, checked in exact fractions."""

from fractions import Fraction

import numpy as np

from ..draws import until
from ..exercise import Exercise, Mistake, Probe, Raises


def probes(rng):
    def draw(group, n, what="", twice=False):
        a = until(lambda a: abs(a.sum()) > 0.3, lambda: rng.uniform(0.5, 2, n) * rng.choice([-1, 1], n))
        if twice:
            a[-2] = a[1]
        return Probe(group, {"a": a}, what)

    return [
        draw("plain", 4),
        draw("plain", 6),
        draw("general", 9, "nine terms, one of them twice", twice=True),
        draw("general", 5, "five terms"),
        draw("edge", 1, "a single term"),
        draw("edge", 2, "two terms"),
    ]


EXERCISE = Exercise(
    name="total",
    points=1,
    returns="one number, the sum of all the entries",
    probes=probes,
    truth=lambda a: float(sum(map(Fraction, a.tolist()))),
    raises=True,
    mistakes=(
        Mistake(
            38,
            "The first term is missing: the maths counts from m = 1, the array from 0, so start at a[0].",
            lambda a, truth: truth - a[0],
        ),
        Mistake(
            "The last term is missing: the loop must still run for the index len(a) - 1.",
            lambda a, truth: truth - a[-1],
        ),
        Mistake("The first and the last term are missing.", lambda a: a[1:-1].sum()),
        Mistake(
            38,
            "An entry past the end was asked for: the array counts from 0, so its last index is len(a) - 1.",
            lambda a: Raises("IndexError", f"index {len(a)} is out of bounds"),
            lambda: Raises("IndexError", "list index out of range"),
        ),
        Mistake(
            25,
            "Only the last term is left: each pass must add to the sum, not replace it.",
            lambda a: a[-1],
        ),
        Mistake(
            "Only the first term came back: the `return` belongs behind the loop, not in it.",
            lambda a: a[0],
        ),
        Mistake("A sum, not a mean: do not divide.", lambda a, truth: truth / len(a)),
        Mistake(
            "That adds up the indices; add the entries a[j].",
            lambda a: sum(range(len(a))),
            lambda a: sum(range(len(a) + 1)),
        ),
        Mistake("That counts the terms; add them up.", lambda a: len(a)),
        Mistake("One too many: the sum starts from 0.", lambda truth: truth + 1),
        Mistake(
            "The first term was counted twice: start from 0, or from a[0] and the second term.",
            lambda a, truth: truth + a[0],
        ),
        Mistake("The terms were multiplied: add them.", lambda a: a.prod()),
        Mistake(
            "0 came out, whatever the terms: is each new sum stored? (Or were they multiplied with a 0?)",
            lambda: 0.0,
        ),
        Mistake(
            38,
            "The index itself was multiplied in: add the entries as they are.",
            lambda a: a @ np.arange(len(a)),
            lambda a: a @ np.arange(1, len(a) + 1),
        ),
        Mistake("The first entry was added again and again: the index must move.", lambda a: a[0] * len(a)),
        Mistake("That is the largest entry; the sum of all is asked for.", lambda a: a.max()),
        Mistake(
            "Right for four terms only: go on to the last, however many there are.",
            lambda a: a[:4].sum(),
            lambda a: a[0] + a[1] + a[2] + a[3],
        ),
        Mistake("Opposite sign: add each term.", lambda truth: -truth),
        Mistake("The signs were lost: add the terms as they are.", lambda a: np.abs(a).sum()),
        Mistake(
            "Only some of the terms were added, by their sign: all of them count.",
            lambda a: a[a > 0].sum(),
            lambda a: a[a < 0].sum(),
        ),
        Mistake(
            "A term that comes twice was added once: a set keeps each number only once, a sum counts all.",
            lambda a: sum(set(a.tolist())),
        ),
        Mistake("Those are squares: add the terms themselves.", lambda a: a @ a),
        Mistake(
            "Every second term is missing: raise the index by 1, once a pass.",
            lambda a: a[::2].sum(),
            lambda a: a[1::2].sum(),
        ),
        Mistake("These are all the sums on the way; only the last is asked for.", lambda a: a.cumsum()),
    ),
)
