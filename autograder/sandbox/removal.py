"""Remove a folder that a stranger has filled."""

import contextlib
import os
from itertools import count
from pathlib import Path


def remove(top: str | Path) -> None:
    """Remove the folder ``top``, also where folders in it are closed or nested without end; follow no link.

    Each folder inside is moved to the top before it is looked into, so that no path grows long and nothing recurses.
    """
    names = (os.path.join(top, f".moved-{number}") for number in count())
    with contextlib.suppress(OSError):
        while folders := cleared(top):
            for folder in folders:
                for inner in cleared(folder):
                    os.rename(inner, next(name for name in names if not os.path.lexists(name)))
                os.rmdir(folder)
        os.rmdir(top)


def cleared(folder: str | Path) -> list[str]:
    """Delete what is no folder in ``folder``; return the folders in it, opened."""
    os.chmod(folder, 0o700)
    with os.scandir(folder) as entries:
        found = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for path, is_folder in found:
        if is_folder:
            os.chmod(path, 0o700)
        else:
            os.unlink(path)
    return [path for path, is_folder in found if is_folder]
