"""The gradient of one sample by every weight and bias of a network of any depth."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...calling.readers import Keyed, Together
from ...measure.gradients import cost_gradient
from ...measure.nudges import by_inputs
from ...measure.tangents import Tangents
from ...network import Network
from ..draws import until
from ..exercise import Exercise, Mistake, Probe, Transposed
from ..messages import SAY
from .altered_gradients import altered_db
from .altered_tangents import altered, no_slope
from .gradient_mistakes import GRADIENT_MISTAKES
from .telling_draws import CLOSE, LOSS_FACTORS, NEARLY, samples, slopes
from .two_terms import TWO_TERMS


def heard(network, X, Y):
    """Say whether the one sample's loss answers every layer: what is near 0 cannot be measured as a difference."""
    error = np.linalg.norm(2 * (network.forward(X[0])[1][network.L] - Y[0]))
    return min(map(np.linalg.norm, by_inputs(network, X[0], Y[0]).values())) > 0.1 * error


def probes(rng):
    """Draw the probes; hidden: their `Tangents`, which all mistakes share."""

    def draw(group, sizes, g, what="", off=(0.3, 1.5)):
        network, X, Y = until(lambda drawn: heard(*drawn), lambda: samples(rng, sizes, g, 1, off))
        arguments = {"W": network.W, "b": network.b, "g": network.g, "g_prime": slopes(network), "x": X[0], "y": Y[0]}
        return Probe(group, arguments, what, {"tangents": Tangents(network, X, Y)})

    return [
        draw("plain", [4, 5, 3], [tanh, sigmoid]),
        draw("plain", [4, 5, 3], [sigmoid, tanh], "outputs close to their targets", CLOSE),
        draw("general", [3, 3, 3], [tanh, sigmoid], "two square layers"),
        draw("general", [3, 3, 3, 3], [sigmoid, tanh, sigmoid], "three square layers"),
        draw("general", [3, 3, 3, 3], [tanh, sigmoid, tanh], "three square layers"),
        draw("general", [2, 6, 5, 4, 3], [tanh, relu, sigmoid, tanh], "four layers of weights, one of them ReLU"),
        draw("edge", [4, 3], [sigmoid], "one layer of weights"),
        draw("edge", [3, 4, 1], [tanh, sigmoid], "one output"),
        draw("edge", [4, 5, 3], [tanh, sigmoid], "nearly converged", NEARLY),
    ]


def truth(W, b, g, x, y):
    """Measure the gradient; output layer first, as it is met on the way back."""
    dW, db = cost_gradient(Network(W, b, g), x[None], y[None])
    return tuple({l: d[l] for l in sorted(d, reverse=True)} for d in (dW, db))


def dotted(layers):
    """Return what `@` in place of `*` makes of g' in ``layers``: one number for a layer; going on from it fails."""

    def gradient(tangents):
        if any(l > 2 for l in layers(tangents)):
            raise ValueError("a number has no rows")
        dW, db = tangents.gradient()
        _, dC_da = tangents.per_sample(own_slope=no_slope(tangents.slope))
        for l in layers(tangents):
            number = dC_da[l][0] @ tangents.slope[l][0]
            dW[l], db[l] = np.outer(number, tangents.a[l - 1]), number
        return dW, db

    return gradient


def without_first(truth):
    """Return the truth without the first weight layer's part."""
    return tuple({l: v for l, v in d.items() if l > 2} for d in truth)


def last_alone(d):
    """Return the dict with its last layer alone."""
    return {max(d): d[max(d)]}


def renamed(t, name):
    """Return the truth under other keys."""
    return tuple({name(l): v for l, v in d.items()} for d in t)


def cut_off(last):
    """Return a mistake's formula: the gradient of the network as if the layer ``last(L)`` were its last."""

    def wrong(W, b, g, x, y):
        W, b, g = ({l: d[l] for l in range(2, last(max(W)) + 1)} for d in (W, b, g))
        return Tangents(Network(W, b, g), x[None], y[None]).gradient()

    return wrong


