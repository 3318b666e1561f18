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
    truth=lambda w, b, a: exact([*w, b], [*a, 1]),
    mistakes=(
        Mistake("The sum is right, and the bias is missing: add b to it.", lambda b, truth: truth - b),
        Mistake(
            "The bias joined every term: add it once, after the sum.",
            lambda w, b, truth: truth + (len(w) - 1) * b,
        ),
        Mistake("The bias was subtracted: add it.", lambda b, truth: truth - 2 * b),
        Mistake(
            "These are the terms, not yet their sum: add them up.",
            lambda b, probe: terms(probe) + b,
            lambda probe: terms(probe),
        ),
        Mistake(
            "A sum, not a mean: do not divide by the number of inputs.",
            lambda b, probe: terms(probe).mean() + b,
        ),
        Mistake(
            "Each weight belongs to one activation: multiply them pair by pair, then add.",
            lambda w, a, b: w.sum() * a.sum() + b,
        ),
        Mistake(
            "The weights are missing: each activation counts by its weight.",
            lambda a, b: a.sum() + b,
        ),
        Mistake(
            "An outer product has every pair of weight and activation; the sum needs w_k with a_k only.",
            lambda w, a, b: np.outer(w, a) + b,
        ),
        Mistake("The activations are missing: each weight acts on its own.", lambda w, b: w.sum() + b),
        Mistake(
            "Weights and activations were added; each pair is multiplied, and the products are added.",
            lambda w, a, b: (w + a).sum() + b,
            lambda w, a, b: w + a + b,
        ),
        Mistake("The terms were multiplied with each other: add them.", lambda b, probe: terms(probe).prod() + b),
        Mistake(ONE_TERM, lambda b, probe: terms(probe)[0] + b, lambda b, probe: terms(probe)[-1] + b),
        Mistake(
            38,
            "The first term is missing: the maths counts from 1, arrays from 0.",
            lambda probe, truth: truth - terms(probe)[0],
        ),
        Mistake(
            38, "The last term is missing: the loop ends one too early.", lambda probe, truth: truth - terms(probe)[-1]
        ),
        Mistake("The bias multiplies the sum; it is added.", lambda b, probe: terms(probe).sum() * b),
        Mistake(
            "The bias was added to each activation: it joins once, after the sum.",
            lambda w, a, b: (w * (a + b)).sum(),
        ),
        Mistake(
            "These are all the sums on the way; only the last is asked for.",
            lambda probe: terms(probe).cumsum(),
            lambda b, probe: terms(probe).cumsum() + b,
        ),
        Mistake("That is the bias alone: the weighted activations are missing.", lambda b: b),
        *(Mistake(ACTIVATED, (lambda g: lambda truth: g(truth))(g)) for g in (tanh, sigmoid, relu)),
    ),
)
