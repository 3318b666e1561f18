"""What goes wrong on the way back through a whole network: one altered station of the nudges' way forward each.

A `Slip` is a mistake in the gradient of a batch (for one sample: a batch of one). `backpropagate` and `train` share the
table: a training that goes wrong does so most often in its gradient.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...activations import sigmoid, tanh
from ...derivatives import ComplexStep
from ...network import Network
from ...sensitivity import Way, node_loss
from ..messages import SAY
from .slopes import form


@dataclass(frozen=True)
class Slip:
    """A known mistake in a gradient: ``gradient(way)`` returns the ``(dW, db)`` that it brings for a `Way`."""

    number: int
    message: str
    gradient: Callable


def slip(number, message=None, **stations):
    """Return a `Slip` that alters ``stations`` of `Way.per_sample`; each is a function of the way."""
    return Slip(number, message or SAY[number], lambda way: way.gradient(**{k: f(way) for k, f in stations.items()}))


def hidden_only(way, values):
    """Return the slopes with ``values`` in the hidden layers."""
    return {l: values[l] if l in way.hidden else s for l, s in way.slope.items()}


def output_only(way, values):
    """Return the slopes with ``values`` in the output layer."""
    return {**way.slope, way.L: values[way.L]}


def no_slope(way):
    """Return slopes of 1: the activation is not crossed."""
    return {l: np.ones(s.shape) for l, s in way.slope.items()}


def slope_at_a(way):
    """Return each layer's slope at its activations."""
    return {l: ComplexStep(way.network.g[l])(way.a[l]) for l in way.layers}


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


NOWHERE = "No activation was crossed, neither the output's nor a hidden layer's: g' is missing everywhere."
ONE_G_PRIME = f"{SAY[10]} One served for all layers here."
OUTPUT_AT_Z = "The output layer's activation is missing in the forward pass: a^(L) = g(z^(L))."
LOSS_ITSELF = "The way back starts from the loss itself; it starts from its derivative by each output."
BRACKETS = "Without brackets only a is doubled: the 2 belongs to the whole difference."
OFF_BY_ONE_LAYER = (
    "A hidden layer got the slope of the layer after it: each layer crosses its own activation, at its own z."
)

