"""Lesson 1's six functions: what is probed, what is right, what is known to go wrong.

Sums are checked in exact fractions, the forward pass by the course's network, slopes as exact difference quotients.
"""

from fractions import Fraction

import numpy as np

from ..activations import relu, sigmoid, tanh
from ..derivatives import gradient
from ..functions import Polynomial
from ..network import Network, squared_error
from .exercise import Exercise, Mistake, Probe
from .messages import SAY

LESSON = "01_intuition"


def exact(*columns):
    """Return the sum over the products of the columns' entries, in exact fractions, rounded once."""
    total = Fraction(0)
    for row in zip(*columns, strict=True):
        product = Fraction(1)
        for number in row:
            product *= Fraction(float(number))
        total += product
    return float(total)


# weighted_sum(w, a, b)


def weighted_sum_probes(rng):
    def draw(group, n, what=""):
        return Probe(group, {"w": rng.normal(size=n), "a": rng.normal(size=n), "b": float(rng.uniform(0.5, 2))}, what)

    return [
        draw("plain", 4),
        draw("plain", 4),
        draw("general", 7, "seven inputs"),
        draw("general", 2, "two inputs"),
        draw("edge", 1, "a single input"),
    ]


weighted_sum = Exercise(
    name="weighted_sum",
    lesson=LESSON,
    points=1,
    returns="one number",
    probes=weighted_sum_probes,
    truth=lambda p: exact([*p["w"], p["b"]], [*p["a"], 1]),
    mistakes=(
        Mistake(0, "The sum is right, and the bias is missing: add b to it.", lambda p, t: t - p["b"]),
        Mistake(
            0,
            "The bias joined every term: add it once, after the sum.",
            lambda p, t: t + (len(p["w"]) - 1) * p["b"],
        ),
        Mistake(0, "The bias was subtracted: add it.", lambda p, t: t - 2 * p["b"]),
        Mistake(
            0,
            "These are the terms, not yet their sum: add them up.",
            lambda p, t: p["w"] * p["a"] + p["b"],
        ),
        Mistake(0, "These are the terms, not yet their sum: add them up.", lambda p, t: p["w"] * p["a"]),
        Mistake(
            0,
            "A sum, not a mean: do not divide by the number of inputs.",
            lambda p, t: np.mean(p["w"] * p["a"]) + p["b"],
        ),
        Mistake(
            0,
            "Each weight belongs to one activation: multiply them pair by pair, then add.",
            lambda p, t: p["w"].sum() * p["a"].sum() + p["b"],
        ),
        Mistake(
            0,
            "The weights are missing: each activation counts by its weight.",
            lambda p, t: p["a"].sum() + p["b"],
        ),
        Mistake(
            0,
            "An outer product has every pair of weight and activation; the sum needs w_k with a_k only.",
            lambda p, t: np.outer(p["w"], p["a"]) + p["b"],
        ),
    ),
)


# forward(W, b, g, x)


def random_network(rng, sizes, g):
    """Return a `Network` of random normal weights and biases that are far from zero; ``g``: one function a layer."""
    layers = range(2, len(sizes) + 1)
    return Network(
        W={l: rng.normal(size=(sizes[l - 1], sizes[l - 2])) for l in layers},
        b={l: rng.choice([-1, 1], sizes[l - 1]) * rng.uniform(0.3, 1.2, sizes[l - 1]) for l in layers},
        g=dict(zip(layers, g, strict=True)),
    )


def forward_probes(rng):
    def draw(group, sizes, g, what=""):
        network = random_network(rng, sizes, g)
        arguments = {"W": network.W, "b": network.b, "g": network.g, "x": rng.normal(size=sizes[0])}
        return Probe(group, arguments, what)

    return [
        draw("plain", [4, 5, 3], [tanh, sigmoid]),
        draw("plain", [4, 5, 3], [tanh, sigmoid]),
        draw("general", [3, 3, 3], [sigmoid, tanh], "two square layers"),
        draw("general", [3, 3, 3, 3], [sigmoid, tanh, sigmoid], "three square layers"),
        draw("general", [2, 4, 3, 5, 2], [tanh, relu, tanh, sigmoid], "four layers of weights"),
        draw("edge", [3, 2], [tanh], "one layer of weights"),
        draw("edge", [2, 3, 1], [relu, tanh], "one output"),
    ]


