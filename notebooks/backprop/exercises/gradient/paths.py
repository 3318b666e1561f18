"""The loss by the activations of the layer before: the sum over all the paths."""

import numpy as np

from ...derivatives import gradient
from ..exercise import Exercise, Mistake
from ..messages import SAY
from .draws import LESSON
from .layer import FACTORS, by_z, crossing_mistakes, dotted, layer_probes, slope, squares, stand_in

NOT_SUMMED = "These are the paths, each on its own: add up those that start from the same activation."
ROWS = "The row of node j in W belongs to node j's ∂C/∂z, and here it was multiplied along the columns."


def by_activations_before(probe, altered=None, W=None):
    """Measure ∂C/∂a of the layer before; ``altered``: an altered ∂C/∂z, ``W``: altered weights."""
    W = probe["W_l"] if W is None else W

    def loss(da):
        return (altered * (W @ da)).sum() if altered is not None else stand_in(probe, probe["g"](probe["z_l"] + W @ da))

    return gradient(loss, np.zeros(W.shape[1]))


def paths(p):
    """Return what each path from an activation k to a node j brings: shape (n_l, n_{l-1})."""
    rows = np.eye(len(p["z_l"]))
    return np.array([by_activations_before(p, W=row[:, None] * p["W_l"]) for row in rows])


def diagonal(p):
    """Return the paths from node j to node j alone; fails where the layer has fewer nodes than the one before."""
    return np.array([paths(p)[k, k] for k in range(p["W_l"].shape[1])])


dC_da_prev = Exercise(
    name="dC_da_prev",
    lesson=LESSON,
    points=3,
    returns="one derivative for each activation of the layer before, shape (n_{l-1},)",
    probes=layer_probes("W_l", "dC_da_l", "z_l", "g_prime"),
    truth=by_activations_before,
    factors=FACTORS,
    mistakes=(
        Mistake(21, lambda dC_da_l, probe: by_activations_before(probe, dC_da_l)),
        Mistake(23, lambda z_l, truth: truth / len(z_l)),
        *crossing_mistakes(by_activations_before),
        Mistake(14, lambda W_l, probe: W_l @ by_z(probe)),
        Mistake(14, f"{SAY[14]} And the activation is to be crossed.", lambda W_l, dC_da_l: W_l @ dC_da_l),
        Mistake(14, f"{SAY[14]} Here the sum went over k.", lambda probe: paths(probe).sum(axis=1)),
        Mistake(
            22, lambda probe: paths(probe)[0], lambda probe: paths(probe)[-1], lambda probe: paths(probe).max(axis=0)
        ),
        Mistake(22, f"{SAY[22]} Here the last node's path is left out.", lambda probe: paths(probe)[:-1].sum(axis=0)),
        Mistake(22, f"{SAY[22]} Here the first node's path is left out.", lambda probe: paths(probe)[1:].sum(axis=0)),
        Mistake(
            22,
            f"{SAY[22]} Here one activation's sum goes on from the one before: begin each from 0.",
            lambda truth: truth.cumsum(),
        ),
        Mistake(22, "That is the first activation's alone: a `return` inside the loop?", lambda truth: truth[0]),
        Mistake(22, "That is the last activation's alone: keep the sum of each k.", lambda truth: truth[-1]),
        Mistake(23, "Divided by the number of nodes before: paths are added.", lambda truth: truth / len(truth)),
        Mistake(22, f"{SAY[22]} Here only the path from node j to node j.", lambda probe: diagonal(probe)),
        Mistake(22, f"{SAY[22]} {NOT_SUMMED}", lambda probe: paths(probe), lambda probe: paths(probe).T),
        Mistake(
            22, "Add up the paths of each activation apart: one number for each k.", lambda probe: paths(probe).sum()
        ),
        Mistake(11, lambda W_l, probe: W_l.T * dotted(probe), lambda W_l, probe: W_l * dotted(probe)),
        Mistake(12, f"{ROWS} {NOT_SUMMED}", lambda W_l, probe: W_l * by_z(probe)),
        Mistake(12, ROWS, lambda W_l, probe: (W_l * by_z(probe)).sum(axis=0)),
        Mistake(
            21,
            "g' belongs to the nodes of layer l, and was taken after the weights: cross the activation before them.",
            lambda dC_da_l, probe: by_activations_before(probe, dC_da_l) * slope(probe),
        ),
        Mistake(29, lambda W_l, probe: W_l.T @ squares(probe)[0], lambda W_l, probe: W_l.T @ squares(probe)[1]),
        Mistake(
            "The weights are missing: each path leads through its own w_jk.",
            lambda probe: by_z(probe),
            lambda probe: by_z(probe).sum(),
            lambda probe, truth: np.full(truth.shape, by_z(probe).sum()),
        ),
        Mistake(
            24,
            f"{SAY[24]} The weights were added up first, and ∂C/∂z too.",
            lambda W_l, probe: W_l.sum(axis=0) * by_z(probe).sum(),
        ),
        Mistake(
            24,
            f"{SAY[24]} Each path's weight goes with its own node's ∂C/∂z.",
            lambda W_l, probe: W_l.mean(axis=0) * by_z(probe).mean(),
            lambda W_l, probe: W_l.sum(axis=0) * by_z(probe).mean(),
        ),
    ),
)
