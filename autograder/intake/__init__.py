"""Read a submission, which may be anything, without executing any of it.

1. found     what lies in the submission's folder, in those below, and (`archive`) in a zip: no links followed, depth,
             sizes and counts bounded
2. notebook  parse JSON of bounded size; nbformat 3 to 5, byte-order marks, lost line ends and missing fields forgiven;
             `kinds` says what a file is that is no notebook
3. choice    of several notebooks the one whose cells match the lesson best, then the right name, then the newest
4. matching  its cells with the lesson's: by grade id, else by the function they define; the last copy of a duplicate
             counts; check cells, types, points and locks come from the gradebook; tags, outputs and foreign metadata go

`beside` reads the small files that nbgrader puts next to the notebook: when it came, and the secret of its feedback.

What was repaired is said in `Submission.notes`, a sentence each. `Unreadable` says why nothing could be read. What the
grader itself cannot read raises `OSError`.
"""

from pathlib import Path

from ..course.lesson import Lesson
from .choice import Candidate, candidate, choose
from .matching import match
from .submission import Cell, Submission, Unreadable

__all__ = ["Cell", "Submission", "blank", "from_bytes", "read"]


def read(folder: Path, lesson: Lesson) -> Submission:
    """Return the `Submission` of ``lesson`` in ``folder``; whatever is wrong with it ends in `Submission.notes`.

    Raise `OSError` if the grader cannot read what is there.
    """
    try:
        chosen, notes, file = choose(Path(folder), lesson)
    except Unreadable as error:
        return blank(lesson, str(error))
    return matched(chosen, lesson, notes, file)


def from_bytes(data: bytes, lesson: Lesson) -> Submission:
    """Return the `Submission` in a notebook file's bytes; never raises."""
    try:
        return matched(candidate(data), lesson)
    except Unreadable as error:
        return blank(lesson, str(error))


def matched(chosen: Candidate, lesson: Lesson, notes: tuple[str, ...] = (), file: str = "") -> Submission:
    """Return the `Submission` that a candidate's cells make. file: its name, to be shown."""
    cells, more = match(chosen.cells, lesson)
    return Submission(tuple(cells), (*notes, *chosen.notes, *more), chosen.digest, file)


def blank(lesson: Lesson, reason: str) -> Submission:
    """Return the lesson as released, with the reason why the learner's cells are not in it."""
    return Submission(tuple(Cell(cell.kind, cell.source, cell, True) for cell in lesson.cells), (reason,))
