"""Stands in for the check inside the sandbox: judged is outside; the visible probes are here, no truth."""

import pickle
import sys

PROBES = globals().get("PROBES", {})  # by exercise: what it is worth, its visible probes' arguments, each pickled


class Points(float):
    """Points with a card, which is empty here."""

    text = html = ""


def check(function=None, seed=None):
    """Return full points, as the notebook does for what is right; nothing is checked here, and nobody reads them.

    So code behind ``assert check(f) == 2`` is what it is in the notebook of whoever got it right.
    """
    own = getattr(function, "__name__", None)
    called = [name for name, value in sys._getframe(1).f_globals.items() if value is function]
    return Points(next((PROBES[name][0] for name in [own, *called] if name in PROBES), 0.0))


def probe(name, number=1):
    """Return the arguments of one of the visible probes, as a dict in the order of the call; else ValueError."""
    name = getattr(name, "__name__", name)
    if name not in PROBES:
        raise ValueError(f"probe() knows no exercise called {name!r}. There are: {', '.join(PROBES)}.")
    _, probes = PROBES[name]
    if number not in range(1, len(probes) + 1):
        raise ValueError(f"{name} has probes 1 to {len(probes)}; there is no probe {number!r}.")
    return pickle.loads(probes[number - 1])
