"""Sums of products in exact fractions: an oracle that shares no rounding with numpy."""

from fractions import Fraction


def exact(*columns):
    """Return the sum over the products of the columns' entries, in exact fractions, rounded once."""
    total = Fraction(0)
    for row in zip(*columns, strict=True):
        product = Fraction(1)
        for number in row:
            product *= Fraction(float(number))
        total += product
    return float(total)
