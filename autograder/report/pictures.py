"""Two pictures of a class, as SVG whose text is text: the distribution of totals, and exercise by exercise.

matplotlib draws them in the colours of the light page; each is then named as a variable, so that the page's style has
the last word, for dark screens and for print.
"""

import io
import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as Tree

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .overview import STATES, Row

COLOURS = {  # as named in page.css
    "ink": "#1c1c22",
    "line": "#8a8a93",
    "paper": "#fefefe",
    "right": "#1f5688",
    "partly": "#8fbfe0",
    "wrong": "#b5490f",
    "untouched": "#cfcfd4",
    "waiting": "#fefefd",
    "on-right": "#fffffe",
    "on-partly": "#101011",
    "on-wrong": "#fffffd",
    "on-untouched": "#101012",
    "on-waiting": "#101013",
}
WORDS = dict(zip(STATES, ("right", "partly right", "wrong", "untouched", "not graded yet"), strict=True))
SVG, LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "report",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": COLOURS["ink"],
    "axes.labelcolor": COLOURS["ink"],
    "axes.edgecolor": COLOURS["line"],
    "xtick.color": COLOURS["ink"],
    "ytick.color": COLOURS["ink"],
    "axes.spines.top": False,
    "axes.spines.right": False,
}
WIDTH = 6.4  # inches
PER_ROW = 0.36


def bins(totals: Sequence[float], maximum: float) -> list[tuple[str, int]]:
    """Return some ten ranges of points, each with how many have so many; full marks have a range of their own."""
    width = next((w for w in (1, 2, 5, 10, 20, 50, 100) if maximum / w <= 12), maximum / 10)
    edges = [i * width for i in range(int(-(-maximum // width)))] if maximum > 0 else []
    full = [total for total in totals if total >= maximum - 1e-9]
    found = []
    for low in edges:
        high = min(low + width, maximum)
        inside = sum(
            low <= total < high - 1e-9 or (total < 0 and low == 0) for total in totals if total < maximum - 1e-9
        )
        found.append((f"{low:g} to under {high:g}", inside))
    return [*found, (f"{maximum:g}, in full", len(full))]


def distribution(ranges: Sequence[tuple[str, int]]) -> str:
    """Return the picture of how many have how many points."""
    with rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 0.7 + PER_ROW * len(ranges)), layout="constrained")
        axes = figure.add_subplot()
        places = range(len(ranges))
        bars = axes.barh(places, [number for _, number in ranges], color=COLOURS["right"], height=0.78)
        axes.bar_label(bars, padding=4)
        axes.set_yticks(places, [label for label, _ in ranges])
        axes.invert_yaxis()
        axes.set(xlabel="learners", xlim=(0, 1.08 * max([1, *(number for _, number in ranges)])))
        axes.tick_params(axis="y", length=0)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.margins(y=0.02)
        return text(figure, "distribution")


def words(rows: Sequence[Row]) -> dict[str, str]:
    """Return the states to be shown, and what they are called: all, but those waiting only where there are some."""
    return {state: word for state, word in WORDS.items() if state != "waiting" or any(r.states[state] for r in rows)}


def exercises(rows: Sequence[Row]) -> str:
    """Return the picture of how many have each exercise right, partly right, wrong, untouched."""
    with rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 1.0 + PER_ROW * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        places, ends = list(range(len(rows))), [0] * len(rows)
        total = max((sum(row.states.values()) for row in rows), default=0) or 1
        for state in words(rows):
            numbers = [row.states[state] for row in rows]
            edge = COLOURS["line" if state == "waiting" else "paper"]
            style: Any = {"color": COLOURS[state], "edgecolor": edge, "linewidth": 1, "height": 0.82}
            bars = axes.barh(places, numbers, left=ends, label=WORDS[state], **style)
            labels = [str(number) if number > 0.035 * total else "" for number in numbers]
            axes.bar_label(bars, labels, label_type="center", color=COLOURS[f"on-{state}"], fontsize=10)
            ends = [end + number for end, number in zip(ends, numbers, strict=True)]
        axes.set_yticks(places, [row.name for row in rows])
        axes.invert_yaxis()
        axes.set(xlim=(0, total), xlabel="learners")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.tick_params(axis="y", length=0)
        axes.margins(y=0.02)
        figure.legend(loc="outside upper center", ncols=len(WORDS), frameon=False, handlelength=1, columnspacing=1.4)
        return text(figure, "exercises")


def text(figure: Figure, name: str) -> str:
    """Return a drawn figure as SVG to stand in a page: no fixed size, its own ids, colours by name."""
    file = io.StringIO()
    figure.savefig(
        file, format="svg", transparent=True, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
    )
    Tree.register_namespace("", SVG)
    Tree.register_namespace("xlink", LINK)
    root: Any = Tree.fromstring(file.getvalue())
    for child in list(root):
        if child.tag == f"{{{SVG}}}metadata":
            root.remove(child)
    for size in ("width", "height"):
        root.attrib.pop(size)
    root.attrib |= {
        "class": "picture",
        "role": "img",
        "aria-labelledby": f"{name}-title",
        "preserveAspectRatio": "xMinYMin",
    }
    svg = Tree.tostring(root, encoding="unicode")
    used = set(re.findall(r'(?:url\(#|href="#)([\w-]+)', svg))
    svg = re.sub(r' id="([\w.-]+)"', lambda m: f' id="{name}-{m[1]}"' if m[1] in used else "", svg)
    svg = re.sub(r'(url\(#|href="#)([\w-]+)', rf"\1{name}-\2", svg)
    svg = re.sub(r"font: ([\d.]+px) [^;\"]*", r"font-size: \1", svg)  # the page's own typeface
    for role, colour in COLOURS.items():
        svg = svg.replace(colour, f"var(--{role}, {colour})")
    return svg
