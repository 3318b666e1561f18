"""The slope of the loss by a hidden activation, path by path, beside the slope that a nudge of it measures."""

import numpy as np

from ...derivatives import ComplexStep, central_difference
from ...measure.nudges import by_activation, losses_of_activation, through_nodes
from ..picture import COVERED
from ..svg import INK, bar, colour, label, line, picture, signed

CENTRE, ROW, TOP = 480, 46, 76
ROWS = 3  # of the widest layer: the picture keeps its height


def paths(network, x, y, activation, change, dropped, told=True):
    """Draw one bar for each path from an ``activation`` = (layer, k), their sum, and the measured slope.

    ``change`` is added to the activation; ``dropped`` is the node j whose path is left out of the sum, 0 for none.
    While it is not ``told`` what the paths come to, there are their factors.
    """
    l, k = activation
    a = network.forward(x)[1][l].copy()
    a[k - 1] += change
    shares = through_nodes(network, l, k, a, y)
    z = network.W[l + 1] @ a + network.b[l + 1]
    next_a = network.g[l + 1](z)
    factors = zip(
        by_activation(network, l + 1, next_a, y),
        ComplexStep(network.g[l + 1])(z),
        network.W[l + 1][:, k - 1],
        strict=True,
    )

    def C_0(value):
        return float(losses_of_activation(network, l, np.where(np.arange(len(a)) == k - 1, value, a), y))

    measured = central_difference(C_0, a[k - 1])
    counted = [share for j, share in enumerate(shares, 1) if j != dropped]
    total = float(sum(counted))
    rows = len(shares)
    bottom = TOP + ROW * max(rows, ROWS)
    parts = [
        label(24, 22, f"slope of $C_0$ by $a_{k}^{{({l})}}$, path by path", "start", size=15),
        label(316, 48, f"$∂C_0/∂a_j × g′(z_j) × w_{{j{k}}}$", "end", size=12),
        line(CENTRE, 46, CENTRE, bottom + 2 * ROW - 22, INK, 1.2, opacity=0.6),
        line(24, bottom - ROW / 2 + 4, 696, bottom - ROW / 2 + 4, INK, 1, opacity=0.4),
    ]
    for j, (share, (by_a, slope, w)) in enumerate(zip(shares, factors, strict=True), 1):
        height = TOP + ROW * (j - 1)
        kept = j != dropped
        parts += [
            label(24, height + 5, f"through $a_{j}^{{({l + 1})}}$", "start", size=14),
            label(316, height + 5, f"{signed(by_a, 4)} × {signed(slope, 4)} × {signed(w, 1)}", "end", size=13),
            path_row(height, share, kept) if told else hidden(height, "" if kept else "left out: "),
        ]
    agree = abs(total - measured) < 1e-6
    verdict = "they agree" if agree else "they do not agree: a path is missing"
    verdict = verdict if told else f"The bars are {COVERED}"
    if rows < ROWS:
        parts.append(label(24, TOP + ROW * rows + 5, f"layer {l + 1} has no node {rows + 1}", "start", size=13))
    parts += [
        label(24, bottom + 5 + 6, "sum of the paths", "start", size=14, bold=True),
        stroke(bottom + 6, total, colour("a"), 26) if told else hidden(bottom + 6),
        label(24, bottom + ROW + 5, "measured: nudge it and look", "start", size=14, bold=True),
        stroke(bottom + ROW, measured, colour("C"), 26) if told else hidden(bottom + ROW),
        label(696, bottom + 2 * ROW, verdict, "end", size=14, bold=told),
    ]  # fmt: skip
    listed = "; ".join(f"through node {j}: {signed(s, 4)}" for j, s in enumerate(shares, 1))
    numbers = f"Paths {listed}." if told else "Its paths are drawn with their factors."
    sums = f"Sum: {signed(total, 4)}; measured: {signed(measured, 4)}." if told else verdict
    odd = f" Node {dropped} was left out." if 0 < dropped <= rows else ""
    none = f" Layer {l + 1} has no node {dropped}." if dropped > rows else ""
    return picture(
        720,
        bottom + 2 * ROW + 10,
        *parts,
        title=f"Bars for the paths from activation {k} of layer {l} to the loss, their sum, and the measured slope",
        readout=f"$a_{k}^{{({l})}}$ = {signed(a[k - 1])}. {numbers}{odd}{none} {sums}",
    )


def stroke(height, value, tone, thickness):
    """Draw a bar from the centre line with its number behind it."""
    length = float(np.clip(330 * value, -150, 160))
    place = max(length, 0) + 8
    return bar(CENTRE, height, length, thickness, tone) + label(
        CENTRE + place, height + 5, signed(value, 4), "start", tone, 14, halo=True
    )


def path_row(height, share, kept):
    """Draw a path's bar, or that the path is left out."""
    if kept:
        return stroke(height, share, colour("w"), 26)
    return label(CENTRE + 8, height + 5, f"left out: {signed(share, 4)}", "start", size=14)


def hidden(height, why=""):
    """Draw that a bar is covered."""
    return label(CENTRE + 8, height + 5, f"{why}?", "start", size=14)
