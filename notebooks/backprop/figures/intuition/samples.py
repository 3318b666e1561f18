"""The figure of lesson 1 in which each sample pulls two weights its own way, over the contours of the mean loss."""

from math import hypot

from ..axes import Axes
from ..svg import INK, arrow, bar, colour, fixed, label, legend, line, number, picture, pieces, point, signed

W, C = map(colour, "wC")
EDGE = 2.4  # the plane of the two weights goes from -EDGE to EDGE


def sample_gradients(here, gradients, eta, changes, contours):
    """Draw the step of each sample alone in the plane of two weights, the mean step, and what that does to each loss.

    here: the place of the two weights; gradients: a row for each sample; changes: of each sample's loss by the mean
    step, None while that is covered; contours: of the mean loss, {height: pieces of the line}.
    """
    steps, step = -eta * gradients, -eta * gradients.mean(axis=0)
    axes = Axes((-EDGE, EDGE), (-EDGE, EDGE), (56, 34, 330, 330))
    equal = [(axes.at(*one), axes.at(*other)) for line_of in contours.values() for one, other in line_of]
    parts = [
        axes.frame("$w_{11}^{(4)}$", "$w_{12}^{(4)}$", (-2, 0, 2), (-2, 0, 2), grid=False),
        axes.clip(pieces(equal, C, 1, 0.45)),
    ]
    start, names = axes.at(*here), []
    for i, mine in enumerate(steps):
        dash = "5 3" if changes is not None and changes[i] > 0 else ""
        parts.append(axes.clip(arrow(*start, *axes.at(*(here + mine)), W, 1.8, dash, 9)))
        names.append(name_place(axes.at(*(here + mine)), mine, (9, -9)[:: (-1) ** i], names, axes.box))
    if changes is not None:
        end = axes.at(*(here + step))
        parts.append(
            axes.clip(arrow(*start, *end, "var(--bp-paper, #fff)", 9, head=17), arrow(*start, *end, INK, 5, head=14))
        )
    parts += (label(*place, str(i), size=13, halo=True) for i, place in enumerate(names, 1))
    parts.append(point(*start, INK, "ring", 5))
    parts += bars_of(changes)
    parts.append(legend(
        430, 318,
        (lambda x, y: line(x - 12, y, x + 12, y, C, 1, opacity=0.6), "where the mean loss is equally large"),
        (lambda x, y: line(x - 12, y, x + 12, y, W, 1.8),
         "a sample's own step" + "; dashed: loss rises" * (changes is not None)),
        (lambda x, y: line(x - 12, y, x + 12, y, INK, 5), "their mean, the step for all five"),
    ))  # fmt: skip
    said = f"At $w_{{11}}^{{(4)}}$ = {number(here[0], 1)}, $w_{{12}}^{{(4)}}$ = {number(here[1], 1)}, learning rate "
    said += f"{number(eta, 2)}: "
    if changes is None:
        alone = (f"{i} ({signed(dx, 2)}, {signed(dy, 2)})" for i, (dx, dy) in enumerate(steps, 1))
        said += f"the samples' own steps are {', '.join(alone)}. The mean step is covered until you have answered."
    else:
        worse = [str(i) for i, change in enumerate(changes, 1) if change > 0]
        said += f"the mean step is ({signed(step[0])}, {signed(step[1])}). It changes the mean loss by "
        said += f"{signed(changes.mean(), 4)}; it raises "
        said += f"the loss of sample{'s' * (len(worse) > 1)} {' and '.join(worse)}." if worse else "no sample's loss."
    return picture(760, 410, *parts, title="The steps of five samples and their mean", readout=said)


def bars_of(changes):
    """Draw each loss's change by the mean step and their mean, or empty places for them."""
    bars = Axes((0.4, 6.6), (-0.2, 0.1), (430, 60, 324, 200))
    parts = [
        bars.frame(y_name="change of each loss by the mean step", x_ticks=(), y_ticks=(-0.2, -0.1, 0, 0.1)),
        line(430, bars.py(0), 754, bars.py(0), width=1.2, opacity=0.6),
    ]
    for i, name in enumerate(["1", "2", "3", "4", "5", "mean"], 1):
        parts.append(label(bars.px(i), bars.py(-0.2) + 18, name, bold=name == "mean", size=13))
        if changes is None:
            parts.append(label(bars.px(i), bars.py(0) - 8, "?", size=16))
            continue
        change = [*changes, changes.mean()][i - 1]
        height = bars.py(0) - bars.py(max(min(change, 0.1), -0.2))
        parts.append(bar(bars.px(i), bars.py(0), height, 30, C, upright=True))
        told = ("+" if change > 0 else "−") + fixed(abs(change), 4)
        parts.append(label(bars.px(i), bars.py(0) + (18 if change > 0 else -7), told, size=11, halo=True))
    return parts


def name_place(tip, step, sides, taken, box):
    """Return a place beyond an arrow's ``tip``, to one of its ``sides``, in the box, clear of the names ``taken``."""
    reach = hypot(*step) or 1
    u, v = step[0] / reach, step[1] / reach
    left, top, width, height = box
    for along in range(12, 132, 15):  # several samples may pull nearly the same way
        for side in (*sides, *(3 * side for side in sides)):
            x, y = tip[0] + along * u - side * v, tip[1] - along * v - side * u + 5
            x, y = min(max(x, left + 8), left + width - 8), min(max(y, top + 16), top + height - 6)
            if all(abs(x - other_x) > 14 or abs(y - other_y) > 16 for other_x, other_y in taken):
                return x, y
    return x, y
