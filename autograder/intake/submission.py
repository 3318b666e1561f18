"""What was handed in, as intake has read it."""

from dataclasses import dataclass

from ..course.lesson import SourceCell

RawCell = tuple[str, str, str | None]  # its kind, its source, its grade id


class Unreadable(ValueError):
    """The submission cannot be read; the message is a sentence for learner and instructor."""


@dataclass(frozen=True)
class Cell:
    """One cell: its kind, its source, the lesson's cell that it is (None for one of the learner's own).

    ``restored`` marks one that was not handed in: it stands there as released, and is not run.
    """

    kind: str
    source: str
    role: SourceCell | None = None
    restored: bool = False


@dataclass(frozen=True)
class Submission:
    """What was handed in: its cells, what was repaired, a digest of the file as it came, and its name, to be shown."""

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    digest: str = ""
    file: str = ""
