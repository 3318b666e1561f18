"""`symbolic_chain_rule`: sympy's expression, read by its values at a few places, which are measured as well.

sympy is slow to import, and nothing else needs it.
"""

from functools import lru_cache

from ...calling.expression import AtPoints, Expression
from ..exercise import Exercise, Mistake, Probe
from .chain_mistakes import CHAIN_MISTAKES, links, total

SYMBOL, PLACES = "w", (-0.9, 0.35, 1.15)


def symbolic_probes(rng):
    import sympy

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


def in_w(formula):
    """Return the formula that gives the values of the chain rule's ``formula`` where the reader looks."""

    def expression(C, a, z, w):
        f, g, h = numeric(a[0], C), numeric(z[0], a[1]), numeric(w, z[1])
        at = [Probe("", links(f, g, h, x), hidden={"f": f}) for x in PLACES]
        return AtPoints(tuple(float(place.put_into(formula, truth=place.put_into(total))) for place in at))

    return expression


EXERCISE = Exercise(
    name="symbolic_chain_rule",
    points=1,
    returns="dC/dw, a sympy expression in w alone",
    probes=symbolic_probes,
    truth=in_w(total),
    mistakes=(
        *(Mistake(row.number, row.message, *map(in_w, row.formulas)) for row in CHAIN_MISTAKES),
        Mistake(
            "0 came: something was differentiated by a symbol that does not stand in it, or no longer. C holds a[0], "
            "a[1] holds z[0], z[1] holds w; what each stands for is put in after that.",
            lambda: 0,
        ),
        Mistake("That is C itself as an expression in w, not yet its derivative.", lambda C, a, z: C.subs(*a).subs(*z)),
        Mistake(
            34,
            "Take the symbols from the arguments: they are not always called a and z.",
            lambda a, truth: truth if a[0].name == "a" else 0,
        ),
    ),
    read=Expression(SYMBOL, PLACES),
)
