"""Training seen from two sides: the cost, epoch by epoch, and what the network decides in the plane."""

import numpy as np

from ...measure.gradients import forward_rows
from ..axes import Axes
from ..picture import COVERED
from ..plane import CLASSES, FEATURES, MARKS, REACH, animals
from ..svg import INK, colour, label, legend, line, number, picture, point, rectangle

CELLS = 54
LEVELS = (0, 0.5)  # of a_1 - a_2: where the network decides for the owl, and where it is sure of it


def training(run, right_run, X, Y, epoch, said, error, told=True):
    """Draw a `Run` at an ``epoch`` beside the run without a mistake, and where in the plane it says owl.

    X: shape (n, 2), Y: shape (n, 2), samples in rows. ``said``: in sentences, who computed the gradient. ``error``:
    the relative error of the run's first gradient. While it is not ``told`` how the cost falls, there is the
    plane only.
    """
    network, cost = run.at(epoch), run.history
    epochs, past = len(cost) - 1, np.arange(epoch + 1)  # what is to come is not shown
    top = min(max(1.0, float(np.nanmax(cost[past], initial=0.0))), 2.0)
    curve = Axes((0, epochs), (0, top), (52, 34, 330, 240))
    plane = Axes((-REACH, REACH), (-REACH, REACH), (450, 40, 254, 254))
    outputs = forward_rows(network, X)[1][network.L]
    hits = int((outputs.argmax(axis=1) == Y.argmax(axis=1)).sum())
    shown, right = float(cost[epoch]), float(right_run.history[epoch])
    fallen = f"cost {number(shown, 4)} (with the right gradient {number(right, 4)})"
    drawn = [
        curve.curve(past, np.nan_to_num(right_run.history[past], nan=9), INK, 1.5, "5 4", 0.7),
        curve.curve(past, np.nan_to_num(cost[past], nan=9), colour("C"), 2.5),
        point(*curve.at(epoch, min(shown, top) if np.isfinite(shown) else top), colour("C"), size=7),
    ]
    parts = [
        curve.frame("epoch", "cost $C$"),
        *(drawn if told else [label(217, 150, f"The cost is {COVERED}", size=13)]),
        legend(140, 14, (lambda u, v: line(u - 12, v, u + 12, v, colour("C"), 2.5), "this run")),
        legend(240, 14, (lambda u, v: line(u - 12, v, u + 12, v, INK, 1.5, "5 4", 0.7), "right gradient")),
        *(legend(450 + 70 * i, 355, (lambda u, v, mark=mark: point(u, v, *mark), name))
          for i, (mark, name) in enumerate(zip(MARKS, CLASSES, strict=True))),
        rectangle(592, 348, 20, 14, colour("a"), 0.2, edge=0),
        label(620, 360, f"it says {CLASSES[0]}", "start"),
        *regions(network, plane),
        plane.frame(*FEATURES, x_ticks=(-1, 0, 1), y_ticks=(-1, 0, 1), grid=False),
        animals(plane, X, Y),
        label(52, 345, f"relative error of the first gradient: {number(error, 2)}", "start", size=13),
    ]  # fmt: skip
    return picture(
        720,
        376,
        *parts,
        title=f"The cost by epoch, and the plane of the two classes, shaded where the network says {CLASSES[0]}",
        readout=f"Epoch {epoch}: {f'{fallen}, ' if told else ''}{hits} of {len(X)} samples right. "
        f"{'' if told else f'The cost is {COVERED} '}Relative error of the first gradient: {number(error, 2)}. {said}",
    )


def regions(network, plane):
    """Draw where a_1 - a_2 is above each of the LEVELS, row by row of a grid."""
    edges = np.linspace(-REACH, REACH, CELLS + 1)
    middle = (edges[1:] + edges[:-1]) / 2
    grid = np.stack(np.meshgrid(middle, middle), axis=-1).reshape(-1, 2)
    with np.errstate(all="ignore"):
        a = forward_rows(network, grid)[1][network.L]
    surer = (a[:, 0] - a[:, 1]).reshape(CELLS, CELLS)
    left, top = ([f"{place:.0f}" for place in places] for places in (plane.px(edges), plane.py(edges)))
    for level in LEVELS:
        inside = np.zeros((CELLS, CELLS + 2), dtype=np.int8)
        inside[:, 1:-1] = surer > level
        turns = np.diff(inside, axis=1)
        rows, starts = np.nonzero(turns == 1)
        ends = np.nonzero(turns == -1)[1]
        d = "".join(
            f"M{left[s]} {top[r + 1]}H{left[e]}V{top[r]}H{left[s]}z" for r, s, e in zip(rows, starts, ends, strict=True)
        )
        yield f'<path d="{d}" fill="{colour("a")}" fill-opacity="0.2" shape-rendering="crispEdges"/>'
