"""One output weight, for one sample: the product of the three terms."""

from itertools import cycle

from ...activations import relu, sigmoid, tanh
from ...derivatives import ComplexStep, central_difference
from ...measure.tangents import node_loss
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY
from .draws import LESSON, LOSS_FACTORS, activations, inputs
from .slopes import FORM_OF_Z, form

# dC_dw(a_j, y_j, z_j, a_k, g_prime)


def dC_dw_probes(rng):
    signs = cycle(rng.permutation([-1, 1]))  # too high and too low in turn: a lost sign shows in the plain case

    def draw(group, g, what="", off=(0.15, 0.45), a_k=None):
        z_j = float(inputs(rng, None))
        a_j = float(g(z_j))
        arguments = {
            "a_j": a_j,
            "y_j": a_j - float(next(signs) * rng.uniform(*off)),
            "z_j": z_j,
            "a_k": float(activations(rng, None)) if a_k is None else a_k,
            "g_prime": ComplexStep(g),
        }
        return Probe(group, arguments, what, {"g": g})

    return [
        draw("plain", sigmoid),
        draw("plain", tanh),
        draw("general", sigmoid, "an output far from its target", (1.2, 1.9)),
        draw("general", tanh, "an output close to its target", (1e-4, 5e-4)),
        draw("general", relu, "a ReLU node"),
        draw("edge", tanh, "an activation before that is 0", a_k=0.0),
        draw("edge", sigmoid, "an output that nearly reaches its target", (1e-7, 1e-6)),
    ]


def loss_of_weight(p):
    """Return the loss of node j as a function of how much is added to w_jk."""
    return lambda dw: node_loss(p["y_j"])(p["g"](p["z_j"] + dw * p["a_k"]))


def by_weight(p, slope=None, received=None, dC_da=None):
    """Measure ∂C_0/∂w_jk as the answer to a nudge, with a station altered: the slope, a_k or ∂C_0/∂a_j."""
    slope = p["g_prime"](p["z_j"]) if slope is None else slope
    pull = ComplexStep(node_loss(p["y_j"]))(p["a_j"]) if dC_da is None else dC_da
    received = p["a_k"] if received is None else received
    return central_difference(lambda dw: pull * (slope * (dw * received)), 0.0, 1.0)


def terms(p):
    """Return the three terms, each measured."""
    return ComplexStep(node_loss(p["y_j"]))(p["a_j"]), p["g_prime"](p["z_j"]), p["a_k"]


dC_dw = Exercise(
    name="dC_dw",
    lesson=LESSON,
    points=1,
    returns="one number, the product of the three terms",
    probes=dC_dw_probes,
    truth=lambda probe: ComplexStep(loss_of_weight(probe))(0.0),
    factors=LOSS_FACTORS,
    mistakes=(
        Mistake(1, lambda truth: truth / 2),
        Mistake(2, lambda truth: -truth),
        Mistake(1, f"Half of it, and of opposite sign. {SAY[1]}", lambda truth: -truth / 2),
        Mistake(6, lambda probe: by_weight(probe, slope=1)),
        Mistake(
            6, f"{SAY[6]} And the third term, ∂z/∂w, after it.", lambda probe: by_weight(probe, slope=1, received=1)
        ),
        Mistake(8, lambda g_prime, a_j, probe: by_weight(probe, slope=g_prime(a_j))),
        Mistake(
            8,
            "g' was given a_k; it takes z of the node itself.",
            lambda g_prime, a_k, probe: by_weight(probe, slope=g_prime(a_k)),
        ),
        Mistake(
            10,
            lambda z_j, probe: by_weight(probe, slope=ComplexStep(sigmoid)(z_j)),
            lambda z_j, probe: by_weight(probe, slope=ComplexStep(tanh)(z_j)),
            lambda a_j, probe: by_weight(probe, slope=form(sigmoid)(a_j)),
            lambda a_j, probe: by_weight(probe, slope=form(tanh)(a_j)),
        ),
        Mistake(9, lambda z_j, probe: by_weight(probe, slope=form(tanh)(z_j))),
        Mistake(9, FORM_OF_Z, lambda z_j, probe: by_weight(probe, slope=form(sigmoid)(z_j))),
        Mistake(15, f"{SAY[15]} That is a_k, not a_j.", lambda a_j, probe: by_weight(probe, received=a_j)),
        Mistake(16, lambda z_j, probe: by_weight(probe, received=z_j)),
        Mistake("The third term is missing: ∂z/∂w = a_k.", lambda probe: by_weight(probe, received=1)),
        Mistake("The first term is missing: ∂C/∂a comes first.", lambda probe: by_weight(probe, dC_da=1)),
        Mistake(
            "The loss itself stands where its derivative by a belongs.",
            lambda y_j, a_j, probe: by_weight(probe, dC_da=node_loss(y_j)(a_j)),
        ),
        Mistake(
            "Without brackets only a is doubled: the 2 belongs to the whole difference.",
            lambda a_j, y_j, probe: by_weight(probe, dC_da=2 * a_j - y_j),
        ),
        Mistake(
            "The difference is squared still: the power goes down by one.",
            lambda y_j, a_j, probe: by_weight(probe, dC_da=2 * node_loss(y_j)(a_j)),
        ),
        Mistake(
            "The size is right; it has a sign as well.", lambda probe: by_weight(probe, dC_da=abs(terms(probe)[0]))
        ),
        Mistake("g(z) stands where its slope g'(z) belongs.", lambda a_j, probe: by_weight(probe, slope=a_j)),
        Mistake("z stands where the slope g'(z) belongs.", lambda z_j, probe: by_weight(probe, slope=z_j)),
        Mistake(41, lambda probe: sum(terms(probe))),
        Mistake("The three terms came one by one: multiply them.", lambda probe: terms(probe)),
        Mistake("The number is right, in a list of its own: return the number itself.", lambda truth: [truth]),
    ),
)
