"""The build: one direction, the same bytes every time, and a clear line for what is wrong with a text."""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.build import BuildError, build
from autograder.course import course_gradebook
from backprop.exercises import exercises

from .course import CONTRACT, LESSON, LESSONS, PRESENTED, PUSH, ROOT, SUM, check_cell, code_cell, write_course
from .warm_python import python

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nbformat ends its lines as the system does")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the folder of a small course that has been built; not to be changed."""
    course = write_course(tmp_path_factory.mktemp("course"))
    build(course, contract=CONTRACT)
    return course


@pytest.fixture
def course(built, tmp_path):
    """Return a copy of the small built course, to be changed."""
    return shutil.copytree(built, tmp_path / "course")


BY_HAND = (
    '+++ {"nbgrader": {"grade": true, "grade_id": "why", "locked": false, "points": 3, '
    '"schema_version": 3, "solution": true}}\n\nBecause.\n\n+++\n\n'
)


def files(course):
    """Return {path: bytes} of every notebook that a build writes."""
    places = ("source/*/*.ipynb", "release/*/*", "notebooks/*.ipynb")
    return {path.relative_to(course).as_posix(): path.read_bytes() for place in places for path in course.glob(place)}


def cells(path):
    """Return the cells of a notebook by their ids."""
    return {cell.id: cell for cell in nbformat.read(path, 4).cells}


def edit(course, old, new, lesson=LESSON):
    """Change the text of a lesson."""
    path = course / "source" / lesson / f"{lesson}.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


# The repository itself


def test_what_is_built_is_what_the_text_says(tmp_path):
    build(ROOT, tmp_path, contract=exercises())
    assert files(tmp_path) == files(ROOT)
    assert course_gradebook.content(tmp_path / "gradebook.db") == course_gradebook.content(ROOT / "gradebook.db")


def test_the_layout_carries_the_lessons_that_readme_presents_and_any_other():
    assert LESSONS and set(PRESENTED) <= set(LESSONS)
    assert sorted(path.stem for path in ROOT.glob("notebooks/*.ipynb")) == LESSONS
    assert sorted(path.name for path in (ROOT / "release").iterdir()) == LESSONS


def test_the_gradebook_holds_the_lessons_as_assignments_and_nobody():
    assert [name for name, *_ in course_gradebook.content(ROOT / "gradebook.db")["assignments"]] == LESSONS
    assert course_gradebook.people(ROOT / "gradebook.db") == 0


@pytest.mark.usefixtures("own_command")
def test_the_command_says_that_nothing_changed():
    done = python("autograder", "build", cwd=ROOT)
    assert done.returncode == 0 and done.stdout.startswith("Everything was up to date.\n"), done.stderr
    assert "written" not in done.stdout and "registered" not in done.stdout  # a class.db may be there or not


# Any course


def test_two_builds_give_the_same_bytes(built, tmp_path):
    again = write_course(tmp_path)
    build(again, contract=CONTRACT)
    assert files(again) == files(built)
    assert course_gradebook.content(again / "gradebook.db") == course_gradebook.content(built / "gradebook.db")


def test_a_second_build_writes_nothing(course):
    before = (course / "gradebook.db").read_bytes()
    assert build(course, contract=CONTRACT) == []
    assert (course / "gradebook.db").read_bytes() == before


def test_the_flat_notebook_is_the_released_one(built):
    assert files(built)[f"notebooks/{LESSON}.ipynb"] == files(built)[f"release/{LESSON}/{LESSON}.ipynb"]


def test_nbgraders_own_command_releases_the_same_bytes(course, nbgrader):
    before = files(course)
    ours = os.pathsep.join([str(ROOT), str(ROOT / "notebooks")])  # the settings lean on autograder/
    done = nbgrader("generate_assignment", LESSON, "--force", cwd=course, env=os.environ | {"PYTHONPATH": ours})
    assert done.returncode == 0, done.stderr
    assert files(course) == before  # and no Markdown beside them, which holds the solutions


def test_cells_are_called_by_their_grade_id_or_by_a_hash_of_their_own(built):
    source, released = (list(cells(built / kind / LESSON / f"{LESSON}.ipynb")) for kind in ("source", "release"))
    assert source == released
    assert len(set(source)) == len(source)
    assert {"weighted-sum", "weighted-sum-check", "push", "push-check"} < set(source)


def test_another_paragraph_changes_no_other_cells_id(course):
    before = set(cells(course / f"notebooks/{LESSON}.ipynb"))
    edit(course, "Some prose", "Other prose")
    build(course, contract=CONTRACT)
    assert len(before - set(cells(course / f"notebooks/{LESSON}.ipynb"))) == 1


def test_notebooks_hold_no_outputs_and_nothing_of_jupytext(built):
    for path, data in files(built).items():
        notebook = json.loads(data)
        assert set(notebook["metadata"]) == {"built_from", "kernelspec", "language_info"}, path
        assert notebook["metadata"]["kernelspec"]["name"] == "python3"
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook["cells"]), path


def test_solutions_are_taken_out_and_their_stubs_put_in(built):
    solution = cells(built / f"release/{LESSON}/{LESSON}.ipynb")["push"].source
    assert "np.sign" not in solution and "raise NotImplementedError()" in solution


def test_a_cell_graded_by_hand_is_released_without_the_authors_words_and_with_its_points(course):
    edit(course, "Some prose", BY_HAND + "Some prose")
    build(course, contract=CONTRACT)
    source, released = (cells(course / kind / LESSON / f"{LESSON}.ipynb")["why"] for kind in ("source", "release"))
    assert source.source == "Because." and released.source == "YOUR ANSWER HERE"
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade_cell("why", LESSON, LESSON).max_score == 3


