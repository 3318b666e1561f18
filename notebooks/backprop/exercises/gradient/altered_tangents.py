"""One term of the tangents altered: what a learner's slip on the way back through a network comes to.

A *gradient* here is a function that takes `Tangents` and returns ``(dW, db)``, the right one or a wrong one. A *term*
takes `Tangents` and returns one of the terms of `Tangents.per_sample`.
"""

import numpy as np

from ...derivatives import ComplexStep
from ...measure.tangents import Tangents
from ...network import Network
from .activation_slopes import slope_from_a

# gradients


def altered(**terms):
    """Return the gradient with these ``terms`` in place of the right ones."""
    return lambda tangents: tangents.gradient(**{name: term(tangents) for name, term in terms.items()})


def altered_in(layers):
    """Return `altered` for terms that are altered in the ``layers(tangents)`` alone."""

    def partly(name, term):
        own = name.removeprefix("own_").removeprefix("later_")
        return lambda tangents: {
            l: (term(tangents) if l in layers(tangents) else getattr(tangents, own))[l] for l in tangents.layers
        }

    return lambda **terms: altered(**{name: partly(name, term) for name, term in terms.items()})


in_hidden = altered_in(lambda tangents: tangents.hidden)
in_output = altered_in(lambda tangents: [tangents.L])


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
    """Return the gradient in which the biases' ∂C/∂z is multiplied by ``factor(tangents, l)``, sample by sample."""

    def gradient(tangents):
        _, db = tangents.per_sample()
        dW, _ = tangents.gradient()
        return dW, {l: (v * factor(tangents, l)).mean(axis=0) for l, v in db.items()}

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


# slopes


def no_slope(tangents):
    """Return slopes of 1: the activation is not crossed."""
    return {l: np.ones(s.shape) for l, s in tangents.slope.items()}


def slope_at(values):
    """Return the term in which each layer's slope is taken at ``values(tangents)``, a dict by layer."""
    return lambda tangents: {l: ComplexStep(tangents.network.g[l])(values(tangents)[l]) for l in tangents.layers}


def slope_of(g):
    """Return the term in which every layer has the slope of ``g`` at its z."""
    return lambda tangents: {l: ComplexStep(g)(z) for l, z in tangents.z.items()}


def made_from_a(g):
    """Return the term in which every layer has the slope of ``g`` as it is made from a."""
    return lambda tangents: {l: slope_from_a(g)(tangents.a[l]) for l in tangents.layers}


def made_from_z(g):
    """Return the term in which every layer has what makes the slope of ``g`` from a, given z."""
    return lambda tangents: {l: slope_from_a(g)(z) for l, z in tangents.z.items()}


def g_prime_of(pick):
    """Return the term in which layer l has the slope function of the layer ``pick(l, L)``, at its own z."""
    return lambda tangents: {l: ComplexStep(tangents.network.g[pick(l, tangents.L)])(z) for l, z in tangents.z.items()}


def next_layer(values):
    """Return the term in which each hidden layer has what ``values(tangents)`` holds for the layer after it."""
    return lambda tangents: {l: values(tangents)[min(l + 1, tangents.L)] for l in tangents.layers}


# weights that lead on, and what weights are multiplied by


def each_W(change):
    """Return the term in which every layer's weights that lead on are ``change(W)``."""
    return lambda tangents: {l: change(W) for l, W in tangents.W.items()}


def only_row(j):
    """Return the term that keeps, of all weights that lead on, those into the node ``j``."""
    return each_W(lambda W: W * (np.arange(len(W)) == j % len(W))[:, None])


def without_row(j):
    """Return the term that leaves out, of all weights that lead on, those into the node ``j``."""
    return each_W(lambda W: W * (np.arange(len(W)) != j % len(W))[:, None])


def received_z(tangents):
    """Return what the weights would receive without the activations: z of the layer before, x for the first."""
    return {l: tangents.z[l - 1] if l > 2 else tangents.a[1] for l in tangents.layers}


def received_x(tangents):
    """Return the samples' inputs as what every layer's weights receive."""
    return {l: tangents.a[1] for l in tangents.layers}


def summed_over_nodes(values):
    """Return each sample's sum in the place of each of its values."""
    return 0 * values + values.sum(axis=1, keepdims=True)
