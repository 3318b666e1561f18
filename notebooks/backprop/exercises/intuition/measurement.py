"""`slope`: a central difference, checked as an exact quotient of fractions."""

from fractions import Fraction

import numpy as np

from ...functions import Polynomial
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY


def slope_probes(rng):
    def draw(group, degree, h=None, what=""):
        # a curvature well away from 0, else a step to one side would be nearly right
        c = [float(v) for v in rng.uniform(0.5, 2, degree + 1) * rng.choice([-1, 1], degree + 1)]
        w = float(rng.uniform(0.5, 1.5) * np.sign(c[2] * c[3]))  # so that both terms of the curvature add up
        arguments = {"C": Polynomial(tuple(c)), "w": w} | ({"h": h} if h else {})
        return Probe(group, arguments, what)

    return [
        draw("plain", 3),
        draw("plain", 3),
        draw("general", 3, 0.1, "h = 0.1"),
        draw("general", 4, 0.01, "h = 0.01"),
        draw("edge", 3, 1e-3, "h = 0.001"),
    ]


def quotient(p, left, right, over):
    """Return (C(w + right h) - C(w + left h)) / (over h), computed in exact fractions."""
    C = Polynomial(tuple(Fraction(c) for c in p["C"].coefficients))
    w, h = Fraction(p["w"]), Fraction(p["h"] if "h" in p.arguments else 1e-5)
    return float((C(w + right * h) - C(w + left * h)) / (over * h))


def ignoring_h(p, t):
    """Return the central difference with h = 1e-5 whatever was asked for."""
    return quotient(Probe(p.group, {"C": p["C"], "w": p["w"]}), -1, 1, 2)


slope = Exercise(
    name="slope",
    lesson="01_intuition",
    points=2,
    returns="one number, the slope of C at w by a central difference",
    probes=slope_probes,
    truth=lambda p: quotient(p, -1, 1, 2),
    mistakes=(
        Mistake(36, SAY[36], lambda p, t: quotient(p, 0, 1, 1)),
        Mistake(36, SAY[36], lambda p, t: quotient(p, -1, 0, 1)),
        Mistake(36, "Twice too large: from w - h to w + h is a run of 2h, not h.", lambda p, t: 2 * t),
        Mistake(36, SAY[36], lambda p, t: quotient(p, 0, 1, 2)),
        Mistake(36, "Half of it: divide by 2h once.", lambda p, t: t / 2),
        Mistake(2, "Right size, opposite sign: C(w + h) comes first.", lambda p, t: -t),
        Mistake(
            0,
            "That is the change of C; the slope is the change for each unit of w: divide by 2h.",
            lambda p, t: t * 2 * p.arguments.get("h", 1e-5),
        ),
        Mistake(
            0,
            "Without brackets, `/ 2 * h` divides by 2 and then multiplies by h: write `/ (2 * h)`.",
            lambda p, t: t * p.arguments.get("h", 1e-5) ** 2,
        ),
        Mistake(0, "The step h that was asked for was not used.", ignoring_h),
    ),
)
