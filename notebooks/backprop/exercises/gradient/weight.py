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
    truth=lambda p: ComplexStep(loss_of_weight(p))(0.0),
    factors=LOSS_FACTORS,
    mistakes=(
        Mistake(1, SAY[1], lambda p, t: t / 2),
        Mistake(2, SAY[2], lambda p, t: -t),
        Mistake(1, f"Half of it, and of opposite sign. {SAY[1]}", lambda p, t: -t / 2),
        Mistake(6, SAY[6], lambda p, t: by_weight(p, slope=1)),
        Mistake(6, f"{SAY[6]} And the third term, ∂z/∂w, after it.", lambda p, t: by_weight(p, slope=1, received=1)),
        Mistake(8, SAY[8], lambda p, t: by_weight(p, slope=p["g_prime"](p["a_j"]))),
        Mistake(
            8,
            "g' was given a_k; it takes z of the node itself.",
            lambda p, t: by_weight(p, slope=p["g_prime"](p["a_k"])),
        ),
        Mistake(10, SAY[10], lambda p, t: by_weight(p, slope=ComplexStep(sigmoid)(p["z_j"]))),
        Mistake(10, SAY[10], lambda p, t: by_weight(p, slope=ComplexStep(tanh)(p["z_j"]))),
        Mistake(10, SAY[10], lambda p, t: by_weight(p, slope=form(sigmoid)(p["a_j"]))),
        Mistake(10, SAY[10], lambda p, t: by_weight(p, slope=form(tanh)(p["a_j"]))),
        Mistake(9, SAY[9], lambda p, t: by_weight(p, slope=form(tanh)(p["z_j"]))),
        Mistake(9, FORM_OF_Z, lambda p, t: by_weight(p, slope=form(sigmoid)(p["z_j"]))),
        Mistake(15, f"{SAY[15]} That is a_k, not a_j.", lambda p, t: by_weight(p, received=p["a_j"])),
        Mistake(16, SAY[16], lambda p, t: by_weight(p, received=p["z_j"])),
        Mistake(0, "The third term is missing: ∂z/∂w = a_k.", lambda p, t: by_weight(p, received=1)),
        Mistake(0, "The first term is missing: ∂C/∂a comes first.", lambda p, t: by_weight(p, dC_da=1)),
        Mistake(
            0,
            "The loss itself stands where its derivative by a belongs.",
            lambda p, t: by_weight(p, dC_da=node_loss(p["y_j"])(p["a_j"])),
        ),
        Mistake(
            0,
            "Without brackets only a is doubled: the 2 belongs to the whole difference.",
            lambda p, t: by_weight(p, dC_da=2 * p["a_j"] - p["y_j"]),
        ),
        Mistake(
            0,
            "The difference is squared still: the power goes down by one.",
            lambda p, t: by_weight(p, dC_da=2 * node_loss(p["y_j"])(p["a_j"])),
        ),
        Mistake(0, "The size is right; it has a sign as well.", lambda p, t: by_weight(p, dC_da=abs(terms(p)[0]))),
        Mistake(0, "g(z) stands where its slope g'(z) belongs.", lambda p, t: by_weight(p, slope=p["a_j"])),
        Mistake(0, "z stands where the slope g'(z) belongs.", lambda p, t: by_weight(p, slope=p["z_j"])),
        Mistake(41, SAY[41], lambda p, t: sum(terms(p))),
        Mistake(0, "The three terms came one by one: multiply them.", lambda p, t: terms(p)),
        Mistake(0, "The number is right, in a list of its own: return the number itself.", lambda p, t: [t]),
    ),
)
