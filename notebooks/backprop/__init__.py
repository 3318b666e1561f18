"""Backprop, by hand: what the lessons import.

``check(f)`` checks a graded function, ``probe(name)`` gives the numbers it was checked with; ``net``, ``sample`` and
``batch`` are the course's running example; ``widgets`` holds the figures with their sliders. Everything is loaded
when it is first asked for.
"""

from importlib import import_module

HOMES = {
    "check": "checking.check",
    "probe": "checking.check",
    "net": "network",
    "sample": "network",
    "batch": "network",
    "Network": "network",
    "sigmoid": "activations",
    "tanh": "activations",
    "relu": "activations",
    "central_difference": "derivatives",
}
ROOMS = ("widgets", "figures", "activations", "derivatives", "network")

__all__ = [*HOMES, *ROOMS]


def __getattr__(name):
    """Load ``name`` from its module, once."""
    if name in HOMES:
        value = getattr(import_module(f".{HOMES[name]}", __name__), name)
    elif name in ROOMS:
        value = import_module(f".{name}", __name__)
    else:
        raise AttributeError(f"module 'backprop' has no attribute {name!r}; it has: {', '.join(__all__)}")
    globals()[name] = value
    return value


def __dir__():
    """List what can be imported."""
    return sorted(__all__)
