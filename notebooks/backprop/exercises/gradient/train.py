"""Full-batch gradient descent on the mean loss."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...answers import Array, Keyed, Together
from ...measured import cost, cost_gradient
from ...network import Network
from ...sensitivity import Way
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .draws import LESSON, samples, slopes
from .slips import SLIPS, Slip, without_biases


def probes(rng):
    def draw(group, sizes, g, n, epochs, what="", off=(0.3, 1.5)):
        network, X, Y = samples(rng, sizes, g, n, off)
        arguments = {"W": network.W, "b": network.b, "g": network.g, "g_prime": slopes(network), "X": X, "Y": Y}
        return Probe(group, arguments | {"eta": float(rng.uniform(0.15, 0.3)), "epochs": epochs}, what)

    return [
        draw("plain", [4, 5, 3], [tanh, sigmoid], 7, 1, "one epoch"),
        draw("plain", [4, 5, 3], [sigmoid, tanh], 7, 4, "four epochs"),
        draw("general", [3, 3, 3], [tanh, sigmoid], 5, 2, "two square layers, two epochs"),
        draw("general", [3, 3, 3, 3], [sigmoid, tanh, sigmoid], 4, 3, "three square layers, three epochs"),
        draw("general", [3, 5, 4, 3], [tanh, relu, sigmoid], 6, 1, "three layers of weights, one of them ReLU"),
        draw("edge", [4, 5, 3], [tanh, sigmoid], 1, 3, "one sample"),
        draw("edge", [3, 4, 1], [tanh, sigmoid], 6, 2, "one output"),
        draw("edge", [4, 3], [sigmoid], 5, 2, "one layer of weights"),
        draw("edge", [4, 5, 3], [tanh, sigmoid], 7, 0, "no epoch at all"),
    ]


def start(p):
    """Return the network before the first step."""
    return Network(p["W"], p["b"], p["g"])


def stepped(network, dW, db, eta):
    """Return the network after one step against ``dW`` and ``db``."""
    W = {l: network.W[l] - eta * dW[l] for l in network.W}
    return Network(W, {l: network.b[l] - eta * db[l] for l in network.b}, network.g)


def descend(p, gradient, cost=cost, eta=None, epochs=None):
    """Return ``(W, b, history)`` of a descent by ``gradient(network, epoch)``; ``cost`` fills the history."""
    network, X, Y = start(p), p["X"], p["Y"]
    history = [cost(network, X, Y)]
    for epoch in range(p["epochs"] if epochs is None else epochs):
        network = stepped(network, *gradient(network, epoch), p["eta"] if eta is None else eta)
        history.append(cost(network, X, Y))
    return network.W, network.b, np.array(history)


def truth(p):
    """Descend the measured gradient; the output layer first in each dict, as it is met on the way back."""
    W, b, history = descend(p, lambda network, epoch: cost_gradient(network, p["X"], p["Y"]))
    return *({l: d[l] for l in sorted(d, reverse=True)} for d in (W, b)), history


def slipped(gradient):
    """Return a mistake's formula: the descent on a slip's gradient."""
    return lambda p, t: descend(p, lambda network, epoch: gradient(Way(network, p["X"], p["Y"])))


def with_eta(eta):
    """Return a mistake's formula: the right gradient, and the rate ``eta(p)``."""
    return lambda p, t: descend(p, lambda n, epoch: Way(n, p["X"], p["Y"]).gradient(), eta=eta(p))


def with_history(change):
    """Return a mistake's formula: right weights, and ``change(p, history)``."""
    return lambda p, t: (*t[:2], change(p, t[2]))


def times(factor, gradient):
    """Return ``factor`` times the gradient ``(dW, db)``."""
    return tuple({l: factor * v for l, v in d.items()} for d in gradient)


def one_over_n_in_each_layer(way):
    """Return the gradient divided by n once more for each layer further back."""
    return tuple({l: d[l] / way.n ** (way.L - l) for l in d} for d in way.gradient())


