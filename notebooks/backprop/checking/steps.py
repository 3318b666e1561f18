"""Answers that are a step from where something stood: new weights in place of a gradient, a step of another length."""

import re

import numpy as np

from ..exercises.exercise import Raises
from .comparison import RELATIVE
from .first_wrong import ratio_of


def step_taken(probes, outcomes, expected):
    """Return the sentence on answers that lie along the right step, all by one factor, "" where they do not."""
    rows = list(zip(probes, outcomes, expected, strict=False))
    if any(isinstance(e, Raises) or not o.parts or o.parts.keys() != e.keys() for _, o, e in rows):
        return ""
    stood = [(start(p, name), o.parts[name], value) for p, o, e in rows for name, value in e.items()]
    if any(s is None or s.shape != value.shape or came.shape != value.shape for s, came, value in stood):
        return ""
    if all("" in e for *_, e in rows):
        share = one_ratio([(s - came, s - value) for s, came, value in stood])
        return f"The step is {share:.3g} times what it should be: eta times the gradient." if share else ""
    rate = one_ratio([(s - came, value) for s, came, value in stood])
    return f"That is what a step of {rate:.3g} times the gradient leads to; the gradient was asked for." if rate else ""


def start(probe, name):
    """Return where a part stood before any step: W[3] for dW[3], w1 for answer['w1'], the array w for a lone part."""
    if not name:
        return w if isinstance(w := probe.arguments.get("w"), np.ndarray) else None
    of_layer, of_name = re.fullmatch(r"d([Wb])\[(\d+)\]", name), re.fullmatch(r"answer\['(\w+)'\]", name)
    if of_layer:
        return probe.arguments[of_layer[1]].get(int(of_layer[2]))
    return np.asarray(probe.arguments.get(of_name[1])) if of_name else None


def one_ratio(pairs):
    """Return the one factor between the two of every pair of arrays, 0 where there is none."""
    ratios = np.concatenate([ratio_of(*pair) for pair in pairs])
    if len(ratios) < 3 or not np.isfinite(ratios).all() or not ratios[0]:
        return 0.0
    return float(ratios[0]) if np.abs(ratios / ratios[0] - 1).max() < RELATIVE else 0.0
