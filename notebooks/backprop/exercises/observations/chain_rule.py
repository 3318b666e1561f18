"""`chain_rule`: the slope of a composition of three functions of one number, measured by a complex step."""

from ...activations import sigmoid, tanh
from ...calling.polynomial import Polynomial
from ..draws import until
from ..exercise import Exercise, Mistake, Probe
from .chain_mistakes import CHAIN_MISTAKES, links, total


def bent(rng):
    """Return a polynomial of third degree, every coefficient of a size between 0.4 and 1.2."""
    return Polynomial(tuple(float(c) for c in rng.choice([-1, 1], 4) * rng.uniform(0.4, 1.2, 4)))


def steady(p, x):
    """Say whether neither value nor slope of a polynomial at ``x`` is a small rest of terms that nearly cancel."""
    if not isinstance(p, Polynomial):
        return True
    value = [c * x**i for i, c in enumerate(p.coefficients)]
    slope = [i * c * x ** (i - 1) for i, c in enumerate(p.coefficients) if i]
    return all(abs(sum(terms)) > 0.1 * sum(map(abs, terms)) for terms in (value, slope))


def chain_rule_probes(rng):
    def draw(group, f, g, h, x=None, what=""):
        def drawn():
            functions = [bent(rng) if function is None else function for function in (f, g, h)]
            return *functions, float(rng.choice([-1, 1]) * rng.uniform(0.3, 1.2)) if x is None else x

        def clear(drawn):
            f, g, h, x = drawn
            return steady(h, x) and steady(g, h(x)) and steady(f, g(h(x)))

        f, g, h, x = until(clear, drawn)
        return Probe(group, links(f, g, h, x), what, {"f": f})

    line = Polynomial((float(rng.uniform(0.3, 1)), float(rng.uniform(1.5, 2.5))))
    return [
        draw("plain", None, None, None),
        draw("plain", None, None, None),
        draw("general", None, tanh, None, what="g = tanh"),
        draw("general", sigmoid, None, tanh, what="h = tanh"),
        draw("general", None, sigmoid, line, what="a straight line for h"),
        draw("edge", None, None, None, 0.0, "x = 0"),
    ]


EXERCISE = Exercise(
    name="chain_rule",
    points=2,
    returns="one number, the slope of f(g(h(x))) at x",
    probes=chain_rule_probes,
    truth=total,
    mistakes=(
        *CHAIN_MISTAKES,
        Mistake(
            "The slopes came one by one: multiply them.",
            lambda f_prime, g, g_prime, h, h_prime, x: (f_prime(g(h(x))), g_prime(h(x)), h_prime(x)),
        ),
        Mistake("g and h changed places: h acts first, on x.", lambda f, g, h, x: total(f, h, g, x)),
        Mistake(
            "Slopes were put into slopes: each one is taken at a value of the functions, then all are multiplied.",
            lambda f_prime, g_prime, h_prime, x: f_prime(g_prime(h_prime(x))),
        ),
        Mistake("That is a value, not a slope.", lambda g, h, x: g(h(x))),
    ),
)