def product_of_means(way):
    """Return the mean of ∂C/∂z times the mean of the activations before."""
    _, db = way.gradient()
    return {l: np.outer(db[l], way.a[l - 1].mean(axis=0)) for l in db}, db


def one_sample(i, divided=False):
    """Return the function that takes the gradient of sample ``i`` alone, ``divided`` by n or whole."""

    def gradient(way):
        alone = Way(way.network, way.X[i][None], way.Y[i][None]).gradient()
        return times(1 / way.n if divided else 1, alone)

    return gradient


def updated_first(p):
    """Return the descent in which each layer's weights are updated before the way back goes through them."""

    def gradient(network, epoch):
        way = Way(network, p["X"], p["Y"])
        return way.gradient(W=lambda l, dW: network.W[l] - p["eta"] * dW[l].mean(axis=0))

    return descend(p, gradient)


def sample_by_sample(p, share=1.0, updated_first=False):
    """Return the descent that takes a step after every sample, of ``eta`` times ``share``."""
    network, X, Y = start(p), p["X"], p["Y"]
    history = [cost(network, X, Y)]
    for _ in range(p["epochs"]):
        for x, y in zip(X, Y, strict=True):
            way = Way(network, x[None], y[None])
            old = network.W
            W = (lambda l, dW, old=old: old[l] - p["eta"] * share * dW[l][0]) if updated_first else None
            network = stepped(network, *way.gradient(W=W), p["eta"] * share)
        history.append(cost(network, X, Y))
    return network.W, network.b, np.array(history)


def growing(p):
    """Return the descent whose gradient is never set back to zero between epochs."""
    total = [{l: 0 for l in p["W"]}, {l: 0 for l in p["b"]}]

    def gradient(network, epoch):
        for t, d in zip(total, Way(network, p["X"], p["Y"]).gradient(), strict=True):
            for l in d:
                t[l] = t[l] + d[l]
        return total

    return descend(p, gradient)


def frozen_gradient(p):
    """Return the descent that keeps the first gradient for all its steps."""
    first = Way(start(p), p["X"], p["Y"]).gradient()
    return descend(p, lambda network, epoch: first)


def biases_after(p):
    """Return the descent in which the biases' gradient is taken after the weights have moved."""

    def gradient(network, epoch):
        dW, db = Way(network, p["X"], p["Y"]).gradient()
        moved = stepped(network, dW, {l: 0 for l in db}, p["eta"])
        return dW, Way(moved, p["X"], p["Y"]).gradient()[1]

    return descend(p, gradient)


def only(layers=lambda l, L: True, weights=True, biases=True):
    """Return the gradient with zeros but for the ``layers`` and kinds that are named."""

    def gradient(way):
        dW, db = way.gradient()
        return (
            {l: dW[l] * (weights and layers(l, way.L)) for l in dW},
            {l: db[l] * (biases and layers(l, way.L)) for l in db},
        )

    return gradient


def loss_times(factor):
    """Return a mistake's formula: gradient and history of ``factor(p)`` times the loss."""

    def wrong(p, t):
        def gradient(network, epoch):
            return times(factor(p), Way(network, p["X"], p["Y"]).gradient())

        W, b, history = descend(p, gradient)
        return W, b, factor(p) * history

    return wrong


def cost_without_biases(network, X, Y):
    """Return the cost of the network with all biases 0."""
    return cost(Network(network.W, {l: 0 * b for l, b in network.b.items()}, network.g), X, Y)


def of_one_sample(i):
    """Return the cost that holds the loss of sample ``i`` alone."""
    return lambda network, X, Y: cost(network, X[i][None], Y[i][None])


def descent_with_cost(other):
    """Return a mistake's formula: right steps, and ``other`` as the cost in the history."""
    return lambda p, t: descend(p, lambda n, epoch: Way(n, p["X"], p["Y"]).gradient(), cost=other)


