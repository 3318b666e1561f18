"""Run a learner's function on probes and keep what happened as plain data, whatever the function does.

For each probe, in order: copy the arguments, call the function with its output caught, read the answer, look
whether an argument changed, and (for the first few probes) call once more with fresh copies.
An endless loop is not stopped here: in a notebook the learner interrupts it as any cell, in the judge the sandbox's
clock does.
"""

import contextlib
import io
import traceback
import warnings
from dataclasses import dataclass

import numpy as np

from .closed import asking
from .readers import Unreadable, class_name
from .writing import as_written

MOST_OUTPUT = 1_000_000  # characters that one call may print before it is stopped
KEPT_OUTPUT = 400
CALLED_TWICE = 2  # probes at the start on which the function is called a second time


class TooMuchOutput(BaseException):
    """The function printed without end (a BaseException, so that ``except Exception`` lets it pass)."""


class Sink(io.TextIOBase):
    """Stands in for stdout and stderr: keeps the beginning, counts the rest, ends a flood."""

    def __init__(self):
        self.kept, self.count = "", 0

    def write(self, text):
        """Take ``text``; raise `TooMuchOutput` when the limit is passed."""
        self.kept += text[: KEPT_OUTPUT - len(self.kept)]
        self.count += len(text)
        if self.count > MOST_OUTPUT:
            raise TooMuchOutput
        return len(text)

    def writable(self):
        """Say that it takes text."""
        return True


@dataclass(frozen=True)
class Raised:
    """An exception: the names of its class and bases, its message, and where in the learner's code it arose."""

    names: tuple
    message: str
    line: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one probe brought: exactly one of ``parts``, ``raised`` and ``unreadable`` is set.

    ``parts`` is ``{name: float64 array}``; ``again`` is the same from a second call (None if there was none or it
    failed); ``changed`` names the arguments that the function changed in place; ``printed`` begins its output;
    ``returned`` is the answer as it would be written ("" where it is not plain).
    """

    parts: dict | None = None
    raised: Raised | None = None
    unreadable: str = ""
    again: dict | None = None
    called_twice: bool = False
    changed: tuple = ()
    printed: str = ""
    returned: str = ""


def copied(value):
    """Return a copy of a probe's argument, deep in dicts, lists, tuples and arrays."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: copied(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(copied(entry) for entry in value)
    return value


def unchanged(before, after):
    """Say whether ``after`` still holds what ``before`` holds; types first: a learner had ``after`` in hand."""
    if type(before) is not type(after):
        return False
    if isinstance(before, np.ndarray):
        return before.dtype == after.dtype and before.shape == after.shape and bool(np.array_equal(before, after))
    if isinstance(before, dict):
        same_keys = len(before) == len(after) and all(map(unchanged, before, after))
        return same_keys and all(unchanged(before[key], after[key]) for key in before)
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(unchanged, before, after))
    return before is after or (isinstance(before, (int, float, str)) and before == after)


def describe(error, function):
    """Return the exception as `Raised`: nothing of the learner's is trusted to print itself."""
    names = tuple(class_name(cls) for cls in type(error).__mro__)
    try:
        message = " ".join(str(error).split())[:300]
    except BaseException:
        message = ""
    line = ""
    with contextlib.suppress(Exception):
        home = function.__code__.co_filename
        frames = [f for f in traceback.extract_tb(error.__traceback__, limit=-50) if f.filename == home]
        line = (frames[-1].line or "").strip()[:120]
    return Raised(names, message, line)


def call(function, arguments, read):
    """Call once; return ``(parts, raised, unreadable)``, one of them set. Only KeyboardInterrupt passes."""
    try:
        value = function(*arguments.values())
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return None, describe(error, function), ""
    try:
        return read(value), None, ""
    except Unreadable as error:
        return None, None, str(error)


class Noting:
    """A reader that keeps, as ``text``, how what it read would be written ("" where that is not plain)."""

    def __init__(self, read):
        self.read, self.text = read, ""

    def __call__(self, value):
        """Return what the reader returns."""
        parts = self.read(value)
        self.text = as_written(value)
        return parts


def attempt(function, probes, read):
    """Run ``function`` on the ``probes``; return their `Outcome`s, in order. ``read`` is a reader of `answers`."""
    return list(attempts(function, probes, read))


def attempts(function, probes, read):
    """Run ``function`` on the ``probes``; yield each `Outcome` as soon as it is there.

    Stops early after an untouched stub (NotImplementedError) or a flood of output: the other probes would bring the
    same.
    """
    for number, probe in enumerate(probes):
        sink, arguments, again, noting = Sink(), copied(probe.arguments), None, Noting(read)
        twice = number < CALLED_TWICE
        with (
            contextlib.redirect_stdout(sink),
            contextlib.redirect_stderr(sink),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
            asking(),
        ):
            warnings.simplefilter("ignore")
            parts, raised, unreadable = call(function, arguments, noting)
            changed = tuple(n for n, before in probe.arguments.items() if not unchanged(before, arguments[n]))
            if twice and parts is not None:
                again, _, _ = call(function, copied(probe.arguments), read)
        yield Outcome(parts, raised, unreadable, again, twice, changed, sink.kept, noting.text)
        if raised and raised.names[0] in ("NotImplementedError", "TooMuchOutput"):
            return
