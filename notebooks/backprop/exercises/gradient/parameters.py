"""The gradient of one layer's weights and of its biases."""

import numpy as np

from ...derivatives import gradient
from ..exercise import Exercise, Mistake
from ..messages import SAY
from .draws import LESSON
from .layer import FACTORS, by_z, by_z_with, crossing_mistakes, dotted, layer_probes, slope, squares, stand_in
from .slopes import NO_DIAGONAL

SUMMED = "(What came is the sum over all nodes; each bias keeps its own number.)"
COLUMNS = "The slope of node j belongs to row j, and here it was multiplied along the columns: cross g' first."


# weight_gradient(dC_da_l, z_l, a_prev, g_prime)


def by_weights(probe, altered=None, received=None):
    """Measure ∂C/∂W; ``altered``: an altered ∂C/∂z; ``received``: what the weights are multiplied by."""
    a = probe["a_prev"] if received is None else received

    def loss(dW):
        return (altered * (dW @ a)).sum() if altered is not None else stand_in(probe, probe["g"](probe["z_l"] + dW @ a))

    return gradient(loss, np.zeros((len(probe["z_l"]), len(a))))


weight_gradient = Exercise(
    name="weight_gradient",
    lesson=LESSON,
    points=2,
    returns="one derivative for each weight, shape (n_l, n_{l-1})",
    probes=layer_probes("dC_da_l", "z_l", "a_prev", "g_prime"),
    truth=by_weights,
    factors=FACTORS,
    mistakes=(
        *crossing_mistakes(by_weights),
        Mistake(
            8,
            "g' was given the activations before; it takes z of this layer.",
            lambda dC_da_l, g_prime, a_prev: np.outer(dC_da_l * g_prime(a_prev), a_prev),
        ),
        Mistake(13, lambda truth: truth.T),
        Mistake(12, lambda a_prev, probe: by_z(probe) * a_prev),
        Mistake(12, f"One number is not enough. {SAY[12]}", lambda a_prev, probe: by_z(probe) @ a_prev),
        Mistake(15, lambda g, z_l, probe: by_weights(probe, received=g(z_l))),
        Mistake(
            16,
            f"z of this layer stands where the activations before it belong. {SAY[16]}",
            lambda z_l, probe: by_weights(probe, received=z_l),
        ),
        Mistake(
            16,
            f"The activations before were sent through the slope as well. {SAY[16]}",
            lambda g_prime, a_prev, probe: by_weights(probe, received=g_prime(a_prev)),
        ),
        Mistake(11, lambda a_prev, probe: np.outer(dotted(probe), a_prev)),
        Mistake(
            11,
            f"{SAY[11]} (What came is the sum of all rows; each node keeps its own row.)",
            lambda a_prev, probe: dotted(probe) * a_prev,
            lambda a_prev, probe: dotted(probe) * a_prev[None],
        ),
        Mistake(
            "That is the first row alone: a `return` inside the loop? One row for each node.", lambda truth: truth[0]
        ),
        Mistake("That is the last row alone: the loop keeps one. One row for each node.", lambda truth: truth[-1]),
        Mistake(
            "The numbers are right, in one long row: one row for each node of layer l.", lambda truth: truth.ravel()
        ),
        Mistake(
            "Divided by the number of nodes before: nothing is averaged here.",
            lambda truth: truth / truth.shape[1],
        ),
        Mistake(COLUMNS, lambda dC_da_l, a_prev, probe: np.outer(dC_da_l, a_prev) * slope(probe)),
        Mistake(11, lambda dC_da_l, a_prev, probe: slope(probe) @ np.outer(dC_da_l, a_prev)),
        Mistake(
            29,
            lambda a_prev, probe: np.outer(squares(probe)[0], a_prev),
            lambda a_prev, probe: np.outer(squares(probe)[1], a_prev),
            lambda a_prev, probe: squares(probe)[0] * a_prev,
            lambda a_prev, probe: squares(probe)[1] * a_prev,
        ),
        Mistake(41, lambda a_prev, probe: by_z(probe)[:, None] + a_prev),
        Mistake("The activation before is missing.", lambda probe: by_z(probe)),
        Mistake(
            "The activation before is missing: each column needs its own a_k.",
            lambda a_prev, probe: by_weights(probe, received=np.ones(len(a_prev))),
        ),
    ),
)


# bias_gradient(dC_da_l, z_l, g_prime)

bias_gradient = Exercise(
    name="bias_gradient",
    lesson=LESSON,
    points=1,
    returns="one derivative for each bias, shape (n_l,)",
    probes=layer_probes("dC_da_l", "z_l", "g_prime"),
    truth=by_z,
    factors=FACTORS,
    mistakes=(
        *crossing_mistakes(lambda p, altered: altered),
        Mistake(27, lambda truth: np.zeros(truth.shape), lambda: 0),
        Mistake(
            27,
            "1 is ∂z/∂b alone, the last factor: what the loss does with z comes before it.",
            lambda truth: np.ones(truth.shape),
            lambda: 1,
        ),
        Mistake(11, f"{SAY[11]} {SUMMED}", lambda probe: dotted(probe), lambda probe: [dotted(probe)]),
        Mistake(28, f"{SAY[28]} That is the first node's alone: a `return` inside the loop?", lambda truth: truth[0]),
        Mistake(28, f"{SAY[28]} That is the last node's alone: the loop keeps one.", lambda truth: truth[-1]),
        Mistake(28, NO_DIAGONAL, lambda truth: np.diag(truth)),
        Mistake(
            28,
            lambda truth: truth.mean(),
            lambda truth: np.full(truth.shape, truth.mean()),
            lambda truth: np.full(truth.shape, truth.sum()),
        ),
        Mistake(
            28, f"{SAY[28]} In one dimension: shape (n_l,).", lambda truth: truth[:, None], lambda truth: truth[None, :]
        ),
        Mistake(29, lambda probe: squares(probe)[0], lambda probe: squares(probe)[1]),
        Mistake(
            "Multiplied by an activation: a bias is multiplied by nothing, so ∂z/∂b = 1.",
            lambda g, z_l, probe: by_z_with(probe, slope(probe)) * g(z_l),
        ),
        Mistake(
            "Multiplied by z: a bias is multiplied by nothing, so ∂z/∂b = 1.", lambda z_l, probe: by_z(probe) * z_l
        ),
    ),
)
