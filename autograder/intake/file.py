"""Find a submission's notebook and read its bytes: links, pipes and devices are not followed, size is bounded."""

import os
import stat
from pathlib import Path

from .submission import Unreadable

MB = 1 << 20
MOST_BYTES = 50 * MB
MOST_FILES = 1000


def find(folder: Path, name: str) -> tuple[Path, tuple[str, ...]]:
    """Return the path of the notebook to read and notes on the choice; raise `Unreadable`."""
    if is_link(folder):
        raise Unreadable("The submission's folder is a link to somewhere else; it was not followed.")
    exact = f"{name}.ipynb"
    others = [file for file in notebooks(folder) if file != exact]
    if is_file(folder / exact):
        note = f"{exact} was graded; {len(others)} other notebook(s) beside it were not."
        return folder / exact, (note,) if others else ()
    number = name.partition("_")[0]
    renamed = [f for f in others if f.startswith((name, number))] or others[:1] * (len(others) == 1)
    if renamed:
        return folder / renamed[0], (f"The notebook is called {shown(renamed[0])}; it was taken for {exact}.",)
    if is_link(folder / exact):
        raise Unreadable(f"{exact} is a link to another file; links are not followed. Hand in the notebook itself.")
    raise Unreadable(f"There is no {exact} in the submission that can be read as a file.")


def notebooks(folder: Path) -> list[str]:
    """Return the names of the notebooks among the first files of a folder, in order; raise `Unreadable`."""
    try:
        with os.scandir(folder) as entries:
            files = [entry.name for _, entry in zip(range(MOST_FILES), entries, strict=False)]
    except OSError as error:
        raise Unreadable(f"The submission's folder cannot be read ({error.strerror}).") from None
    return sorted(file for file in files if file.endswith(".ipynb") and is_file(folder / file))


def shown(name: str) -> str:
    """Return a file's name as short printable text."""
    return ascii(name[:80])


def is_link(path: Path) -> bool:
    """Say whether there is a symbolic link (also a dangling one)."""
    return os.path.islink(path)


def is_file(path: Path) -> bool:
    """Say whether there is a regular file, not a link to one."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def content(path: Path) -> bytes:
    """Return the bytes of the regular file at ``path``, no link followed; raise `Unreadable`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("The notebook is not a regular file.")
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"The notebook cannot be read ({error.strerror}).") from None
    if len(data) > MOST_BYTES:
        raise Unreadable(
            f"The notebook is larger than {MOST_BYTES // MB} MB. Clear its outputs, save and hand it in again."
        )
    return data
