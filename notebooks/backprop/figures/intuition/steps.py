"""Figures of lesson 1 that show the loss: one weight turned, and steps downhill."""

from itertools import pairwise

from ..axes import Axes
from ..svg import INK, arrow, bar, colour, label, legend, line, number, picture, point, rectangle, signed, table

W, C = map(colour, "wC")
KNOB = "$w_{12}^{(4)}$"


def blind_knob(w, loss, start, slope, curve, reveal):
    """Draw one weight and its loss, first as numbers, then as a curve with its tangent.

    ``start`` is the point (w, loss) where the weight stood, ``slope`` the loss's slope there, ``curve`` the pair
    (weights, losses) of the whole graph; nothing of these three is shown before ``reveal``.
    """
    axes = Axes((-4, 4), (0.3, 1.3), (56, 34, 440, 260))
    w0, loss0 = start
    run, rise, told = w - w0, loss - loss0, slope * (w - w0)
    name_at = min(max(axes.px(w), 76), 470)  # clear of the numbers beside the axis, and within it
    knob = point(axes.px(w), axes.py(0.3), W, "square") + label(name_at, axes.py(0.3) - 14, KNOB, colour=W, halo=True)
    if reveal:
        below = axes.frame(KNOB + ", all other weights staying", "loss $C_0$")
        foot = axes.py(loss0)
        parts = [
            axes.curve(*curve, C),
            axes.tangent(*start, slope, 9, INK, 1.8, "7 5"),
            axes.clip(
                line(axes.px(w0), foot, axes.px(w), foot, W, 2),
                line(axes.px(w), foot, axes.px(w), axes.py(loss), C, 4),
            ),
            point(*axes.at(*start), C, "ring"),
            point(*axes.at(w, loss), C),
            axes.clip(point(*axes.at(w, loss0 + told), INK, "cross", 5)),
        ]
        below_picture = loss0 + told < axes.y[0]
        key = legend(
            526, 226,
            (lambda x, y: line(x - 10, y, x + 10, y, C, 2.5), "the loss"),
            (lambda x, y: line(x - 10, y, x + 10, y, INK, 1.8, "6 4"), "its tangent at the start"),
            (lambda x, y: point(x, y, C), "where the loss is"),
            (
                lambda x, y: point(x, y, INK, "cross", 5),
                "tangent: below the picture" if below_picture else "where the tangent says",
            ),
        )  # fmt: skip
    else:
        below = axes.frame(KNOB + ", all other weights staying", y_ticks=(), grid=False)
        curtain = rectangle(56, 34, 440, 260, C, 0.06, edge=0)
        parts = [
            curtain,
            label(276, 136, "loss $C_0$", size=18, colour=C),
            label(276, 202, number(loss), size=48, colour=C),
        ]
        key = ""
    rows = [
        ("weight " + KNOB, number(w, 1), W),
        ("loss $C_0$", number(loss), C),
        ("moved by $Δw$", signed(run, 1), W),
        ("loss changed by $ΔC$", signed(rise), C),
    ]
    rows += [("slope at the start", number(slope, 4), INK), ("slope × $Δw$", signed(told), INK)] if reveal else []
    said = f"Weight {KNOB} = {number(w, 1)}, loss $C_0$ = {number(loss)}. Since the start: $Δw$ = {signed(run, 1)}, "
    said += f"$ΔC$ = {signed(rise)}"
    said += f"; the slope at the start, {number(slope, 4)}, times $Δw$ is {signed(told)}." if reveal else "."
    return picture(
        760, 344, below, *parts, knob, table(526, 52, rows, 216), key,
        title="The loss as one weight is turned", readout=said,
    )  # fmt: skip


def learning_rate(curve, path, slopes, eta, told=True):
    """Draw gradient descent on one weight: its ``path`` of (w, loss), the ``slopes`` there, and the loss step by step.

    ``curve`` is the pair (weights, losses) of the graph. While it is not ``told``, only the start and its slope show.
    """
    axes = Axes((-3, 5), (-0.6, 10.6), (56, 34, 430, 290))
    steps, path = len(path) - 1, path if told else path[:1]
    inside = [(w, loss) for w, loss in path if abs(w) < 60]  # a path that runs away is cut off, not drawn for ever
    dots = [point(*axes.at(w, loss), C if i else INK, "disc" if i else "ring", 5) for i, (w, loss) in enumerate(inside)]
    hops = [
        arrow(*axes.at(*p), *axes.at(q[0], p[1]), W, 2, head=9)
        + line(*axes.at(q[0], p[1]), *axes.at(*q), INK, 1, "2 3")
        for p, q in pairwise(inside)
    ]
    w, loss = path[-1]
    slope = slopes[len(path) - 1]
    parts = [
        axes.frame("weight $w$", "loss $C$"),
        axes.curve(*curve, C),
        axes.clip(*hops, *dots),
    ]
    if -3 <= w <= 5 and loss <= 10.6:
        parts += [axes.tangent(w, loss, slope, 1, INK, 1.8, "6 4"), point(*axes.at(w, loss), C, size=7)]
    else:
        parts.append(label(56, 362, "the weight has left the picture", "start", bold=True))
    bars = Axes((-0.5, 12.5), (0, 10.6), (540, 194, 210, 130))
    parts.append(bars.frame("step", "", x_ticks=(0, 2, 4, 6, 8, 10, 12), y_ticks=(0, 5, 10), grid=False))
    parts.append(label(532, 176, "loss $C$ after each step", "start"))
    for step, (_, height) in enumerate(path):
        length = bars.py(0) - bars.py(min(height, 10.6))
        parts.append(bar(bars.px(step), bars.py(0), max(length, 1), 11, C, upright=True))
        parts.append(label(bars.px(step), bars.py(10.6) - 1, "↑", size=13) if height > 10.6 else "")
    rows = [
        ("steps taken" if told else "steps to take", str(steps), INK),
        ("weight $w$", number(w, 2), W),
        ("loss $C$", number(loss, 2), C),
        ("slope there", number(slope, 2), INK),
        ("next step, $-η$ × slope" if told else "first step, $-η$ × slope", signed(-eta * slope, 2), W),
    ]
    said = f"Learning rate $η$ = {number(eta, 2)}: "
    if told:
        said += f"after {steps} steps $w$ = {number(w, 2)} and the loss is {number(loss, 2)}; the slope there is "
        said += f"{number(slope, 2)}, the next step {signed(-eta * slope, 2)}."
    else:
        said += f"from $w$ = {number(w, 2)}, loss {number(loss, 2)}, where the slope is {number(slope, 2)}, the first "
        said += f"step is {signed(-eta * slope, 2)}. Where {steps} steps lead is covered until you have answered."
    return picture(760, 376, *parts, table(504, 40, rows, 246), title="Steps of gradient descent", readout=said)