KEYS = "Keys are the layers' own numbers, 2 to L: the layer that the weights lead into."


AFTER_IT = "What comes after that layer is right: look at the one line that makes this ∂C/∂z."
AT_OUTPUT = "It is made of a, y and z of the output layer: look at the forward pass, then at the line that makes it."


def travel(name):
    """Return where a part is met on the way back, as a sort key: later layers first, weights before biases."""
    kind, key = name.rstrip("]").split("[")
    return -int(key), kind != "dW"


def first_wrong(wrong, names):
    """Name the first wrong part on the way back and the quantity that it points to; both arguments hold names."""
    name = min(wrong, key=travel)
    l = name[3:-1]
    if {f"dW[{l}]", f"db[{l}]"} <= wrong:
        text = f"The first wrong quantity on the way back is ∂C/∂z of layer {l}: dW[{l}] and db[{l}] both rest on it. "
        text += AT_OUTPUT if name == min(names, key=travel) else AFTER_IT
    elif name.startswith("dW"):
        text = (
            f"The first wrong quantity on the way back is dW[{l}], while db[{l}] is right: so is ∂C/∂z of layer {l}. "
            "Look at what dW multiplies it by."
        )
    else:
        text = (
            f"The first wrong quantity on the way back is db[{l}], while dW[{l}] is right: so is ∂C/∂z of layer {l}. "
            "Look at how db is made from it."
        )
    return name, text


# Mistakes that a training cannot show: its step fails on them, or brings the same as another mistake.
ONE_SAMPLE = (
    Mistake(2, altered(dC_da=lambda dC_da: -dC_da)),
    Mistake(27, altered_db(np.zeros_like)),
    Mistake(27, "1 is ∂z/∂b alone, the last factor: ∂C/∂b = δ.", altered_db(lambda db: 1)),
    Mistake(28, altered_db(np.mean), altered_db(np.sum)),
    Mistake(
        28,
        f"{SAY[28]} In one dimension: shape (n_l,).",
        altered_db(lambda db: db[:, None]),
        altered_db(lambda db: db[None, :]),
    ),
    Mistake(11, dotted(lambda tangents: [tangents.L]), dotted(lambda tangents: tangents.hidden)),
)

EXERCISE = Exercise(
    name="backpropagate",
    points=4,
    returns="(dW, db), two dicts with the keys and shapes of W and b",
    probes=probes,
    truth=truth,
    read=Together((Keyed("dW"), Keyed("db"))),
    factors=(*LOSS_FACTORS, Transposed(13, f"Every dW is the transpose. {SAY[13]}")),
    mistakes=(
        *ONE_SAMPLE,
        *GRADIENT_MISTAKES,
        Mistake(30, without_first, lambda W, truth: without_first(truth) if max(W) > 2 else truth),
        Mistake(
            30,
            "Only the output layer's came: a `return` inside the loop?",
            lambda truth: tuple(last_alone(d) for d in truth),
        ),
        Mistake(
            "Only layer 2's came, the last on the way: are the dicts made anew in every round of the loop?",
            lambda truth: tuple({2: d[2]} for d in truth),
        ),
        Mistake(
            27, "The biases' gradients are missing: ∂C/∂b = δ, one dict entry a layer.", lambda truth: (truth[0], {})
        ),
        Mistake("The two dicts are swapped: dW first, then db.", lambda truth: (truth[1], truth[0])),
        Mistake(39, f"{KEYS} Here they are one less.", lambda truth: renamed(truth, lambda l: l - 1)),
        Mistake(39, f"{KEYS} Here they count from 0.", lambda truth: renamed(truth, lambda l: l - 2)),
        Mistake(39, f"{KEYS} Here they count from the end.", lambda W, truth: renamed(truth, lambda l: max(W) + 2 - l)),
        Mistake("Right for three layers only: W tells how many there are.", cut_off(lambda L: 3)),
        Mistake(
            39, "One layer short: L is the largest key of W, one more than W has layers.", cut_off(lambda L: L - 1)
        ),
        *TWO_TERMS,
    ),
    first_wrong=first_wrong,
)
