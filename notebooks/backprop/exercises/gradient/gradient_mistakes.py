"""What goes wrong on the way back through a whole network, mostly one altered term of the tangents each.

Here a mistake's formulas take `Tangents` and return the ``(dW, db)`` that it brings for a batch (for one sample: a
batch of one). `backpropagate` and `train` share the table: a training that goes wrong does so most often in its
gradient.
"""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...derivatives import ComplexStep
from ...network import node_losses
from ..exercise import Mistake
from ..messages import SAY
from .altered_gradients import (
    after_a_pass,
    altered_db,
    altered_dW,
    biases_times,
    db_times,
    delta_of_layer_3,
    moved_on,
    never_sent_back,
    only,
    output_dC_dz_everywhere,
    straight_from_output,
    without_activations,
)
from .altered_tangents import (
    altered,
    by_position,
    each_W,
    g_prime_of,
    in_hidden,
    in_output,
    made_from_a,
    made_from_dC_da,
    made_from_z,
    next_layer,
    no_slope,
    only_row,
    partly,
    received_x,
    received_z,
    slope_at,
    slope_of,
    summed_over_nodes,
    without_row,
)
from .telling_draws import DELTA_OF_CROSS_ENTROPY

NOWHERE = "No activation was crossed, neither the output's nor a hidden layer's: g' is missing everywhere."
G_ITSELF = "g stands where its slope g' belongs."
ON_THE_WAY = "On the way from layer l to l−1 it is layer l's own g' at its own z that is crossed."
OFF_BY_ONE_LAYER = (
    "A hidden layer got the slope of the layer after it: each layer crosses its own activation, at its own z."
)


def twice(slope):
    """Return slopes that are multiplied in twice."""
    return {l: s**2 for l, s in slope.items()}


def loss_itself(a, L, Y):
    """Return the loss of each output node, shape (n, n_L)."""
    return node_losses(a[L], Y)


