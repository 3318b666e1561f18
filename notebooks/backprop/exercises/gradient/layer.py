"""One layer on which only ∂C/∂a is given: what `weight_gradient`, `bias_gradient` and `dC_da_prev` have in common.

The loss is stood in for by a function with these slopes: the sum of the given numbers times the layer's activations.
What that sum does when a weight, a bias or an activation before is nudged is measured.
"""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...derivatives import ComplexStep, gradient
from ..exercise import Factor, Mistake, Probe
from .draws import activations, away, inputs, upstream
from .slopes import FORM_OF_Z, form

TWICE = "Twice too large: the loss's 2 is in ∂C/∂a already."
HALF = "Half of it: ∂C/∂a comes as it is, and its 2 stays in."
FACTORS = (
    Factor(2, "The sign is the other way round.", lambda: -1),
    Factor(0, TWICE, lambda: 2),
    Factor(1, HALF, lambda: 0.5),
    Factor(23, "Divided by the number of nodes: nothing is averaged here.", lambda z_l: 1 / len(z_l)),
)


def draw(rng, group, what, sizes, g, names, scale=1.0):
    """Return a `Probe` of one layer of ``sizes`` (n_{l-1}, n_l) and activation ``g``, with the arguments ``names``."""
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
    return Probe(group, {name: everything[name] for name in names}, what, {"g": g})


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


def stand_in(p, a):
    """Return the stand-in for the loss when the layer's activations are ``a``."""
    return (p["dC_da_l"] * a).sum()


def slope(p):
    """Return the measured slope of each node's activation."""
    return p["g_prime"](p["z_l"])


def by_z(probe):
    """Return the measured ∂C/∂z of the layer, shape (n_l,)."""
    return gradient(lambda dz: stand_in(probe, probe["g"](probe["z_l"] + dz)), np.zeros(len(probe["z_l"])))


def by_z_with(p, slopes):
    """Return ∂C/∂z as measured on nodes that rise by ``slopes`` in place of their own."""
    return gradient(lambda dz: stand_in(p, slopes * dz), np.zeros(len(p["z_l"])))


def crossing_mistakes(onward):
    """Return the mistakes made in ∂C/∂z: ``onward(p, altered)`` measures what they come to in the answer."""

    def of(wrong):
        return lambda probe: onward(probe, wrong(probe))

    return (
        Mistake(6, of(lambda p: p["dC_da_l"])),
        Mistake(8, of(lambda p: by_z_with(p, p["g_prime"](p["g"](p["z_l"]))))),
        Mistake(8, "g' was given ∂C/∂a; it takes z.", of(lambda p: by_z_with(p, p["g_prime"](p["dC_da_l"])))),
        Mistake(
            10,
            of(lambda p: by_z_with(p, ComplexStep(sigmoid)(p["z_l"]))),
            of(lambda p: by_z_with(p, ComplexStep(tanh)(p["z_l"]))),
        ),
        Mistake(9, of(lambda p: by_z_with(p, form(tanh)(p["z_l"])))),
        Mistake(9, FORM_OF_Z, of(lambda p: by_z_with(p, form(sigmoid)(p["z_l"])))),
        Mistake(2, "Right size, opposite sign.", of(lambda p: -by_z(p))),
        Mistake(1, HALF, of(lambda p: by_z(p) / 2)),
        Mistake(TWICE, of(lambda p: 2 * by_z(p))),
        Mistake("∂C/∂a is missing: how much the loss cares about each node comes first.", of(slope)),
        Mistake(
            "g(z) stands where its slope g'(z) belongs.",
            of(lambda p: by_z_with(p, p["g"](p["z_l"]))),
        ),
        Mistake("z itself stands where the slope g'(z) belongs.", of(lambda p: by_z_with(p, p["z_l"]))),
        Mistake("The activation was crossed twice: its slope counts once.", of(lambda p: by_z(p) * slope(p))),
        Mistake("Divided by the slope: multiply by it.", of(lambda p: by_z_with(p, 1 / slope(p)))),
        Mistake(41, of(lambda p: p["dC_da_l"] + slope(p))),
        Mistake(23, "Divided by the number of nodes: nothing is averaged here.", of(lambda p: by_z(p) / len(p["z_l"]))),
    )


def dotted(p):
    """Return the one number that `@` makes of ∂C/∂a and the slopes."""
    return p["dC_da_l"] @ slope(p)


def squares(p):
    """Return the two squares that broadcasting makes when one of ∂C/∂a and g' is a column."""
    return np.outer(p["dC_da_l"], slope(p)), np.outer(slope(p), p["dC_da_l"])
