"""Lesson 4's figures under their sliders."""

from ..activations import relu, sigmoid, tanh
from ..figures import gradient as figures
from ..figures.gradient.small import NINE, NODES
from ..training.measured import MISTAKES
from ..training.trainer import Trainer
from .controls import choice, slider, switch
from .explorer import explore
from .prediction import prediction

ACTIVATIONS = [(name, (name, g)) for name, g in (("sigmoid", sigmoid), ("tanh", tanh), ("ReLU", relu))]


def output_error(net, sample):
    """Term 1: the loss against one output."""
    return explore(
        lambda told, a_1, y_1: figures.output_error(net, *sample, a_1, y_1, told),
        told=prediction("output error"),
        a_1=slider(0.0, 1.0, 0.005, 0.435, "output $a_1^{(4)}$"),
        y_1=slider(0.0, 1.0, 0.05, 1.0, "desired output $y_1$"),
    )


def node_slope(net, sample):
    """Term 2: the slope of an activation function, against its input and against what it puts out."""
    return explore(
        lambda told, g, z: figures.node_slope(net, sample[0], g, z, told),
        longest={"told": True, "z": -5.0},
        told=prediction("node slope"),
        g=choice(ACTIVATIONS[:2], "function $g$"),
        z=slider(-5.0, 5.0, 0.125, -0.25, "input $z$"),
    )


def weight_line(net, sample):
    """Term 3: a node's input against one of its weights."""
    return explore(
        lambda told, w_12, a_2: figures.weight_line(net, sample[0], w_12, a_2, told),
        told=prediction("weight line"),
        w_12=slider(-2.0, 2.0, 0.1, 0.9, "weight $w_{12}^{(4)}$"),
        a_2=slider(-1.0, 1.0, 0.02, -0.56, "activation $a_2^{(3)}$"),
    )


def three_factors(net, sample):
    """The three factors, their product, and a secant whose step shrinks."""
    return explore(
        lambda told, w_12, exponent, both: figures.three_factors(net, *sample, w_12, exponent, both, told),
        told=prediction("three factors"),
        w_12=slider(-3.0, 3.0, 0.1, 0.9, "weight $w_{12}^{(4)}$"),
        exponent=slider(1.0, 12.0, 0.25, 1.0, "step $h = 10^{−e}$, $e$ ="),
        both=switch("step to both sides", True),
    )


def fan_out(net, sample):
    """A hidden activation moves every output."""
    return explore(
        lambda told, k, change: figures.fan_out(net, *sample, k, change, told),
        told=prediction("fan out"),
        k=choice([(f"node {k}", k) for k in (1, 2, 3)], "in layer 3", 2),
        change=slider(-1.0, 1.0, 0.05, 0.5, "change of $a_k^{(3)}$"),
    )


def paths(net, sample):
    """The slope by a hidden activation, path by path, with a path to leave out."""
    activations = [(f"node {k} of layer {l}", (l, k)) for l in (3, 2) for k in (1, 2, 3)]
    return explore(
        lambda told, activation, change, dropped: figures.paths(net, *sample, activation, change, dropped, told),
        longest={"told": True, "activation": 3, "change": -1.0, "dropped": 1},
        told=prediction("paths"),
        activation=choice(activations, "activation of", (3, 2)),
        change=slider(-1.0, 1.0, 0.05, 0.0, "change it by"),
        dropped=choice([("none", 0), *((f"node {j}", j) for j in (1, 2, 3))], "leave out"),
    )


def back_stepper(net, sample):
    """Backpropagation, a step at a time: every number with its terms, and the count of multiplications."""
    return explore(
        lambda told, step, node: figures.back_stepper(net, *sample, step, node, told),
        longest={"step": 5, "node": 2},
        told=prediction("back stepper"),
        step=slider(0, 2 * (net.L - 1), 1, 0, "step"),
        node=slider(1, max(net.sizes[1:]), 1, 1, "node of the layer"),
    )


def depth():
    """The size of δ in every layer of a deep network."""
    return explore(
        figures.depth,
        longest={"told": True, "g": 1, "scale": 1.5, "L": 11},
        told=prediction("depth"),
        g=choice(ACTIVATIONS, "function $g$"),
        scale=slider(0.5, 3.0, 0.125, 1.0, "scale of the weights"),
        L=slider(3, 15, 1, 10, "layers $L$"),
    )


def small_network():
    """The 2-2-1 network, one of its nine parameters at a time, in another course's letters and in ours."""
    raised, lowered = str.maketrans("12", "¹²"), str.maketrans("12", "₁₂")

    def words(letter, layer, k, j):
        name = f"{letter}{str(layer).translate(raised)}{f'{k}{j or str()}'.translate(lowered)}"
        return f"{name}: {f'from {NODES[layer][j - 1]} to' if j else 'the bias of'} {NODES[layer + 1][k - 1]}"

    return explore(
        figures.small_network,
        told=prediction("small network"),
        picked=choice([(words(*parameter), parameter) for parameter in NINE], "parameter"),
    )


def tanh_chain(x=0.5, y=1.0, w1=0.6, b1=0.1, w2=-0.5, b2=0.3):
    """The chain of two tanh nodes; its arguments are where the six sliders start."""
    start = {"x": x, "y": y, "w1": w1, "b1": b1, "w2": w2, "b2": b2}
    named = {"x": "input $x$", "y": "desired $y$"}
    named |= {
        f"{letter}{l}": f"{word} ${letter}_{l}$" for letter, word in (("w", "weight"), ("b", "bias")) for l in (1, 2)
    }
    return explore(
        figures.tanh_chain,
        told=prediction("tanh chain"),
        **{name: slider(-2.0, 2.0, 0.1, value, named[name]) for name, value in start.items()},
    )


def training(net, X, Y, train=None, g_prime=None):
    """Gradient descent by your ``train`` with your ``g_prime``, right or wrong, beside the right run."""
    trainer = Trainer(net, X, Y, train, g_prime)

    def draw(told, epoch, eta, mistake):
        run, error = trainer.both(eta, mistake)
        return figures.training(run, trainer.right(eta), X, Y, epoch, trainer.said, error, told)

    return explore(
        draw,
        strips=False,
        told=prediction("training"),
        epoch=slider(0, trainer.epochs, 5, 0, "epoch"),
        eta=slider(0.25, 4.0, 0.25, 1.0, "learning rate $η$"),
        mistake=choice(list(MISTAKES), "mistake"),
    )
