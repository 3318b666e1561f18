"""`node_input`: one node's weighted sum, checked in exact fractions."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ..exact import exact
from ..exercise import Exercise, Mistake, Probe
from .draws import apart

ACTIVATED = "That is the node's activation; its input is what goes into the activation function."


ADDED = "Weights and activations were added; each pair is multiplied, and the products are added."
INSIDE = "The bias was added inside every product: it joins once, after the sum."


def node_input_probes(rng):
    def draw(group, n, what=""):
        w_j, a_prev, b_j = rng.normal(size=n), rng.normal(size=n), float(apart(rng, 0.4, 1.5))
        side = -np.sign(w_j @ a_prev + b_j)  # below 0, where each activation function changes the number
        return Probe(group, {"w_j": side * w_j, "a_prev": a_prev, "b_j": float(side * b_j)}, what)

    return [
        draw("plain", 4),
        draw("plain", 4),
        draw("general", 7, "seven nodes before it"),
        draw("general", 2, "two nodes before it"),
        draw("edge", 1, "one node before it"),
    ]


def terms(p):
    """Return w_jk a_k for every k."""
    return p["w_j"] * p["a_prev"]


node_input = Exercise(
    name="node_input",
    lesson="03_observations",
    points=1,
    returns="one number",
    probes=node_input_probes,
    truth=lambda p: exact([*p["w_j"], p["b_j"]], [*p["a_prev"], 1]),
    mistakes=(
        Mistake(0, "The sum is right, and the bias is missing: add b_j.", lambda p, t: t - p["b_j"]),
        Mistake(0, "The bias was subtracted: add it.", lambda p, t: t - 2 * p["b_j"]),
        Mistake(
            0,
            "The bias joined every term: add it once, after the sum.",
            lambda p, t: t + (len(p["w_j"]) - 1) * p["b_j"],
        ),
        Mistake(0, "These are the terms, not yet their sum: add them up.", lambda p, t: terms(p) + p["b_j"]),
        Mistake(0, "These are the terms, not yet their sum: add them up.", lambda p, t: terms(p)),
        Mistake(0, "A sum, not a mean: do not divide by the number of nodes.", lambda p, t: terms(p).mean() + p["b_j"]),
        Mistake(
            0,
            "Each weight belongs to one activation: multiply pair by pair, then add.",
            lambda p, t: p["w_j"].sum() * p["a_prev"].sum() + p["b_j"],
        ),
        Mistake(
            0,
            "The weights are missing: each activation counts by its weight.",
            lambda p, t: p["a_prev"].sum() + p["b_j"],
        ),
        Mistake(0, "The activations are missing: each weight acts on its own.", lambda p, t: p["w_j"].sum() + p["b_j"]),
        Mistake(
            0,
            "An outer product has every pair; the sum needs w_jk with a_k only.",
            lambda p, t: np.outer(p["w_j"], p["a_prev"]) + p["b_j"],
        ),
        Mistake(0, "Only one term was used: add up all of them.", lambda p, t: terms(p)[0] + p["b_j"]),
        Mistake(0, "Only one term was used: add up all of them.", lambda p, t: terms(p)[-1] + p["b_j"]),
        Mistake(38, "The first term is missing: the maths counts from 1, arrays from 0.", lambda p, t: t - terms(p)[0]),
        Mistake(38, "The last term is missing: the loop ends one too early.", lambda p, t: t - terms(p)[-1]),
        *(
            Mistake(0, ADDED, f)
            for f in (
                lambda p, t: (p["w_j"] + p["a_prev"]).sum() + p["b_j"],
                lambda p, t: p["w_j"] + p["a_prev"] + p["b_j"],
            )
        ),
        Mistake(0, "The terms were multiplied with each other: add them.", lambda p, t: terms(p).prod() + p["b_j"]),
        Mistake(0, INSIDE, lambda p, t: (p["w_j"] * (p["a_prev"] + p["b_j"])).sum()),
        Mistake(0, INSIDE, lambda p, t: ((p["w_j"] + p["b_j"]) * p["a_prev"]).sum()),
        Mistake(0, "The bias was added twice.", lambda p, t: t + p["b_j"]),
        Mistake(0, "That is the bias alone: the weighted activations are missing.", lambda p, t: p["b_j"]),
        Mistake(0, "The bias and the activations changed places.", lambda p, t: p["w_j"] * p["b_j"] + p["a_prev"]),
        Mistake(0, "These are all the sums on the way; only the last is asked for.", lambda p, t: terms(p).cumsum()),
        Mistake(0, "The bias multiplies the sum; it is added.", lambda p, t: terms(p).sum() * p["b_j"]),
        *(Mistake(0, ACTIVATED, lambda p, t, g=g: g(t)) for g in (tanh, sigmoid, relu)),
    ),
)
