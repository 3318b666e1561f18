"""The index explorer: one weight as an edge, a matrix entry, a symbol and a piece of code."""

from ..diagram import edge, node, places
from ..svg import INK, code, colour, label, line, number, pick, picture, rectangle

W, A = colour("w"), colour("a")
CELL = 78, 40  # width and height of a matrix entry
BOX = 66, 26, 300, 216  # where the network stands
RIGHT = 430  # where the matrix's row names begin


def index_explorer(network, l, j, k, told=True):
    """Draw the weight w_jk of layer ``l`` four times over; where the maths has none, say so in its place.

    ``j`` and ``k`` are counted from 1. A click on an edge or a matrix entry picks it. While it is not ``told`` where a
    weight is found, its symbol stands there alone.
    """
    if not told:
        return covered(network, l, j, k)
    rows, columns = network.W[l].shape if l in network.W else (0, 0)
    there = 1 <= j <= rows and 1 <= k <= columns
    symbol = f"$w_{{{j}{k}}}^{{({l})}}$"
    source = f"W[{l}][{j - 1}, {k - 1}]"
    if there:
        value = number(network.W[l][j - 1, k - 1], 1)
        meant = f"the weight from node {k} of layer {l - 1} to node {j} of layer {l}"
        said = f"{symbol} is {meant}. In code: row {j - 1}, column {k - 1}, {source} = {value}."
    else:
        value, (meant, trap) = None, nowhere(l, j, k, rows, columns)
        said = f"There is no {symbol}: {meant}. {trap}"
    parts = [
        *drawn_network(network, l, j, k, there),
        *drawn_matrix(network, l, j, k, there),
        line(40, 292, 730, 292, width=1, opacity=0.2),
        label(130, 340, symbol, colour=W if there else None, size=34),
        code(250, 334, source + (f" = {value}" if there else ""), size=19),
        label(250, 358, meant if there else f"There is no such weight: {meant}.", "start", bold=not there),
        "" if there else label(250, 378, trap, "start", size=13),
    ]
    return picture(760, 390, *parts, title="One weight: edge, matrix entry, symbol and code", readout=said)


def covered(network, l, j, k):
    """Draw the symbol, the network and the matrix, and leave it open where in them the weight is."""
    symbol = f"$w_{{{j}{k}}}^{{({l})}}$"
    where = "Its place is covered until you have answered."
    parts = [
        *drawn_network(network, None, None, None, False),
        *bare_matrix(network, l),
        line(40, 292, 730, 292, width=1, opacity=0.2),
        label(130, 340, symbol, colour=W, size=34),
        code(250, 334, f"W[{l}][?, ?]", size=19),
        label(250, 358, where, "start", size=13),
    ]
    return picture(
        760, 390, *parts, title="One weight: edge, matrix entry, symbol and code", readout=f"{symbol}. {where}"
    )


def bare_matrix(network, l):
    """Draw the numbers of W[l] without counting its rows and columns."""
    if l not in network.W:
        return [label(RIGHT + 160, 134, f"There is no $W^{{({l})}}$", size=15)]
    (rows, columns), (width, height), left = network.W[l].shape, CELL, RIGHT + 84
    top = 134 - rows * height / 2
    parts = [
        label(RIGHT, top - 32, f"$W^{{({l})}}$", "start", W, 20),
        rectangle(left, top, columns * width, height * rows, W, 0.04, edge=1.5, round=3),
    ]
    for row, column in ((row, column) for row in range(rows) for column in range(columns)):
        x, y = left + (column + 0.5) * width, top + (row + 0.5) * height + 5
        parts.append(label(x, y, number(network.W[l][row, column], 1), colour=W, size=15))
    return parts


def nowhere(l, j, k, rows, columns):
    """Say why there is no w_jk in layer ``l``, and what code does that does not ask."""
    if not rows:
        reason = "no weights lead into layer 1" if l == 1 else f"there is no layer {l}"
        return reason, f"W has no key {l}: W[{l}] raises KeyError."
    index, size, layer = (j, rows, l) if not 1 <= j <= rows else (k, columns, l - 1)
    reason = f"layer {layer} has the nodes 1 to {size}"
    if index > size or max(j - rows, k - columns) > 0:
        return reason, f"W[{l}][{j - 1}, {k - 1}] raises IndexError."
    where = f"row {(j - 1) % rows}, column {(k - 1) % columns}"
    return reason, f"But −1 counts from the end: this code reads {where} without a word."


