"""A hidden activation and all that it reaches: every output, and through them the loss."""

import numpy as np

from ...network import loss
from ..diagram import edge, node, places
from ..picture import COVERED
from ..svg import INK, arrow, bar, colour, curve, label, line, number, picture, signed

WIDTH, HEIGHT = 720, 350


def fan_out(network, x, y, k, change, told=True):
    """Draw the last two layers and the loss, with activation ``k`` (from 1) of the layer before the last changed.

    While it is not ``told`` what follows from the change, there is the change alone.
    """
    L = network.L
    a = network.forward(x)[1]
    moved = a[L - 1] + change * (np.arange(len(a[L - 1])) == k - 1)
    outputs = network.g[L](network.W[L] @ moved + network.b[L])
    before, after = float(loss(a[L], y)), float(loss(outputs, y))
    spots = places([len(moved), len(outputs)], (70, 20, 260, 320))
    loss_spot = (500, 180)
    parts = [label(70, 22, "layer 3", size=13), label(330, 22, "layer 4", size=13)]
    for j in range(1, len(outputs) + 1):
        for source in range(1, len(moved) + 1):
            weight = network.W[L][j - 1, source - 1]
            parts.append(edge(spots[1, source], spots[2, j], weight, trim=30, faint=source != k))
        parts.append(edge(spots[2, j], loss_spot, 0.3, colour("C"), trim=30))
    for j, (value, old) in enumerate(zip(outputs, a[L], strict=True), 1):
        column, row = spots[2, j]
        parts.append(
            node(column, row, (f"$a_{j}$", colour("a")), number(value) if told else "?", colour=colour("a"), radius=30)
        )
        parts.append(moves(column, row, value - old) if told else "")
    for source, value in enumerate(moved, 1):
        own, width = (colour("a"), 4) if source == k else (INK, 1.5)
        words = (f"$a_{source}$", colour("a")), number(value)
        parts.append(node(*spots[1, source], *words, colour=own, radius=30, width=width))
    parts += [
        node(*loss_spot, ("$C_0$", colour("C")), number(after) if told else "?", colour=colour("C"), radius=32),
        *no_edge(spots[1, k], loss_spot),
        label(645, 90, "change of $C_0$", size=13),
        line(605, 180, 690, 180, INK, 1, "3 3"),
        bar(645, 180, float(np.clip(110 * (after - before), -75, 75)), 34, colour("C"), upright=True) if told else "",
        label(645, 290, signed(after - before) if told else "?", colour=colour("C"), size=15),
    ]
    out = ", ".join(
        f"$a_{j}^{{(4)}}$ by {signed(v - o)}" for j, (v, o) in enumerate(zip(outputs, a[L], strict=True), 1)
    )
    return picture(
        WIDTH,
        HEIGHT,
        *parts,
        title=f"Activation {k} of layer 3"
        + (" reaches both outputs, and the loss only through them" if told else ", the two outputs, and the loss"),
        readout=f"$a_{k}^{{(3)}}$ changed by {signed(change)} to {number(moved[k - 1])}. "
        + (
            f"It moves {out}; the loss goes from {number(before)} to {number(after)}."
            if told
            else f"What it moves is {COVERED}"
        ),
    )


def moves(column, row, change):
    """Draw beside a node how it moved."""
    length = float(np.clip(140 * change, -60, 60))
    return arrow(column + 42, row, column + 42, row - length, colour("a"), 4) + label(
        column + 50, row - 38, signed(change), "start", colour("a"), 13, halo=True
    )


def no_edge(start, end):
    """Draw, round the outside, that there is no way straight from a hidden activation to the loss."""
    (x1, y1), (x2, y2) = start, end
    left, low = x1 - 50, 336
    yield curve([(x1 - 32, y1), (left, y1), (left, low), (x2, low), (x2, y2 + 34)], INK, 1, "1 5", 0.7)
    yield label((x1 + x2) / 2, low - 6, "no edge straight to $C_0$", size=12, halo=True)
