"""What a function's text overlooks: an argument that is never read, or lost before it is; lines that are never run."""

import ast
import contextlib
import re

import numpy as np

LOST = "`{line}` gives the argument `{name}` another value before it is ever read: use a name of its own."
WHOLE_NUMBERS = "An array of whole numbers cuts off the fractions that go into it: `{line}`."
NEVER_RUN = "What stands below `{line}` is never run: the function ends there."


def overlooked(code, probe):
    """Return the first sentence on what the text of a function overlooks, "" where it is nothing or not known."""
    with contextlib.suppress(Exception):  # a text may be as deep as it likes
        if code.tree:
            return unread(code, probe) or lost(code.tree, probe) or never_run(code.tree) or cut_off(code, probe)
    return ""


def unread(code, probe):
    """Return the sentence on arguments that a function never reads, "" where it reads all, or its text is not known."""
    names = {node.id for node in ast.walk(code.tree) if isinstance(node, ast.Name)} if code.tree else set()
    own = [a.arg for a in code.tree.args.args] if code.tree else []
    missed = [f"`{name}`" for name in own if name in probe.arguments and name not in names]
    if not missed or {"locals", "vars", "eval", "exec"} & names:
        return ""
    if missed[1:]:
        return f"It never reads its arguments {' and '.join(missed)}, and the answer depends on them."
    return f"It never reads its argument {missed[0]}, and the answer depends on it."


def lost(definition, probe):
    """Return the sentence on an argument that is overwritten before it is read, "" where none is."""
    own = {argument.arg for argument in definition.args.args} & set(probe.arguments)
    first_read = {}
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            first_read[node.id] = min(node.lineno, first_read.get(node.id, node.lineno))
    for node in ast.walk(definition):
        match node:
            case ast.For(target, source):
                targets, line = [target], f"for {ast.unparse(target)} in {ast.unparse(source)}"
            case ast.Assign(targets, source):
                line = ast.unparse(node)
            case _:
                continue
        read = {one.id for one in ast.walk(source) if isinstance(one, ast.Name)}
        given = [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
        if gone := [n for n in given if n in own - read and first_read.get(n, node.lineno) >= node.lineno]:
            return LOST.format(line=line[:80], name=gone[0])
    return ""


def never_run(definition):
    """Return the sentence on a `return` behind which something stands, "" where there is none."""
    for node in ast.walk(definition) if definition else ():
        for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
            for one in block[:-1] if isinstance(block, list) else ():
                if isinstance(one, ast.Return):
                    return NEVER_RUN.format(line=ast.unparse(one)[:80])
    return ""


def cut_off(code, probe):
    """Return the sentence on an array that is made for whole numbers where it is given others, "" where none is."""
    fractions = any(isinstance(value, (np.ndarray, dict, float)) for value in probe.arguments.values())
    for node in ast.walk(code.tree) if fractions else ():
        match node:
            case ast.Assign(value=ast.Call() as call) if any(map(means_whole, kinds_in(call))):
                return WHOLE_NUMBERS.format(line=ast.unparse(node)[:80])
    return ""


def kinds_in(call):
    """Return what a call gives as the kind of an array's entries: by ``dtype=``, or as its second argument."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "dtype"]
    made = isinstance(call.func, ast.Attribute) and call.func.attr in ("zeros", "ones", "empty", "array")
    return named + (call.args[1:2] if made else [])


def means_whole(kind):
    """Say whether an expression is a kind of whole numbers: ``int``, ``np.int64``, ``"int"``."""
    return bool(re.fullmatch(r"(np\.)?u?int\d*_?|'u?int\d*'", ast.unparse(kind)))
