"""Three functions in a row, their measured slopes, and the known ways to put the slopes together wrongly.

The truth is a complex step through the whole composition; the mistakes are shared by the chain rule's two functions.
"""

from dataclasses import dataclass

import numpy as np

from ...derivatives import ComplexStep
from ..messages import SAY


@dataclass(frozen=True)
class Links:
    """Three functions of one number, f of g of h, with their measured slopes, at the place ``x``."""

    f: object
    g: object
    h: object
    x: float

    @property
    def inner(self):
        """h(x)."""
        return self.h(self.x)

    @property
    def middle(self):
        """g(h(x))."""
        return self.g(self.inner)

    def slopes(self, at_f, at_g, at_h):
        """Return the three functions' slopes, each at a place of its own."""
        return tuple(float(ComplexStep(u)(v)) for u, v in ((self.f, at_f), (self.g, at_g), (self.h, at_h)))

    @property
    def total(self):
        """The slope of the whole composition at x, by one complex step."""
        return float(ComplexStep(lambda x: self.f(self.g(self.h(x))))(self.x))


TOO_FEW = "A factor is missing: three functions, three slopes."
PARTLY_AT_X = "Each slope is taken at what its own function receives: f' at g(h(x)), g' at h(x), h' at x."

VALUES = "A value stands where a slope belongs: the factors are the slopes f', g' and h'."


def added_last(f, g, h):
    """Return f' g' + h'."""
    return f * g + h


def added_inside(f, g, h):
    """Return f' (g' + h')."""
    return f * (g + h)


def divided(f, g, h):
    """Return f' over the other two."""
    return f / g / h


ALTERED = (  # (number, message, what is computed from the links and the right slope t)
    (40, SAY[40], lambda c, t: np.prod(c.slopes(c.x, c.x, c.x))),
    (40, SAY[40], lambda c, t: np.prod(c.slopes(c.middle, c.x, c.x))),
    (40, SAY[40], lambda c, t: np.prod(c.slopes(c.x, c.inner, c.x))),
    (40, SAY[40], lambda c, t: np.prod(c.slopes(c.inner, c.inner, c.x))),
    (40, SAY[40], lambda c, t: np.prod(c.slopes(c.inner, c.x, c.x))),
    (40, SAY[40], lambda c, t: np.prod(c.slopes(c.g(c.x), c.inner, c.x))),
    (40, SAY[40], lambda c, t: np.prod(c.slopes(c.g(c.x), c.x, c.x))),
    (40, SAY[40], lambda c, t: np.prod(c.slopes(c.g(c.x), c.h(c.x), c.x))),
    (40, PARTLY_AT_X, lambda c, t: np.prod(c.slopes(c.middle, c.middle, c.middle))),
    (40, PARTLY_AT_X, lambda c, t: np.prod(c.slopes(c.middle, c.inner, c.inner))),
    (40, PARTLY_AT_X, lambda c, t: np.prod(c.slopes(c.x, c.inner, c.middle))),
    (41, SAY[41], lambda c, t: sum(c.slopes(c.middle, c.inner, c.x))),
    (41, SAY[41], lambda c, t: sum(c.slopes(c.x, c.x, c.x))),
    (
        41,
        f"{SAY[41]} Only some of the slopes were multiplied.",
        lambda c, t: added_last(*c.slopes(c.middle, c.inner, c.x)),
    ),
    (
        41,
        f"{SAY[41]} Only some of the slopes were multiplied.",
        lambda c, t: added_inside(*c.slopes(c.middle, c.inner, c.x)),
    ),
    (0, TOO_FEW, lambda c, t: t / c.slopes(c.middle, c.inner, c.x)[2]),
    (0, TOO_FEW, lambda c, t: t / c.slopes(c.middle, c.inner, c.x)[1]),
    (0, TOO_FEW, lambda c, t: t / c.slopes(c.middle, c.inner, c.x)[0]),
    *((0, TOO_FEW, lambda c, t, i=i: c.slopes(c.middle, c.inner, c.x)[i]) for i in range(3)),
    (0, "Right size, opposite sign.", lambda c, t: -t),
    (
        0,
        "The slopes are multiplied, none of them is divided by.",
        lambda c, t: divided(*c.slopes(c.middle, c.inner, c.x)),
    ),
    (0, "x came in as a factor: it is only the place.", lambda c, t: t * c.x),
    (0, VALUES, lambda c, t: c.slopes(c.middle, c.inner, c.x)[0] * c.middle * c.inner),
    (0, VALUES, lambda c, t: np.prod(c.slopes(c.middle, c.inner, c.x)[:2]) * c.inner),
    (40, PARTLY_AT_X, lambda c, t: np.prod(c.slopes(c.h(c.g(c.x)), c.inner, c.x))),
)
