"""Follow the nudge of every weight forward to the loss, station by station, so that one station can be altered.

The measured gradient says what is right; this machine says what comes out when a learner's slip changes one thing on
the way: what a weight is multiplied by, the slope at which an activation is crossed, the weights that lead on, the
slope of the loss at the end.
"""

from functools import cached_property

import numpy as np

from ..derivatives import ComplexStep
from .gradients import forward_rows


def node_loss(Y):
    """Return the function a ↦ (a − y)², node by node, for the targets ``Y``."""
    return lambda a: (a - Y) * (a - Y)


def nudged(received, slope, nodes):
    """Return how far a unit of each weight moves the activations of its layer, shape (n, n_l, n_k, n_l).

    received: what the weights are multiplied by, shape (n, n_k); slope: of the activations, shape (n, n_l);
    nodes: n_l. Entry [i, j, k, m]: sample i, weight from k to j, activation m (moved only where m is j).
    """
    own_node = np.eye(nodes)[:, None, :]
    return received[:, None, :, None] * own_node * slope[:, None, None, :]


def felt(moved, pull):
    """Return how the loss answers to activations that were ``moved``, at the slopes ``pull``, shape (n, n_L)."""
    return (moved * pull[:, None, None, :]).sum(axis=-1)


class Way:
    """The way from each weight to the loss, for the samples ``X``, ``Y`` (one a row) in ``network``.

    Dicts by layer: ``z``, ``a``, ``slope`` hold one row a sample, ``W`` the weights.
    """

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
    def pull(self):
        """The measured slope of each output node's loss, shape (n, n_L)."""
        return ComplexStep(node_loss(self.Y))(self.a[self.L])

    @property
    def source(self):
        """What each layer's weights are multiplied by: the activations of the layer before, by layer."""
        return {l: self.a[l - 1] for l in self.layers}

    def altered(self, stations, change, at=None):
        """Return the dict ``stations`` with ``change(value)`` in the layers ``at`` (all of them by default)."""
        return {l: change(v) if at is None or l in at else v for l, v in stations.items()}

    def per_sample(self, source=None, slope=None, own=None, cross=None, W=None, pull=None):
        """Return ``(dW, db)`` of each sample: how its loss answers to a nudge of each weight and bias.

        The stations, all optional: ``source``, what a unit of a weight adds to its node's z; ``slope``, of every
        activation, or apart ``own``, in the weight's own layer, and ``cross``, in the layers further on; ``W``, the
        weights that lead on, in a dict or as ``W(l, dW)`` with what has been found for later layers; ``pull``, the
        loss by each output.
        dW[l] has shape (n, n_l, n_{l-1}), db[l] (n, n_l).
        """
        slope = slope or self.slope
        source, own, cross, W = source or self.source, own or slope, cross or slope, W or self.W
        pull = self.pull if pull is None else pull
        dW, db = {}, {}
        for l in reversed(self.layers):
            amounts = np.concatenate([source[l], np.ones((self.n, 1))], axis=1)  # the bias is a weight on a constant 1
            moved = nudged(amounts, own[l], len(self.W[l]))
            for m in range(l + 1, self.L + 1):
                weights = W(m, dW) if callable(W) else W[m]
                moved = moved @ weights.swapaxes(-1, -2) * cross[m][:, None, None, :]
            answer = felt(moved, pull)
            dW[l], db[l] = answer[..., :-1], answer[..., -1]
        return dW, db

    def gradient(self, **stations):
        """Return ``(dW, db)``, the mean over the samples, with the stations altered as in `per_sample`."""
        return tuple({l: v.sum(axis=0) / self.n for l, v in d.items()} for d in self.per_sample(**stations))
