"""Gradient descent by measurement alone: every slope from two forward passes. Right, simple, and wasteful.

Its four parts are lesson 1's functions. A learner's own take their places where they are right.
"""

from contextlib import redirect_stdout
from dataclasses import dataclass, fields
from io import StringIO

import numpy as np

from ..calling.closed import closed
from ..derivatives import central_difference
from ..network import Network, loss


def onward(W, b, g, x):
    """Send ``x`` through, by the course's network."""
    network = Network(W, b, g)
    return network.forward(x)[1][network.L]


def downhill(w, slopes, eta):
    """Step against the slopes."""
    return w - np.multiply(eta, slopes)


def mean_of_rows(rows):
    """Take the mean over the first index."""
    return sum(rows) / len(rows)


@dataclass(frozen=True)
class Parts:
    """Who measures, steps, sends forward and averages; ``own`` names the parts that are the learner's."""

    slope: object = central_difference
    update: object = downhill
    forward: object = onward
    average_gradient: object = mean_of_rows
    own: tuple = ()

    @property
    def missing(self):
        """The names of the parts that are the course's."""
        return tuple(field.name for field in fields(self) if field.name not in (*self.own, "own"))


@closed
def descend(net, X, Y, eta, steps, parts=Parts()):
    """Go ``steps`` down the mean loss of the samples ``X``, ``Y`` (one a row); return ``(networks, costs, passes)``.

    ``networks`` and ``costs`` have an entry before each step and one after the last; ``passes`` counts the samples sent
    forward to measure. An error of a learner's function is raised.
    """
    networks, passes = [net], 0
    with redirect_stdout(StringIO()):
        for _ in range(steps):
            after, taken = stepped(networks[-1], X, Y, eta, parts)
            networks.append(after)
            passes += taken
    return networks, [network.cost(X, Y) for network in networks], passes


@closed
def stepped(net, X, Y, eta, parts):
    """Return the network after one step, and the forward passes that it took: two a slope and sample."""
    passes, after = 0, {"W": {}, "b": {}}

    def loss_with(kind, l, entry, x, y):
        def C(value):
            nonlocal passes
            passes += 1
            values = {**getattr(net, kind), l: getattr(net, kind)[l].copy()}
            values[l][entry] = value
            nudged = {"W": net.W, "b": net.b, kind: values}
            return float(loss(parts.forward(nudged["W"], nudged["b"], net.g, x), y))

        return C

    for kind, changed in after.items():
        for l, values in getattr(net, kind).items():
            slopes = np.empty((len(X), *values.shape))
            for i, *entry in np.ndindex(slopes.shape):
                C = loss_with(kind, l, tuple(entry), X[i], Y[i])
                slopes[i, *entry] = parts.slope(C, values[*entry])
            changed[l] = np.asarray(parts.update(values, parts.average_gradient(slopes), eta), dtype=float)
    return Network(after["W"], after["b"], net.g), passes
