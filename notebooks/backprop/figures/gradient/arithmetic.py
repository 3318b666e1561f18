"""How the numbers of one step of the back stepper come about: a node's δ term by term, a gradient entry by entry."""

import numpy as np

from ...derivatives import TINY, ComplexStep
from ...measure.nudges import by_activation, by_input, losses_of_weight
from ..svg import INK, colour, label, line, number, rectangle, signed

TOP = 282  # of the strip that holds the numbers


def arithmetic(network, x, y, what, l, j):
    """Return drawn parts and a sentence on the numbers behind node ``j`` of layer ``l`` in the step ``what``."""
    if what == "forward":
        return [label(24, TOP + 28, "Step on: here stands how each number comes about.", "start", size=13)], ""
    if what == "weights":
        return entries(network, x, y, l, j)
    return terms(network, x, y, l, j)


def terms(network, x, y, l, j):
    """Write δ of node ``j`` of layer ``l``: what comes back over each path, added up, times the node's slope."""
    z, a = network.forward(x)
    slope = float(ComplexStep(network.g[l])(z[l][j - 1]))
    value = float(by_input(network, l, z[l], y)[j - 1])
    name = f"$δ_{j}^{{({l})}}$"
    if l == network.L:
        by_a = float(by_activation(network, l, a[l], y)[j - 1])
        letters = f"$2(a_{j} − y_{j})$"
        sums = f"2 × ({number(a[l][j - 1], 4)} − {number(y[j - 1], 0)})"
        total = f"the error, doubled: {signed(by_a, 4)}"
    else:
        after = by_input(network, l + 1, z[l + 1], y)
        weights = network.W[l + 1][:, j - 1]
        letters = "$" + " + ".join(f"w_{{{m}{j}}} δ_{m}" for m in range(1, len(after) + 1)) + "$"
        sums = " + ".join(f"({number(w, 1)}) × ({number(d)})" for w, d in zip(weights, after, strict=True))
        by_a = float(by_activation(network, l, a[l], y)[j - 1])
        total = f"the lit paths, added up: {signed(by_a, 4)}"
    drawn = [
        label(24, TOP + 4, f"{name}  =  ({letters}) × $g′(z_{j})$", "start", colour("delta"), 15),
        label(24, TOP + 32, sums, "start", size=14),
        label(24, TOP + 58, total, "start", size=14),
        label(24, TOP + 84, f"times the node’s slope {number(slope, 4)}:  {name} = {signed(value, 4)}", "start",
              size=14, bold=True),
        label(696, TOP + 4, "click a node, or move its slider", "end", size=12),
    ]  # fmt: skip
    told = f" Node {j}: {sums}, that is {signed(by_a, 4)}; times its slope {number(slope, 4)}: {signed(value, 4)}."
    return drawn, told


def entries(network, x, y, l, j):
    """Write the gradient of W of layer ``l`` as a table, δ at its left, activations on top, with row ``j`` marked."""
    z, a = network.forward(x)
    delta = by_input(network, l, z[l], y)
    rows, columns = network.W[l].shape
    measured = [[by_weight(network, x, y, l, r + 1, c + 1) for c in range(columns)] for r in range(rows)]
    yard, left, step = TOP + 26, 330, 84
    drawn = [
        label(24, TOP + 2, f"on top: $a^{{({l - 1})}}$", "start", colour("a"), 13),
        label(24, TOP + 22, f"at the left: $δ^{{({l})}}$", "start", colour("delta"), 13),
        line(left - 34, TOP + 8, left + step * columns - 34, TOP + 8, INK, 1, opacity=0.5),
        line(left - 34, TOP - 12, left - 34, yard + 24 * rows - 12, INK, 1, opacity=0.5),
        rectangle(left - 100, yard + 24 * (j - 1) - 12, step * columns + 66, 24, colour("w"), 0.12, edge=0, round=4),
        label(24, TOP + 52, f"inside: $∂C_0/∂W^{{({l})}}$", "start", colour("w"), 13),
        label(24, TOP + 74, f"the left column is $∂C_0/∂b^{{({l})}}$", "start", colour("b"), 13),
    ]
    for c in range(columns):
        drawn.append(label(left + step * c + 32, TOP, signed(a[l - 1][c]), "end", colour("a"), 14))
    for r in range(rows):
        height = yard + 24 * r + 5
        drawn.append(label(left - 42, height, signed(delta[r]), "end", colour("delta"), 14))
        drawn += [
            label(left + step * c + 32, height, signed(value, 4), "end", colour("w"), 14)
            for c, value in enumerate(measured[r])
        ]
    products = "; ".join(
        f"{signed(delta[j - 1], 4)} × {signed(a[l - 1][c], 4)} = {signed(value, 4)}"
        for c, value in enumerate(measured[j - 1])
    )
    return drawn, f" Row {j}: {products}. By the bias: {signed(delta[j - 1], 4)}."


def by_weight(network, x, y, l, j, k):
    """Return the measured slope of C_0 by w_jk of layer ``l``."""
    value = np.array([network.W[l][j - 1, k - 1] + TINY * 1j])
    return float(losses_of_weight(network, l, j, k, value, x, y)[0].imag / TINY)
