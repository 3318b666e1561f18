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
    truth=lambda w_j, b_j, a_prev: exact([*w_j, b_j], [*a_prev, 1]),
    mistakes=(
        Mistake("The sum is right, and the bias is missing: add b_j.", lambda b_j, truth: truth - b_j),
        Mistake("The bias was subtracted: add it.", lambda b_j, truth: truth - 2 * b_j),
        Mistake(
            "The bias joined every term: add it once, after the sum.",
            lambda w_j, b_j, truth: truth + (len(w_j) - 1) * b_j,
        ),
        Mistake(
            "These are the terms, not yet their sum: add them up.",
            lambda b_j, probe: terms(probe) + b_j,
            lambda probe: terms(probe),
        ),
        Mistake(
            "A sum, not a mean: do not divide by the number of nodes.", lambda b_j, probe: terms(probe).mean() + b_j
        ),
        Mistake(
            "Each weight belongs to one activation: multiply pair by pair, then add.",
            lambda w_j, a_prev, b_j: w_j.sum() * a_prev.sum() + b_j,
        ),
        Mistake(
            "The weights are missing: each activation counts by its weight.",
            lambda a_prev, b_j: a_prev.sum() + b_j,
        ),
        Mistake("The activations are missing: each weight acts on its own.", lambda w_j, b_j: w_j.sum() + b_j),
        Mistake(
            "An outer product has every pair; the sum needs w_jk with a_k only.",
            lambda w_j, a_prev, b_j: np.outer(w_j, a_prev) + b_j,
        ),
        Mistake(
            "Only one term was used: add up all of them.",
            lambda b_j, probe: terms(probe)[0] + b_j,
            lambda b_j, probe: terms(probe)[-1] + b_j,
        ),
        Mistake(
            38,
            "The first term is missing: the maths counts from 1, arrays from 0.",
            lambda probe, truth: truth - terms(probe)[0],
        ),
        Mistake(
            38, "The last term is missing: the loop ends one too early.", lambda probe, truth: truth - terms(probe)[-1]
        ),
        Mistake(
            ADDED, lambda w_j, a_prev, b_j: (w_j + a_prev).sum() + b_j, lambda w_j, a_prev, b_j: w_j + a_prev + b_j
        ),
        Mistake("The terms were multiplied with each other: add them.", lambda b_j, probe: terms(probe).prod() + b_j),
        Mistake(
            INSIDE,
            lambda w_j, a_prev, b_j: (w_j * (a_prev + b_j)).sum(),
            lambda w_j, b_j, a_prev: ((w_j + b_j) * a_prev).sum(),
        ),
        Mistake("The bias was added twice.", lambda b_j, truth: truth + b_j),
        Mistake("That is the bias alone: the weighted activations are missing.", lambda b_j: b_j),
        Mistake("The bias and the activations changed places.", lambda w_j, b_j, a_prev: w_j * b_j + a_prev),
        Mistake("These are all the sums on the way; only the last is asked for.", lambda probe: terms(probe).cumsum()),
        Mistake("The bias multiplies the sum; it is added.", lambda b_j, probe: terms(probe).sum() * b_j),
        *(Mistake(ACTIVATED, (lambda g: lambda truth: g(truth))(g)) for g in (tanh, sigmoid, relu)),
    ),
)
