"""Every figure of every lesson, made as its lesson makes it, and the values at which to look at it."""

import re
from itertools import product
from pathlib import Path

import backprop
from backprop.widgets.controls import keys

SOURCE = Path(__file__).resolve().parents[1] / "source"
CALL = re.compile(r"^widgets\.(\w+\(.*\))$", re.M)
ELSEWHERE = ("training(", "prediction(")  # runs on the learner's own functions; is no figure: tests of their own
WRITTEN = "slope", "update", "forward", "average_gradient"  # by the learner; here by nobody
TRAINING = "04_gradient: training(net, *batch)"  # here without any


def calls():
    """Return ``lesson: call`` for every figure that the lessons' texts show."""
    texts = sorted(SOURCE.glob("*/*.md"))
    found = [(text.stem, call) for text in texts for call in CALL.findall(text.read_text(encoding="utf-8"))]
    return [f"{lesson}: {call}" for lesson, call in found if not call.startswith(ELSEWHERE)]


def make(call):
    """Return the explorer of a line of `calls`."""
    names = {name: getattr(backprop, name) for name in ("net", "sample", "batch")}
    names |= dict.fromkeys(WRITTEN)
    return eval(f"widgets.{call.partition(': ')[2]}", {"widgets": backprop.widgets, **names})


def looks(explorer):
    """Return the values at which to look: the first ones, and each control at its least, middle and greatest."""
    start, found = explorer.values, [explorer.values]
    for name, control in explorer.controls.items():
        steps = keys(control)
        found += [{**start, name: steps[i]} for i in (0, len(steps) // 2, -1)]
    return found


def corners(explorer):
    """Return the values with every control at its least or its greatest, in all combinations."""
    ends = [(steps[0], steps[-1]) for steps in map(keys, explorer.controls.values())]
    return [dict(zip(explorer.controls, chosen, strict=True)) for chosen in product(*ends)]
