"""`forward`: a sample's journey through all layers, checked by the course's own network.

Its mistakes are forward passes with one thing altered: what a layer computes, which layers are crossed, or what they
are made of.
"""

import numpy as np

from ...activations import identity, relu, sigmoid, tanh
from ...network import Network
from ..draws import random_network, until
from ..exercise import Exercise, Mistake, Probe


def forward_probes(rng):
    def draw(group, sizes, g, what=""):
        network, x = until(
            lambda drawn: np.linalg.norm(drawn[0].forward(drawn[1])[1][len(sizes)]) > 0.1,
            lambda: (random_network(rng, sizes, g), rng.normal(size=sizes[0])),
        )
        arguments = {"W": network.W, "b": network.b, "g": network.g, "x": x}
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


def each_layer(step):
    """Return the formula of a pass in which each layer computes ``step``, of its own W, b and g and of what came in."""

    def formula(W, b, g, x):
        a = x
        for l in W:
            a = step(W[l], b[l], g[l], a)
        return a

    return formula


right = each_layer(lambda W, b, g, a: g(W @ a + b))


def crossing(choose):
    """Return the formula of a right pass through some layers only: ``choose`` takes the list of all of them."""
    return lambda W, b, g, x: right({l: W[l] for l in choose(list(W))}, b, g, x)


ENTRY_BY_ENTRY = "Multiplied entry by entry: each node needs a sum over its row of W[l], which is what `@` computes."
ON_THE_SAMPLE = "Every layer was given the sample x: only layer 2 receives it, the others the activations before them."
UNTOUCHED = "The sample came back as it was: store what each layer computes, and let the next one start from it."

