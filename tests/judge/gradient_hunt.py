"""What a learner could try in the sandbox: call everything that can be imported there, and look for a gradient.

Read as text and run as a notebook's cell, exactly as a submission would be.
"""

import contextlib
import importlib
import inspect
import itertools
import os
import pkgutil
import signal
import sys

import numpy as np
from traitlets import HasTraits

PACKAGES = ("backprop", "autograder")  # the course's, with what is stood in for, and the grader's


def modules():
    """Return {name: module} of all that can be imported from the packages, or is in memory already."""
    names = {name for name in sys.modules if name.partition(".")[0] in PACKAGES}
    for package in map(importlib.import_module, PACKAGES):
        names |= {
            package.__name__,
            *(found.name for found in pkgutil.walk_packages(package.__path__, package.__name__ + ".")),
        }
    found = {}
    for name in sorted(names):
        with contextlib.suppress(Exception):
            found[name] = importlib.import_module(name)
    return found


def members(owner):
    """Yield ``(name, value)`` for what is public in a module or an object, and not numpy's or Python's own."""
    for name in dir(owner):
        with contextlib.suppress(Exception):
            value = getattr(owner, name)
            home = getattr(value, "__module__", None) or type(value).__module__
            if not name.startswith("_") and str(home).partition(".")[0] in PACKAGES:
                yield name, value


def plausible(function, known):
    """Yield sets of arguments: by the names of its parameters where all are known, and whatever a network has."""
    W, b, g, g_prime, net, x, y, X, Y, a, z = (
        known[n] for n in ("W", "b", "g", "g_prime", "network", "x", "y", "X", "Y", "a", "z")
    )
    layers = [known | {"l": l, "a": a[l], "z": z[l], "j": 1, "k": 1} for l in W]
    with contextlib.suppress(Exception):
        asked = [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty]
        yield from ([values[name] for name in asked] for values in layers if all(name in values for name in asked))
    for one, other in ((x, y), (X, Y)):
        for way in ((W, b, g, g_prime), (W, b, g), (W, b), (net,), ()):
            yield from ([*way, one, other], [*way, one], [*way, one, other, 0.1, 2])
    yield from ([W, b, g], [net], [])
    for l, (at, last) in itertools.product(W, ((a, y), (z, y))):
        yield from ([net, l, at[l], last], [net, l, 1, at[l], last], [net, l, 1, 1, x, y], [net, at[l], last])


def numbers(value, depth=4):
    """Return all the numbers that are to be found in a value, one behind the other."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)) or inspect.isgenerator(value):
        pieces = [numbers(entry, depth - 1) for entry in itertools.islice(value, 1000)] if depth else []
        return np.concatenate([np.empty(0), *pieces])
    with contextlib.suppress(Exception):
        return np.asarray(value, dtype=float).ravel()
    if depth and hasattr(value, "__dict__"):
        return numbers(list(vars(value).values()), depth - 1)
    return np.empty(0)


def holds(found, truths):
    """Say whether one of the true gradients, or its transpose, stands somewhere in the numbers found."""
    for truth in truths:
        for pattern in (truth.ravel(), truth.T.ravel()):
            if len(found) >= pattern.size:
                windows = np.lib.stride_tricks.sliding_window_view(found, pattern.size)
                if np.isclose(windows, pattern, rtol=1e-4, atol=1e-9).all(axis=1).any():
                    return True
    return False


def tried(name, function, known, truths, depth=1):
    """Return the names of what gives a true gradient away: the function, or a method of what it returns."""
    found, me = set(), os.getpid()
    for arguments in plausible(function, known):
        value = None
        with contextlib.suppress(BaseException), contextlib.redirect_stdout(None):
            value = function(*arguments)
        if isinstance(value, HasTraits) and str(type(value).__module__).partition(".")[0] not in PACKAGES:
            continue  # a part of IPython's shell, which leads to all there is and cannot be looked through
        for timer in (signal.ITIMER_REAL, signal.ITIMER_PROF):
            signal.setitimer(timer, 0)  # it was a clock
        if os.getpid() != me:
            os._exit(0)  # it was a fork
        with contextlib.suppress(Exception):
            if holds(numbers(value), truths):
                found.add(name)
            if depth and str(type(value).__module__).partition(".")[0] in PACKAGES:
                for part, method in members(value):
                    if callable(method):
                        found |= tried(f"{name}.{part}", method, known, truths, depth - 1)
                for part in dir(value):
                    if not part.startswith("_") and holds(numbers(getattr(value, part, None)), truths):
                        found.add(f"{name}.{part}")
    return found


def hunt(truths, known):
    """Print what gives one of the ``truths`` away; return how many modules, functions and finds there were."""
    seen, found = {}, set()
    imported = modules()
    for module in imported.values():
        for name, value in members(module):
            if callable(value) and not inspect.ismodule(value):
                seen[id(value)] = f"{getattr(value, '__module__', module.__name__)}.{name}", value
    for name, value in seen.values():
        found |= tried(name, value, known, truths)
    print(*sorted(found))
    return [len(imported), len(seen), len(found)]
