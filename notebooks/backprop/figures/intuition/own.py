"""The last figure of lesson 1: the network learns, step by step, in the plane of the two classes."""

from ..axes import Axes
from ..plane import CLASSES, FEATURES, MARKS, REACH, animals, regions
from ..svg import INK, colour, fixed, label, legend, line, number, picture, point, rectangle

A, C, Y = map(colour, "aCy")


def own_network(step, costs, outputs, wanted, decided, batch, said):
    """Draw the mean loss up to ``step`` and what the network decides there, with the outputs for the first sample.

    costs: the mean loss before the first step and after each; outputs: those of the first sample, now; wanted: its y;
    decided: `plane.decided` of the network now; batch: X, Y; said: who has measured and stepped, a sentence. Where
    ``costs`` is None, now is before the first step, and what ``step`` of them bring is covered.
    """
    curve = Axes((0, 20), (0, 0.8), (56, 40, 290, 200))
    plane = Axes((-REACH, REACH), (-REACH, REACH), (440, 40, 240, 240))
    parts = [
        curve.frame("steps", "mean loss $C$", x_ticks=(0, 5, 10, 15, 20), y_ticks=(0, 0.2, 0.4, 0.6, 0.8)),
        regions(plane, *decided),
        plane.frame(*FEATURES, x_ticks=(-1, 0, 1), y_ticks=(-1, 0, 1), grid=False),
        animals(plane, *batch, ours=0),
        legend(
            440, 348,
            (lambda x, y: point(x, y, *MARKS[0]), f"{CLASSES[0]}; shaded: the network says {CLASSES[0]}"),
            (lambda x, y: point(x, y, *MARKS[1]), f"{CLASSES[1]}; the ring: our sample"),
        ),
    ]  # fmt: skip
    if costs is None:
        when = "before the first step"
        parts.append(rectangle(56, 40, 290, 200, C, 0.06, edge=0))
        parts.append(label(201, 132, f"What {step} steps bring is covered", size=13))
        parts.append(label(201, 152, "until you have answered.", size=13))
    else:
        when = f"after {step} of 20 steps"
        parts.append(curve.curve(range(step + 1), costs[: step + 1], C))
        parts.append(point(*curve.at(step, costs[step]), C, size=6))
    parts.append(label(24, 306, f"our sample, an {CLASSES[0]}, {when}", "start", size=13))
    for j, (name, a_j, y_j) in enumerate(zip(CLASSES, outputs, wanted, strict=True)):
        row = 332 + 30 * j
        goal = 126 + 150 * y_j
        parts += [
            label(24, row + 4, f"$a_{j + 1}$, {name}", "start", A),
            rectangle(126, row - 10, 150, 18, INK, 0.06, edge=0),
            rectangle(126, row - 10, 150 * a_j, 18, A, 0.75, edge=0),
            line(goal, row - 14, goal, row + 12, Y, 3),
            label(290, row + 4, fixed(a_j, 2), "start", A),
        ]
    says = CLASSES[int(outputs[1] > outputs[0])]
    told = f"{when.capitalize()}, our sample, an {CLASSES[0]}: owl {fixed(outputs[0], 2)}, fox {fixed(outputs[1], 2)}; "
    told += f"the network says {says}. "
    told += f"What {step} steps bring is covered until you have answered. " if costs is None else ""
    told += "" if costs is None else f"The mean loss is {number(costs[step])}. "
    title = "The network learns: its mean loss, and what it says of each animal"
    return picture(760, 396, *parts, title=title, readout=told + said)
