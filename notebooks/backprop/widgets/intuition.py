"""The widgets of lesson 1: each joins a figure to its controls and to numbers measured on the network."""

import numpy as np

from ..derivatives import central_difference, gradient
from ..figures import intuition as figures
from ..figures.contours import contour
from ..figures.plane import CLASSES, decided
from ..measure.nudges import by_activation, through_nodes
from ..network import node_losses
from ..training.blind import descend
from .controls import choice, slider
from .explorer import explore
from .own_parts import own_parts
from .prediction import prediction

ETA, STEPS = 1.0, 20  # of the learner's own network


def blind_knob(net, sample):
    """Turn w_12 of layer 4 and read the loss; its curve and tangent show once the learner has predicted."""

    def loss(w):
        return net.replace(4, 1, 2, w).loss(*sample)

    start = net.W[4][0, 1]
    slope, weights = central_difference(loss, start), np.linspace(-4, 4, 81)
    curve = weights, [loss(w) for w in weights]

    def figure(told, w):
        return figures.blind_knob(w, loss(w), (start, loss(start)), slope, curve, told)

    return explore(figure, told=prediction("blind knob"), w=slider(-4.0, 4.0, 0.1, start, "weight $w_{12}^{(4)}$"))


def forward_pass(net):
    """Move the inputs and see every node's z and a."""

    def figure(told, x1, x2):
        return figures.forward_pass(net, *net.forward(np.array([x1, x2])), told)

    return explore(
        figure,
        told=prediction("forward pass"),
        x1=slider(-2.0, 2.0, 0.1, 0.0, "input $x_1$"),
        x2=slider(-2.0, 2.0, 0.1, 0.0, "input $x_2$"),
    )


def push_arrows(net, sample):
    """Move the two outputs, choose the class that is right, and see which way each output should move."""
    x, y = sample
    a1, a2 = net.forward(x)[1][net.L]

    def figure(told, a1, a2, y):
        a = np.array([a1, a2])
        pull = -gradient(lambda a: node_losses(a, y).sum(), a) if told else None
        return figures.push_arrows(a, y, CLASSES, node_losses(a, y), pull)

    return explore(
        figure,
        told=prediction("push arrows"),
        y=choice([(CLASSES[0], (1, 0)), (CLASSES[1], (0, 1))], "the animal is", tuple(int(y_j) for y_j in y)),
        a1=slider(-0.5, 1.5, 0.005, round(a1 / 5, 3) * 5, "output $a_1$, owl"),
        a2=slider(-0.5, 1.5, 0.005, round(a2 / 5, 3) * 5, "output $a_2$, fox"),
    )


def two_ways(net, sample):
    """Nudge a weight of output node 1, or an activation it receives, and see how far its sum z moves."""
    w, b, a = net.W[4][0], net.b[4][0], net.forward(sample[0])[1][3]
    handles = [f"$w_{{1{k}}}^{{(4)}}$" for k in (1, 2, 3)] + [f"$a_{k}^{{(3)}}$" for k in (1, 2, 3)]
    spoken = [f"weight w1{k}" for k in (1, 2, 3)] + [f"activation a{k}" for k in (1, 2, 3)]

    def z(handle):
        return handle[:3] @ handle[3:] + b

    def figure(told, moved, nudge):
        start = np.concatenate([w, a])
        now = start + nudge * (np.arange(6) == moved)
        rates = gradient(z, now) if told else None
        return figures.two_ways(handles, now[:3], now[3:], z(now), z(start), rates, moved)

    return explore(
        figure,
        told=prediction("two ways"),
        moved=choice(list(zip(spoken, range(6), strict=True)), "take hold of"),
        nudge=slider(-1.0, 1.0, 0.05, 0.0, "and move it by"),
    )


def wishes(net, sample):
    """See what each output wants of the hidden activations before it, and what they want together."""
    x, y = sample
    a = net.forward(x)[1]
    pulls = -by_activation(net, net.L, a[net.L], y)
    ways = -np.array([through_nodes(net, net.L - 1, k, a[net.L - 1], y) for k in (1, 2, 3)]).T

    def figure(told, whose):
        return figures.wishes(net.W[net.L], a[net.L - 1], a[net.L], pulls, ways, whose, told)

    return explore(
        figure,
        told=prediction("wishes"),
        whose=choice([("both, and their sum", (0, 1)), ("output 1", (0,)), ("output 2", (1,))], "the wishes of"),
    )


