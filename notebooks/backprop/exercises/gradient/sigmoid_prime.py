"""The second of the three terms, in a sigmoid layer: an activation by its input."""

from ...activations import sigmoid, tanh
from ...derivatives import ComplexStep
from ..exercise import Exercise, Mistake
from .activation_slopes import MADE_FROM_A, slope_from_a, slope_mistakes, slope_probes

EXERCISE = Exercise(
    name="sigmoid_prime",
    points=1,
    returns="the sigmoid's slope at every entry of z, in the shape of z",
    probes=slope_probes,
    truth=lambda z: ComplexStep(sigmoid)(z),
    mistakes=(
        Mistake(9, MADE_FROM_A, lambda z: slope_from_a(sigmoid)(z)),
        *slope_mistakes(sigmoid, tanh, "the sigmoid", "tanh"),
    ),
)
