"""The chain network of two tanh nodes and its own loss, ½ (y − h_2)²."""

from ...activations import sigmoid, tanh
from ...answers import Keyed
from ...derivatives import ComplexStep
from ...sensitivity import node_loss
from ..exercise import Exercise, Factor, Mistake, Probe
from ..messages import SAY
from .draws import LESSON, away
from .slopes import form

PARAMETERS = ("w1", "b1", "w2", "b2")


def chain(x, y, w1, b1, w2, b2):
    """Return z_1, h_1, z_2, h_2 and the loss ½ (y − h_2)² of the chain x → h_1 → h_2 of tanh nodes."""
    z1 = w1 * x + b1
    h1 = tanh(z1)
    z2 = w2 * h1 + b2
    h2 = tanh(z2)
    return z1, h1, z2, h2, node_loss(y)(h2) / 2


def probes(rng):
    def draw(group, what="", off=(0.3, 0.9)):
        while True:
            x, w1, w2, b1, b2 = (float(v) for v in [*away(rng, 0.4, 1.7, 3), *away(rng, 0.2, 0.9, 2)])
            z1, _, z2, h2, _ = chain(x, 0, w1, b1, w2, b2)
            clear = 0.5 < abs(z1) < 1.5 and 0.5 < abs(z2) < 1.5 and min(abs(abs(v) - 1) for v in (x, w1, w2)) > 0.1
            if clear and abs(abs(z1) - abs(z2)) > 0.1:
                break
        y = h2 + float(away(rng, *off))
        return Probe(group, {"x": x, "y": float(y), "w1": w1, "b1": b1, "w2": w2, "b2": b2}, what)

    return [
        draw("plain"),
        draw("plain"),
        draw("general"),
        draw("general", "an output far from its target", (1.3, 2)),
        draw("general", "an output close to its target", (1e-4, 5e-4)),
        draw("edge", "an output that nearly reaches its target", (1e-7, 1e-6)),
    ]


def truth(p):
    """Measure the four derivatives, one complex step each."""

    def loss_by(name):
        return ComplexStep(lambda value: chain(**{**p.arguments, name: value})[-1])

    return {name: loss_by(name)(p[name]) for name in PARAMETERS}


def inner(p):
    """Return ``(z1, h1, z2, h2)`` and the measured slopes ``(s1, s2)`` of the two activations."""
    z1, h1, z2, h2, _ = chain(**p.arguments)
    return z1, h1, z2, h2, ComplexStep(tanh)(z1), ComplexStep(tanh)(z2)


def scaled(first=1.0, second=1.0, **each):
    """Return a mistake's formula: the truth times ``first`` in layer 1, ``second`` in layer 2, and more for ``each``.

    A factor is a number or a function of ``(p, z1, h1, z2, h2, s1, s2)``.
    """

    def value(factor, p):
        return factor(p, *inner(p)) if callable(factor) else factor

    def wrong(p, t):
        by_layer = {"w1": first, "b1": first, "w2": second, "b2": second}
        return {k: t[k] * value(by_layer[k], p) * value(each.get(k, 1.0), p) for k in PARAMETERS}

    return wrong


def everywhere(factor):
    """Return `scaled` with one factor in both layers."""
    return scaled(factor, factor)


def second_slope(slope):
    """Return `scaled` with ``slope(p, z1, h1, z2, h2, s1, s2)`` in place of the second tanh's."""
    return everywhere(lambda *v: slope(*v) / v[-1])


def first_slope(slope):
    """Return `scaled` with ``slope(p, z1, h1, z2, h2, s1, s2)`` in place of the first tanh's."""
    return scaled(lambda *v: slope(*v) / v[-2])


def both_slopes(slope):
    """Return `scaled` with ``slope(z, h)`` in place of each tanh's own."""
    return scaled(
        lambda p, z1, h1, z2, h2, s1, s2: slope(z1, h1) * slope(z2, h2) / (s1 * s2),
        lambda p, z1, h1, z2, h2, s1, s2: slope(z2, h2) / s2,
    )


def sigmoid_slope(z, h):
    """Return the sigmoid's slope at z."""
    return ComplexStep(sigmoid)(z)


OUTPUT_CROSSING = f"{SAY[6]} The second tanh is missing, in all four."

