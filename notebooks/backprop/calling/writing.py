"""Write an answer as a learner would read it: numbers, arrays, lists, tuples and dicts of them, a formula of sympy's.

Like a reader, this touches a value that a learner made: of exactly the classes below, so that no method of theirs is
called, or of sympy's, whose text is a bounded piece and may be anything.
"""

import contextlib
import sys

import numpy as np

from .readers import NUMPY_NUMBERS

MOST_WRITTEN = 600  # characters
MOST_ENTRIES, DEEPEST = 30, 3
# The notebook's own formatter may fail
PRINTED = {
    "precision": 4,
    "suppress": True,
    "threshold": 30,
    "edgeitems": 2,
    "formatter": {},
}
BRACKETS = {list: "[{}]", tuple: "({})", dict: "{{{}}}"}


def as_written(value):
    """Return the answer as text, "" where it is not plain."""
    with contextlib.suppress(Exception):
        return (formula(value) or entry(value, 0))[:MOST_WRITTEN]
    return ""


def formula(value):
    """Return an expression of sympy's as text, "" for all else; sympy is not imported for it."""
    sympy = sys.modules.get("sympy")
    return str(value) if sympy and isinstance(value, sympy.Expr) else ""


def entry(value, depth):
    """Return a number, an array or a short collection of them as text, "" for all else; ``depth``: how far inside."""
    cls = type(value)
    if depth and cls in (float, np.float64):
        return repr(float(f"{float(value):.6g}"))
    if cls is float or cls is bool or (cls is int and abs(value) < 10**18):
        return repr(value)
    if cls in NUMPY_NUMBERS:
        return str(value)
    if cls is np.ndarray and value.dtype.kind in "iuf" and value.ndim:
        if not depth and value.dtype == float:
            return ""  # what was read of it is written alike, and only where it is asked for
        with np.printoptions(**PRINTED):
            return str(value)
    if cls not in BRACKETS or len(value) > MOST_ENTRIES or depth == DEEPEST:
        return ""
    if cls is dict and any(type(key) not in (int, str) for key in value):
        return ""
    inner = []
    for one in value.values() if cls is dict else value:
        if cls is dict and type(one) is np.ndarray and one.ndim > 1:
            return ""  # would not stand on a line
        inner.append(entry(one, depth + 1))
        if not inner[-1]:
            return ""
    if cls is dict:
        if "\n" in "".join(inner):
            return ""
        inner = [f"{key!r}: {text}" for key, text in zip(value, inner, strict=True)]
    return BRACKETS[cls].format(", ".join(inner) + "," * (cls is tuple and len(inner) == 1))
