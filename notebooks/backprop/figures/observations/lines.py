"""The figure at the heart of lesson 3: the chain from a weight to the loss on four number lines."""

from math import prod

from ..axes import Axes, short
from ..picture import COVERED
from ..svg import INK, area, arrow, colour, label, legend, line, number, picture, point, signed

SYMBOLS = "wzaC"
TONES = [colour(symbol) for symbol in SYMBOLS]


def number_line(span, marks, y, left, right):
    """Return the axes of a number line at the height ``y``, and its drawing with ``marks`` intervals."""
    axes = Axes(span, (0, 1), (left, y, right - left, 0))
    places = [span[0] + i * (span[1] - span[0]) / marks for i in range(marks + 1)]
    parts = [line(left, y, right, y, width=1.4, opacity=0.6)]
    for place in places:
        parts.append(line(axes.px(place), y - 4, axes.px(place), y + 4, width=1, opacity=0.6))
        parts.append(label(axes.px(place), y + 19, short(round(place, 6)), size=12, halo=True))
    return axes, "".join(parts)


def ribbon(upper, lower, interval, image, y1, y2, tone):
    """Draw what becomes of an interval from one line to the next: its ends joined, crossed where it is turned round."""
    p, q = map(upper.px, interval)
    r, s = map(lower.px, image)
    sides = line(p, y1, r, y2, tone, 1, "", 0.7) + line(q, y1, s, y2, tone, 1, "3 3", 0.7)
    return area([(p, y1), (q, y1), (s, y2), (r, y2)], tone, 0.13) + sides


def effect(slope):
    """Return in words what a local slope does to the direction of a nudge."""
    return "stopped here" if not slope else "turned round" if slope < 0 else "same direction"


def product(slopes):
    """Return the slopes as a product in writing."""
    return " × ".join(f"({number(slope, 4)})" if slope < 0 else number(slope, 4) for slope in slopes)


def four_lines(spans, here, there, slopes, total, told=True):
    """Draw w, z, a and C on four number lines, with a nudge of w and what becomes of it on each line below.

    All in the order w, z, a, C: ``spans``, each line's (low, high, intervals); ``here`` and ``there``, the values
    before and after the nudge; ``slopes``, the three local slopes at ``here`` (of z by w, of a by z, of C by a).
    ``total`` is the slope of C by w, measured straight across. While it is not ``told`` what becomes of the nudge,
    there are the values, the nudge itself and the local slopes.
    """
    heights = (52, 142, 232, 322)
    lines = [number_line(span[:2], span[2], y, 170, 530) for span, y in zip(spans, heights, strict=True)]
    promised = [there[0] - here[0]]
    parts = []
    for i, slope in enumerate(slopes):
        (upper, _), (lower, _) = lines[i : i + 2]
        ends = (here[i], there[i]), (here[i + 1], there[i + 1])
        middle = (heights[i] + heights[i + 1]) / 2
        promised.append(promised[-1] * slope)
        parts += [
            ribbon(upper, lower, *ends, heights[i], heights[i + 1], TONES[i + 1]) if told else "",
            arrow(560, heights[i] + 4, 560, heights[i + 1] - 4, INK, 1.5, head=8),
            label(576, middle, f"$d{SYMBOLS[i + 1]}/d{SYMBOLS[i]}$ = {signed(slope, 4)}", "start", bold=True),
            label(576, middle + 20, effect(slope), "start", size=13) if told else "",
        ]
    for i, (axes, drawing) in enumerate(lines):
        y, tone, symbol = heights[i], TONES[i], SYMBOLS[i]
        parts += [
            drawing,
            arrow(axes.px(here[i]), y, axes.px(there[i]), y, tone, 5, head=12) if told or not i else "",
            point(axes.px(here[i]), y, tone, size=7),
            label(16, y - 2, f"${symbol}$ = {number(here[i])}", "start", tone, 16),
            label(
                16, y + 19, f"$Δ{symbol}$ = {signed(there[i] - here[i]) if told or not i else '?'}", "start", size=13
            ),
        ]
        parts.append(axes_cross(axes, here[i] + promised[i], y) if i and told else "")
    factors = product(slopes)
    multiplied, measured = (number(prod(slopes), 4), number(total, 4)) if told else ("?", "?")
    parts += [
        label(16, 386, f"slopes multiplied:  {factors if told else '?'}  =", "start"),
        label(490, 386, multiplied, "end", bold=True),
        label(16, 412, "measured straight from $w$ to $C$:", "start"),
        label(490, 412, measured, "end", bold=True),
    ]
    key = label(548, 366, "each line has its own scale", "start", size=13) + legend(
        548, 388,
        (lambda x, y: arrow(x - 12, y, x + 12, y, INK, 4), "what the nudge does"),
        (lambda x, y: point(x, y, INK, "cross", 5), "what slopes promise"),
    )  # fmt: skip
    now = ", ".join(f"${s}$ = {number(v, 1 if s == 'w' else 3)}" for s, v in zip(SYMBOLS, here, strict=True))
    nudge = f"The nudge {signed(there[0] - here[0], 1)} of $w$"
    if told:
        said = f"{now}. Local slopes {factors} = {multiplied}; measured straight across: {measured}. "
        said += f"{nudge} moves $C$ by {signed(there[3] - here[3])}; the slopes promise {signed(promised[3])}."
    else:
        listed = "; ".join(signed(slope, 4) for slope in slopes)
        said = f"{now}. Local slopes: {listed}. {nudge} is drawn; what becomes of it is {COVERED}"
    return picture(760, 430, *parts, key, title="From a weight to the loss on four number lines", readout=said)


def axes_cross(axes, value, y):
    """Mark ``value`` with a cross; where it lies beyond the line, nothing is drawn."""
    return point(axes.px(value), y, INK, "cross", 5) if axes.x[0] <= value <= axes.x[1] else ""
