"""`forward`: a sample's journey through all layers, checked by the course's own network."""

from ...activations import relu, sigmoid, tanh
from ...network import Network
from ..exercise import Exercise, Mistake, Probe


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
    lesson="01_intuition",
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
            "Every layer was given the sample x: only layer 2 receives it, the others the activations before them.",
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
