"""The judging process on a Dask worker: a `Judge` that answers one request after the other until the worker hangs up.

It is started from the unpacked course (`errand`). The course key comes in its first message and stays in its memory.
"""

import contextlib
import fcntl
import os
import shutil
import socket
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory

from backprop.exercises import exercises_of

from ..course.versions import versions
from ..judging.judge import Judge
from ..judging.reference import NoReference
from ..sandbox.canary import NoWalls
from ..sandbox.frames import receive_trusted
from ..sandbox.host import SandboxFault
from ..sandbox.limits import Limits
from ..sandbox.walls import counted_together
from ..settings import Settings
from . import wire
from .errand import FAULT, HEAD, READY, REPLY, UNFIT

IDLE = 600.0  # seconds without a request after which it ends


class Given(Settings):
    """Settings whose key was sent along: there is no file of it, and none is made."""

    given: bytes

    @property
    def key(self) -> bytes:
        """Return the course key."""
        return self.given


def main(line: socket.socket, root: str) -> None:
    """Answer what comes on ``line`` with the course that lies in ``root``, which is removed at the end."""
    try:
        told, _ = receive_trusted(line)
        settings = settings_of(told, Path(root))
        if other := differences(told["versions"], versions(settings)):
            return send(line, UNFIT, f"it has {other}".encode())
        with Judge(settings) as judge:
            send(line, READY, b"")
            line.settimeout(IDLE)
            while (request := receive_trusted(line)[0]) is not None:
                line.settimeout(None)
                try:
                    send(line, REPLY, reply(judge, request))
                except (SandboxFault, NoReference, OSError, ValueError, LookupError, TypeError) as error:
                    send(line, FAULT, f"{type(error).__name__}: {error}".encode())
                line.settimeout(IDLE)
    except NoWalls as error:
        send(line, UNFIT, str(error).encode())
    except (OSError, EOFError):  # the worker is gone, or has nothing to ask
        pass
    finally:
        shutil.rmtree(root, ignore_errors=True)


def send(line: socket.socket, kind: bytes, content: bytes) -> None:
    """Send a message; raise OSError where nobody listens."""
    line.sendall(struct.pack(HEAD, kind, len(content)) + content)


def settings_of(told: dict[str, Any], root: Path) -> Settings:
    """Return the `Settings` of the course in ``root``, with no gradebook."""
    course = CourseDirectory()
    course.root = str(root)
    settings = Given(
        root=root,
        db_url="",
        course=course,
        limits=Limits(**told["limits"]),
        unsafe=told["unsafe"],
        tiers=told["tiers"],
        user=told["user"],
        workers=1,
        folder=root / "judged",
    )
    object.__setattr__(settings, "given", told["key"])
    return settings


def differences(wanted: dict[str, str], here: dict[str, str]) -> str:
    """Return what of all that results depend on is another here than at the head, as text."""
    return ", ".join(f"{name} {here.get(name)} (the head: {version})" for name, version in wanted.items()
                     if here.get(name) != version)  # fmt: skip


def reply(judge: Judge, request: dict[str, Any]) -> bytes:
    """Return what is answered to a request: walls, outcomes of the lesson's own solution, or a report."""
    if request["do"] == "walls":
        return f"{judge.tier}\n{judge.walls}".encode()
    if request["do"] == "outcomes":
        exercise = exercises_of(request["lesson"])[request["exercise"]]
        return wire.outcomes_as_bytes(judge.prepare(request["lesson"]).outcomes(exercise, request["probes"]))
    with alone(judge.tier):
        return wire.as_bytes(judge.grade(*request["what"]))


@contextlib.contextmanager
def alone(tier: str) -> Iterator[None]:
    """Where the processes of several submissions would count together, keep other judges on this machine waiting."""
    if not counted_together(tier):
        yield
        return
    path = os.path.join(tempfile.gettempdir(), f"backprop-one-at-a-time-{os.geteuid()}")
    with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600), "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
