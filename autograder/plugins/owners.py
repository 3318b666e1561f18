"""Whose a hand-in is, by the owner that the file system keeps of its folder and of everything in it.

Names and times in an exchange are what somebody claims. An owner is what the kernel wrote down: nobody but the
administrator can make a file that is another's. So everything in a hand-in is opened without following links, asked
for its owner by the open file itself, and copied from that same open file; what is swapped meanwhile changes nothing.
"""

import errno
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath
from stat import S_IMODE, S_ISDIR, S_ISREG

if sys.platform != "win32":
    import pwd

MOST_PARTS, DEEPEST = 2000, 8  # as deep as fits a path, whatever its names
WRITTEN_BY_OTHERS = 0o022


class Refused(ValueError):
    """Something in a hand-in is not its owner's, or is no file; the message says what."""


def uid_of(account: str) -> int | None:
    """Return the number of the user account of exactly this name, None where there is none."""
    try:
        found = pwd.getpwnam(account)
    except (KeyError, ValueError):  # ValueError: a name with a null in it
        return None
    return found.pw_uid if found.pw_name == account else None


def called(uid: int) -> str:
    """Return what a user is called."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user number {uid}"


def parts(folder: Path, owner: int, most: int) -> Iterator[tuple[PurePath, int, os.stat_result]]:
    """Yield path, descriptor and status of a hand-in's ``folder`` and of all that is in it, each of them ``owner``'s.

    most: how many bytes they may hold. Raise `Refused` at the first thing that is otherwise.
    """
    size = 0
    for number, part in enumerate(opened(str(folder), None, PurePath(), owner)):
        size += part[2].st_size if S_ISREG(part[2].st_mode) else 0
        if number > MOST_PARTS or size > most:
            raise Refused(f"there is more than {MOST_PARTS} files or {most // 1000} kB")
        yield part


def opened(name: str, above: int | None, path: PurePath, owner: int) -> Iterator[tuple[PurePath, int, os.stat_result]]:
    """Yield a file, or a folder and then what is in it, as `parts` does; ``above`` is the open folder it lies in."""
    said = str(path) if path.parts else "the folder itself"
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=above)
    except OSError as error:
        what = "is a link" if error.errno == errno.ELOOP else f"cannot be read ({error.strerror})"
        raise Refused(f"{said} {what}") from None
    try:
        status = os.fstat(descriptor)
        if status.st_uid != owner:
            raise Refused(f"{said} is {called(status.st_uid)}'s")
        if S_ISDIR(status.st_mode) and len(path.parts) < DEEPEST:
            yield path, descriptor, status
            for each in sorted(os.listdir(descriptor)):
                yield from opened(each, descriptor, path / each, owner)
        elif S_ISREG(status.st_mode) and not S_IMODE(status.st_mode) & WRITTEN_BY_OTHERS:
            yield path, descriptor, status
        elif S_ISREG(status.st_mode):
            raise Refused(f"{said} may be written by others (its mode is {S_IMODE(status.st_mode):o})")
        else:
            raise Refused(f"{said} is neither a file nor a folder that can be taken")
    finally:
        os.close(descriptor)


def changed(folder: Path, owner: int, most: int) -> datetime:
    """Return when the file system last saw a change in a hand-in, in UTC; raise `Refused` as `parts` does.

    That is the time of the inodes: nobody can set it back, but a copy of the exchange, or a chmod, sets it forward.
    """
    last = max(status.st_ctime for _, _, status in parts(folder, owner, most))
    return datetime.fromtimestamp(last, UTC).replace(tzinfo=None)


def take(folder: Path, target: Path, owner: int, most: int) -> None:
    """Copy a hand-in to ``target``, which is not there yet; raise `Refused` as `parts` does."""
    for path, descriptor, status in parts(folder, owner, most):
        if S_ISDIR(status.st_mode):
            (target / path).mkdir()
        else:
            with open(descriptor, "rb", closefd=False) as file:
                (target / path).write_bytes(file.read(status.st_size))
