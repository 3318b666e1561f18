"""Read a submission, which may be anything, without executing any of it.

1. file      find the notebook in the submission's folder: no links followed, a renamed copy if the right name is
             missing; read its bytes, not more than allowed
2. notebook  parse JSON of bounded size; nbformat 3 to 5, byte-order marks and missing fields forgiven
3. matching  its cells with the lesson's: by grade id, else by the function they define; the last copy of a duplicate
             counts; check cells, types, points and locks come from the gradebook; tags, outputs and foreign metadata go

`beside` reads the small files that nbgrader puts next to the notebook: when it came, and the secret of its feedback.

What was repaired is said in `Submission.notes`, a sentence each. `Unreadable` says why nothing could be read.
"""

import hashlib
from itertools import accumulate
from pathlib import Path

from ..lesson import Lesson
from .file import content, find
from .matching import match
from .notebook import parse, raw_cells, tidy
from .submission import Cell, RawCell, Submission, Unreadable

MOST_CELLS, MOST_TEXT = 2000, 500_000  # characters: lesson 4, the longest, has a tenth of it

__all__ = ["Cell", "Submission", "blank", "from_bytes", "read"]


def read(folder: Path, lesson: Lesson) -> Submission:
    """Return the `Submission` of ``lesson`` in ``folder``; whatever is wrong with it ends in `Submission.notes`."""
    try:
        path, notes = find(Path(folder), lesson.name)
        data = content(path)
    except Unreadable as error:
        return blank(lesson, str(error))
    return from_bytes(data, lesson, notes)


def from_bytes(data: bytes, lesson: Lesson, notes: tuple[str, ...] = ()) -> Submission:
    """Return the `Submission` in a notebook file's bytes; never raises."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        found = [cell for cell in map(tidy, raw_cells(parse(data))) if cell]
    except Unreadable as error:
        return blank(lesson, str(error), notes, digest)
    if len(kept := beginning(found)) < len(found):
        notes = (*notes, f"Of its {len(found)} cells only the first {len(kept)} were read: it holds far too much.")
    cells, more = match(kept, lesson)
    return Submission(tuple(cells), (*notes, *more), digest)


def beginning(cells: list[RawCell]) -> list[RawCell]:
    """Return the first of the cells ``(kind, source, grade id)``, as many as a notebook may have."""
    ends = accumulate(len(source) for _, source, _ in cells)
    return [cell for cell, end in zip(cells[:MOST_CELLS], ends, strict=False) if end <= MOST_TEXT]


def blank(lesson: Lesson, reason: str, notes: tuple[str, ...] = (), digest: str = "") -> Submission:
    """Return the lesson as released, with the reason why the learner's cells are not in it."""
    cells = tuple(Cell(cell.kind, cell.source, cell, True) for cell in lesson.cells)
    return Submission(cells, (*notes, reason), digest)
