"""What lies in a submission's folder: its files, those one folder down, and those in a zip archive."""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .file import MOST_FILES, content, listing, state

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


def files(folder: Path, exact: str) -> list[Found]:
    """Return the regular files in ``folder`` and one folder down, `MOST_FILES` of them or so; raise `Unreadable`.

    exact: a name that is found behind whatever number of others.
    """
    result: list[Found] = []
    folders = []
    for name in dict.fromkeys([exact, *listing(folder)]):
        known = state(folder / name)
        if known and stat.S_ISREG(known.st_mode):
            result.append(Found(name, known.st_mtime, partial(content, folder / name)))
        elif known and stat.S_ISDIR(known.st_mode) and not name.startswith((".", "__")):
            folders.append(name)
    for inner in folders:
        result += plain(folder, inner, MOST_FILES - len(result))
    return result


def checkpoints(folder: Path) -> list[Found]:
    """Return what Jupyter kept of earlier versions."""
    known = state(folder / CHECKPOINTS)
    return list(plain(folder, CHECKPOINTS, MOST_FILES)) if known and stat.S_ISDIR(known.st_mode) else []


def plain(folder: Path, inner: str, most: int) -> Iterator[Found]:
    """Yield the regular files among the first ``most`` entries of the folder ``inner`` of ``folder``."""
    for name in listing(folder / inner, max(most, 0)):
        known = state(folder / inner / name)
        if known and stat.S_ISREG(known.st_mode):
            yield Found(f"{inner}/{name}", known.st_mtime, partial(content, folder / inner / name))
