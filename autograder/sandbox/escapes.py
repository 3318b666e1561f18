"""What the canary runs inside the sandbox: one function, which tries to get out and tells what held.

Read as text and run as a notebook's cell, exactly as a submission would be.
"""

import ctypes
import os
import socket
import subprocess
import sys


def refused(attempt):
    """Return 1.0 where ``attempt`` raises, 0.0 where it goes through."""
    try:
        attempt()
    except (OSError, MemoryError):
        return 1.0
    return 0.0


def listed(folder):
    """Raise OSError where nothing is to be seen in ``folder``."""
    if not os.listdir(folder):
        raise OSError("empty")


def no_more_than(most):
    """Fork until it is refused; raise OSError if that comes after at most ``most``."""
    read, write = os.pipe()
    children = []
    try:
        while len(children) <= most:
            child = os.fork()
            if child == 0:
                os.close(write)
                os.read(read, 1)  # until the parent closes its end
                os._exit(0)
            children.append(child)
    finally:
        os.close(write)
        for child in children:
            os.waitpid(child, 0)


def call(number_of):
    """Make a system call that must be refused; raise OSError if it is."""
    name, *arguments = number_of
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def escapes(secret, writable, port, mailbox, grader, processes, memory):
    """Try each way out; return 1.0 for each that is shut, in the order of `canary.WAYS`."""
    return [
        refused(lambda: open(secret).read()),
        refused(lambda: open(os.path.join(writable, "written"), "w").write("x")),
        refused(lambda: open(os.path.join(os.path.dirname(os.__file__), "written"), "w").write("x")),
        refused(lambda: os.chmod(secret, 0)),
        refused(lambda: socket.create_connection(("127.0.0.1", port), 1)),
        refused(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port))),
        refused(lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b"x", mailbox)),
        refused(lambda: os.kill(grader, 0)),
        refused(lambda: listed(f"/proc/{grader}")),
        refused(lambda: subprocess.run([sys.executable, "-c", "0"], check=True)),
        refused(lambda: os.setuid(0)) if os.getuid() else 0.0,
        refused(lambda: call(("unshare", 0x10000000))),
        refused(lambda: call(("ptrace", 16, grader, 0, 0))),
        refused(lambda: bytearray(memory)),
        refused(lambda: no_more_than(processes)),
    ]
