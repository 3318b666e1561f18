"""Figures of lesson 3 that show one node: its loss as a square, its input as a sum, its activation with the slope."""

from itertools import accumulate

from ..axes import Axes
from ..picture import COVERED
from ..svg import INK, bar, colour, label, legend, line, number, picture, point, rectangle, signed, table

W, B, Z, A, C, Y = map(colour, "wbzaCy")


def loss_squares(a, y, told=True):
    """Draw each output on a line with its target and, between the two, the square whose area is the node's loss.

    a, y: the outputs and the desired outputs, two of each; outputs from -0.5 to 1.5. While it is not ``told`` how
    large the losses are, there are no squares.
    """
    parts, said, unit, floor = [], [], 120, 250
    losses = (a - y) ** 2
    for j, (a_j, y_j, C_j) in enumerate(zip(a, y, losses, strict=True), 1):
        axes = Axes((-0.5, 1.5), (0, 1), (30 + 270 * (j - 1), floor - unit, 2 * unit, unit))
        left, right = sorted((axes.px(a_j), axes.px(y_j)))
        side = right - left
        wide = side > 62
        square = f"({signed(a_j - y_j, 2)})² = {number(C_j, 4)}"
        parts += [
            label(axes.px(0.5), 34, f"output {j}", bold=True),
            rectangle(left, floor - side, side, side, C, 0.3) if told else "",
            line(axes.px(-0.5), floor, axes.px(1.5), floor, width=1.2, opacity=0.6),
            *(line(axes.px(t), floor, axes.px(t), floor + 5, width=1, opacity=0.6) for t in (0, 0.5, 1)),
            *(label(axes.px(t), floor + 20, number(t, 1), size=12) for t in (0, 0.5, 1)),
            point(axes.px(y_j), floor, Y, "diamond"),
            point(axes.px(a_j), floor, A),
            label(
                (left + right) / 2,
                floor - (side / 2 - 5 if wide else side + 10),
                number(C_j, 4),
                colour=None if wide else C,
                halo=not wide,
            )
            if told
            else "",
            label(axes.px(0.5), 298, f"$a_{j} - y_{j}$ = {signed(a_j - y_j, 2)}", size=13),
            label(axes.px(0.5), 322, f"$C_{{0{'₁₂'[j - 1]}}}$ = {square if told else '?'}", colour=C),
        ]
        loss = f"loss {number(C_j, 4)}" if told else f"off by {signed(a_j - y_j, 2)}"
        said.append(f"Output {j}: $a_{j}$ = {number(a_j, 2)}, $y_{j}$ = {number(y_j, 0)}, {loss}.")
    tower = Axes((0, 1), (0, 4.5), (640, 60, 56, 190))
    parts.append(tower.frame(y_name="", x_ticks=(), y_ticks=(0, 1, 2, 3, 4)))
    parts.append(label(668, 34, "loss $C_0$", bold=True))
    for j, (top, C_j) in enumerate(zip(accumulate(losses), losses, strict=True), 1):
        height = tower.py(top - C_j) - tower.py(top)
        if not told:
            continue
        parts.append(rectangle(646, tower.py(top), 44, height, C, (0.3, 0.65)[j - 1], 1.2))
        parts.append(label(704, tower.py(top - C_j / 2) + 5, f"{j}", "start", C, 12) if height > 14 else "")
    total = losses.sum()
    sums = f"{number(losses[0], 4)} + {number(losses[1], 4)}", f"{number(total, 4)}"
    parts.append(label(668, 298, sums[0] if told else "? + ?", size=13))
    parts.append(label(668, 322, f"$C_0$ = {sums[1] if told else '?'}", colour=C, bold=True))
    key = legend(
        30, 356,
        (lambda x, y: point(x, y, A), "output $a_j$"),
    ) + legend(170, 356, (lambda x, y: point(x, y, Y, "diamond"), "desired output $y_j$")) + legend(
        360, 356, (lambda x, y: rectangle(x - 7, y - 7, 14, 14, C, 0.3), "node's loss: the area of the square")
    )  # fmt: skip
    return picture(
        760, 376, *parts, key,
        title="The loss of each output as the area of a square",
        readout=" ".join(said) + (f" Together $C_0$ = {sums[1]}." if told else f" The losses are {COVERED}"),
    )  # fmt: skip


