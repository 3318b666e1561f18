"""One submission's process: run its cells, then fork once for each exercise, so that a crash costs that exercise alone.

From the first cell on, everything in this process may be the learner's; whatever it sends is read by the grader as a
stranger's. Nothing here holds an answer.
"""

import contextlib
import math
import os
import pickle
import random
import resource
import signal
import sys
import time
from types import SimpleNamespace

import numpy as np

from backprop.answers import class_name
from backprop.trial import Outcome, Raised, Sink, TooMuchOutput, attempts

from . import cells
from .frames import receive_trusted, send
from .protocol import encode

SEED = 20_2_5  # a learner's random numbers are the same on every regrade
NEEDED = ("numpy", "builtins", "os", "signal", "time", "json", "pickle", "struct", "contextlib", "random")
MODULES, CONTENTS = {}, []  # what answering takes, as it was before the first cell


class TooLong(BaseException):
    """The cell's time is up (a BaseException, so that ``except Exception`` lets it pass)."""


def serve(job, alone):
    """Do what the grader asks on the socket ``job`` until it hangs up. ``alone``: this is process 1 of its own tree."""
    module = sys.modules["__main__"] = cells.fresh_module()
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


def remember():
    """Keep the modules that answering takes, and all names in them; called once, by the zygote."""
    MODULES.update((name, m) for name, m in sys.modules.items() if name.startswith(("backprop", "autograder", "numpy")))
    ours = (m for name, m in sys.modules.items() if name in NEEDED or name.startswith(("backprop", "autograder")))
    CONTENTS.extend((vars(module), dict(vars(module))) for module in ours)


def restore(contents=CONTENTS, modules=MODULES):
    """Put back what a cell may have replaced in them, so that it costs itself alone."""
    for names, before in contents:
        names.update(before)
    sys.modules.update(modules)


def run_cell(module, number, source, seconds, clock, definitions_only):
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
            cells.run(source, module, number, definitions_only)
    except BaseException as caught:
        error = caught
    with contextlib.suppress(BaseException):
        stop_timers()
    restore()
    if os.getpid() != me or crowded(isinstance(error, TooLong)):
        os._exit(1)  # a copy that the cell made of us; or else the cell is counted among those that end Python
    return {"cell": number, "error": error and described(error)}


def crowded(late):
    """Say whether processes that a cell left behind are in the way: it was stopped over them, or no fork is left."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
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


def stop_timers():
    """Let no cell's time run on."""
    for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
        signal.setitimer(timer, 0)


def stop(*_):
    """End the cell that runs: its time is up."""
    raise TooLong("it took too long")


def described(error):
    """Return an exception's class and message as text."""
    try:
        message = " ".join(str(error).split())[:300]
    except BaseException:
        message = ""
    return [class_name(type(error)), message]


def run_exercise(module, job, message, reply, alone):
    """Answer one exercise's probes in a fork of its own; return how that ended."""
    restore()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    child = fork()
    if child == 0:
        try:
            job.close()
            with contextlib.suppress(OSError, ValueError):  # the clock's limit still holds
                seconds = math.ceil(message["seconds"])
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            answer(module, message["exercise"], reply)
        finally:
            os._exit(0)
    os.close(reply)
    status, deadline = None, time.monotonic() + message["clock"]
    while (left := deadline - time.monotonic()) > 0:
        ended, code = os.waitpid(child, os.WNOHANG)
        if ended:
            status = os.waitstatus_to_exitcode(code)
            break
        wait_for_a_child(left)
    clear(child if status is None else None, alone)
    return {"exercise": True, "late": status in (None, -signal.SIGXCPU), "status": status}


def fork(patience=2.0):
    """Fork; where it is refused try again for a while, as the user's other processes may count too. Raises OSError."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return os.fork()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def wait_for_a_child(seconds):
    """Sleep until a child has ended, at most so long; a little only where the system cannot wait for a signal."""
    if hasattr(signal, "sigtimedwait"):
        signal.sigtimedwait({signal.SIGCHLD}, seconds)
    else:
        time.sleep(min(seconds, 0.01))


def clear(child, alone):
    """End the exercise's process if it still runs, and where we are alone everything else that it left behind."""
    if child is not None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if alone and os.getpid() == 1:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)


def answer(module, exercise, reply):
    """Run the function on the probes and write each outcome to the pipe ``reply`` as soon as it is there."""
    stop_timers()
    name, arguments, read = pickle.loads(exercise)
    if name not in module.__dict__:
        said = Raised(("NameError",), f"no function called {name} is defined in the notebook")
        return write(reply, encode(Outcome(raised=said)))
    probes = [SimpleNamespace(arguments=a) for a in arguments]
    try:
        for outcome in attempts(module.__dict__[name], probes, read):
            write(reply, encode(outcome))
    except (KeyboardInterrupt, TooMuchOutput, TooLong) as error:
        write(reply, encode(Outcome(raised=Raised((class_name(type(error)),), "it was interrupted"))))


def write(descriptor, content):
    """Write all of ``content``."""
    content = memoryview(content)
    while content:
        content = content[os.write(descriptor, content) :]
