"""A lesson whose text, notebooks and gradebook disagree is refused, with what differs and the command that mends it."""

import json
import re
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment

from autograder import settings
from autograder.course import agreement
from autograder.course.lesson import load

from .course import LESSON, ROOT

NAME = f"{LESSON}.ipynb"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Return the settings of a course with lesson 1 alone, all of which agrees."""
    monkeypatch.delenv("BACKPROP_DB_URL", raising=False)
    for step in ("source", "release"):
        shutil.copytree(ROOT / step / LESSON, tmp_path / step / LESSON)
    for name in ("gradebook.db", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    return settings.load(tmp_path)


def notebook(step, change):
    """Return what changes the check of slope in a notebook, by ``change(cells, cell)``."""

    def spoil(course):
        path = course.root / step / LESSON / NAME
        data = json.loads(path.read_text("utf-8"))
        [cell] = [cell for cell in data["cells"] if cell["id"] == "slope-check"]
        change(data["cells"], cell)
        path.write_text(json.dumps(data), "utf-8")

    return spoil


def text(pattern, by):
    """Return what replaces a pattern in the authored text, once."""

    def spoil(course):
        path = course.source / LESSON / f"{LESSON}.md"
        changed, count = re.subn(pattern, by, path.read_text("utf-8"), count=1)
        assert count == 1
        path.write_text(changed, "utf-8")

    return spoil


def recorded(change):
    """Return what changes the class's gradebook."""

    def spoil(course):
        with Gradebook(course.db_url) as opened:
            change(opened)
            opened.db.commit()

    return spoil


def points(cells, cell):
    cell["metadata"]["nbgrader"]["points"] = 4


def own_points(opened):
    opened.find_grade_cell("slope-check", LESSON, LESSON).max_score = 4


def own_text(opened):
    opened.find_source_cell("slope", LESSON, LESSON).source = "def slope(C, w): ..."


MORE_POINTS = text(r"(slope-check, locked: true, points: )2", r"\g<1>4")
OTHER_NAME = text(r"grade_id: slope-check", "grade_id: slope-tested")
OTHER_CHECK = text(r"check\(slope\)", "check(slope, 1)")
NO_CELL = notebook("release", lambda cells, cell: cells.remove(cell))
DISAGREE = {
    "points in the text": (MORE_POINTS, "slope-check has 4 points in source/.*md and 2 in its"),
    "a cell in the text": (OTHER_NAME, "cell slope-tested stands in source/.*md"),
    "a check in the text": (OTHER_CHECK, "slope-check says one thing in source/.*md"),
    "points in source": (notebook("source", points), "slope-check has 2 points in .*md and 4"),
    "points in release": (notebook("release", points), "slope-check has 2 points in source/ and 4 in release/"),
    "a cell in release": (NO_CELL, "slope-check stands in source/ and not in release/"),
    "points in the gradebook": (recorded(own_points), "slope-check has 2 points in source/ and 4 in class.db"),
    "a stub in the gradebook": (recorded(own_text), "cell slope says one thing in source/ and another in class.db"),
}


def test_what_is_released_agrees(course):
    assert list(agreement.differences(course, load(course.db_url, LESSON))) == []


@pytest.mark.parametrize("case", DISAGREE)
def test_what_disagrees_is_refused_in_a_sentence_that_names_the_command(course, case):
    spoil, sentence = DISAGREE[case]
    spoil(course)
    with pytest.raises(agreement.Disagreement, match=sentence) as refused:
        agreement.refuse(course, load(course.db_url, LESSON))
    said = str(refused.value)
    assert said.startswith(f"{LESSON}: ") and said.endswith("Run `make build`, then this again.") and "\n" not in said


def test_a_text_in_another_hand_that_says_the_same_agrees(course):
    text(r"```(\{code-cell\} ipython3\n---\nnbgrader: [^\n]*slope-check[^\n]*\n---\n.*?\n)```", r"````\1````")(course)
    text(r"nbgrader: (\{grade: true, grade_id: slope-check,)", r"nbgrader:    \1")(course)
    assert list(agreement.differences(course, load(course.db_url, LESSON))) == []


def test_a_text_that_cannot_be_read_is_named(course):
    text(r"nbgrader: \{grade: true, grade_id: slope-check,", "nbgrader: {grade: true")(course)
    with pytest.raises(agreement.Disagreement, match=r"source/01_intuition/01_intuition.md.*Run `make build`"):
        agreement.refuse(course, load(course.db_url, LESSON))


def test_an_assignment_of_ones_own_names_nbgraders_command(course):
    (course.source / LESSON / f"{LESSON}.md").unlink()
    recorded(own_points)(course)
    with pytest.raises(agreement.Disagreement, match="Run `nbgrader generate_assignment 01_intuition --force`"):
        agreement.refuse(course, load(course.db_url, LESSON))


def test_of_many_differences_some_are_told(course):
    notebook("release", lambda cells, cell: cells.clear())(course)
    with pytest.raises(agreement.Disagreement, match=r"(; .*){2}, and \d+ more\. Run"):
        agreement.refuse(course, load(course.db_url, LESSON))


@pytest.mark.parametrize("step", ["source", "release"])
def test_what_is_not_there_is_told_by_others(course, step):
    (course.root / step / LESSON / NAME).unlink()
    assert list(agreement.differences(course, load(course.db_url, LESSON))) == []


KINDS = {  # one of nbgrader's cells each, as authored
    "answer": ("code", "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION", {"solution": True}),
    "test": ("code", "f()\n### BEGIN HIDDEN TESTS\nassert f()\n### END HIDDEN TESTS", {"grade": True, "locked": True}),
    "essay": ("markdown", "### BEGIN SOLUTION\nBecause.\n### END SOLUTION", {"grade": True, "solution": True}),
    "task": ("markdown", "Draw.\n### BEGIN MARK SCHEME\nA line\n### END MARK SCHEME", {"task": True, "locked": True}),
    "read-only": ("markdown", "Read this.", {"locked": True}),
}


def test_every_kind_of_cell_that_nbgrader_releases_agrees_and_its_points_are_compared(course):
    kinds = {"grade": False, "solution": False, "task": False, "locked": False}
    own = nbformat.v4.new_notebook()
    for grade_id, (kind, source, flags) in KINDS.items():
        metadata = {"grade_id": grade_id, "schema_version": 3, "points": 2, "cell_type": kind, **kinds, **flags}
        make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        own.cells.append(make(source, id=grade_id, metadata={"nbgrader": metadata}))
    (course.source / "ps1").mkdir()
    nbformat.write(own, course.source / "ps1" / "ps1.ipynb")
    course.course.assignment_id = "ps1"
    GenerateAssignment(coursedir=course.course, config=course.config).start()
    assert agreement.of_own(course, "ps1") == []
    own.cells[3].metadata.nbgrader.points = 5
    nbformat.write(own, course.source / "ps1" / "ps1.ipynb")
    [said] = agreement.of_own(course, "ps1")
    assert "task has 5 points in source/ and 2 in release/; task has 5 points in source/ and 2 in class.db" in said
    assert said.endswith("Run `nbgrader generate_assignment ps1 --force`, then this again.")
