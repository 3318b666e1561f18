"""What the gradebook says about a lesson's notebook: which cells it must have, their types, points and locks.

This, and never the submission, decides what a cell is and what it is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nbgrader.api import Gradebook, MissingEntry

from backprop.exercises import exercises_of

CHECK = "-check"  # what the check cell's grade id adds to that of the solution cell


class UnknownLesson(LookupError):
    """The gradebook knows no such assignment; the message says what to do."""


@dataclass(frozen=True)
class SourceCell:
    """One of nbgrader's cells as released. ``points`` is None for a cell that is not graded; ``task`` has a task's."""

    grade_id: str
    kind: str
    source: str
    checksum: str
    locked: bool
    solution: bool
    points: float | None
    task: float | None = None

    @property
    def metadata(self) -> dict:
        """Return the cell's metadata, as nbgrader wants it."""
        return {
            "nbgrader": {
                "grade": self.points is not None,
                "grade_id": self.grade_id,
                "locked": self.locked,
                "points": self.points or self.task or 0,
                "schema_version": 3,
                "solution": self.solution,
                "task": self.task is not None,
                "checksum": self.checksum,
                "cell_type": self.kind,
            }
        }


@dataclass(frozen=True)
class Lesson:
    """A lesson's name and nbgrader's cells of its notebook, in order."""

    name: str
    cells: tuple[SourceCell, ...]

    @cached_property
    def functions(self) -> dict[str, SourceCell]:
        """Return ``{function name: its check cell}`` for every exercise of the course, in order."""
        known = exercises_of(self.name)
        graded = {function_of(cell.grade_id): cell for cell in self.cells if cell.points is not None}
        return {function: cell for function, cell in graded.items() if function in known and not cell.solution}

    @cached_property
    def tests(self) -> dict[str, SourceCell]:
        """Return ``{name: cell}`` of an instructor's own tests, which are no exercises of the course."""
        ours = self.functions.values()
        return {
            function_of(cell.grade_id): cell
            for cell in self.cells
            if cell.points is not None and cell.kind == "code" and not cell.solution and cell not in ours
        }


def function_of(grade_id: str) -> str:
    """Return the name of the function that a solution or check cell is about (`Exercise.grade_id` is the way back)."""
    return grade_id.removesuffix(CHECK).replace("-", "_")


def refuse_unknown(db_url: str, names: Sequence[str]) -> None:
    """Raise `UnknownLesson` for the first of the names that no assignment in the gradebook has."""
    if names:
        with Gradebook(db_url) as gradebook:
            known = {assignment.name for assignment in gradebook.assignments}
            for name in names:
                if name not in known:
                    raise UnknownLesson(unknown(name, gradebook))


def names(db_url: str) -> list[str]:
    """Return the names of all assignments in the gradebook, in order."""
    with Gradebook(db_url) as gradebook:
        return sorted(assignment.name for assignment in gradebook.assignments)


def unknown(name: str, gradebook: Gradebook) -> str:
    """Return a sentence on a lesson that is not in the gradebook, with those that are."""
    known = ", ".join(assignment.name for assignment in gradebook.assignments)
    return (
        f"the gradebook knows no lesson {name!r}; it has: {known or 'none'}. If there should be one: run `make build`; "
        f"an assignment of your own is registered by `nbgrader generate_assignment {name} --force`"
    )


def load(db_url: str, name: str) -> Lesson:
    """Read lesson ``name`` from the gradebook; raise `UnknownLesson`."""
    with Gradebook(db_url) as gradebook:
        try:
            notebook = gradebook.find_notebook(name, name)
        except MissingEntry:
            raise UnknownLesson(unknown(name, gradebook)) from None
        points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
        tasks = {cell.name: float(cell.max_score) for cell in notebook.task_cells}
        solutions = {cell.name for cell in notebook.solution_cells}
        cells = tuple(
            SourceCell(
                cell.name,
                cell.cell_type,
                cell.source or "",
                cell.checksum,
                bool(cell.locked),
                cell.name in solutions,
                points.get(cell.name),
                tasks.get(cell.name),
            )
            for cell in notebook.source_cells
        )
    return Lesson(name, cells)
