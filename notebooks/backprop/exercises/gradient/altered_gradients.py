"""Gradients that go wrong as a whole: functions that take `Tangents` and return ``(dW, db)``."""

import numpy as np

from ...activations import identity
from ...derivatives import ComplexStep
from ...measure.tangents import Tangents
from ...network import Network
from .altered_tangents import term_of


def times(factor, gradient):
    """Return ``factor`` times the gradient ``(dW, db)``."""
    return tuple({l: factor * v for l, v in d.items()} for d in gradient)


def altered_dW(change):
    """Return the gradient with ``change(dW, dC_dz, a)``, of each sample or of all of them, averaged, for each dW.

    ``a`` is what the weights receive; all three have a row a sample.
    """

    def gradient(tangents):
        dW, db = tangents.per_sample()
        new = {l: np.mean(change(dW[l], db[l], tangents.a[l - 1]), axis=0) for l in dW}
        return new, {l: v.mean(axis=0) for l, v in db.items()}

    return gradient


def altered_db(change):
    """Return the gradient with ``change(db)`` in place of each layer's bias gradient."""

    def gradient(tangents):
        dW, db = tangents.gradient()
        return dW, {l: change(v) for l, v in db.items()}

    return gradient


def db_times(factor):
    """Return the gradient in which the biases' ∂C/∂z is multiplied by a ``factor``, a formula, sample by sample."""

    def gradient(tangents):
        (dW, _), (_, dC_dz), by_layer = tangents.gradient(), tangents.per_sample(), term_of(tangents, factor)
        return dW, {l: (v * by_layer[l]).mean(axis=0) for l, v in dC_dz.items()}

    return gradient


def only(layers=lambda l, L: True, weights=True, biases=True):
    """Return the gradient with zeros but for the ``layers(l, L)`` and kinds that are named."""

    def gradient(tangents):
        dW, db = tangents.gradient()
        return (
            {l: dW[l] * (weights and layers(l, tangents.L)) for l in dW},
            {l: db[l] * (biases and layers(l, tangents.L)) for l in db},
        )

    return gradient


def output_dC_dz_everywhere(tangents):
    """Return what comes out when every layer is given the output layer's ∂C/∂z."""
    dC_dz = tangents.per_sample()[1][tangents.L]
    dW = {l: np.mean(list(map(np.outer, dC_dz, a)), axis=0) for l, a in tangents.received.items()}
    return dW, dict.fromkeys(tangents.layers, dC_dz.mean(axis=0))


def never_sent_back(tangents):
    """Return what comes out when every layer is given the output layer's ∂C/∂a, and crosses its own activation."""
    nodes = len(tangents.W[tangents.L])
    straight = {l: np.eye(nodes) if nodes > 1 else np.ones((1, W.shape[1])) for l, W in tangents.W.items()}
    not_crossed = {l: np.ones((tangents.n, nodes)) for l in tangents.layers}
    return tangents.gradient(own_slope=tangents.slope, later_slope=not_crossed, W=straight)


def straight_from_output(tangents):
    """Return what comes out when every layer's ∂C/∂z is made from the output layer's, by the next layer's weights."""
    dW, db = tangents.gradient()
    nodes = len(tangents.W[tangents.L])
    for l in range(2, tangents.L - 1):
        W = {m: tangents.W[m] if m == l + 1 else np.eye(nodes) for m in tangents.layers}
        not_crossed = {m: np.ones((tangents.n, nodes)) for m in tangents.layers}
        later = {**not_crossed, l + 1: tangents.slope[tangents.L]}
        short = tangents.gradient(own_slope=tangents.slope, later_slope=later, W=W)
        dW[l], db[l] = short[0][l], short[1][l]
    return dW, db


def without_biases(tangents):
    """Return the gradient at the point where all biases are 0: they were left out of the forward pass."""
    network = tangents.network
    bare = Network(network.W, {l: 0 * b for l, b in network.b.items()}, network.g)
    return Tangents(bare, tangents.X, tangents.Y).gradient()


def without_activations(layers):
    """Return the gradient where the ``layers(l, L)`` pass their z on as it is: g was left out of the forward pass."""

    def gradient(tangents):
        g = tangents.network.g
        bare = {l: identity if layers(l, tangents.L) else g[l] for l in g}
        passed = Tangents(Network(tangents.W, tangents.network.b, bare), tangents.X, tangents.Y)
        return passed.gradient(slope={l: ComplexStep(g[l])(z) for l, z in passed.z.items()})

    return gradient
