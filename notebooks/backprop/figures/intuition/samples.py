"""The figure of lesson 1 that shows the gradients of several samples, and their mean."""

from math import hypot

from ..axes import Axes
from ..svg import arrow, bar, colour, fixed, label, legend, line, number, picture, signed

W, C = map(colour, "wC")


def sample_gradients(here, gradients, step, changes):
    """Draw the way each sample pulls two weights, the mean pull, and what a ``step`` along it does to each loss.

    ``here`` is the place of the two weights, ``gradients`` has a row for each sample, ``changes`` a loss's change for
    each sample; the step is the move of the two weights.
    """
    pulls, pull = -gradients, -gradients.mean(axis=0)
    axes = Axes((-0.3, 0.3), (-0.3, 0.3), (64, 40, 320, 320))
    parts = [
        axes.frame("$-∂C_i/∂w_{11}^{(4)}$", "$-∂C_i/∂w_{12}^{(4)}$"),
        line(axes.px(-0.3), axes.py(0), axes.px(0.3), axes.py(0), width=1, opacity=0.5),
        line(axes.px(0), axes.py(-0.3), axes.px(0), axes.py(0.3), width=1, opacity=0.5),
    ]
    bars = Axes((0.4, len(pulls) + 1.6), (-0.2, 0.1), (430, 84, 324, 210))
    parts.append(bars.frame(y_name="loss changed by the mean step", x_ticks=(), y_ticks=(-0.2, -0.1, 0, 0.1)))
    parts.append(line(430, bars.py(0), 754, bars.py(0), width=1.2, opacity=0.6))
    named = []
    for i, change in enumerate([*changes, changes.mean()]):
        name, mine, last = ("mean", pull, True) if i == len(pulls) else (str(i + 1), pulls[i], False)
        end = axes.at(*mine)
        parts.append(arrow(*axes.at(0, 0), *end, W, 5 if last else 1.8, "5 3" if change > 0 else "", 14 if last else 9))
        if not last:
            named.append(name_place(end, mine, (9, -9)[:: (-1) ** i], named))
            parts.append(label(*named[-1], name, size=13, halo=True))
        height = bars.py(0) - bars.py(max(min(change, 0.1), -0.2))
        parts.append(bar(bars.px(i + 1), bars.py(0), height, 30, C, upright=True))
        parts.append(label(bars.px(i + 1), bars.py(-0.2) + 18, name, bold=last, size=13))
        told = ("+" if change > 0 else "−") + fixed(abs(change), 4)
        parts.append(label(bars.px(i + 1), bars.py(0) + (18 if change > 0 else -7), told, size=11, halo=True))
    parts.append(legend(
        440, 336,
        (lambda x, y: line(x - 12, y, x + 12, y, W, 1.8), "one sample's pull; dashed: loss rises"),
        (lambda x, y: line(x - 12, y, x + 12, y, W, 5), "their mean, the way of the step"),
    ))  # fmt: skip
    parts.append(label(440, 40, f"step = $η$ × mean = ({signed(step[0])}, {signed(step[1])})", "start", W))
    worse = [str(i) for i, change in enumerate(changes, 1) if change > 0]
    said = f"At $w_{{11}}^{{(4)}}$ = {number(here[0], 1)}, $w_{{12}}^{{(4)}}$ = {number(here[1], 1)} the mean pull is "
    said += f"({signed(pull[0])}, {signed(pull[1])}). The step changes the mean loss by {signed(changes.mean(), 4)}; "
    said += (
        f"it raises the loss of sample{'s' * (len(worse) > 1)} {' and '.join(worse)}."
        if worse
        else "it raises no sample's loss."
    )
    return picture(760, 410, *parts, title="The gradients of five samples and their mean", readout=said)


def name_place(tip, pull, sides, taken):
    """Return a place beyond an arrow's ``tip``, to one of its ``sides``, that is clear of the names in ``taken``."""
    reach = hypot(*pull) or 1
    u, v = pull[0] / reach, pull[1] / reach
    for along in (12, 27, 42):  # several samples may pull nearly the same way
        for side in sides:
            place = tip[0] + along * u - side * v, tip[1] - along * v - side * u + 5
            if all(max(abs(place[0] - x), abs(place[1] - y)) >= 13 for x, y in taken):
                return place
    return place
