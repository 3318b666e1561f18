"""The three terms of an output weight's derivative, each alone: a parabola, an activation, a line."""

import numpy as np

from ...derivatives import ComplexStep, central_difference
from ...measure.nudges import losses_of_activation
from ..axes import Axes
from ..svg import INK, area, arrow, colour, label, line, number, picture, point, rectangle, signed

WIDTH, HEIGHT = 720, 330


def output_error(network, x, y, a_1, y_1):
    """Draw C_0 against the first output, the others staying as they are, with the tangent at ``a_1``.

    ``y_1`` takes the place of the first desired output.
    """
    outputs, wanted = network.forward(x)[1][network.L], np.array([y_1, *y[1:]])

    def C_0(a):
        return losses_of_activation(network, network.L, np.stack([a, *(0 * a + o for o in outputs[1:])], -1), wanted)

    slope, here = float(ComplexStep(C_0)(a_1)), float(C_0(np.float64(a_1)))
    axes = Axes((-0.05, 1.05), (0, 2), (60, 30, 390, 240))
    grid = np.linspace(-0.05, 1.05, 67)
    x_here, y_here = axes.at(a_1, here)
    gap = axes.py(0) - 14
    own = axes.at(outputs[0], float(C_0(np.float64(outputs[0]))))
    parts = [
        axes.frame("$a_1^{(4)}$", "$C_0$", x_ticks=(0, 0.25, 0.5, 0.75, 1), y_ticks=(0, 0.5, 1, 1.5, 2)),
        axes.curve(grid, C_0(grid), colour("C")),
        line(axes.px(y_1), 30, axes.px(y_1), 270, colour("y"), 2, "2 4"),
        label(axes.px(y_1) + 6, 46, "$y_1$", "start", colour("y"), halo=True),
        axes.tangent(a_1, here, slope, 0.3, INK, 2, "8 4"),
        arrow(axes.px(y_1), gap, x_here, gap, colour("a"), 3),
        point(*own, colour("a"), "ring", 5),
        point(x_here, y_here, colour("C"), size=7),
        label(478, 70, f"error  $a_1 − y_1$ = {signed(a_1 - y_1)}", "start", colour("a"), 15),
        label(478, 105, f"slope of tangent = {signed(slope)}", "start", colour("C"), 15),
        label(478, 140, f"slope ÷ error = {number(slope / (a_1 - y_1)) if a_1 != y_1 else '—'}", "start", size=15),
        point(486, 190, colour("a"), "ring", 5),
        label(500, 195, f"our network: $a_1$ = {number(outputs[0])}", "start", size=13),
    ]
    way = "raise" if slope > 0 else "lower"
    sense = f"raising this output a little would {way} the loss" if slope else "a small move of it changes nothing"
    return picture(
        WIDTH,
        HEIGHT,
        *parts,
        title="The loss against the first output: a parabola with its lowest point at the desired output",
        readout=(
            f"$a_1^{{(4)}}$ = {number(a_1)}, $y_1$ = {number(y_1)}: the error is {signed(a_1 - y_1)}, the slope of the "
            f"loss is {signed(slope)}: {sense}."
        ),
    )


