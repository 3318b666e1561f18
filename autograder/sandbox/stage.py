"""One submission's process: run its cells, then answer its exercises.

From the first cell on, everything in this process may be the learner's; whatever it sends is read by the grader as a
stranger's. Nothing here holds an answer.
"""

import contextlib
import os
import random
import signal
import sys
from socket import socket
from types import ModuleType

import numpy as np

from backprop.calling.readers import class_name
from backprop.calling.trial import Sink

from . import shell
from .answering import answer, run_exercise
from .clock import TooLong, stop, stop_timers
from .frames import receive_trusted, send
from .snapshot import restore

SEED = 2025  # a learner's random numbers are the same on every regrade


def serve(job: socket, alone: bool) -> None:
    """Do what the grader asks on the socket ``job`` until it hangs up. ``alone``: this is process 1 of its own tree."""
    module = sys.modules["__main__"] = shell.fresh_module()
    random.seed(SEED)
    np.random.seed(SEED)
    while True:
        message, descriptors = receive_trusted(job)
        if message is None:
            return
        if message["do"] == "cell":
            send(job, run_cell(module, **message["cell"]))
        else:
            reply = descriptors[0]
            if message["apart"]:
                send(job, run_exercise(module, job, message, reply, alone))
            else:
                answer(module, message["exercise"], reply)
                os.close(reply)
                send(job, {"exercise": True, "status": 0})


def run_cell(
    module: ModuleType, number: int, source: str, seconds: float, clock: float, definitions_only: bool
) -> dict:
    """Run one cell; return what the grader is told: whether an exception ended it, and which."""
    error, me = None, os.getpid()
    for signal_number, timer, after in (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, clock),
    ):
        signal.signal(signal_number, stop)
        signal.setitimer(timer, after)
    sink = Sink()
    try:
        with contextlib.redirect_stdout(sink), contextlib.redirect_stderr(sink):
            shell.run(source, module, number, definitions_only)
    except BaseException as caught:
        error = caught
    with contextlib.suppress(BaseException):
        stop_timers()
    restore()
    if os.getpid() != me or crowded(isinstance(error, TooLong)):
        os._exit(1)  # a copy that the cell made of us; or else the cell is counted among those that end Python
    return {"cell": number, "error": error and described(error)}


def crowded(late: bool) -> bool:
    """Say whether what a cell left behind is in the way: it was stopped over processes, or no fork or file is left."""
    try:
        os.close(os.open("/dev/null", os.O_RDONLY))
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        if len(sys._current_frames()) == 1:  # no thread either
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


def described(error: BaseException) -> list[str]:
    """Return an exception's class and message as text."""
    try:
        message = " ".join(str(error).split())[:300]
    except BaseException:
        message = ""
    return [class_name(type(error)), message]
