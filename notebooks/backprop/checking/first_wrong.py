"""Which quantity is the first wrong one on the way of the calculation, and in it, which entry."""

import numpy as np

from ..derivatives import relative_error
from .comparison import ABSOLUTE, RELATIVE, close_arrays
from .finding import Finding

NEARLY = 1e-3  # a relative error below this looks like rounding, not like a wrong formula


ALL_ZERO = "All that is wrong here is 0: is it ever computed, or does a loop end too early?"


def ratio_of(value, wanted):
    """Return the entries of ``value`` over those of ``wanted`` that are not about 0."""
    big = np.abs(wanted) > ABSOLUTE * min(1.0, np.abs(wanted).max(initial=0.0))
    with np.errstate(all="ignore"):
        return (value[big] / wanted[big]).ravel()


def worst_entry(name, came, asked):
    """Say which entry of the part ``name`` is farthest off, and whether the wrong ones stand in one row or column."""
    entry = np.unravel_index(np.abs(came - asked).argmax(), came.shape)
    index = {1: "entry {}", 2: "row {}, column {}"}.get(len(entry), "entry " + ", ".join("{}" for _ in entry))
    where = index.format(*(int(i) + 1 for i in entry)) + (f" of {name}" if name else "")
    wrong = np.argwhere(np.abs(came - asked) > RELATIVE * np.abs(asked) + ABSOLUTE * np.abs(asked).max(initial=0))
    sign = "its sign is right" if np.sign(came[entry]) == np.sign(asked[entry]) else "its sign is wrong"
    sign = "it came out as 0" if came[entry] == 0 else sign
    if len(wrong) == 1:
        text = f"Only {where} is wrong, counted from 1; {sign}."
    else:
        text = f"Farthest off is {where}, counted from 1; {sign}."
    at = np.ravel_multi_index(tuple(wrong.T), came.shape)
    if not came.flat[at].any() and np.array_equal(at, np.arange(came.size - len(at), came.size)):
        return f"{text} {ALL_ZERO}"
    if len(wrong) == 1:
        return text
    lines = [line for line, i in zip(("row", "column"), wrong.T, strict=False) if len(set(i)) == 1]
    return f"{text} Only this {lines[0]} is wrong." if came.ndim == 2 and lines else text


def out_of_place(came, asked, tolerance):
    """Say that the numbers are right and stand in the opposite, or in another order, "" where they do not."""
    lines = ("rows", "columns") if came.ndim == 2 else ("entries",)
    for axis, line in enumerate(lines if came.ndim else ()):
        if came.shape[axis] > 1 and close_arrays(np.flip(came, axis), asked, tolerance):
            return f"These are the right numbers, the {line} in the opposite order."
    same = came.size > 1 and close_arrays(np.sort(came, axis=None), np.sort(asked, axis=None), tolerance)
    return "These are the right numbers, in another order." if same else ""


def reversed_parts(parts, wanted, tolerance):
    """Say whether the parts are right in the opposite order of their names."""
    turned = zip(sorted(wanted), sorted(wanted, reverse=True), strict=True)
    return all(close_arrays(parts[one], wanted[other], tolerance) for one, other in turned)


def first_wrong(exercise, parts, wanted, correct, probes):
    """Return a finding on the first wrong part (on the way of the calculation) and its worst entry."""
    wrong = [name for name, value in wanted.items() if not close_arrays(parts[name], value, exercise.tolerance)]
    name, text = wrong[0], "The values are not right." if parts[wrong[0]].size > 1 else "The value is not right."
    if exercise.first_wrong:
        name, text = exercise.first_wrong(set(wrong), set(wanted))
    elif len(wanted) > 1:
        text = f"The first wrong quantity is {name}."
    came, asked = parts[name], wanted[name]
    ratios = ratio_of(came, asked)
    off = relative_error(*(np.concatenate([d[n].ravel() for n in wrong]) for d in (parts, wanted)))
    if off < min(NEARLY, 5 * exercise.tolerance):
        text = (
            f"{name or 'The answer'} is right to a few digits and no more: was something rounded, computed with less "
        )
        text += "than float64, or measured with steps that are not small?"
    elif ratios.size > 1 and np.abs(ratios - ratios[0]).max() < RELATIVE * abs(ratios[0]) < abs(ratios[0] - 1):
        text += f" Every entry{f' of {name}' if name else ''} is {ratios[0]:.3g} times what it should be."
    elif came.size > 1 and np.ptp(came - asked) < RELATIVE * np.abs(came - asked).max():
        text += f" Every entry{f' of {name}' if name else ''} is off by the same, {(came - asked).flat[0]:+.3g}."
    elif len(wanted) > 1 and reversed_parts(parts, wanted, exercise.tolerance):
        text = "The right numbers stand under each other's names: the order is turned round."
    elif moved := out_of_place(came, asked, exercise.tolerance):
        text += f" {moved}"
    elif came.size > 1:
        text += f" {worst_entry(name, came, asked)}"
    right_ones = [p.what for p, ok in zip(probes, correct, strict=True) if ok and p.what]
    if right_ones:
        text += f" It was right for: {', '.join(dict.fromkeys(right_ones))}."
    return Finding(0, text)
