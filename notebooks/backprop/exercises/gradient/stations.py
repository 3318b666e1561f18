"""One station of the nudges' way forward altered: what a learner's slip on the way back through a network comes to.

Each function takes a `Way` (or returns one that does) and gives altered stations for `Way.gradient`, or a gradient.
"""

import numpy as np

from ...derivatives import ComplexStep
from ...measure.tangents import Way
from ...network import Network
from .slopes import form


def hidden_only(way, values):
    """Return the slopes with ``values`` in the hidden layers."""
    return {l: values[l] if l in way.hidden else s for l, s in way.slope.items()}


def output_only(way, values):
    """Return the slopes with ``values`` in the output layer."""
    return {**way.slope, way.L: values[way.L]}


def no_slope(way):
    """Return slopes of 1: the activation is not crossed."""
    return {l: np.ones(s.shape) for l, s in way.slope.items()}


def slope_at(way, values):
    """Return each layer's slope at ``values``, a dict by layer."""
    return {l: ComplexStep(way.network.g[l])(values[l]) for l in way.layers}


def slope_at_a(way):
    """Return each layer's slope at its activations."""
    return slope_at(way, way.a)


def later(values):
    """Return the dict with each layer's value given to the layer after it."""
    return {l + 1: value for l, value in values.items()}


def slope_of(g, inner=lambda z: z):
    """Return the function that gives every layer the slope of ``g`` at its z."""
    return lambda way: {l: ComplexStep(g)(inner(way.z[l])) for l in way.layers}


def form_of(g, of_z=False):
    """Return the function that gives every layer what makes the slope of ``g`` from a, made from its a or its z."""
    return lambda way: {l: form(g)((way.z if of_z else way.a)[l]) for l in way.layers}


def one_g_prime(pick):
    """Return the function that gives every layer the slope function of the layer ``pick(way, l)``, at its own z."""
    return lambda way: {l: ComplexStep(way.network.g[pick(way, l)])(way.z[l]) for l in way.layers}


def next_layers_slope(way):
    """Return slopes in which each hidden layer has that of the layer after it, function and z."""
    return {l: way.slope[min(l + 1, way.L)] for l in way.layers}


def slope_at_next_z(way):
    """Return slopes in which each hidden layer's is taken at the z of the layer after it."""
    return {l: ComplexStep(way.network.g[l])(way.z[min(l + 1, way.L)]) for l in way.layers}


def only_row(j):
    """Return the function that keeps, of all weights that lead on, those into the node ``j``."""

    def kept(way):
        return way.altered(way.W, lambda W: W * (np.arange(len(W)) == j % len(W))[:, None])

    return kept


def without_row(j):
    """Return the function that leaves out, of all weights that lead on, those into the node ``j``."""

    def kept(way):
        return way.altered(way.W, lambda W: W * (np.arange(len(W)) != j % len(W))[:, None])

    return kept


def summed_over_nodes(values):
    """Return each sample's sum in the place of each of its values."""
    return 0 * values + values.sum(axis=1, keepdims=True)


def received_z(way):
    """Return what the weights would receive without the activations: z of the layer before, x for the first."""
    return {l: way.z[l - 1] if l > 2 else way.a[1] for l in way.layers}


def received_x(way):
    """Return the samples' inputs as what every layer's weights receive."""
    return {l: way.a[1] for l in way.layers}


def through_dW(way):
    """Return the function that gives, for the weights that lead on, their gradient, sample by sample."""
    return lambda l, dW: dW[l][:, None]


def output_W_everywhere(way):
    """Return weights in which every layer leads on by the output layer's."""
    return {l: way.W[way.L] for l in way.layers}


def moved_biases(change):
    """Return the gradient with ``change(way, l, db)`` in place of each layer's bias gradient."""

    def gradient(way):
        dW, db = way.gradient()
        return dW, {l: change(way, l, db) for l in db}

    return gradient


def moved_weights(change):
    """Return the gradient with ``change(way, l, dW, db)``, of a single sample or of each, averaged, for each dW."""

    def gradient(way):
        dW, db = way.per_sample()
        mean = {l: v.mean(axis=0) for l, v in db.items()}
        return {l: np.mean(change(way, l, dW, db), axis=0) for l in dW}, mean

    return gradient


def first_layer(value):
    """Return the gradient with the first weight layer's set to ``value`` times what it was, where there is another."""

    def gradient(way):
        dW, db = way.gradient()
        return {**dW, 2: value * dW[2]}, {**db, 2: value * db[2]}

    return gradient


def output_delta_everywhere(way):
    """Return what comes out when every layer is given the output layer's ∂C/∂z."""
    _, db = way.per_sample()
    felt = db[way.L]
    dW = {l: np.mean([np.outer(f, a) for f, a in zip(felt, way.a[l - 1], strict=True)], axis=0) for l in way.layers}
    return dW, {l: felt.mean(axis=0) for l in way.layers}


def never_sent_back(way):
    """Return what comes out when every layer is given the output layer's ∂C/∂a, and crosses its own activation."""
    nodes = len(way.W[way.L])
    straight = {l: np.eye(nodes) if nodes > 1 else np.ones((1, way.W[l].shape[1])) for l in way.layers}
    return way.gradient(own=way.slope, cross={l: np.ones((way.n, nodes)) for l in way.layers}, W=straight)


def straight_from_output(way):
    """Return what comes out when every layer's ∂C/∂z is made from the output layer's, by the next layer's weights."""
    dW, db = way.gradient()
    nodes = len(way.W[way.L])
    for l in range(2, way.L - 1):
        W = {m: way.W[m] if m == l + 1 else np.eye(nodes) for m in way.layers}
        cross = {m: way.slope[way.L] if m == l + 1 else np.ones((way.n, nodes)) for m in way.layers}
        short = way.gradient(own=way.slope, cross=cross, W=W)
        dW[l], db[l] = short[0][l], short[1][l]
    return dW, db


def dotted(way, layers):
    """Return what `@` in place of `*` makes of g' in ``layers``: one number for a layer; going on from it fails."""
    if any(l > 2 for l in layers):
        raise ValueError("a number has no rows")
    dW, db = way.gradient()
    by_a = way.per_sample(own=no_slope(way))[1]
    for l in layers:
        numbers = (by_a[l] * way.slope[l]).sum(axis=1)
        dW[l] = np.mean([np.outer(f, a) for f, a in zip(numbers, way.a[l - 1], strict=True)], axis=0)
        db[l] = numbers.mean()
    return dW, db


def without_biases(way):
    """Return the gradient at the point where all biases are 0: they were left out of the forward pass."""
    network = way.network
    return Way(Network(network.W, {l: 0 * b for l, b in network.b.items()}, network.g), way.X, way.Y).gradient()


def mean_times(way, a, l):
    """Return the mean over the samples of ∂C/∂z of layer l times ``a``."""
    return (way.per_sample()[1][l] * a).mean(axis=0)
