"""A check that does not end: how to stop it is said after a while, and where it stood once it was stopped."""

import math
import sys
import threading
import traceback
from contextlib import contextmanager

from ..calling.bounded import IN_BROWSER, OutOfTime, bounded
from ..calling.readers import NUMPY_NUMBERS
from ..calling.trial import Outcome, Raised

PATIENCE = 10  # seconds until a running check says how to stop it
STILL = (
    "check is still running. If it does not end, stop it with the ■ button above; the card then says where it stood."
)
MOST_NUMBERS = 6


@contextmanager
def saying_how_to_stop(seconds=None):
    """Print, once, how to stop what is still running inside after so many ``seconds`` (None: PATIENCE).

    In the browser, where nothing could stop it, it is stopped then.
    """
    if IN_BROWSER:
        with bounded(PATIENCE if seconds is None else seconds):
            yield
        return
    out = sys.stdout  # the notebook's: a function's own output goes elsewhere meanwhile
    timer = threading.Timer(PATIENCE if seconds is None else seconds, lambda: print(STILL, file=out, flush=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def interrupted(error, function):
    """Return the `Outcome` of a call that a KeyboardInterrupt ended: the learner's line and the numbers there.

    Raises the ``error`` again where it was not in the learner's code.
    """
    home = getattr(getattr(function, "__code__", None), "co_filename", None)
    frames = [(frame, number) for frame, number in traceback.walk_tb(error.__traceback__) if here(frame) == home]
    if not frames:
        raise error
    frame, number = frames[-1]
    number = number or frame.f_code.co_firstlineno  # what the compiler added stands in no line
    line = (traceback.FrameSummary(home, number, frame.f_code.co_name).line or "").strip()[:120]
    names = (OutOfTime.__name__,) if isinstance(error, OutOfTime) else ("KeyboardInterrupt", "BaseException", "object")
    return Outcome(raised=Raised(names, f", line {number}{with_numbers(frame.f_locals)}", line))


def here(frame):
    """Return the file that a frame's code stands in."""
    return frame.f_code.co_filename


def with_numbers(variables):
    """Return the plain numbers among a frame's ``variables`` as text: ", with j = 0, s = 1.9e+07"."""
    numbers = [f"{name} = {in_short(value)}" for name, value in variables.items() if is_number(value)]
    return f", with {', '.join(numbers[:MOST_NUMBERS])}" if numbers else ""


def is_number(value):
    """Say whether a value is a number of Python's or numpy's own, finite, and of a size that can be written."""
    return (type(value) in (int, float) or type(value) in NUMPY_NUMBERS) and math.isfinite(min(abs(value), 10**300))


def in_short(value):
    """Return a number in at most six digits; whole numbers as they are, where they are not long."""
    whole = type(value) is int and abs(value) < 10**9
    return str(value) if whole else f"{float(min(max(value, -1e300), 1e300)):.6g}"
