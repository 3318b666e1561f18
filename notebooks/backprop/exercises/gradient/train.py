"""Full-batch gradient descent on the mean loss."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...answers import Array, Keyed, Together
from ...measured import cost_gradient
from ...sensitivity import Way
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .descents import (
    biases_after,
    cost_without_biases,
    descend,
    descent_with_cost,
    frozen_gradient,
    growing,
    loss_times,
    of_one_sample,
    one_over_n_in_each_layer,
    one_sample,
    only,
    product_of_means,
    sample_by_sample,
    slipped,
    steps,
    times,
    updated_first,
    with_eta,
    with_history,
)
from .draws import LESSON, samples, slopes
from .slips import SLIPS, Slip
from .stations import without_biases


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


def truth(p):
    """Descend the measured gradient; the output layer first in each dict, as it is met on the way back."""
    W, b, history = descend(p, lambda network, epoch: cost_gradient(network, p["X"], p["Y"]))
    return *({l: d[l] for l in sorted(d, reverse=True)} for d in (W, b)), history


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
