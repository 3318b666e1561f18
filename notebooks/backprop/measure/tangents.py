"""Follow every weight's tangent forward to the loss, term by term of the chain rule, so that a term can be altered.

A tangent is how far a unit of one weight moves whatever lies ahead of it: derivatives in forward mode. The measured
gradient says what is right; this machine says what comes out when a learner's slip changes one term on the way: what a
weight is multiplied by, the slope at which an activation is crossed, the weights that lead on, the slope of the loss.
"""

from functools import cached_property

import numpy as np

from ..calling.closed import closed
from ..derivatives import ComplexStep
from ..network import node_losses
from .gradients import forward_rows


@closed
def nudged(received, slope, nodes):
    """Return how far a unit of each weight moves the activations of its layer, shape (n, n_l, n_k, n_l).

    received: what the weights are multiplied by, shape (n, n_k); slope: of the activations, shape (n, n_l);
    nodes: n_l. Entry [i, j, k, m]: sample i, weight from k to j, activation m (moved only where m is j).
    """
    own_node = np.eye(nodes)[:, None, :]
    return received[:, None, :, None] * own_node * slope[:, None, None, :]


@closed
def loss_response(moved, dC_da):
    """Return how the loss responds to activations that were ``moved``, at its slopes ``dC_da``, shape (n, n_L)."""
    return (moved * dC_da[:, None, None, :]).sum(axis=-1)


class Tangents:
    """The tangents of every weight and bias at the samples ``X``, ``Y`` (one a row) in ``network``.

    Dicts by layer: ``z``, ``a``, ``slope`` and ``received`` hold one row a sample, ``W`` the weights.
    """

    @closed
    def __init__(self, network, X, Y):
        self.network, self.X, self.Y = network, X, Y
        self.W, self.L, self.n = network.W, network.L, len(X)
        self.layers, self.hidden = range(2, network.L + 1), range(2, network.L)
        self.z, self.a = forward_rows(network, X)

    @cached_property
    def slope(self):
        """The measured slope of every activation, by layer."""
        return {l: ComplexStep(self.network.g[l])(self.z[l]) for l in self.layers}

    @cached_property
    def dC_da(self):
        """The measured slope of each output node's loss, shape (n, n_L)."""
        return ComplexStep(lambda a_L: node_losses(a_L, self.Y))(self.a[self.L])

    @cached_property
    def cost(self):
        """The cost of the network at the samples."""
        return node_losses(self.a[self.L], self.Y).sum() / self.n

    @cached_property
    def terms(self):
        """Altered terms, by their formulas, as they are asked for."""
        return {}

    @property
    def received(self):
        """What each layer's weights are multiplied by: the activations of the layer before, by layer."""
        return {l: self.a[l - 1] for l in self.layers}

    @closed
    def per_sample(self, received=None, slope=None, own_slope=None, later_slope=None, W=None, dC_da=None):
        """Return ``(dW, db)`` of each sample: how its loss responds to a nudge of each weight and bias.

        The terms, each its own where none is given: ``received``, what a unit of a weight adds to its node's z;
        ``slope``, of every activation, or apart ``own_slope``, in the weight's own layer, and ``later_slope``, in the
        layers further on; ``W``, the weights that lead on, in a dict or as ``W(l, dW)`` with what has been found for
        later layers; ``dC_da``, the loss by each output.
        dW[l] has shape (n, n_l, n_{l-1}), db[l] (n, n_l).
        """
        slope = slope or self.slope
        received, W = received or self.received, W or self.W
        own_slope, later_slope = own_slope or slope, later_slope or slope
        dC_da = self.dC_da if dC_da is None else dC_da
        dW, db = {}, {}
        for l in reversed(self.layers):
            by_each = np.concatenate([received[l], np.ones((self.n, 1))], axis=1)  # the bias is a weight on a 1
            moved = nudged(by_each, own_slope[l], len(self.W[l]))
            for m in range(l + 1, self.L + 1):
                weights = W(m, dW) if callable(W) else W[m]
                moved = moved @ weights.swapaxes(-1, -2) * later_slope[m][:, None, None, :]
            response = loss_response(moved, dC_da)
            dW[l], db[l] = response[..., :-1], response[..., -1]
        return dW, db

    @cached_property
    def each(self):
        """`per_sample` with nothing altered."""
        return self.per_sample()

    def gradient(self, **terms):
        """Return ``(dW, db)``, the mean over the samples, with the ``terms`` altered as in `per_sample`."""
        each = self.per_sample(**terms) if terms else self.each
        return tuple({l: v.sum(axis=0) / self.n for l, v in d.items()} for d in each)
