"""The second of the three terms, in a tanh layer: an activation by its input."""

import numpy as np

from ...activations import sigmoid, tanh
from ...derivatives import ComplexStep
from ..exercise import Exercise, Mistake
from ..messages import SAY
from .activation_slopes import slope_from_a, slope_mistakes, slope_probes

EXERCISE = Exercise(
    name="tanh_prime",
    points=1,
    returns="the slope of tanh at every entry of z, in the shape of z",
    probes=slope_probes,
    truth=lambda z: ComplexStep(tanh)(z),
    mistakes=(
        Mistake(9, lambda z: slope_from_a(tanh)(z)),
        *slope_mistakes(tanh, sigmoid, "tanh", "the sigmoid"),
        Mistake("That is the slope of arctan, 1 / (1 + z²); tanh's is made from tanh(z).", lambda z: 1 / (1 + z**2)),
        Mistake("That is 1 − coth²: tanh itself stands in the square, not 1 over it.", lambda z: 1 - 1 / tanh(z) ** 2),
        Mistake(
            "That is made of tan, the tangent of an angle; tanh is another function.",
            lambda z: slope_from_a(tanh)(np.tan(z)),
        ),
        Mistake("That is made of arctan; tanh is another function.", lambda z: slope_from_a(tanh)(np.arctan(z))),
        Mistake("The square belongs to cosh, too: tanh² is sinh² / cosh².", lambda z: 1 - np.sinh(z) ** 2 / np.cosh(z)),
        Mistake("tanh(z) was doubled where it is to be squared: `** 2`.", lambda z: 1 - 2 * tanh(z)),
        Mistake("2 was raised to tanh(z): what is squared comes first, as in `t ** 2`.", lambda z: 1 - 2 ** tanh(z)),
        Mistake("The slope was multiplied by tanh once more.", lambda z, truth: truth * tanh(z)),
        Mistake("That is the slope's own slope: once is enough.", lambda z, truth: -2 * tanh(z) * truth),
        Mistake(9, f"{SAY[9]} (In one of the two factors.)", lambda z: 1 - tanh(z) * z),
        Mistake("It is 1 over that: cosh² stands below.", lambda truth: 1 / truth),
        Mistake(
            "That is made of cos; cosh is another function.",
            lambda z: 1 / np.cos(z) ** 2,
            lambda z: 1 / np.cos(z),
        ),
        Mistake(
            "tanh(z) was doubled where its square is to be taken from 1.", lambda z: 2 * tanh(z), lambda z: -2 * tanh(z)
        ),
        Mistake("1 / sinh² belongs to coth: for tanh, cosh² stands below.", lambda z: 1 / np.sinh(z) ** 2),
        Mistake("The value of cosh is squared, not z.", lambda z: np.sqrt(ComplexStep(tanh)(z**2))),
        Mistake(
            "The square is missing: 4 stands over the square of exp(z) + exp(-z).", lambda truth: 2 * np.sqrt(truth)
        ),
        Mistake("z was halved: it is tanh of z itself that is squared.", lambda z: ComplexStep(tanh)(z / 2)),
        Mistake("z was doubled: it is tanh of z itself that is squared.", lambda z: ComplexStep(tanh)(2 * z)),
    ),
)
