"""One layer: the gradient of its biases."""

import numpy as np

from ..exercise import Exercise, Mistake
from ..messages import SAY
from .activation_slopes import NO_DIAGONAL
from .one_layer import FACTORS, NOT_AVERAGED, crossing_mistakes, layer_probes

EXERCISE = Exercise(
    name="bias_gradient",
    points=1,
    returns="one derivative for each bias, shape (n_l,)",
    probes=layer_probes("dC_da_l", "z_l", "g_prime"),
    truth=lambda dC_dz: dC_dz,
    factors=FACTORS,
    mistakes=(
        Mistake(6, lambda dC_da_l: dC_da_l),
        *crossing_mistakes(lambda dC_dz: dC_dz),
        Mistake(23, NOT_AVERAGED, lambda z_l, truth: truth / len(z_l)),
        Mistake(27, lambda z_l: np.zeros(len(z_l))),
        Mistake(
            27,
            "1 is ∂z/∂b alone, the last factor: what the loss does with z comes before it.",
            lambda z_l: np.ones(len(z_l)),
            lambda: 1,
        ),
        Mistake(
            11,
            "This is the sum over all nodes; each bias keeps its own number. (`@` and `dot` add up; `*` does not.)",
            lambda dC_da_l, slope: dC_da_l @ slope,
            lambda dC_da_l, slope: [dC_da_l @ slope],
        ),
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
        Mistake(29, lambda dC_da_l, slope: np.outer(dC_da_l, slope), lambda dC_da_l, slope: np.outer(slope, dC_da_l)),
        Mistake(
            "Multiplied by an activation: a bias is multiplied by nothing, so ∂z/∂b = 1.",
            lambda dC_dz, g, z_l: dC_dz * g(z_l),
        ),
        Mistake("Multiplied by z: a bias is multiplied by nothing, so ∂z/∂b = 1.", lambda dC_dz, z_l: dC_dz * z_l),
    ),
)
