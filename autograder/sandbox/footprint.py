"""See whether a call has changed what the next one would find: the notebook's names and their values, and the process.

Looked at are plain values, containers, arrays, generators of random numbers, the notebook's own functions (defaults,
closures), classes and objects, as deep as they go; of all else, which object it is. Nothing of the learner's is called.
"""

import collections
import os
import random
import sys
import types
from typing import Any

import numpy as np

MOST = 20_000  # values that are looked at
PLAIN = (int, float, complex, bool, str, bytes, type(None))
LISTS = (list, tuple, set, frozenset, collections.deque)
DICTS = (dict, collections.defaultdict, collections.Counter, collections.OrderedDict)


class TooMuch(Exception):
    """There is more to look at than is worth it."""


def footprint(module: types.ModuleType) -> tuple | None:
    """Return what tells the state of ``module`` and of the process from another one; None where that is too much."""
    try:
        names, process = Walk().of(vars(module)), of_the_process()
    except (TooMuch, RecursionError, RuntimeError, OSError):
        return None
    return None if process is None else (names, process)


def of_the_process() -> tuple | None:
    """Return what functions may change about the process; None where they have left threads or processes."""
    if len(sys._current_frames()) > 1:
        return None
    try:
        os.waitpid(-1, os.WNOHANG)
        return None
    except ChildProcessError:
        pass
    os.close(free := os.open("/dev/null", os.O_RDONLY))
    here = os.stat(".")
    numbers: Any = np.random.get_state()
    return (
        *(free, here.st_ino, here.st_mtime_ns, here.st_nlink, os.getcwd(), sys.getrecursionlimit()),
        *(hash(random.getstate()), numbers[1].tobytes(), *numbers[2:], repr(np.get_printoptions()), len(os.environ)),
    )


class Walk:
    """One walk through values; each object is entered once."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def of(self, value: Any) -> Any:
        """Return what tells ``value`` from another: itself, or its identity and what is in it."""
        kind = type(value)
        if kind in PLAIN:
            return value
        identity = id(value)
        if identity in self.seen:
            return identity
        self.seen.add(identity)
        if len(self.seen) > MOST:
            raise TooMuch
        return (identity, self.inside(kind, value))

    def inside(self, kind: type, value: Any) -> Any:
        """Return what tells the inside of an object from another state of it."""
        if kind is np.ndarray:
            return self.array(value)
        if kind in LISTS:
            return [self.of(entry) for entry in value]
        if kind in DICTS:
            return [(self.of(key), self.of(entry)) for key, entry in value.items()]
        if kind is types.FunctionType:
            parts = value.__defaults__, value.__kwdefaults__, value.__dict__, value.__code__
            return [*(self.of(part) for part in parts), *(self.cell(cell) for cell in value.__closure__ or ())]
        if kind is np.random.Generator:
            return repr(value.bit_generator.state)
        if kind is np.random.RandomState:
            return repr(value.get_state())
        if issubclass(kind, type):  # a class: the notebook's own
            names = type.__dict__["__dict__"].__get__(value)
            return [(n, self.of(v)) for n, v in names.items()] if own(names.get("__module__")) else None
        names = type.__dict__["__dict__"].__get__(kind)
        if own(names.get("__module__")) and type(held := names.get("__dict__")) is types.GetSetDescriptorType:
            return self.of(held.__get__(value))
        return None

    def array(self, value: np.ndarray) -> Any:
        """Return what tells an array's numbers from others."""
        if value.dtype.hasobject:
            return [self.of(entry) for entry in value.ravel().tolist()]
        if value.nbytes > 50 * MOST:
            raise TooMuch
        return value.shape, value.dtype.str, value.tobytes()

    def cell(self, cell: types.CellType) -> Any:
        """Return what tells the contents of a closure's cell from others."""
        try:
            return self.of(cell.cell_contents)
        except ValueError:  # empty
            return None


def own(module: Any) -> bool:
    """Say whether something that says it is of ``module`` may be the notebook's."""
    return type(module) is str and (module == "__main__" or module.startswith("backprop"))
