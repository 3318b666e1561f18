"""Stands in for figures and widgets in the sandbox, where nobody looks: takes whatever is done to it."""

import sys
from importlib.machinery import ModuleSpec

import numpy


class Inert:
    """Answers every call, attribute, index and operation with itself; counts as 0, unpacks into two."""

    def __init__(self, *arguments, **named):
        pass

    def __init_subclass__(cls, **named):
        pass

    def __call__(self, *arguments, **named):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __mro_entries__(self, bases):
        return (Inert,)

    def __instancecheck__(self, value):
        return isinstance(value, Inert)

    def __subclasscheck__(self, kind):
        return Inert in kind.__mro__

    def __iter__(self):
        return iter((self, self))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def __setitem__(self, index, value):
        pass

    def __delitem__(self, index):
        pass

    def __contains__(self, value):
        return False

    def __hash__(self):
        return 0

    def __len__(self):
        return 2

    def __bool__(self):
        return True

    def __index__(self):
        return 0

    def __float__(self):
        return 0.0

    def __complex__(self):
        return 0j

    def __array__(self, dtype=None, copy=None):
        return numpy.zeros((), dtype)  # else numpy would unpack it for ever

    def __repr__(self):
        return "<shown in the notebook only>"

    def __eq__(self, other):
        return self is other

    def __lt__(self, other):
        return False

    __int__ = __trunc__ = __index__
    __le__ = __gt__ = __ge__ = __lt__
    __getitem__ = __neg__ = __pos__ = __abs__ = __invert__ = __round__ = __pow__ = __rpow__ = __call__


ARITHMETIC = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "and", "or", "xor", "lshift", "rshift")
for operation in ARITHMETIC:
    for side in ("", "r", "i"):
        setattr(Inert, f"__{side}{operation}__", Inert.__call__)


class Submodules:
    """Finds every module below this one: it is as inert as this one."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        """Return the module's specification, None for what lies elsewhere."""
        return ModuleSpec(name, Submodules, is_package=True) if name.startswith(f"{__name__}.") else None

    @staticmethod
    def create_module(spec):
        """Leave that to Python."""

    @staticmethod
    def exec_module(module):
        """Let it answer with `Inert` whatever is asked of it."""
        module.__getattr__ = __getattr__


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Inert()


__path__ = []
sys.meta_path.append(Submodules)
