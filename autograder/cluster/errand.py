"""What a Dask worker does for the head: keep judging processes, hand one of them a request, hand back its reply.

The head sends these functions by value (`sent`): workers and scheduler need neither the course nor this package. So
they lean on Python and Dask alone, and raise nothing: what Dask logs of a task that raises is its arguments.
"""

import contextlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HEAD = "<cI"  # before each message of a judging process: its kind, its length
READY, REPLY, FAULT, UNFIT = b"s", b"r", b"f", b"u"
LENGTH = "<I"
START = 120.0  # seconds for a judging process to find its walls
FAREWELL = 10.0  # seconds for it to end by itself
PREFIX = "backprop-"  # of the keys of our tasks
UNPACK = """
import io, signal, socket, struct, sys, zipfile
signal.signal(signal.SIGINT, signal.default_int_handler)  # which its worker may ignore
line, root = socket.socket(fileno=0), sys.argv[1]
def exactly(size):
    pieces = b""
    while len(pieces) < size:
        pieces += line.recv(size - len(pieces)) or sys.exit("the worker has hung up")
    return pieces
try:
    content = exactly(*struct.unpack("<I", exactly(4)))
    zipfile.ZipFile(io.BytesIO(content)).extractall(root)
    sys.path[:0] = [root, root + "/notebooks"]
    from autograder.cluster.judging import main
except Exception as error:
    said = f"it cannot unpack and load the course ({type(error).__name__}: {error})".encode()
    line.sendall(struct.pack("<cI", b"u", len(said)) + said)
else:
    main(line, root)
"""


def sent(name: str) -> Any:
    """Return a function of this module as one of ``__main__``, which Dask sends by value."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(Path(__file__).read_text(encoding="utf-8"), "<errand>", "exec"), namespace)
    return namespace[name]


def answer(course: str, request: bytes, seconds: float, parcel: tuple[bytes, bytes] | None = None) -> dict[str, Any]:
    """Have a judging process of ``course`` answer a request within ``seconds``; return who did, and one of these.

    reply: its bytes. lacks: there is no such process here; ask again with the ``parcel``, which is the course's files
    and what is not to be written down. unfit: this worker cannot judge, with the reason. stumbled: it could not this
    time. fault: this went wrong.
    """
    from distributed import get_worker

    worker = get_worker()
    who = {"worker": worker.address}
    idle: list = vars(worker).setdefault("backprop_judges", [])
    try:
        judge = taken(idle, course)
        if judge is None:
            if parcel is None:
                return who | {"lacks": True}
            with contextlib.suppress(IndexError):  # of another course: as many judges as threads are enough
                ended(*idle.pop(0)[1:])
            judge, trouble = started(course, worker.local_directory, parcel)
            if trouble:
                return who | trouble
        try:
            kind, said = asked(judge[2], request, seconds)
        except (OSError, EOFError) as error:
            _, process, line, root = judge
            ended(process, line, root, 0.0)
            why = f"was silent for {seconds:g} s" if isinstance(error, TimeoutError) else "has ended"
            return who | {"fault": f"the judge at {worker.address} {why}"}
        idle.append(judge)
        return who | ({"reply": said} if kind == REPLY else {"fault": said.decode()})
    except Exception as error:
        return who | {"unfit": f"{type(error).__name__}: {error}"}


def taken(idle: list, course: str) -> tuple | None:
    """Take a judge of ``course`` out of those that are idle; None where there is none. Clear away what has ended."""
    for judge in list(idle):
        name, process, line, root = judge
        over = process.poll() is not None
        if name == course or over:
            with contextlib.suppress(ValueError):  # another thread was quicker
                idle.remove(judge)
                if not over:
                    return judge
                ended(process, line, root)
    return None


def started(course: str, folder: str, parcel: tuple[bytes, bytes]) -> tuple[Any, dict[str, str]]:
    """Start a judging process in a new folder below ``folder``; return it, and what to say if it is no use."""
    root = tempfile.mkdtemp(prefix="course-", dir=folder)
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-c", UNPACK, root],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=root,
            start_new_session=True,
        )
    try:
        ours.settimeout(START)
        for part in parcel:
            ours.sendall(struct.pack(LENGTH, len(part)) + part)
        kind, said = received(ours, START)
        why = {} if kind == READY else {"unfit": said.decode()}
    except (OSError, EOFError) as error:  # killed, perhaps; perhaps not the next time
        why = {"stumbled": f"its judge did not start ({type(error).__name__})"}
    if why:
        ended(process, ours, root)
    return (course, process, ours, root), why


def asked(line: socket.socket, request: bytes, seconds: float) -> tuple[bytes, bytes]:
    """Send a request and return the kind and the bytes of what comes back; raise OSError, or EOFError."""
    line.settimeout(seconds)
    line.sendall(struct.pack(LENGTH, len(request)) + request)
    return received(line, seconds)


def received(line: socket.socket, seconds: float) -> tuple[bytes, bytes]:
    """Return the kind and the bytes of the next message; raise TimeoutError, OSError, or EOFError."""
    end = time.monotonic() + seconds

    def exactly(size: int) -> bytes:
        pieces = bytearray()
        while len(pieces) < size:
            line.settimeout(max(end - time.monotonic(), 0.001))
            piece = line.recv(min(size - len(pieces), 1 << 20))
            if not piece:
                raise EOFError
            pieces += piece
        return bytes(pieces)

    kind, size = struct.unpack(HEAD, exactly(struct.calcsize(HEAD)))
    return kind, exactly(size)


def ended(process: Any, line: socket.socket, root: str, patience: float = FAREWELL) -> None:
    """Hang up, wait for the end of a judging process, and remove its folder."""
    line.close()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(root, ignore_errors=True)


def state(silence: float, dask_scheduler: Any = None) -> dict[str, Any]:
    """Return, on the scheduler, the threads of each worker heard of in the last ``silence`` s, and tasks of others."""
    now, workers = time.time(), dask_scheduler.workers
    silent = [address for address, worker in workers.items() if now - worker.last_seen > silence]
    held = [task.key for address in silent for task in workers[address].processing if str(task.key).startswith(PREFIX)]
    return {"threads": {a: worker.nthreads for a, worker in workers.items() if a not in silent}, "held": held}
