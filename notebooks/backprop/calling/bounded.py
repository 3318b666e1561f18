"""A bound on a learner's function where nothing can interrupt it: in the browser, which has no signal and no thread."""

import os
import sys
from contextlib import contextmanager
from time import perf_counter

IN_BROWSER = sys.platform == "emscripten"
LIBRARIES = os.path.dirname(os.__file__)


class OutOfTime(KeyboardInterrupt):
    """The clock ran out (a KeyboardInterrupt, so that no ``except Exception`` of a learner's stops it)."""


@contextmanager
def bounded(seconds):
    """Raise `OutOfTime` at the next line inside that is run after so many ``seconds``; libraries' lines do not count.

    Only functions called inside are watched. One that catches everything, for ever, goes on: Python ends a trace that
    has raised.
    """
    end, before = perf_counter() + seconds, sys.gettrace()

    def at_a_line(frame, event, argument):
        if perf_counter() > end:
            raise OutOfTime(f"{seconds:g} seconds have passed")
        return at_a_line

    def at_a_call(frame, event, argument):
        return None if frame.f_code.co_filename.startswith(LIBRARIES) else at_a_line

    sys.settrace(at_a_call)
    try:
        yield
    finally:
        sys.settrace(before)
