"""What answering takes, as it was before the first cell: kept once, put back after whatever a cell did to it.

What a cell has put in place of a name (`np.dot` that counts its calls, an `input` that answers) is in force again
while learners' code runs, and only then.
"""

import sys
from collections.abc import Callable
from operator import is_
from types import ModuleType

NEEDED = ("numpy", "builtins", "os", "signal", "time", "json", "pickle", "struct", "contextlib", "random")
THEIRS = ("numpy", "builtins", "time", "random")  # whose names a notebook may well replace
every, map_of = all, map  # whatever a cell does to the names
MODULES: dict[str, ModuleType] = {}
CONTENTS: list[tuple[dict, dict]] = []


def remember() -> None:
    """Keep the modules that answering takes, and all names in them; called once, by the zygote."""
    MODULES.update((name, m) for name, m in sys.modules.items() if name.startswith(("backprop", "autograder", "numpy")))
    ours = (m for name, m in sys.modules.items() if name in NEEDED or name.startswith(("backprop", "autograder")))
    CONTENTS.extend((vars(module), dict(vars(module))) for module in ours)


def restore(contents: list[tuple[dict, dict]] = CONTENTS, modules: dict[str, ModuleType] = MODULES) -> None:
    """Put back what a cell may have replaced in them, so that it costs itself alone."""
    for names, before in contents:
        names.update(before)
    sys.modules.update(modules)


class Replacements:
    """What cells have put in place of a module's names; as a context manager: in force, then noted and undone.

    Its methods call no builtin, since that may be the very name that was replaced.
    """

    def __init__(self) -> None:
        self.by_module: list[tuple[dict, dict]] = []

    def __enter__(self) -> None:
        for names, changed in self.by_module:
            names.update(changed)

    def __exit__(self, *error: object) -> None:
        try:
            self.by_module = [
                (names, changed)
                for names, before in CONTENTS
                if before["__name__"] in THEIRS and (changed := differing(names, before))
            ]
        finally:
            restore()


def differing(names: dict, before: dict) -> dict:
    """Return the names that stand for something else than before, but for Python's own, such as ``__import__``."""
    if len(names) >= len(before) and every(map_of(is_, before.values(), names.values())):
        return {}  # in the same order, so that Python need not look at each name
    return {n: names[n] for n in before if n in names and names[n] is not before[n] and n[:2] != "__"}


REPLACEMENTS = Replacements()


class AsTheCellsLeftIt:
    """A learner's function, called with their `REPLACEMENTS` in force; in all else the function itself."""

    def __init__(self, function: Callable) -> None:
        self.function = function

    def __getattr__(self, name: str) -> object:
        return getattr(self.function, name)

    def __call__(self, *arguments: object) -> object:
        """Call it."""
        with REPLACEMENTS:
            return self.function(*arguments)
