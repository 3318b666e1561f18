"""What goes wrong on the way back through a whole network: one altered station of the nudges' way forward each.

A `Slip` is a mistake in the gradient of a batch (for one sample: a batch of one). `backpropagate` and `train` share the
table: a training that goes wrong does so most often in its gradient.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...activations import sigmoid, tanh
from ...derivatives import ComplexStep
from ...measure.tangents import node_loss
from ..messages import SAY
from .stations import (
    first_layer,
    form_of,
    hidden_only,
    later,
    mean_times,
    moved_biases,
    moved_weights,
    never_sent_back,
    next_layers_slope,
    no_slope,
    one_g_prime,
    only_row,
    output_delta_everywhere,
    output_only,
    output_W_everywhere,
    received_x,
    received_z,
    slope_at,
    slope_at_a,
    slope_at_next_z,
    slope_of,
    straight_from_output,
    summed_over_nodes,
    through_dW,
    without_biases,
    without_row,
)


@dataclass(frozen=True)
class Slip:
    """A known mistake in a gradient: ``gradient(way)`` returns the ``(dW, db)`` that it brings for a `Way`."""

    number: int
    message: str
    gradient: Callable


def slip(number, message=None, **stations):
    """Return a `Slip` that alters ``stations`` of `Way.per_sample`; each is a function of the way."""
    return Slip(number, message or SAY[number], lambda way: way.gradient(**{k: f(way) for k, f in stations.items()}))


NOWHERE = "No activation was crossed, neither the output's nor a hidden layer's: g' is missing everywhere."
ONE_G_PRIME = f"{SAY[10]} One served for all layers here."
G_ITSELF = "g stands where its slope g' belongs."
OUTPUT_AT_Z = "The output layer's activation is missing in the forward pass: a^(L) = g(z^(L))."
LOSS_ITSELF = "The way back starts from the loss itself; it starts from its derivative by each output."
SQUARED_STILL = "The difference a − y is squared still: the power goes down by one."
ONE_FOR_ALL = "The errors of all outputs were added up: each output starts the way back with its own 2(a − y)."
BY_POSITION = f"{SAY[10]} (Here tanh's in hidden layers and the sigmoid's in the output layer, whatever g is.)"
ON_THE_WAY = "On the way from layer l to l−1 it is layer l's own g' at its own z that is crossed."
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
    slip(0, LOSS_ITSELF, pull=lambda way: summed_over_nodes(node_loss(way.Y)(way.a[way.L]))),
    slip(0, SQUARED_STILL, pull=lambda way: 2 * node_loss(way.Y)(way.a[way.L])),
    slip(0, ONE_FOR_ALL, pull=lambda way: summed_over_nodes(way.pull)),
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
    slip(10, BY_POSITION, slope=lambda way: {**slope_of(tanh)(way), way.L: slope_of(sigmoid)(way)[way.L]}),
    slip(10, BY_POSITION, slope=lambda way: {**form_of(tanh)(way), way.L: form_of(sigmoid)(way)[way.L]}),
    slip(10, f"{SAY[10]} {ON_THE_WAY}", cross=one_g_prime(lambda way, l: max(l - 1, 2))),
    slip(9, slope=form_of(tanh, of_z=True)),
    slip(9, f"{SAY[9]} In the hidden layers.", slope=lambda way: hidden_only(way, form_of(tanh, of_z=True)(way))),
    slip(
        9, "g(z) was meant where z stands: this slope is made from the activation.", slope=form_of(sigmoid, of_z=True)
    ),
    slip(0, G_ITSELF, slope=lambda way: {l: way.a[l] for l in way.layers}),
    slip(0, f"{G_ITSELF} In the hidden layers.", slope=lambda way: hidden_only(way, way.a)),
    slip(0, f"{G_ITSELF} In the output layer.", slope=lambda way: output_only(way, way.a)),
    slip(8, f"{SAY[8]} And that of its own layer.", slope=lambda way: hidden_only(way, slope_at(way, way.source))),
    slip(8, f"{OFF_BY_ONE_LAYER} {ON_THE_WAY}", cross=lambda way: slope_at(way, {2: way.z[2], **later(way.z)})),
    slip(8, OFF_BY_ONE_LAYER, slope=next_layers_slope),
    slip(8, OFF_BY_ONE_LAYER, slope=slope_at_next_z),
    slip(14, W=lambda way: way.altered(way.W, np.transpose)),
    slip(18, W=lambda way: {l: way.W[max(l - 1, 2)] for l in way.layers}),
    slip(18, f"{SAY[18]} The output layer's were used for every step.", W=output_W_everywhere),
    slip(19, W=through_dW),
    slip(22, W=only_row(0)),
    slip(22, W=only_row(-1)),
    slip(22, f"{SAY[22]} Here the last node's path is left out.", W=without_row(-1)),
    slip(22, f"{SAY[22]} Here the first node's path is left out.", W=without_row(0)),
    slip(
        24,
        f"{SAY[24]} (Nor a sum of products that of the sums: each path's weight goes with its own node's ∂C/∂z.)",
        W=lambda way: way.altered(way.W, lambda W: np.broadcast_to(W.sum(axis=0), W.shape)),
    ),
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
    Slip(12, SAY[12], moved_weights(lambda way, l, dW, db: (db[l] * way.a[l - 1]).sum(axis=1))),
    Slip(41, SAY[41], moved_weights(lambda way, l, dW, db: db[l][:, :, None] + way.a[l - 1][:, None, :])),
    Slip(27, SAY[27], moved_biases(lambda way, l, db: 0 * db[l])),
    Slip(27, "1 is ∂z/∂b alone, the last factor: ∂C/∂b = δ.", moved_biases(lambda way, l, db: 1 + 0 * db[l])),
    Slip(27, "1 is ∂z/∂b alone, the last factor: ∂C/∂b = δ.", moved_biases(lambda way, l, db: 1)),
    Slip(
        27,
        "The biases' gradient is the sum along the rows of dW, and so carries the activations before: ∂C/∂b = δ.",
        moved_biases(lambda way, l, db: mean_times(way, way.a[l - 1].sum(axis=1)[:, None], l)),
    ),
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