EXERCISE = Exercise(
    name="forward",
    points=2,
    returns="the activations of the output layer, shape (n_L,)",
    probes=forward_probes,
    truth=lambda W, b, g, x: Network(W, b, g).forward(x)[1][max(W)],
    mistakes=(
        Mistake(
            "The last layer's own activation function is missing.",
            lambda W, b, g, x: right(W, b, {**g, max(g): identity}, x),
        ),
        Mistake(
            "A hidden layer's activation function is missing: every layer's z goes through its own g.",
            lambda W, b, g, x: right(W, b, {**dict.fromkeys(g, identity), max(g): g[max(g)]}, x),
        ),
        Mistake(
            "The activation functions are missing: every layer's z goes through its own g.",
            each_layer(lambda W, b, g, a: W @ a + b),
        ),
        Mistake("The biases are missing: every node adds its own.", each_layer(lambda W, b, g, a: g(W @ a))),
        Mistake(
            "The biases are missing in the output layer, or in the hidden ones: every node adds its own.",
            lambda W, b, g, x: right(W, {**b, max(b): 0}, g, x),
            lambda W, b, g, x: right(W, {**dict.fromkeys(b, 0), max(b): b[max(b)]}, g, x),
        ),
        Mistake("The biases were subtracted: add them.", each_layer(lambda W, b, g, a: g(W @ a - b))),
        Mistake(
            "One activation function served all layers: layer l has its own, g[l].",
            lambda W, b, g, x: right(W, b, dict.fromkeys(g, g[2]), x),
            lambda W, b, g, x: right(W, b, dict.fromkeys(g, g[max(g)]), x),
        ),
        Mistake(
            "It must use the activation functions that it is given in g, whichever they are.",
            each_layer(lambda W, b, g, a: tanh(W @ a + b)),
            each_layer(lambda W, b, g, a: sigmoid(W @ a + b)),
            each_layer(lambda W, b, g, a: relu(W @ a + b)),
            lambda W, b, g, x: right(W, b, {**dict.fromkeys(g, tanh), max(g): sigmoid}, x),
            lambda W, b, g, x: right(W, b, {**dict.fromkeys(g, relu), max(g): g[max(g)]}, x),
            lambda W, b, g, x: right(W, b, {**dict.fromkeys(g, sigmoid), max(g): g[max(g)]}, x),
            lambda W, b, g, x: right(W, b, {**dict.fromkeys(g, tanh), max(g): g[max(g)]}, x),
        ),
        Mistake(
            "The weights were turned round: row j of W[l] holds the weights into node j.",
            each_layer(lambda W, b, g, a: g(W.T @ a + b)),
        ),
        Mistake(17, ON_THE_SAMPLE, crossing(lambda layers: layers[-1:])),
        Mistake(
            "One layer short: go on to the output layer, the largest key of W.", crossing(lambda layers: layers[:-1])
        ),
        Mistake(
            "Two layers short: W has L - 1 keys, and the last of them is L. Find L by the largest key.",
            crossing(lambda layers: layers[:-2]),
        ),
        Mistake(
            "Stopped after the first layer of weights: go on to the output layer, the largest key of W.",
            crossing(lambda layers: [2]),
        ),
        Mistake(
            "Right for three layers only: go through all the keys of W, however many there are.",
            crossing(lambda layers: [2, 3]),
        ),
        Mistake(UNTOUCHED, lambda x: x),
        Mistake("The first layer of weights was left out: begin with layer 2.", crossing(lambda layers: layers[1:])),
        Mistake(
            "The layers were crossed in the opposite order: begin with layer 2, next to the sample.",
            crossing(lambda layers: layers[::-1]),
        ),
        Mistake(
            "The bias belongs inside: it is part of z, which g is applied to.",
            each_layer(lambda W, b, g, a: g(W @ a) + b),
        ),
        Mistake(
            "Each node has a bias of its own: add the whole vector b[l], entry by entry.",
            each_layer(lambda W, b, g, a: g(W @ a + b.sum())),
            each_layer(lambda W, b, g, a: g(W @ a + b.mean())),
            each_layer(lambda W, b, g, a: g(W @ a + b[0])),
        ),
        Mistake(
            "Layer l has its own biases, b[l]; these were layer 2's everywhere.",
            lambda W, b, g, x: right(W, dict.fromkeys(b, b[2]), g, x),
        ),
        Mistake(
            "The biases were multiplied with the sums; they are added.", each_layer(lambda W, b, g, a: g(W @ a * b))
        ),
        Mistake(
            ENTRY_BY_ENTRY,
            each_layer(lambda W, b, g, a: g(W * a + b)),
            each_layer(lambda W, b, g, a: g(W * a + b[:, None])),
        ),
        Mistake(
            "Everything was added up: each node has a sum of its own, over its row of W[l].",
            each_layer(lambda W, b, g, a: g((W * a).sum() + b)),
        ),
        Mistake(
            "The activation function comes after the weights: it is applied to the sums z, not to what comes in.",
            each_layer(lambda W, b, g, a: W @ g(a) + b),
        ),
        Mistake(
            "The output layer's g was applied twice: the loop has done it already.",
            lambda g, truth: g[max(g)](truth),
        ),
        Mistake("Each layer's g was applied twice.", each_layer(lambda W, b, g, a: g(g(W @ a + b)))),
        Mistake(
            "The sample itself went through g: its values are the activations of layer 1 as they are.",
            lambda W, b, g, x: right(W, b, g, g[2](x)),
        ),
        Mistake(
            "The output layer got a softmax on top: its own g is the last function.",
            lambda truth: np.exp(truth) / np.exp(truth).sum(),
        ),
        Mistake(
            "That is the number of the largest output (`argmax`); the outputs themselves are asked for.",
            lambda truth: truth.argmax(),
        ),
        Mistake(29, "A column, shape (n_L, 1), came out; shape (n_L,) was asked for.", lambda truth: truth[:, None]),
        Mistake(
            29, "A row in a matrix, shape (1, n_L), came out; shape (n_L,) was asked for.", lambda truth: truth[None, :]
        ),
    ),
)
