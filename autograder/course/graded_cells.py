"""A lesson's graded cells as its text, its notebooks and the gradebook have them, in one form, to be compared."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from .lesson import Lesson

CODE_CELL = re.compile(r"^(`{3,})\{code-cell\}[^\n]*\n---\n(.*?)^---\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
PROSE_CELL = re.compile(r"^\+\+\+ (\{.*\})$", re.MULTILINE)
WRITTEN = "AUTOTEST"  # nbgrader puts tests of its own making in the place of this line
LEFT_OUT = "### BEGIN "  # of hidden tests and mark schemes, which the gradebook knows and a release does not


class Cell(NamedTuple):
    """A graded cell's points, what nbgrader makes of it, and its text if that is to be compared."""

    points: float | None
    role: tuple[bool, bool, bool]
    text: str | None


Cells = Mapping[str, Cell]


def compared(one: Cells, other: Cells, here: str, there: str) -> Iterator[str]:
    """Say in what two views of a lesson's cells differ, which are called ``here`` and ``there``."""
    for grade_id in [*one, *(name for name in other if name not in one)]:
        if grade_id not in other or grade_id not in one:
            present, absent = (here, there) if grade_id in one else (there, here)
            yield f"the cell {grade_id} stands in {present} and not in {absent}"
            continue
        (points, role, text), (others, other_role, other_text) = one[grade_id], other[grade_id]
        if points != others and points is not None and others is not None:
            yield f"{grade_id} has {points:g} points in {here} and {others:g} in {there}"
        elif role != other_role or (points is None) != (others is None):
            yield f"the cell {grade_id} is of one kind in {here} and of another in {there}"
        elif text is not None and other_text is not None and text.strip() != other_text.strip():
            yield f"the cell {grade_id} says one thing in {here} and another in {there}"


def cell_of(nbgrader: dict, text: str | None) -> Cell:
    """Return a cell by nbgrader's metadata."""
    grade, solution, task, locked = (bool(nbgrader.get(key)) for key in ("grade", "solution", "task", "locked"))
    points = float(nbgrader.get("points") or 0) if grade or task else None
    return Cell(points, (solution, task, not solution and (grade or locked)), text)  # locked as nbgrader takes it


def known(given: list[tuple[dict, str | None]]) -> Cells:
    """Return the cells that nbgrader records, of all with their metadata and text."""
    kinds = ("grade", "solution", "task", "locked")
    return {own["grade_id"]: cell_of(own, text) for own, text in given if any(own.get(kind) for kind in kinds)}


def of_notebook(path: Path) -> Cells | None:
    """Return the cells of a notebook that nbgrader knows; None where it cannot be read."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        return known([(cell["metadata"].get("nbgrader", {}), "".join(cell["source"])) for cell in cells])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def of_text(text: str) -> Cells:
    """Return the same of an authored text; a text that YAML cannot read has none, and the build says so."""
    given: list[tuple[dict, str | None]] = []
    try:
        for _, metadata, source in CODE_CELL.findall(text):
            given.append(((yaml.safe_load(metadata) or {}).get("nbgrader", {}), source))
        for metadata in PROSE_CELL.findall(text):
            given.append((json.loads(metadata).get("nbgrader", {}), None))
        return known(given)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError):
        return {}


def as_recorded(source: Cells, release: Cells) -> Cells:
    """Return the cells as nbgrader records them at release: solutions by their stubs, all else as authored."""

    def text(grade_id: str, cell: Cell) -> str | None:
        stub = release[grade_id].text if grade_id in release else None
        solution, task, _ = cell.role
        written = None if WRITTEN in (cell.text or "") else cell.text
        return stub if solution or task else written

    return {grade_id: cell._replace(text=text(grade_id, cell)) for grade_id, cell in source.items()}


def of_gradebook(lesson: Lesson) -> Cells:
    """Return the cells as the gradebook has them."""
    cells = {}
    for cell in lesson.cells:
        hides = (cell.solution or cell.task is not None) and LEFT_OUT in cell.source
        points = cell.points if cell.task is None else cell.task
        role = (cell.solution, cell.task is not None, cell.locked)
        cells[cell.grade_id] = Cell(points, role, None if hides else cell.source)
    return cells
