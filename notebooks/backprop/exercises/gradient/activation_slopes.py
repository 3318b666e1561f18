"""The slope of an activation: what `sigmoid_prime` and `tanh_prime` have in common, and how it is made from a."""

from functools import cache

import numpy as np

from ...calling.polynomial import Polynomial
from ...derivatives import ComplexStep
from ..exercise import Mistake, Probe
from ..messages import SAY
from .telling_draws import away

MADE_FROM_A = "g(z) was meant where z stands: the slope is made from the activation."
NO_DIAGONAL = "Right, and spread over the diagonal of a square: the numbers alone are asked for, one for each node."
NO_SUM = "One slope for each entry of z: do not add them up."


@cache
def slope_from_a(g):
    """Return the parabola through three measured pairs (g(z), slope at z): what takes an activation to its slope."""
    z = np.array([-1.0, 0.0, 1.0])
    return Polynomial(tuple(np.polynomial.polynomial.polyfit(g(z), ComplexStep(g)(z), 2)))


def slope_probes(rng):
    def draw(group, shape, what="", high=1.9):
        return Probe(group, {"z": away(rng, 0.9, high, shape)}, what)

    def spread(low, high):
        z = np.concatenate([[0.0], away(rng, low, high, 5), away(rng, 0.5, 1, 2)])
        return rng.permutation(z)

    return [
        draw("plain", 5),
        draw("plain", 3),
        draw("general", (2, 3), "a matrix"),
        draw("general", (4, 4), "a square matrix"),
        Probe("general", {"z": spread(2, 4)}, "larger z, and z = 0"),
        Probe("edge", {"z": float(away(rng, 0.9, 1.9))}, "a single number"),
        Probe("edge", {"z": spread(9, 18)}, "saturated nodes"),
    ]


def slope_mistakes(g, other, name, other_name):
    """Return the mistakes of a slope of ``g``; ``other`` is the function that it may be taken for."""
    plus = Polynomial(tuple(abs(c) for c in slope_from_a(g).coefficients))
    return (
        Mistake(f"That is {name} itself; its derivative is asked for.", lambda z: g(z)),
        Mistake(10, lambda z: ComplexStep(other)(z)),
        Mistake(8, f"{SAY[8]} Here g was applied twice.", lambda z: ComplexStep(g)(g(z))),
        Mistake(
            10,
            f"{SAY[10]} (The form is {other_name}'s, with the values of {name}.)",
            lambda z: slope_from_a(other)(g(z)),
        ),
        Mistake(
            10,
            f"{SAY[10]} (The form is {name}'s, with the values of {other_name}.)",
            lambda z: slope_from_a(g)(other(z)),
        ),
        Mistake(2, "Right size, opposite sign: this function never falls.", lambda truth: -truth),
        Mistake(f"That is 1 minus {name}: a factor or a power is missing.", lambda z: 1 - g(z)),
        Mistake("A plus where a minus belongs.", lambda z: plus(g(z))),
        Mistake(f"That is {name} squared: what is it taken from?", lambda z: g(z) ** 2),
        Mistake(f"Minus {name} squared, alone: what is it taken from?", lambda z: -(g(z) ** 2)),
        Mistake(f"The brackets: {name} alone is squared, not its distance from 1.", lambda z: (1 - g(z)) ** 2),
        Mistake(f"The value of {name} is squared, not z.", lambda z: 1 - g(z**2)),
        Mistake(
            f"{name[0].upper()}{name[1:]} was called again, by the brackets behind it: a `*` is missing there.",
            lambda z: g(1 - g(z)),
        ),
        Mistake("0 everywhere: without brackets `s * 1 - s` is s − s. (Or was nothing stored?)", lambda z: 0 * z),
        Mistake(
            "`np.gradient` takes the differences between neighbours; each slope is that of its own z.",
            lambda z: np.gradient(g(z)),
        ),
        Mistake(
            "A slope measured by a step that is not small is only near it: the formula is exact.",
            *(lambda z, h=h: (g(z + h) - g(z)) / h for h in (0.1, 0.01)),
            lambda z: (g(z + 0.1) - g(z - 0.1)) / 0.2,
        ),
        Mistake("A square too many: the slope was squared.", lambda truth: truth * truth),
        Mistake("The square is missing: that is the root of the slope.", lambda truth: np.sqrt(truth)),
        Mistake(11, f"{NO_SUM} {SAY[11]}", lambda truth: np.sum(truth)),
        Mistake(NO_DIAGONAL, lambda truth: np.diag(truth)),
        Mistake("One slope for each entry of z: do not average them.", lambda truth: np.mean(truth)),
    )
