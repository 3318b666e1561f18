"""What a learner's, an instructor's and Binder's JupyterLab serve, asked over HTTP as their pages would ask."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from urllib.error import HTTPError, URLError

import pytest

from .course import LESSON, ROOT

FORMGRADER, LESSONS = "/formgrader/api/assignments", ["01_intuition", "02_notation", "03_observations", "04_gradient"]


class Server:
    """A running server: its pages, and what it said."""

    def __init__(self, address, log):
        self.address, self.log = address, log

    def get(self, place, **form):
        """Return the answer at a place, what its JSON says if it is JSON; ask by POST if there is a form."""
        data = urllib.parse.urlencode(form).encode() if form else None
        with urllib.request.urlopen(self.address + place, data, timeout=60) as answer:
            text = answer.read().decode()
        return json.loads(text) if text[:1] in "[{" else text

    def status(self, path):
        """Return the status of an answer."""
        try:
            self.get(path)
        except HTTPError as error:
            return error.code
        return 200

    def listed(self, folder=""):
        """Return the names that the file browser shows in a folder."""
        return sorted(entry["name"] for entry in self.get(f"/api/contents/{folder}")["content"])


def copy_of_the_course(folder):
    """Return a copy of what git holds of the course, in a folder of its own."""
    course = folder / "course"
    course.mkdir()
    for name in ("source", "release", "notebooks", "autograder", "tools", "config"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for name in ("gradebook.db", "nbgrader_config.py", "postBuild"):
        shutil.copy(ROOT / name, course)
    return course


@contextmanager
def serving(course, *command, **environment):
    """Run a server in a course with settings of its own; stop it in the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    names = [f"JUPYTER_{name}_DIR" for name in ("CONFIG", "DATA", "RUNTIME")]
    names += [f"JUPYTERLAB_{name}_DIR" for name in ("SETTINGS", "WORKSPACES")]
    private = {name: str(course.parent / name.lower()) for name in names}
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True"]
    options += ["--allow-root"] if os.geteuid() == 0 else []
    with (course.parent / "server.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, *command, *options],
            cwd=course,
            env={**os.environ, **private, **environment},
            stdout=log,
            stderr=log,
        )
        server = Server(f"http://127.0.0.1:{port}", course.parent / "server.log")
        try:
            for _ in range(600):
                try:
                    server.get("/api")
                    break
                except URLError:
                    assert process.poll() is None, server.log.read_text()
                    time.sleep(0.2)
            yield server
        finally:
            process.terminate()
            process.wait(30)
    assert "Traceback" not in server.log.read_text(), server.log.read_text()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a copy of the course in which lesson 1 has been released."""
    course = copy_of_the_course(tmp_path_factory.mktemp("servers"))
    command = [sys.executable, "-m", "nbgrader", "release_assignment", LESSON]
    subprocess.run(command, cwd=course, check=True, capture_output=True)
    return course


@pytest.fixture(scope="module")
def learners(course):
    """Return a learner's server."""
    with serving(course, "tools/lab.py", "lab") as server:
        yield server


def test_a_learner_sees_the_notebooks_and_nothing_else(learners):
    assert learners.listed() == [*(f"{lesson}.ipynb" for lesson in LESSONS), "backprop"]
    assert learners.status("/api/contents/../source") == 404
    assert "/lab/tree/01_intuition.ipynb" in learners.log.read_text()


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
    assert len(failed) == 6 and all("not attempted" in check["error"] for check in failed)


def test_an_instructor_has_formgrader_with_the_four_assignments(course):
    with serving(course, "tools/lab.py", "teach") as server:
        assert {"source", "release", "gradebook.db"} <= set(server.listed())
        assert [each["name"] for each in server.get(FORMGRADER)] == LESSONS
        assert server.status("/formgrader/manage_assignments") == 200


def test_on_binder_the_links_hold_and_the_notebooks_are_all_that_shows(tmp_path):
    course = copy_of_the_course(tmp_path)
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
        assert server.status("/lab/tree/notebooks/01_intuition.ipynb") == 200
        assert server.status(FORMGRADER) == 404
