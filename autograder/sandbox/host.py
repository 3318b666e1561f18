"""The grader's side of the sandbox: start a zygote, hand it cells and probes, read outcomes, end it on time."""

import contextlib
import os
import pickle
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from . import tree, walls
from .frames import LENGTH, send_trusted
from .limits import Limits
from .protocol import MOST_HEADER, Damaged, a_list, json_object, text

HERE = Path(__file__).resolve().parents[2]
PREFIX = "backprop-sandbox-"
GRACE = 3.0  # seconds beyond its own limit that the stage is given to say so
START = 60.0  # seconds for a zygote to be ready, for a submission's fork to be shut in
PRELOAD = ("numpy", "numpy.random", "numpy.linalg", "asyncio", "copy", "functools", "itertools", "math", "random")
START_ZYGOTE = "import sys; sys.path[:0] = {paths!r}; from autograder.sandbox.zygote import main; main()"


class SandboxFault(RuntimeError):
    """The sandbox itself failed: the grader's fault, never a learner's."""


class Refused(SandboxFault):
    """The walls of the asked tier cannot be had on this machine; the message is the kernel's."""


class Ended(Exception):
    """The submission's process is gone, or speaks nonsense, or does not answer in time."""


class Sandbox:
    """A zygote and the one submission at a time that it serves.

    tier: one of `walls.TIERS`. hidden: folders that must not be seen even if they lie inside the interpreter's.
    user: who learners' code runs as when the grader is root. Raises `Refused` where the tier cannot be had.
    """

    def __init__(self, tier, limits=None, preload=(), hidden=(), user=walls.NOBODY):
        self.tier, self.limits, self.user = tier, limits or Limits(), user
        self.preload = (*PRELOAD, *preload)
        self.package = Path(find_spec("backprop").origin).parent
        self.hidden = [HERE, self.package, *map(Path, hidden)]
        self.process = self.control = self.root = None
        self.start()

    def start(self):
        """Start the zygote and wait until it is ready."""
        sweep()
        self.root = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        os.chmod(self.root, 0o711)
        self.control, theirs = socket.socketpair()
        packages = [path for path in tree.python_paths() if Path(path, "numpy").is_dir()]
        start = START_ZYGOTE.format(paths=[str(HERE), *packages])
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-s", "-S", "-P", "-B", "-c", start],
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment(),
                cwd="/",
                start_new_session=True,
            )
        setup = {
            "tier": self.tier,
            "root": self.root,
            "limits": self.limits,
            "paths": tree.kept([*tree.python_paths(), *tree.SYSTEM], self.hidden),
            "files": tree.course_files(self.package),
            "user": self.user,
            "preload": self.preload,
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

    def answer(self):
        """Return the zygote's next message; raise `SandboxFault` when it is gone."""
        try:
            return read_message(self.control, time.monotonic() + START)
        except (Ended, OSError) as error:
            raise SandboxFault("the sandbox's warm process has ended") from error

    @contextlib.contextmanager
    def job(self):
        """Open a submission's process; yield its `Job`; kill all of it at the end. Raises `SandboxFault`."""
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs:
                    send_trusted(self.control, {"do": "begin"}, theirs.fileno())
                self.answer()
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
                    self.restart()

    def restart(self):
        """Put a new zygote in place of a dead one."""
        self.stop()
        self.start()

    def stop(self):
        """Hang up; the zygote clears what it has started and ends."""
        if self.control:
            self.control.close()
        if self.process:
            try:
                self.process.wait(25)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.root:
            shutil.rmtree(self.root, ignore_errors=True)
        self.process = self.control = self.root = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def sweep():
    """Remove the folders that graders which were killed have left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):
            if folder.lstat().st_uid == os.geteuid() and pid.isdigit() and not Path("/proc", pid).exists():
                shutil.rmtree(folder, ignore_errors=True)


def environment():
    """Return the zygote's whole environment: nothing of the grader's."""
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": tree.SCRATCH,
        "TMPDIR": tree.SCRATCH,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": tree.SCRATCH,
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }


class Job:
    """One submission's process, seen from outside. Every method raises `Ended` when it is gone or out of order."""

    def __init__(self, connection, limits):
        self.connection, self.limits = connection, limits

    def cell(self, number, source, seconds, clock, definitions_only=False):
        """Run one cell, for so many of the processor's seconds and of the clock's.

        Return None, or the class name and the message of the exception that ended it.
        """
        cell = {
            "number": number,
            "source": source,
            "seconds": seconds,
            "clock": clock,
            "definitions_only": definitions_only,
        }
        deadline = time.monotonic() + clock + GRACE
        self.ask({"do": "cell", "cell": cell}, deadline)
        error = read_message(self.connection, deadline).get("error")
        if error is None:
            return None
        try:
            name, message = a_list(error, 2)
            return text(name)[:60], text(message)[:300]
        except Damaged as damage:
            raise Ended("nonsense") from damage

    def exercise(self, name, arguments, read, seconds, clock, apart=True):
        """Run function ``name`` on the probes' ``arguments``; return the reply's bytes and the end's message.

        The message holds "late" (time ran out), "flood" (more bytes than allowed) or "status" (the exit code).
        """
        deadline = time.monotonic() + clock + GRACE
        source, sink = os.pipe()
        try:
            exercise = pickle.dumps((name, arguments, read))
            message = {"do": "exercise", "exercise": exercise, "seconds": seconds, "clock": clock, "apart": apart}
            self.ask(message, deadline, sink)
            os.close(sink)
            sink = None
            return self.collect(source, deadline)
        finally:
            os.close(source)
            if sink is not None:
                os.close(sink)

    def ask(self, message, deadline, *descriptors):
        """Send a message to the stage."""
        try:
            self.connection.settimeout(max(0.01, deadline - time.monotonic()))
            send_trusted(self.connection, message, *descriptors)
        except OSError as error:
            raise Ended("gone") from error

    def collect(self, source, deadline):
        """Read the pipe until the stage says that the exercise has ended; never more than the limit."""
        reply, waited = bytearray(), [source, self.connection]
        while True:
            ready, _, _ = select.select(waited, [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return bytes(reply), {"late": True, "gone": True}
            if source in ready:
                piece = os.read(source, min(1 << 16, self.limits.reply + 1 - len(reply)))
                reply += piece
                if len(reply) > self.limits.reply:
                    return bytes(reply), {"flood": True, "gone": True}
                if not piece:
                    waited.remove(source)
            elif self.connection in ready:
                try:
                    return bytes(reply), read_message(self.connection, deadline)
                except Ended:
                    return bytes(reply), {"gone": True}


def read_message(connection, deadline):
    """Return the next JSON object that a process in the sandbox sent; raise `Ended` for none, late or damaged."""
    try:
        length = LENGTH.unpack(take(connection, LENGTH.size, deadline))[0]
        if length > MOST_HEADER:
            raise Ended("nonsense")
        return json_object(take(connection, length, deadline))
    except (OSError, Damaged) as error:
        raise Ended(str(error)) from error


def take(connection, size, deadline):
    """Return exactly ``size`` bytes before the deadline; raise `Ended`."""
    pieces = bytearray()
    while len(pieces) < size:
        connection.settimeout(max(0.001, deadline - time.monotonic()))
        piece = connection.recv(size - len(pieces))
        if not piece:
            raise Ended("gone")
        pieces += piece
    return bytes(pieces)
