"""What answering takes, as it was before the first cell: kept once, put back after whatever a cell did to it.

What a cell has put in place of a name (`np.dot` that counts its calls, an `input` that answers) is in force again
while learners' code runs, and only then.

To look through all names would count up a reference to each value, so that a fork copies every page that one lies on:
800 pages, 3 ms. Python numbers the states of a dict; what has the number it had is passed over unseen.
"""

import ctypes
import sys
from collections.abc import Callable
from operator import is_
from types import ModuleType

NEEDED = ("numpy", "builtins", "os", "signal", "time", "json", "pickle", "struct", "contextlib", "random")
THEIRS = ("numpy", "builtins", "time", "random")  # whose names a notebook may well replace
every, map_of, identity = all, map, id  # whatever a cell does to the names
MODULES: dict[str, ModuleType] = {}
CONTENTS: list[tuple[dict, dict]] = []
States = dict[int, tuple[ctypes.c_uint64, list[int]]]  # by a dict's identity: its state now, and when last put back
STATES: States = {}
VERSION_AT = 24  # bytes into a dict, behind two words of any object and the count of its entries


def remember() -> None:
    """Keep the modules that answering takes, and all names in them; called once, by the zygote."""
    MODULES.update((name, m) for name, m in sys.modules.items() if name.startswith(("backprop", "autograder", "numpy")))
    ours = (m for name, m in sys.modules.items() if name in NEEDED or name.startswith(("backprop", "autograder")))
    CONTENTS.extend((vars(module), dict(vars(module))) for module in ours)
    if has_versions():
        follow([*(names for names, _ in CONTENTS), sys.modules], STATES)


def follow(dicts: list[dict], states: States) -> None:
    """Note the state of each of ``dicts``, from which on changes are to be seen."""
    for names in dicts:
        state = version_of(names)
        states[id(names)] = state, [state.value]


def version_of(names: dict) -> ctypes.c_uint64:
    """Return where Python keeps the number of a dict's state, as a number that follows it."""
    return ctypes.c_uint64.from_address(id(names) + VERSION_AT)


def has_versions() -> bool:
    """Say whether this Python numbers the states of a dict: another one for each name set, replaced, deleted."""
    if sys.implementation.name != "cpython":
        return False
    tried: dict = {"a": 1, "b": 2}
    state, seen = version_of(tried), []
    for change in (lambda: tried.update(a=3), lambda: tried.update(c=4), lambda: tried.pop("b"), lambda: None):
        seen.append(state.value)
        change()
    return len({*seen}) == 4 and seen[-1] == state.value


def untouched(names: dict, states: States = STATES) -> bool:
    """Say whether nothing was set in ``names`` since it was last put back; False where that cannot be known."""
    if identity(names) not in states:
        return False
    now, then = states[identity(names)]
    return now.value == then[0]


def put_back(names: dict, before: dict, states: States = STATES) -> None:
    """Give ``names`` the values that they had ``before``, if there was any change."""
    if not untouched(names, states):
        names.update(before)
        if identity(names) in states:
            now, then = states[identity(names)]
            then[0] = now.value


def restore(contents: list[tuple[dict, dict]] = CONTENTS, modules: dict[str, ModuleType] = MODULES) -> None:
    """Put back what a cell may have replaced in them, so that it costs itself alone."""
    for names, before in contents:
        put_back(names, before)
    put_back(sys.modules, modules)


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
    if untouched(names):
        return {}
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
