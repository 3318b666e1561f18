"""Read a lesson's authored text into the notebook that nbgrader is given, and check it against the exercises.

The text is MyST Markdown, read by jupytext. What is written down there decides: metadata of jupytext's own, outputs
and random cell ids do not reach the notebook, so that the same text always gives the same bytes.
"""

import ast
import hashlib
import json
from collections import Counter
from collections.abc import Mapping

import jupytext
import nbformat
from nbformat import NotebookNode

from backprop.exercises import Exercise

from .coloured import coloured
from .lesson import CHECK, function_of

Contract = Mapping[str, Exercise]  # by function name: what the graded cells are held against
FORMAT = {"extension": ".md", "format_name": "myst"}
LEFT_OUT = (
    "To leave {name} out of the course, take its name out of EXERCISES, too, "
    "in the __init__.py of its lesson's folder in notebooks/backprop/exercises/"
)
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


class TextError(Exception):
    """One line for each thing that is wrong with a lesson's text, each naming the file and the cell."""


def read_lesson(text: str, origin: str) -> NotebookNode:
    """Return the notebook of a lesson's text; `origin` (source/01_intuition/01_intuition.md) goes into its metadata.

    Raises TextError for a text that jupytext cannot read.
    """
    try:
        written = jupytext.reads(text, fmt=FORMAT)
    except Exception as error:  # YAML, JSON and jupytext each have errors of their own
        raise TextError(f"{origin}: not readable as a notebook: {' '.join(str(error).split())}") from error
    notebook = nbformat.v4.new_notebook()
    notebook.metadata = {"built_from": origin, "kernelspec": KERNEL, "language_info": {"name": "python"}}
    used: Counter[str] = Counter()
    for cell in written.cells:
        new = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
        name = identity(cell)
        used[name] += 1
        unique = name if used[name] == 1 else f"{name}-{used[name]}"
        source = cell.source if cell.cell_type == "code" else coloured(cell.source)
        notebook.cells.append(new(source, metadata=cell.metadata, id=unique))
    return notebook


def identity(cell: NotebookNode) -> str:
    """Return a cell's id: its grade id where it has one, else a hash of what it says."""
    given = cell.metadata.get("nbgrader", {}).get("grade_id")
    content = json.dumps([cell.cell_type, cell.source, cell.metadata], sort_keys=True)
    return given or hashlib.sha256(content.encode()).hexdigest()[:12]


def check_lesson(notebook: NotebookNode, lesson: str, contract: Contract) -> None:
    """Raise TextError unless what the judge grades in the notebook is each of the lesson's exercises in `contract`.

    contract: {function name: Exercise}, of all lessons. A cell that is graded by hand is no exercise. A lesson without
    any graded cell passes: it is to be written.
    """
    origin = notebook.metadata["built_from"]
    problems: list[str] = []
    graded: Counter[str] = Counter()
    previous = None
    for number, cell in enumerate(notebook.cells, start=1):
        graded_as = cell.metadata.get("nbgrader", {})
        name = graded_as.get("grade_id") or str(number)
        if graded_as.get("solution") and graded_as.get("grade"):
            found = problems_by_hand(cell, name, contract)
        elif graded_as.get("solution"):
            found = problems_of_solution(cell, name, lesson, contract)
        elif graded_as.get("grade"):
            found = problems_of_check(cell, name, contract, previous)
        else:
            found = problems_of_prose(cell)
        if graded_as:
            graded[name] += 1
            if graded[name] == 2:
                found.append("a second cell with this grade id")
            if graded_as.get("schema_version") != 3:
                found.append("its nbgrader metadata needs schema_version: 3")
        problems += [f"{origin}, cell {name}: {problem}" for problem in found]
        previous = name if graded_as else previous
    if graded:
        for exercise in contract.values():
            missing = [name for name in (exercise.grade_id, exercise.grade_id + CHECK) if name not in graded]
            if exercise.lesson == lesson and missing:
                out = f" {LEFT_OUT.format(name=exercise.name)}" if len(missing) == 2 else ""
                problems.append(f"{origin}, cell {' and '.join(missing)}: is missing.{out}")
    if problems:
        raise TextError("\n".join(problems))


def problems_of_solution(cell: NotebookNode, name: str, lesson: str, contract: Contract) -> list[str]:
    """Return what is wrong with a solution cell."""
    function = function_of(name)
    if function not in contract or name != contract[function].grade_id:
        return ["there is no exercise of this name in notebooks/backprop/exercises/ (how to add one: CONTRIBUTING.md)"]
    problems = []
    if contract[function].lesson != lesson:
        problems.append(f"this exercise belongs to {contract[function].lesson}")
    if cell.source.count("### BEGIN SOLUTION") != 1 or cell.source.count("### END SOLUTION") != 1:
        problems.append("needs one region from ### BEGIN SOLUTION to ### END SOLUTION")
    try:
        defined = [node.name for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef)]
    except SyntaxError as error:
        return [*problems, f"line {error.lineno} is not Python: {error.msg}"]
    if defined != [function]:
        problems.append(f"must define the function {function} and no other, and defines {', '.join(defined) or 'none'}")
    return problems


def problems_of_check(cell: NotebookNode, name: str, contract: Contract, previous: str | None) -> list[str]:
    """Return what is wrong with a check cell; `previous` names the graded cell before it."""
    function = function_of(name)
    if not name.endswith(CHECK) or function not in contract:
        return ["a graded cell must be called like an exercise, with -check behind"]
    problems = []
    if previous != contract[function].grade_id:
        problems.append(f"must come right after {contract[function].grade_id}")
    if cell.source.strip() != f"check({function})":
        problems.append(f"must hold the one line check({function})")
    points = cell.metadata["nbgrader"].get("points")
    if points != contract[function].points:
        problems.append(f"gives {points} points, and the exercise has {contract[function].points:g}")
    return problems


def problems_by_hand(cell: NotebookNode, name: str, contract: Contract) -> list[str]:
    """Return what is wrong with a cell that learners fill in and a person grades."""
    problems = []
    if function_of(name) in contract:
        problems.append(
            "is called like an exercise, and graded by hand (solution and grade are both true): give it another name"
        )
    points = cell.metadata["nbgrader"].get("points")
    if isinstance(points, bool) or not isinstance(points, int | float) or not points > 0:
        problems.append(f"is graded by hand and gives {points} points: it needs a number above 0")
    if cell.metadata["nbgrader"].get("locked"):
        problems.append("is to be filled in, so it must not be locked")
    return problems


def problems_of_prose(cell: NotebookNode) -> list[str]:
    """Return what is wrong with a cell that is not graded."""
    problems = []
    if "BEGIN SOLUTION" in cell.source or "BEGIN HIDDEN" in cell.source:
        problems.append("a solution outside a solution cell would be published")
    if "```{code-cell" in cell.source:
        problems.append("a code cell's fence is not closed or not at the start of its line")
    return problems
