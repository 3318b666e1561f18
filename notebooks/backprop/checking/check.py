"""Check a learner's function in the notebook: run it, compare, say which mistake it looks like.

The steps: find the exercise the function belongs to; draw its probes; run the function on them; compute the truth;
diagnose; return the points with the card attached.
"""

import os
import sys
import zlib

import numpy as np

from ..calling.readers import a_or_an, class_name
from ..calling.trial import attempts
from ..exercises import exercises
from . import broken_cell, card
from .comparison import expect
from .diagnosis import diagnose
from .interruption import interrupted, saying_how_to_stop
from .reading import code_of


class Points(float):
    """Points as a float: ``repr`` is the number alone (nbgrader reads it), ``str`` and ``_repr_html_`` are the card."""

    def __new__(cls, points, text="", html=""):
        """Return the number with its card."""
        self = super().__new__(cls, points)
        self.text, self.html = text, html
        return self

    def __repr__(self):
        """Return the number alone."""
        return float.__repr__(self)

    def __str__(self):
        """Return the card in plain text."""
        return self.text or float.__repr__(self)

    def __reduce__(self):
        """Copy and pickle with the card."""
        return Points, (float(self), self.text, self.html)

    def _repr_html_(self):
        return self.html or None


class NotFullYet(Exception):
    """Tells nbgrader's Validate that a check is not full; its text, which the dialog shows, is the card."""

    def _render_traceback_(self):
        return [str(self)]


def seed_of(name):
    """Return the seed of the exercise's visible probes: the same on every machine and in every session."""
    return zlib.crc32(name.encode())


def draw(exercise, seed=None):
    """Return the exercise's probes for ``seed`` (None: the visible ones)."""
    return exercise.probes(np.random.default_rng(seed_of(exercise.name) if seed is None else seed))


def own_name(function):
    """Return the name that ``function`` gives itself, None where it has none or will not say."""
    try:
        name = function.__name__
    except Exception:
        return None
    return name if type(name) is str else None


def exercise_of(function, names):
    """Return the `Exercise` that ``function`` was written for: by its own name, else by what the notebook calls it.

    Raises ValueError where neither is a graded function's name, TypeError where it is not a function.
    """
    known = exercises()
    own = own_name(function)
    called = [name for name, value in names.items() if value is function and name in known]
    if own in known and (own in called or not called):
        return known[own]
    if called:
        return known[called[-1]]
    if not callable(function):
        raise TypeError(
            f"check() takes one of the exercises' functions, and was given {a_or_an(class_name(type(function)))}. "
            "Write check(weighted_sum), the function's name without quotes or brackets behind it."
        )
    raise ValueError(f"check() knows no exercise called {own!r}. The graded functions are: {', '.join(known)}.")


def check(function, seed=None):
    """Check a graded function and return its points, with the card that says what was found.

    function: the learner's function, under its exercise's name. seed: draws other probes than the visible ones.
    Returns `Points`, a float. Raises TypeError or ValueError only where no exercise belongs to ``function``;
    whatever the function itself does ends in a card. An endless loop is interrupted as in any cell, and the card says
    where it stood.
    """
    exercise = exercise_of(function, sys._getframe(1).f_globals)
    probes, outcomes = draw(exercise, seed), []
    try:
        with saying_how_to_stop():
            for outcome in attempts(function, probes, exercise.read):
                outcomes.append(outcome)
    except KeyboardInterrupt as error:
        outcomes.append(interrupted(error, function))
    verdict = diagnose(exercise, probes, outcomes, expect(exercise, probes), lambda: code_of(function))
    verdict = broken_cell.told(verdict, broken_cell.cells_run())
    points = present(verdict, probes, visible=seed is None)
    if os.environ.get("NBGRADER_VALIDATING") and points < exercise.points:
        raise NotFullYet(points.text)
    return points


told = set()  # what has been explained since the kernel started


def present(verdict, probes, visible):
    """Return the verdict's `Points`; only ``visible`` probes can be loaded by the learner.

    The first card that shows how to load them explains it.
    """
    shown = probes[verdict.shown] if verdict.shown is not None else None
    look = (
        f'{verdict.exercise}(*probe("{verdict.exercise}", {verdict.shown + 1}).values())' if shown and visible else ""
    )
    explained = bool(look) and "probe" not in told
    if explained:
        told.add("probe")
    body = verdict, shown, look, explained
    return Points(verdict.points, card.text(*body), card.html(*body))


def probe(name, number=1):
    """Return the arguments of one of the probes that `check` uses, as a dict in the order of the call.

    name: the exercise's function, or its name. number: counted from 1, as the card counts. Raises ValueError for a
    name or number that there is not.
    """
    name = getattr(name, "__name__", name)
    if name not in exercises():
        raise ValueError(f"probe() knows no exercise called {name!r}. There are: {', '.join(exercises())}.")
    probes = draw(exercises()[name])
    if number not in range(1, len(probes) + 1):
        raise ValueError(f"{name} has probes 1 to {len(probes)}; there is no probe {number!r}.")
    return probes[number - 1].arguments