def through(p, bias=1.0, g=None, last_g=True, turned=False):
    """Return all activations of the forward pass with one thing altered: the bias, the functions, W turned round."""
    W, b, functions = p["W"], p["b"], p["g"]
    a = {1: p["x"]}
    for l in W:
        z = (W[l].T if turned else W[l]) @ a[l - 1] + bias * b[l]
        cross = (g or (lambda l: functions[l]))(l)
        a[l] = cross(z) if last_g or l < max(W) else z
    return a


def nothing(z):
    """Return ``z``: no activation function."""
    return z


def output(a):
    """Return the activations of the last layer."""
    return a[max(a)]


forward = Exercise(
    name="forward",
    lesson=LESSON,
    points=2,
    returns="the activations of the output layer, shape (n_L,)",
    probes=forward_probes,
    truth=lambda p: Network(p["W"], p["b"], p["g"]).forward(p["x"])[1][max(p["W"])],
    mistakes=(
        Mistake(
            0,
            "The last layer's own activation function is missing.",
            lambda p, t: output(through(p, last_g=False)),
        ),
        Mistake(
            0,
            "A hidden layer's activation function is missing: every layer's z goes through its own g.",
            lambda p, t: output(through(p, g=lambda l: p["g"][l] if l == max(p["W"]) else nothing)),
        ),
        Mistake(
            0,
            "The activation functions are missing: every layer's z goes through its own g.",
            lambda p, t: output(through(p, g=lambda l: nothing)),
        ),
        Mistake(0, "The biases are missing: every node adds its own.", lambda p, t: output(through(p, bias=0))),
        Mistake(0, "The biases were subtracted: add them.", lambda p, t: output(through(p, bias=-1))),
        Mistake(
            0,
            "One activation function served all layers: layer l has its own, g[l].",
            lambda p, t: output(through(p, g=lambda l: p["g"][2])),
        ),
        Mistake(
            0,
            "One activation function served all layers: layer l has its own, g[l].",
            lambda p, t: output(through(p, g=lambda l: p["g"][max(p["W"])])),
        ),
        Mistake(
            0,
            "The weights were turned round: row j of W[l] holds the weights into node j.",
            lambda p, t: output(through(p, turned=True)),
        ),
        Mistake(
            17,
            "Every layer was given the sample x: only layer 2 receives it, the others receive the activations before them.",
            lambda p, t: p["g"][max(p["W"])](p["W"][max(p["W"])] @ p["x"] + p["b"][max(p["b"])]),
        ),
        Mistake(
            0,
            "One layer short: go on to the output layer, the largest key of W.",
            lambda p, t: through(p)[max(p["W"]) - 1],
        ),
        Mistake(
            0,
            "Stopped after the first layer of weights: go on to the output layer, the largest key of W.",
            lambda p, t: through(p)[2],
        ),
        Mistake(
            0,
            "Right for three layers only: go through all the keys of W, however many there are.",
            lambda p, t: through(p)[3],
        ),
    ),
)


# push(a_L, y)


def push_probes(rng):
    def draw(group, a_L, y, what=""):
        return Probe(group, {"a_L": np.array(a_L, dtype=float), "y": np.array(y, dtype=float)}, what)

    def between(n):
        return rng.uniform(0.1, 0.9, n)

    near = rng.uniform(-0.5, 1.5, 6)
    side = rng.permutation([-1, 1, -1, 1, 0, 0])
    return [
        draw("plain", between(3), [0, 1, 0]),
        draw("plain", between(4), [1, 0, 0, 1]),
        draw("general", near, near + rng.uniform(0.1, 1, 6) * side, "targets of any size, some of them reached"),
        draw(
            "general",
            near[::-1],
            near[::-1] - rng.uniform(0.1, 1, 6) * side,
            "targets of any size, some of them reached",
        ),
        draw("edge", near[:3], near[:3], "outputs that are right already"),
        draw("edge", near[:1], near[:1] + 1e-3, "one output, nearly right"),
    ]


