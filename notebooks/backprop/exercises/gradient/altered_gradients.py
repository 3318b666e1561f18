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


def after_a_pass(change):
    """Return the gradient after a forward pass with ``change(b, g)``, for which (b, g) come; the way back is right."""

    def gradient(tangents):
        W, b, g = tangents.W, tangents.network.b, tangents.network.g
        passed = Tangents(Network(W, *change(b, g)), tangents.X, tangents.Y)
        return passed.gradient(slope={l: ComplexStep(g[l])(z) for l, z in passed.z.items()})

    return gradient


def biases_times(factor):
    """Return the gradient after a forward pass with ``factor`` times the biases."""
    return after_a_pass(lambda b, g: ({l: factor * b_l for l, b_l in b.items()}, g))


def without_activations(layers):
    """Return the gradient where the ``layers(l, L)`` pass their z on as it is: g was left out of the forward pass."""
    return after_a_pass(lambda b, g: (b, {l: identity if layers(l, max(g)) else g[l] for l in g}))


def delta_of_layer_3(tangents):
    """Return what comes out when layer 2 is given layer 3's ∂C/∂z, where there is one."""
    dW, db = tangents.gradient()
    if tangents.L > 2:
        dC_dz = tangents.per_sample()[1][3]
        dW[2], db[2] = np.mean(list(map(np.outer, dC_dz, tangents.received[2])), axis=0), dC_dz.mean(axis=0)
    return dW, db


def moved_on(weights=True, biases=True):
    """Return what comes out when the ∂C/∂z of the layer before is stored, for layers that have one before them."""

    def gradient(tangents):
        (dW, db), (_, dC_dz) = tangents.gradient(), tangents.per_sample()
        for l in range(3, tangents.L + 1):
            if weights:
                dW[l] = np.mean(list(map(np.outer, dC_dz[l - 1], tangents.received[l])), axis=0)
            if biases:
                db[l] = dC_dz[l - 1].mean(axis=0)
        return dW, db

    return gradient
