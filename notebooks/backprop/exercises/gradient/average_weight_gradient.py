"""All output weights, for a batch: the mean of the samples' gradients."""

from functools import reduce

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...derivatives import ComplexStep, gradient
from ...measure.tangents import loss_response, nudged
from ...network import loss, node_losses
from ..exercise import Exercise, Factor, Mistake, Probe, Transposed
from ..messages import SAY
from .activation_slopes import MADE_FROM_A, slope_from_a
from .altered_terms import altering
from .telling_draws import CLOSE, DELTA_OF_CROSS_ENTROPY, LOSS_FACTORS, NEARLY, activations, away, inputs


def probes(rng):
    """Draw the probes; hidden: ``g``, and what is measured node by node: ``dC_da``, ``slope``, ``dC_dz``."""

    def draw(group, n, sizes, g, what="", off=(0.3, 1.2)):
        before, after = sizes
        Z = inputs(rng, (n, after))
        if g is relu:
            Z[:, :2] = np.abs(Z[:, :2]) * [1, -1]
        A = np.asarray(g(Z), dtype=float)
        Y = A - away(rng, *off, A.shape)
        arguments = {"A_L": A, "Y": Y, "Z_L": Z, "A_prev": activations(rng, (n, before)), "g_prime": ComplexStep(g)}
        hidden = {"g": g, "dC_da": ComplexStep(lambda A: node_losses(A, Y))(A), "slope": ComplexStep(g)(Z)}
        hidden["dC_dz"] = ComplexStep(lambda Z: node_losses(g(Z), Y))(Z)
        return Probe(group, arguments, what, hidden)

    return [
        draw("plain", 7, (5, 3), sigmoid),
        draw("plain", 7, (4, 5), tanh, "outputs close to their targets", CLOSE),
        draw("general", 4, (4, 4), tanh, "as many samples as nodes, before and after"),
        draw("general", 6, (3, 3), sigmoid, "as many nodes before as after"),
        draw("general", 5, (4, 3), relu, "ReLU nodes, some of them shut"),
        draw("edge", 1, (5, 3), tanh, "one sample"),
        draw("edge", 7, (4, 3), sigmoid, "nearly converged", NEARLY),
    ]


def truth(Y, Z_L, A_prev, g):
    """Measure the mean loss as something is added to W."""

    def mean_loss(dW):
        return loss(g(Z_L + A_prev @ dW.T), Y).mean()

    return gradient(mean_loss, np.zeros((Y.shape[1], A_prev.shape[1])))


def of_each(dC_da, slope, A_prev):
    """Measure each sample's ∂C_i/∂W with these terms, shape (n, n_L, n_{L-1})."""
    return loss_response(nudged(A_prev, slope, dC_da.shape[1]), dC_da)


def of_mean_sample(dC_da, slope, A_prev):
    """Measure ∂C/∂W of one made-up sample, whose terms are the means of the samples'."""
    return of_each(dC_da.mean(axis=0)[None], slope.mean(axis=0)[None], A_prev.mean(axis=0)[None])[0]


altered = altering(lambda dC_da, slope, A_prev: of_each(dC_da, slope, A_prev).mean(axis=0))


def each_sample(probe):
    """Return each sample's right gradient."""
    return probe.put_into(of_each)


