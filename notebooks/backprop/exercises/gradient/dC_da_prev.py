"""The loss by the activations of the layer before: the sum over all the paths."""

import numpy as np

from ...derivatives import gradient
from ..exercise import Exercise, Mistake
from ..messages import SAY
from .one_layer import FACTORS, crossing_mistakes, layer_probes, stand_in

NOT_SUMMED = "These are the paths, each on its own: add up those that start from the same activation."
ROWS = "The row of node j in W belongs to node j's ∂C/∂z, and here it was multiplied along the columns."


def truth(W_l, dC_da_l, z_l, g):
    """Measure ∂C/∂a of the layer before as something is added to these activations."""
    return gradient(lambda da: stand_in(dC_da_l, g(z_l + W_l @ da)), np.zeros(W_l.shape[1]))


def by_activations_before(W_l, dC_dz):
    """Measure ∂C/∂a of the layer before where the weights lead to nodes of this ∂C/∂z."""
    return gradient(lambda da: (dC_dz * (W_l @ da)).sum(), np.zeros(W_l.shape[1]))


def paths(W_l, dC_dz):
    """Measure what each path from an activation k to a node j brings: shape (n_l, n_{l-1})."""
    return np.array([by_activations_before(W_l, dC_dz * (np.arange(len(W_l)) == j)) for j in range(len(W_l))])


def over_paths(change):
    """Return a mistake's formula: what ``change(paths)`` returns."""
    return lambda W_l, dC_dz: change(paths(W_l, dC_dz))


def diagonal(each):
    """Return the paths from node j to node j alone; fails where the layer has fewer nodes than the one before."""
    return np.array([each[k, k] for k in range(each.shape[1])])


EXERCISE = Exercise(
    name="dC_da_prev",
    points=3,
    returns="one derivative for each activation of the layer before, shape (n_{l-1},)",
    probes=layer_probes("W_l", "dC_da_l", "z_l", "g_prime"),
    truth=truth,
    factors=FACTORS,
    mistakes=(
        Mistake(21, lambda W_l, dC_da_l: by_activations_before(W_l, dC_da_l)),
        Mistake(23, lambda z_l, truth: truth / len(z_l)),
        *crossing_mistakes(by_activations_before, lambda W_l, dC_da_l, slope: W_l.T @ (dC_da_l / slope)),
        Mistake(14, lambda W_l, dC_dz: W_l @ dC_dz),
        Mistake(
            14,
            f"{SAY[14]} The inverse (`pinv`) is another matrix.",
            lambda W_l, dC_dz: np.linalg.pinv(W_l) @ dC_dz,
            lambda W_l, dC_da_l: np.linalg.pinv(W_l) @ dC_da_l,
        ),
        Mistake(
            14,
            f"{SAY[14]} `reshape` is no transpose: it fills another shape row by row.",
            lambda W_l, dC_dz: W_l.reshape(W_l.shape[::-1]) @ dC_dz,
        ),
        Mistake(14, f"{SAY[14]} And the activation is to be crossed.", lambda W_l, dC_da_l: W_l @ dC_da_l),
        Mistake(14, f"{SAY[14]} Here the sum went over k.", over_paths(lambda each: each.sum(axis=1))),
        Mistake(
            22,
            over_paths(lambda each: each[0]),
            over_paths(lambda each: each[-1]),
            over_paths(lambda each: each.max(axis=0)),
        ),
        Mistake(
            22, f"{SAY[22]} Here the last node's path is left out.", over_paths(lambda each: each[:-1].sum(axis=0))
        ),
        Mistake(
            22, f"{SAY[22]} Here the first node's path is left out.", over_paths(lambda each: each[1:].sum(axis=0))
        ),
        Mistake("Signs were lost: the paths add up with the signs they have.", lambda truth: np.abs(truth)),
        Mistake(
            22,
            f"{SAY[22]} Here one activation's sum goes on from the one before: begin each from 0.",
            lambda truth: truth.cumsum(),
        ),
        Mistake(
            22,
            "That is the first activation's alone: a `return` inside the loop?",
            lambda truth: truth[0],
            lambda truth: truth[:1],
        ),
        Mistake(22, "That is the last activation's alone: keep the sum of each k.", lambda truth: truth[-1]),
        Mistake(23, "Divided by the number of nodes before: paths are added.", lambda truth: truth / len(truth)),
        Mistake(22, f"{SAY[22]} Here only the path from node j to node j.", over_paths(diagonal)),
        Mistake(22, f"{SAY[22]} {NOT_SUMMED}", paths, over_paths(np.transpose)),
        Mistake(22, "Add up the paths of each activation apart: one number for each k.", over_paths(np.sum)),
        Mistake(
            11,
            lambda W_l, dC_da_l, slope: W_l.T * (dC_da_l @ slope),
            lambda W_l, dC_da_l, slope: W_l * (dC_da_l @ slope),
        ),
        Mistake(12, f"{ROWS} {NOT_SUMMED}", lambda W_l, dC_dz: W_l * dC_dz),
        Mistake(12, ROWS, lambda W_l, dC_dz: (W_l * dC_dz).sum(axis=0)),
        Mistake(
            21,
            "g' belongs to the nodes of layer l, and was taken after the weights: cross the activation before them.",
            lambda W_l, dC_da_l, slope: by_activations_before(W_l, dC_da_l) * slope,
            lambda W_l, dC_da_l, z_l, g_prime: (W_l.T @ dC_da_l) * g_prime(W_l.T @ z_l),
        ),
        Mistake(
            29,
            lambda W_l, dC_da_l, slope: W_l.T @ np.outer(dC_da_l, slope),
            lambda W_l, dC_da_l, slope: W_l.T @ np.outer(slope, dC_da_l),
        ),
        Mistake(
            "The weights are missing: each path leads through its own w_jk.",
            lambda dC_dz: dC_dz,
            lambda dC_dz: dC_dz.sum(),
            lambda W_l, dC_dz: np.full(W_l.shape[1], dC_dz.sum()),
        ),
        Mistake(
            24,
            f"{SAY[24]} The weights were added up first, and ∂C/∂z too.",
            lambda W_l, dC_dz: W_l.sum(axis=0) * dC_dz.sum(),
        ),
        Mistake(
            24,
            f"{SAY[24]} Each path's weight goes with its own node's ∂C/∂z.",
            lambda W_l, dC_dz: W_l.mean(axis=0) * dC_dz.mean(),
            lambda W_l, dC_dz: W_l.sum(axis=0) * dC_dz.mean(),
        ),
    ),
)
