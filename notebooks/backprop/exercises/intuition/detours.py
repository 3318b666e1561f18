"""The ways in which `forward` goes wrong: a forward pass with one thing altered."""

import numpy as np

from ...activations import sigmoid, tanh
from ..exercise import Mistake


def received(p, l, a, bias=1.0):
    """Return what the nodes of layer l receive where ``a`` comes before them."""
    return p["W"][l] @ a + bias * p["b"][l]


def right(p, l, a):
    """Return the activations of layer l where ``a`` comes before them."""
    return p["g"][l](received(p, l, a))


def last(p):
    """Return the number of the output layer."""
    return max(p["W"])


def journey(step=right, layers=lambda p: p["W"], start=lambda p: p["x"]):
    """Return a mistake's formula: where a pass ends that goes through ``layers(p)``, by ``step(p, l, a)`` in each."""

    def wrong(probe):
        a = start(probe)
        for l in layers(probe):
            a = step(probe, l, a)
        return a

    return wrong


def by_function(choose):
    """Return the `journey` in which layer l has the activation function ``choose(p, l)``."""
    return journey(lambda p, l, a: choose(p, l)(received(p, l, a)))


def by_bias(choose):
    """Return the `journey` in which layer l has the biases ``choose(p, l)``."""
    return journey(lambda p, l, a: p["g"][l](p["W"][l] @ a + choose(p, l)))


def nothing(z):
    """Return ``z``: no activation function."""
    return z


ONE_FOR_ALL = "One activation function served all layers: layer l has its own, g[l]."
OWN_CHOICE = "It must use the activation functions that it is given in g, whichever they are."
ONE_BIAS = "Each node has a bias of its own: add the whole vector b[l], entry by entry."
BIAS_INSIDE = "The bias belongs inside: it is part of z, which g is applied to."
ENTRY_BY_ENTRY = "Multiplied entry by entry: each node needs a sum over its row of W[l], which is what `@` computes."
TURNED = "The weights were turned round: row j of W[l] holds the weights into node j."
ON_THE_SAMPLE = "Every layer was given the sample x: only layer 2 receives it, the others the activations before them."
ONE_SHORT = "One layer short: go on to the output layer, the largest key of W."
TWO_SHORT = "Two layers short: W has L - 1 keys, and the last of them is L. Find L by the largest key."
FIRST_ONLY = "Stopped after the first layer of weights: go on to the output layer, the largest key of W."
THREE_LAYERS = "Right for three layers only: go through all the keys of W, however many there are."
UNTOUCHED = "The sample came back as it was: store what each layer computes, and let the next one start from it."

DETOURS = tuple(
    Mistake(number, message, wrong)
    for number, message, wrong in (
        (
            0,
            "The last layer's own activation function is missing.",
            by_function(lambda p, l: nothing if l == last(p) else p["g"][l]),
        ),
        (
            0,
            "A hidden layer's activation function is missing: every layer's z goes through its own g.",
            by_function(lambda p, l: p["g"][l] if l == last(p) else nothing),
        ),
        (
            0,
            "The activation functions are missing: every layer's z goes through its own g.",
            by_function(lambda p, l: nothing),
        ),
        (0, "The biases are missing: every node adds its own.", by_bias(lambda p, l: 0)),
        (0, "The biases were subtracted: add them.", by_bias(lambda p, l: -p["b"][l])),
        (0, ONE_FOR_ALL, by_function(lambda p, l: p["g"][2])),
        (0, ONE_FOR_ALL, by_function(lambda p, l: p["g"][last(p)])),
        (0, OWN_CHOICE, by_function(lambda p, l: tanh)),
        (0, OWN_CHOICE, by_function(lambda p, l: sigmoid)),
        (0, OWN_CHOICE, by_function(lambda p, l: sigmoid if l == last(p) else tanh)),
        (0, TURNED, journey(lambda p, l, a: p["g"][l](p["W"][l].T @ a + p["b"][l]))),
        (17, ON_THE_SAMPLE, lambda x, probe: right(probe, last(probe), x)),
        (0, ONE_SHORT, journey(layers=lambda p: list(p["W"])[:-1])),
        (0, TWO_SHORT, journey(layers=lambda p: list(p["W"])[:-2])),
        (0, FIRST_ONLY, journey(layers=lambda p: [2])),
        (0, THREE_LAYERS, journey(layers=lambda p: [2, 3])),
        (0, UNTOUCHED, lambda x: x),
        (0, "The first layer of weights was left out: begin with layer 2.", journey(layers=lambda p: list(p["W"])[1:])),
        (
            0,
            "The layers were crossed in the opposite order: begin with layer 2, next to the sample.",
            journey(layers=lambda p: list(p["W"])[::-1]),
        ),
        (0, BIAS_INSIDE, journey(lambda p, l, a: p["g"][l](p["W"][l] @ a) + p["b"][l])),
        (0, ONE_BIAS, by_bias(lambda p, l: p["b"][l].sum())),
        (0, ONE_BIAS, by_bias(lambda p, l: p["b"][l].mean())),
        (0, ONE_BIAS, by_bias(lambda p, l: p["b"][l][0])),
        (0, "Layer l has its own biases, b[l]; these were layer 2's everywhere.", by_bias(lambda p, l: p["b"][2])),
        (
            0,
            "The biases were multiplied with the sums; they are added.",
            journey(lambda p, l, a: p["g"][l](received(p, l, a, bias=0) * p["b"][l])),
        ),
        (0, ENTRY_BY_ENTRY, journey(lambda p, l, a: p["g"][l](p["W"][l] * a + p["b"][l]))),
        (0, ENTRY_BY_ENTRY, journey(lambda p, l, a: p["g"][l](p["W"][l] * a + p["b"][l][:, None]))),
        (
            0,
            "Everything was added up: each node has a sum of its own, over its row of W[l].",
            journey(lambda p, l, a: p["g"][l]((p["W"][l] * a).sum() + p["b"][l])),
        ),
        (0, "Each layer's g was applied twice.", journey(lambda p, l, a: p["g"][l](right(p, l, a)))),
        (
            0,
            "The sample itself went through g: its values are the activations of layer 1 as they are.",
            journey(start=lambda p: p["g"][2](p["x"])),
        ),
        (
            0,
            "The output layer got a softmax on top: its own g is the last function.",
            lambda truth: np.exp(truth) / np.exp(truth).sum(),
        ),
        (29, "A column, shape (n_L, 1), came out; shape (n_L,) was asked for.", lambda truth: truth[:, None]),
        (29, "A row in a matrix, shape (1, n_L), came out; shape (n_L,) was asked for.", lambda truth: truth[None, :]),
    )
)
