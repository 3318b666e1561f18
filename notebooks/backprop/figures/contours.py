"""Lines of equal height of a function of two numbers, from its values on a grid."""

import numpy as np


def contour(xs, ys, heights, level):
    """Return the line at ``level`` as short pieces ((x, y), (x, y)).

    xs, ys: the grid's columns and rows; heights: shape (len(ys), len(xs)). In each cell of the grid the line is
    straight; it enters and leaves where the height along an edge, taken as linear, passes the level (marching squares).
    """
    pieces = []
    above = heights > level
    corners = above[:-1, :-1] + 0 + above[:-1, 1:] + above[1:, 1:] + above[1:, :-1]
    for row, column in np.argwhere((corners > 0) & (corners < 4)):
        around = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        crossings = [
            between(xs, ys, heights, level, one, other)
            for one, other in zip(around, [*around[1:], around[0]], strict=True)
            if above[one] != above[other]
        ]
        pieces += zip(crossings[::2], crossings[1::2], strict=True)
    return pieces


def between(xs, ys, heights, level, one, other):
    """Return where the height passes ``level`` on the edge between two corners (row, column)."""
    share = (level - heights[one]) / (heights[other] - heights[one])
    x, y = (float(axis[one[i]] + share * (axis[other[i]] - axis[one[i]])) for axis, i in ((xs, 1), (ys, 0)))
    return x, y
