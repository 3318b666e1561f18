"""One submission's process: run its cells, then answer its exercises.

From the first cell on, everything in this process may be the learner's; whatever it sends is read by the grader as a
stranger's. Nothing here holds an answer.
"""

import contextlib
import gc
import os
import random
import sys
import tempfile
from functools import partial
from socket import socket

import numpy as np

from backprop.calling.readers import class_name
from backprop.calling.trial import Sink

from . import shell
from .answering import answer, answer_trusted, run_exercise, write
from .clock import TooLong, start, stop_timers
from .frames import receive_trusted, send
from .snapshot import REPLACEMENTS, restore

SHELL: list[shell.Shell] = []  # the one that the zygote made ready
SEED = 2025  # a learner's random numbers are the same on every regrade


def serve(job: socket, alone: bool) -> None:
    """Do what the grader asks on the socket ``job`` until it hangs up. ``alone``: this is process 1 of its own tree."""
    module = sys.modules["__main__"] = SHELL[0].user_module
    settle(os.getcwd())
    gc.freeze()
    random.seed(SEED)
    np.random.seed(SEED)
    while True:
        message, descriptors = receive_trusted(job)
        if message is None:
            return
        if message["do"] == "cell":
            send(job, run_cell(**message["cell"]))
            continue
        reply = descriptors[0]
        if message["apart"] and not has_threads():
            send(job, SHELL[0].context.copy().run(run_exercise, module, job, message, reply, alone))
            continue
        restore()
        if "exercise" in message:
            SHELL[0].context.copy().run(answer, module, message["exercise"], partial(write, reply))
        elif not message["apart"]:
            SHELL[0].context.copy().run(answer_trusted, module, message["exercises"], reply)
        os.close(reply)  # beside threads nothing is answered together
        send(job, {"exercise": True, "status": 0})


def settle(scratch: str) -> None:
    """Make the scratch folder the home of this process, and a place to import from."""
    os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR"), scratch))
    tempfile.tempdir = None
    sys.path.insert(1, "")  # behind the course, which nothing in it may stand before


class Drain(Sink):
    """Takes a cell's output, however much it is; like Jupyter's, it has an encoding and a descriptor."""

    encoding, errors, name = "UTF-8", "strict", "stdout"

    def write(self, text: str) -> int:
        """Take ``text``."""
        return len(text)

    def fileno(self) -> int:
        """Return a descriptor that leads nowhere."""
        return 1


def run_cell(number: int, source: str, seconds: float, clock: float, part: str, count: int = 0) -> dict:
    """Run one cell; return what the grader is told: which statements failed, with what exceptions."""
    failures, me, late = [], os.getpid(), False
    start(seconds, clock)
    drain = Drain()
    try:
        with contextlib.redirect_stdout(drain), contextlib.redirect_stderr(drain), REPLACEMENTS:
            SHELL[0].run(source, number, part, count)
        failures, late = SHELL[0].failures, SHELL[0].late
    except BaseException as caught:
        failures, late = [(caught, "")], isinstance(caught, TooLong)
        restore()  # what ended the cell may have ended this, too
    with contextlib.suppress(BaseException):
        stop_timers()
    if os.getpid() != me or crowded(late):
        os._exit(1)  # a copy that the cell made of us; or else the cell is counted among those that end Python
    return {"cell": number, "failures": [[*described(error), text] for error, text in failures[: shell.MOST_FAILURES]]}


def crowded(late: bool) -> bool:
    """Say whether what a cell left behind is in the way: it was stopped over processes, or no fork or file is left."""
    try:
        os.close(os.open("/dev/null", os.O_RDONLY))
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        if not has_threads():
            return False
    except OSError:
        return True
    if late:
        return True
    try:
        child = os.fork()
    except OSError:
        return True
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return False


def has_threads() -> bool:
    """Say whether cells have left threads: a fork would have none of them, and a function may wait for one for ever."""
    return len(sys._current_frames()) > 1


def described(error: BaseException) -> list[str]:
    """Return an exception's class and message as text."""
    try:
        message = " ".join(str(error).split())[:300]
    except BaseException:
        message = ""
    return [class_name(type(error)), message]
