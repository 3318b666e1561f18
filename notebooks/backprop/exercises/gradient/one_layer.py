"""One layer on which only ∂C/∂a is given: what `weight_gradient`, `bias_gradient` and `dC_da_prev` have in common.

The loss is stood in for by a function with these slopes: the sum of the given numbers times the layer's activations.
What that sum does when a weight, a bias or an activation before is nudged is measured.
"""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...derivatives import ComplexStep, gradient
from ..exercise import Factor, Mistake, Probe
from .activation_slopes import MADE_FROM_A, slope_from_a
from .altered_terms import altering
from .telling_draws import activations, away, inputs, upstream

TWICE = "Twice too large: the loss's 2 is in ∂C/∂a already."
HALF = "Half of it: ∂C/∂a comes as it is, and its 2 stays in."
NOT_AVERAGED = "Divided by the number of nodes: nothing is averaged here."
FACTORS = (
    Factor(2, "The sign is the other way round.", lambda: -1),
    Factor(0, TWICE, lambda: 2),
    Factor(1, HALF, lambda: 0.5),
    Factor(23, NOT_AVERAGED, lambda z_l: 1 / len(z_l)),
)


def draw(rng, group, what, sizes, g, names, scale=1.0):
    """Return a `Probe` of one layer of ``sizes`` (n_{l-1}, n_l) and activation ``g``, with the arguments ``names``.

    Hidden, node by node: ``g``, its measured ``slope``, and the measured ``dC_dz``.
    """
    before, after = sizes
    z = inputs(rng, after)
    if g is relu:
        z[:2] = np.abs(z[:2]) * [1, -1]  # at least one node is open and one is shut
    everything = {
        "W_l": away(rng, 0.3, 1.6, (after, before)),
        "dC_da_l": scale * upstream(rng, after),
        "z_l": z,
        "a_prev": activations(rng, before),
        "g_prime": ComplexStep(g),
    }
    dC_dz = gradient(lambda z: stand_in(everything["dC_da_l"], g(z)), z)
    hidden = {"g": g, "slope": ComplexStep(g)(z), "dC_dz": dC_dz}
    return Probe(group, {name: everything[name] for name in names}, what, hidden)


def layer_probes(*names):
    """Return the function that draws a layer's probes with the arguments ``names``."""

    def probes(rng):
        return [
            draw(rng, "plain", "", (5, 3), sigmoid, names),
            draw(rng, "plain", "", (4, 5), tanh, names),
            draw(rng, "general", "a square layer of tanh nodes", (4, 4), tanh, names),
            draw(rng, "general", "a square layer of sigmoid nodes", (3, 3), sigmoid, names),
            draw(rng, "general", "ReLU nodes, some of them shut", (3, 5), relu, names),
            draw(rng, "edge", "one node", (3, 1), tanh, names),
            draw(rng, "edge", "nearly converged", (4, 3), sigmoid, names, 1e-5),
        ]

    return probes


def stand_in(dC_da_l, a):
    """Return the stand-in for the loss when the layer's activations are ``a``."""
    return (dC_da_l * a).sum()


def crossed(dC_da_l, slope):
    """Measure ∂C/∂z of nodes whose activations rise by ``slope``, shape (n_l,)."""
    return gradient(lambda dz: stand_in(dC_da_l, slope * dz), np.zeros(len(dC_da_l)))


def crossing_mistakes(onward, divided=lambda dC_da_l, slope: dC_da_l / slope):
    """Return the mistakes made in ∂C/∂z; the formula ``onward`` measures what an altered ``dC_dz`` comes to.

    divided: the formula that divides by the slope, also where that is 0 and nothing can be measured.
    """
    altered = altering(onward)

    def at(slope):
        return altered(dC_dz=lambda dC_da_l, probe: crossed(dC_da_l, probe.put_into(slope)))

    return (
        Mistake(
            8,
            at(lambda g_prime, g, z_l: g_prime(g(z_l))),
            *(at(lambda g_prime, z_l, other=other: g_prime(other(z_l))) for other in (tanh, sigmoid)),
        ),
        Mistake(
            "Only z stands in the brackets of g': ∂C/∂a multiplies what comes out.",
            altered(dC_dz=lambda g_prime, dC_da_l, z_l: g_prime(dC_da_l * z_l)),
        ),
        Mistake(
            8,
            "g' was given ∂C/∂a; it takes z.",
            at(lambda g_prime, dC_da_l: g_prime(dC_da_l)),
            at(lambda dC_da_l: slope_from_a(sigmoid)(dC_da_l)),
            at(lambda dC_da_l: slope_from_a(tanh)(dC_da_l)),
            altered(dC_dz=lambda dC_da_l: slope_from_a(sigmoid)(dC_da_l)),
        ),
        Mistake(10, at(lambda z_l: ComplexStep(sigmoid)(z_l)), at(lambda z_l: ComplexStep(tanh)(z_l))),
        Mistake(9, at(lambda z_l: slope_from_a(tanh)(z_l))),
        Mistake(9, MADE_FROM_A, at(lambda z_l: slope_from_a(sigmoid)(z_l))),
        Mistake(2, "Right size, opposite sign.", lambda truth: -truth),
        Mistake(1, HALF, lambda truth: truth / 2),
        Mistake(TWICE, lambda truth: 2 * truth),
        Mistake(
            "∂C/∂a is missing: how much the loss cares about each node comes first.", altered(dC_dz=lambda slope: slope)
        ),
        Mistake("g(z) stands where its slope g'(z) belongs.", at(lambda g, z_l: g(z_l))),
        Mistake("z itself stands where the slope g'(z) belongs.", at(lambda z_l: z_l)),
        Mistake(
            "The activation was crossed twice: its slope counts once.",
            altered(dC_dz=lambda dC_dz, slope: dC_dz * slope),
        ),
        Mistake(
            "Divided by the slope: multiply by it.", at(lambda slope: 1 / slope), lambda probe: probe.put_into(divided)
        ),
        Mistake(41, altered(dC_dz=lambda dC_da_l, slope: dC_da_l + slope)),
    )
