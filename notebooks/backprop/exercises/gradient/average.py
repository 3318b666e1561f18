"""All output weights, for a batch: the mean of the samples' gradients."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...derivatives import ComplexStep, gradient
from ...measure.tangents import felt, node_loss, nudged
from ..exercise import Exercise, Factor, Mistake, Probe
from ..messages import SAY
from .draws import CLOSE, LESSON, LOSS_FACTORS, activations, away, inputs
from .slopes import FORM_OF_Z, form


def average_probes(rng):
    def draw(group, n, sizes, g, what="", off=(0.3, 1.2)):
        before, after = sizes
        Z = inputs(rng, (n, after))
        if g is relu:
            Z[:, :2] = np.abs(Z[:, :2]) * [1, -1]
        A = np.asarray(g(Z), dtype=float)
        arguments = {
            "A_L": A,
            "Y": A - away(rng, *off, A.shape),
            "Z_L": Z,
            "A_prev": activations(rng, (n, before)),
            "g_prime": ComplexStep(g),
        }
        return Probe(group, arguments, what, {"g": g})

    return [
        draw("plain", 7, (5, 3), sigmoid),
        draw("plain", 7, (4, 5), tanh, "outputs close to their targets", CLOSE),
        draw("general", 4, (4, 4), tanh, "as many samples as nodes, before and after"),
        draw("general", 6, (3, 3), sigmoid, "as many nodes before as after"),
        draw("general", 5, (4, 3), relu, "ReLU nodes, some of them shut"),
        draw("edge", 1, (5, 3), tanh, "one sample"),
        draw("edge", 7, (4, 3), sigmoid, "nearly converged", (1e-6, 1e-5)),
    ]


def by_output_weights(p, slope=None, received=None, dC_da=None, rows=slice(None)):
    """Measure each sample's ∂C_i/∂W, shape (n, n_L, n_{L-1}), with a station altered as in `by_weight`."""
    slope = p["g_prime"](p["Z_L"]) if slope is None else slope
    pull = ComplexStep(node_loss(p["Y"]))(p["A_L"]) if dC_da is None else dC_da
    received = p["A_prev"] if received is None else received
    return felt(nudged(received, slope, pull.shape[1]), pull)[rows]


def mean_loss(p):
    """Return the mean loss as a function of what is added to W."""

    def loss(dW):
        return node_loss(p["Y"])(p["g"](p["Z_L"] + p["A_prev"] @ dW.T)).sum(axis=1).mean()

    return loss


def by_inputs(p):
    """Measure each sample's ∂C_i/∂z, shape (n, n_L)."""
    return ComplexStep(lambda Z: node_loss(p["Y"])(p["g"](Z)))(p["Z_L"])


def altered(**stations):
    """Return a mistake's formula: the mean with these ``stations``, functions of the probe."""
    return lambda probe: by_output_weights(probe, **{k: f(probe) for k, f in stations.items()}).mean(axis=0)


def mean_of(values):
    """Return the mean over the samples."""
    return values.mean(axis=0)


