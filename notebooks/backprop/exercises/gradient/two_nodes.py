"""The chain x → h_1 → h_2: its loss, its measured derivatives, and these times a factor where a mistake is made."""

from ...activations import tanh
from ...derivatives import ComplexStep
from ...network import node_losses


def chain(x, w1, b1, w2, b2):
    """Return z_1, h_1, z_2, h_2 of the chain x → h_1 → h_2 of tanh nodes."""
    z1 = w1 * x + b1
    h1 = tanh(z1)
    z2 = w2 * h1 + b2
    h2 = tanh(z2)
    return z1, h1, z2, h2


def truth(x, y, w1, b1, w2, b2):
    """Measure the four derivatives of the loss ½ (y − h_2)², one complex step each."""
    parameters = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}

    def loss_by(name):
        return ComplexStep(lambda value: node_losses(chain(x, **{**parameters, name: value})[-1], y) / 2)

    return {name: loss_by(name)(value) for name, value in parameters.items()}


def inner(x, w1, b1, w2, b2):
    """Return by name what lies inside: z1, h1, z2, h2, and the measured slopes s1, s2 of the two activations."""
    z1, h1, z2, h2 = chain(x, w1, b1, w2, b2)
    return {"z1": z1, "h1": h1, "z2": z2, "h2": h2, "s1": ComplexStep(tanh)(z1), "s2": ComplexStep(tanh)(z2)}


def scaled(first=1.0, second=1.0, **each):
    """Return a mistake's formula: the truth times ``first`` in layer 1, ``second`` in layer 2, and more for ``each``.

    A factor is a number or a formula.
    """
    by_layer = {"w1": first, "b1": first, "w2": second, "b2": second}

    def wrong(probe, truth):
        def value(factor):
            return probe.put_into(factor) if callable(factor) else factor

        return {k: truth[k] * value(by_layer[k]) * value(each.get(k, 1.0)) for k in truth}

    return wrong


def everywhere(factor):
    """Return `scaled` with one factor in both layers."""
    return scaled(factor, factor)


def second_slope(slope):
    """Return `scaled` with the formula ``slope`` in place of the second tanh's."""
    return everywhere(lambda probe, s2: probe.put_into(slope) / s2)


def first_slope(slope):
    """Return `scaled` with the formula ``slope`` in place of the first tanh's."""
    return scaled(lambda probe, s1: probe.put_into(slope) / s1)


def both_slopes(slope):
    """Return `scaled` with ``slope(z, h)`` in place of each tanh's own."""
    return scaled(
        lambda z1, h1, z2, h2, s1, s2: slope(z1, h1) * slope(z2, h2) / (s1 * s2), lambda z2, h2, s2: slope(z2, h2) / s2
    )


def without(*names):
    """Return a mistake's formula: the derivatives at the point where these arguments are 0."""
    return lambda probe: probe.put_into(truth, **dict.fromkeys(names, 0.0))
