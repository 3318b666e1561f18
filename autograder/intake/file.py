"""Look at files that may be anything: links, pipes and devices are not followed, sizes and counts are bounded.

What a learner's folder may be blamed for is `Unreadable`. What the grader may not or cannot read (permission, a disk
at fault, too many open files) stays an `OSError`: the grader's own fault, never a 0.
"""

import errno
import os
import stat
from pathlib import Path

from .. import names
from .submission import Unreadable

MB = 1 << 20
MOST_BYTES = 50 * MB
MOST_FILES = 1000
LEARNERS = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO, errno.ENAMETOOLONG}  # not there, or no plain file


def shown(name: str) -> str:
    """Return a file's name as short printable text, in quotes."""
    return f"'{names.shown(name[:80])}'"


def listing(folder: Path, most: int = MOST_FILES) -> list[str]:
    """Return the names of the first ``most`` entries of a folder, in order; raise `Unreadable` or `OSError`."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for _, entry in zip(range(most), entries, strict=False))
    except OSError as error:
        raise blamed(error, "The submission's folder") from None


def state(path: Path) -> os.stat_result | None:
    """Return what lies at ``path``, a link itself and not what it leads to, None for nothing; raise `OSError`."""
    try:
        return os.lstat(path)
    except OSError as error:
        if error.errno in LEARNERS:
            return None
        raise


def is_link(path: Path) -> bool:
    """Say whether there is a symbolic link (also a dangling one)."""
    found = state(path)
    return found is not None and stat.S_ISLNK(found.st_mode)


def content(path: Path, most: int | None = None) -> bytes:
    """Return the bytes of the regular file at ``path``, no link followed: the first ``most``, or all of them.

    Raise `Unreadable`, also if all of them are too many, or `OSError`.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("The notebook is not a regular file.")
            data = file.read(MOST_BYTES + 1 if most is None else most)
    except OSError as error:
        raise blamed(error, "The notebook") from None
    if len(data) > MOST_BYTES:
        raise Unreadable(
            f"The notebook is larger than {MOST_BYTES // MB} MB. Clear its outputs, save and hand it in again."
        )
    return data


def blamed(error: OSError, what: str) -> Exception:
    """Return ``error`` as it is, or as `Unreadable` where the learner's folder is at fault."""
    return Unreadable(f"{what} cannot be read ({error.strerror}).") if error.errno in LEARNERS else error
