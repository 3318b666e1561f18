"""What is wrong with the form of an answer: its keys, its shapes, values that are not finite."""

import numpy as np

from ..exercises.exercise import Raises
from ..exercises.messages import SAY
from .finding import Finding


def squared(outcome, wanted):
    """Say whether a square came where a row of numbers was asked for."""
    if outcome.parts is None or isinstance(wanted, Raises):
        return False
    pairs = [(outcome.parts[name].shape, value.shape) for name, value in wanted.items() if name in outcome.parts]
    return any(len(asked) == 1 and asked[0] > 1 and came == asked * 2 for came, asked in pairs)


def wrong_form(exercise, outcome, wanted):
    """Return a finding on missing or extra keys, a wrong shape, or a value that is not finite; else None."""
    parts = outcome.parts
    missing = [name for name in wanted if name not in parts]
    extra = [name for name in parts if name not in wanted]
    if missing and len(missing) == sum("[" in name for name in wanted) and not any("[" in name for name in parts):
        return Finding(39, f"It should return {exercise.returns}. Missing: {', '.join(missing)}. {EMPTY}")
    if missing or extra:
        text = f" Missing: {', '.join(missing)}." if missing else ""
        by_layer = missing and not extra and last(wanted)
        text += f" {LAST}" if by_layer and all(layer(name) == last(wanted) for name in missing) else ""
        text += f" Not asked for: {', '.join(extra)}." if extra else ""
        text += f" {FROM_BEFORE}" if extra and not missing else ""
        text += (
            f" {NUMBERS}" if extra and all("['" in name for name in extra) and "l = 2..L" in exercise.returns else ""
        )
        return Finding(0, f"It should return {exercise.returns}.{text}")
    if squared(outcome, wanted):
        return Finding(29, SAY[29])
    for name, value in wanted.items():
        came = parts[name]
        if came.shape != value.shape:
            where = f"{name} has" if name else "it has"
            asked = f"{where} shape {came.shape}, and {value.shape} was asked for."
            number, said = of_layers(name, came.shape, wanted) or form(came.shape, value.shape)
            return Finding(number, f"It should return {exercise.returns}; {asked}{said}")
        if not np.isfinite(came).all():
            return Finding(0, f"{name or 'The answer'} holds a value that is not finite (nan or inf).")
    return None


EMPTY = "What came is empty: did the loop ever run? (`range(2, 2)` is empty, and so is `range(L, 1)`: counting down "
EMPTY += "needs a step of -1.)"
FROM_BEFORE = "Are these left from a call before? Begin with an empty dict inside the function."

LAST = "The last layer's: does a loop begin or end before L? (`range(2, L)` does, `range(2, L + 1)` is all of them.)"
NUMBERS = "The keys are the layers' numbers themselves, without quotes."


ONE_IN_BRACKETS = " The number is there, in brackets of its own: `[0]` takes it out."
ONE_IN_MORE = " The number is there, in brackets of its own: `.item()` takes it out."
ONE_OF_MANY = " One number is asked for: is a sum missing, or is one of these to be picked?"
ONE_FOR_ALL = " One number came where each entry has its own: `@`, `dot` and `sum` add up, `*` does not."
ONE_FOR_ALL += " (Or did a loop keep, or return, one entry alone?)"
PAIRS = " One loop within the other makes every pair: `zip(a, b)` goes along both at once."
TYPED = " (Was a length typed in, another array's taken, or does a loop end too early?)"

ONE_LONG_ROW = " As many numbers came, in one long row (`flatten` and `ravel` make one): a table has rows and columns."


def layer(name):
    """Return the layer of a part such as ``dW[3]``, None where it has none."""
    key = name.partition("[")[2].rstrip("]")
    return int(key) if key.isdigit() else None


def last(names):
    """Return the largest layer among the parts' ``names``, None where there are none."""
    return max((l for l in map(layer, names) if l is not None), default=None)


HISTORY = " One cost before each step, and one after the last: `epochs + 1` of them."
FROM_OUTPUT = f" It has as many rows as the output layer has nodes. {SAY[31]} The way back begins at L and goes down."

TOO_EARLY = (
    " It has as many rows as the layer before has nodes: δ was carried on to that layer before it was used here."
)
ITS_OWN = f" It has as many columns as this layer has nodes itself. {SAY[15]}"


def of_layers(name, came, wanted):
    """Return ``(number, text)`` for a part of the wrong shape ``came``, from the shapes of all parts; None if nothing.

    ``name``: dW[l] and the like, or history.
    """
    l, L = layer(name), last(wanted)
    if name == "history" and len(came) == 1:
        return 0, HISTORY
    if not name.startswith("dW[") or (l == 2 and l == L) or len(came) != 2:
        return None
    if came == (len(wanted[name]), wanted["dW[2]"].shape[1]):
        return 17, f" {SAY[17]}"
    if l < L and came == (len(wanted[f"dW[{L}]"]), wanted[name].shape[1]):
        return 31, FROM_OUTPUT
    if came == (wanted[name].shape[1],) * 2:
        return 0, TOO_EARLY
    if came == (len(wanted[name]),) * 2:
        return 15, ITS_OWN
    return None


def form(came, asked):
    """Return ``(number, text)``: what the shape ``came`` in place of ``asked`` points to, (0, "") if to nothing."""
    if 0 in came:
        return (
            0,
            " What came is empty. (A list grows by `append`, `np.append` gives back a new array, and `[] + number` "
            "stays empty where it is numpy's number.)",
        )
    if not asked:
        one = ONE_IN_BRACKETS if len(came) == 1 else ONE_IN_MORE
        return 0, one if set(came) == {1} else ONE_OF_MANY
    if came in ((), (1,)) and asked != (1,) and asked[0] != 1:
        return 0, ONE_FOR_ALL
    if came == asked[::-1] and len(asked) == 2:
        return 13, f" That is the transposed shape. {SAY[13]}"
    if len(asked) == 1 and len(came) == 2:
        if came == (*asked, 1):
            return 29, " That is a column: the numbers are asked for in one row, as `ravel()` makes it."
        if came == (1, *asked):
            return 29, " That is a row in a table: take `[0]` of it, or `ravel()`."
        if asked[0] in came:
            return (
                29,
                " A table came where one row is asked for: did a column meet a row, or is one row to be picked?",
            )
    if len(came) == 1 and len(asked) == 2 and came[0] == asked[0] * asked[1]:
        return 0, ONE_LONG_ROW
    if len(came) == len(asked) == 1:
        return 0, PAIRS if came[0] == asked[0] ** 2 else TYPED
    return 0, ""