def steps(more):
    """Return a mistake's formula: right steps, ``more`` (or fewer) of them than asked for."""

    def wrong(p, t):
        return descend(p, lambda n, epoch: Way(n, p["X"], p["Y"]).gradient(), epochs=max(0, p["epochs"] + more))

    return wrong


NOT_N = "The mean is over the samples; divided by n twice here: once is enough, wherever you like."
LAST = "The history ends one early: the cost after the last step belongs to it."
SAMPLEWISE = "A step was taken after every sample: full batch means one step an epoch, by the mean over all samples."
STALE = "The last cost is stale: compute it once more after the last step."
FIRST = "The history starts one late: the cost before the first step belongs to it."
BATCH = (
    Slip(3, SAY[3], lambda way: times(way.n, way.gradient())),
    Slip(4, SAY[4], one_over_n_in_each_layer),
    Slip(4, NOT_N, lambda way: times(1 / way.n, way.gradient())),
    Slip(24, SAY[24], product_of_means),
    Slip(25, SAY[25], one_sample(-1)),
    Slip(25, SAY[25], one_sample(-1, divided=True)),
    Slip(25, "Only the first sample counts: a `return` inside the loop?", one_sample(0)),
    Slip(27, "The biases came back as they were: they take a step as well.", only(biases=False)),
    Slip(0, "The weights came back as they were: they take a step as well.", only(weights=False)),
    Slip(0, "Only the output layer took a step: all layers do.", only(lambda l, L: l == L)),
)


def travel(name):
    """Return a sort key for the parts: the output layer first, weights before biases, the history last."""
    if name == "history":
        return 1, 0, False
    kind, key = name.rstrip("]").split("[")
    return 0, -int(key), kind != "W"


def first_wrong(wrong):
    """Name the first wrong part in the order of the way back, and what it says; ``wrong``: the names, a set."""
    name = min(wrong, key=travel)
    if name == "history":
        return name, "W and b are right, and the history is not: the cost is the mean over the samples."
    l = name[2:-1]
    both = {f"W[{l}]", f"b[{l}]"} <= wrong
    which = f"W[{l}] and b[{l}] are" if both else f"{name} is"
    text = f"On the way back the first wrong quantity is in layer {l}: {which} off. "
    return name, text + "Is the gradient right? check(backpropagate) tells; if it is, look at the mean and the step."


