"""Random numbers for the probes of all lessons, drawn so that none of them can hide a mistake."""

import numpy as np

from ..network import Network

SIGNS = np.array([-1.0, 1.0])


def apart(rng, low, high, size=None, both_signs=False):
    """Return numbers of either sign whose sizes lie between ``low`` and ``high``: never near 0.

    With ``both_signs`` some are positive and some negative, wherever there are more than one.
    """
    signs = SIGNS[rng.integers(2, size=size)]  # as `choice` would, in a tenth of its time
    if both_signs and np.size(signs) > 1:
        signs.flat[rng.permutation(np.size(signs))[:2]] = -1, 1
    return signs * rng.uniform(low, high, size)


def until(clear, make):
    """Return the first of the things that ``make()`` draws which is ``clear``: whose answer is not a rest of its terms.

    Where they nearly cancel, what is left is their rounding.
    """
    while not clear(drawn := make()):
        pass
    return drawn


def random_network(rng, sizes, g, both_signs=False):
    """Return a `Network` of these layer ``sizes``: weights are normal, biases `apart` from 0.

    ``g`` holds one activation function for each layer after the first.
    """
    layers = range(2, len(sizes) + 1)
    return Network(
        W={l: rng.normal(size=(sizes[l - 1], sizes[l - 2])) for l in layers},
        b={l: apart(rng, 0.3, 1.2, sizes[l - 1], both_signs) for l in layers},
        g=dict(zip(layers, g, strict=True)),
    )