SLIPS = (
    slip(1, pull=lambda way: way.pull / 2),
    slip(2, pull=lambda way: -way.pull),
    slip(1, f"Half of it, and of opposite sign. {SAY[1]}", pull=lambda way: -way.pull / 2),
    slip(5, pull=lambda way: way.pull / way.pull.shape[1]),
    slip(5, f"{SAY[5]} And the 2 is missing.", pull=lambda way: way.pull / way.pull.shape[1] / 2),
    slip(0, LOSS_ITSELF, pull=lambda way: node_loss(way.Y)(way.a[way.L])),
    slip(0, BRACKETS, pull=lambda way: 2 * way.a[way.L] - way.Y),
    slip(0, OUTPUT_AT_Z, pull=lambda way: ComplexStep(node_loss(way.Y))(way.z[way.L])),
    Slip(0, "The biases are missing in the forward pass: z = W a + b.", without_biases),
    slip(6, slope=lambda way: output_only(way, no_slope(way))),
    slip(7, slope=lambda way: hidden_only(way, no_slope(way))),
    slip(6, NOWHERE, slope=no_slope),
    slip(7, own=lambda way: hidden_only(way, no_slope(way))),
    slip(6, own=lambda way: output_only(way, no_slope(way))),
    slip(21, cross=no_slope),
    slip(21, cross=lambda way: output_only(way, no_slope(way))),
    slip(21, cross=lambda way: hidden_only(way, no_slope(way))),
    slip(6, f"{NOWHERE} (On the way back it was.)", own=no_slope),
    slip(8, slope=slope_at_a),
    slip(8, f"{SAY[8]} In the output layer.", slope=lambda way: output_only(way, slope_at_a(way))),
    slip(8, f"{SAY[8]} In the hidden layers.", slope=lambda way: hidden_only(way, slope_at_a(way))),
    slip(10, ONE_G_PRIME, slope=one_g_prime(lambda way, l: way.L)),
    slip(10, ONE_G_PRIME, slope=one_g_prime(lambda way, l: 2)),
    slip(10, slope=one_g_prime(lambda way, l: min(l + 1, way.L))),
    slip(10, slope=one_g_prime(lambda way, l: max(l - 1, 2))),
    slip(10, slope=slope_of(sigmoid)),
    slip(10, slope=slope_of(tanh)),
    slip(10, slope=form_of(sigmoid)),
    slip(10, slope=form_of(tanh)),
    slip(10, slope=lambda way: hidden_only(way, form_of(sigmoid)(way))),
    slip(10, slope=lambda way: hidden_only(way, form_of(tanh)(way))),
    slip(10, slope=lambda way: output_only(way, form_of(sigmoid)(way))),
    slip(10, slope=lambda way: output_only(way, form_of(tanh)(way))),
    slip(9, slope=form_of(tanh, of_z=True)),
    slip(
        9, "g(z) was meant where z stands: this slope is made from the activation.", slope=form_of(sigmoid, of_z=True)
    ),
    slip(0, "g stands where its slope g' belongs.", slope=lambda way: {l: way.a[l] for l in way.layers}),
    slip(8, OFF_BY_ONE_LAYER, slope=next_layers_slope),
    slip(8, OFF_BY_ONE_LAYER, slope=slope_at_next_z),
    slip(14, W=lambda way: way.altered(way.W, np.transpose)),
    slip(18, W=lambda way: {l: way.W[max(l - 1, 2)] for l in way.layers}),
    slip(18, f"{SAY[18]} The output layer's were used for every step.", W=output_W_everywhere),
    slip(19, W=through_dW),
    slip(22, W=only_row(0)),
    slip(22, W=only_row(-1)),
    slip(23, W=lambda way: way.altered(way.W, lambda W: W / len(W))),
    slip(
        0,
        "The weights are missing on the way back: each path leads through its own w_jk.",
        W=lambda way: way.altered(way.W, np.ones_like),
    ),
    slip(15, source=lambda way: {l: way.a[l] for l in way.layers}),
    slip(15, f"{SAY[15]} In the output layer.", source=lambda way: {**way.source, way.L: way.a[way.L]}),
    slip(16, source=received_z),
    slip(16, f"{SAY[16]} The output layer is right.", source=lambda way: {**received_z(way), way.L: way.a[way.L - 1]}),
    slip(
        16,
        f"z of the weight's own layer stands where the activations before it belong. {SAY[16]}",
        source=lambda way: dict(way.z),
    ),
    slip(17, source=received_x),
    slip(17, f"{SAY[17]} And for the output layer.", source=lambda way: {**received_x(way), way.L: way.a[way.L - 1]}),
    slip(
        0,
        "The activation before is missing: column k is multiplied by a_k.",
        source=lambda way: way.altered(way.source, np.ones_like),
    ),
    Slip(13, SAY[13], moved_weights(lambda way, l, dW, db: np.swapaxes(dW[l], 1, 2))),
    Slip(12, SAY[12], moved_weights(lambda way, l, dW, db: db[l] * way.a[l - 1])),
    Slip(41, SAY[41], moved_weights(lambda way, l, dW, db: db[l][:, :, None] + way.a[l - 1][:, None, :])),
    Slip(27, SAY[27], moved_biases(lambda way, l, db: 0 * db[l])),
    Slip(27, "1 is ∂z/∂b alone, the last factor: ∂C/∂b = δ.", moved_biases(lambda way, l, db: 1 + 0 * db[l])),
    Slip(28, SAY[28], moved_biases(lambda way, l, db: db[l].mean())),
    Slip(28, SAY[28], moved_biases(lambda way, l, db: db[l].mean() + 0 * db[l])),
    Slip(28, SAY[28], moved_biases(lambda way, l, db: db[l].sum())),
    Slip(28, SAY[28], moved_biases(lambda way, l, db: db[l].sum() + 0 * db[l])),
    Slip(28, f"{SAY[28]} In one dimension: shape (n_l,).", moved_biases(lambda way, l, db: db[l][:, None])),
    Slip(28, f"{SAY[28]} In one dimension: shape (n_l,).", moved_biases(lambda way, l, db: db[l][None, :])),
    Slip(
        27,
        "The biases got ∂C/∂a; their node's own activation is to be crossed as well: ∂C/∂b = δ.",
        lambda way: (way.gradient()[0], way.gradient(own=no_slope(way))[1]),
    ),
    Slip(
        27,
        "The biases' gradient carries an activation; a bias is multiplied by nothing: ∂C/∂b = δ.",
        moved_biases(lambda way, l, db: mean_times(way, way.a[l], l)),
    ),
    Slip(
        27,
        "The biases' gradient carries the bias; ∂z/∂b = 1: ∂C/∂b = δ.",
        moved_biases(lambda way, l, db: db[l] * way.network.b[l]),
    ),
    Slip(30, SAY[30], first_layer(0)),
    Slip(30, SAY[30], lambda way: first_layer(0)(way) if way.L > 2 else way.gradient()),
    Slip(31, SAY[31], output_delta_everywhere),
    Slip(31, "∂C/∂a was never sent back: every layer got that of the outputs.", never_sent_back),
    Slip(31, f"{SAY[31]} Each is to be made from that of the layer after it.", straight_from_output),
)


def mean_times(way, a, l):
    """Return the mean over the samples of ∂C/∂z of layer l times ``a``."""
    return (way.per_sample()[1][l] * a).mean(axis=0)
