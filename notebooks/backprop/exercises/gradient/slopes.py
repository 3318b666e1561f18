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
    truth=lambda p: gradient(lambda a: squared_error(a, p["y"]), p["a_L"]),
    mistakes=(
        Mistake(1, SAY[1], lambda p, t: t / 2),
        Mistake(2, SAY[2], lambda p, t: -t),
        Mistake(1, f"Half of it, and of opposite sign. {SAY[1]}", lambda p, t: -t / 2),
        Mistake(5, "Divided by the number of outputs: the loss is a sum over the nodes.", lambda p, t: t / t.size),
        Mistake(
            5,
            "Divided by the number of outputs, where the loss is a sum over the nodes; and the square's 2 is missing.",
            lambda p, t: t / t.size / 2,
        ),
        Mistake(0, LOSS_ITSELF, lambda p, t: (p["a_L"] - p["y"]) ** 2),
        Mistake(0, LOSS_ITSELF, lambda p, t: squared_error(p["a_L"], p["y"])),
        Mistake(0, BRACKETS, lambda p, t: 2 * p["a_L"] - p["y"]),
        Mistake(0, "The difference is squared still: the power goes down by one.", lambda p, t: t * t / 2),
        Mistake(0, ONE_EACH, lambda p, t: t.sum()),
        Mistake(0, ONE_EACH, lambda p, t: t.sum() / 2),
        Mistake(0, ONE_EACH, lambda p, t: t.mean()),
        Mistake(0, ONE_EACH, lambda p, t: np.full(t.shape, t.sum())),
        Mistake(0, ONE_EACH, lambda p, t: np.full(t.shape, t.mean())),
        Mistake(0, NO_DIAGONAL, lambda p, t: np.diag(t)),
        Mistake(22, "That is the first output's derivative alone: one for each output.", lambda p, t: t[0]),
        Mistake(22, "That is the last output's derivative alone: one for each output.", lambda p, t: t[-1]),
        Mistake(0, "The size is right; it has a sign as well.", lambda p, t: np.abs(t)),
        Mistake(
            0, "Only the sign is right: that is the direction, the size is asked for too.", lambda p, t: np.sign(t)
        ),
        Mistake(
            0,
            "One step too far: the output's own activation is a term of its own, for the next function.",
            lambda p, t: t * form(sigmoid)(p["a_L"]),
        ),
        Mistake(
            0, "y stands where the difference belongs: that is not how far the output is off.", lambda p, t: 2 * p["y"]
        ),
        Mistake(0, "The target is missing: compare each output with its y.", lambda p, t: 2 * p["a_L"]),
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
        return lambda p, t: outer(inner(np.asarray(p["z"])))

    plus = Polynomial(tuple(abs(c) for c in form(g).coefficients))
    no_sum = "One slope for each entry of z: do not add them up."
    return (
        Mistake(0, f"That is {name} itself; its derivative is asked for.", lambda p, t: g(p["z"])),
        Mistake(10, SAY[10], at(ComplexStep(other), np.asarray)),
        Mistake(8, f"{SAY[8]} Here g was applied twice.", at(ComplexStep(g), g)),
        Mistake(10, f"{SAY[10]} (The form is {other_name}'s, with the values of {name}.)", at(form(other), g)),
        Mistake(10, f"{SAY[10]} (The form is {name}'s, with the values of {other_name}.)", at(form(g), other)),
        Mistake(2, "Right size, opposite sign: this function never falls.", lambda p, t: -t),
        Mistake(0, f"That is 1 minus {name}: a factor or a power is missing.", lambda p, t: 1 - g(p["z"])),
        Mistake(0, "A plus where a minus belongs.", at(plus, g)),
        Mistake(0, f"That is {name} squared: what is it taken from?", lambda p, t: g(p["z"]) ** 2),
        Mistake(0, "A square too many: the slope was squared.", lambda p, t: t * t),
        Mistake(0, "The square is missing: that is the root of the slope.", lambda p, t: np.sqrt(t)),
        Mistake(11, f"{no_sum} {SAY[11]}", lambda p, t: np.sum(t)),
        Mistake(0, NO_DIAGONAL, lambda p, t: np.diag(t)),
        Mistake(0, "One slope for each entry of z: do not average them.", lambda p, t: np.mean(t)),
    )


sigmoid_prime = Exercise(
    name="sigmoid_prime",
    lesson=LESSON,
    points=1,
    returns="the sigmoid's slope at every entry of z, in the shape of z",
    probes=slope_probes,
    truth=lambda p: ComplexStep(sigmoid)(p["z"]),
    mistakes=(
        Mistake(9, FORM_OF_Z, lambda p, t: form(sigmoid)(np.asarray(p["z"]))),
        *slope_mistakes(sigmoid, tanh, "the sigmoid", "tanh"),
    ),
)

tanh_prime = Exercise(
    name="tanh_prime",
    lesson=LESSON,
    points=1,
    returns="the slope of tanh at every entry of z, in the shape of z",
    probes=slope_probes,
    truth=lambda p: ComplexStep(tanh)(p["z"]),
    mistakes=(
        Mistake(9, SAY[9], lambda p, t: form(tanh)(np.asarray(p["z"]))),
        *slope_mistakes(tanh, sigmoid, "tanh", "the sigmoid"),
    ),
)