EXERCISE = Exercise(
    name="average_weight_gradient",
    points=2,
    returns="the mean over the samples of the weights' gradients, shape (n_L, n_{L-1})",
    probes=probes,
    truth=truth,
    factors=(
        *LOSS_FACTORS,
        Transposed(13, f"It is the transpose. {SAY[13]}"),
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
            5,
            "Divided by the number of outputs; divide by the number of samples.",
            lambda Y, truth: truth * len(Y) / Y.shape[1],
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
        Mistake(6, altered(slope=lambda slope: np.ones(slope.shape))),
        Mistake(
            6,
            DELTA_OF_CROSS_ENTROPY,
            altered(dC_da=lambda A_L, Y: A_L - Y, slope=lambda slope: np.ones(slope.shape)),
        ),
        Mistake(8, altered(slope=lambda g_prime, A_L: g_prime(A_L))),
        Mistake(
            10,
            altered(slope=lambda Z_L: ComplexStep(sigmoid)(Z_L)),
            altered(slope=lambda Z_L: ComplexStep(tanh)(Z_L)),
            altered(slope=lambda A_L: slope_from_a(sigmoid)(A_L)),
            altered(slope=lambda A_L: slope_from_a(tanh)(A_L)),
        ),
        Mistake(9, altered(slope=lambda Z_L: slope_from_a(tanh)(Z_L))),
        Mistake(9, MADE_FROM_A, altered(slope=lambda Z_L: slope_from_a(sigmoid)(Z_L))),
        Mistake("g(z) stands where its slope g'(z) belongs.", altered(slope=lambda A_L: A_L)),
        Mistake(15, altered(A_prev=lambda A_L: A_L)),
        Mistake(16, altered(A_prev=lambda Z_L: Z_L)),
        Mistake(
            16,
            f"The activations before were sent through the slope as well. {SAY[16]}",
            altered(A_prev=lambda g_prime, A_prev: g_prime(A_prev)),
        ),
        Mistake(
            "The loss itself stands where its derivative by a belongs.",
            altered(dC_da=lambda A_L, Y: node_losses(A_L, Y)),
        ),
        Mistake(
            "Without brackets only a is doubled: the 2 belongs to the whole difference.",
            altered(dC_da=lambda A_L, Y: 2 * A_L - Y),
        ),
        Mistake(13, lambda truth: truth.T),
        Mistake(25, lambda probe: each_sample(probe)[-1], lambda Y, probe: each_sample(probe)[-1] / len(Y)),
        Mistake(
            25,
            "Only the first sample counts: a `return` inside the loop?",
            lambda probe: each_sample(probe)[0],
            lambda Y, probe: each_sample(probe)[0] / len(Y),
        ),
        Mistake(
            25,
            "The last sample is left out: the loop ends one early.",
            lambda Y, probe: each_sample(probe)[:-1].sum(axis=0) / len(Y),
        ),
        Mistake(
            25,
            "The first sample is left out: the loop begins one late.",
            lambda Y, probe: each_sample(probe)[1:].sum(axis=0) / len(Y),
        ),
        Mistake(
            24,
            lambda dC_dz, A_prev: np.outer(dC_dz.mean(axis=0), A_prev.mean(axis=0)),
            of_mean_sample,
            altering(of_mean_sample)(slope=lambda g_prime, Z_L: g_prime(Z_L.mean(axis=0))[None]),
            altered(dC_da=lambda dC_da: 0 * dC_da + dC_da.mean(axis=0)),
            altered(slope=lambda slope: 0 * slope + slope.mean(axis=0)),
            altered(slope=lambda g_prime, Z_L: 0 * Z_L + g_prime(Z_L.mean(axis=0))),
        ),
        Mistake(12, lambda dC_dz, A_prev: dC_dz * A_prev, lambda dC_dz, A_prev: (dC_dz * A_prev).mean(axis=0)),
        Mistake(
            12,
            f"The sum is to go over the samples. {SAY[12]}",
            lambda dC_dz, A_prev: dC_dz @ A_prev / len(A_prev),
            lambda dC_dz, A_prev: dC_dz @ A_prev.T / len(A_prev),
            lambda dC_dz, A_prev: dC_dz @ A_prev.T / dC_dz.shape[1],
        ),
        Mistake(
            11,
            lambda dC_da, slope, A_prev: (dC_da.T @ slope) @ A_prev / len(A_prev),
            lambda dC_da, slope, A_prev: (dC_da @ slope).T @ A_prev / len(A_prev),
            lambda dC_da, slope, A_prev: (dC_da @ slope.T).T @ A_prev / len(A_prev),
        ),
        Mistake("Not averaged yet: the samples are all still there.", of_each),
        Mistake("Divided by n, and not yet added up over the samples.", lambda Y, probe: each_sample(probe) / len(Y)),
        Mistake(5, "One number for all weights: mean over the samples, and keep the rest.", lambda truth: truth.mean()),
        Mistake(
            5,
            "The mean went over the nodes as well: one row for each node is asked for.",
            lambda truth: truth.mean(axis=0),
            lambda Y, truth: (truth * len(Y)).mean(axis=0),
        ),
        Mistake(
            "Divided by a number of samples that was typed in: take it from the arguments.",
            lambda Y, truth: truth * len(Y) / 5,
            lambda Y, truth: truth * len(Y) / 7,
        ),
        Mistake(
            12,
            "`np.outer` makes one long row of a table: it is for one sample's rows, sample by sample.",
            lambda dC_dz, A_prev: np.outer(dC_dz, A_prev),
            lambda dC_dz, A_prev: np.outer(dC_dz, A_prev) / len(A_prev),
            lambda dC_dz, A_prev: np.outer(dC_dz, A_prev).mean(axis=0),
        ),
        Mistake(
            "The mean went over the nodes: a sample is a row, so the samples are axis 0.",
            lambda dC_dz, A_prev: np.outer(dC_dz.mean(axis=1), A_prev.mean(axis=1)),
            lambda probe: each_sample(probe).mean(axis=1),
            lambda probe: each_sample(probe).mean(axis=2),
        ),
        Mistake(
            "Every pair (j, k) is needed, added up over the samples; here the sum went over the nodes j.",
            lambda dC_dz, A_prev: dC_dz.sum(axis=1)[:, None] * A_prev,
        ),
        Mistake(
            "Each sample was multiplied with all of A_prev: row i belongs to sample i.",
            lambda dC_dz, A_prev: np.mean([np.outer(one, A_prev) for one in dC_dz], axis=0),
        ),
        Mistake(
            "The division stands inside the loop, and so the early samples are divided again and again: add up, then "
            "divide.",
            lambda Y, probe: reduce(lambda mean, one: (mean + one) / len(Y), each_sample(probe), 0.0),
            lambda probe: reduce(lambda mean, one: (mean + one) / 2, each_sample(probe), 0.0),
        ),
        Mistake("That is the mean of ∂C/∂z: the activations before are missing.", lambda dC_dz: dC_dz.mean(axis=0)),
    ),
)
