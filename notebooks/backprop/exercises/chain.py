"""Lesson 3's two functions of the chain rule: on numbers, and on sympy's expressions.

The truth is measured: a complex step through the whole composition. The known mistakes are one table for both
functions; the symbolic one asks it at a few values of w.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..activations import sigmoid, tanh
from ..answers import Expression
from ..derivatives import ComplexStep
from ..functions import Polynomial
from .exercise import Exercise, Mistake, Probe
from .messages import SAY

LESSON = "03_observations"


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
    (0, TOO_FEW, lambda c, t: t / c.slopes(c.middle, c.inner, c.x)[2]),
    (0, TOO_FEW, lambda c, t: t / c.slopes(c.middle, c.inner, c.x)[1]),
    (0, TOO_FEW, lambda c, t: t / c.slopes(c.middle, c.inner, c.x)[0]),
    *((0, TOO_FEW, lambda c, t, i=i: c.slopes(c.middle, c.inner, c.x)[i]) for i in range(3)),
    (0, "Right size, opposite sign.", lambda c, t: -t),
)


# chain_rule(f_prime, g, g_prime, h, h_prime, x)


def bent(rng):
    """Return a polynomial of third degree, every coefficient of a size between 0.4 and 1.2."""
    return Polynomial(tuple(float(c) for c in rng.choice([-1, 1], 4) * rng.uniform(0.4, 1.2, 4)))


def chain_rule_probes(rng):
    def draw(group, f, g, h, x=None, what=""):
        x = float(rng.choice([-1, 1]) * rng.uniform(0.3, 1.2)) if x is None else x
        slopes = {"f_prime": ComplexStep(f), "g": g, "g_prime": ComplexStep(g), "h": h, "h_prime": ComplexStep(h)}
        return Probe(group, {**slopes, "x": x}, what, {"f": f})

    line = Polynomial((float(rng.uniform(0.3, 1)), float(rng.uniform(1.5, 2.5))))
    return [
        draw("plain", bent(rng), bent(rng), bent(rng)),
        draw("plain", bent(rng), bent(rng), bent(rng)),
        draw("general", bent(rng), tanh, bent(rng), what="g = tanh"),
        draw("general", sigmoid, bent(rng), tanh, what="h = tanh"),
        draw("general", bent(rng), sigmoid, line, what="a straight line for h"),
        draw("edge", bent(rng), bent(rng), bent(rng), 0.0, "x = 0"),
    ]


def links(p):
    """Return the probe's three functions and its place."""
    return Links(p["f"], p["g"], p["h"], p["x"])


def backwards(p, t):
    """Return the product with g and h in each other's place."""
    turned = Links(p["f"], p["h"], p["g"], p["x"])
    return turned.total


chain_rule = Exercise(
    name="chain_rule",
    lesson=LESSON,
    points=2,
    returns="one number, the slope of f(g(h(x))) at x",
    probes=chain_rule_probes,
    truth=lambda p: links(p).total,
    mistakes=(
        *(Mistake(number, say, lambda p, t, f=f: f(links(p), t)) for number, say, f in ALTERED),
        Mistake(0, "g and h changed places: h acts first, on x.", backwards),
        Mistake(
            0,
            "Slopes were put into slopes: each one is taken at a value of the functions, then all are multiplied.",
            lambda p, t: p["f_prime"](p["g_prime"](p["h_prime"](p["x"]))),
        ),
        Mistake(0, "That is a value, not a slope.", lambda p, t: links(p).middle),
    ),
)


# symbolic_chain_rule(C, a, z, w)

SYMBOL, PLACES = "w", (-0.9, 0.35, 1.15)


def symbolic_probes(rng):
    import sympy  # slow to import, and only this exercise needs it

    w = sympy.Symbol(SYMBOL)

    def draw(group, names, loss, activation, link, what=""):
        a, z = map(sympy.Symbol, names)
        return Probe(group, {"C": loss(a), "a": (a, activation(z)), "z": (z, link), "w": w}, what)

    def tenths(low, high):
        return sympy.Rational(int(rng.integers(low, high + 1)), 10)

    def squared(a):
        return (a - tenths(1, 9)) ** 2

    def line():
        return tenths(6, 14) * w + tenths(2, 9)

    def logistic(z):
        return 1 / (1 + sympy.exp(-z))

    return [
        draw("plain", "az", squared, sympy.tanh, line()),
        draw("plain", "az", squared, logistic, line()),
        draw("general", "az", lambda a: tenths(3, 9) * a**3 + a, sympy.sin, w**2 + line(), "other functions"),
        draw("general", "uv", squared, lambda z: z**2 + tenths(2, 9) * z, line(), "symbols called u and v"),
        draw("edge", "az", squared, sympy.tanh, w, "z = w"),
    ]


@lru_cache(maxsize=64)
def numeric(symbol, expression):
    """Return sympy's ``expression`` as a function of a number in the place of ``symbol``, complex ones too."""
    import sympy

    return sympy.lambdify(symbol, expression, "numpy")


def measured(p, compute):
    """Return an expression in w that has, at each of the PLACES, the value ``compute(links, slope)``.

    It is the polynomial through these values: the reader looks nowhere else.
    """
    f, g, h = numeric(p["a"][0], p["C"]), numeric(p["z"][0], p["a"][1]), numeric(p["w"], p["z"][1])
    at = [Links(f, g, h, place) for place in PLACES]
    values = [float(compute(c, c.total)) for c in at]
    return sum(float(c) * p["w"] ** i for i, c in enumerate(np.polyfit(PLACES, values, len(PLACES) - 1)[::-1]))


symbolic_chain_rule = Exercise(
    name="symbolic_chain_rule",
    lesson=LESSON,
    points=1,
    returns="dC/dw, a sympy expression in w alone",
    probes=symbolic_probes,
    truth=lambda p: measured(p, lambda c, t: t),
    mistakes=(
        *(Mistake(number, say, lambda p, t, f=f: measured(p, f)) for number, say, f in ALTERED),
        Mistake(
            0,
            "C was differentiated by w, which does not stand in it: C depends on w only through a and z.",
            lambda p, t: 0,
        ),
        Mistake(
            0,
            "That is C itself as an expression in w, not yet its derivative.",
            lambda p, t: p["C"].subs(*p["a"]).subs(*p["z"]),
        ),
        Mistake(
            34,
            "Take the symbols from the arguments: they are not always called a and z.",
            lambda p, t: t if p["a"][0].name == "a" else 0,
        ),
    ),
    read=Expression(SYMBOL, PLACES),
)
