"""The Linux calls that Python itself does not offer: mounts, capabilities, prctl, Landlock.

`unshare` is among them because `os.unshare` came with Python 3.12 only.

Every function raises OSError with the system's reason. Numbers are those of Linux, equal on all 64-bit machines.
"""

import ctypes
import errno
import os
from collections.abc import Iterable
from typing import Any

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = (
    0x20000,
    0x4000000,
    0x8000000,
    0x10000000,
    0x20000000,
    0x40000000,
)
READ_ONLY, NOSUID, NODEV, NOEXEC, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
DEATH_SIGNAL, DUMPABLE, SECCOMP, CHILD_SUBREAPER, NO_NEW_PRIVILEGES = 1, 4, 22, 36, 38
MOUNT_SETATTR, CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 442, 444, 445, 446
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
AT_FDCWD, AT_RECURSIVE, DETACH = -100, 0x8000, 2

libc: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None


def done(result: int, what: str) -> int:
    """Return ``result``; raise OSError where it says that the call failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces in ``flags`` for new, empty ones."""
    done(libc.unshare(flags), "unshare")


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, data: str | None = None) -> None:
    """Mount ``source`` on the folder ``target``."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    done(libc.mount(*texts, ctypes.c_ulong(flags), data and data.encode()), f"mount {target}")


class MountAttributes(ctypes.Structure):
    """struct mount_attr of mount_setattr(2)."""

    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns_fd")]


def bind(source: str, target: str) -> None:
    """Show the file or folder ``source`` at ``target``, read-only, with everything mounted below it."""
    mount(source, target, None, BIND | RECURSIVE)
    attributes = MountAttributes(READ_ONLY | NOSUID | NODEV)
    call = libc.syscall(
        MOUNT_SETATTR,
        AT_FDCWD,
        os.fsencode(target),
        AT_RECURSIVE,
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    if call < 0 and ctypes.get_errno() == errno.ENOSYS:  # before Linux 5.12: the topmost mount only
        return mount(None, target, None, BIND | REMOUNT | READ_ONLY | NOSUID | NODEV)
    done(call, f"read-only {target}")


def pivot_root(new: str) -> None:
    """Make the mount at ``new`` the root of the file tree and let go of the old one."""
    os.chdir(new)
    done(libc.syscall(PIVOT_ROOT[os.uname().machine], b".", b"."), "pivot_root")
    done(libc.umount2(b".", DETACH), "umount the old root")
    os.chdir("/")


def prctl(option: int, value: int) -> None:
    """Set one of this process's own properties."""
    done(libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), f"prctl {option}")


class Filter(ctypes.Structure):
    """struct sock_fprog: how many instructions of 8 bytes, and where they stand."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def filter_calls(program: bytes) -> None:
    """Let this process and its children make only the system calls that the compiled ``program`` allows, for good."""
    found = Filter(len(program) // 8, program)
    done(libc.prctl(SECCOMP, ctypes.c_ulong(2), ctypes.byref(found), 0, 0), "seccomp")


def drop_capabilities() -> None:
    """Give up every capability, in this process's user namespace and so in all below it."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    done(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


class RulesetAttributes(ctypes.Structure):
    """struct landlock_ruleset_attr: what is refused unless a rule allows it."""

    _fields_ = [(name, ctypes.c_uint64) for name in ("files", "network", "scoped")]


class PathBeneath(ctypes.Structure):
    """struct landlock_path_beneath_attr."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


READING = 0b1100  # read a file, list a folder
READING_FILE = 0b0100
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
WRITING = (1 << 1) | (0b11 << 2) | (0b11 << 4) | (1 << 7) | (1 << 8) | (1 << 14)


def landlock_version() -> int:
    """Return the version of Linux's Landlock, 0 where it has none."""
    return max(0, libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1))


def landlock(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Shut this process and its children into files: read below ``readable``, change below ``writable``, no more.

    Network connections and (from version 6) signals and abstract sockets to others are refused as well. Needs
    `NO_NEW_PRIVILEGES`. (The libraries on PyPI know the file rules only, hence these three calls.)
    """
    version = landlock_version()
    handled = max(rights for since, rights in FILE_RIGHTS.items() if since <= version)
    attributes = RulesetAttributes(handled, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = done(libc.syscall(CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), 0), "landlock ruleset")
    for paths, rights in ((readable, READING), (writable, WRITING)):
        for path in paths:
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
            allowed = rights if os.path.isdir(path) else READING_FILE | rights & (1 << 1)
            beneath = PathBeneath(allowed & handled, folder)
            done(libc.syscall(ADD_RULE, rules, 1, ctypes.byref(beneath), 0), f"landlock {path}")
            os.close(folder)
    done(libc.syscall(RESTRICT_SELF, rules, 0), "landlock")
    os.close(rules)
