"""One notebook, judged on its own: the file read with care, its lesson found by what it holds, nothing recorded.

The arguments that its functions are called with are drawn anew each time, from a key that is never written down; for a
learner who is named they are those of `make grade`, where the course has its key.
"""

import os
import secrets
import stat
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from nbgrader.api import Gradebook

from backprop.exercises import exercises_of

from .. import intake
from ..course import class_gradebook, self_check
from ..course import lesson as lessons
from ..course.lesson import Lesson
from ..intake.archive import ZIP
from ..intake.choice import Candidate, candidate
from ..intake.file import content
from ..intake.matching import done, known
from ..intake.submission import Submission, Unreadable
from ..names import near, shown
from ..settings import KEY_BYTES, Settings
from .judge import Judge
from .marks import Report


class Rejected(ValueError):
    """The file is no notebook of the course's; the message says what it is, and what is wanted."""


class Found(NamedTuple):
    """The lesson that a notebook is of, and what was handed in of it."""

    lesson: Lesson
    submission: Submission


@dataclass(frozen=True)
class Unkept(Settings):
    """Settings for a judge that leaves nothing behind: a folder that is thrown away, a key that is in memory alone."""

    key: bytes = b""  # in place of the property that makes a file


def judged(settings: Settings, path: Path, name: str | None = None, student: str | None = None) -> Report:
    """Judge the notebook at ``path`` behind the walls; return the `Report`. Raise `Rejected`, `lessons.UnknownLesson`.

    name: the lesson's, if it is not to be found out. student: whose probes are drawn. Whatever `Judge` raises, and
    OSError, is the grader's own fault.
    """
    settings = replace(settings, db_url=class_gradebook.read_only(settings.db_url))
    found = read(settings, path, name)
    with TemporaryDirectory(prefix="backprop-check-") as folder, Judge(unkept(settings, folder, student)) as judge:
        self_check.check(judge, found.lesson.name)
        report = judge.grade(found.lesson, student or "", found.submission)
        report = judge.again(report, found.submission) if report.doubtful else report
        return replace(report, notes=report.notes + by_hand(found.lesson))


def by_hand(lesson: Lesson) -> tuple[str, ...]:
    """Return a note on what only an instructor can give points for, if there is any."""
    cells = [cell for cell in lesson.cells if cell.task or (cell.points and cell.solution)]
    names, points = ", ".join(cell.grade_id for cell in cells), sum(cell.task or cell.points or 0 for cell in cells)
    return (f"{points:g} points more are given by hand, for {names}.",) if cells else ()


def unkept(settings: Settings, folder: str, student: str | None) -> Unkept:
    """Return settings that keep all in ``folder`` and memory; with the course's key for a learner, else a new one."""
    has_key = student is not None and (settings.folder / "key").exists()
    key = settings.key if has_key else secrets.token_bytes(KEY_BYTES)
    said = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return Unkept(**said | {"folder": Path(folder), "key": key})


def read(settings: Settings, path: Path, name: str | None = None) -> Found:
    """Return what the file at ``path`` holds of a lesson; raise `Rejected`, or OSError for what may not be read."""
    file = shown(str(path))
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise Rejected(f"{file} is not there; the path of a notebook is wanted.") from None
    if stat.S_ISDIR(mode):
        raise Rejected(f"{file} is a folder; the path of the notebook in it is wanted.")
    if stat.S_ISLNK(mode):
        raise Rejected(f"{file} is a link to another file; links are not followed. The notebook itself is wanted.")
    real, typed, root = os.path.realpath(path), os.path.abspath(path), str(settings.root) + os.sep
    if real.startswith(root) and not typed.startswith(root):
        raise Rejected(f"{file} leads by a link into the course's own folder; the notebook itself is wanted.")
    try:
        data = content(path)
        if data.startswith(ZIP):
            raise Rejected(f"{file} is a zip archive, or a document kept in one; the notebook itself is wanted.")
        cells = candidate(data)
    except Unreadable as error:
        raise Rejected(f"{file} cannot be judged. {error}") from None
    lesson, notes = chosen(settings, cells, name, file)
    return Found(lesson, intake.matched(cells, lesson, notes))


def chosen(settings: Settings, found: Candidate, name: str | None, file: str) -> tuple[Lesson, tuple[str, ...]]:
    """Return the lesson of which most is in the notebook called ``file``, and a note if it holds another's, too."""
    with Gradebook(settings.db_url) as gradebook:
        names = [assignment.name for assignment in gradebook.assignments if exercises_of(assignment.name)]
    listed = ", ".join(names) or "none: run `make build`"
    if name is not None and name not in names:
        meant = " or ".join(near(name, names))
        raise lessons.UnknownLesson(
            f"there is no lesson {shown(name)!r}" + (f": is {meant} meant?" if meant else f"; there are: {listed}.")
        )
    possible = [
        lesson for one in ([name] if name else names) if belongs(found, lesson := lessons.load(settings.db_url, one))
    ]
    if not possible:
        of = f"the lesson {name}" if name else f"any lesson ({listed})"
        raise Rejected(f"{file} holds none of the cells of {of}, and no functions in their place.")
    possible.sort(key=lambda lesson: (done(found.cells, lesson), known(found.cells, lesson)), reverse=True)
    first, *others = possible
    also = ", ".join(lesson.name for lesson in others)
    return first, (f"It holds cells of {also}, too; --lesson says which to judge.",) if others else ()


def belongs(found: Candidate, lesson: Lesson) -> bool:
    """Say whether a notebook is one of the lesson: some of its cells are there by name, or half of its functions."""
    ids = {grade_id for _, _, grade_id in found.cells}
    solutions = sum(cell.solution for cell in lesson.cells)
    return any(cell.grade_id in ids for cell in lesson.cells) or 2 * known(found.cells, lesson) >= solutions > 0