def node_terms(w, a, b, told=True):
    """Draw the input of node 1 of layer 4 as a walk: each term w_k a_k starts where the last ended, then the bias.

    w, a: the weights into the node and the activations they carry, shape (n,); b: the bias. While it is not ``told``
    what they make, there are the factors and the bias only.
    """
    steps = [*(w * a), b]
    ends = [0.0, *accumulate(steps)]
    z = ends[-1]
    axes = Axes((-4, 4), (0, 1), (330, 40, 400, 40 * (len(steps) + 1) + 10))
    bottom = 50 + 40 * (len(steps) + 1)
    parts = [
        axes.frame(x_ticks=(-4, -2, 0, 2, 4), y_ticks=()),
        line(axes.px(0), 40, axes.px(0), bottom, width=1.2, opacity=0.6),
    ]
    for row, (step, start) in enumerate(zip(steps, ends, strict=False)):
        y, last = 64 + 40 * row, row == len(w)
        tone, k = (B if last else W), row + 1
        head = "$b_1^{(4)}$" if last else f"$w_{{1{k}}}^{{(4)}} a_{k}^{{(3)}}$"
        factors = "" if last else f"{number(w[row], 1)} × " + (f"({number(a[row])})" if a[row] < 0 else number(a[row]))
        parts += [
            label(24, y + 5, head, "start", tone),
            label(236, y + 5, factors, "end", size=13),
            label(306, y + 5, signed(step) if told or last else "?", "end", tone),
        ]
        if told:
            parts.append(bar(axes.px(start), y, axes.px(step) - axes.px(0), 20, tone))
            parts.append(line(axes.px(start + step), y - 10, axes.px(start + step), y + 30, INK, 1, "3 3"))
    y = 64 + 40 * len(steps)
    parts += [
        label(24, y + 5, "$z_1^{(4)}$, their sum", "start", Z, bold=True),
        label(306, y + 5, signed(z) if told else "?", "end", Z, bold=True),
        bar(axes.px(0), y, axes.px(z) - axes.px(0), 20, Z) if told else "",
    ]
    key = bar(330, bottom + 44, 22, 10, W) + label(360, bottom + 49, "adds", "start")
    key += bar(462, bottom + 44, -22, 10, W) + label(470, bottom + 49, "takes away (hatched, to the left)", "start")
    walk = ", ".join(signed(step) for step in steps[:-1])
    said = f"Terms: {walk}; bias {signed(b)}; their sum is the node's input, $z_1^{{(4)}}$ = {number(z)}."
    if not told:
        pairs = ", ".join(f"{number(w_k, 1)} × {number(a_k)}" for w_k, a_k in zip(w, a, strict=True))
        said = f"Weights times activations: {pairs}; bias {signed(b)}. What they make, and their sum, is {COVERED}"
    return picture(760, bottom + 66, *parts, key, title="A node's input as a sum of terms and a bias", readout=said)


def activation_slope(name, z, at, graph, corner=None, told=True):
    """Draw an activation function with its tangent at z and, below, the graph of the slope.

    ``at`` is (activation, slope) at z; ``graph`` is (zs, activations, slopes); ``corner`` a place without a slope.
    While it is not ``told`` how steep the function is, there is its own graph only.
    """
    a, slope = at
    zs, values, slopes = graph
    low, high = (-1.25, 1.25) if max(values) < 2 else (-0.6, 5.2)
    upper = Axes((-5, 5), (low, high), (70, 36, 420, 190))
    lower = Axes((-5, 5), (-0.2, 1.2), (70, 282, 420, 110))
    stuck = corner is not None and abs(z - corner) < 1e-9
    parts = [
        upper.frame("", "activation $a = g(z)$", x_ticks=(-4, -2, 0, 2, 4)),
        upper.curve(zs, values, A),
        "" if stuck or not told else upper.tangent(z, a, slope, 1.6, INK, 2, "7 5"),
        line(*upper.at(z, a), *upper.at(z, low), Z, 1.2, "3 4"),  # between the two stand the numbers of an axis
        line(upper.px(z), 252, *lower.at(z, -0.2), Z, 1.2, "3 4"),
        point(*upper.at(z, a), A),
        lower.frame("input $z$", "slope $g'(z)$", x_ticks=(-4, -2, 0, 2, 4), y_ticks=(0, 0.5, 1)),
    ]
    sides = [zs == zs] if corner is None else [zs < corner, zs > corner]
    parts.append(point(upper.px(z), lower.py(-0.2), Z, "square", 5))
    rows = [("input $z$", number(z, 1), Z), ("activation $a$", number(a), A)]
    title = f"{name} and its slope"
    if not told:
        parts += [table(526, 70, [*rows, ("slope $g'(z)$", "?", INK)], 224)]
        parts.append(label(526, 330, "The slope is covered", "start", size=13))
        parts.append(label(526, 350, "until you have answered.", "start", size=13))
        said = f"{name} at $z$ = {number(z, 1)}: $a$ = {number(a)}. The slope is {COVERED}"
        return picture(760, 440, *parts, title=title, readout=said)
    parts += [lower.curve(zs[side], slopes[side]) for side in sides]
    parts += [point(*lower.at(z, s), INK, "ring") for s in ((0, 1) if stuck else (slope,))]
    rows.append(("slope $g'(z)$", "none: a corner" if stuck else number(slope), INK))
    if not stuck:
        rows += [("$z$ nudged by 0.1", "", INK), ("moves $a$ by about", signed(0.1 * slope), A)]
    parts.append(table(526, 70, rows, 224))
    state = (
        "at the corner: two slopes meet" if stuck
        else "flat: $z$ hardly matters" if abs(slope) < 0.05
        else "steep: $z$ matters" if abs(slope) > 0.5 * max(slopes)
        else "on the way to flat"
    )  # fmt: skip
    parts.append(label(526, 330, state, "start", bold=True))
    said = f"{name} at $z$ = {number(z, 1)}: $a$ = {number(a)}, " + (
        "and no slope: left of the corner it is 0, right of it 1." if stuck else f"slope {number(slope)}; {state}."
    )
    return picture(760, 440, *parts, title=title, readout=said)
