"""Nudge quantities inside a network and measure how fast the loss answers.

Every slope here is a complex step through the forward pass. Nudges go through together, one a row, so that a figure
has its numbers within a frame. Rows and samples may stand on any number of leading axes.
"""

import numpy as np

from ..calling.closed import closed
from ..derivatives import TINY, ComplexStep
from ..network import loss


@closed
def onward(network, l, z):
    """Return a^(L), shape (..., n_L), from the inputs z^(l), shape (..., n_l): the rest of the forward pass."""
    a = network.g[l](z)
    for m in range(l + 1, network.L + 1):
        a = network.g[m](a @ network.W[m].T + network.b[m])
    return a


@closed
def losses_of_activation(network, l, a, y):
    """Return C_0 for every row of activations a^(l), shape (..., n_l), as if layer l had put them out."""
    if l == network.L:
        return loss(a, y)
    return loss(onward(network, l + 1, a @ network.W[l + 1].T + network.b[l + 1]), y)


@closed
def losses_of_weight(network, l, j, k, values, x, y):
    """Return C_0 for each of the ``values`` of w_jk of layer l (``j``, ``k`` counted from 1), the rest as it is."""
    z, a = network.forward(x)
    inputs = np.tile(z[l].astype(np.result_type(values, float)), (len(values), 1))
    inputs[:, j - 1] += (values - network.W[l][j - 1, k - 1]) * a[l - 1][k - 1]
    return loss(onward(network, l, inputs), y)


@closed
def by_activation(network, l, a, y):
    """Return the measured ∂C_0/∂a^(l), shape (n_l,), at the activations ``a``."""
    return losses_of_activation(network, l, a + TINY * 1j * np.eye(len(a)), y).imag / TINY


@closed
def by_input(network, l, z, y):
    """Return the measured ∂C_0/∂z^(l), shape (n_l,), at the inputs ``z``."""
    return loss(onward(network, l, z + TINY * 1j * np.eye(len(z))), y).imag / TINY


@closed
def through_nodes(network, l, k, a, y):
    """Return, for each node j of layer l+1, the measured slope of C_0 by a_k^(l) if it reached that node alone.

    ``a``: the activations of layer l, shape (n_l,); ``k`` counts from 1. Shape of the result: (n_{l+1},).
    """
    z = network.W[l + 1] @ a + network.b[l + 1]
    nudged = network.W[l + 1] @ (a + TINY * 1j * (np.arange(len(a)) == k - 1)) + network.b[l + 1]
    rows = np.where(np.eye(len(z), dtype=bool), nudged, z)  # row j: node j feels the nudge, the others do not
    return loss(onward(network, l + 1, rows), y).imag / TINY


@closed
def by_inputs(network, x, y):
    """Return {l: the measured ∂C_0/∂z^(l)} for every layer: as `by_input`, quicker, the nudges carried forward."""
    z, a = network.forward(x)
    answer = {l: ComplexStep(g)(z[l]) for l, g in network.g.items()}
    measured = {}
    for l in network.W:
        nudges = answer[l] * np.eye(len(z[l]))  # of a^(l), one for each node
        for m in range(l + 1, network.L + 1):
            nudges = answer[m] * (nudges @ network.W[m].T)
        measured[l] = loss(a[network.L] + TINY * 1j * nudges, y).imag / TINY
    return measured