def sample_gradients(net, batch):
    """Move two weights and the learning rate; see each sample's step, their mean, and what that does to each loss."""
    samples = list(zip(*batch, strict=True))

    def loss(w, x, y):
        return net.replace(4, 1, 1, w[0]).replace(4, 1, 2, w[1]).loss(x, y)

    places = np.linspace(-figures.EDGE, figures.EDGE, 25)
    heights = np.array([[np.mean([loss((w1, w2), *at) for at in samples]) for w1 in places] for w2 in places])
    levels = np.linspace(heights.min(), heights.max(), 12)[1:-1]
    contours = {level: contour(places, places, heights, level) for level in levels}

    def figure(told, w1, w2, eta):
        here = np.array([w1, w2])
        gradients = np.array([gradient(lambda w, at=at: loss(w, *at), here) for at in samples])
        step = -eta * gradients.mean(axis=0)
        changes = np.array([loss(here + step, *at) - loss(here, *at) for at in samples])
        return figures.sample_gradients(here, gradients, eta, changes if told else None, contours)

    return explore(
        figure,
        told=prediction("sample gradients"),
        w1=slider(-2.0, 2.0, 0.1, net.W[4][0, 0], "weight $w_{11}^{(4)}$"),
        w2=slider(-2.0, 2.0, 0.1, net.W[4][0, 1], "weight $w_{12}^{(4)}$"),
        eta=slider(0.5, 8.0, 0.5, 6.0, "learning rate $η$"),
    )


def learning_rate(C=lambda w: (w - 1) ** 2 + 0.2, start=0.0):
    """Choose a learning rate and follow gradient descent on ``C``, a loss of one weight, from ``start``."""
    weights = np.linspace(-3, 5, 81)
    curve = weights, [C(w) for w in weights]

    def figure(told, eta, steps, start):
        path = [start]
        for _ in range(steps):
            path.append(path[-1] - eta * central_difference(C, path[-1]))
        slopes = [central_difference(C, w) for w in path]
        return figures.learning_rate(curve, [(w, C(w)) for w in path], slopes, eta, told)

    return explore(
        figure,
        told=prediction("learning rate"),
        eta=slider(0.05, 1.2, 0.05, 1.05, "learning rate $η$"),
        steps=slider(0, 12, 1, 12, "steps"),
        start=slider(-2.0, 4.0, 0.25, start, "start at $w$"),
    )


def own_network(net, batch, slope=None, update=None, forward=None, average_gradient=None):
    """Train the network for 20 steps by the learner's own functions where they are right, else by the course's."""
    parts = own_parts(slope=slope, update=update, forward=forward, average_gradient=average_gradient)
    try:
        networks, costs, passes = descend(net, *batch, ETA, STEPS, parts)
        said = f"{whose(parts)} measured and stepped, with {passes:,} forward passes in all."
    except Exception as error:
        networks, costs, passes = descend(net, *batch, ETA, STEPS)
        said = f"Your functions stopped with {type(error).__name__}; the course's own measured and stepped."
    x, y = batch[0][0], batch[1][0]

    def figure(told, step):
        network = networks[step] if told else net
        outputs = network.forward(x)[1][net.L]
        return figures.own_network(step, costs if told else None, outputs, y, decided(network), batch, said)

    return explore(figure, told=prediction("own network"), step=slider(0, STEPS, 1, STEPS, "steps taken"))


def whose(parts):
    """Say whose functions are at work, as the subject of a sentence."""
    if not parts.own:
        return f"The course's own {listed(parts.missing)}"
    if not parts.missing:
        return f"Your own {listed(parts.own)}"
    return f"Your own {listed(parts.own)}, and the course's {listed(parts.missing)}, since yours are not right yet,"


def listed(names):
    """Write names in a row: "slope, update and forward"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
