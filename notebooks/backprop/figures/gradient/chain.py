"""The chain of two tanh nodes: every value on the way, every local slope, and four derivatives beside measured ones."""

import numpy as np

from ...derivatives import ComplexStep, central_difference
from ...network import node_losses
from ..picture import COVERED
from ..svg import INK, arrow, colour, label, line, number, picture, rectangle, signed

PARAMETERS = "w1", "b1", "w2", "b2"
BOX = 84  # width of a value's box
NAMES = {"w1": "$w_1$", "b1": "$b_1$", "w2": "$w_2$", "b2": "$b_2$"}


def forward(x, w1, b1, w2, b2):
    """Return the values z_1, h_1, z_2, h_2 on the way."""
    z1 = w1 * x + b1
    h1 = np.tanh(z1)
    z2 = w2 * h1 + b2
    return z1, h1, z2, np.tanh(z2)


def chain_loss(h2, y):
    """Return the chain's own loss, which has a ½ in front."""
    return node_losses(h2, y) / 2


def local_slopes(x, y, w1, b1, w2, b2):
    """Return the measured slope of each arrow, by its name."""
    z1, h1, z2, h2 = forward(x, w1, b1, w2, b2)
    slope = {
        "z1 by w1": ComplexStep(lambda w: w * x + b1)(w1),
        "z1 by b1": ComplexStep(lambda b: w1 * x + b)(b1),
        "h1 by z1": ComplexStep(np.tanh)(z1),
        "z2 by h1": ComplexStep(lambda h: w2 * h + b2)(h1),
        "z2 by w2": ComplexStep(lambda w: w * h1 + b2)(w2),
        "z2 by b2": ComplexStep(lambda b: w2 * h1 + b)(b2),
        "h2 by z2": ComplexStep(np.tanh)(z2),
        "L by h2": ComplexStep(lambda h: chain_loss(h, y))(h2),
    }
    return {name: float(value) for name, value in slope.items()}


def routes():
    """Return, for each parameter, the arrows from the loss back to it."""
    last = ["L by h2", "h2 by z2"]
    return {
        "w1": [*last, "z2 by h1", "h1 by z1", "z1 by w1"],
        "b1": [*last, "z2 by h1", "h1 by z1", "z1 by b1"],
        "w2": [*last, "z2 by w2"],
        "b2": [*last, "z2 by b2"],
    }


def tanh_chain(x, y, w1, b1, w2, b2, told=True):
    """Draw the chain with all its values and slopes, and its four derivatives multiplied out and measured.

    While these are not ``told``, there are the values only.
    """
    values = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    z1, h1, z2, h2 = map(float, forward(x, **values))
    slopes = local_slopes(x, y, **values)
    boxes = [
        ("$x$", x, INK), ("$z_1$", z1, colour("z")), ("$h_1$", h1, colour("a")), ("$z_2$", z2, colour("z")),
        ("$h_2$", h2, colour("a")), ("$L$", float(chain_loss(h2, y)), colour("C")),
    ]  # fmt: skip
    between = (None, "h1 by z1", "z2 by h1", "h2 by z2", "L by h2")
    parts = [
        label(24, 18, "forward: values", "start", size=12),
        label(24, 134, "back: the slope of each arrow", "start", size=12) if told else "",
    ]
    for i, (name, value, tone) in enumerate(boxes):
        left = 24 + 120 * i
        parts += [
            rectangle(left, 62, BOX, 50, tone, 0.08, round=6),
            label(left + BOX / 2, 83, name, colour=tone, size=15),
            label(left + BOX / 2, 103, number(value, 4), size=13),
        ]
        if i:
            parts.append(arrow(left - 33, 87, left - 3, 87, INK, 2))
        if i and between[i - 1] and told:
            parts.append(arrow(left + 34, 160, left - 68, 160, colour("delta"), 2))
            parts.append(label(left - 18, 153, signed(slopes[between[i - 1]], 4), colour=colour("delta"), size=13))
    for layer, left in ((1, 144), (2, 384)):
        weight, bias = (values[f"{p}{layer}"] for p in "wb")
        parts.append(label(left + BOX / 2, 35, f"$w_{layer}$ = {number(weight)}", colour=colour("w"), size=13))
        parts.append(label(left + BOX / 2, 54, f"$b_{layer}$ = {number(bias)}", colour=colour("b"), size=13))
    parts.append(label(624 + BOX / 2, 50, f"$y$ = {number(y)}", colour=colour("y"), size=13))
    rows, said = [], []
    for i, (parameter, route) in enumerate(routes().items()):
        product = float(np.prod([slopes[arrow_name] for arrow_name in route]))
        measured = central_difference(
            lambda value, p=parameter: chain_loss(forward(x, **(values | {p: value}))[-1], y), values[parameter]
        )
        height = 222 + 26 * i
        factors = " × ".join(signed(slopes[arrow_name], 4) for arrow_name in route)
        rows += [
            label(24, height, f"$∂L/∂${NAMES[parameter]}", "start", colour("w"), 15),
            label(88, height, factors, "start", size=12),
            label(488, height, f"= {signed(product, 6)}", "start", size=14, bold=True),
            label(614, height, signed(measured, 6), "start", size=14),
        ]
        said.append(f"by {NAMES[parameter]} {signed(product, 4)}")
    if not told:
        rows = [label(367, 256, f"The four derivatives are {COVERED}")]
    parts += [
        label(88, 196, "slopes multiplied", "start", size=12),
        label(614, 196, "measured", "start", size=12),
        line(24, 203, 710, 203, INK, 1, opacity=0.5),
        *rows,
    ]
    return picture(
        720,
        312,
        *parts,
        title="The chain x, z1, h1, z2, h2, L with its values, its local slopes and its four derivatives",
        readout=f"$h_1$ = {number(h1, 4)}, $h_2$ = {number(h2, 4)}, $L$ = {number(boxes[-1][1], 4)}. "
        + (f"Derivatives: {', '.join(said)}." if told else f"The derivatives are {COVERED}"),
    )
