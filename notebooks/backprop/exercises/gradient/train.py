"""Full-batch gradient descent on the mean loss."""

from ...activations import relu, sigmoid, tanh
from ...calling.readers import Array, Keyed, Together
from ...measure.gradients import cost_gradient
from ...measure.tangents import Tangents
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .altered_descents import (
    biases_after,
    cost_without_biases,
    descend,
    descent,
    frozen_gradient,
    growing,
    last_gradient,
    loss_times,
    one_step_fewer,
    sample_by_sample,
    steps_on_the_way,
    unscaled,
    updated_first,
)
from .altered_gradients import biases_times, times
from .batch_mistakes import BATCH_MISTAKES, STEP
from .gradient_mistakes import GRADIENT_MISTAKES
from .history_mistakes import HISTORY_MISTAKES
from .step_factors import STEP_FACTORS
from .telling_draws import samples, slopes
from .two_terms import TWO_TERMS


def probes(rng):
    """Draw the probes; hidden: the `Tangents` at the ``start``, which all descents share."""

    def draw(group, sizes, g, n, epochs, what="", off=(0.3, 1.5)):
        network, X, Y = samples(rng, sizes, g, n, off)
        arguments = {"W": network.W, "b": network.b, "g": network.g, "g_prime": slopes(network), "X": X, "Y": Y}
        arguments |= {"eta": float(rng.uniform(0.15, 0.3)), "epochs": epochs}
        return Probe(group, arguments, what, {"start": Tangents(network, X, Y)})

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


def truth(probe):
    """Descend the measured gradient; the output layer first in each dict, as it is met on the way back."""
    W, b, history = probe.put_into(descend, gradient=lambda t: cost_gradient(t.network, t.X, t.Y))
    return *({l: d[l] for l in sorted(d, reverse=True)} for d in (W, b)), history


def without_last_cost(came):
    """Return ``(W, b, history)`` with a history that ends one early."""
    return *came[:2], came[2][:-1]


SAMPLEWISE = "A step was taken after every sample: full batch means one step an epoch, by the mean over all samples."
GRADIENT = "But the last gradient came back in place of the new weights: step with it, and return W and b."


def travel(name):
    """Return a sort key for the parts: the output layer first, weights before biases, the history last."""
    if name == "history":
        return 1, 0, False
    kind, key = name.rstrip("]").split("[")
    return 0, -int(key), kind != "W"


HISTORY = "entry e is the cost before step e, the last one that after the last step, and the cost is the mean over "
HISTORY += "the samples of the squared errors, added up over the outputs."


def first_wrong(wrong, names):
    """Name the first wrong part in the order of the way back, and what it says; both arguments hold names."""
    name = min(wrong, key=travel)
    if name == "history":
        return name, f"W and b are right, and the history is not: {HISTORY}"
    l = name[2:-1]
    both = {f"W[{l}]", f"b[{l}]"} <= wrong
    which = f"W[{l}] and b[{l}] are" if both else f"{name} is"
    text = f"On the way back the first wrong quantity is in layer {l}: {which} off. "
    return name, text + "Is the gradient right? check(backpropagate) tells; if it is, look at the mean and the step."


