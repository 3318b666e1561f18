"""Three functions in a row, f of g of h, and the known ways to put their slopes together wrongly.

The chain rule's two functions share the table: one is given the slopes, the other finds them in sympy's expressions.
"""

from ...derivatives import ComplexStep
from ..exercise import Mistake
from ..messages import SAY


def links(f, g, h, x):
    """Return what `chain_rule` is given, by name: the inner functions, the measured slope of each, and the place."""
    return {"f_prime": ComplexStep(f), "g": g, "g_prime": ComplexStep(g), "h": h, "h_prime": ComplexStep(h), "x": x}


def total(f, g, h, x):
    """Return the slope of the whole composition at ``x``, by one complex step."""
    return float(ComplexStep(lambda x: f(g(h(x))))(x))


CHAIN_MISTAKES = (
    Mistake(
        40,
        lambda f_prime, g_prime, h_prime, x: f_prime(x) * g_prime(x) * h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(x) * h_prime(x),
        lambda f_prime, g_prime, h, h_prime, x: f_prime(x) * g_prime(h(x)) * h_prime(x),
        lambda f_prime, g_prime, h, h_prime, x: f_prime(h(x)) * g_prime(h(x)) * h_prime(x),
        lambda f_prime, g_prime, h, h_prime, x: f_prime(h(x)) * g_prime(x) * h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(x)) * g_prime(h(x)) * h_prime(x),
        lambda f_prime, g, g_prime, h_prime, x: f_prime(g(x)) * g_prime(x) * h_prime(x),
    ),
    Mistake(
        40,
        "Each slope is taken at what its own function receives: f' at g(h(x)), g' at h(x), h' at x.",
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(g(h(x))) * h_prime(g(h(x))),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(h(x)) * h_prime(h(x)),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(x) * g_prime(h(x)) * h_prime(g(h(x))),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(h(g(x))) * g_prime(h(x)) * h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(g(h(x))) * h_prime(h(x)),
        lambda f_prime, g, g_prime, h_prime, x: f_prime(g(x)) * g_prime(g(x)) * h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(h(x)) * g_prime(g(h(x))) * h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(x) * g_prime(h(x)) * h_prime(g(x)),
    ),
    Mistake(
        40,
        "f of g of h: h comes first, so the slopes are taken at x for h', at h(x) for g', at g(h(x)) for f'.",
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * h_prime(g(x)) * g_prime(x),
    ),
    Mistake(
        40,
        "Only functions stand in the brackets, never slopes: f' is taken at g(h(x)), g' at h(x).",
        lambda f_prime, g_prime, h, h_prime, x: f_prime(g_prime(h(x))) * g_prime(h(x)) * h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(h_prime(x)) * h_prime(x),
        lambda f_prime, g_prime, h_prime, x: f_prime(g_prime(h_prime(x))) * g_prime(h_prime(x)) * h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(h_prime(x)),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(h(x) * h_prime(x)),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x)) * g_prime(h(x)) * h_prime(x)),
    ),
    Mistake(
        41,
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) + g_prime(h(x)) + h_prime(x),
        lambda f_prime, g_prime, h_prime, x: f_prime(x) + g_prime(x) + h_prime(x),
    ),
    Mistake(
        41,
        f"{SAY[41]} Only some of the slopes were multiplied.",
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(h(x)) + h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * (g_prime(h(x)) + h_prime(x)),
    ),
    Mistake(
        "A factor is missing: three functions, three slopes.",
        lambda f_prime, g, g_prime, h, x: f_prime(g(h(x))) * g_prime(h(x)),
        lambda f_prime, g, h, h_prime, x: f_prime(g(h(x))) * h_prime(x),
        lambda g_prime, h, h_prime, x: g_prime(h(x)) * h_prime(x),
        lambda f_prime, g, h, x: f_prime(g(h(x))),
        lambda g_prime, h, x: g_prime(h(x)),
        lambda h_prime, x: h_prime(x),
    ),
    Mistake("Right size, opposite sign.", lambda truth: -truth),
    Mistake(
        "The slopes are multiplied, none of them is divided by.",
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) / g_prime(h(x)) / h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) * g_prime(h(x)) / h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: f_prime(g(h(x))) / g_prime(h(x)) * h_prime(x),
        lambda f_prime, g, g_prime, h, h_prime, x: g_prime(h(x)) * h_prime(x) / f_prime(g(h(x))),
    ),
    Mistake("x came in as a factor: it is only the place.", lambda truth, x: truth * x),
    Mistake(
        "A value stands where a slope belongs: the factors are the slopes f', g' and h'.",
        lambda f_prime, g, h, x: f_prime(g(h(x))) * g(h(x)) * h(x),
        lambda f_prime, g, g_prime, h, x: f_prime(g(h(x))) * g_prime(h(x)) * h(x),
    ),
)
