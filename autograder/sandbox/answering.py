"""Answer exercises' probes in a fork, so that a crash, a loop or a mutation costs an exercise alone.

All are asked together first, in one fork: a fork costs more than most answers do. That goes on for as long as an
exercise leaves everything as it found it (`footprint`); whatever is not answered there has a fork of its own.
"""

import contextlib
import contextvars
import gc
import math
import os
import pickle
import resource
import signal
import time
import warnings
from collections.abc import Callable
from socket import socket
from types import ModuleType, SimpleNamespace

import numpy as np

from backprop.calling.readers import class_name
from backprop.calling.trial import Outcome, Raised, Sink, TooMuchOutput, attempts, call

from .clock import TooLong, stop_timers
from .footprint import footprint
from .frames import LENGTH
from .protocol import encode
from .snapshot import REPLACEMENTS, AsTheCellsLeftIt, restore


def run_exercise(module: ModuleType, job: socket, message: dict, reply: int, alone: bool) -> dict:
    """Answer one exercise's probes, or those of several, in a fork of their own; return how that ended."""
    restore()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    child = fork()
    if child == 0:
        try:
            gc.freeze()  # to look through what is there already would copy its pages
            job.close()
            with contextlib.suppress(OSError, ValueError):  # the clock's limit still holds
                seconds = math.ceil(message["seconds"])
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            if "exercise" in message:
                answer(module, message["exercise"], lambda content: write(reply, content))
            else:
                answer_together(module, message["exercises"], reply, message["most"], message["step_by_step"])
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


def answer_together(module: ModuleType, exercises: list[bytes], reply: int, most: int, step_by_step: bool) -> None:
    """Answer one exercise after the other; of all together at most ``most`` bytes go to the pipe ``reply``.

    All answers go there at the end, each behind its length, if nothing has changed meanwhile that a next one would
    find; or, ``step_by_step``, each as soon as it is whole, until one has changed something.
    """
    me, before, answered = os.getpid(), footprint(module), bytearray()
    for number, exercise in enumerate(exercises, 1):
        restore()
        one = bytearray()
        contextvars.copy_context().run(answer, module, exercise, one.extend)
        answered += LENGTH.pack(len(one)) + one
        if len(answered) > most or os.getpid() != me:
            return
        if step_by_step or number == len(exercises):
            unchanged = before is not None and footprint(module) == before
            if step_by_step or unchanged:
                write(reply, answered[-len(one) - LENGTH.size :] if step_by_step else answered)
            if not unchanged:
                return


def answer_trusted(module: ModuleType, exercises: list[bytes], reply: int) -> None:
    """Answer all exercises, each behind its length: of code that is trusted to leave all, its arguments too, as it was.

    Each function is called once; whether it gives the same twice is asked of learners.
    """
    for exercise in exercises:
        name, arguments, read = pickle.loads(exercise)
        function, answered = module.__dict__.get(name), bytearray()
        with contextlib.redirect_stdout(Sink()), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            for each in arguments if function else ():
                answered += encode(Outcome(*call(function, each, read)))
        write(reply, LENGTH.pack(len(answered)) + answered)


def answer(module: ModuleType, exercise: bytes, put: Callable[[bytes], None]) -> None:
    """Run the function on the probes and ``put`` each outcome as soon as it is there."""
    stop_timers()
    name, arguments, read = pickle.loads(exercise)
    if name not in module.__dict__:
        said = Raised(("NameError",), f"no function called {name} is defined in the notebook")
        return put(encode(Outcome(raised=said)))
    probes = [SimpleNamespace(arguments=a) for a in arguments]
    function = module.__dict__[name]
    if REPLACEMENTS.by_module:
        function = AsTheCellsLeftIt(function)
    try:
        for outcome in attempts(function, probes, read):
            put(encode(outcome))
    except (KeyboardInterrupt, TooMuchOutput, TooLong) as error:
        put(encode(Outcome(raised=Raised((class_name(type(error)),), "it was interrupted"))))


def fork(patience: float = 2.0) -> int:
    """Fork; where it is refused try again for a while, as the user's other processes may count too. Raises OSError."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return os.fork()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def wait_for_a_child(seconds: float) -> None:
    """Sleep until a child has ended, at most so long; a little only where the system cannot wait for a signal."""
    if hasattr(signal, "sigtimedwait"):
        signal.sigtimedwait({signal.SIGCHLD}, seconds)
    else:
        time.sleep(min(seconds, 0.01))


def clear(child: int | None, alone: bool) -> None:
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


def write(descriptor: int, content: bytes | bytearray) -> None:
    """Write all of ``content``."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
