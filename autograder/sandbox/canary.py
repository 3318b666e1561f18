"""Find the strongest walls that this machine gives, by trying to break out of them before anything is graded."""

import os
import socket
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backprop.calling.readers import Array

from .. import system
from .host import PREFIX, Refused, Sandbox, SandboxFault
from .job import Ended
from .limits import MB, Limits
from .protocol import decode
from .walls import counted_together

WAYS = (
    "read a file of the grader's",
    "write outside the scratch folder",
    "write into the interpreter",
    "close a file of the grader's",
    "open a network connection",
    "send a network packet",
    "write to a socket in the file system",
    "signal the grader",
    "look at other processes",
    "start another program",
    "become root",
    "make a user namespace",
    "trace another process",
    "allocate beyond the limit",
    "fork beyond the limit",
)
ESCAPES = Path(__file__).with_name("escapes.py")
ADVICE = (
    "Learners' code would run with nothing around it. On Linux: allow user namespaces "
    "(`sysctl kernel.unprivileged_userns_clone=1`, on Ubuntu also "
    "`kernel.apparmor_restrict_unprivileged_userns=0`), or use Linux 5.13 or newer with Landlock, and install "
    "libseccomp (`apt install libseccomp2`), or grade in a container, as docs/judge.md shows. "
    "To grade without walls all the same, pass --unsafe: every grade is marked so."
)


class NoWalls(RuntimeError):
    """No walls are to be had here; the message says why and what to do."""


def find(
    limits: Limits | None = None,
    unsafe: bool = False,
    tiers: Sequence[str] = ("namespaces", "landlock"),
    **options: Any,
) -> Sandbox:
    """Return a `Sandbox` of the strongest tier whose canary stays inside; raise `NoWalls` where none does.

    unsafe: return one without walls rather than raise. options: passed on to `Sandbox`.
    """
    if sentence := system.elsewhere():
        raise NoWalls(sentence)
    reasons = []
    for tier in tiers:
        try:
            sandbox = Sandbox(tier, limits, **options)
        except (SandboxFault, OSError) as error:
            reasons.append(f"{tier}: {error}")
            continue
        try:
            broken = broken_walls(sandbox)
        except (SandboxFault, Ended, OSError) as error:
            broken = [f"answer ({error})"]
        if not broken:
            return sandbox
        sandbox.stop()
        reasons.append(f"{tier}: the canary could {', '.join(broken)}")
    if unsafe:
        try:
            return Sandbox("unsafe", limits, **options)
        except (SandboxFault, OSError) as error:
            reasons.append(f"unsafe: {error}")
    raise NoWalls(f"No walls for the sandbox here ({'; '.join(reasons)}). {ADVICE}")


def broken_walls(sandbox: Sandbox) -> list[str]:
    """Run the canary in ``sandbox``; return which of `WAYS` lead out."""
    with (
        tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder,  # swept up after a kill
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mailbox,
    ):
        os.chmod(folder, 0o777)
        mailbox.bind(os.path.join(folder, "mailbox"))
        os.chmod(mailbox.getsockname(), 0o777)
        secret = Path(folder, "secret")
        secret.write_text("secret")
        secret.chmod(0o644)
        arguments = {
            "secret": str(secret),
            "writable": folder,
            "port": listener.getsockname()[1],
            "mailbox": mailbox.getsockname(),
            "grader": os.getpid(),
            "processes": sandbox.limits.processes + (counted_together(sandbox.tier) and 500),
            "memory": sandbox.limits.memory + 64 * MB,
        }
        with sandbox.job() as job:
            if error := job.cell(0, ESCAPES.read_text(encoding="utf-8"), 20, 60):
                raise SandboxFault(f"the canary did not start: {error}")
            reply, _ = job.exercise("escapes", [arguments], Array(), 30, 90)
    outcomes, _ = decode(reply, 1)
    if not outcomes or outcomes[0].parts is None or outcomes[0].parts[""].shape != (len(WAYS),):
        raise SandboxFault(f"the canary gave no answer: {outcomes}")
    return [way for way, held in zip(WAYS, outcomes[0].parts[""], strict=True) if not held]


__all__ = ["WAYS", "NoWalls", "Refused", "broken_walls", "find"]
