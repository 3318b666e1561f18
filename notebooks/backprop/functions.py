"""Small named functions for probes: picklable, readable when printed, valid for complex numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Polynomial:
    """The function c_0 + c_1 x + c_2 x² + ..., from its ``coefficients`` in that order."""

    coefficients: tuple

    def __call__(self, x):
        """Return the value at ``x``, by Horner's rule."""
        total = 0
        for c in reversed(self.coefficients):
            total = total * x + c
        return total
