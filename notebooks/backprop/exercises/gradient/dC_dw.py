"""One output weight, for one sample: the product of the three terms."""

from itertools import cycle

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...derivatives import ComplexStep, central_difference
from ...network import node_losses
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .activation_slopes import MADE_FROM_A, slope_from_a
from .altered_terms import altering
from .telling_draws import CLOSE, LOSS_FACTORS, NEARLY, activations, inputs


def probes(rng):
    """Draw the probes; hidden: ``g``, and the first two terms, measured: ``dC_da`` and ``slope``."""
    signs = cycle(rng.permutation([-1, 1]))  # too high and too low in turn: a lost sign shows in the plain case

    def draw(group, g, what="", off=(0.15, 0.45), a_k=None):
        z_j = float(inputs(rng, None))
        a_j = float(g(z_j))
        y_j = a_j - float(next(signs) * rng.uniform(*off))
        a_k = float(activations(rng, None)) if a_k is None else a_k
        arguments = {"a_j": a_j, "y_j": y_j, "z_j": z_j, "a_k": a_k, "g_prime": ComplexStep(g)}
        hidden = {"g": g, "dC_da": ComplexStep(lambda a: node_losses(a, y_j))(a_j), "slope": ComplexStep(g)(z_j)}
        return Probe(group, arguments, what, hidden)

    return [
        draw("plain", sigmoid),
        draw("plain", tanh),
        draw("general", sigmoid, "an output far from its target", (1.2, 1.9)),
        draw("general", tanh, "an output close to its target", CLOSE),
        draw("general", relu, "a ReLU node"),
        draw("edge", tanh, "an activation before that is 0", a_k=0.0),
        draw("edge", sigmoid, "an output that nearly reaches its target", NEARLY),
    ]


def truth(y_j, z_j, a_k, g):
    """Measure ∂C_0/∂w_jk: the loss of node j as something is added to w_jk."""
    return ComplexStep(lambda dw: node_losses(g(z_j + dw * a_k), y_j))(0.0)


def by_weight(dC_da, slope, a_k):
    """Measure how the loss responds to a nudge of w_jk that meets these three terms."""
    return central_difference(lambda dw: dC_da * (slope * (dw * a_k)), 0.0, 1.0)


altered = altering(by_weight)


EXERCISE = Exercise(
    name="dC_dw",
    points=1,
    returns="one number, the product of the three terms",
    probes=probes,
    truth=truth,
    factors=LOSS_FACTORS,
    mistakes=(
        Mistake(1, lambda truth: truth / 2),
        Mistake(2, lambda truth: -truth),
        Mistake(1, f"Half of it, and of opposite sign. {SAY[1]}", lambda truth: -truth / 2),
        Mistake(6, altered(slope=lambda: 1)),
        Mistake(6, f"{SAY[6]} And the third term, ∂z/∂w, after it.", altered(slope=lambda: 1, a_k=lambda: 1)),
        Mistake(8, altered(slope=lambda g_prime, a_j: g_prime(a_j))),
        Mistake(
            8, "g' was given a_k; it takes z of the node itself.", altered(slope=lambda g_prime, a_k: g_prime(a_k))
        ),
        Mistake(
            10,
            altered(slope=lambda z_j: ComplexStep(sigmoid)(z_j)),
            altered(slope=lambda z_j: ComplexStep(tanh)(z_j)),
            altered(slope=lambda a_j: slope_from_a(sigmoid)(a_j)),
            altered(slope=lambda a_j: slope_from_a(tanh)(a_j)),
        ),
        Mistake(9, altered(slope=lambda z_j: slope_from_a(tanh)(z_j))),
        Mistake(9, MADE_FROM_A, altered(slope=lambda z_j: slope_from_a(sigmoid)(z_j))),
        Mistake(15, f"{SAY[15]} That is a_k, not a_j.", altered(a_k=lambda a_j: a_j)),
        Mistake(16, altered(a_k=lambda z_j: z_j)),
        Mistake("The third term is missing: ∂z/∂w = a_k.", altered(a_k=lambda: 1)),
        Mistake("The first term is missing: ∂C/∂a comes first.", altered(dC_da=lambda: 1)),
        Mistake(
            "The loss itself stands where its derivative by a belongs.",
            altered(dC_da=lambda a_j, y_j: node_losses(a_j, y_j)),
        ),
        Mistake(
            "Without brackets only a is doubled: the 2 belongs to the whole difference.",
            altered(dC_da=lambda a_j, y_j: 2 * a_j - y_j),
            lambda a_j, y_j, slope, a_k: 2 * a_j - y_j * slope * a_k,
        ),
        Mistake(
            "Brackets round the difference: the other two terms multiply all of it, not y alone.",
            lambda a_j, y_j, slope, a_k: 2 * a_j - 2 * y_j * slope * a_k,
        ),
        Mistake("The slope counts once: it was multiplied in twice.", altered(slope=lambda slope: slope**2)),
        Mistake("a_k counts once: it was multiplied in twice.", altered(a_k=lambda a_k: a_k**2)),
        Mistake("Divided by a_k: the third term multiplies.", altered(a_k=lambda a_k: np.divide(1, a_k))),
        Mistake("Divided by the slope: it multiplies.", altered(slope=lambda slope: np.divide(1, slope))),
        Mistake(
            "The difference is squared still: the power goes down by one.",
            altered(dC_da=lambda a_j, y_j: 2 * node_losses(a_j, y_j)),
        ),
        Mistake("The size is right; it has a sign as well.", altered(dC_da=lambda dC_da: abs(dC_da))),
        Mistake("g(z) stands where its slope g'(z) belongs.", altered(slope=lambda a_j: a_j)),
        Mistake("z stands where the slope g'(z) belongs.", altered(slope=lambda z_j: z_j)),
        Mistake(41, lambda dC_da, slope, a_k: dC_da + slope + a_k),
        Mistake(
            41,
            f"{SAY[41]} Only two of the terms were multiplied.",
            lambda dC_da, slope, a_k: dC_da * slope + a_k,
            lambda dC_da, slope, a_k: dC_da + slope * a_k,
        ),
        Mistake(
            "a_k belongs outside of g's brackets: g' takes z alone.",
            altered(slope=lambda g_prime, z_j, a_k: g_prime(z_j * a_k), a_k=lambda: 1),
        ),
        Mistake("The three terms came one by one: multiply them.", lambda dC_da, slope, a_k: (dC_da, slope, a_k)),
        Mistake("The number is right, in a list of its own: return the number itself.", lambda truth: [truth]),
    ),
)
