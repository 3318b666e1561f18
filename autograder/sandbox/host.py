"""The grader's side of the sandbox: start a zygote, open a submission's process in it, end it on time."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import backprop

from . import cgroup, rootfs, walls
from .cgroup import Group
from .frames import send_trusted
from .job import Ended, Job, read_message
from .limits import Limits
from .removal import remove

HERE = Path(__file__).resolve().parents[2]
PREFIX = "backprop-sandbox-"
START = 60.0  # seconds for a zygote to be ready, for a submission's fork to be shut in
PRELOAD = ("numpy", "numpy.random", "numpy.linalg", "asyncio", "copy", "functools", "itertools", "math", "random")
MAGICS = ("IPython.core.magics.execution", "IPython.core.magics.pylab")  # read at first use, once in each fork
START_ZYGOTE = "import sys; sys.path[:0] = {paths!r}; from autograder.sandbox.zygote import main; main()"


class SandboxFault(RuntimeError):
    """The sandbox itself failed: the grader's fault, never a learner's."""


class Refused(SandboxFault):
    """The walls of the asked tier cannot be had on this machine; the message is the system's."""


class Sandbox:
    """A zygote and the one submission at a time that it serves.

    tier: one of `walls.TIERS`. preload: modules to have in memory. hidden: folders that must not be seen even if they
    lie inside the interpreter's. user: who learners' code runs as when the grader is root.
    Raises `Refused` where the tier cannot be had.
    """

    def __init__(
        self,
        tier: str,
        limits: Limits | None = None,
        preload: Sequence[str] = (),
        hidden: Sequence[Path | str] = (),
        user: int = walls.NOBODY,
    ) -> None:
        self.tier, self.limits, self.user = tier, limits or Limits(), user
        self.preload: tuple[str, ...] = (*PRELOAD, *MAGICS, *preload)
        self.probes: dict[str, tuple[float, list[bytes]]] = {}
        self.package = Path(backprop.__file__).parent
        self.hidden = [HERE, self.package, *map(Path, hidden)]
        self.bounds: set[str] | None = set()  # what the submission's processes are bounded in together
        self.running = False
        self.start()

    def start(self) -> None:
        """Start the zygote and wait until it is ready."""
        sweep()
        self.root = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        os.chmod(self.root, 0o711)
        self.control, theirs = socket.socketpair()
        packages = [path for path in rootfs.python_paths() if Path(path, "numpy").is_dir()]
        start = START_ZYGOTE.format(paths=[str(HERE), *packages])
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-s", "-S", "-P", "-B", "-c", start],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment(),
                cwd="/",
                start_new_session=True,
            )
        self.running = True
        setup = {
            "tier": self.tier,
            "root": self.root,
            "limits": self.limits,
            "paths": rootfs.kept([*rootfs.python_paths(), *rootfs.SYSTEM], self.hidden),
            "files": rootfs.course_files(self.package),
            "user": self.user,
            "preload": self.preload,
            "probes": self.probes,
            "forget": [str(HERE)],
        }
        try:
            send_trusted(self.control, setup)
            answer = self.answer()
        except SandboxFault:
            self.stop()
            raise
        if "ready" not in answer:
            self.stop()
            raise Refused(str(answer.get("refused", answer)))

    def warm(self, modules: Sequence[str] = (), probes: dict[str, tuple[float, list[bytes]]] | None = None) -> None:
        """Have the zygote load ``modules`` and hold ``probes``, unless it does; every later job finds them there.

        probes: by exercise, its points, and the pickled arguments that `probe` gives. Raises `SandboxFault`.
        """
        modules = tuple(name for name in modules if name not in self.preload)
        probes = {name: there for name, there in (probes or {}).items() if name not in self.probes}
        if not modules and not probes:
            return
        self.preload, self.probes = self.preload + modules, self.probes | probes
        try:
            send_trusted(self.control, {"do": "warm", "preload": modules, "probes": probes})
            self.answer()
        except (OSError, SandboxFault):
            self.restart()

    def answer(self) -> dict:
        """Return the zygote's next message; raise `SandboxFault` when it is gone."""
        try:
            return read_message(self.control, time.monotonic() + START)
        except (Ended, OSError) as error:
            raise SandboxFault("the sandbox's warm process has ended") from error

    @contextlib.contextmanager
    def job(self) -> Iterator[Job]:
        """Open a submission's process; yield its `Job`; kill all of it at the end. Raises `SandboxFault`."""
        ours, theirs = socket.socketpair()
        with ours, contextlib.ExitStack() as behind:
            try:
                with theirs:
                    send_trusted(self.control, {"do": "begin"}, theirs.fileno())
                if group := self.group(self.answer().get("begun")):
                    behind.callback(group.remove)
                ours.sendall(b"\n")  # the fork has waited for it
                said = read_message(ours, time.monotonic() + START)
                if "shut" not in said:
                    raise SandboxFault(str(said.get("fault", "the walls could not be put up")))
                self.walls_milliseconds = said["milliseconds"]
            except (OSError, Ended, SandboxFault) as error:
                self.restart()
                raise SandboxFault(f"no process for the submission: {error}") from error
            try:
                yield Job(ours, self.limits)
            finally:
                try:
                    send_trusted(self.control, {"do": "end"})
                    self.answer()
                except (OSError, SandboxFault):
                    killed = self.process.poll() is not None  # which no submission can do, and all of it ended with it
                    self.restart()
                    if killed:
                        raise SandboxFault("the sandbox's warm process was killed") from None

    def group(self, process: object) -> Group | None:
        """Return the group that bounds all that ``process`` will start, None where there are none to be had."""
        group = None
        try:
            if self.bounds is not None and isinstance(process, int):
                group = Group(cgroup.parents(), self.limits)
                group.take(process)
                self.bounds = group.bounds
        except OSError:  # not for us after all
            self.bounds = None
            if group:
                group.remove()
            return None
        return group

    def restart(self) -> None:
        """Put a new zygote in place of a dead one."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Hang up; the zygote clears what it has started and ends."""
        if not self.running:
            return
        self.control.close()
        try:
            self.process.wait(25)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        remove(self.root)
        self.running = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def sweep() -> None:
    """Remove the folders that graders which were killed have left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):
            if folder.lstat().st_uid == os.geteuid() and pid.isdigit() and not Path("/proc", pid).exists():
                remove(folder)


def environment() -> dict[str, str]:
    """Return the zygote's whole environment: nothing of the grader's."""
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # Agg, as a notebook has it
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
