"""Stands in for the check inside the sandbox: judged is outside; the visible probes are here, no truth."""

import pickle

PROBES = {}  # by exercise, the arguments of each of its visible probes, pickled by the grader


class Points(float):
    """Points with a card, which is empty here."""

    text = html = ""


def check(function=None, seed=None):
    """Return 0.0: nothing is checked here."""
    return Points()


def probe(name, number=1):
    """Return the arguments of one of the visible probes, as a dict in the order of the call; else ValueError."""
    name = getattr(name, "__name__", name)
    if name not in PROBES:
        raise ValueError(f"probe() knows no exercise called {name!r}. There are: {', '.join(PROBES)}.")
    probes = PROBES[name]
    if number not in range(1, len(probes) + 1):
        raise ValueError(f"{name} has probes 1 to {len(probes)}; there is no probe {number!r}.")
    return pickle.loads(probes[number - 1])