push = Exercise(
    name="push",
    lesson=LESSON,
    points=1,
    returns="+1, -1 or 0 for each output, shape (n_L,)",
    probes=push_probes,
    truth=lambda p: -np.sign(gradient(lambda a: squared_error(a, p["y"]), p["a_L"])) + 0.0,
    mistakes=(
        Mistake(2, "Opposite: this raises the loss. An output below its target must rise.", lambda p, t: -t),
        Mistake(
            0,
            "Sizes were returned; only the direction is asked for: +1, -1 or 0.",
            lambda p, t: p["y"] - p["a_L"],
        ),
        Mistake(
            0,
            "Sizes were returned; only the direction is asked for: +1, -1 or 0.",
            lambda p, t: 2 * (p["y"] - p["a_L"]),
        ),
        Mistake(
            0,
            "That is the loss's slope; the push goes the other way, and only its direction is asked for.",
            lambda p, t: 2 * (p["a_L"] - p["y"]),
        ),
        Mistake(
            0,
            "That is a difference, the wrong way round; only the direction of the push is asked for: +1, -1 or 0.",
            lambda p, t: p["a_L"] - p["y"],
        ),
        Mistake(
            0,
            "An output that is right already must stay: 0, neither +1 nor -1.",
            lambda p, t: np.where(p["a_L"] < p["y"], 1, -1),
        ),
        Mistake(
            0,
            "An output that is right already must stay: 0, neither +1 nor -1.",
            lambda p, t: np.where(p["a_L"] <= p["y"], 1, -1),
        ),
        Mistake(
            0,
            "Raising the right class and lowering the others holds only while outputs lie between 0 and 1: "
            "compare each output with its own target.",
            lambda p, t: np.where(p["y"] == 1, 1, -1),
        ),
        Mistake(
            0,
            "Raising the right class and lowering the others holds only while outputs lie between 0 and 1: "
            "compare each output with its own target.",
            lambda p, t: np.where(p["y"] > 0.5, 1, -1),
        ),
        Mistake(0, "Outputs that must fall get -1, not 0.", lambda p, t: np.where(p["a_L"] < p["y"], 1, 0)),
    ),
)


# slope(C, w, h=1e-5)


def slope_probes(rng):
    def draw(group, degree, h=None, what=""):
        # a curvature well away from 0, else a step to one side would be nearly right
        c = [float(v) for v in rng.uniform(0.5, 2, degree + 1) * rng.choice([-1, 1], degree + 1)]
        w = float(rng.uniform(0.5, 1.5) * np.sign(c[2] * c[3]))  # so that both terms of the curvature add up
        arguments = {"C": Polynomial(tuple(c)), "w": w} | ({"h": h} if h else {})
        return Probe(group, arguments, what)

    return [
        draw("plain", 3),
        draw("plain", 3),
        draw("general", 3, 0.1, "h = 0.1"),
        draw("general", 4, 0.01, "h = 0.01"),
        draw("edge", 3, 1e-3, "h = 0.001"),
    ]


def quotient(p, left, right, over):
    """Return (C(w + right h) - C(w + left h)) / (over h), computed in exact fractions."""
    C = Polynomial(tuple(Fraction(c) for c in p["C"].coefficients))
    w, h = Fraction(p["w"]), Fraction(p["h"] if "h" in p.arguments else 1e-5)
    return float((C(w + right * h) - C(w + left * h)) / (over * h))


def ignoring_h(p, t):
    """Return the central difference with h = 1e-5 whatever was asked for."""
    return quotient(Probe(p.group, {"C": p["C"], "w": p["w"]}), -1, 1, 2)


slope = Exercise(
    name="slope",
    lesson=LESSON,
    points=2,
    returns="one number, the slope of C at w by a central difference",
    probes=slope_probes,
    truth=lambda p: quotient(p, -1, 1, 2),
    mistakes=(
        Mistake(36, SAY[36], lambda p, t: quotient(p, 0, 1, 1)),
        Mistake(36, SAY[36], lambda p, t: quotient(p, -1, 0, 1)),
        Mistake(36, "Twice too large: from w - h to w + h is a run of 2h, not h.", lambda p, t: 2 * t),
        Mistake(36, SAY[36], lambda p, t: quotient(p, 0, 1, 2)),
        Mistake(36, "Half of it: divide by 2h once.", lambda p, t: t / 2),
        Mistake(2, "Right size, opposite sign: C(w + h) comes first.", lambda p, t: -t),
        Mistake(
            0,
            "That is the change of C; the slope is the change for each unit of w: divide by 2h.",
            lambda p, t: t * 2 * p.arguments.get("h", 1e-5),
        ),
        Mistake(
            0,
            "Without brackets, `/ 2 * h` divides by 2 and then multiplies by h: write `/ (2 * h)`.",
            lambda p, t: t * p.arguments.get("h", 1e-5) ** 2,
        ),
        Mistake(0, "The step h that was asked for was not used.", ignoring_h),
    ),
)


# update(w, dC_dw, eta)


def update_probes(rng):
    def draw(group, shape, what=""):
        arguments = {
            "w": rng.normal(size=shape),
            "dC_dw": rng.normal(size=shape),
            "eta": float(rng.uniform(0.05, 0.8)),
        }
        return Probe(group, arguments, what)

    return [
        draw("plain", 5),
        draw("plain", 5),
        draw("general", (3, 4), "a matrix of weights"),
        draw("general", (2, 5), "a matrix of weights"),
        draw("edge", 1, "a single weight"),
    ]


