"""Keep the zygote's one submission at a time: in a fork behind walls, of which nothing is left behind."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from socket import socket
from typing import NoReturn, TextIO

from . import linux, rootfs, walls
from .frames import send
from .removal import remove


def allowed_calls(tier: str) -> bytes:
    """Return the list of system calls for ``tier``, compiled; raise OSError where libseccomp is missing."""
    if tier == "unsafe":
        return b""
    try:
        from . import syscalls
    except RuntimeError as error:  # pyseccomp found no library
        raise OSError(f"{error} (apt install libseccomp2)") from error
    return syscalls.compiled(apart=tier == "namespaces")


class Keeper:
    """Isolates the zygote, starts one submission at a time below it, and ends all that it started."""

    def __init__(self, setup: dict) -> None:
        self.tier, self.root, self.limits = setup["tier"], setup["root"], setup["limits"]
        self.monitor: int | None = None
        apart = self.tier == "namespaces"
        self.allowed = allowed_calls(self.tier)
        self.proc = walls.isolate(self.tier, self.root, setup["paths"], setup["files"], setup["user"])
        if sys.platform == "linux":
            linux.prctl(linux.CHILD_SUBREAPER, 1)
        base = "" if apart else self.root
        self.course, self.scratch = base + rootfs.COURSE, base + rootfs.SCRATCH
        self.readable = [*setup["paths"], self.course, *(f"/dev/{name}" for name in ("null", "zero", "urandom"))]

    @contextlib.contextmanager
    def warming(self) -> Iterator[None]:
        """Lend the warm process a scratch folder for as long as it imports: matplotlib will not do without."""
        for name in ("HOME", "TMPDIR", "MPLCONFIGDIR", "IPYTHONDIR"):
            os.environ[name] = self.scratch
        if self.tier != "namespaces":
            os.mkdir(self.scratch, 0o700)
        yield
        if self.tier != "namespaces":
            remove(self.scratch)

    def begin(self, control: socket, job: socket) -> int:
        """Fork a monitor, and in it the stage: process 1 of its own tree where there are namespaces.

        Return the monitor's process id. It waits until the grader has taken note of it.
        """
        if self.tier != "namespaces":
            os.mkdir(self.scratch, 0o700)
        self.monitor = os.fork()
        if self.monitor == 0:
            code = 1
            try:
                control.close()
                os.setsid()
                if sys.platform == "linux":
                    linux.prctl(linux.DEATH_SIGNAL, signal.SIGKILL)
                code = self.watch(job) if job.recv(1) else 0
            except OSError as error:
                with contextlib.suppress(OSError):
                    send(job, {"fault": f"{type(error).__name__}: {error}"[:500]})
            finally:
                os._exit(code)
        job.close()
        return self.monitor

    def watch(self, job: socket) -> int:
        """Leave the zygote's namespaces, fork the stage and wait for its end; return an exit code."""
        self.began = time.perf_counter()
        walls.separate(self.tier, self.proc, self.limits)
        if (inner := os.fork()) == 0:
            self.enter(job)
        job.close()
        if self.tier == "namespaces":
            linux.drop_capabilities()
        return os.waitstatus_to_exitcode(os.waitpid(inner, 0)[1]) & 127

    def enter(self, job: socket) -> NoReturn:
        """Shut this process in and serve the grader on ``job``; does not return."""
        from . import stage

        try:
            os.setsid()  # a process group reaches across namespaces: it must hold nobody of ours
            try:
                walls.shut(self.tier, self.proc, self.limits, self.readable, self.scratch, self.allowed)
            except OSError as error:
                send(job, {"fault": f"{type(error).__name__}: {error}"[:500]})
                raise
            send(job, {"shut": True, "milliseconds": (time.perf_counter() - self.began) * 1e3})
            stage.serve(job, alone=self.tier == "namespaces")
        finally:
            os._exit(0)

    def clear(self) -> int:
        """Kill and wait for everything below this process, empty the scratch folder; return how many there were.

        With namespaces Linux ends all with the first process of their tree. Without, they are stopped before they
        are killed: a stopped process forks no successor, and keeps its place in the limit on processes.
        """
        if self.tier != "namespaces":
            self.stop_all()
            if self.monitor and not self.proc:  # all that can be done where there is no /proc
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self.monitor, signal.SIGKILL)
        count, deadline = 0, time.monotonic() + 60
        while time.monotonic() < deadline:
            for child in self.descendants():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            try:
                ended, _ = os.waitpid(-1, os.WNOHANG)
                count += bool(ended)
                if not ended:
                    time.sleep(0.0005)
            except ChildProcessError:
                break
        else:
            os._exit(1)  # the grader sees the line go dead and starts another zygote
        if self.tier != "namespaces":
            remove(self.scratch)
        self.monitor = None
        return count

    def stop_all(self) -> None:
        """Stop every process below this one, until none is left that could start another."""
        stopped: set[int] = set()
        while new := self.descendants() - stopped:
            for process in new:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGSTOP)
            stopped |= new

    def descendants(self) -> set[int]:
        """Return the process ids of all below this one; with namespaces its children are enough, and quickly had."""
        me = os.getpid()
        if self.tier == "namespaces":
            with contextlib.suppress(OSError), self.open_proc(f"self/task/{me}/children") as file:
                return {int(pid) for pid in file.read().split()}
        parents = {}
        with contextlib.suppress(OSError):
            listing = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=self.proc)
            names = os.listdir(listing)
            os.close(listing)
            for name in filter(str.isdigit, names):
                with contextlib.suppress(OSError), self.open_proc(f"{name}/stat") as file:
                    parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
        found: set[int] = set()
        more = {me}
        while more:
            more = {child for child, parent in parents.items() if parent in more} - found
            found |= more
        return found

    def open_proc(self, path: str) -> TextIO:
        """Open a file below /proc, which may no longer be in the tree."""
        return open(os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.proc), encoding="ascii", errors="replace")
