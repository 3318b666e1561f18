"""Random numbers for lesson 4's probes, drawn so that none of them can hide a mistake.

A value near 0 hides what it multiplies, one near 1 hides that it is missing, a saturated or linear activation hides
where its slope was taken: such values are not drawn.
"""

from functools import partial

import numpy as np

from ...activations import relu
from ...derivatives import ComplexStep
from ...measure.gradients import forward_rows
from ..draws import apart, random_network
from ..exercise import Factor

CLOSE = (0.08, 0.15)  # how far outputs are from their targets where they are close to them, always
NEARLY = (0.04, 0.06)  # where they nearly reach them: any nearer, and single precision would not know how near

DELTA_OF_CROSS_ENTROPY = "a − y is δ of a sigmoid output with cross-entropy. This loss is squared: 2(a − y), times g'."
NO_2 = "The 2 is missing: the derivative of a square brings it down."
TURNED = "The sign is the other way round: the derivative of (a − y)² has a − y, not y − a."
LOSS_FACTORS = (
    Factor(1, NO_2, lambda: 0.5),
    Factor(2, TURNED, lambda: -1),
    Factor(1, f"{NO_2} {TURNED}", lambda: -0.5),
)


away = partial(apart, both_signs=True)


def upstream(rng, n):
    """Return a random ∂C/∂a, shape (n,): no two entries alike, none near 0 or of size 1."""
    return away(rng, 1.2, 2.8, n) + rng.uniform(-0.1, 0.1, n)


def inputs(rng, shape):
    """Return random z for tanh and sigmoid: not linear there, not saturated, and far from g(z)."""
    return away(rng, 0.9, 1.9, shape)


def activations(rng, shape):
    """Return random activations of a tanh layer: none near 0 or of size 1."""
    return away(rng, 0.25, 0.85, shape)


def telling_network(rng, sizes, g, X):
    """Return a random `Network` (see `random_network`) whose every layer has something to say on the samples ``X``."""
    while True:
        network = random_network(rng, sizes, g, both_signs=True)
        if telling(network, X):
            return network


def telling(network, X):
    """Say whether every sample finds a living node in every layer, and no ReLU is near its kink or open for all."""
    for l, z in forward_rows(network, X)[0].items():
        slope = ComplexStep(network.g[l])(z)
        if slope.max(axis=1).min() < 0.05:
            return False
        if network.g[l] is relu and (np.abs(z).min() < 0.06 or slope.all()):
            return False
    return True


def samples(rng, sizes, g, n, off=(0.3, 1.5)):
    """Return ``(network, X, Y)``: ``n`` samples in rows, the targets ``off`` from the outputs by so much."""
    X = away(rng, 0.3, 1.5, (n, sizes[0]))
    network = telling_network(rng, sizes, g, X)
    outputs = forward_rows(network, X)[1][network.L]
    return network, X, outputs - away(rng, *off, outputs.shape)


def slopes(network):
    """Return ``g_prime``, the measured slope of each layer's activation."""
    return {l: ComplexStep(g) for l, g in network.g.items()}
