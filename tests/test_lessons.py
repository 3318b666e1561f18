"""Each lesson, run from top to bottom in a real kernel, in a fresh copy of `notebooks/`."""

import shutil
from functools import partial

import nbformat
import pytest
from nbclient import NotebookClient

from backprop.exercises import exercises

from .course import LESSONS, ROOT

WIDGET = "application/vnd.jupyter.widget-view+json"


def run(notebook, folder):
    """Run the notebook in a kernel that starts in a fresh copy of `notebooks/`; return it."""
    course = folder / "notebooks"
    if not course.exists():
        shutil.copytree(ROOT / "notebooks", course, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(course)}}).execute()
    return notebook


@pytest.fixture
def kernel(tmp_path):
    """Return the function that runs a notebook; a slow fixture (`make test-fast` runs the lessons as released)."""
    return partial(run, folder=tmp_path)


def learners(lesson):
    return nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4)


def solved(lesson):
    return nbformat.read(ROOT / "source" / lesson / f"{lesson}.ipynb", as_version=4)


def outputs(notebook, kind):
    return [o for cell in notebook.cells for o in cell.get("outputs", []) if o.output_type == kind]


def checks(notebook):
    """Return the cells that give points by themselves; a solution that is graded is graded by hand."""
    marked = [(cell, cell.metadata.get("nbgrader", {})) for cell in notebook.cells]
    return [cell for cell, mark in marked if mark.get("grade") and not mark.get("solution")]


def points(notebook):
    """Return {grade id: points} as stock nbgrader would read them: the float in the check cell's result."""
    results = {
        cell.metadata.nbgrader.grade_id: outputs(nbformat.v4.new_notebook(cells=[cell]), "execute_result")
        for cell in checks(notebook)
    }
    assert all(len(result) == 1 for result in results.values()), "each check cell has exactly one result"
    return {grade_id: float(result[0].data["text/plain"]) for grade_id, result in results.items()}


def maxima(notebook):
    return {cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points for cell in checks(notebook)}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_fresh_copy_runs_to_the_end_with_every_widget_and_no_points(lesson, tmp_path):
    notebook = run(learners(lesson), tmp_path)
    assert not outputs(notebook, "error")
    assert [o.text for o in outputs(notebook, "stream") if o.name == "stderr"] == []
    calls = [cell for cell in notebook.cells if cell.cell_type == "code" and "widgets." in cell.source]
    for cell in calls:
        assert any(WIDGET in o.get("data", {}) for o in cell.outputs), cell.source
        fallback = next(o.data for o in cell.outputs if WIDGET in o.get("data", {}))
        alone = "<details>" if "widgets.prediction(" in cell.source else "<svg"
        assert alone in fallback["text/html"], "a page without a kernel shows the start frame, or the question"
    assert set(points(notebook).values()) <= {0.0}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_solved_source_earns_full_marks(lesson, kernel):
    notebook = kernel(solved(lesson))
    assert not outputs(notebook, "error")
    assert points(notebook) == maxima(notebook)
    contract = {e.grade_id + "-check": e.points for e in exercises().values() if e.lesson == lesson}
    assert maxima(notebook) == contract


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_full_of_mistakes_loses_its_points_and_reads_why(lesson, kernel):
    notebook = learners(lesson)
    mistakes = [e.grade_id for e in exercises().values() if e.lesson == lesson]
    for cell in notebook.cells:
        mark = cell.metadata.get("nbgrader", {})
        if mark.get("solution") and not mark["grade"]:
            name = mark["grade_id"].replace("-", "_")
            found = f"from tests.exercises import WRONG\n_, {name} = WRONG[{name!r}][0]"
            cell.source = f"import sys\nsys.path.append({str(ROOT)!r})\n{found}"
    notebook = kernel(notebook)
    full = maxima(notebook)
    assert all(earned < full[grade_id] for grade_id, earned in points(notebook).items())
    for grade_id in mistakes:
        cell = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id + "-check")
        assert "backprop-card" in cell.outputs[0].data["text/html"]
