"""A statement that stopped: how it is told, and what can still be had of it."""

import ast
import contextlib
import copy
import re
import traceback
from collections.abc import Callable
from typing import Any

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
BODY_MAGICS = ("time", "prun", "capture")  # their body's names are the notebook's
MAGIC = re.compile(r"get_ipython\(\)\.run_(line|cell)_magic\('(\w+)', '(.*?)'(?:, .*)?\)$", re.DOTALL)
SHELL_LINE = re.compile(r"get_ipython\(\)\.(?:system|getoutput)\('(.*)'\)$", re.DOTALL)


def left_of(
    node: Any, error: BaseException | None, absent: set[str], transform: Callable[[str], str]
) -> list[ast.stmt]:
    """Return what can still be had of a statement that stopped: the other imports of a line, a function without the
    decorators and annotations of a package that is not here, the definitions further down in a block.

    absent: the names that imports which failed would have made; more may be added. transform: IPython's, of a cell.
    """
    if isinstance(node, ast.Import | ast.ImportFrom):
        if isinstance(error, ImportError):
            absent |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        each = [copy.copy(node) for _ in node.names[1:] and node.names]
        for one, alias in zip(each, node.names, strict=False):
            one.names = [alias]
        return list(each)
    if isinstance(node, ast.FunctionDef):
        return [without(node, absent)] if isinstance(error, NameError) and names(node) & absent else []
    if isinstance(node, ast.With | ast.Try) or (isinstance(node, ast.If) and not node.orelse):
        line = stopped_at(error)
        return [inner for inner in node.body if isinstance(inner, DEFINITIONS) and inner.lineno > line]
    return within(node, transform)


def within(node: Any, transform: Callable[[str], str]) -> list[ast.stmt]:
    """Return the definitions in the body of a cell magic such as ``%%time``, which stopped on its way."""
    try:
        name, _, body = [argument.value for argument in node.value.args]
        tree = ast.parse(transform(body)) if name in BODY_MAGICS else ast.Module([], [])
    except (AttributeError, ValueError, SyntaxError):
        return []
    return [inner for inner in tree.body if isinstance(inner, DEFINITIONS)]


def stopped_at(error: BaseException | None) -> int:
    """Return the line of the cell at which an exception ended it."""
    frames = traceback.walk_tb(error.__traceback__ if error else None)
    return next((line for frame, line in frames if frame.f_code.co_name == "<module>"), 0)


def names(node: ast.AST) -> set[str]:
    """Return all names that stand in a statement."""
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def without(node: ast.FunctionDef, absent: set[str]) -> ast.FunctionDef:
    """Return a function without its annotations, and without the decorators that hold one of the ``absent`` names."""
    bare = copy.deepcopy(node)
    bare.decorator_list = [one for one in bare.decorator_list if not names(one) & absent]
    bare.returns = None
    for inner in ast.walk(bare.args):
        if isinstance(inner, ast.arg):
            inner.annotation = None
    return bare


def statement(node: ast.stmt) -> str:
    """Return a statement's first line, as it was written."""
    with contextlib.suppress(Exception):
        text = ast.unparse(node) if not isinstance(node, DEFINITIONS[:3]) else f"def {node.name}(...)"
        if found := MAGIC.search(text):
            kind, name, rest = found.groups()
            return f"{'%' if kind == 'line' else '%%'}{name} {rest}".strip()[:160]
        text = SHELL_LINE.sub(r"!\1", text)
        return text.partition("\n")[0][:160]
    return ""