average_weight_gradient = Exercise(
    name="average_weight_gradient",
    lesson=LESSON,
    points=2,
    returns="the mean over the samples of the weights' gradients, shape (n_L, n_{L-1})",
    probes=average_probes,
    truth=lambda Y, A_prev, probe: gradient(mean_loss(probe), np.zeros((Y.shape[1], A_prev.shape[1]))),
    factors=(
        *LOSS_FACTORS,
        Factor(3, "The 1/n is missing: summed over the samples, and C is their mean.", lambda Y: len(Y)),
    ),
    mistakes=(
        Mistake(1, lambda truth: truth / 2),
        Mistake(2, lambda truth: -truth),
        Mistake(1, f"Half of it, and of opposite sign. {SAY[1]}", lambda truth: -truth / 2),
        Mistake(3, lambda Y, truth: truth * len(Y)),
        Mistake(1, f"{SAY[3]} And the 2 is missing.", lambda Y, truth: truth * len(Y) / 2),
        Mistake(5, lambda Y, truth: truth / Y.shape[1]),
        Mistake(
            5, f"{SAY[5]} Both were divided by here, and in place of n.", lambda Y, truth: truth * len(Y) / Y.shape[1]
        ),
        Mistake(4, "Divided by n twice: once is enough, wherever you like.", lambda Y, truth: truth / len(Y)),
        Mistake(
            "Divided by the number of weights before; divide by the number of samples.",
            lambda Y, A_prev, truth: truth * len(Y) / A_prev.shape[1],
        ),
        Mistake(
            "Divided by the number of all the activations before; divide by the number of samples.",
            lambda A_prev, truth: truth / A_prev.shape[1],
        ),
        Mistake("Divided by n - 1; the mean divides by n.", lambda Y, truth: truth * np.divide(len(Y), len(Y) - 1)),
        Mistake(6, altered(slope=lambda p: np.ones(p["Y"].shape))),
        Mistake(8, altered(slope=lambda p: p["g_prime"](p["A_L"]))),
        Mistake(
            10,
            altered(slope=lambda p: ComplexStep(sigmoid)(p["Z_L"])),
            altered(slope=lambda p: ComplexStep(tanh)(p["Z_L"])),
            altered(slope=lambda p: form(sigmoid)(p["A_L"])),
            altered(slope=lambda p: form(tanh)(p["A_L"])),
        ),
        Mistake(9, altered(slope=lambda p: form(tanh)(p["Z_L"]))),
        Mistake(9, FORM_OF_Z, altered(slope=lambda p: form(sigmoid)(p["Z_L"]))),
        Mistake("g(z) stands where its slope g'(z) belongs.", altered(slope=lambda p: p["A_L"])),
        Mistake(15, altered(received=lambda p: p["A_L"])),
        Mistake(16, altered(received=lambda p: p["Z_L"])),
        Mistake(
            "The loss itself stands where its derivative by a belongs.",
            altered(dC_da=lambda p: node_loss(p["Y"])(p["A_L"])),
        ),
        Mistake(
            "Without brackets only a is doubled: the 2 belongs to the whole difference.",
            altered(dC_da=lambda p: 2 * p["A_L"] - p["Y"]),
        ),
        Mistake(13, lambda truth: truth.T),
        Mistake(
            25,
            lambda probe: by_output_weights(probe, rows=slice(-1, None))[0],
            lambda Y, probe: by_output_weights(probe, rows=slice(-1, None))[0] / len(Y),
        ),
        Mistake(
            25,
            "Only the first sample counts: a `return` inside the loop?",
            lambda probe: by_output_weights(probe, rows=slice(1))[0],
            lambda Y, probe: by_output_weights(probe, rows=slice(1))[0] / len(Y),
        ),
        Mistake(
            25,
            "The last sample is left out: the loop ends one early.",
            lambda Y, probe, truth: truth - by_output_weights(probe, rows=slice(-1, None))[0] / len(Y),
        ),
        Mistake(
            25,
            "The first sample is left out: the loop begins one late.",
            lambda Y, probe, truth: truth - by_output_weights(probe, rows=slice(1))[0] / len(Y),
        ),
        Mistake(
            24,
            lambda A_prev, probe: np.outer(mean_of(by_inputs(probe)), mean_of(A_prev)),
            lambda g_prime, Z_L, probe: by_means(probe, mean_of(g_prime(Z_L))),
            lambda g_prime, Z_L, probe: by_means(probe, g_prime(mean_of(Z_L))),
            lambda Y, probe: by_output_weights(probe, dC_da=0 * Y + mean_of(pulls(probe))).mean(axis=0),
            lambda Y, g_prime, Z_L, probe: by_output_weights(probe, slope=0 * Y + mean_of(g_prime(Z_L))).mean(axis=0),
        ),
        Mistake(
            12,
            lambda A_prev, probe: by_inputs(probe) * A_prev,
            lambda A_prev, probe: mean_of(by_inputs(probe) * A_prev),
        ),
        Mistake(
            12,
            f"The sum is to go over the samples. {SAY[12]}",
            lambda A_prev, Y, probe: by_inputs(probe) @ A_prev / len(Y),
            lambda A_prev, Y, probe: by_inputs(probe) @ A_prev.T / len(Y),
        ),
        Mistake(
            11,
            lambda g_prime, Z_L, A_prev, Y, probe: (pulls(probe).T @ g_prime(Z_L)) @ A_prev / len(Y),
            lambda g_prime, Z_L, A_prev, Y, probe: (pulls(probe) @ g_prime(Z_L)).T @ A_prev / len(Y),
            lambda g_prime, Z_L, A_prev, Y, probe: (pulls(probe) @ g_prime(Z_L).T).T @ A_prev / len(Y),
        ),
        Mistake("Not averaged yet: the samples are all still there.", lambda probe: by_output_weights(probe)),
        Mistake(
            "Divided by n, and not yet added up over the samples.",
            lambda Y, probe: by_output_weights(probe) / len(Y),
        ),
        Mistake(5, "One number for all weights: mean over the samples, and keep the rest.", lambda truth: truth.mean()),
        Mistake(
            "That is the mean of ∂C/∂z: the activations before are missing.", lambda probe: mean_of(by_inputs(probe))
        ),
    ),
)


def pulls(p):
    """Measure each sample's ∂C_i/∂a, shape (n, n_L)."""
    return ComplexStep(node_loss(p["Y"]))(p["A_L"])


def by_means(p, slope):
    """Return the gradient of one made-up sample in which each term is its mean."""
    one = Probe(p.group, {"A_prev": p["A_prev"].mean(axis=0, keepdims=True)})
    return by_output_weights(one, slope=slope[None], dC_da=mean_of(pulls(p))[None])[0]
