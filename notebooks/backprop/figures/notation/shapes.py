"""The shape calculator: the sums of every layer as matrices drawn to scale, and all parameters counted."""

from itertools import pairwise

from ..svg import colour, label, line, picture, rectangle

Z, W, A, B = map(colour, "zwab")
CELL = 13
MIDDLE = 122  # the row on which everything is centred
PANEL = 245


def block(x, rows, columns, tone):
    """Draw an array of so many cells from its left edge ``x``, centred on the row MIDDLE."""
    width, height, top = columns * CELL, rows * CELL, MIDDLE - rows * CELL / 2
    lines = "".join(f"M{x + CELL * i:.1f} {top:.1f}v{height}" for i in range(1, columns))
    lines += "".join(f"M{x:.1f} {top + CELL * i:.1f}h{width}" for i in range(1, rows))
    grid = f'<path d="{lines}" stroke="{tone}" stroke-width="0.8" opacity="0.6"/>' if lines else ""
    return rectangle(x, top, width, height, tone, 0.2, edge=1.5) + grid


def layer(x, l, before, after):
    """Draw z = W a + b of layer ``l`` to scale, with its shapes and its count; ``x`` is the panel's middle."""
    width = (3 + before) * CELL + 60
    left = x - width / 2
    places = left, left + CELL + 26, left + (1 + before) * CELL + 34, left + (2 + before) * CELL + 60
    parts = [
        label(x, 30, f"layer {l}", bold=True),
        block(places[0], after, 1, Z),
        label(places[0] + CELL + 13, MIDDLE + 5, "=", size=16),
        block(places[1], after, before, W),
        block(places[2], before, 1, A),
        label(places[2] + CELL + 13, MIDDLE + 5, "+", size=16),
        block(places[3], after, 1, B),
        label(x, 204, f"$z^{{({l})}}$ = $W^{{({l})}}$ $a^{{({l - 1})}}$ + $b^{{({l})}}$", size=16),
    ]
    shapes = (Z, f"({after})", -80), (W, f"({after} × {before})", -20), (A, f"({before})", 32), (B, f"({after})", 86)
    parts += [label(x + shift, 230, text, colour=tone, size=15) for tone, text, shift in shapes]
    parts += [label(x - 58, 230, "=", size=15), label(x + 59, 230, "+", size=15)]
    return parts


def covered(n):
    """Draw the sum of every layer with question marks for the shapes."""
    parts, said = [], []
    for l, (before, after) in enumerate(pairwise(n), 2):
        x = PANEL * (l - 2) + PANEL / 2 + 12
        ends = f"from {before} node{'s' * (before > 1)} to {after}"
        parts += [
            label(x, 30, f"layer {l}", bold=True),
            label(x, MIDDLE, ends, size=15),
            label(x, 204, f"$z^{{({l})}}$ = $W^{{({l})}}$ $a^{{({l - 1})}}$ + $b^{{({l})}}$", size=16),
            label(x, 232, "? × ?", colour=W, size=15),
        ]
        if l > 2:
            parts.append(line(x - PANEL / 2, 20, x - PANEL / 2, 270, width=1, opacity=0.2))
        said.append(f"layer {l} leads {ends}")
    what = "The shapes are covered until you have answered."
    parts += [line(24, 282, 736, 282, width=1, opacity=0.2), label(380, 312, what)]
    said = ", ".join(said).capitalize()
    return picture(760, 326, *parts, title="The arrays of a network, drawn to scale", readout=f"{said}. {what}")


def shape_calculator(n, told=True):
    """Draw the arrays of a network with layer sizes ``n`` to scale, one cell a number, and count the parameters.

    While it is not ``told`` which shapes they have, there are the sums and the layers' sizes only.
    """
    if not told:
        return covered(n)
    parts, said, counts = [], [], []
    for l, (before, after) in enumerate(pairwise(n), 2):
        x = PANEL * (l - 2) + PANEL / 2 + 12
        parts += layer(x, l, before, after)
        weights = f"{after * before} weight{'s' * (after * before > 1)}"
        biases = f"{after} bias{'es' * (after > 1)}"
        parts.append(label(x, 262, f"{weights} + {biases} = {after * before + after}", size=13))
        if l > 2:
            parts.append(line(x - PANEL / 2, 20, x - PANEL / 2, 270, width=1, opacity=0.2))
        counts.append(after * before + after)
        said.append(f"$W^{{({l})}}$ is {after} × {before}, $b^{{({l})}}$ has {after}")
    total = f"{' + '.join(map(str, counts))} = {sum(counts)} parameters"
    parts.append(line(24, 282, 736, 282, width=1, opacity=0.2))
    parts.append(label(380, 312, total, size=18, bold=True))
    title = "The arrays of a network, drawn to scale"
    return picture(760, 326, *parts, title=title, readout=f"{'; '.join(said)}. Together {total}.")
