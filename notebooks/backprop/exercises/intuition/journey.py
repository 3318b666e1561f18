"""`forward`: a sample's journey through all layers, checked by the course's own network."""

from ...activations import relu, sigmoid, tanh
from ...network import Network
from ..exercise import Exercise, Probe
from .detours import DETOURS


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


forward = Exercise(
    name="forward",
    lesson="01_intuition",
    points=2,
    returns="the activations of the output layer, shape (n_L,)",
    probes=forward_probes,
    truth=lambda W, b, g, x: Network(W, b, g).forward(x)[1][max(W)],
    mistakes=DETOURS,
)
