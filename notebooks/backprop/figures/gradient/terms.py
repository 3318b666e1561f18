"""The three terms of an output weight's derivative, each alone: a parabola, an activation, a line."""

import numpy as np

from ...derivatives import ComplexStep, central_difference
from ...measure.nudges import losses_of_activation
from ..axes import Axes
from ..picture import COVERED
from ..svg import INK, arrow, colour, label, line, number, picture, point, rectangle, signed

WIDTH, HEIGHT = 720, 330


def output_error(network, x, y, a_1, y_1, told=True):
    """Draw C_0 against the first output, the others staying as they are, with the tangent at ``a_1``.

    ``y_1`` takes the place of the first desired output. While it is not ``told`` what the loss does, there is
    the error.
    """
    outputs, wanted = network.forward(x)[1][network.L], np.array([y_1, *y[1:]])

    def C_0(a):
        return losses_of_activation(network, network.L, np.stack([a, *(0 * a + o for o in outputs[1:])], -1), wanted)

    slope, here = float(ComplexStep(C_0)(a_1)), float(C_0(np.float64(a_1)))
    axes = Axes((-0.05, 1.05), (0, 2), (60, 30, 390, 240))
    grid = np.linspace(-0.05, 1.05, 67)
    x_here, y_here = axes.at(a_1, here)
    gap = axes.py(0) - 14
    quotient = number(slope / (a_1 - y_1)) if a_1 != y_1 else "—"
    own = axes.at(outputs[0], float(C_0(np.float64(outputs[0]))))
    parts = [
        axes.frame("$a_1^{(4)}$", "$C_0$", x_ticks=(0, 0.25, 0.5, 0.75, 1), y_ticks=(0, 0.5, 1, 1.5, 2)),
        axes.curve(grid, C_0(grid), colour("C")) if told else "",
        line(axes.px(y_1), 30, axes.px(y_1), 270, colour("y"), 2, "2 4"),
        label(axes.px(y_1) + 6, 46, "$y_1$", "start", colour("y"), halo=True),
        axes.tangent(a_1, here, slope, 0.3, INK, 2, "8 4") if told else "",
        arrow(axes.px(y_1), gap, x_here, gap, colour("a"), 3),
        point(*own, colour("a"), "ring", 5) if told else "",
        point(x_here, y_here, colour("C"), size=7)
        if told
        else label(255, 130, f"The loss is {COVERED}", size=13, halo=True),
        label(478, 70, f"error  $a_1 − y_1$ = {signed(a_1 - y_1)}", "start", colour("a"), 15),
        label(478, 105, f"slope of tangent = {signed(slope) if told else '?'}", "start", colour("C"), 15),
        label(478, 140, f"slope ÷ error = {quotient if told else '?'}", "start", size=15),
        point(486, 190, colour("a"), "ring", 5) if told else "",
        label(500, 195, f"our network: $a_1$ = {number(outputs[0])}", "start", size=13) if told else "",
    ]
    way = "raise" if slope > 0 else "lower"
    sense = (
        f"raising this output a little would {way} the loss"
        if slope
        else "at the bottom a small move changes hardly anything"
    )
    return picture(
        WIDTH,
        HEIGHT,
        *parts,
        title="The loss against the first output"
        + (": a parabola with its lowest point at the desired output" if told else ""),
        readout=(
            f"$a_1^{{(4)}}$ = {number(a_1)}, $y_1$ = {number(y_1)}: the error is {signed(a_1 - y_1)}, "
            + (f"the slope of the loss is {signed(slope)}: {sense}." if told else f"the loss is {COVERED}")
        ),
    )


