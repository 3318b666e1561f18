"""What lies in a submission's folder and in those below it: its files, each with a way to read it."""

import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .file import MOST_FILES, content, listing, state

DEEPEST = 3  # folders below the submission's own
CHECKPOINTS = ".ipynb_checkpoints"  # where Jupyter keeps the last saved version


@dataclass(frozen=True)
class Found:
    """A file: its path within the submission, when it was last changed, how to read its first bytes (None: all)."""

    name: str
    time: float
    read: Callable[[int | None], bytes]

    @property
    def parts(self) -> list[str]:
        """Return the folders, and an archive, that it lies in, and its own name last."""
        return self.name.replace("\\", "/").split("/")

    def likeness(self, lesson: str) -> int:
        """Return how much its name is that of the lesson's notebook: 3 wholly, 2 elsewhere, 1 a little, 0 not."""
        last, wanted = self.parts[-1].casefold(), f"{lesson}.ipynb".casefold()
        number, _, word = lesson.casefold().partition("_")
        if self.name == f"{lesson}.ipynb":
            return 3
        return 2 if last == wanted else int(last.startswith(number) or word in last)

    @property
    def is_hidden(self) -> bool:
        """Say whether it is a system's own: its name, or that of a folder, is hidden; or macOS put it into a zip."""
        return any(part.startswith(".") or part == "__MACOSX" for part in self.parts)


def files(folder: Path, exact: str = "") -> list[Found]:
    """Return the regular files in ``folder`` and in the folders below, as deep as allowed; raise `Unreadable`.

    exact: a name that is found behind whatever number of others.
    """
    result: list[Found] = []
    folders = [""]
    for inner in folders:
        first = [exact] if exact and not inner else []
        for name in dict.fromkeys([*first, *listing(folder / inner, max(MOST_FILES - len(result), 0))]):
            path = inner + name
            known = state(folder / path)
            if known and stat.S_ISREG(known.st_mode):
                result.append(Found(path, known.st_mtime, partial(content, folder / path)))
            elif (
                known
                and stat.S_ISDIR(known.st_mode)
                and (name == CHECKPOINTS or not name.startswith((".", "__")))
                and inner.count("/") < DEEPEST
                and len(folders) < MOST_FILES
            ):
                folders.append(f"{path}/")
    return result