def stepped(p, factor):
    """Return w + factor dC_dw entry by entry, in exact fractions."""
    rows = [exact([w, factor], [1, d]) for w, d in zip(p["w"].flat, p["dC_dw"].flat, strict=True)]
    return np.array(rows).reshape(p["w"].shape)


update = Exercise(
    name="update",
    lesson=LESSON,
    points=2,
    returns="the new weights, of the same shape as w",
    probes=update_probes,
    truth=lambda p: stepped(p, -p["eta"]),
    mistakes=(
        Mistake(37, SAY[37], lambda p, t: 2 * p["w"] - t),
        Mistake(33, "That is the step alone: add it to the weights it starts from.", lambda p, t: t - p["w"]),
        Mistake(33, "That is the step alone, uphill: the new weights are asked for.", lambda p, t: p["w"] - t),
        Mistake(0, "The learning rate is missing: eta scales the step.", lambda p, t: stepped(p, -1)),
        Mistake(
            37,
            "Uphill, and without the learning rate: downhill is minus, and eta scales the step.",
            lambda p, t: stepped(p, 1),
        ),
        Mistake(0, "The weights came back as they were.", lambda p, t: p["w"]),
        Mistake(
            0,
            "The step was divided by the learning rate: eta multiplies it.",
            lambda p, t: stepped(p, -1 / p["eta"]),
        ),
        Mistake(0, "That is the gradient; the weights after the step are asked for.", lambda p, t: p["dC_dw"]),
    ),
)


# average_gradient(dC_dw)


def average_gradient_probes(rng):
    def draw(group, shape, what=""):
        return Probe(group, {"dC_dw": rng.normal(size=shape)}, what)

    return [
        draw("plain", (7, 3, 4)),
        draw("plain", (7, 3, 4)),
        draw("general", (5, 5), "a vector of weights"),
        draw("general", (3, 3, 3), "as many samples as rows and columns"),
        draw("general", (6, 2, 2), "six samples"),
        draw("edge", (1, 3, 2), "one sample"),
        draw("edge", (4,), "a single weight"),
    ]


def mean_over_samples(p):
    """Return the mean over the first axis, entry by entry, in exact fractions."""
    dC_dw = p["dC_dw"]
    n = Fraction(len(dC_dw))
    sums = [float(sum(map(Fraction, column), Fraction(0)) / n) for column in dC_dw.reshape(len(dC_dw), -1).T.tolist()]
    return np.array(sums).reshape(dC_dw.shape[1:])


average_gradient = Exercise(
    name="average_gradient",
    lesson=LESSON,
    points=2,
    returns="the mean over the samples, of the shape of one sample's gradient",
    probes=average_gradient_probes,
    truth=mean_over_samples,
    mistakes=(
        Mistake(3, SAY[3], lambda p, t: t * len(p["dC_dw"])),
        Mistake(
            5,
            "One number for all weights: mean over the samples, the first axis, and keep the others.",
            lambda p, t: np.mean(p["dC_dw"]),
        ),
        Mistake(
            0,
            "The mean went over the last axis; the samples are the first.",
            lambda p, t: p["dC_dw"].mean(axis=-1),
        ),
        Mistake(
            0,
            "The mean went over the second axis; the samples are the first.",
            lambda p, t: p["dC_dw"].mean(axis=1),
        ),
        Mistake(25, SAY[25], lambda p, t: p["dC_dw"][-1]),
        Mistake(
            25,
            "Only the last sample counts, divided by n: add up all of them first.",
            lambda p, t: p["dC_dw"][-1] / len(p["dC_dw"]),
        ),
        Mistake(0, "Only the first sample counts: average over all of them.", lambda p, t: p["dC_dw"][0]),
        Mistake(
            0,
            "Divided by the number of all entries; divide by the number of samples.",
            lambda p, t: t * len(p["dC_dw"]) / p["dC_dw"].size,
        ),
        Mistake(
            0,
            "Divided by n - 1; the mean divides by n.",
            lambda p, t: t * np.divide(len(p["dC_dw"]), len(p["dC_dw"]) - 1),
        ),
        Mistake(
            0,
            "The samples' axis is still there: it must go.",
            lambda p, t: p["dC_dw"].mean(axis=0, keepdims=True),
        ),
        Mistake(0, "Nothing was averaged: the samples are all still there.", lambda p, t: p["dC_dw"]),
    ),
)

EXERCISES = (weighted_sum, forward, push, slope, update, average_gradient)
