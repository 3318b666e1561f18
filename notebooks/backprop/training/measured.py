"""Gradient descent for the training figure, down the measured gradient, with or without one known mistake in it.

A run is the list of the networks met on the way, and the cost before each step and after the last.
"""

from dataclasses import dataclass

import numpy as np

from ..activations import sigmoid
from ..calling.closed import closed
from ..derivatives import ComplexStep, relative_error
from ..measure.gradients import cost
from ..measure.tangents import Tangents
from .step import stepped


def ones(z):
    """Return 1 for every entry: an activation that was forgotten."""
    return np.ones_like(z)


@dataclass(frozen=True)
class AtActivation:
    """The slope of ``g`` taken at g(z), where z was meant."""

    g: object
    g_prime: object

    def __call__(self, z):
        """Return the slope at the wrong place, same shape as ``z``."""
        return self.g_prime(self.g(z))


def no_mistake(g, g_prime, eta, n):
    """Return slopes and learning rate as they are."""
    return g_prime, eta


def no_hidden_slope(g, g_prime, eta, n):
    """Forget the activation of every hidden layer."""
    return {l: g_prime[l] if l == max(g) else ones for l in g}, eta


def slope_at_activation(g, g_prime, eta, n):
    """Give every slope the activation in place of z."""
    return {l: AtActivation(g[l], g_prime[l]) for l in g}, eta


def other_slope(g, g_prime, eta, n):
    """Use the sigmoid's slope in the hidden layers."""
    return {l: g_prime[l] if l == max(g) else ComplexStep(sigmoid) for l in g}, eta


def summed(g, g_prime, eta, n):
    """Add the samples up where their mean was meant: the same as n times the learning rate."""
    return g_prime, n * eta


def uphill(g, g_prime, eta, n):
    """Turn the sign of every step."""
    return g_prime, -eta


MISTAKES = {
    "none": no_mistake,
    "no g′ in the hidden layers": no_hidden_slope,
    "g′ given a in place of z": slope_at_activation,
    "the sigmoid's slope in the tanh layers": other_slope,
    "sum over the samples, not mean": summed,
    "y − a in place of a − y": uphill,
}


@dataclass(frozen=True)
class Run:
    """Gradient descent done: ``networks[i]`` after ``i * stride`` epochs, ``history[e]`` the cost before step e."""

    networks: list
    history: np.ndarray
    stride: int = 1

    def at(self, epoch):
        """Return the network met last at or before ``epoch``."""
        return self.networks[min(epoch // self.stride, len(self.networks) - 1)]


@closed
def mean_gradient(network, X, Y, slopes):
    """Return ``(dW, db)`` of the cost, its tangents carried over activations that respond at these ``slopes``."""
    tangents = Tangents(network, X, Y)
    return tangents.gradient(slope={l: slopes[l](tangents.z[l]) for l in tangents.layers})


@closed
def measured_run(network, X, Y, eta, epochs, mistake="none"):
    """Go down the measured gradient, with the named mistake in it; return the `Run`."""
    slopes, rate = MISTAKES[mistake](network.g, {l: ComplexStep(g) for l, g in network.g.items()}, eta, len(X))
    networks = [network]
    for _ in range(epochs):
        networks.append(stepped(networks[-1], *mean_gradient(networks[-1], X, Y, slopes), rate))
    return Run(networks, np.array([float(cost(met, X, Y)) for met in networks]))


@closed
def gradient_error(network, X, Y, mistake):
    """Return the relative error that a mistake puts into the first gradient."""
    measured = {l: ComplexStep(g) for l, g in network.g.items()}
    slopes, rate = MISTAKES[mistake](network.g, measured, 1.0, len(X))
    wrong, right = mean_gradient(network, X, Y, slopes), mean_gradient(network, X, Y, measured)
    flat = [np.concatenate([v.ravel() for part in pair for v in part.values()]) for pair in (wrong, right)]
    return relative_error(rate * flat[0], flat[1])
