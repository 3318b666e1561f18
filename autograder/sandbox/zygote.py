"""The warm process: starts fresh, imports what notebooks import, holds no secret, runs no thread.

The grader speaks to it on its standard input, a socket. One fork serves one submission at a time; when the grader says
that it is over (or hangs up), everything below the fork is killed and waited for.
"""

import contextlib
import gc
import importlib
import os
import socket
import sys
import threading
from collections.abc import Sequence

from .frames import receive_trusted, send
from .keeper import Keeper


def main() -> None:
    """Build the file tree and move into it, report on that, serve submissions until the grader hangs up."""
    control = socket.socket(fileno=os.dup(0))
    silence()
    setup, _ = receive_trusted(control)
    try:
        keeper = Keeper(setup)
        with keeper.warming():
            warm_up(setup, keeper.course)
    except ImportError as error:
        reason = f"{error}: can user {os.getuid()} read all of {sys.base_prefix} and of the packages?"
        send(control, {"refused": reason[:500]})
        return
    except OSError as error:
        send(control, {"refused": str(error)[:500]})
        return
    send(control, {"ready": True})
    while True:
        message, descriptors = receive_trusted(control)
        if message is None:
            keeper.clear()
            return
        if message["do"] == "begin":
            send(control, {"begun": keeper.begin(control, socket.socket(fileno=descriptors[0]))})
        elif message["do"] == "warm":
            with keeper.warming():
                load(message["preload"], message["probes"])
            send(control, {"warm": True})
        else:
            send(control, {"ended": keeper.clear()})


def silence() -> None:
    """Point standard input, output and error at nothing."""
    nothing = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)


def warm_up(setup: dict, course: str) -> None:
    """Import what notebooks import, from what the sandbox can see, and nothing of the grader's own folder."""
    sys.path[:] = [course, *(path for path in sys.path if path not in setup["forget"])]
    importlib.import_module("backprop.calling.trial")
    for name in setup["files"]:
        if name.startswith("backprop/"):
            attempt(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    sys.modules[__package__.partition(".")[0]].__path__[:] = [f"{course}/autograder"]
    sys.modules[__package__].__path__[:] = [
        f"{course}/autograder/sandbox"
    ]  # the rest of the grader's folder is out of sight by now
    stage = importlib.import_module(f"{__package__}.stage")
    stage.SHELL.append(importlib.import_module(f"{__package__}.shell").fresh())
    importlib.import_module(f"{__package__}.snapshot").remember()
    load(setup["preload"], setup["probes"])


def load(modules: Sequence[str], probes: dict[str, tuple[float, list[bytes]]]) -> None:
    """Import ``modules`` and keep the visible ``probes``, before the next fork. Raises OSError."""
    for name in modules:
        attempt(name)
    for stand_in in ("checking", "checking.check"):
        importlib.import_module(f"backprop.{stand_in}").PROBES.update(probes)
    for thread in threading.enumerate()[1:]:  # matplotlib's timer, while it looks for fonts
        thread.join(10)
    if threading.active_count() > 1:
        raise OSError("the warm process runs a thread, which no fork would have")
    gc.collect()
    gc.freeze()


def attempt(name: str) -> None:
    """Import a module, unless it leans on something that is not here; whoever needs it will be told."""
    with contextlib.suppress(Exception):
        importlib.import_module(name)