def node_slope(network, x, g, z):
    """Draw an activation function ``g`` = (name, function) above its slope at ``z``, with where it saturates.

    The network's own output nodes are marked where ``g`` is their function.
    """
    name, function = g
    measured = ComplexStep(function)
    low, high = {"sigmoid": (0, 1), "tanh": (-1, 1), "ReLU": (0, 6)}[name]
    reach, nudge = 6, 0.5
    grid = np.linspace(-reach, reach, 121)
    curve, slopes = function(grid), measured(grid)
    pad = 0.08 * (high - low)
    upper = Axes((-reach, reach), (low - pad, high + pad), (60, 26, 430, 170))
    lower = Axes((-reach, reach), (0, 1.1), (60, 250, 430, 100))
    a, slope = float(function(z)), float(measured(z))
    after = float(function(z + nudge))
    flat = grid[np.append(slopes[:-1] < 0.05, False)]  # where a nudge loses 95 % or more
    shade = []
    for side in (flat[flat < 0], flat[flat > 0]):
        if len(side):
            left = lower.px(side[0])
            across = lower.px(side[-1] + 0.1) - left
            shade += [rectangle(left, *box, INK, 0.07, edge=0) for box in ((26, across, 170), (250, across, 100))]
    corners = [upper.at(z, a), upper.at(z + nudge, a), upper.at(z + nudge, after)]
    nodes = network.forward(x)[0][network.L] if function is network.g[network.L] else ()
    sides = (grid < 0, grid > 0) if name == "ReLU" else (grid == grid,)
    corner = name == "ReLU" and z == 0
    told, passed = ("none: a corner", "—") if corner else (number(slope, 4), number(nudge * slope, 4))
    parts = [
        *shade,
        upper.frame("", "$a = g(z)$", x_ticks=(-6, -4, -2, 0, 2, 4, 6)),
        upper.curve(grid, curve, colour("a")),
        upper.clip(area(corners, colour("z"), 0.25)),
        upper.clip(line(*corners[0], *corners[1], colour("z"), 3), line(*corners[1], *corners[2], colour("a"), 3)),
        *(point(*upper.at(node, function(node)), colour("a"), "ring", 5) for node in nodes),
        point(*upper.at(z, a), colour("a"), size=7),
        lower.frame("$z$", "$g′(z)$", x_ticks=(-6, -4, -2, 0, 2, 4, 6), y_ticks=(0, 0.25, 0.5, 1)),
        *(lower.curve(grid[side], slopes[side], INK) for side in sides),
        line(*lower.at(z, 0), *lower.at(z, slope), INK, 2, "3 3"),
        point(*lower.at(z, slope), INK, "diamond", 7),
        label(506, 60, f"$z$ raised by {nudge}", "start", colour("z"), 15),
        label(506, 85, f"raises $a$ by {number(after - a, 4)}", "start", colour("a"), 15),
        label(506, 125, f"$g′(z)$ = {told}", "start", size=15),
        label(506, 150, f"{nudge} × $g′(z)$ = {passed}", "start", size=15),
        label(506, 190, "shaded: saturated,", "start", size=13),
        label(506, 207, "less than 5 % gets through", "start", size=13),
        *((point(514, 232, colour("a"), "ring", 5), label(526, 237, "our output nodes", "start", size=13))
          if len(nodes) else ()),
    ]  # fmt: skip
    stuck = " It is saturated: hardly anything gets through." if slope < 0.05 else ""
    if corner:
        stuck = " Left of the corner the slope is 0, right of it 1; code that must choose takes 0 here."
    return picture(
        WIDTH,
        398,
        *parts,
        title=f"The {name} function, and below it its slope",
        readout=f"{name} at $z$ = {number(z)}: $a$ = {number(a, 4)}, $g′(z)$ = {told}. Raising $z$ by {nudge} "
        f"raises $a$ by {number(after - a, 4)}.{stuck}",
    )


def weight_line(network, x, w_12, a_2):
    """Draw z_1 of the output layer against its weight w_12: a line, whose slope turns with the activation ``a_2``."""
    L = network.L
    a = network.forward(x)[1][L - 1].copy()
    a[1] = a_2

    def z_1(w):
        weights = np.array([network.W[L][0, 0], w, *network.W[L][0, 2:]])
        return weights @ a + network.b[L][0]

    slope, here = central_difference(z_1, w_12, 0.5), float(z_1(w_12))
    axes = Axes((-2, 2), (-2, 2.5), (60, 30, 430, 250))
    start = w_12 if w_12 <= 1 else w_12 - 1  # so that the step stays in the picture
    corners = [axes.at(start, z_1(start)), axes.at(start + 1, z_1(start)), axes.at(start + 1, z_1(start + 1))]
    steep = "flat: the weight does nothing" if abs(slope) < 1e-9 else "rising" if slope > 0 else "falling"
    parts = [
        axes.frame("$w_{12}^{(4)}$", "$z_1^{(4)}$", x_ticks=(-2, -1, 0, 1, 2)),
        axes.curve([-2, 2], [z_1(-2), z_1(2)], colour("z"), 3),
        axes.clip(line(*corners[0], *corners[1], colour("w"), 3), line(*corners[1], *corners[2], colour("a"), 4)),
        point(*axes.at(w_12, here), colour("z"), size=7),
        label(506, 70, "run: $w_{12}$ raised by 1", "start", colour("w"), 15),
        label(506, 100, f"rise: $z_1$ changes by {signed(slope)}", "start", colour("a"), 15),
        label(506, 140, f"slope of the line = {signed(slope)}", "start", colour("z"), 15),
        label(506, 174, f"$a_2^{{(3)}}$ = {signed(a_2)}", "start", colour("a"), 15),
        label(506, 214, steep, "start", size=14),
    ]
    return picture(
        WIDTH,
        HEIGHT,
        *parts,
        title="The input of output node 1 against one of its weights: a straight line",
        readout=f"$w_{{12}}^{{(4)}}$ = {number(w_12)}, $a_2^{{(3)}}$ = {number(a_2)}: $z_1^{{(4)}}$ = {number(here)}. "
        f"The line's slope is {signed(slope)}, wherever the weight stands; the line is {steep}.",
    )
