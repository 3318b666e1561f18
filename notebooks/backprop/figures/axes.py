"""Axes: from numbers to places in a picture."""

import math
from dataclasses import dataclass

from .svg import INK, curve, label, line


@dataclass(frozen=True)
class Axes:
    """A plot in the ``box`` (left, top, width, height) of a picture; ``x`` and ``y`` are its ranges (low, high)."""

    x: tuple
    y: tuple
    box: tuple

    def px(self, x):
        """Return the pixel column of ``x``."""
        left, _, width, _ = self.box
        return left + width * (x - self.x[0]) / (self.x[1] - self.x[0])

    def py(self, y):
        """Return the pixel row of ``y``."""
        _, top, _, height = self.box
        return top + height * (self.y[1] - y) / (self.y[1] - self.y[0])

    def at(self, x, y):
        """Return the place (column, row) of the point (x, y)."""
        return self.px(x), self.py(y)

    def frame(self, x_name="", y_name="", x_ticks=None, y_ticks=None, grid=True):
        """Draw the axes with their names and numbers; ticks are chosen unless given, ``()`` for none."""
        left, top, width, height = self.box
        right, bottom = left + width, top + height
        parts = []
        for x in ticks(*self.x) if x_ticks is None else x_ticks:
            parts.append(line(self.px(x), top, self.px(x), bottom, width=1, opacity=0.12) if grid else "")
            parts.append(label(self.px(x), bottom + 18, short(x), size=12))
        for y in ticks(*self.y) if y_ticks is None else y_ticks:
            parts.append(line(left, self.py(y), right, self.py(y), width=1, opacity=0.12) if grid else "")
            parts.append(label(left - 8, self.py(y) + 4, short(y), "end", size=12))
        parts.append(curve([(left, top), (left, bottom), (right, bottom)], width=1.2, opacity=0.55))
        parts.append(label(right, bottom + 38, x_name, "end") if x_name else "")
        parts.append(label(left - 8, top - 10, y_name, "start", halo=True) if y_name else "")
        return "".join(parts)

    def clip(self, *parts):
        """Return the ``parts`` cut off at the edge of the box (by a nested svg, which needs no id)."""
        left, top, width, height = self.box
        box = f'x="{left}" y="{top}" width="{width}" height="{height}" viewBox="{left} {top} {width} {height}"'
        return f'<svg {box} overflow="hidden">{"".join(parts)}</svg>'

    def curve(self, xs, ys, colour=INK, width=2.5, dash="", opacity=1):
        """Draw the graph through ``(xs, ys)``, cut off at the edge of the box."""
        places = [self.at(x, y) for x, y in zip(xs, ys, strict=True)]
        return self.clip(curve(places, colour, width, dash, opacity))

    def tangent(self, x, y, slope, reach, colour=INK, width=2.5, dash=""):
        """Draw the line of this ``slope`` through (x, y), ``reach`` to either side, cut off at the box."""
        ends = [(x - reach, y - slope * reach), (x + reach, y + slope * reach)]
        return self.curve(*zip(*ends, strict=True), colour, width, dash)


def ticks(low, high, about=5):
    """Return round numbers from ``low`` to ``high``, some ``about`` of them, in steps of 1, 2 or 5 and zeros."""
    rough = (high - low) / about
    unit = 10.0 ** math.floor(math.log10(rough))
    step = unit * min((1, 2, 5, 10), key=lambda m: abs(math.log(m * unit / rough)))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def short(x):
    """Write a tick's number with no more digits than it needs."""
    return f"{x:.6g}".replace("-", "−")
