"""The activation functions, node by node, for real and for complex arrays (so that a complex step can pass)."""

import numpy as np


def sigmoid(z):
    """Return 1 / (1 + exp(-z)), any shape; written with tanh so that a large ``|z|`` cannot overflow."""
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


def tanh(z):
    """Return the hyperbolic tangent of ``z``, any shape."""
    return np.tanh(z)


def relu(z):
    """Return ``z`` where its real part is positive and 0 elsewhere, any shape."""
    z = np.asarray(z)
    return np.where(z.real > 0, z, 0)


def identity(z):
    """Return ``z`` itself: a node that passes its input on."""
    return np.asarray(z)
