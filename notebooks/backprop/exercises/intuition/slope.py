"""`slope`: a central difference, checked as an exact quotient of fractions."""

from fractions import Fraction

import numpy as np

from ...calling.polynomial import Polynomial
from ..exercise import Exercise, Mistake, Probe
from ..messages import SAY


def slope_probes(rng):
    first = rng.choice([-1, 1])

    def draw(group, degree, side, h=None, what=""):
        # a curvature well away from 0, else a step to one side would be nearly right
        c = rng.uniform(0.5, 2, degree + 1) * rng.choice([-1, 1], degree + 1)
        w = float(rng.uniform(0.5, 1.5) * np.sign(c[2] * c[3]))  # so that both terms of the curvature add up
        # a slope of a given sign and well away from 0, by the term that does not bend
        c[1] += side * rng.uniform(3, 5) - sum(i * c_i * w ** (i - 1) for i, c_i in enumerate(c) if i)
        return Probe(group, {"C": Polynomial(tuple(c.tolist())), "w": w} | ({"h": h} if h else {}), what)

    return [
        draw("plain", 3, first),
        draw("plain", 3, -first),
        draw("general", 3, -first, 0.1, "h = 0.1"),
        draw("general", 4, first, 0.02, "h = 0.02"),
        draw("edge", 3, -first, 0.05, "h = 0.05"),
    ]


def secant(C, w, left, right):
    """Return the slope of the line through C at w + left and at w + right, computed in exact fractions."""
    C = Polynomial(tuple(map(Fraction, C.coefficients)))
    left, right = Fraction(w) + Fraction(left), Fraction(w) + Fraction(right)
    return float((C(right) - C(left)) / (right - left))


def tiny(step):
    """Return the mistake of a step that is typed in, so small that what is left is rounding."""
    return lambda C, w: (C(w + step) - C(w - step)) / (2 * step)


