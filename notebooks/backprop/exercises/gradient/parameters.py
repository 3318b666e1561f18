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


def by_weights(p, altered=None, received=None):
    """Measure ∂C/∂W; ``altered``: an altered ∂C/∂z; ``received``: what the weights are multiplied by."""
    a = p["a_prev"] if received is None else received

    def loss(dW):
        return (altered * (dW @ a)).sum() if altered is not None else stand_in(p, p["g"](p["z_l"] + dW @ a))

    return gradient(loss, np.zeros((len(p["z_l"]), len(a))))


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
            lambda p, t: np.outer(p["dC_da_l"] * p["g_prime"](p["a_prev"]), p["a_prev"]),
        ),
        Mistake(13, SAY[13], lambda p, t: t.T),
        Mistake(12, SAY[12], lambda p, t: by_z(p) * p["a_prev"]),
        Mistake(12, f"One number is not enough. {SAY[12]}", lambda p, t: by_z(p) @ p["a_prev"]),
        Mistake(15, SAY[15], lambda p, t: by_weights(p, received=p["g"](p["z_l"]))),
        Mistake(
            16,
            f"z of this layer stands where the activations before it belong. {SAY[16]}",
            lambda p, t: by_weights(p, received=p["z_l"]),
        ),
        Mistake(
            16,
            f"The activations before were sent through the slope as well. {SAY[16]}",
            lambda p, t: by_weights(p, received=p["g_prime"](p["a_prev"])),
        ),
        Mistake(11, SAY[11], lambda p, t: np.outer(dotted(p), p["a_prev"])),
        Mistake(
            11,
            f"{SAY[11]} (What came is the sum of all rows; each node keeps its own row.)",
            lambda p, t: dotted(p) * p["a_prev"],
        ),
        Mistake(
            11,
            f"{SAY[11]} (What came is the sum of all rows; each node keeps its own row.)",
            lambda p, t: dotted(p) * p["a_prev"][None],
        ),
        Mistake(
            0, "That is the first row alone: a `return` inside the loop? One row for each node.", lambda p, t: t[0]
        ),
        Mistake(0, "That is the last row alone: the loop keeps one. One row for each node.", lambda p, t: t[-1]),
        Mistake(0, "The numbers are right, in one long row: one row for each node of layer l.", lambda p, t: t.ravel()),
        Mistake(
            0,
            "Divided by the number of nodes before: nothing is averaged here.",
            lambda p, t: t / t.shape[1],
        ),
        Mistake(0, COLUMNS, lambda p, t: np.outer(p["dC_da_l"], p["a_prev"]) * slope(p)),
        Mistake(11, SAY[11], lambda p, t: slope(p) @ np.outer(p["dC_da_l"], p["a_prev"])),
        Mistake(29, SAY[29], lambda p, t: np.outer(squares(p)[0], p["a_prev"])),
        Mistake(29, SAY[29], lambda p, t: np.outer(squares(p)[1], p["a_prev"])),
        Mistake(29, SAY[29], lambda p, t: squares(p)[0] * p["a_prev"]),
        Mistake(29, SAY[29], lambda p, t: squares(p)[1] * p["a_prev"]),
        Mistake(41, SAY[41], lambda p, t: by_z(p)[:, None] + p["a_prev"]),
        Mistake(0, "The activation before is missing.", lambda p, t: by_z(p)),
        Mistake(
            0,
            "The activation before is missing: each column needs its own a_k.",
            lambda p, t: by_weights(p, received=np.ones(len(p["a_prev"]))),
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
        Mistake(27, SAY[27], lambda p, t: np.zeros(t.shape)),
        Mistake(27, SAY[27], lambda p, t: 0),
        Mistake(
            27,
            "1 is ∂z/∂b alone, the last factor: what the loss does with z comes before it.",
            lambda p, t: np.ones(t.shape),
        ),
        Mistake(27, "1 is ∂z/∂b alone, the last factor: what the loss does with z comes before it.", lambda p, t: 1),
        Mistake(11, f"{SAY[11]} {SUMMED}", lambda p, t: dotted(p)),
        Mistake(11, f"{SAY[11]} {SUMMED}", lambda p, t: [dotted(p)]),
        Mistake(28, f"{SAY[28]} That is the first node's alone: a `return` inside the loop?", lambda p, t: t[0]),
        Mistake(28, f"{SAY[28]} That is the last node's alone: the loop keeps one.", lambda p, t: t[-1]),
        Mistake(28, NO_DIAGONAL, lambda p, t: np.diag(t)),
        Mistake(28, SAY[28], lambda p, t: t.mean()),
        Mistake(28, SAY[28], lambda p, t: np.full(t.shape, t.mean())),
        Mistake(28, SAY[28], lambda p, t: np.full(t.shape, t.sum())),
        Mistake(28, f"{SAY[28]} In one dimension: shape (n_l,).", lambda p, t: t[:, None]),
        Mistake(28, f"{SAY[28]} In one dimension: shape (n_l,).", lambda p, t: t[None, :]),
        Mistake(29, SAY[29], lambda p, t: squares(p)[0]),
        Mistake(29, SAY[29], lambda p, t: squares(p)[1]),
        Mistake(
            0,
            "Multiplied by an activation: a bias is multiplied by nothing, so ∂z/∂b = 1.",
            lambda p, t: by_z_with(p, slope(p)) * p["g"](p["z_l"]),
        ),
        Mistake(0, "Multiplied by z: a bias is multiplied by nothing, so ∂z/∂b = 1.", lambda p, t: by_z(p) * p["z_l"]),
    ),
)
