"""The cost and its gradient by every parameter, measured: all of them nudged side by side, by complex steps."""

import numpy as np

from ..calling.closed import closed
from ..derivatives import TINY
from ..network import node_losses


@closed
def forward_rows(network, X):
    """Send the samples ``X``, one a row, through; return ``(z, a)``, dicts of arrays with one row a sample."""
    z, a = {}, {1: np.asarray(X)}
    for l in range(2, network.L + 1):
        z[l] = a[l - 1] @ network.W[l].swapaxes(-1, -2) + network.b[l][..., None, :]
        a[l] = network.g[l](z[l])
    return z, a


@closed
def cost(network, X, Y):
    """Return C, the mean over the samples (rows) of the squared errors, summed over the output nodes (lesson 3)."""
    a_L = forward_rows(network, X)[1][network.L]
    return node_losses(a_L, Y).sum(axis=(-2, -1)) / len(Y)


@closed
def cost_gradient(network, X, Y):
    """Return ``(dW, db)``, the derivatives of the cost by every parameter, in dicts keyed and shaped like W and b.

    There is one copy of the network for each parameter, and in its copy that parameter takes a complex step. One
    forward pass sends the samples through all copies, and each copy's cost says how it responded.
    """
    parameters = [*network.W.values(), *network.b.values()]
    ends = np.cumsum([p.size for p in parameters])
    steps = np.split(np.eye(ends[-1]) * TINY * 1j, ends[:-1], axis=1)
    copies = [p + s.reshape(-1, *p.shape) for p, s in zip(parameters, steps, strict=True)]
    W, b = paired(network, copies)
    slopes = np.split(np.imag(cost(type(network)(W, b, network.g), X, Y)) / TINY, ends[:-1])
    return paired(network, [s.reshape(p.shape) for s, p in zip(slopes, parameters, strict=True)])


def paired(network, values):
    """Return ``(dict for W, dict for b)`` from one value for each of the network's W, then one for each of its b."""
    half = len(network.W)
    return dict(zip(network.W, values[:half], strict=True)), dict(zip(network.b, values[half:], strict=True))
