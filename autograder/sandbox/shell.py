"""Run a notebook's cells in order, as IPython would: magics passed over, ``await`` at the top, errors survived."""

import ast
import asyncio
import inspect
import linecache
import types
from collections.abc import Callable

BODY_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")
AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


class Shell:
    """What ``get_ipython()`` returns here: takes any call, does nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **named: None


def fresh_module() -> types.ModuleType:
    """Return an empty ``__main__`` for the notebook's names."""
    module = types.ModuleType("__main__")
    shell = Shell()
    module.__dict__.update(get_ipython=lambda: shell, display=lambda *values, **named: None)
    return module


def plain(source: str) -> str:
    """Return ``source`` with IPython's magics, shell lines and questions passed over, as Python."""
    source = source.replace("\r\n", "\n").replace("\r", "\n").lstrip("\N{BYTE ORDER MARK}")
    if source.lstrip().startswith("%%"):
        first, _, rest = source.lstrip().partition("\n")
        source = rest if first.split()[0] in BODY_MAGICS else ""
    try:
        ast.parse(source)
        return source
    except SyntaxError:
        return "\n".join(map(plain_line, source.split("\n")))


def plain_line(line: str) -> str:
    """Return one line without what only IPython understands."""
    code = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    name, equals, value = line.partition("=")
    if code[:1] in ("%", "!", "?") or (code.endswith("?") and "#" not in code):
        return indent + "pass"
    if equals and value.strip()[:1] in ("%", "!") and name.strip().isidentifier():
        return f"{name}= None"
    return line


def run(source: str, module: types.ModuleType, number: int, definitions_only: bool = False) -> None:
    """Run one cell in ``module``; whatever it raises passes. ``definitions_only``: functions, classes and imports."""
    source, name = plain(source), f"<cell {number}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    tree = ast.parse(source, name)
    if definitions_only:
        tree.body = [node for node in tree.body if isinstance(node, DEFINITIONS)]
    code = compile(tree, name, "exec", flags=AWAIT, dont_inherit=True)
    result = eval(code, module.__dict__)
    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(result)
