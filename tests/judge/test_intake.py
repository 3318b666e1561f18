"""Intake: whatever the bytes are, a submission with every cell of the lesson comes out, and never an exception."""

import json
from pathlib import Path

import nbgrader
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import intake, lesson
from autograder.graded_notebook import clean_notebook

from .handed_in import LESSON, NAME
from .small_class import ROOT

LESSON_1 = lesson.load(f"sqlite:///{ROOT / 'gradebook.db'}", LESSON)
SOLVED = (ROOT / "source" / LESSON / NAME).read_bytes()
IDS = [cell.grade_id for cell in LESSON_1.cells]
STOCK = sorted(Path(nbgrader.__file__).parent.glob("tests/**/*.ipynb"))

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
metadata = values | st.fixed_dictionaries(
    {"nbgrader": values | st.fixed_dictionaries({"grade_id": st.sampled_from(IDS)})}
)
kinds = st.sampled_from(["code", "markdown", "raw", "heading", "", None, 7])
sources = (
    st.text() | st.lists(st.text() | st.none()) | values | st.sampled_from(["def forward(W):\n    1", "check(push)"])
)
cells = values | st.fixed_dictionaries({}, optional={"cell_type": kinds, "source": sources, "metadata": metadata})
notebooks = st.fixed_dictionaries({}, optional={"cells": st.lists(cells, max_size=12) | values, "metadata": values})


def whole(submission):
    """Say what must be true of every submission: each of the lesson's cells once, as the gradebook has it; valid text."""
    roles = [cell.role.grade_id for cell in submission.cells if cell.role]
    assert sorted(roles) == sorted(IDS)
    for cell in submission.cells:
        cell.source.encode()
        if cell.role:
            assert cell.kind == cell.role.kind
            assert not cell.role.locked or cell.source == cell.role.source
    written = clean_notebook(submission)
    assert json.dumps(written)
    assert all("\n" not in note or len(note) < 500 for note in submission.notes)


@pytest.mark.parametrize("path", STOCK, ids=lambda path: path.name)
def test_nbgraders_own_test_notebooks_run_through(path):
    whole(intake.from_bytes(path.read_bytes(), LESSON_1))


def test_there_are_notebooks_of_nbgraders_to_try():
    assert len(STOCK) > 20


@given(st.binary(max_size=300))
def test_any_bytes_run_through(data):
    whole(intake.from_bytes(data, LESSON_1))


@given(notebooks)
def test_anything_shaped_like_a_notebook_runs_through(notebook):
    whole(intake.from_bytes(json.dumps(notebook).encode(), LESSON_1))


@given(st.integers(0, len(SOLVED) - 1), st.binary(min_size=1, max_size=8))
def test_the_solved_notebook_with_some_bytes_overwritten_runs_through(place, noise):
    whole(intake.from_bytes(SOLVED[:place] + noise + SOLVED[place + len(noise) :], LESSON_1))


def test_what_intake_wrote_it_reads_back_unchanged():
    once = intake.from_bytes(SOLVED, LESSON_1)
    again = intake.from_bytes(json.dumps(clean_notebook(once)).encode(), LESSON_1)
    assert again.cells == once.cells and again.notes == ()


@pytest.mark.parametrize("kind", ["socket", "pipe", "device"])
def test_what_is_no_regular_file_is_never_opened(tmp_path, kind):
    import os
    import socket

    path = tmp_path / NAME
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        server = socket.socket(socket.AF_UNIX)
        os.chdir(tmp_path)
        server.bind(NAME)
    else:
        path.symlink_to("/dev/zero")
    submission = intake.read(tmp_path, LESSON_1)
    whole(submission)
    assert submission.notes
