"""A figure of lesson 3: the four number lines again, with the expressions that sympy writes beside them."""

import re

from ..lettering import RAISED
from ..picture import COVERED
from ..svg import INK, fixed, label, line, number, picture, point
from .lines import SYMBOLS, TONES, number_line, product

STEPS = ("three functions", "three slopes", "one product", "everything in $w$")


def typeset(expression):
    """Return sympy's text as words of a figure: four digits, raised powers, a true minus sign, the symbols as maths."""
    text = re.sub(r"\d+\.\d+", lambda match: f"{float(match[0]):.4g}", str(expression))
    text = re.sub(r"\*\*(\d+)", lambda match: match[1].translate(RAISED), text)
    text = text.replace("*", "·").replace("-", "−")
    return re.sub(r"(?<![A-Za-z])([wzarC])(?![A-Za-z])", r"$\1$", text)


def written_lines(spans, values, rest, links, slopes, whole, numbers, step, told=True):
    """Draw w, z, a and C on number lines and beside them, as far as ``step`` (1 to 4), what sympy writes.

    spans, values: as in `four_lines`; rest: what r stands for; links, slopes: the expressions of z, a and C, and of
    their slopes; whole: three more, C in w alone, the product of the slopes, and that in w alone; numbers: the three
    slopes at w and their product. While it is not ``told`` what the product is, steps 3 and 4 write it as "?".
    """
    heights = (48, 132, 216, 300)
    lines = [number_line(span[:2], span[2], y, 124, 326) for span, y in zip(spans, heights, strict=True)]
    places = [(axes.px(value), y) for (axes, _), value, y in zip(lines, values, heights, strict=True)]
    parts = [line(*places[i], *places[i + 1], TONES[i + 1], 1, "3 3", 0.7) for i in range(3)]
    for (_, drawing), place, tone, symbol, value in zip(lines, places, TONES, SYMBOLS, values, strict=True):
        parts += [drawing, point(*place, tone, size=7)]
        parts.append(label(16, place[1] + 5, f"${symbol}$ = {fixed(value)}", "start", tone))
    for i, (link, slope, y) in enumerate(zip(links, slopes, heights[1:], strict=True)):
        before, symbol = SYMBOLS[i : i + 2]
        parts.append(label(350, y - 14, f"${symbol}$ = {typeset(link)}", "start", TONES[i + 1]))
        if step >= 2:
            parts.append(label(350, y + 12, f"$d{symbol}/d{before}$ = {typeset(slope)}", "start"))
            parts.append(label(744, y + 12, number(numbers[i], 4), "end", bold=True))
    parts.append(label(350, heights[0] + 5, f"step {step}: {STEPS[step - 1]}", "start", bold=True))
    parts.append(
        label(350, heights[0] + 30, f"$r$ = {fixed(rest)}, the other terms of $z$ and the bias", "start", size=13)
    )
    rows = [f"$C(a(z(w)))$ = {typeset(whole[0])}"]
    rows += [f"$dC/dw$ = {typeset(whole[1]) if told else '?'}"] * (step >= 3)
    rows += [f"$dC/dw$ = {typeset(whole[2])}"] * (step >= 4 and told)
    covered = "" if told else f"What steps 3 and 4 write is {COVERED}"
    parts += [label(16, 368 + 28 * i, row, "start", size=13) for i, row in enumerate(rows)]
    parts.append(line(16, 340, 744, 340, INK, 1, opacity=0.3))
    last = f"{product(numbers[:3])} = {number(numbers[3], 4)}"
    parts.append(label(744, 454, last, "end", bold=True) if step >= 3 and told else "")
    parts.append(label(16, 454, covered, "start", size=13))
    written = [f"${symbol}$ = {typeset(link)}" for symbol, link in zip("zaC", links, strict=True)]
    if step >= 2:
        pairs = zip("wza", "zaC", slopes, strict=True)
        written += [f"$d{after}/d{before}$ = {typeset(slope)}" for before, after, slope in pairs]
    slopes_said = last if told else ", ".join(number(slope, 4) for slope in numbers[:3])
    said = (
        f"At $w$ = {number(values[0], 1)}: $C$ = {fixed(values[3])}"
        + (f"; slopes {slopes_said}" if step >= 2 else "")
        + "."
    )
    said += f" {covered}" if covered else ""
    title = "The chain from weight to loss, written out: " + "; ".join([*written, *rows])
    return picture(760, 470, *parts, title=title, readout=said)
