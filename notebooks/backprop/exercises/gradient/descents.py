"""Descents that go wrong: an altered gradient, an altered step, an altered history."""

import numpy as np

from ...measure.gradients import cost
from ...measure.tangents import Way
from ...network import Network
from .batches import parted, times


def start(p):
    """Return the network before the first step."""
    return Network(p["W"], p["b"], p["g"])


def stepped(network, dW, db, eta):
    """Return the network after one step against ``dW`` and ``db``."""
    W = {l: network.W[l] - eta * dW[l] for l in network.W}
    return Network(W, {l: network.b[l] - eta * db[l] for l in network.b}, network.g)


def descend(p, gradient, cost=cost, eta=None, epochs=None):
    """Return ``(W, b, history)`` of a descent by ``gradient(network, epoch)``; ``cost`` fills the history."""
    network, X, Y = start(p), p["X"], p["Y"]
    history = [cost(network, X, Y)]
    for epoch in range(p["epochs"] if epochs is None else epochs):
        network = stepped(network, *gradient(network, epoch), p["eta"] if eta is None else eta)
        history.append(cost(network, X, Y))
    return network.W, network.b, np.array(history)


def slipped(gradient):
    """Return a mistake's formula: the descent on a slip's gradient."""
    return lambda X, Y, probe: descend(probe, lambda network, epoch: gradient(Way(network, X, Y)))


def with_eta(eta):
    """Return a mistake's formula: the right gradient, and the rate ``eta(p)``."""
    return lambda X, Y, probe: descend(probe, lambda n, epoch: Way(n, X, Y).gradient(), eta=eta(probe))


def eta_for(weights=False, biases=False):
    """Return a mistake's formula: the learning rate scales the step of one kind alone."""

    def wrong(eta, X, Y, probe):
        kinds = [1 if scaled else 1 / eta for scaled in (weights, biases)]
        return descend(probe, lambda n, epoch: parted(Way(n, X, Y), *kinds))

    return wrong


def last_gradient(factor=lambda p: 1):
    """Return a mistake's formula: the right history, and ``factor(p)`` times the last step's gradient for W and b."""

    def wrong(epochs, g, X, Y, probe, truth):
        if not epochs:
            raise NameError("no gradient was ever made")
        W, b, _ = probe.put_into(steps(-1))
        return *times(factor(probe), Way(Network(W, b, g), X, Y).gradient()), truth[2]

    return wrong


def with_history(change):
    """Return a mistake's formula: right weights, and ``change(p, history)``."""
    return lambda probe, truth: (*truth[:2], change(probe, truth[2]))


def updated_first(p):
    """Return the descent in which each layer's weights are updated before the way back goes through them."""

    def gradient(network, epoch):
        way = Way(network, p["X"], p["Y"])
        return way.gradient(W=lambda l, dW: network.W[l] - p["eta"] * dW[l].mean(axis=0))

    return descend(p, gradient)


def sample_by_sample(p, share=1.0, updated_first=False):
    """Return the descent that takes a step after every sample, of ``eta`` times ``share``."""
    network, X, Y = start(p), p["X"], p["Y"]
    history = [cost(network, X, Y)]
    for _ in range(p["epochs"]):
        for x, y in zip(X, Y, strict=True):
            way = Way(network, x[None], y[None])
            old = network.W
            W = (lambda l, dW, old=old: old[l] - p["eta"] * share * dW[l][0]) if updated_first else None
            network = stepped(network, *way.gradient(W=W), p["eta"] * share)
        history.append(cost(network, X, Y))
    return network.W, network.b, np.array(history)


def growing(p):
    """Return the descent whose gradient is never set back to zero between epochs."""
    total = [{l: 0 for l in p["W"]}, {l: 0 for l in p["b"]}]

    def gradient(network, epoch):
        for t, d in zip(total, Way(network, p["X"], p["Y"]).gradient(), strict=True):
            for l in d:
                t[l] = t[l] + d[l]
        return total

    return descend(p, gradient)


def frozen_gradient(p):
    """Return the descent that keeps the first gradient for all its steps."""
    first = Way(start(p), p["X"], p["Y"]).gradient()
    return descend(p, lambda network, epoch: first)


def biases_after(p):
    """Return the descent in which the biases' gradient is taken after the weights have moved."""

    def gradient(network, epoch):
        dW, db = Way(network, p["X"], p["Y"]).gradient()
        moved = stepped(network, dW, {l: 0 for l in db}, p["eta"])
        return dW, Way(moved, p["X"], p["Y"]).gradient()[1]

    return descend(p, gradient)


def loss_times(factor):
    """Return a mistake's formula: gradient and history of ``factor(p)`` times the loss."""

    def wrong(X, Y, probe):
        def gradient(network, epoch):
            return times(factor(probe), Way(network, X, Y).gradient())

        W, b, history = descend(probe, gradient)
        return W, b, factor(probe) * history

    return wrong


def cost_without_biases(network, X, Y):
    """Return the cost of the network with all biases 0."""
    return cost(Network(network.W, {l: 0 * b for l, b in network.b.items()}, network.g), X, Y)


def of_one_sample(i):
    """Return the cost that holds the loss of sample ``i`` alone."""
    return lambda network, X, Y: cost(network, X[i][None], Y[i][None])


def descent_with_cost(other):
    """Return a mistake's formula: right steps, and ``other`` as the cost in the history."""
    return lambda X, Y, probe: descend(probe, lambda n, epoch: Way(n, X, Y).gradient(), cost=other)


def steps(more):
    """Return a mistake's formula: right steps, ``more`` (or fewer) of them than asked for."""

    def wrong(X, Y, epochs, probe):
        return descend(probe, lambda n, epoch: Way(n, X, Y).gradient(), epochs=max(0, epochs + more))

    return wrong
