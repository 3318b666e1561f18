"""A small kit to draw with: each function returns SVG text, and `picture` puts the parts together.

Lengths and places are in pixels of the picture, y downwards. Words may hold maths between dollar signs
(`lettering`). Nothing here needs an id, so that many pictures can stand in one document. A figure module finds
the whole kit here; axes are in `axes`, drawings of networks in `diagram`.
"""

import json
from html import escape
from math import atan2, cos, hypot, sin

from .lettering import fixed, number, plain, prose, signed, words
from .palette import colour
from .picture import STYLE, Picture, picture

__all__ = [
    "INK", "STYLE", "Picture", "area", "arrow", "bar", "code", "colour", "curve", "fixed", "label", "legend", "line",
    "number", "pick", "picture", "pieces", "plain", "point", "prose", "rectangle", "signed",
    "table", "words",
]  # fmt: skip

INK = "currentColor"


def line(x1, y1, x2, y2, colour=INK, width=1.5, dash="", opacity=1):
    """Draw a straight line; ``dash`` as in SVG, say ``"6 4"``."""
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" {_stroke(colour, width, dash, opacity)}/>'


def curve(points, colour=INK, width=2, dash="", opacity=1):
    """Draw straight pieces through the ``points`` (x, y), close together for a curve."""
    return f'<path d="{_path(points)}" {_stroke(colour, width, dash, opacity)}/>'


def pieces(ends, colour=INK, width=1.5, opacity=1):
    """Draw straight pieces, each given by its two ``ends`` ((x, y), (x, y)), as one path."""
    d = "".join(_path(pair) for pair in ends)
    return f'<path d="{d}" {_stroke(colour, width, "", opacity)}/>'


def area(points, colour=INK, opacity=0.15):
    """Fill the shape whose corners are the ``points``."""
    return f'<path d="{_path(points)}Z" fill="{colour}" fill-opacity="{opacity}"/>'


def rectangle(x, y, width, height, colour=INK, opacity=0.15, edge=1.5, dash="", round=0):
    """Draw a rectangle from its upper left corner; ``edge`` is the width of its outline, 0 for none."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" rx="{round}" '
        f'fill-opacity="{opacity}" '
        + (_stroke(colour, edge, dash, 1, fill=colour) if edge else f'fill="{colour}"')
        + "/>"
    )


def bar(x, y, length, thickness, colour=INK, upright=False):
    """Draw a bar from its foot (x, y): to the right, or upward if ``upright``; a negative one goes back, in hatch.

    ``thickness`` is centred on the foot.
    """
    size, half = abs(length), thickness / 2
    if upright:
        left, top, width, height = x - half, y - max(length, 0), thickness, size
    else:
        left, top, width, height = x + min(length, 0), y - half, size, thickness
    if length >= 0:
        return rectangle(left, top, width, height, colour, opacity=0.75, edge=1)
    strokes = []
    for reach in range(6, int(width + height) + 6, 6):  # hatch: every line x + y = reach that crosses the bar
        (x1, y1), (x2, y2) = (
            (min(reach, width), max(reach - width, 0)),
            (max(reach - height, 0), min(reach, height)),
        )
        if x1 > x2:
            strokes.append(f"M{left + x1:.1f} {top + y1:.1f}L{left + x2:.1f} {top + y2:.1f}")
    return (
        rectangle(left, top, width, height, colour, opacity=0.12)
        + f'<path d="{"".join(strokes)}" {_stroke(colour, 1.5, "", 1)}/>'
    )


def point(x, y, colour=INK, shape="disc", size=6):
    """Draw a point: a "disc", a "ring", a "square", a "diamond" or a "cross"."""
    paint = f'fill="{colour}" stroke="var(--bp-paper, #fff)" stroke-width="1.5"'
    match shape:
        case "disc":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" {paint}/>'
        case "ring":
            return (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="var(--bp-paper, #fff)" '
                f'stroke="{colour}" stroke-width="2.5"/>'
            )
        case "cross":
            d = f"M{x - size:.1f} {y - size:.1f}l{2 * size} {2 * size}m0 {-2 * size}l{-2 * size} {2 * size}"
            return f'<path d="{d}" {_stroke(colour, 3, "", 1)}/>'
    reach = size * (1.35 if shape == "diamond" else 0.95)
    square = (-1, -1), (1, -1), (1, 1), (-1, 1)
    corners = ((0, -1), (1, 0), (0, 1), (-1, 0)) if shape == "diamond" else square
    return f'<path d="{_path([(x + reach * u, y + reach * v) for u, v in corners])}Z" {paint}/>'


def arrow(x1, y1, x2, y2, colour=INK, width=2.5, dash="", head=10):
    """Draw an arrow from (x1, y1) to (x2, y2): a short one has a small head, one of no length is nothing."""
    length = hypot(x2 - x1, y2 - y1)
    if length < 0.5:
        return ""
    head, angle = min(head, length), atan2(y2 - y1, x2 - x1)
    wings = [(x2 - head * cos(angle + turn), y2 - head * sin(angle + turn)) for turn in (0.45, -0.45)]
    neck = x2 - 0.8 * head * cos(angle), y2 - 0.8 * head * sin(angle)
    tip = f'<path d="{_path([(x2, y2), *wings])}Z" fill="{colour}"/>'
    return line(x1, y1, *neck, colour, width, dash) + tip


def label(x, y, content, anchor="middle", colour=None, size=None, bold=False, halo=False):
    """Write ``content`` on the base line ``y``; ``anchor`` start, middle or end; ``halo`` keeps lines off it.

    The halo is a text of its own, below: a letter's would lie on the letter before it.
    """
    place = f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    place += (f' font-size="{size}"' if size else "") + (' font-weight="600"' if bold else "")
    fill, written = f' style="fill:{colour}"' if colour else "", f"{words(content)}</text>"
    return (f'{place} class="bp-halo">{written}' if halo else "") + f"{place}{fill}>{written}"


def code(x, y, content, anchor="start", size=14, bold=False, opacity=1):
    """Write ``content`` as code, every blank kept; each character 0.6 em wide, whatever the machine's font for code."""
    weight = ' font-weight="600"' if bold else ""
    length = f'textLength="{0.6 * size * len(str(content)):.1f}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" opacity="{opacity}"{weight} {length} '
        f'style="font-family:var(--jp-code-font-family, monospace);white-space:pre">{escape(str(content))}</text>'
    )


def pick(content, **values):
    """Let a click on ``content`` set the controls of these names to these ``values``."""
    return f"<g data-pick='{json.dumps(values)}'>{content}</g>"


def legend(x, y, *entries, gap=20):
    """List ``(sign, content)`` pairs downwards from (x, y); ``sign`` is a function that draws at a place (x, y)."""
    return "".join(
        sign(x + 12, y + row * gap) + label(x + 30, y + row * gap + 5, content, "start")
        for row, (sign, content) in enumerate(entries)
    )


def table(x, y, rows, width=220, gap=26):
    """Write rows of (words, value) or (words, value, colour) downwards from (x, y), the values at the right."""
    return "".join(
        label(x, y + gap * i, words, "start", *tone) + label(x + width, y + gap * i, value, "end", *tone)
        for i, (words, value, *tone) in enumerate(rows)
    )


def _path(points):
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _stroke(colour, width, dash, opacity, fill="none"):
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    faint = f' opacity="{opacity}"' if opacity != 1 else ""
    return f'fill="{fill}" stroke="{colour}" stroke-width="{width}"{dashes}{faint}'
