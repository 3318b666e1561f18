"""Three measured factors multiplied, beside a secant whose step shrinks until rounding spoils it."""

import numpy as np

from ...derivatives import ComplexStep, gradient
from ...measure.nudges import by_activation, losses_of_weight
from ..axes import Axes
from ..picture import COVERED
from ..svg import INK, colour, label, line, number, picture, point, rectangle, signed

LAYER, J, K = 4, 1, 2
FLOOR = 1e-17
EXPONENTS = np.arange(1, 12.01, 0.25)


def factors(network, x, y):
    """Return the three measured factors of ∂C_0/∂w_12 of the output layer."""
    z, a = network.forward(x)

    def z_1(w):
        return network.replace(LAYER, J, K, w).W[LAYER][J - 1] @ a[LAYER - 1] + network.b[LAYER][J - 1]

    term_1 = by_activation(network, LAYER, a[LAYER], y)[J - 1]
    term_2 = ComplexStep(network.g[LAYER])(z[LAYER])[J - 1]
    term_3 = gradient(z_1, network.W[LAYER][J - 1, K - 1])
    return float(term_1), float(term_2), float(term_3)


def secant_slopes(C, w, h, both):
    """Return the slopes of the secants of ``C`` at ``w`` for the steps ``h``, to both sides or to the right only."""
    left = w - h if both else np.full_like(h, w)
    ends = C(np.concatenate([w + h, left]))
    return (ends[: len(h)] - ends[len(h) :]) / (w + h - left)


def three_factors(network, x, y, w_12, exponent, both, told=True):
    """Draw the loss with a secant of step h = 10^-exponent, and its error against the product of the three factors.

    ``w_12``: the weight's value; ``both``: step to both sides, else to the right only. While it is not
    ``told`` how far the secant is off, there is the secant alone.
    """

    def C(values):
        return losses_of_weight(network, LAYER, J, K, values, x, y)

    terms = factors(network.replace(LAYER, J, K, w_12), x, y)
    product, h = float(np.prod(terms)), 10.0**-exponent
    slope = float(secant_slopes(C, w_12, np.array([h]), both)[0])
    error = max(abs(slope - product), FLOOR)
    errors = np.maximum(np.abs(secant_slopes(C, w_12, 10.0**-EXPONENTS, both) - product), FLOOR)
    left = Axes((-3.2, 3.2), (0.4, 1.6), (52, 112, 290, 210))
    right = Axes((-12, -1), (-16, 0), (432, 112, 270, 210))
    grid = np.linspace(-3.2, 3.2, 65)
    here = float(C(np.array([w_12]))[0])
    ends = [w_12 - h if both else w_12, w_12 + h]
    names = "$∂C_0/∂a_1$", "$∂a_1/∂z_1$", "$∂z_1/∂w_{12}$"
    product_row = []
    for i, (term, name, tone) in enumerate(zip(terms, names, ("C", "a", "z"), strict=True)):
        product_row += [
            rectangle(30 + 150 * i, 14, 116, 52, colour(tone), 0.08, round=6),
            label(88 + 150 * i, 35, name, colour=colour(tone), size=14),
            label(88 + 150 * i, 56, signed(term, 4), size=15),
            label(163 + 150 * i, 47, "×" if i < 2 else "=", size=18),
        ]
    parts = [
        *product_row,
        rectangle(480, 14, 150, 52, colour("w"), 0.14, round=6),
        label(555, 35, "$∂C_0/∂w_{12}$", colour=colour("w"), size=14),
        label(555, 56, signed(product, 4), size=15, bold=True),
        left.frame("$w_{12}^{(4)}$", "$C_0$"),
        left.curve(grid, C(grid), colour("C")),
        left.tangent(w_12, here, slope, 2.2, INK, 2, "8 4"),
        *(point(*left.at(e, float(C(np.array([e]))[0])), colour("w"), "ring", 5) for e in ends),
        right.frame("$h$", "error of the secant's slope", x_ticks=(), y_ticks=()),
        *(label(right.px(e), 343, f"$10^{{−{-e}}}$", size=12) for e in (-12, -10, -8, -6, -4, -2)),
        *(label(424, right.py(e) + 4, f"$10^{{−{-e}}}$", "end", size=12) for e in (-16, -12, -8, -4)),
        *(line(432, right.py(e), 702, right.py(e), width=1, opacity=0.12) for e in (-16, -12, -8, -4)),
    ]  # fmt: skip
    if told:
        parts += [
            right.curve(-EXPONENTS, np.log10(errors), colour("w"), 2),
            label(440, 128, "rounding spoils it", "start", size=12),
            label(700, 128, "$h$ too wide", "end", size=12),
            point(*right.at(-exponent, np.log10(error)), colour("w"), size=7),
        ]
        secant = f"{signed(slope, 9)}. They differ by {number(error, 1)}."
    else:
        rows = "The error is covered", "until you have answered."
        parts += [label(567, 212 + 20 * i, row, size=13) for i, row in enumerate(rows)]
        secant = f"its slope is {COVERED}"
    return picture(
        720,
        372,
        *parts,
        title="Three factors and their product; a secant on the loss; the secant's error against the size of its step",
        readout=(
            f"Product: {signed(terms[0], 4)} × {signed(terms[1], 4)} × {signed(terms[2], 4)} = {signed(product, 4)}. "
            f"Secant with $h$ = {number(h)}, {'to both sides' if both else 'to the right only'}: "
            f"{secant}"
        ),
    )
