"""The chain network of two tanh nodes and its own loss, ½ (y − h_2)²."""

from itertools import cycle

from ...activations import sigmoid, tanh
from ...calling.readers import Keyed
from ...derivatives import ComplexStep
from ...network import node_losses
from ..exercise import Exercise, Factor, Mistake, Probe
from ..messages import SAY
from .activation_slopes import slope_from_a
from .telling_draws import CLOSE, NEARLY, away
from .two_nodes import both_slopes, everywhere, first_slope, inner, scaled, second_slope, truth, without


def probes(rng):
    """Draw the probes; hidden: what lies `inner`."""
    signs = cycle(rng.permutation([-1, 1]))  # too high and too low in turn: a lost sign shows in the plain case

    def draw(group, what="", off=(0.3, 0.9)):
        while True:
            x, w1, w2, b1, b2 = (float(v) for v in [*away(rng, 0.4, 1.7, 3), *away(rng, 0.2, 0.9, 2)])
            inside = inner(x, w1, b1, w2, b2)
            z1, z2 = abs(inside["z1"]), abs(inside["z2"])
            clear = 0.5 < z1 < 1.5 and 0.5 < z2 < 1.5 and min(abs(abs(v) - 1) for v in (x, w1, w2)) > 0.1
            if clear and abs(z1 - z2) > 0.1:
                break
        y = float(inside["h2"] + float(next(signs) * rng.uniform(*off)))
        return Probe(group, {"x": x, "y": y, "w1": w1, "b1": b1, "w2": w2, "b2": b2}, what, inside)

    return [
        draw("plain"),
        draw("plain"),
        draw("general"),
        draw("general", "an output far from its target", (1.3, 2)),
        draw("general", "an output close to its target", CLOSE),
        draw("edge", "an output that nearly reaches its target", NEARLY),
    ]


def sigmoid_slope(z, h):
    """Return the sigmoid's slope at z."""
    return ComplexStep(sigmoid)(z)


def loss_by_z2(z2, y):
    """Measure the loss ½ (y − tanh z)² of the second node by its z, at ``z2``."""
    return ComplexStep(lambda z: node_losses(tanh(z), y) / 2)(z2)


def travel(name):
    """Return where a part is met on the way back, as a sort key: layer 2 first, weights after the biases they share."""
    return -int(name[-3]), name[-4] == "w"


def first_wrong(wrong, names):
    """Name the first wrong part on the way back and the quantity that it points to; both arguments hold names."""
    name = min(wrong, key=travel)
    i = name[-3]
    if len([n for n in wrong if n[-3] == i]) == 1:
        return name, f"The first wrong quantity on the way back is {name}: its {ALONE[name[-4]]}."
    text = f"The first wrong quantity on the way back is ∂L/∂z_{i}: w{i} and b{i} both rest on it. "
    return name, text + SHARED[i]


OTHERS = {"w": "bias", "b": "weight"}
ALONE = {
    "w": "bias is right, so look at the last factor, ∂z/∂w",
    "b": "weight is right, so look at the last factor, ∂z/∂b",
}
SHARED = {
    "2": "It is made of h_2, y and the slope of the second tanh: look at the forward pass, then at these.",
    "1": "Layer 2 is right: look at how this is made from ∂L/∂z_2.",
}
WEIGHT_ITSELF = "The weight stands where ∂z/∂w belongs: ∂z_1/∂w_1 = x, ∂z_2/∂w_2 = h_1."
TURNED = "The sign is the other way round."
OUTPUT_CROSSING = f"{SAY[6]} The second tanh is missing, in all four."

