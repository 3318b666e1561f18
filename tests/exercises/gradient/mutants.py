"""Turn a learner's right function into wrong ones by changing a line of its text."""

import linecache
from textwrap import dedent

import numpy as np


def written(source):
    """Return the one function that ``source`` defines, as a notebook's cell would: its lines can be quoted."""
    names, text = {"np": np}, dedent(source)
    cell = f"<cell {len(linecache.cache)}>"
    linecache.cache[cell] = (len(text), None, text.splitlines(keepends=True), cell)
    exec(compile(text, cell, "exec"), names)
    functions = [value for name, value in names.items() if callable(value) and not name.startswith("_")]
    return functions[-1]


def changed(source, *changes):
    """Return the function that ``source`` defines once each (old, new) of ``changes`` is made, in exactly one place."""
    for old, new in changes:
        if source.count(old) != 1:
            raise ValueError(f"{old!r} stands in the text {source.count(old)} times")
        source = source.replace(old, new)
    return written(source)


def mutants(source, table):
    """Return ``[(expected, function)]`` for a ``table`` of (expected, old, new, old, new, ...)."""
    return [(expected, changed(source, *zip(changes[::2], changes[1::2], strict=True))) for expected, *changes in table]


def bodies(head, table):
    """Return ``[(expected, function)]`` for a ``table`` of (expected, body): the body stands below ``head``."""
    return [(expected, written(head + "\n" + indented(body))) for expected, body in table]


def indented(body):
    """Return the body's lines set in by four spaces; a body of one expression is returned."""
    body = dedent(body).strip()
    if "\n" not in body and not body.startswith(("return", "raise")):
        body = f"return {body}"
    return "\n".join("    " + line for line in body.splitlines())
