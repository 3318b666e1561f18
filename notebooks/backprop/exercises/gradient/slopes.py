"""The first two of the three terms: the loss by an output, an output by its z."""

import numpy as np

from ...activations import sigmoid, tanh
from ...calling.polynomial import Polynomial
from ...derivatives import ComplexStep, gradient
from ...network import squared_error
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .draws import LESSON, away

LOSS_ITSELF = "That is the loss itself; its derivative by each output is asked for."
BRACKETS = "Without brackets only a is doubled: the 2 belongs to the whole difference."
FORM_OF_Z = "g(z) was meant where z stands: the slope is made from the activation."
ONE_EACH = "One number for each output: a derivative by each of them, not their sum."
NO_DIAGONAL = "Right, and spread over the diagonal of a square: the numbers alone are asked for, one for each node."


# dC_da(a_L, y)


def dC_da_probes(rng):
    def draw(group, n, off, what=""):
        y = away(rng, 0.1, 0.9, n)
        return Probe(group, {"a_L": y + away(rng, *off, n), "y": y}, what)

    return [
        draw("plain", 3, (0.15, 0.45)),
        draw("plain", 4, (0.15, 0.45)),
        draw("general", 5, (1.2, 1.9), "outputs far from their targets"),
        draw("general", 3, (1e-4, 5e-4), "outputs close to their targets"),
        draw("edge", 1, (0.15, 0.45), "one output"),
        draw("edge", 6, (1e-7, 1e-6), "outputs that nearly reach their targets"),
    ]


dC_da = Exercise(
    name="dC_da",
    lesson=LESSON,
    points=1,
    returns="one derivative for each output, shape (n_L,)",
    probes=dC_da_probes,
    truth=lambda y, a_L: gradient(lambda a: squared_error(a, y), a_L),
    mistakes=(
        Mistake(1, lambda truth: truth / 2),
        Mistake(2, lambda truth: -truth),
        Mistake(1, f"Half of it, and of opposite sign. {SAY[1]}", lambda truth: -truth / 2),
        Mistake(
            5, "Divided by the number of outputs: the loss is a sum over the nodes.", lambda truth: truth / truth.size
        ),
        Mistake(
            5,
            "Divided by the number of outputs, where the loss is a sum over the nodes; and the square's 2 is missing.",
            lambda truth: truth / truth.size / 2,
        ),
        Mistake(LOSS_ITSELF, lambda a_L, y: (a_L - y) ** 2, lambda a_L, y: squared_error(a_L, y)),
        Mistake(BRACKETS, lambda a_L, y: 2 * a_L - y),
        Mistake("The difference is squared still: the power goes down by one.", lambda truth: truth * truth / 2),
        Mistake(
            ONE_EACH,
            lambda truth: truth.sum(),
            lambda truth: truth.sum() / 2,
            lambda truth: truth.mean(),
            lambda truth: np.full(truth.shape, truth.sum()),
            lambda truth: np.full(truth.shape, truth.mean()),
        ),
        Mistake(NO_DIAGONAL, lambda truth: np.diag(truth)),
        Mistake(22, "That is the first output's derivative alone: one for each output.", lambda truth: truth[0]),
        Mistake(22, "That is the last output's derivative alone: one for each output.", lambda truth: truth[-1]),
        Mistake("The size is right; it has a sign as well.", lambda truth: np.abs(truth)),
        Mistake(
            "Only the sign is right: that is the direction, the size is asked for too.", lambda truth: np.sign(truth)
        ),
        Mistake(
            "One step too far: the output's own activation is a term of its own, for the next function.",
            lambda a_L, truth: truth * form(sigmoid)(a_L),
        ),
        Mistake("y stands where the difference belongs: that is not how far the output is off.", lambda y: 2 * y),
        Mistake("The target is missing: compare each output with its y.", lambda a_L: 2 * a_L),
    ),
)


# sigmoid_prime(z), tanh_prime(z)


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


def form(g):
    """Return the parabola through three measured pairs (g(z), slope at z): what takes an activation to its slope."""
    z = np.array([-1.0, 0.0, 1.0])
    return Polynomial(tuple(np.polynomial.polynomial.polyfit(g(z), ComplexStep(g)(z), 2)))


def slope_mistakes(g, other, name, other_name):
    """Return the mistakes of a slope of ``g``; ``other`` is the function that it may be taken for."""

    def at(outer, inner):
        return lambda z: outer(inner(np.asarray(z)))

    plus = Polynomial(tuple(abs(c) for c in form(g).coefficients))
    no_sum = "One slope for each entry of z: do not add them up."
    return (
        Mistake(f"That is {name} itself; its derivative is asked for.", lambda z: g(z)),
        Mistake(10, at(ComplexStep(other), np.asarray)),
        Mistake(8, f"{SAY[8]} Here g was applied twice.", at(ComplexStep(g), g)),
        Mistake(10, f"{SAY[10]} (The form is {other_name}'s, with the values of {name}.)", at(form(other), g)),
        Mistake(10, f"{SAY[10]} (The form is {name}'s, with the values of {other_name}.)", at(form(g), other)),
        Mistake(2, "Right size, opposite sign: this function never falls.", lambda truth: -truth),
        Mistake(f"That is 1 minus {name}: a factor or a power is missing.", lambda z: 1 - g(z)),
        Mistake("A plus where a minus belongs.", at(plus, g)),
        Mistake(f"That is {name} squared: what is it taken from?", lambda z: g(z) ** 2),
        Mistake("A square too many: the slope was squared.", lambda truth: truth * truth),
        Mistake("The square is missing: that is the root of the slope.", lambda truth: np.sqrt(truth)),
        Mistake(11, f"{no_sum} {SAY[11]}", lambda truth: np.sum(truth)),
        Mistake(NO_DIAGONAL, lambda truth: np.diag(truth)),
        Mistake("One slope for each entry of z: do not average them.", lambda truth: np.mean(truth)),
    )


sigmoid_prime = Exercise(
    name="sigmoid_prime",
    lesson=LESSON,
    points=1,
    returns="the sigmoid's slope at every entry of z, in the shape of z",
    probes=slope_probes,
    truth=lambda z: ComplexStep(sigmoid)(z),
    mistakes=(
        Mistake(9, FORM_OF_Z, lambda z: form(sigmoid)(np.asarray(z))),
        *slope_mistakes(sigmoid, tanh, "the sigmoid", "tanh"),
    ),
)

tanh_prime = Exercise(
    name="tanh_prime",
    lesson=LESSON,
    points=1,
    returns="the slope of tanh at every entry of z, in the shape of z",
    probes=slope_probes,
    truth=lambda z: ComplexStep(tanh)(z),
    mistakes=(
        Mistake(9, lambda z: form(tanh)(np.asarray(z))),
        *slope_mistakes(tanh, sigmoid, "tanh", "the sigmoid"),
    ),
)
