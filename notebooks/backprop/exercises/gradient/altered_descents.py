"""Descents that go wrong: an altered gradient, an altered step, an altered history."""

import numpy as np

from ...measure.gradients import cost
from ...measure.tangents import Tangents
from ...network import Network
from ...training.step import stepped
from .altered_gradients import times
from .batch_mistakes import parted

measured = cost  # what `descend` fills a history with, and has measured at its start


def descend(start, eta, epochs, gradient=Tangents.gradient, cost=measured):
    """Return ``(W, b, history)`` of a descent by ``gradient(tangents)``; ``cost`` fills the history.

    start: the `Tangents` that it begins with. All descents of a probe share them, so they are measured once.
    """
    network, X, Y = start.network, start.X, start.Y
    history = [start.cost if cost is measured else cost(network, X, Y)]
    for step in range(epochs):
        tangents = Tangents(network, X, Y) if step else start
        network = stepped(network, *gradient(tangents), eta)
        history.append(cost(network, X, Y))
    return network.W, network.b, np.array(history)


def descent(gradient=Tangents.gradient, cost=measured, **settings):
    """Return a mistake's formula: the descent by ``gradient(tangents)``, with ``cost`` in the history.

    ``settings`` are formulas for what takes the place of the probe's own: ``eta=lambda eta: -eta``.
    """

    def wrong(probe):
        altered = {name: probe.put_into(setting) for name, setting in settings.items()}
        return probe.put_into(descend, gradient=gradient, cost=cost, **altered)

    return wrong


one_step_fewer = descent(epochs=lambda epochs: epochs - 1)


def unscaled(weights=False, biases=False):
    """Return a mistake's formula: the learning rate does not scale the step of one kind."""

    def wrong(eta, probe):
        scales = {"weights": 1 / eta if weights else 1, "biases": 1 / eta if biases else 1}
        return descent(lambda tangents: parted(tangents, **scales))(probe)

    return wrong


def last_gradient(factor=lambda: 1, at_end=False):
    """Return a mistake's formula: the right history, and ``factor`` (a formula) times the last gradient for W and b.

    That is the gradient of the last step, or, ``at_end``, where that has led.
    """

    def wrong(epochs, g, X, Y, probe, truth):
        if not epochs and not at_end:
            raise NameError("no gradient was ever made")
        W, b, _ = truth if at_end else one_step_fewer(probe)
        return *times(probe.put_into(factor), Tangents(Network(W, b, g), X, Y).gradient()), truth[2]

    return wrong


def updated_first(eta, probe):
    """Return the descent in which each layer's weights are updated before the way back goes through them."""

    def gradient(tangents):
        return tangents.gradient(W=lambda l, dW: tangents.W[l] - eta * dW[l].mean(axis=0))

    return descent(gradient)(probe)


def biases_after(eta, probe):
    """Return the descent in which the biases' gradient is taken after the weights have moved."""

    def gradient(tangents):
        dW, db = tangents.gradient()
        moved = stepped(tangents.network, dW, {l: 0 for l in db}, eta)
        return dW, Tangents(moved, tangents.X, tangents.Y).gradient()[1]

    return descent(gradient)(probe)


def sample_by_sample(W, b, g, X, Y, eta, epochs, share=1.0, updated_first=False):
    """Return the descent that takes a step after every sample, of ``eta`` times ``share``."""
    network, rate = Network(W, b, g), eta * share
    history = [cost(network, X, Y)]
    for _ in range(epochs):
        for x, y in zip(X, Y, strict=True):
            old = network.W
            moved = (lambda l, dW, old=old: old[l] - rate * dW[l][0]) if updated_first else None
            network = stepped(network, *Tangents(network, x[None], y[None]).gradient(W=moved), rate)
        history.append(cost(network, X, Y))
    return network.W, network.b, np.array(history)


def steps_on_the_way(W, b, g, X, Y, eta, epochs):
    """Return the descent that takes a step after every sample, along the mean's sum so far."""
    network = Network(W, b, g)
    history = [cost(network, X, Y)]
    for _ in range(epochs):
        so_far = [{l: 0 for l in W}, {l: 0 for l in b}]
        for x, y in zip(X, Y, strict=True):
            one = Tangents(network, x[None], y[None]).gradient()
            so_far = [{l: t[l] + d[l] / len(X) for l in t} for t, d in zip(so_far, one, strict=True)]
            network = stepped(network, *so_far, eta)
        history.append(cost(network, X, Y))
    return network.W, network.b, np.array(history)


def growing(W, b, probe):
    """Return the descent whose gradient is never set back to zero between epochs."""
    total = [{l: 0 for l in W}, {l: 0 for l in b}]

    def gradient(tangents):
        for t, d in zip(total, tangents.gradient(), strict=True):
            for l in d:
                t[l] = t[l] + d[l]
        return total

    return descent(gradient)(probe)


def frozen_gradient(start, probe):
    """Return the descent that keeps the first gradient for all its steps."""
    first = start.gradient()
    return descent(lambda tangents: first)(probe)


def loss_times(factor):
    """Return a mistake's formula: gradient and history of ``factor`` (a formula) times the loss."""

    def wrong(probe):
        f = probe.put_into(factor)
        W, b, history = descent(lambda tangents: times(f, tangents.gradient()))(probe)
        return W, b, f * history

    return wrong


def cost_without_biases(network, X, Y):
    """Return the cost of the network with all biases 0."""
    return cost(Network(network.W, {l: 0 * b for l, b in network.b.items()}, network.g), X, Y)


def cost_of_sample(i, divided=False):
    """Return the cost that holds the loss of sample ``i`` alone, ``divided`` by n or whole."""
    return lambda network, X, Y: cost(network, X[i][None], Y[i][None]) / (len(X) if divided else 1)
