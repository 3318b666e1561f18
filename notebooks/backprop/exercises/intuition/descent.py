"""`update`: a step of gradient descent, in exact fractions."""

import numpy as np

from ..exact import exact
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY


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


def relative_step(p, t):
    """Return w (1 - eta dC_dw)."""
    return p["w"] * (1 - p["eta"] * p["dC_dw"])


def left_out(place):
    """Return the mistake that moves all weights but those at ``place`` of the first axis."""

    def wrong(p, t):
        new = t.copy()
        new[place] = p["w"][place]
        return new

    return wrong


SCALES_ONE = "eta belongs to the gradient alone: the weights start from where they are."

update = Exercise(
    name="update",
    lesson="01_intuition",
    points=2,
    returns="the new weights, of the same shape as w",
    probes=update_probes,
    truth=lambda p: stepped(p, -p["eta"]),
    mistakes=(
        Mistake(37, SAY[37], lambda p, t: 2 * p["w"] - t),
        Mistake(33, "That is the step alone: add it to the weights it starts from.", lambda p, t: t - p["w"]),
        Mistake(33, "That is the step alone, uphill: the new weights are asked for.", lambda p, t: p["w"] - t),
        Mistake(0, "The learning rate is missing: eta scales the step.", lambda p, t: stepped(p, -1)),
        Mistake(
            37,
            "Uphill, and without the learning rate: downhill is minus, and eta scales the step.",
            lambda p, t: stepped(p, 1),
        ),
        Mistake(0, "The weights came back as they were.", lambda p, t: p["w"]),
        Mistake(
            0,
            "The step was divided by the learning rate: eta multiplies it.",
            lambda p, t: stepped(p, -1 / p["eta"]),
        ),
        Mistake(0, "That is the gradient; the weights after the step are asked for.", lambda p, t: p["dC_dw"]),
        Mistake(
            37,
            "Uphill, and divided by the learning rate: downhill is minus, and eta multiplies.",
            lambda p, t: stepped(p, 1 / p["eta"]),
        ),
        Mistake(0, "The gradient is missing: the step is eta times dC_dw.", lambda p, t: p["w"] - p["eta"]),
        Mistake(0, SCALES_ONE, lambda p, t: p["eta"] * (p["w"] - p["dC_dw"])),
        Mistake(0, SCALES_ONE, lambda p, t: p["eta"] * p["w"] - p["dC_dw"]),
        Mistake(
            0,
            "Weights and gradient changed places: the weights lose eta times the gradient.",
            lambda p, t: p["dC_dw"] - p["eta"] * p["w"],
        ),
        Mistake(0, "The step does not depend on the weight: w itself is no factor in it.", relative_step),
        *(
            Mistake(0, "Each weight moves by its own entry of dC_dw, not by one number for all.", f)
            for f in (
                lambda p, t: p["w"] - p["eta"] * p["dC_dw"].sum(),
                lambda p, t: p["w"] - p["eta"] * p["dC_dw"].mean(),
                lambda p, t: p["w"] - p["eta"] * p["dC_dw"][0],
            )
        ),
        *(
            Mistake(0, "In proportion to the derivative, sign and size: use dC_dw as it is.", f)
            for f in (
                lambda p, t: p["w"] - p["eta"] * np.abs(p["dC_dw"]),
                lambda p, t: p["w"] - p["eta"] * np.sign(p["dC_dw"]),
            )
        ),
        Mistake(0, "One step, and no factor 2: the gradient holds it already.", lambda p, t: stepped(p, -2 * p["eta"])),
        Mistake(38, "The first weight (or row) was left as it was: indices begin at 0.", left_out(0)),
        Mistake(38, "The last weight (or row) was left as it was: the loop ends one too early.", left_out(-1)),
        *(
            Mistake(0, "The learning rate was typed in: use the eta that is given.", lambda p, t, e=e: stepped(p, -e))
            for e in (0.1, 0.01, 0.001, 0.5)
        ),
    ),
)
