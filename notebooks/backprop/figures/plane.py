"""The plane of the two classes: an animal is a place in it, by the size of its eyes and the length of its ears."""

import numpy as np

from ..measure.gradients import forward_rows
from .contours import contour
from .svg import INK, area, colour, pieces, point

CLASSES = "owl", "fox"
FEATURES = "$x_1$, how large the eyes", "$x_2$, how long the ears"
REACH = 1.6  # the plane goes from -REACH to REACH, 0 being the average animal
CELLS = 40
MARKS = (colour("a"), "disc"), (INK, "square")  # owl, fox


def decided(network):
    """Return ``(places, a_1 - a_2 there)``: a grid's columns, and how far the network decides for the owl, by rows."""
    places = np.linspace(-REACH, REACH, CELLS + 1)
    grid = np.stack(np.meshgrid(places, places), axis=-1).reshape(-1, 2)
    owl, fox = forward_rows(network, grid)[1][network.L].T
    return places, (owl - fox).reshape(len(places), len(places))


def regions(axes, places, lead):
    """Shade where the network says owl, and draw the border: ``places`` and ``lead`` as `decided` returns them."""
    half = (places[1] - places[0]) / 2
    strips = []
    for x2, row in zip(places, lead > 0, strict=True):
        turns = np.flatnonzero(np.diff(np.concatenate([[0], row, [0]])))
        for start, end in zip(turns[::2], turns[1::2] - 1, strict=True):
            left, right = places[start] - half, places[end] + half
            corners = [(left, x2 - half), (right, x2 - half), (right, x2 + half), (left, x2 + half)]
            strips.append(area([axes.at(*corner) for corner in corners], colour("a"), 0.18))
    border = [(axes.at(*one), axes.at(*other)) for one, other in contour(places, places, lead, 0)]
    return axes.clip(*strips, pieces(border))


def animals(axes, X, Y, ours=None):
    """Draw each sample of ``X``, ``Y`` (one a row) with its class's mark; a ring around the one at index ``ours``."""
    parts = []
    for i, (x, y) in enumerate(zip(X, Y, strict=True)):
        if i == ours:
            parts.append(point(*axes.at(*x), INK, "ring", 11))
        parts.append(point(*axes.at(*x), *MARKS[int(np.argmax(y))], 6))
    return "".join(parts)
