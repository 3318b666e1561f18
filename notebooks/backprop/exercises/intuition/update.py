"""`update`: a step of gradient descent, in exact fractions."""

import numpy as np

from ..draws import until
from ..exact import exact
from ..exercise import Exercise, Mistake, Probe


def update_probes(rng):
    def draw(group, shape, what=""):
        w, dC_dw, eta = until(
            lambda drawn: np.linalg.norm(drawn[0] - drawn[2] * drawn[1]) > 0.1,
            lambda: (rng.normal(size=shape), rng.normal(size=shape), float(rng.uniform(0.05, 0.8))),
        )
        return Probe(group, {"w": w, "dC_dw": dC_dw, "eta": eta}, what)

    return [
        draw("plain", 5),
        draw("plain", 5),
        draw("general", (3, 4), "a matrix of weights"),
        draw("general", (2, 5), "a matrix of weights"),
        draw("edge", 1, "a single weight"),
    ]


def step(w, dC_dw, eta):
    """Return w - eta dC_dw entry by entry, in exact fractions."""
    entries = [exact([w_k, -eta], [1, slope]) for w_k, slope in zip(w.flat, dC_dw.flat, strict=True)]
    return np.array(entries).reshape(w.shape)


def left_out(place):
    """Return the mistake that moves all weights but those at ``place`` of the first axis."""

    def wrong(w, truth):
        new = truth.copy()
        new[place] = w[place]
        return new

    return wrong


EXERCISE = Exercise(
    name="update",
    points=2,
    returns="the new weights, of the same shape as w",
    probes=update_probes,
    truth=step,
    mistakes=(
        Mistake(37, "Uphill: downhill is minus.", lambda w, dC_dw, eta: w + eta * dC_dw),
        Mistake(
            33,
            "That is the step alone: add it to the weights it starts from. (`w =- s` is `w = -s`; `w - s` was meant.)",
            lambda dC_dw, eta: -eta * dC_dw,
        ),
        Mistake(33, "That is the step alone, uphill: the new weights are asked for.", lambda dC_dw, eta: eta * dC_dw),
        Mistake("The learning rate is missing: eta scales the step.", lambda w, dC_dw: w - dC_dw),
        Mistake(
            37,
            "Uphill, and without the learning rate: downhill is minus, and eta scales the step.",
            lambda w, dC_dw: w + dC_dw,
        ),
        Mistake("The weights came back as they were.", lambda w: w),
        Mistake(
            "The step was divided by the learning rate: eta multiplies it.",
            lambda w, dC_dw, eta: w - dC_dw / eta,
        ),
        Mistake("The step was divided by the gradient: eta multiplies it.", lambda w, dC_dw, eta: w - eta / dC_dw),
        Mistake("A power was taken: eta multiplies the gradient, with one `*`.", lambda w, dC_dw, eta: w - eta**dC_dw),
        Mistake("That is the gradient; the weights after the step are asked for.", lambda dC_dw: dC_dw),
        Mistake(
            37,
            "Uphill, and divided by the learning rate: downhill is minus, and eta multiplies.",
            lambda w, dC_dw, eta: w + dC_dw / eta,
        ),
        Mistake("The gradient is missing: the step is eta times dC_dw.", lambda w, eta: w - eta),
        Mistake(
            "eta belongs to the gradient alone: the weights start from where they are.",
            lambda w, dC_dw, eta: eta * (w - dC_dw),
            lambda w, dC_dw, eta: eta * w - dC_dw,
            lambda w, dC_dw, eta: (w - eta) * dC_dw,
        ),
        Mistake(
            "Weights and gradient changed places: the weights lose eta times the gradient.",
            lambda w, dC_dw, eta: dC_dw - eta * w,
        ),
        Mistake(
            "The step does not depend on the weight: w itself is no factor in it.",
            lambda w, dC_dw, eta: w - eta * dC_dw * w,
        ),
        Mistake(
            "Each weight moves by its own entry of dC_dw, not by one number for all.",
            lambda w, dC_dw, eta: w - eta * dC_dw.sum(),
            lambda w, dC_dw, eta: w - eta * dC_dw.sum(axis=0),
            lambda w, dC_dw, eta: w - eta * dC_dw.mean(),
            lambda w, dC_dw, eta: w - eta * dC_dw.mean(axis=0),
            lambda w, dC_dw, eta: w - eta * dC_dw[0],
        ),
        Mistake(
            "In proportion to the derivative, sign and size: use dC_dw as it is.",
            lambda w, dC_dw, eta: w - eta * np.abs(dC_dw),
            lambda w, dC_dw, eta: w - eta * np.sign(dC_dw),
            lambda w, dC_dw, eta: w - eta * dC_dw / np.linalg.norm(dC_dw),
            lambda w, dC_dw, eta: w - eta * dC_dw**2,
        ),
        Mistake(
            "One step, and no factor 2: the gradient holds it already.",
            lambda w, dC_dw, eta: w - 2 * eta * dC_dw,
        ),
        Mistake(
            "Half of the step: eta times the gradient, and no factor beside it.",
            lambda w, dC_dw, eta: w - eta * dC_dw / 2,
        ),
        Mistake(
            "Nothing is averaged here: do not divide the step by the number of weights.",
            lambda w, dC_dw, eta: w - eta * dC_dw / len(w),
            lambda w, dC_dw, eta: w - eta * dC_dw / w.size,
        ),
        Mistake(38, "The first weight (or row) was left as it was: indices begin at 0.", left_out(0)),
        Mistake(38, "The last weight (or row) was left as it was: the loop ends one too early.", left_out(-1)),
        Mistake(38, "The first weight (or row) is missing: indices begin at 0.", lambda truth: truth[1:]),
        Mistake(38, "The last weight (or row) is missing: the loop ends one too early.", lambda truth: truth[:-1]),
        Mistake(
            "The learning rate was typed in: use the eta that is given.",
            lambda w, dC_dw: w - 0.5 * dC_dw,
            lambda w, dC_dw: w - 0.1 * dC_dw,
            lambda w, dC_dw: w - 0.01 * dC_dw,
            lambda w, dC_dw: w - 0.001 * dC_dw,
        ),
    ),
)
