"""The widgets of lesson 1: each joins a figure to its controls and to numbers measured on the network."""

import numpy as np

from ..derivatives import central_difference, gradient
from ..figures import intuition as figures
from ..network import node_losses
from .controls import choice, slider, switch
from .explorer import explore
from .prediction import prediction


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

    def figure(x1, x2):
        return figures.forward_pass(net, *net.forward(np.array([x1, x2])))

    return explore(
        figure, x1=slider(-2.0, 2.0, 0.1, 0.5, "input $x_1$"), x2=slider(-2.0, 2.0, 0.1, -1.0, "input $x_2$")
    )


def push_arrows(net, sample):
    """Move the two outputs, choose the class that is right, and see which way each output should move."""
    x, y = sample
    a1, a2 = net.forward(x)[1][net.L]

    def figure(a1, a2, y):
        a = np.array([a1, a2])
        return figures.push_arrows(a, y, -gradient(lambda a: node_losses(a, y).sum(), a))

    return explore(
        figure,
        y=choice([("class 1", (1, 0)), ("class 2", (0, 1))], "the right class is", tuple(int(y_j) for y_j in y)),
        a1=slider(-0.5, 1.5, 0.01, round(a1, 2), "output $a_1$"),
        a2=slider(-0.5, 1.5, 0.01, round(a2, 2), "output $a_2$"),
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


def sample_gradients(net, batch):
    """Move two weights and the learning rate; see each sample's pull, their mean, and what a step does to each loss."""
    samples = list(zip(*batch, strict=True))

    def loss(w, x, y):
        return net.replace(4, 1, 1, w[0]).replace(4, 1, 2, w[1]).loss(x, y)

    def figure(w1, w2, eta):
        here = np.array([w1, w2])
        gradients = np.array([gradient(lambda w, at=at: loss(w, *at), here) for at in samples])
        step = -eta * gradients.mean(axis=0)
        changes = np.array([loss(here + step, *at) - loss(here, *at) for at in samples])
        return figures.sample_gradients(here, gradients, step, changes)

    return explore(
        figure,
        w1=slider(-2.0, 2.0, 0.1, net.W[4][0, 0], "weight $w_{11}^{(4)}$"),
        w2=slider(-2.0, 2.0, 0.1, net.W[4][0, 1], "weight $w_{12}^{(4)}$"),
        eta=slider(0.25, 4.0, 0.25, 2.0, "learning rate $η$"),
    )


def learning_rate(C=lambda w: (w - 1) ** 2 + 0.2, start=-2.0):
    """Choose a learning rate and follow gradient descent on ``C``, a loss of one weight, from ``start``."""
    weights = np.linspace(-3, 5, 81)
    curve = weights, [C(w) for w in weights]

    def figure(eta, steps, start):
        path = [start]
        for _ in range(steps):
            path.append(path[-1] - eta * central_difference(C, path[-1]))
        slopes = [central_difference(C, w) for w in path]
        return figures.learning_rate(curve, [(w, C(w)) for w in path], slopes, eta)

    return explore(
        figure,
        eta=slider(0.05, 1.2, 0.05, 0.1, "learning rate $η$"),
        steps=slider(0, 12, 1, 3, "steps"),
        start=slider(-2.0, 4.0, 0.25, start, "start at $w$"),
    )