EXERCISE = Exercise(
    name="tanh_chain_gradients",
    points=2,
    returns="a dict of four numbers with the keys 'w1', 'b1', 'w2', 'b2'",
    probes=probes,
    truth=truth,
    read=Keyed("answer"),
    first_wrong=first_wrong,
    factors=(
        Factor(1, "Half of it: the ½ cancels the 2, and nothing is left to halve.", lambda: 0.5),
        Factor(42, SAY[42], lambda: 2),
        Factor(2, TURNED, lambda: -1),
        Factor(42, f"{SAY[42]} {TURNED}", lambda: -2),
    ),
    mistakes=(
        Mistake(42, everywhere(2)),
        Mistake(2, everywhere(-1)),
        Mistake(42, f"{SAY[42]} And the sign is the other way round.", everywhere(-2)),
        Mistake(1, "Half of it: the ½ cancels the 2, and nothing is left to halve.", everywhere(0.5)),
        Mistake(6, OUTPUT_CROSSING, second_slope(lambda: 1)),
        Mistake(43, scaled(lambda w2: 1 / w2), first_slope(lambda: 1), scaled(lambda w2, s1: 1 / (w2 * s1))),
        Mistake(43, f"{SAY[43]} (Not through w1.)", scaled(lambda w1, w2: w1 / w2)),
        Mistake(7, "No tanh was crossed, neither the second nor the first.", both_slopes(lambda z, h: 1)),
        Mistake(43, f"The second tanh is missing on the way to layer 1. {SAY[43]}", scaled(lambda s2: 1 / s2)),
        Mistake(6, "The second tanh is missing in layer 2; layer 1 is right.", scaled(second=lambda s2: 1 / s2)),
        Mistake(43, f"{SAY[43]} The slope of the second tanh was taken twice.", first_slope(lambda s2: s2)),
        Mistake(
            9,
            both_slopes(lambda z, h: slope_from_a(tanh)(z)),
            second_slope(lambda z2: slope_from_a(tanh)(z2)),
            first_slope(lambda z1: slope_from_a(tanh)(z1)),
        ),
        Mistake(8, both_slopes(lambda z, h: ComplexStep(tanh)(h))),
        Mistake(8, f"{SAY[8]} In layer 2.", second_slope(lambda h2: ComplexStep(tanh)(h2))),
        Mistake(8, f"{SAY[8]} In layer 1.", first_slope(lambda h1: ComplexStep(tanh)(h1))),
        Mistake(10, both_slopes(sigmoid_slope), both_slopes(lambda z, h: slope_from_a(sigmoid)(h))),
        Mistake("1 − h, without the square: the slope of tanh has h².", both_slopes(lambda z, h: 1 - h)),
        Mistake("1 − h_2, without the square: the slope of tanh has h_2².", second_slope(lambda h2: 1 - h2)),
        Mistake("1 − h_1, without the square: the slope of tanh has h_1².", first_slope(lambda h1: 1 - h1)),
        Mistake(
            "Brackets round the slope, 1 − h_2²: without them only the 1 is multiplied.",
            everywhere(lambda h2, s2, y: (h2 - y - h2**2) / (h2 - y) / s2),
        ),
        Mistake(
            "A plus where a minus belongs: the slope of tanh is never above 1.", both_slopes(lambda z, h: 1 + h * h)
        ),
        Mistake(
            "A plus where a minus belongs, in one of the slopes: that of tanh is never above 1.",
            second_slope(lambda h2: 1 + h2**2),
            first_slope(lambda h1: 1 + h1**2),
        ),
        Mistake("The slope of the first tanh is taken at x.", first_slope(lambda x: ComplexStep(tanh)(x))),
        Mistake("h_1 is missing in w2: the second weight is multiplied by h_1.", scaled(w2=lambda h1: 1 / h1)),
        Mistake(
            17,
            "x stands in w2 where h_1 belongs: each weight is multiplied by what it receives.",
            scaled(w2=lambda x, h1: x / h1),
        ),
        Mistake(15, f"{SAY[15]} In w2 that is h_1, not h_2.", scaled(w2=lambda h1, h2: h2 / h1)),
        Mistake(16, scaled(w2=lambda z1, h1: z1 / h1)),
        Mistake(WEIGHT_ITSELF, scaled(w1=lambda w1, x: w1 / x, w2=lambda w2, h1: w2 / h1)),
        Mistake(f"{WEIGHT_ITSELF} In w1.", scaled(w1=lambda w1, x: w1 / x)),
        Mistake(f"{WEIGHT_ITSELF} In w2.", scaled(w2=lambda w2, h1: w2 / h1)),
        Mistake("x is missing in w1: the first weight is multiplied by x.", scaled(w1=lambda x: 1 / x)),
        Mistake(15, f"{SAY[15]} In w1 that is x, not h_1.", scaled(w1=lambda h1, x: h1 / x)),
        Mistake(
            "The activations before are missing: w1 receives x, w2 receives h_1.",
            scaled(w1=lambda x: 1 / x, w2=lambda h1: 1 / h1),
        ),
        Mistake(27, scaled(b1=0, b2=0)),
        Mistake(27, f"{SAY[27]} (b1 came out as 0.)", scaled(b1=0)),
        Mistake(27, f"{SAY[27]} (b2 came out as 0.)", scaled(b2=0)),
        Mistake(27, "1 is ∂z/∂b alone, the last factor.", lambda truth: {**truth, "b1": 1, "b2": 1}),
        Mistake(
            27,
            "The biases got ∂L/∂h; their node's own tanh is to be crossed as well.",
            scaled(b1=lambda s1: 1 / s1, b2=lambda s2: 1 / s2),
        ),
        Mistake(27, "b1 got ∂L/∂h_1; the first tanh is to be crossed as well.", scaled(b1=lambda s1: 1 / s1)),
        Mistake(27, "b2 got ∂L/∂h_2; the second tanh is to be crossed as well.", scaled(b2=lambda s2: 1 / s2)),
        Mistake(27, "b1 and b2 carry the biases themselves; ∂z/∂b = 1.", scaled(b1=lambda b1: b1, b2=lambda b2: b2)),
        Mistake(
            27,
            "b1 and b2 carry an activation: a bias is multiplied by nothing.",
            lambda truth: {**truth, "b1": truth["w1"], "b2": truth["w2"]},
        ),
        Mistake(
            31, "b1 got b2's derivative: the way back to layer 1 is longer.", lambda truth: {**truth, "b1": truth["b2"]}
        ),
        Mistake(30, "Layer 1 came out as 0: go on, back through w2 and the first tanh.", scaled(0.0)),
        Mistake(
            "Layers 1 and 2 are swapped.",
            lambda truth: {"w1": truth["w2"], "b1": truth["b2"], "w2": truth["w1"], "b2": truth["b1"]},
        ),
        Mistake(
            "w1 and w2 are swapped; the biases are right.",
            lambda truth: {**truth, "w1": truth["w2"], "w2": truth["w1"]},
        ),
        Mistake("w2 was squared on the way to layer 1: it is crossed once.", scaled(lambda w2: w2)),
        Mistake(
            "Weights and biases are swapped.",
            lambda truth: {"w1": truth["b1"], "b1": truth["w1"], "w2": truth["b2"], "b2": truth["w2"]},
        ),
        Mistake(33, "That is the loss, not y − h_2: differentiate it first.", everywhere(lambda h2, y: (h2 - y) / 2)),
        Mistake(
            33,
            "Those are the parameters after a step; their derivatives are asked for.",
            *(
                lambda probe, truth, rate=rate: {name: probe[name] - rate * slope for name, slope in truth.items()}
                for rate in (1, 0.1, 0.01)
            ),
        ),
        Mistake("The bias is missing in the forward pass: z = w h + b.", without("b1", "b2")),
        Mistake("b1 is missing in the forward pass: z_1 = w_1 x + b_1.", without("b1")),
        Mistake("b2 is missing in the forward pass: z_2 = w_2 h_1 + b_2.", without("b2")),
        Mistake(
            "The second tanh is missing in the forward pass and on the way back: h_2 = tanh(z_2).",
            everywhere(lambda z2, h2, s2, y: (z2 - y) / (h2 - y) / s2),
        ),
        Mistake(
            17,
            "x stands in the second node's input, where h_1 belongs: z_2 = w_2 h_1 + b_2.",
            everywhere(lambda x, w2, b2, h2, s2, y: loss_by_z2(w2 * x + b2, y) / ((h2 - y) * s2)),
        ),
        Mistake(
            "z_2 stands where h_2 belongs, in the difference and in the slope: h_2 = tanh(z_2).",
            everywhere(lambda z2, h2, s2, y: (z2 - y) / (h2 - y) * slope_from_a(tanh)(z2) / s2),
        ),
    ),
)