GRADIENT_MISTAKES = (
    Mistake(1, altered(dC_da=lambda dC_da: dC_da / 2)),
    Mistake(1, f"Half of it, and of opposite sign. {SAY[1]}", altered(dC_da=lambda dC_da: -dC_da / 2)),
    Mistake(5, altered(dC_da=lambda dC_da, Y: dC_da / Y.shape[1])),
    Mistake(5, f"{SAY[5]} And the 2 is missing.", altered(dC_da=lambda dC_da, Y: dC_da / Y.shape[1] / 2)),
    Mistake(
        "The way back starts from the loss itself; it starts from its derivative by each output.",
        altered(dC_da=loss_itself),
        altered(dC_da=lambda a, L, Y: summed_over_nodes(loss_itself(a, L, Y))),
    ),
    Mistake(
        "The difference a − y is squared still: the power goes down by one.",
        altered(dC_da=lambda a, L, Y: 2 * loss_itself(a, L, Y)),
    ),
    Mistake(
        "The errors of all outputs were added up: each output starts the way back with its own 2(a − y).",
        altered(dC_da=lambda dC_da: summed_over_nodes(dC_da)),
        altered(dC_da=lambda dC_da, Y: summed_over_nodes(dC_da) / Y.shape[1]),
    ),
    Mistake(
        "Without brackets only a is doubled: the 2 belongs to the whole difference.",
        altered(dC_da=lambda a, L, Y: 2 * a[L] - Y),
    ),
    Mistake(
        "The output layer's activation is missing in the forward pass: a^(L) = g(z^(L)).",
        altered(dC_da=lambda z, L, Y: ComplexStep(lambda z_L: node_losses(z_L, Y))(z[L])),
    ),
    Mistake("The biases are missing in the forward pass: z = W a + b.", biases_times(0)),
    Mistake("The biases were subtracted in the forward pass: z = W a + b.", biases_times(-1)),
    Mistake(
        "The activations are missing in the forward pass: a = g(z), in every layer.",
        without_activations(lambda l, L: True),
        without_activations(lambda l, L: l < L),
    ),
    Mistake(
        "In the forward pass every layer goes through its own g, the one that is given, whichever it is.",
        after_a_pass(lambda b, g: (b, dict.fromkeys(g, tanh))),
        after_a_pass(lambda b, g: (b, dict.fromkeys(g, sigmoid))),
        after_a_pass(lambda b, g: (b, dict.fromkeys(g, relu))),
        after_a_pass(lambda b, g: (b, dict.fromkeys(g, g[2]))),
        after_a_pass(lambda b, g: (b, dict.fromkeys(g, g[max(g)]))),
    ),
    Mistake(
        "Of the error a − y only the sign went on the way back: its size counts as well.",
        altered(dC_da=lambda dC_da: np.sign(dC_da)),
        altered(dC_da=lambda dC_da: 2 * np.sign(dC_da)),
    ),
    Mistake(
        "The error's sign was lost: an output below its target starts the way back with a negative 2(a − y).",
        altered(dC_da=lambda dC_da: np.abs(dC_da)),
    ),
    Mistake(6, in_output(slope=no_slope), in_output(own_slope=no_slope)),
    Mistake(
        6,
        DELTA_OF_CROSS_ENTROPY,
        altered(dC_da=lambda dC_da: dC_da / 2, slope=lambda slope, L: {**slope, L: np.ones_like(slope[L])}),
    ),
    Mistake(
        "The way back starts from the derivative of the cross-entropy; this loss is the square of the difference.",
        altered(dC_da=lambda a, L, Y: (1 - Y) / (1 - a[L]) - Y / a[L]),
    ),
    Mistake(7, in_hidden(slope=no_slope), in_hidden(own_slope=no_slope)),
    Mistake(6, NOWHERE, altered(slope=no_slope)),
    Mistake(21, altered(later_slope=no_slope), in_output(later_slope=no_slope), in_hidden(later_slope=no_slope)),
    Mistake(6, f"{NOWHERE} (On the way back it was.)", altered(own_slope=no_slope)),
    Mistake(8, altered(slope=slope_at(lambda a: a))),
    Mistake(8, f"{SAY[8]} In the output layer.", in_output(slope=slope_at(lambda a: a))),
    Mistake(8, f"{SAY[8]} In the hidden layers.", in_hidden(slope=slope_at(lambda a: a))),
    Mistake(
        10,
        f"{SAY[10]} One served for all layers here.",
        altered(slope=g_prime_of(lambda l, L: L)),
        altered(slope=g_prime_of(lambda l, L: 2)),
    ),
    Mistake(
        10,
        altered(slope=g_prime_of(lambda l, L: min(l + 1, L))),
        altered(slope=g_prime_of(lambda l, L: max(l - 1, 2))),
        altered(slope=slope_of(sigmoid)),
        altered(slope=slope_of(tanh)),
        altered(slope=slope_of(relu)),
        in_hidden(slope=slope_of(relu)),
        in_hidden(slope=slope_of(sigmoid)),
        in_hidden(slope=slope_of(tanh)),
        in_output(slope=slope_of(sigmoid)),
        in_output(slope=slope_of(tanh)),
        altered(slope=made_from_a(sigmoid)),
        altered(slope=made_from_a(tanh)),
        in_hidden(slope=made_from_a(sigmoid)),
        in_hidden(slope=made_from_a(tanh)),
        in_output(slope=made_from_a(sigmoid)),
        in_output(slope=made_from_a(tanh)),
    ),
    Mistake(
        10,
        f"{SAY[10]} (Here tanh's in hidden layers and the sigmoid's in the output layer, whatever g is.)",
        altered(slope=by_position(slope_of)),
        altered(slope=by_position(made_from_a)),
    ),
    Mistake(10, f"{SAY[10]} {ON_THE_WAY}", altered(later_slope=g_prime_of(lambda l, L: max(l - 1, 2)))),
    Mistake(8, "The slope was made from ∂C/∂a; it takes the node's own z, or a.", made_from_dC_da),
    Mistake(9, altered(slope=made_from_z(tanh))),
    Mistake(9, f"{SAY[9]} In the hidden layers.", in_hidden(slope=made_from_z(tanh))),
    Mistake(
        9, "g(z) was meant where z stands: this slope is made from the activation.", altered(slope=made_from_z(sigmoid))
    ),
    Mistake(G_ITSELF, altered(slope=lambda a: a)),
    Mistake(f"{G_ITSELF} In the hidden layers.", in_hidden(slope=lambda a: a)),
    Mistake(f"{G_ITSELF} In the output layer.", in_output(slope=lambda a: a)),
    Mistake(8, f"{SAY[8]} And that of its own layer.", in_hidden(slope=slope_at(lambda received: received))),
    Mistake(
        8, f"{OFF_BY_ONE_LAYER} {ON_THE_WAY}", altered(later_slope=slope_at(lambda z: {l: z[max(l - 1, 2)] for l in z}))
    ),
    Mistake(
        8,
        OFF_BY_ONE_LAYER,
        altered(slope=next_layer(lambda slope: slope)),
        altered(slope=slope_at(next_layer(lambda z: z))),
    ),
    Mistake(
        "An activation was crossed twice: what takes ∂C/∂a and crosses the activation itself is not to be given δ.",
        in_output(slope=twice),
        altered(slope=twice),
        altered(
            own_slope=partly(lambda hidden: hidden, "slope", no_slope),
            later_slope=partly(lambda L: [L], "slope", twice),
        ),
        lambda tangents: (tangents.gradient(own_slope=twice(tangents.slope))[0], tangents.gradient()[1]),
    ),
    Mistake(14, altered(W=each_W(np.transpose))),
    Mistake(14, f"{SAY[14]} The inverse (`pinv`) is another matrix.", altered(W=each_W(lambda W: np.linalg.pinv(W).T))),
    Mistake(18, altered(W=lambda W: {l: W[max(l - 1, 2)] for l in W})),
    Mistake(
        18, f"{SAY[18]} The output layer's were used for every step.", altered(W=lambda W, L: dict.fromkeys(W, W[L]))
    ),
    Mistake(19, altered(W=lambda: lambda l, dW: dW[l][:, None])),
    Mistake(22, altered(W=only_row(0)), altered(W=only_row(-1))),
    Mistake(22, f"{SAY[22]} Here the last node's path is left out.", altered(W=without_row(-1))),
    Mistake(22, f"{SAY[22]} Here the first node's path is left out.", altered(W=without_row(0))),
    Mistake(
        24,
        f"{SAY[24]} (Nor a sum of products that of the sums: each path's weight goes with its own node's ∂C/∂z.)",
        altered(W=each_W(lambda W: np.broadcast_to(W.sum(axis=0), W.shape))),
    ),
    Mistake(23, altered(W=each_W(lambda W: W / len(W)))),
    Mistake(
        "The weights are missing on the way back: each path leads through its own w_jk.",
        altered(W=each_W(np.ones_like)),
    ),
    Mistake(15, altered(received=lambda a: a)),
    Mistake(15, f"{SAY[15]} In the output layer.", in_output(received=lambda a: a)),
    Mistake(16, altered(received=received_z)),
    Mistake(16, f"{SAY[16]} The output layer is right.", in_hidden(received=received_z)),
    Mistake(
        16,
        f"z of the weight's own layer stands where the activations before it belong. {SAY[16]}",
        altered(received=lambda z: z),
    ),
    Mistake(17, altered(received=received_x)),
    Mistake(17, f"{SAY[17]} And for the output layer.", in_hidden(received=received_x)),
    Mistake(
        "The activation before is missing: column k is multiplied by a_k.",
        altered(received=lambda received: {l: np.ones_like(a) for l, a in received.items()}),
    ),
    Mistake(13, altered_dW(lambda dW, dC_dz, a: np.swapaxes(dW, 1, 2))),
    Mistake(12, altered_dW(lambda dW, dC_dz, a: dC_dz * a), altered_dW(lambda dW, dC_dz, a: (dC_dz * a).sum(axis=1))),
    Mistake(41, altered_dW(lambda dW, dC_dz, a: dC_dz[:, :, None] + a[:, None, :])),
    Mistake(27, "1 is ∂z/∂b alone, the last factor: ∂C/∂b = δ.", altered_db(np.ones_like)),
    Mistake(
        27,
        "The biases' gradient is the sum along the rows of dW, and so carries the activations before: ∂C/∂b = δ.",
        db_times(lambda received: {l: a.sum(axis=1)[:, None] for l, a in received.items()}),
    ),
    Mistake(
        28, altered_db(lambda db: np.full(db.shape, db.mean())), altered_db(lambda db: np.full(db.shape, db.sum()))
    ),
    Mistake(
        27,
        "The biases got ∂C/∂a; their node's own activation is to be crossed as well: ∂C/∂b = δ.",
        lambda tangents: (tangents.gradient()[0], tangents.gradient(own_slope=no_slope(tangents.slope))[1]),
    ),
    Mistake(
        27,
        "The biases' gradient carries an activation; a bias is multiplied by nothing: ∂C/∂b = δ.",
        db_times(lambda a: a),
    ),
    Mistake(27, "The biases' gradient carries the bias; ∂z/∂b = 1: ∂C/∂b = δ.", db_times(lambda network: network.b)),
    Mistake(30, only(lambda l, L: l > 2), only(lambda l, L: l > 2 or L == 2)),
    Mistake(
        27,
        "The biases got g' alone: ∂C/∂b = δ, and δ holds ∂C/∂a as well.",
        lambda tangents: (tangents.gradient()[0], {l: s.mean(axis=0) for l, s in tangents.slope.items()}),
    ),
    Mistake(
        "δ had moved on already, to the layer before: what layer l gets from it is stored first.",
        moved_on(),
        moved_on(biases=False),
        moved_on(weights=False),
    ),
    Mistake(31, output_dC_dz_everywhere),
    Mistake(31, "Layer 2 got the δ of layer 3: its own is made from that, on the way down.", delta_of_layer_3),
    Mistake(31, "∂C/∂a was never sent back: every layer got that of the outputs.", never_sent_back),
    Mistake(31, f"{SAY[31]} Each is to be made from that of the layer after it.", straight_from_output),
)
