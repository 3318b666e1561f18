"""Derivatives measured, not derived: what the checks and the figures compare a formula with."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

TINY = 1e-30  # a complex step subtracts nothing, so it may be as small as this


def central_difference(f, x, h=1e-5):
    """Return (f(x + h) - f(x - h)) / 2h, the slope of ``f`` at ``x`` (lesson 1); exact up to a term in h²."""
    return (f(x + h) - f(x - h)) / (2 * h)


@dataclass(frozen=True)
class ComplexStep:
    """The slope of ``g``, node by node: Im g(z + ih) / h, exact to rounding for an analytic ``g``."""

    g: Callable

    def __call__(self, z):
        """Return the slope at every entry of ``z``, same shape."""
        return np.imag(self.g(np.asarray(z, dtype=float) + TINY * 1j)) / TINY

    def __str__(self):
        """Say whose slope it is."""
        return f"slope of {getattr(self.g, '__name__', self.g)}"


def gradient(f, x):
    """Return the derivative of the number ``f(x)`` by every entry of ``x``, same shape, by a complex step an entry.

    ``f`` must accept complex arrays and use no absolute value, comparison or conjugate of them.
    """
    x = np.asarray(x, dtype=complex)
    slopes = np.empty(x.shape)
    for entry in np.ndindex(x.shape):
        stepped = x.copy()
        stepped[entry] += TINY * 1j
        slopes[entry] = np.imag(f(stepped)) / TINY
    return slopes


def relative_error(a, m):
    """Return |a - m| / (|a| + |m|) by norms: 0 where both agree, 1 where one of them is 0 or points the other way."""
    scale = np.linalg.norm(a) + np.linalg.norm(m)
    return float(np.linalg.norm(np.subtract(a, m)) / scale) if scale else 0.0