train = Exercise(
    name="train",
    lesson=LESSON,
    points=2,
    returns="(W, b, history): two dicts like W and b, and epochs + 1 costs",
    probes=probes,
    truth=truth,
    read=Together((Keyed("W"), Keyed("b"), Array("history"))),
    mistakes=(
        Mistake(
            37,
            "Uphill: downhill is minus. (Or the gradient itself is turned round: y − a for a − y.)",
            with_eta(lambda p: -p["eta"]),
        ),
        *(Mistake(slip.number, slip.message, slipped(slip.gradient)) for slip in (*BATCH, *SLIPS)),
        Mistake(20, SAY[20], lambda p, t: updated_first(p)),
        Mistake(
            20, f"{SAY[20]} (The biases' gradient was taken after the weights had moved.)", lambda p, t: biases_after(p)
        ),
        Mistake(20, f"{SAY[20]} {SAMPLEWISE}", lambda p, t: sample_by_sample(p, updated_first=True)),
        Mistake(0, SAMPLEWISE, lambda p, t: sample_by_sample(p)),
        Mistake(0, SAMPLEWISE, lambda p, t: sample_by_sample(p, share=1 / len(p["X"]))),
        Mistake(26, "The gradient grows from epoch to epoch: start each from zeros.", lambda p, t: growing(p)),
        Mistake(0, "Every epoch took the first one's gradient: compute it anew.", lambda p, t: frozen_gradient(p)),
        Mistake(
            0,
            "The biases are missing in the forward pass: z = W a + b.",
            lambda p, t: descend(p, lambda n, epoch: without_biases(Way(n, p["X"], p["Y"])), cost=cost_without_biases),
        ),
        Mistake(0, "The learning rate is missing: eta scales the step.", with_eta(lambda p: 1.0)),
        Mistake(0, "The learning rate is missing, and the step goes uphill.", with_eta(lambda p: -1.0)),
        Mistake(0, "The learning rate divides the step here: it multiplies it.", with_eta(lambda p: 1 / p["eta"])),
        Mistake(0, "The learning rate scales the step twice.", with_eta(lambda p: p["eta"] ** 2)),
        Mistake(3, f"{SAY[3]} In the gradient and in the history.", loss_times(lambda p: len(p["X"]))),
        Mistake(5, f"{SAY[5]} In the gradient and in the history.", loss_times(lambda p: 1 / p["Y"].shape[1])),
        Mistake(
            42, "Half of the loss, in the gradient and in the history: this loss has no ½.", loss_times(lambda p: 0.5)
        ),
        Mistake(3, f"The steps are right; the history is not. {SAY[3]}", with_history(lambda p, h: h * len(p["X"]))),
        Mistake(
            5, f"The steps are right; the history is not. {SAY[5]}", with_history(lambda p, h: h / p["Y"].shape[1])
        ),
        Mistake(
            3,
            f"The steps are right; the history is divided by n and by the outputs, or not at all. {SAY[5]}",
            with_history(lambda p, h: h * len(p["X"]) / p["Y"].shape[1]),
        ),
        Mistake(
            42,
            "The steps are right; the history holds half of the cost: this loss has no ½.",
            with_history(lambda p, h: h / 2),
        ),
        Mistake(0, f"The steps are right. {LAST}", with_history(lambda p, h: h[:-1])),
        Mistake(0, f"The steps are right. {FIRST}", with_history(lambda p, h: h[1:])),
        Mistake(0, f"The steps are right. {STALE}", with_history(lambda p, h: np.append(h[:-1], h[-2:][:1]))),
        Mistake(0, f"The steps are right. {STALE}", with_history(lambda p, h: np.append(h[:1], h[:-1]))),
        Mistake(
            0,
            "The steps are right; the history holds the first cost twice, or starts one late.",
            with_history(lambda p, h: np.append(h[:1], h)),
        ),
        Mistake(
            0,
            "The steps are right; the history holds the last cost twice.",
            with_history(lambda p, h: np.append(h, h[-1])),
        ),
        Mistake(0, "The steps are right; the history runs backwards.", with_history(lambda p, h: h[::-1])),
        Mistake(
            0,
            "The steps are right; the history is one number: keep the cost of every epoch.",
            with_history(lambda p, h: h[-1]),
        ),
        Mistake(
            0, "The steps are right; the history is empty: keep the cost of every epoch.", with_history(lambda p, h: [])
        ),
        Mistake(
            25,
            "The steps are right; the history holds the last sample's loss, not the mean.",
            descent_with_cost(of_one_sample(-1)),
        ),
        Mistake(
            25,
            "The steps are right; the history holds the first sample's loss, not the mean.",
            descent_with_cost(of_one_sample(0)),
        ),
        Mistake(0, "One step too many.", steps(1)),
        Mistake(0, "One step too few.", steps(-1)),
        Mistake(0, "One step too few.", lambda p, t: (*steps(-1)(p, t)[:2], t[2])),
        Mistake(
            0,
            "The history is right, and W and b came back as they were: return the new ones.",
            lambda p, t: (p["W"], p["b"], t[2]),
        ),
        Mistake(0, "W and b came back as they were: nothing has moved.", steps(-10)),
        Mistake(0, "W and b came back as they were: nothing has moved.", with_eta(lambda p: 0.0)),
    ),
    first_wrong=first_wrong,
)
