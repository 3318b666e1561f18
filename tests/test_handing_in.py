"""A learner has one notebook a lesson, the one that is handed in: by JupyterLab's and nbgrader's own ways."""

import json
import os
import shutil

import nbformat
import pytest

from autograder.plugins import two_copies

from .course import LESSON, ROOT
from .server import copy_of_the_course

NAME = f"{LESSON}.ipynb"
COPY = f"{LESSON}/{NAME}"
ANSWER = "def push(a_L, y):\n    return np.sign(y - a_L)\n"


def answer(path, text=ANSWER, later=0.0):
    """Write an answer into a notebook, as somebody does who works in it; ``later`` than now by so many seconds."""
    notebook = nbformat.read(path, 4)
    [cell] = [cell for cell in notebook.cells if cell.id == "push"]
    cell.source = text
    nbformat.write(notebook, path)
    when = path.stat().st_mtime + later
    os.utime(path, (when, when))


@pytest.fixture(scope="module")
def released(nbgrader, tmp_path_factory):
    """Return a copy of the course in which lesson 1 was released through an exchange of its own."""
    course = copy_of_the_course(tmp_path_factory.mktemp("one") / "course")
    exchange = {"BACKPROP_EXCHANGE": str(course.parent / "exchange")}
    nbgrader("release_assignment", LESSON, cwd=course, env=os.environ | exchange, check=True)
    return course


@pytest.fixture
def course(released, tmp_path):
    """Return a learner's clone, with nothing fetched."""
    return shutil.copytree(released, tmp_path / "clone", ignore=shutil.ignore_patterns("private", "server.log"))


def served(course, released, serving, act):
    """Run a learner's server with the exchange set; return what ``act`` returns of it."""
    with serving(course, "tools/lab.py", "lab", BACKPROP_EXCHANGE=str(released.parent / "exchange")) as server:
        return act(server)


def submitted(released):
    """Return the answers that were handed in last, and empty the exchange's inbox."""
    inbox = released.parent / "exchange/backprop/inbound"
    [last] = inbox.iterdir()
    found = two_copies.answers(last / NAME)
    shutil.rmtree(last)
    return found


def test_with_an_exchange_the_notebook_that_opens_is_the_one_that_is_handed_in(course, released, serving):
    def act(server):
        assert f"/doc/tree/{COPY}" in server.log.read_text() and "was fetched" in server.log.read_text()
        assert NAME not in server.listed() and server.listed(LESSON) == [NAME]
        assert "02_notation.ipynb" in server.listed()  # not released: to be learnt from all the same
        answer(course / "notebooks" / COPY)
        [listed] = server.get("/assignments?course_id=backprop")["value"]
        assert listed["status"] == "fetched"
        assert server.get("/assignments/fetch", course_id="backprop", assignment_id=LESSON)["success"]  # once more
        assert server.get("/assignments/submit", course_id="backprop", assignment_id=LESSON)["success"]

    served(course, released, serving, act)
    assert submitted(released) == {"push": ANSWER}


def test_what_was_solved_before_fetching_is_what_is_handed_in(course, released, serving):
    """It is solved where it opened, then fetched and submitted, by the requests of the Assignment List's buttons."""
    outbound = released.parent / "exchange/backprop/outbound"
    outbound.rename(outbound.with_name("later"))

    def act(server):
        assert f"/doc/tree/{NAME}" in server.log.read_text() and "Nothing is released yet" in server.log.read_text()
        answer(course / "notebooks" / NAME)
        outbound.with_name("later").rename(outbound)
        for button in ("fetch", "submit"):
            answered = server.get(f"/assignments/{button}", course_id="backprop", assignment_id=LESSON)
            assert answered["success"], answered
        assert NAME not in server.listed()

    served(course, released, serving, act)
    assert submitted(released) == {"push": ANSWER}
    assert two_copies.answers(course / "notebooks" / NAME) == {"push": ANSWER}  # nothing was taken from where it was