@pytest.mark.usefixtures("own_command")
def test_an_exercise_that_does_not_load_is_said_in_a_line(course):
    shutil.copytree(ROOT / "autograder", course / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "notebooks/backprop", course / "notebooks/backprop")
    (course / "notebooks/backprop/exercises/intuition/slope.py").unlink()
    done = python("autograder", "build", cwd=course, env=os.environ | {"PYTHONPATH": str(course / "notebooks")})
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "exercises.intuition.slope" in done.stderr


def test_a_lesson_that_is_gone_takes_its_notebooks_along(course):
    shutil.rmtree(course / "source/02_notation")
    (course / "notebooks/my_own.ipynb").write_text(
        (course / f"notebooks/{LESSON}.ipynb").read_text().replace("built_", "")
    )
    assert "notebooks/02_notation.ipynb" in build(course, contract=CONTRACT)
    assert {path.split("/")[-1] for path in files(course)} == {f"{LESSON}.ipynb", "my_own.ipynb"}
    assert [name for name, *_ in course_gradebook.content(course / "gradebook.db")["assignments"]] == [LESSON]


def test_a_notebook_that_somebody_worked_in_is_not_overwritten(course):
    path = course / f"notebooks/{LESSON}.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[1].execution_count = 1
    nbformat.write(notebook, path)
    with pytest.raises(BuildError, match="has been worked in"):
        build(course, contract=CONTRACT)


def test_a_gradebook_with_grades_in_it_is_not_overwritten(course):
    with closing(sqlite3.connect(course / "gradebook.db")) as database, database:
        database.execute("insert into student (id) values ('ada')")
    edit(course, "Some prose", "Other prose")
    build(course, contract=CONTRACT)  # prose is not in the gradebook: nothing to replace
    edit(course, '"""Return +1, -1 or 0 for each output."""', '"""Return a sign for each output."""')
    with pytest.raises(BuildError, match="1 rows of learners' work"):
        build(course, contract=CONTRACT)
    assert course_gradebook.people(course / "gradebook.db") == 1


def test_a_gradebook_that_is_none_is_named(course):
    (course / "gradebook.db").write_text("version https://git-lfs")
    with pytest.raises(BuildError, match="not a gradebook"):
        build(course, contract=CONTRACT)


# What is wrong with a text: what stands there, what is put in its place, what the message says

WRONG_TEXTS = {
    "an exercise that there is not": ("grade_id: push,", "grade_id: pull,", "cell pull: there is no exercise"),
    "other points than the exercise's": (
        check_cell("push", 1), check_cell("push", 2), "cell push-check: gives 2 points, and the exercise has 1",
    ),
    "a grade id twice": (code_cell("1 + 1"), SUM, "cell weighted-sum: a second cell with this grade id"),
    "no check cell": (check_cell("push", 1), "", "cell push-check: is missing"),
    "no exercise": (PUSH, "", "cell push: is missing"),
    "a check before its exercise": (SUM + "\n" + check_cell("weighted-sum", 1), check_cell("weighted-sum", 1) + SUM,
                                    "cell weighted-sum-check: must come right after weighted-sum"),
    "no solution region": ("    ### BEGIN SOLUTION\n    return np.sign", "    return np.sign", "cell push: needs one"),
    "a solution among the prose": ("1 + 1", "### BEGIN SOLUTION\n1\n### END SOLUTION", "cell 6: a solution outside"),
    "another function's name": ("def push(", "def pull(", "cell push: must define the function push and no other"),
    "a check of another function": ("check(push)", "check(weighted_sum)", "cell push-check: must hold the one line"),
    "a syntax error": ("def push(a_L, y):", "def push(a_L, y)", "cell push: line 1 is not Python"),
    "an old schema": ("schema_version: 3", "schema_version: 2", "cell weighted-sum: its nbgrader metadata needs"),
    "metadata that is no YAML": ("nbgrader: {grade: true", "nbgrader: {grade: [true", "not readable as a notebook"),
    "a cell's fence left open": ("1 + 1\n```", "1 + 1\n", "cell 6: a code cell's fence is not closed"),
    "a cell graded by hand and called like an exercise": (
        "Some prose", BY_HAND.replace("why", "push") + "Some prose", "cell push: is called like an exercise",
    ),
    "a cell graded by hand without points": (
        "Some prose", BY_HAND.replace('"points": 3', '"points": 0') + "Some prose", "cell why: is graded by hand and",
    ),
    "a cell graded by hand that is locked": (
        "Some prose", BY_HAND.replace('"locked": false', '"locked": true') + "Some prose", "cell why: is to be filled",
    ),
    "no exercise and no check": (PUSH + "\n" + check_cell("push", 1), "", "take its name out of EXERCISES"),
    "a graded cell by another name": ("grade_id: push-check", "grade_id: final", "cell final: a graded cell must be"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG_TEXTS)
def test_a_text_with_this_mistake_is_refused_in_a_line_that_names_file_and_cell(course, wrong):
    old, new, message = WRONG_TEXTS[wrong]
    edit(course, old, new)
    before = files(course)
    with pytest.raises(BuildError) as refused:
        build(course, contract=CONTRACT)
    lines = str(refused.value).splitlines()
    assert any(message in line for line in lines), lines
    assert all(line.startswith(f"source/{LESSON}/{LESSON}.md") for line in lines)
    assert files(course) == before
