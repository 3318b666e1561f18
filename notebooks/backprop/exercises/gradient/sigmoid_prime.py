"""The second of the three terms, in a sigmoid layer: an activation by its input."""

import numpy as np

from ...activations import sigmoid, tanh
from ...calling.polynomial import Polynomial
from ...derivatives import ComplexStep
from ..exercise import Exercise, Mistake
from .activation_slopes import MADE_FROM_A, slope_from_a, slope_mistakes, slope_probes

other_factor = Polynomial(slope_from_a(sigmoid).coefficients[1:])

EXERCISE = Exercise(
    name="sigmoid_prime",
    points=1,
    returns="the sigmoid's slope at every entry of z, in the shape of z",
    probes=slope_probes,
    truth=lambda z: ComplexStep(sigmoid)(z),
    mistakes=(
        Mistake(9, MADE_FROM_A, lambda z: slope_from_a(sigmoid)(z)),
        *slope_mistakes(sigmoid, tanh, "the sigmoid", "tanh"),
        Mistake(9, f"{MADE_FROM_A} (In one of the two factors.)", lambda z: sigmoid(z) * other_factor(z)),
        Mistake(
            "In one of the two factors the sigmoid was applied twice.",
            lambda z: sigmoid(z) * (1 - sigmoid(sigmoid(z))),
            lambda z: sigmoid(sigmoid(z)) * (1 - sigmoid(z)),
        ),
        Mistake(
            "One of the two factors is squared: each counts once.",
            lambda z: sigmoid(z) ** 2 * (1 - sigmoid(z)),
            lambda z: sigmoid(z) * (1 - sigmoid(z)) ** 2,
        ),
        Mistake("The exp on top has -z as well.", lambda z: np.exp(z) * sigmoid(z) ** 2),
        Mistake("The exp below has -z as well.", lambda z: np.exp(-z) / (1 + np.exp(z)) ** 2),
        Mistake("The slope was put into its own formula: once is enough.", lambda z, truth: truth * (1 - truth)),
        Mistake(
            "`1 / 1 + exp(-z)` is 1 + exp(-z): brackets round the sum.",
            lambda z: -(1 + np.exp(-z)) * np.exp(-z),
        ),
        Mistake(
            "A plus where a minus belongs, and exp(z) where exp(-z) belongs.", lambda z: sigmoid(-z) * (1 + sigmoid(-z))
        ),
        Mistake("The sigmoid was doubled where its square is taken from it.", lambda z: -sigmoid(z)),
        Mistake(
            "The derivative of -z is -1: z is no factor in it.",
            lambda z, truth: -z * truth,
            lambda z, truth: z * truth,
        ),
        Mistake(
            "That is made of tanh(z): the sigmoid is made of tanh(z / 2), and so is its slope.",
            lambda z: ComplexStep(tanh)(z) / 2,
            lambda z: ComplexStep(tanh)(z) / 4,
        ),
        Mistake("That is the slope's own slope: once is enough.", lambda z, truth: truth * (1 - 2 * sigmoid(z))),
        Mistake("Brackets: the square belongs to all of 1 + exp(-z).", lambda z: np.sqrt(ComplexStep(tanh)(z)) / 2),
    ),
)
