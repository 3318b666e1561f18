"""`weighted_sum`: one node's input, checked in exact fractions."""

import numpy as np

from ..exact import exact
from ..exercise import Exercise, Mistake, Probe


def weighted_sum_probes(rng):
    def draw(group, n, what=""):
        return Probe(group, {"w": rng.normal(size=n), "a": rng.normal(size=n), "b": float(rng.uniform(0.5, 2))}, what)

    return [
        draw("plain", 4),
        draw("plain", 4),
        draw("general", 7, "seven inputs"),
        draw("general", 2, "two inputs"),
        draw("edge", 1, "a single input"),
    ]


weighted_sum = Exercise(
    name="weighted_sum",
    lesson="01_intuition",
    points=1,
    returns="one number",
    probes=weighted_sum_probes,
    truth=lambda p: exact([*p["w"], p["b"]], [*p["a"], 1]),
    mistakes=(
        Mistake(0, "The sum is right, and the bias is missing: add b to it.", lambda p, t: t - p["b"]),
        Mistake(
            0,
            "The bias joined every term: add it once, after the sum.",
            lambda p, t: t + (len(p["w"]) - 1) * p["b"],
        ),
        Mistake(0, "The bias was subtracted: add it.", lambda p, t: t - 2 * p["b"]),
        Mistake(
            0,
            "These are the terms, not yet their sum: add them up.",
            lambda p, t: p["w"] * p["a"] + p["b"],
        ),
        Mistake(0, "These are the terms, not yet their sum: add them up.", lambda p, t: p["w"] * p["a"]),
        Mistake(
            0,
            "A sum, not a mean: do not divide by the number of inputs.",
            lambda p, t: np.mean(p["w"] * p["a"]) + p["b"],
        ),
        Mistake(
            0,
            "Each weight belongs to one activation: multiply them pair by pair, then add.",
            lambda p, t: p["w"].sum() * p["a"].sum() + p["b"],
        ),
        Mistake(
            0,
            "The weights are missing: each activation counts by its weight.",
            lambda p, t: p["a"].sum() + p["b"],
        ),
        Mistake(
            0,
            "An outer product has every pair of weight and activation; the sum needs w_k with a_k only.",
            lambda p, t: np.outer(p["w"], p["a"]) + p["b"],
        ),
    ),
)