@pytest.fixture
def copies(tmp_path):
    """Return the notebooks beside and in a fetched folder, neither worked in."""
    (tmp_path / LESSON).mkdir()
    for path in (tmp_path / NAME, tmp_path / COPY):
        shutil.copy(ROOT / "release" / LESSON / NAME, path)
    return tmp_path / NAME, tmp_path / COPY


def test_untouched_copies_are_left_as_they_are(copies):
    before = [path.read_bytes() for path in copies]
    assert two_copies.take_along(copies[1]) == "" and [path.read_bytes() for path in copies] == before


def test_work_in_both_is_left_in_both_and_the_later_is_named(copies):
    other, copy = copies
    answer(copy, "def push(a_L, y):\n    return y - a_L\n")
    answer(other, later=10)
    assert two_copies.take_along(copy).startswith(f"{NAME} was worked in later than {COPY}")
    assert two_copies.answers(copy) != two_copies.answers(other) == {"push": ANSWER}
    answer(copy, ANSWER + "\n", later=20)
    assert two_copies.take_along(copy) == "" and not two_copies.newer(copy)


def test_answers_to_an_older_release_go_into_the_newer_one(copies):
    other, copy = copies
    answer(other)
    notebook = json.loads(copy.read_text("utf-8"))
    [check] = [cell for cell in notebook["cells"] if cell["id"] == "push-check"]
    check["metadata"]["nbgrader"]["checksum"], check["source"] = "0" * 32, ["check(push)  # newer"]
    copy.write_text(json.dumps(notebook), "utf-8")
    assert "taken along" in two_copies.take_along(copy)
    assert two_copies.answers(copy) == {"push": ANSWER} and "# newer" in copy.read_text("utf-8")


@pytest.mark.parametrize("broken", [b"", b"{", b"{}", b'{"cells": 3}'])
def test_a_notebook_that_cannot_be_read_is_left_alone(copies, broken):
    copies[0].write_bytes(broken)
    assert two_copies.take_along(copies[1]) == "" and copies[0].read_bytes() == broken


def plain_shell(course, exchange):
    """Return how a command is run in a shell that stands in the clone and was told of the exchange, if there is one."""
    told = {"JUPYTER_DATA_DIR": str(course / "data")} | ({"BACKPROP_EXCHANGE": str(exchange)} if exchange else {})
    return {"cwd": course, "env": os.environ | told}


def test_a_copy_that_is_not_the_last_one_worked_in_is_not_handed_in(course, released, nbgrader):
    how = plain_shell(course, released.parent / "exchange")
    nbgrader("fetch_assignment", LESSON, check=True, **how)
    shutil.copytree(ROOT / "release" / LESSON, course / LESSON)  # where the shell stands: not the one that opens
    answer(course / "notebooks" / COPY, "def push(a_L, y):\n    return y - a_L\n")
    answer(course / "notebooks" / NAME, later=10)
    done = nbgrader("submit", LESSON, **how)
    assert done.returncode and "Not handed in. 01_intuition.ipynb was worked in later" in done.stderr, done.stderr
    answer(course / "notebooks" / COPY, later=20)
    assert nbgrader("submit", f"notebooks/{LESSON}/", **how).returncode == 0
    assert submitted(released) == {"push": ANSWER}


@pytest.mark.parametrize(
    "named, sentence",
    [
        (True, "notebooks/01_intuition is not there. `nbgrader fetch_assignment 01_intuition`"),
        (False, "BACKPROP_EXCHANGE"),
    ],
    ids=["nothing fetched", "no exchange named"],
)
def test_what_cannot_be_handed_in_is_told_with_what_to_do(course, released, nbgrader, named, sentence):
    done = nbgrader("submit", LESSON, **plain_shell(course, released.parent / "exchange" if named else None))
    assert done.returncode and sentence in done.stderr, done.stderr
