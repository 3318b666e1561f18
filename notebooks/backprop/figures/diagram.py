"""A network as a drawing: nodes in columns, edges by weight."""

from .svg import INK, colour, label, line, rectangle


def places(sizes, box):
    """Return where the nodes of layers of these ``sizes`` stand in (left, top, width, height): {(l, j): (x, y)}."""
    left, top, width, height = box
    column, row = width / max(len(sizes) - 1, 1), height / max(sizes)
    return {
        (l, j): (left + (l - 1) * column, top + height / 2 + (j - (n + 1) / 2) * row)
        for l, n in enumerate(sizes, 1)
        for j in range(1, n + 1)
    }


def node(x, y, *content, colour=INK, radius=24, width=2, faint=False):
    """Draw a node with up to two lines of ``content`` in it; each may be a pair (words, colour)."""
    parts = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="var(--bp-paper, #fff)" stroke="{colour}" '
        f'stroke-width="{width}" stroke-opacity="{0.4 if faint else 1}"/>'
    ]
    rows = [item if isinstance(item, tuple) else (item, None) for item in content]
    first = y + 5 - 8.5 * (len(rows) - 1)
    parts += [label(x, first + 17 * i, text, colour=tone, size=13) for i, (text, tone) in enumerate(rows)]
    return "".join(parts)


def edge(start, end, weight, tone=None, trim=24, most=7, faint=False):
    """Draw an edge between two places: the thicker the larger its ``weight``, dashed if that is negative."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    u, v = (x2 - x1) * trim / length, (y2 - y1) * trim / length
    thick = min(0.8 + 4 * abs(weight), most)
    tone, opacity = tone or colour("w"), 0.4 if faint else 0.85
    return line(x1 + u, y1 + v, x2 - u, y2 - v, tone, round(thick, 2), "7 5" if weight < 0 else "", opacity)


def tag(x, y, content, tone=None, width=48, height=20, held=False):
    """Draw words on a small plate of the page's colour, as on an edge; framed when it is ``held``."""
    paper = "var(--bp-paper, #fff)"
    plate = rectangle(x - width / 2, y - height / 2, width, height, paper, 0.9, edge=0, round=4)
    if held:
        plate += rectangle(x - width / 2, y - height / 2, width, height, tone or INK, 0, edge=3, round=4)
    return plate + label(x, y + 5, content, colour=tone, size=13)


def card(x, y, *rows, width=100, height=60, tone=INK):
    """Draw a node as a card centred on (x, y), with ``rows`` of (words, colour) from its top."""
    plate = (
        f'<rect x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width}" height="{height}" rx="9" '
        f'fill="var(--bp-paper, #fff)" stroke="{tone}" stroke-width="1.5"/>'
    )
    lines = [label(x, y - height / 2 + 19 + 18 * i, text, colour=shade) for i, (text, shade) in enumerate(rows)]
    return plate + "".join(lines)
