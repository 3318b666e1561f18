"""The chain x → h_1 → h_2: its loss, its measured derivatives, and these times a factor where a mistake is made."""

from ...activations import tanh
from ...derivatives import ComplexStep
from ...measure.tangents import node_loss
from ..exercise import Probe

PARAMETERS = ("w1", "b1", "w2", "b2")


def chain(x, y, w1, b1, w2, b2):
    """Return z_1, h_1, z_2, h_2 and the loss ½ (y − h_2)² of the chain x → h_1 → h_2 of tanh nodes."""
    z1 = w1 * x + b1
    h1 = tanh(z1)
    z2 = w2 * h1 + b2
    h2 = tanh(z2)
    return z1, h1, z2, h2, node_loss(y)(h2) / 2


def truth(probe):
    """Measure the four derivatives, one complex step each."""

    def loss_by(name):
        return ComplexStep(lambda value: chain(**{**probe.arguments, name: value})[-1])

    return {name: loss_by(name)(probe[name]) for name in PARAMETERS}


def inner(p):
    """Return ``(z1, h1, z2, h2)`` and the measured slopes ``(s1, s2)`` of the two activations."""
    z1, h1, z2, h2, _ = chain(**p.arguments)
    return z1, h1, z2, h2, ComplexStep(tanh)(z1), ComplexStep(tanh)(z2)


def scaled(first=1.0, second=1.0, **each):
    """Return a mistake's formula: the truth times ``first`` in layer 1, ``second`` in layer 2, and more for ``each``.

    A factor is a number or a function of ``(p, z1, h1, z2, h2, s1, s2)``.
    """

    def value(factor, p):
        return factor(p, *inner(p)) if callable(factor) else factor

    def wrong(probe, truth):
        by_layer = {"w1": first, "b1": first, "w2": second, "b2": second}
        return {k: truth[k] * value(by_layer[k], probe) * value(each.get(k, 1.0), probe) for k in PARAMETERS}

    return wrong


def everywhere(factor):
    """Return `scaled` with one factor in both layers."""
    return scaled(factor, factor)


def second_slope(slope):
    """Return `scaled` with ``slope(p, z1, h1, z2, h2, s1, s2)`` in place of the second tanh's."""
    return everywhere(lambda *v: slope(*v) / v[-1])


def first_slope(slope):
    """Return `scaled` with ``slope(p, z1, h1, z2, h2, s1, s2)`` in place of the first tanh's."""
    return scaled(lambda *v: slope(*v) / v[-2])


def both_slopes(slope):
    """Return `scaled` with ``slope(z, h)`` in place of each tanh's own."""
    return scaled(
        lambda p, z1, h1, z2, h2, s1, s2: slope(z1, h1) * slope(z2, h2) / (s1 * s2),
        lambda p, z1, h1, z2, h2, s1, s2: slope(z2, h2) / s2,
    )


def without(p, *names):
    """Return the derivatives at the point where these arguments are 0."""
    return truth(Probe(p.group, {**p.arguments, **dict.fromkeys(names, 0.0)}))
