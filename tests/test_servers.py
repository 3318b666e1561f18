"""What a learner's, an instructor's and Binder's JupyterLab serve."""

import json
import os
import subprocess
import sys

import pytest

from autograder.course.course_gradebook import people
from backprop.exercises import exercises, exercises_of

from .course import FULL, LESSON, LESSONS
from .server import copy_of_the_course

pytestmark = pytest.mark.usefixtures("serving")

FORMGRADER = "/formgrader/api/assignments"


@pytest.fixture(scope="module")
def course(nbgrader, tmp_path_factory):
    """Return a copy of the course in which lesson 1 has been released."""
    course = copy_of_the_course(tmp_path_factory.mktemp("servers"))
    nbgrader("release_assignment", LESSON, cwd=course, check=True)
    return course


@pytest.fixture(scope="module")
def learners(course, serving):
    """Return a learner's server."""
    with serving(course, "tools/lab.py", "lab") as server:
        yield server


@pytest.fixture(scope="module")
def instructors(course, serving):
    """Return an instructor's server."""
    with serving(course, "tools/lab.py", "teach") as server:
        yield server


def test_a_learner_sees_the_notebooks_and_nothing_else(learners):
    assert learners.listed() == [*(f"{lesson}.ipynb" for lesson in LESSONS), "backprop"]
    assert learners.status("/api/contents/../source") == 404
    assert "/doc/tree/01_intuition.ipynb" in learners.log.read_text()


def test_a_learners_figures_are_saved_and_long_lines_of_code_are_wrapped(learners):
    for plugin, said in (
        ("@jupyter-widgets/jupyterlab-manager:plugin", '"saveState": {"default": true'),
        ("@jupyterlab/notebook-extension:tracker", '"lineWrap": true'),
    ):
        answer = learners.get(f"/lab/api/settings/{plugin}")
        schema = json.dumps(answer["schema"]["properties"], sort_keys=True)
        assert said in schema, schema


def test_a_learner_has_no_formgrader(learners):
    assert learners.status(FORMGRADER) == 404
    page = learners.get("/lab")
    for plugin in ("@jupyter/nbgrader:formgrader", "@jupyterlab/apputils-extension:announcements"):
        assert plugin in page.partition('"disabledExtensions": [')[2].partition("]")[0]


def test_a_learners_assignment_list_shows_what_was_released(learners):
    assert learners.get("/courses")["value"] == ["backprop"]
    [assignment] = learners.get("/assignments?course_id=backprop")["value"]
    assert (assignment["assignment_id"], assignment["status"]) == (LESSON, "released")


def test_validate_tells_a_learner_what_is_left_to_do(learners):
    answer = learners.get("/assignments/validate", path=f"{LESSON}.ipynb")
    assert answer["success"]
    failed = answer["value"]["failed"]
    assert len(failed) == len(exercises_of(LESSON)) and all("not attempted" in check["error"] for check in failed)


def test_an_instructor_has_formgrader_with_every_lesson(instructors):
    assert {"source", "release", "gradebook.db", "class.db"} <= set(instructors.listed())
    assert "Gradebook: class.db (0 students)" in instructors.log.read_text()
    assert [each["name"] for each in instructors.get(FORMGRADER)] == LESSONS
    assert instructors.status("/formgrader/manage_assignments") == 200


def test_formgraders_autograde_button_judges_and_its_page_shows_the_card(course, instructors):
    solved = (course / "source" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    submitted = course / "submitted" / "cleo" / LESSON / f"{LESSON}.ipynb"
    submitted.parent.mkdir(parents=True)
    submitted.write_text(solved.replace("np.sign(y - a_L)", "np.sign(a_L - y)"), encoding="utf-8")
    push, update = (exercises()[name].points for name in ("push", "update"))
    earned = FULL[LESSON] - push
    answer = instructors.get(f"/formgrader/api/submission/{LESSON}/cleo/autograde", pressed="yes")
    assert answer["success"], answer
    [notebook] = instructors.get(f"/formgrader/api/submitted_notebooks/{LESSON}/{LESSON}")
    assert (notebook["student"], notebook["score"], notebook["failed_tests"]) == ("cleo", earned, True)
    page = instructors.get(f"/formgrader/submissions/{notebook['id']}/?index=0")
    assert f"✗ push: not right yet, 0 of {push:g} point" in page
    assert f"✓ update: right, {update:g} of {update:g} points" in page
    assert people(course / "gradebook.db") == 0 < people(course / "class.db")


def test_on_binder_the_links_hold_and_the_notebooks_are_all_that_shows(serving, tmp_path):
    course = copy_of_the_course(tmp_path / "course")
    programs, prefix = tmp_path / "programs", tmp_path / "prefix"
    programs.mkdir()
    for name, does in {"pip": "exit 0", "python": f'exec {sys.executable} "$@"'}.items():
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["./postBuild"], cwd=course, env={**os.environ, "PATH": path, "NB_PYTHON_PREFIX": prefix}, check=True
    )
    with serving(course, "-m", "jupyterlab", JUPYTER_CONFIG_PATH=str(prefix / "etc/jupyter")) as server:
        assert server.listed() == ["notebooks"]
        assert server.listed("notebooks") == [*(f"{lesson}.ipynb" for lesson in LESSONS), "backprop"]
        assert server.status("/doc/tree/notebooks/01_intuition.ipynb") == 200
        assert server.status(FORMGRADER) == 404