def node_slope(network, x, g, z, told=True):
    """Draw the slope of an activation function ``g`` = (name, function) twice: against z and against its activation.

    A cross marks the slip of giving g′ the activation. The network's own output nodes are marked where ``g`` is theirs.
    While it is not ``told``, there is the slope against z only.
    """
    name, function = g
    measured = ComplexStep(function)
    low, ticks = {"sigmoid": (0, (0, 0.25, 0.5, 0.75, 1)), "tanh": (-1, (-1, -0.5, 0, 0.5, 1))}[name]
    grid = np.linspace(-6, 6, 241)
    slopes = measured(grid)
    by_z = Axes((-6, 6), (0, 1.1), (60, 34, 330, 220))
    by_a = Axes((low - 0.05, 1.05), (0, 1.1), (460, 34, 240, 220))
    a, slope = float(function(z)), float(measured(z))
    wrong = float(measured(a))
    level = by_z.at(z, slope)[1]  # one height on both sides; between them stand the numbers of the right axis
    across = (by_z.at(z, slope), (418, level)), ((460, level), by_a.at(a, slope))
    nodes = network.forward(x)[0][network.L] if function is network.g[network.L] else ()
    parts = [
        *saturated(by_z, grid, slopes),
        *(saturated(by_a, function(grid), slopes) if told else ()),
        by_z.frame("", "slope of the node", x_ticks=(-6, -4, -2, 0, 2, 4, 6), y_ticks=(0, 0.25, 0.5, 0.75, 1)),
        by_a.frame("", "the same slope", x_ticks=ticks, y_ticks=(0, 0.25, 0.5, 0.75, 1)),
        label(225, 290, "against the input $z$", colour=colour("z")),
        label(580, 290, "against the activation $a$", colour=colour("a")),
        by_z.curve(grid, slopes, INK),
        line(*by_z.at(z, 0), *by_z.at(z, slope), colour("z"), 2, "3 3"),
        point(*by_z.at(z, slope), colour("z"), "diamond", 7),
        label(60, 322, f"$z$ = {number(z)}", "start", colour("z"), 15),
        label(190, 322, f"$a$ = {number(a, 4) if told else '?'}", "start", colour("a"), 15),
        label(320, 322, f"$g′(z)$ = {number(slope, 4)}", "start", size=15),
        label(466, 322, "shaded: saturated", "start", size=13),
    ]
    if not told:
        parts += [
            label(580, 134 + 20 * i, row, size=13)
            for i, row in enumerate(("This side is covered", "until you have answered."))
        ]
    else:
        parts += [
            by_a.curve(function(grid), slopes, INK),
            *(line(*here, *there, INK, 1.2, "3 4", 0.8) for here, there in across),
            line(*by_a.at(a, 0), *by_a.at(a, slope), colour("a"), 2, "3 3"),
            *(point(*by_a.at(function(node), measured(node)), colour("a"), "ring", 5) for node in nodes),
            point(*by_z.at(a, wrong), colour("C"), "cross", 5),
            point(*by_a.at(a, slope), colour("a"), size=7),
            point(66, 343, colour("C"), "cross", 5),
            label(80, 348, f"the slip: $g′$ given $a$ in place of $z$ says {number(wrong, 4)}", "start", size=13),
            *((point(466, 343, colour("a"), "ring", 5), label(480, 348, "our output nodes", "start", size=13))
              if len(nodes) else ()),
        ]  # fmt: skip
    stuck = " It is saturated: hardly anything gets through." if slope < 0.05 else ""
    return picture(
        WIDTH,
        360,
        *parts,
        title=f"The slope of the {name} function, once against the input z and once against the activation a",
        readout=(
            f"{name} at $z$ = {number(z)}: $a$ = {number(a, 4)}, $g′(z)$ = {number(slope, 4)}.{stuck} "
            f"Given $a$ in place of $z$, $g′$ would say {number(wrong, 4)}."
            if told
            else f"{name} at $z$ = {number(z)}: $g′(z)$ = {number(slope, 4)}.{stuck} The activation is {COVERED}"
        ),
    )


def saturated(axes, places, slopes):
    """Shade, to either side, where a nudge loses 95 % or more."""
    _, top, _, height = axes.box
    flat = slopes < 0.05
    for side in (places[flat & (slopes.argmax() > np.arange(len(slopes)))], places[flat][places[flat] > places.mean()]):
        left, right = (float(np.clip(axes.px(end), axes.box[0], axes.box[0] + axes.box[2])) for end in side[[0, -1]])
        yield rectangle(left, top, right - left, height, INK, 0.08, edge=0)


def weight_line(network, x, w_12, a_2, told=True):
    """Draw z_1 of the output layer against its weight w_12: a line, whose slope turns with the activation ``a_2``.

    While it is not ``told``, there is the one point where the weight stands.
    """
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
        point(*axes.at(w_12, here), colour("z"), size=7),
        label(506, 70, "run: $w_{12}$ raised by 1", "start", colour("w"), 15),
        label(506, 100, f"rise: $z_1$ changes by {signed(slope) if told else '?'}", "start", colour("a"), 15),
        label(506, 140, f"slope of the line = {signed(slope) if told else '?'}", "start", colour("z"), 15),
        label(506, 174, f"$a_2^{{(3)}}$ = {signed(a_2)}", "start", colour("a"), 15),
    ]
    if told:
        run, rise = line(*corners[0], *corners[1], colour("w"), 3), line(*corners[1], *corners[2], colour("a"), 4)
        graph = axes.curve([-2, 2], [z_1(-2), z_1(2)], colour("z"), 3)
        parts = [parts[0], graph, axes.clip(run, rise), *parts[1:], label(506, 214, steep, "start", size=14)]
    else:
        parts.append(label(275, 46, f"The line is {COVERED}", size=13, halo=True))
    return picture(
        WIDTH,
        HEIGHT,
        *parts,
        title="The input of output node 1 against one of its weights" + (": a straight line" if told else ""),
        readout=f"$w_{{12}}^{{(4)}}$ = {number(w_12)}, $a_2^{{(3)}}$ = {number(a_2)}: $z_1^{{(4)}}$ = {number(here)}. "
        + (
            f"The line's slope is {signed(slope)}, wherever the weight stands; the line is {steep}."
            if told
            else f"The line is {COVERED}"
        ),
    )
