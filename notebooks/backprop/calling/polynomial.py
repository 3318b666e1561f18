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

    def __str__(self):
        """Write it as a reader would: 0.5 - 1.2 x + 0.7 x^2."""
        powers = ["", " x"] + [f" x^{i}" for i in range(2, len(self.coefficients))]
        terms = [f"{c:.4g}{power}" for c, power in zip(self.coefficients, powers, strict=False)]
        return " + ".join(terms).replace("+ -", "- ")