EXERCISE = Exercise(
    name="slope",
    points=2,
    tolerance=1.2e-6,  # with h = 1e-5 one side alone may be off by no more than 2.5e-6
    returns="one number, the slope of C at w by a central difference",
    probes=slope_probes,
    truth=lambda C, w, h=1e-5: secant(C, w, -h, h),
    mistakes=(
        Mistake(
            36,
            lambda C, w, h=1e-5: (C(w + h) - C(w)) / h,
            lambda C, w, h=1e-5: (C(w) - C(w - h)) / h,
            lambda C, w, h=1e-5: (C(w + 2 * h) - C(w)) / (2 * h),
            lambda C, w, h=1e-5: (C(w) - C(w - 2 * h)) / (2 * h),
        ),
        Mistake(
            36,
            "One side only, and about half of it: the run from w to w + h is h. Step h to both sides, divide by 2h.",
            lambda C, w, h=1e-5: (C(w + h) - C(w)) / (2 * h),
            lambda C, w, h=1e-5: (C(w) - C(w - h)) / (2 * h),
        ),
        Mistake(36, "Twice too large: from w - h to w + h is a run of 2h, not h.", lambda truth: 2 * truth),
        Mistake(36, "Half of it: divide by 2h once.", lambda truth: truth / 2),
        Mistake(2, "Right size, opposite sign: C(w + h) comes first.", lambda truth: -truth),
        Mistake(
            36,
            f"{SAY[36]} And C at the right-hand place comes first: the sign is opposite.",
            lambda C, w, h=1e-5: (C(w) - C(w + h)) / h,
            lambda C, w, h=1e-5: (C(w - h) - C(w)) / h,
        ),
        Mistake(
            2, "Opposite sign, and twice too large: C(w + h) comes first, and the run is 2h.", lambda truth: -2 * truth
        ),
        Mistake(
            "That is the change of C; the slope is the change for each unit of w: divide by 2h.",
            lambda C, w, h=1e-5: C(w + h) - C(w - h),
        ),
        Mistake(
            "Divided by 2, and not by h: from w - h to w + h is a run of 2h.",
            lambda C, w, h=1e-5: (C(w + h) - C(w - h)) / 2,
        ),
        Mistake(
            "Without brackets, `/ 2 * h` divides by 2 and then multiplies by h: write `/ (2 * h)`.",
            lambda C, w, h=1e-5: (C(w + h) - C(w - h)) / 2 * h,
        ),
        Mistake(
            "Without brackets, `/ h * 2` divides by h and then doubles: write `/ (2 * h)`.",
            lambda C, w, h=1e-5: (C(w + h) - C(w - h)) / h * 2,
        ),
        Mistake(
            "The whole rise is divided by the whole run: brackets round C(w + h) - C(w - h), and round 2 * h.",
            lambda C, w, h=1e-5: C(w + h) - C(w - h) / (2 * h),
            lambda C, w, h=1e-5: C(w + h) - C(w - h) / 2 * h,
            lambda C, w, h=1e-5: C(w + h) - C(w - h) / h,
            lambda C, w, h=1e-5: (C(w + h) - C(w - h)) / (w + h) - (w - h),
        ),
        Mistake(
            "The two values were added: the rise is their difference.",
            lambda C, w, h=1e-5: (C(w + h) + C(w - h)) / (2 * h),
            lambda C, w, h=1e-5: (C(w + h) + C(w - h)) / 2,
        ),
        Mistake("That is C itself; its slope is asked for.", lambda C, w: C(w)),
        Mistake("The step belongs inside the brackets, to w: C(w + h), not C(w) + h.", lambda: 1.0),
        Mistake(
            "That is the slope's own change, the second derivative: two values of C are enough.",
            lambda C, w, h=1e-5: (C(w + h) - 2 * C(w) + C(w - h)) / h**2,
            lambda C, w, h=1e-5: (C(w + h) - 2 * C(w) + C(w - h)) / (2 * h**2),
        ),
        Mistake(
            "Divided by h squared, or twice by h: the run is 2h.",
            lambda C, w, h=1e-5: (C(w + h) - C(w - h)) / (2 * h**2),
            lambda C, w, h=1e-5: (C(w + h) - C(w - h)) / (2 * h) ** 2,
            lambda C, w, h=1e-5: (C(w + h) - C(w - h)) / h**2,
        ),
        Mistake("The sign was lost: where C falls the slope is negative.", lambda truth: abs(truth)),
        Mistake("The slope was taken at 0; it is asked for at w.", lambda C, h=1e-5: secant(C, 0, -h, h)),
        Mistake(
            "Step h to each side, not half of it or more.",
            lambda C, w, h=1e-5: secant(C, w, -h / 2, h / 2),
            lambda C, w, h=1e-5: secant(C, w, -2 * h, 2 * h),
        ),
        Mistake(
            "The step was multiplied by w: add h to w as it is.",
            lambda C, w, h=1e-5: (C(w * (1 + h)) - C(w * (1 - h))) / (2 * h),
        ),
        Mistake(
            "The places are twice as far apart as the run that is divided by: h to each side is a run of 2h.",
            lambda C, w, h=1e-5: (C(w + 2 * h) - C(w - 2 * h)) / (2 * h),
        ),
        Mistake(
            "h was typed in in one place: the same h makes the two places and the run between them.",
            *(lambda C, w, h=1e-5, s=s: (C(w + h) - C(w - h)) / (2 * s) for s in (1e-5, 1e-4, 1e-3, 0.01, 0.1)),
            lambda C, w, h=1e-5: (C(w + 1e-5) - C(w - 1e-5)) / (2 * h),
        ),
        Mistake(
            "A run of 2h is asked for: this divides by w.",
            lambda C, w, h=1e-5: (C(w + h) - C(w - h)) / (2 * w),
            lambda C, w: C(w) / w,
        ),
        Mistake(
            "`np.gradient` and the like go along a table of numbers; C is a function: call it at w + h and at w - h.",
            lambda: [],
        ),
        Mistake(
            "Not the h that was asked for, and so small a step that rounding eats the difference: use the argument h.",
            *(tiny(10.0**-i) for i in range(11, 17)),
        ),
        Mistake(
            "The step h that was asked for was not used.",
            lambda C, w: secant(C, w, -1, 1),
            lambda C, w: secant(C, w, -1e-5, 1e-5),
            lambda C, w: secant(C, w, -1e-3, 1e-3),
            lambda C, w: secant(C, w, -0.01, 0.01),
            lambda C, w: secant(C, w, -0.5, 0.5),
            lambda C, w: secant(C, w, -0.1, 0.1),
        ),
    ),
)
