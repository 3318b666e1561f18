"""What a function's code tells beside its results: the notebook's variables that it reads, how far it is written."""

import ast
import contextlib
import dis
import inspect
import math
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from textwrap import dedent
from types import CodeType, FunctionType, ModuleType

import numpy as np

from .finding import Finding


@dataclass(frozen=True)
class Code:
    """What the code of a function tells.

    ``variables``: the notebook's variables that it reads; ``helper``: the function that reads them for it ("" where it
    does so itself); ``begun``: it is more than the stub; ``stub``: the stub's ``raise`` stands in it; ``tree``: the
    syntax tree of its ``def``, where it can be read.
    """

    variables: tuple = ()
    helper: str = ""
    begun: bool = False
    stub: bool = False
    tree: ast.AST | None = field(default=None, compare=False, repr=False)


def unknown():
    """Return what is known of a function whose code cannot be read."""
    return Code()


def code_of(function):
    """Return the `Code` of a function of this process; what cannot be read is left open."""
    if type(function) is not FunctionType:
        return Code()
    code, own = Code(), set()
    with contextlib.suppress(Exception):  # a source that is not there, or none of its own
        definition = ast.parse(dedent(inspect.getsource(function))).body[0]
        code, own = written(definition), called(definition)
    found = (
        (helper, tuple(n for n in names if helper or n not in own)) for helper, names in reading(function, {function})
    )
    helper, variables = next(((helper, names) for helper, names in found if names), ("", ()))
    return replace(code, variables=variables, helper=helper)


def written(definition):
    """Return the `Code` that the syntax tree of a ``def`` tells of how far it is written."""
    if not isinstance(definition, ast.FunctionDef):
        return Code(begun=True)
    says_something = [s for s in definition.body if not isinstance(s, (ast.Raise, ast.Pass)) and not a_constant(s)]
    raises = [ast.unparse(node) for node in ast.walk(definition) if isinstance(node, ast.Raise)]
    stub = any("NotImplementedError" in text for text in raises)
    return Code(begun=bool(says_something), stub=stub, tree=definition)


def called(definition):
    """Return the names that a syntax tree calls: what is called was taken for a function, whatever it is."""
    calls = (node.func for node in ast.walk(definition) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


def a_constant(statement):
    """Say whether a statement is a docstring, or three dots."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def reading(function, seen):
    """Yield ``(helper, variables)`` for ``function`` itself, then for each function of the notebook that it calls."""
    space, helpers, variables = function.__globals__, [], []
    for name in global_names(function.__code__):
        value = space.get(name)
        if type(value) is FunctionType and value.__globals__ is space and value not in seen:
            helpers.append((name, value))
        elif name in space and is_variable(name, value):
            variables.append(name)
    if variables:
        yield "", tuple(dict.fromkeys(variables))
    seen |= {helper for _, helper in helpers}
    for name, helper in helpers:
        yield from ((deeper or name, found) for deeper, found in reading(helper, seen))


@lru_cache(maxsize=64)
def global_names(code):
    """Return the names that ``code``, and what is defined in it, looks up outside of it, in order."""
    names = [step.argval for step in dis.get_instructions(code) if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")]
    inner = [global_names(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return tuple(dict.fromkeys(chain(names, *inner)))


def is_variable(name, value):
    """Say whether a name of the notebook holds something to compute with: no function, class, module or text."""
    if name.startswith("__") or isinstance(value, (ModuleType, type, str, bool, type(None))):
        return False
    if type(value) is float and value in (getattr(math, name, None), getattr(np, name, None)):
        return False  # pi, by name
    return not callable(value)


def borrowed(code):
    """Return the `Finding` on a function that reads the notebook's variables in place of its arguments."""
    names = [f"`{name}`" for name in code.variables[:5]]
    which = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    theirs = "that is the notebook's own variable" if len(names) == 1 else "these are the notebook's own variables"
    be = "is" if len(names) == 1 else "are"
    if code.helper:
        return Finding(
            34, f"`{code.helper}`, which it calls, reads {which}: {theirs}. Hand over what it needs as an argument."
        )
    return Finding(34, f"It reads {which}, which {be} not among its arguments: {theirs}.")


LEFT = "The line `raise NotImplementedError()` still stands in it: take it out when the function returns its result."


def unfinished(raised, code):
    """Return the `Finding` on a function that is begun and ends in a NotImplementedError."""
    if code.stub:
        return Finding(0, LEFT)
    at = f" at `{raised.line}`" if raised.line and not raised.line.startswith("raise NotImpl") else ""
    return Finding(0, f"It calls a function that is not written yet{at}. Write that one first.")
