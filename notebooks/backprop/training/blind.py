"""Gradient descent by measurement alone: every slope from two forward passes. Right, simple, and wasteful."""

import numpy as np

from ..calling.closed import closed
from ..derivatives import central_difference
from ..network import Network
from .step import stepped


@closed
def gradients(net, X, Y):
    """Return ``(dW, db, passes)``: the mean loss's slope by every weight and bias, and the forward passes it took.

    ``dW`` and ``db`` are dicts of arrays shaped like ``net.W`` and ``net.b``; each slope is a central difference.
    """
    passes = 0

    def cost_with(kind, l, entry):
        def cost(value):
            nonlocal passes
            passes += len(X)
            changed = {**getattr(net, kind), l: getattr(net, kind)[l].copy()}
            changed[l][entry] = value
            parts = {"W": net.W, "b": net.b, "g": net.g, kind: changed}
            return Network(**parts).cost(X, Y)

        return cost

    slopes = {"W": {}, "b": {}}
    for kind in slopes:
        for l, values in getattr(net, kind).items():
            measured = [central_difference(cost_with(kind, l, e), values[e]) for e in np.ndindex(values.shape)]
            slopes[kind][l] = np.reshape(measured, values.shape)
    return slopes["W"], slopes["b"], passes


@closed
def descend(net, X, Y, eta, steps):
    """Return ``(network, costs, passes)`` after ``steps`` of gradient descent on the mean loss.

    ``costs`` has the cost before each step and after the last; ``passes`` counts the samples sent forward to measure.
    """
    costs, passes = [net.cost(X, Y)], 0
    for _ in range(steps):
        dW, db, taken = gradients(net, X, Y)
        net = stepped(net, dW, db, eta)
        costs.append(net.cost(X, Y))
        passes += taken
    return net, costs, passes
