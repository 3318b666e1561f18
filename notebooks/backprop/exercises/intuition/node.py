"""`weighted_sum`: one node's input, checked in exact fractions."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ..exact import exact
from ..exercise import Exercise, Mistake, Probe

ONE_TERM = "Only one term was used: add up all of them."
ACTIVATED = "That is the node's activation; the sum z, before the activation function, is asked for."


def weighted_sum_probes(rng):
    def draw(group, n, what=""):
        w, a, b = rng.normal(size=n), rng.normal(size=n), float(rng.uniform(0.5, 2))
        side = -np.sign(w @ a + b)  # below 0, where a lost sign and each activation function change the number
        return Probe(group, {"w": side * w, "a": a, "b": float(side * b)}, what)

    return [
        draw("plain", 4),
        draw("plain", 4),
        draw("general", 7, "seven inputs"),
        draw("general", 2, "two inputs"),
        draw("edge", 1, "a single input"),
    ]


def terms(p):
    """Return w_k a_k for every k."""
    return p["w"] * p["a"]


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
            lambda p, t: terms(p) + p["b"],
        ),
        Mistake(0, "These are the terms, not yet their sum: add them up.", lambda p, t: terms(p)),
        Mistake(
            0,
            "A sum, not a mean: do not divide by the number of inputs.",
            lambda p, t: terms(p).mean() + p["b"],
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
        Mistake(0, "The activations are missing: each weight acts on its own.", lambda p, t: p["w"].sum() + p["b"]),
        Mistake(
            0,
            "Weights and activations were added; each pair is multiplied, and the products are added.",
            lambda p, t: (p["w"] + p["a"]).sum() + p["b"],
        ),
        Mistake(
            0,
            "Weights and activations were added; each pair is multiplied, and the products are added.",
            lambda p, t: p["w"] + p["a"] + p["b"],
        ),
        Mistake(0, "The terms were multiplied with each other: add them.", lambda p, t: terms(p).prod() + p["b"]),
        Mistake(0, ONE_TERM, lambda p, t: terms(p)[0] + p["b"]),
        Mistake(0, ONE_TERM, lambda p, t: terms(p)[-1] + p["b"]),
        Mistake(38, "The first term is missing: the maths counts from 1, arrays from 0.", lambda p, t: t - terms(p)[0]),
        Mistake(38, "The last term is missing: the loop ends one too early.", lambda p, t: t - terms(p)[-1]),
        Mistake(0, "The bias multiplies the sum; it is added.", lambda p, t: terms(p).sum() * p["b"]),
        Mistake(
            0,
            "The bias was added to each activation: it joins once, after the sum.",
            lambda p, t: (p["w"] * (p["a"] + p["b"])).sum(),
        ),
        Mistake(0, "These are all the sums on the way; only the last is asked for.", lambda p, t: terms(p).cumsum()),
        Mistake(
            0,
            "These are all the sums on the way; only the last is asked for.",
            lambda p, t: terms(p).cumsum() + p["b"],
        ),
        Mistake(0, "That is the bias alone: the weighted activations are missing.", lambda p, t: p["b"]),
        *(Mistake(0, ACTIVATED, lambda p, t, g=g: g(t)) for g in (tanh, sigmoid, relu)),
    ),
)
