"""What lesson 2 asks about loops: a sum over a sequence, checked in exact fractions."""

from fractions import Fraction

import numpy as np

from ..exercise import Exercise, Mistake, Probe, Raises

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
            lambda p, t: Raises("IndexError", "out of "),
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
        Mistake(
            0,
            "0 came out, whatever the terms: is each new sum stored? (Or were they multiplied with a 0?)",
            lambda p, t: 0.0,
        ),
        Mistake(
            38,
            "The index itself was multiplied in: add the entries as they are.",
            lambda p, t: p["a"] @ np.arange(len(p["a"])),
        ),
        Mistake(
            38,
            "The index itself was multiplied in: add the entries as they are.",
            lambda p, t: p["a"] @ np.arange(1, len(p["a"]) + 1),
        ),
        Mistake(
            0, "The first entry was added again and again: the index must move.", lambda p, t: p["a"][0] * len(p["a"])
        ),
        Mistake(0, "That is the largest entry; the sum of all is asked for.", lambda p, t: p["a"].max()),
        Mistake(
            0, "Right for four terms only: go on to the last, however many there are.", lambda p, t: p["a"][:4].sum()
        ),
        Mistake(0, "Opposite sign: add each term.", lambda p, t: -t),
        Mistake(0, "The signs were lost: add the terms as they are.", lambda p, t: np.abs(p["a"]).sum()),
        Mistake(0, "Those are squares: add the terms themselves.", lambda p, t: p["a"] @ p["a"]),
        Mistake(0, "Every second term is missing: raise the index by 1, once a pass.", lambda p, t: p["a"][::2].sum()),
        Mistake(0, "Every second term is missing: raise the index by 1, once a pass.", lambda p, t: p["a"][1::2].sum()),
        Mistake(0, "These are all the sums on the way; only the last is asked for.", lambda p, t: p["a"].cumsum()),
    ),
)