tanh_chain_gradients = Exercise(
    name="tanh_chain_gradients",
    lesson=LESSON,
    points=2,
    returns="a dict of four numbers with the keys 'w1', 'b1', 'w2', 'b2'",
    probes=probes,
    truth=truth,
    read=Keyed(),
    factors=(
        Factor(42, SAY[42], lambda p: 2),
        Factor(2, SAY[2], lambda p: -1),
        Factor(42, f"{SAY[42]} And the sign is the other way round.", lambda p: -2),
    ),
    mistakes=(
        Mistake(42, SAY[42], everywhere(2)),
        Mistake(2, SAY[2], everywhere(-1)),
        Mistake(42, f"{SAY[42]} And the sign is the other way round.", everywhere(-2)),
        Mistake(1, "Half of it: the ½ cancels the 2, and nothing is left to halve.", everywhere(0.5)),
        Mistake(6, OUTPUT_CROSSING, second_slope(lambda *v: 1)),
        Mistake(43, SAY[43], scaled(lambda p, *v: 1 / p["w2"])),
        Mistake(43, SAY[43], first_slope(lambda *v: 1)),
        Mistake(43, SAY[43], scaled(lambda p, z1, h1, z2, h2, s1, s2: 1 / (p["w2"] * s1))),
        Mistake(43, f"{SAY[43]} (Not through w1.)", scaled(lambda p, *v: p["w1"] / p["w2"])),
        Mistake(7, "No tanh was crossed, neither the second nor the first.", both_slopes(lambda z, h: 1)),
        Mistake(43, f"The second tanh is missing on the way to layer 1. {SAY[43]}", scaled(lambda *v: 1 / v[-1])),
        Mistake(6, "The second tanh is missing in layer 2; layer 1 is right.", scaled(1.0, lambda *v: 1 / v[-1])),
        Mistake(43, f"{SAY[43]} The slope of the second tanh was taken twice.", first_slope(lambda *v: v[-1])),
        Mistake(9, SAY[9], both_slopes(lambda z, h: form(tanh)(z))),
        Mistake(9, SAY[9], second_slope(lambda p, z1, h1, z2, h2, s1, s2: form(tanh)(z2))),
        Mistake(9, SAY[9], first_slope(lambda p, z1, h1, z2, h2, s1, s2: form(tanh)(z1))),
        Mistake(8, SAY[8], both_slopes(lambda z, h: ComplexStep(tanh)(h))),
        Mistake(10, SAY[10], both_slopes(sigmoid_slope)),
        Mistake(10, SAY[10], both_slopes(lambda z, h: form(sigmoid)(h))),
        Mistake(0, "1 − h, without the square: the slope of tanh has h².", both_slopes(lambda z, h: 1 - h)),
        Mistake(
            0, "A plus where a minus belongs: the slope of tanh is never above 1.", both_slopes(lambda z, h: 1 + h * h)
        ),
        Mistake(0, "The slope of the first tanh is taken at x.", first_slope(lambda p, *v: ComplexStep(tanh)(p["x"]))),
        Mistake(
            0, "h_1 is missing in w2: the second weight is multiplied by h_1.", scaled(w2=lambda p, z1, h1, *v: 1 / h1)
        ),
        Mistake(
            17,
            "x stands in w2 where h_1 belongs: each weight is multiplied by what it receives.",
            scaled(w2=lambda p, z1, h1, *v: p["x"] / h1),
        ),
        Mistake(15, f"{SAY[15]} In w2 that is h_1, not h_2.", scaled(w2=lambda p, z1, h1, z2, h2, *v: h2 / h1)),
        Mistake(16, SAY[16], scaled(w2=lambda p, z1, h1, *v: z1 / h1)),
        Mistake(0, "x is missing in w1: the first weight is multiplied by x.", scaled(w1=lambda p, *v: 1 / p["x"])),
        Mistake(15, f"{SAY[15]} In w1 that is x, not h_1.", scaled(w1=lambda p, z1, h1, *v: h1 / p["x"])),
        Mistake(
            0,
            "The activations before are missing: w1 receives x, w2 receives h_1.",
            scaled(w1=lambda p, *v: 1 / p["x"], w2=lambda p, z1, h1, *v: 1 / h1),
        ),
        Mistake(27, SAY[27], scaled(b1=0, b2=0)),
        Mistake(27, f"{SAY[27]} (b1 came out as 0.)", scaled(b1=0)),
        Mistake(27, f"{SAY[27]} (b2 came out as 0.)", scaled(b2=0)),
        Mistake(27, "1 is ∂z/∂b alone, the last factor.", lambda p, t: {**t, "b1": 1, "b2": 1}),
        Mistake(
            27,
            "b1 and b2 carry an activation: a bias is multiplied by nothing.",
            lambda p, t: {**t, "b1": t["w1"], "b2": t["w2"]},
        ),
        Mistake(31, "b1 got b2's derivative: the way back to layer 1 is longer.", lambda p, t: {**t, "b1": t["b2"]}),
        Mistake(30, "Layer 1 came out as 0: go on, back through w2 and the first tanh.", scaled(0.0)),
        Mistake(
            0, "Layers 1 and 2 are swapped.", lambda p, t: {"w1": t["w2"], "b1": t["b2"], "w2": t["w1"], "b2": t["b1"]}
        ),
        Mistake(
            0,
            "Weights and biases are swapped.",
            lambda p, t: {"w1": t["b1"], "b1": t["w1"], "w2": t["b2"], "b2": t["w2"]},
        ),
        Mistake(
            33,
            "That is the loss, not y − h_2: differentiate it first.",
            everywhere(lambda p, z1, h1, z2, h2, *v: (h2 - p["y"]) / 2),
        ),
        Mistake(0, "The bias is missing in the forward pass: z = w h + b.", lambda p, t: without_biases(p)),
    ),
)


def without_biases(p):
    """Return the derivatives at the point where both biases are 0."""
    return truth(Probe(p.group, {**p.arguments, "b1": 0.0, "b2": 0.0}))
