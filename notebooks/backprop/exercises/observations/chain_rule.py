"""`chain_rule`: the slope of a composition of three functions of one number, measured by a complex step."""

from ...activations import sigmoid, tanh
from ...calling.polynomial import Polynomial
from ..exercise import Exercise, Mistake, Probe
from .chain_mistakes import CHAIN_MISTAKES, links, total


def bent(rng):
    """Return a polynomial of third degree, every coefficient of a size between 0.4 and 1.2."""
    return Polynomial(tuple(float(c) for c in rng.choice([-1, 1], 4) * rng.uniform(0.4, 1.2, 4)))


def chain_rule_probes(rng):
    def draw(group, f, g, h, x=None, what=""):
        x = float(rng.choice([-1, 1]) * rng.uniform(0.3, 1.2)) if x is None else x
        return Probe(group, links(f, g, h, x), what, {"f": f})

    line = Polynomial((float(rng.uniform(0.3, 1)), float(rng.uniform(1.5, 2.5))))
    return [
        draw("plain", bent(rng), bent(rng), bent(rng)),
        draw("plain", bent(rng), bent(rng), bent(rng)),
        draw("general", bent(rng), tanh, bent(rng), what="g = tanh"),
        draw("general", sigmoid, bent(rng), tanh, what="h = tanh"),
        draw("general", bent(rng), sigmoid, line, what="a straight line for h"),
        draw("edge", bent(rng), bent(rng), bent(rng), 0.0, "x = 0"),
    ]


EXERCISE = Exercise(
    name="chain_rule",
    points=2,
    returns="one number, the slope of f(g(h(x))) at x",
    probes=chain_rule_probes,
    truth=total,
    mistakes=(
        *CHAIN_MISTAKES,
        Mistake("g and h changed places: h acts first, on x.", lambda f, g, h, x: total(f, h, g, x)),
        Mistake(
            "Slopes were put into slopes: each one is taken at a value of the functions, then all are multiplied.",
            lambda f_prime, g_prime, h_prime, x: f_prime(g_prime(h_prime(x))),
        ),
        Mistake("That is a value, not a slope.", lambda g, h, x: g(h(x))),
    ),
)
