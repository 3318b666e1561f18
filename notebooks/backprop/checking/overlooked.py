"""What a function's text overlooks: an argument that is never read, or lost before it is; lines that are never run."""

import ast
import contextlib

LOST = "`{line}` gives the argument `{name}` another value before it is ever read: use a name of its own."
NEVER_RUN = "What stands below `{line}` is never run: the function ends there."


def overlooked(code, probe):
    """Return the first sentence on what the text of a function overlooks, "" where it is nothing or not known."""
    with contextlib.suppress(Exception):  # a text may be as deep as it likes
        return unread(code, probe) or lost(code.tree, probe) or never_run(code.tree) if code.tree else ""
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
