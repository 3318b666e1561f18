"""`update`: a step of gradient descent, in exact fractions."""

import numpy as np

from ..exact import exact
from ..exercise import Exercise, Mistake, Probe


def update_probes(rng):
    def draw(group, shape, what=""):
        arguments = {
            "w": rng.normal(size=shape),
            "dC_dw": rng.normal(size=shape),
            "eta": float(rng.uniform(0.05, 0.8)),
        }
        return Probe(group, arguments, what)

    return [
        draw("plain", 5),
        draw("plain", 5),
        draw("general", (3, 4), "a matrix of weights"),
        draw("general", (2, 5), "a matrix of weights"),
        draw("edge", 1, "a single weight"),
    ]


def stepped(p, factor):
    """Return w + factor dC_dw entry by entry, in exact fractions."""
    rows = [exact([w, factor], [1, d]) for w, d in zip(p["w"].flat, p["dC_dw"].flat, strict=True)]
    return np.array(rows).reshape(p["w"].shape)


def relative_step(w, eta, dC_dw):
    """Return w (1 - eta dC_dw)."""
    return w * (1 - eta * dC_dw)


def left_out(place):
    """Return the mistake that moves all weights but those at ``place`` of the first axis."""

    def wrong(w, truth):
        new = truth.copy()
        new[place] = w[place]
        return new

    return wrong


SCALES_ONE = "eta belongs to the gradient alone: the weights start from where they are."

update = Exercise(
    name="update",
    lesson="01_intuition",
    points=2,
    returns="the new weights, of the same shape as w",
    probes=update_probes,
    truth=lambda eta, probe: stepped(probe, -eta),
    mistakes=(
        Mistake(37, lambda w, truth: 2 * w - truth),
        Mistake(33, "That is the step alone: add it to the weights it starts from.", lambda w, truth: truth - w),
        Mistake(33, "That is the step alone, uphill: the new weights are asked for.", lambda w, truth: w - truth),
        Mistake("The learning rate is missing: eta scales the step.", lambda probe: stepped(probe, -1)),
        Mistake(
            37,
            "Uphill, and without the learning rate: downhill is minus, and eta scales the step.",
            lambda probe: stepped(probe, 1),
        ),
        Mistake("The weights came back as they were.", lambda w: w),
        Mistake(
            "The step was divided by the learning rate: eta multiplies it.",
            lambda eta, probe: stepped(probe, -1 / eta),
        ),
        Mistake("That is the gradient; the weights after the step are asked for.", lambda dC_dw: dC_dw),
        Mistake(
            37,
            "Uphill, and divided by the learning rate: downhill is minus, and eta multiplies.",
            lambda eta, probe: stepped(probe, 1 / eta),
        ),
        Mistake("The gradient is missing: the step is eta times dC_dw.", lambda w, eta: w - eta),
        Mistake(SCALES_ONE, lambda eta, w, dC_dw: eta * (w - dC_dw), lambda eta, w, dC_dw: eta * w - dC_dw),
        Mistake(
            "Weights and gradient changed places: the weights lose eta times the gradient.",
            lambda dC_dw, eta, w: dC_dw - eta * w,
        ),
        Mistake("The step does not depend on the weight: w itself is no factor in it.", relative_step),
        Mistake(
            "Each weight moves by its own entry of dC_dw, not by one number for all.",
            lambda w, eta, dC_dw: w - eta * dC_dw.sum(),
            lambda w, eta, dC_dw: w - eta * dC_dw.mean(),
            lambda w, eta, dC_dw: w - eta * dC_dw[0],
        ),
        Mistake(
            "In proportion to the derivative, sign and size: use dC_dw as it is.",
            lambda w, eta, dC_dw: w - eta * np.abs(dC_dw),
            lambda w, eta, dC_dw: w - eta * np.sign(dC_dw),
        ),
        Mistake(
            "One step, and no factor 2: the gradient holds it already.", lambda eta, probe: stepped(probe, -2 * eta)
        ),
        Mistake(38, "The first weight (or row) was left as it was: indices begin at 0.", left_out(0)),
        Mistake(38, "The last weight (or row) was left as it was: the loop ends one too early.", left_out(-1)),
        *(
            Mistake(
                "The learning rate was typed in: use the eta that is given.",
                (lambda e: lambda probe: stepped(probe, -e))(e),
            )
            for e in (0.1, 0.01, 0.001, 0.5)
        ),
    ),
)
