"""Shut a process in: once for the zygote (`isolate`), once more for each submission (`separate`, then `shut`).

The order, with namespaces: the zygote leaves the machine's namespaces, builds its file tree, moves in, and (as root)
becomes an unprivileged user for good. A submission's fork leaves the zygote's namespaces in turn, puts a fresh scratch
folder in place and forks once more, to be process 1 of its own tree: when that ends, everything below it ends.
Then limits, no new privileges, no capabilities, the list of system calls.

Without namespaces: Landlock shuts files, network and signals off instead, and the zygote, to which orphans fall,
hunts down what a submission leaves behind.
"""

import contextlib
import os
import re

from . import linux, rootfs
from .limits import Limits

with contextlib.suppress(ModuleNotFoundError):  # on Windows, where `canary.find` says that walls are Linux's
    import resource

TIERS = ("namespaces", "landlock", "unsafe")
NOBODY = 65534


def isolate(tier: str, root: str, paths: list[str], files: dict[str, bytes], user: int = NOBODY) -> int | None:
    """Move the zygote into a tree of its own on the empty folder ``root``; return a handle on /proc (or None).

    files: the course's files. user: who to become where we are root. Raises OSError where the tier cannot be had.
    """
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC) if os.path.isdir("/proc/self") else None
    if tier == "namespaces":
        ids = os.geteuid(), os.getegid()
        apart = linux.NEWNS | linux.NEWNET | linux.NEWIPC | linux.NEWUTS
        linux.unshare(apart | (linux.NEWUSER if ids[0] else 0))
        if ids[0]:
            map_ids(proc, *ids)
        rootfs.build(root, paths, files)
    else:
        rootfs.write_course(root + rootfs.COURSE, files)
        if os.geteuid() == 0:
            os.chown(os.path.dirname(root + rootfs.SCRATCH), user, user)
    if os.geteuid() == 0:
        become(user)
    if tier == "namespaces":
        linux.drop_capabilities()
    if tier != "unsafe":
        linux.prctl(linux.DUMPABLE, 1)  # else its own /proc/self, which the next user namespace needs, is closed
    return proc


def become(user: int) -> None:
    """Give up root for ``user``, for good; check that it cannot be had back."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    try:
        os.setuid(0)
    except PermissionError:
        return
    raise PermissionError("root could not be given up")


def map_ids(proc: int | None, uid: int, gid: int) -> None:
    """Be `NOBODY` in the new user namespace, ``uid`` and ``gid`` outside of it."""
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{NOBODY} {uid} 1"),
        ("gid_map", f"{NOBODY} {gid} 1"),
    ):
        file = os.open(f"self/{name}", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
        os.write(file, text.encode())
        os.close(file)


def separate(tier: str, proc: int | None, limits: Limits) -> None:
    """Take this fork out of the zygote's namespaces, with an empty scratch folder."""
    if tier == "namespaces":
        ids = os.geteuid(), os.getegid()
        linux.unshare(linux.NEWUSER | linux.NEWNS | linux.NEWPID | linux.NEWNET | linux.NEWIPC | linux.NEWUTS)
        map_ids(proc, *ids)
        size = f"size={limits.scratch},nr_inodes=2000,mode=700"
        linux.mount("tmpfs", rootfs.SCRATCH, "tmpfs", linux.NOSUID | linux.NODEV | linux.NOEXEC, size)


def shut(tier: str, proc: int | None, limits: Limits, readable: list[str], scratch: str, allowed: bytes) -> None:
    """Shut this process in for good: from here on it runs code that nobody trusts.

    allowed: the compiled list of system calls, empty in the tier "unsafe"; readable, scratch: what Landlock leaves open
    """
    prefer_as_victim(proc)
    bound(limits, proc, counted_together(tier))
    os.chdir(scratch)
    if tier == "unsafe":
        return
    linux.prctl(linux.NO_NEW_PRIVILEGES, 1)
    linux.prctl(linux.CHILD_SUBREAPER, 1)  # so that it sees what it has left behind
    if tier == "namespaces":
        linux.drop_capabilities()
    else:
        linux.landlock(readable, [scratch, "/dev/null"])
    linux.prctl(linux.DUMPABLE, 0)
    linux.prctl(linux.DEATH_SIGNAL, 9)
    if proc is not None:
        os.close(proc)
    linux.filter_calls(allowed)


def prefer_as_victim(proc: int | None) -> None:
    """Ask Linux to end this process before any other when memory runs out."""
    with contextlib.suppress(OSError, TypeError):  # a courtesy to the machine, no wall
        file = os.open("self/oom_score_adj", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
        os.write(file, b"1000")
        os.close(file)


def bound(limits: Limits, proc: int | None, others: int) -> None:
    """Set the limits of this process and all it starts; hard, so that they cannot be raised again.

    others: how many processes of this user run already, where Linux counts them all together.
    """
    for name, value in (
        ("AS", mapped(proc) + limits.memory),
        ("NPROC", limits.processes + others),
        ("NOFILE", limits.open_files),
        ("FSIZE", limits.scratch),
        ("CPU", int(limits.submission_seconds) + 1),
        ("CORE", 0),
        ("MEMLOCK", 0),
        ("MSGQUEUE", 0),
        ("NICE", 0),
        ("RTPRIO", 0),
    ):
        if (kind := getattr(resource, f"RLIMIT_{name}", None)) is not None:
            _, most = resource.getrlimit(kind)
            value = value if most == resource.RLIM_INFINITY else min(value, most)
            resource.setrlimit(kind, (value, value))


def mapped(proc: int | None) -> int:
    """Return the bytes of address space in use already."""
    try:
        file = os.open("self/statm", os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    except (OSError, TypeError):
        return 1 << 30
    pages = int(os.read(file, 100).split()[0])
    os.close(file)
    return pages * resource.getpagesize()


def counted_together(tier: str) -> int:
    """Return how many processes and threads of this user count towards our limit: none in a namespace of our own."""
    release = tuple(int(n) for n in re.findall(r"\d+", os.uname().release)[:2])
    if (tier == "namespaces" and release >= (5, 14)) or not os.path.isdir("/proc/self"):
        return 0
    count = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if entry.stat().st_uid == os.getuid():
                    count += len(os.listdir(f"/proc/{entry.name}/task"))
    return count