EXERCISE = Exercise(
    name="train",
    points=2,
    beside=("history",),
    tolerance=4e-5,  # a step is a small part of the weights
    returns="(W, b, history): two dicts like W and b, and epochs + 1 costs",
    probes=probes,
    truth=truth,
    read=Together((Keyed("W"), Keyed("b"), Array("history"))),
    factors=STEP_FACTORS,
    mistakes=(
        Mistake(
            37,
            "Uphill: downhill is minus. (Or the gradient itself is turned round: y − a for a − y.)",
            descent(eta=lambda eta: -eta),
        ),
        *(Mistake(m.number, m.message, *map(descent, m.formulas)) for m in BATCH_MISTAKES),
        *(Mistake(m.number, f"{STEP} {m.message}", *map(descent, m.formulas)) for m in GRADIENT_MISTAKES),
        Mistake(20, updated_first),
        Mistake(20, f"{SAY[20]} (The biases' gradient was taken after the weights had moved.)", biases_after),
        Mistake(20, f"{SAY[20]} {SAMPLEWISE}", lambda probe: probe.put_into(sample_by_sample, updated_first=True)),
        Mistake(SAMPLEWISE, sample_by_sample, lambda X, probe: probe.put_into(sample_by_sample, share=1 / len(X))),
        Mistake(f"{SAMPLEWISE} (The update stands inside the loop over the samples.)", steps_on_the_way),
        Mistake(26, "The gradient grows from epoch to epoch: start each from zeros.", growing),
        Mistake("Every epoch took the first one's gradient: compute it anew.", frozen_gradient),
        Mistake(
            "The biases are missing in the forward pass: z = W a + b.",
            descent(biases_times(0), cost=cost_without_biases),
        ),
        Mistake("The learning rate is missing: eta scales the step.", descent(eta=lambda: 1.0)),
        Mistake("The learning rate is missing, and the step goes uphill.", descent(eta=lambda: -1.0)),
        Mistake("The learning rate is missing in the weights' step.", unscaled(weights=True)),
        Mistake("The learning rate is missing in the biases' step.", unscaled(biases=True)),
        Mistake("The learning rate divides the step here: it multiplies it.", descent(eta=lambda eta: 1 / eta)),
        Mistake(
            "The learning rate was typed in: use the eta that is given.",
            *(descent(eta=lambda rate=rate: rate) for rate in (0.1, 0.01, 0.5)),
        ),
        Mistake(
            "Divided by a number of samples that was typed in: take it from the arguments.",
            descent(eta=lambda eta, X: eta * len(X) / 5),
            descent(eta=lambda eta, X: eta * len(X) / 7),
            loss_times(lambda X: len(X) / 7),
        ),
        Mistake("The learning rate scales the step twice.", descent(eta=lambda eta: eta**2)),
        Mistake(3, f"{SAY[3]} In the gradient and in the history.", loss_times(lambda X: len(X))),
        Mistake(
            3,
            "The mean is over the samples, the rows of X: here it was divided by the number of its columns.",
            loss_times(lambda X: len(X) / X.shape[1]),
            descent(lambda tangents: times(tangents.n / tangents.X.shape[1], tangents.gradient())),
        ),
        Mistake(5, f"{SAY[5]} In the gradient and in the history.", loss_times(lambda Y: 1 / Y.shape[1])),
        Mistake(
            42, "Half of the loss, in the gradient and in the history: this loss has no ½.", loss_times(lambda: 0.5)
        ),
        *HISTORY_MISTAKES,
        Mistake(
            "W and b are swapped: first W, then b, then the history.", lambda truth: (truth[1], truth[0], truth[2])
        ),
        Mistake(
            "Only one step was taken: a `return` inside the loop?",
            lambda epochs, probe: probe.put_into(descend, epochs=1) if epochs else None,
            lambda epochs, probe: without_last_cost(probe.put_into(descend, epochs=1)) if epochs else None,
        ),
        Mistake(
            f"The history is right. {GRADIENT}",
            *(last_gradient(by, at_end) for by in (lambda: 1, lambda X: len(X)) for at_end in (False, True)),
        ),
        Mistake("One step too many.", descent(epochs=lambda epochs: epochs + 1)),
        Mistake("One step too few.", one_step_fewer, lambda probe, truth: (*one_step_fewer(probe)[:2], truth[2])),
        Mistake(
            "The history is right, and W and b came back as they were: return the new ones.",
            lambda W, b, truth: (W, b, truth[2]),
        ),
        Mistake(
            "W and b came back as they were: nothing has moved.", descent(epochs=lambda: 0), descent(eta=lambda: 0.0)
        ),
        *(Mistake(m.message, *map(descent, m.formulas)) for m in TWO_TERMS),
    ),
    first_wrong=first_wrong,
)
