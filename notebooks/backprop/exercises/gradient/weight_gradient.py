"""One layer: the gradient of its weights."""

import numpy as np

from ...derivatives import gradient
from ..exercise import Exercise, Mistake, Transposed
from ..messages import SAY
from .altered_terms import altering
from .one_layer import FACTORS, NOT_AVERAGED, crossing_mistakes, layer_probes, stand_in


def truth(dC_da_l, z_l, a_prev, g):
    """Measure ∂C/∂W as something is added to W."""
    return gradient(lambda dW: stand_in(dC_da_l, g(z_l + dW @ a_prev)), np.zeros((len(z_l), len(a_prev))))


def by_weights(dC_dz, a_prev):
    """Measure ∂C/∂W of weights that are multiplied by ``a_prev`` and lead to nodes of this ∂C/∂z."""
    return gradient(lambda dW: (dC_dz * (dW @ a_prev)).sum(), np.zeros((len(dC_dz), len(a_prev))))


altered = altering(by_weights)

EXERCISE = Exercise(
    name="weight_gradient",
    points=2,
    returns="one derivative for each weight, shape (n_l, n_{l-1})",
    probes=layer_probes("dC_da_l", "z_l", "a_prev", "g_prime"),
    truth=truth,
    factors=(*FACTORS, Transposed(13, f"It is the transpose. {SAY[13]}")),
    mistakes=(
        Mistake(6, altered(dC_dz=lambda dC_da_l: dC_da_l)),
        *crossing_mistakes(by_weights, lambda dC_da_l, slope, a_prev: np.outer(dC_da_l / slope, a_prev)),
        Mistake(23, NOT_AVERAGED, lambda z_l, truth: truth / len(z_l)),
        Mistake(
            8,
            "g' was given the activations before; it takes z of this layer.",
            lambda dC_da_l, g_prime, a_prev: np.outer(dC_da_l * g_prime(a_prev), a_prev),
        ),
        Mistake(
            "Every row is the last node's: `[[0] * n] * m` repeats one and the same row. `np.zeros((m, n))` has m.",
            lambda truth: np.broadcast_to(truth[-1], truth.shape),
        ),
        Mistake(13, lambda truth: truth.T),
        Mistake(12, lambda dC_dz, a_prev: dC_dz * a_prev),
        Mistake(12, f"One number is not enough. {SAY[12]}", lambda dC_dz, a_prev: dC_dz @ a_prev),
        Mistake(15, altered(a_prev=lambda g, z_l: g(z_l))),
        Mistake(
            16,
            f"z of this layer stands where the activations before it belong. {SAY[16]}",
            altered(a_prev=lambda z_l: z_l),
        ),
        Mistake(
            16,
            f"The activations before were sent through the slope as well. {SAY[16]}",
            altered(a_prev=lambda g_prime, a_prev: g_prime(a_prev)),
        ),
        Mistake(11, lambda dC_da_l, slope, a_prev: np.outer(dC_da_l @ slope, a_prev)),
        Mistake(
            11,
            "What came is the sum of all rows; each node keeps its own row. (`@` and `dot` add up; `*` does not.)",
            lambda dC_da_l, slope, a_prev: (dC_da_l @ slope) * a_prev,
        ),
        Mistake(
            "That is the first row alone: a `return` inside the loop? One row for each node.", lambda truth: truth[0]
        ),
        Mistake("That is the last row alone: the loop keeps one. One row for each node.", lambda truth: truth[-1]),
        Mistake(
            "The numbers are right, in one long row: one row for each node of layer l.", lambda truth: truth.ravel()
        ),
        Mistake(
            "Divided by the number of nodes before: nothing is averaged here.", lambda truth: truth / truth.shape[1]
        ),
        Mistake(
            "The slope of node j belongs to row j, and here it was multiplied along the columns: cross g' first.",
            lambda dC_da_l, slope, a_prev: np.outer(dC_da_l, a_prev) * slope,
        ),
        Mistake(
            29,
            lambda dC_da_l, slope, a_prev: np.outer(np.outer(dC_da_l, slope), a_prev),
            lambda dC_da_l, slope, a_prev: np.outer(np.outer(slope, dC_da_l), a_prev),
            lambda dC_da_l, slope, a_prev: np.outer(slope, dC_da_l) * a_prev,
        ),
        Mistake(41, lambda dC_dz, a_prev: dC_dz[:, None] + a_prev),
        Mistake(
            "A 1 was put beside the activations before: the bias has a gradient of its own.",
            lambda dC_dz, a_prev: np.outer(dC_dz, np.append(a_prev, 1)),
            lambda dC_dz, a_prev: np.outer(dC_dz, np.append(1, a_prev)),
        ),
        Mistake(
            "Each node has a slope of its own: here all of them were added up first.",
            lambda dC_da_l, slope, a_prev: np.outer(dC_da_l, a_prev) * slope.sum(),
        ),
        Mistake(
            "Only the weights from node j to node j came: each weight has its own pair, all j with all k.",
            lambda truth: truth * np.eye(*truth.shape),
        ),
        Mistake(
            "The weights of a node were put together, added up or averaged: each has a derivative of its own.",
            lambda truth: truth.sum(axis=1),
            lambda truth: truth.mean(axis=1),
            lambda truth: truth.mean(axis=0),
        ),
        Mistake("The activation before is missing.", lambda dC_dz: dC_dz),
        Mistake(
            "The activation before is missing: each column needs its own a_k.",
            altered(a_prev=lambda a_prev: np.ones(len(a_prev))),
        ),
    ),
)