def drawn_network(network, l, j, k, there):
    """Draw the network with the edge from node ``k`` of layer l - 1 to node ``j`` of layer ``l`` lit up."""
    spots = places(network.sizes, BOX)
    parts, lit = [], ""
    for layer, W_l in network.W.items():
        for row, column in ((row, column) for row in range(W_l.shape[0]) for column in range(W_l.shape[1])):
            ends = spots[layer - 1, column + 1], spots[layer, row + 1]
            reach = line(*ends[0], *ends[1], "transparent", 12)
            held = there and (layer, row + 1, column + 1) == (l, j, k)
            drawn = edge(*ends, W_l[row, column], trim=20, faint=not held) + reach
            parts.append(pick(drawn, l=layer, j=row + 1, k=column + 1))
            lit = line(*ends[0], *ends[1], W, 11, opacity=0.25) if held else lit
    parts.insert(0, lit)
    ends = {(l, j): "j", (l - 1, k): "k"} if l in network.W else {}
    falls = there and spots[l - 1, k][1] < spots[l, j][1]
    rises = there and spots[l - 1, k][1] > spots[l, j][1]
    for (layer, place), (x, y) in spots.items():
        end = ends.get((layer, place))
        parts.append(node(x, y, str(place), colour=INK if end else A, radius=18, width=3.5 if end else 1.5))
        if end:  # the side where the edge in hand does not run
            below = falls if end == "j" else rises
            parts.append(label(x, y + (35 if below else -25), f"${end}$ = {place}", size=14, bold=True, halo=True))
    for layer in range(1, network.L + 1):
        name = f"$l$ = {layer}" if layer == l else f"layer {layer}"
        parts.append(label(spots[layer, 1][0], 278, name, size=14 if layer == l else 12, bold=layer == l))
    return parts


def drawn_matrix(network, l, j, k, there):
    """Draw W[l] with its rows and columns counted both ways, and the entry in hand framed."""
    width, height = CELL
    if l not in network.W:
        return [label(RIGHT + 160, 134, f"There is no $W^{{({l})}}$", size=15)]
    W_l, left = network.W[l], RIGHT + 84
    rows, columns = W_l.shape
    top = 134 - rows * height / 2
    parts = [
        label(RIGHT, top - 32, f"$W^{{({l})}}$", "start", W, 20),
        rectangle(left, top, columns * width, height * rows, W, 0.04, edge=1.5, round=3),
    ]
    if there:
        parts.append(rectangle(left, top + (j - 1) * height, columns * width, height, W, 0.1, edge=0))
        parts.append(rectangle(left + (k - 1) * width, top, width, rows * height, W, 0.1, edge=0))
    for row in range(rows):
        middle, held = top + (row + 0.5) * height, row + 1 == j
        parts.append(label(left - 12, middle, f"$j$ = {row + 1}", "end", size=14, bold=held))
        parts.append(label(left - 12, middle + 14, f"row {row}", "end", size=11))
        for column in range(columns):
            x, y = left + column * width, top + row * height
            entry = rectangle(x, y, width, height, W, 0.0, edge=0)
            entry += label(x + width / 2, middle + 5, number(W_l[row, column], 1), colour=W, size=15)
            parts.append(pick(entry, l=l, j=row + 1, k=column + 1))
    for column in range(columns):
        x, held = left + (column + 0.5) * width, column + 1 == k
        parts.append(label(x, top - 26, f"$k$ = {column + 1}", size=14, bold=held))
        parts.append(label(x, top - 10, f"column {column}", size=11))
    reached = -rows < j <= rows and -columns < k <= columns
    if reached:  # where the code lands: the entry itself, or one counted from the end
        x, y = left + (k - 1) % columns * width, top + (j - 1) % rows * height
        parts.append(rectangle(x + 2, y + 2, width - 4, height - 4, W, 0, 3, "" if there else "5 4", round=3))
    return parts
