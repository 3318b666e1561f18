"""What breaks in the course itself is said in a sentence, and nobody is graded by it."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from ..test_nbgrader import LESSON, ROOT, Course

NOTEBOOK = f"source/{LESSON}/{LESSON}.ipynb"


@pytest.fixture
def course(tmp_path):
    """Return a course with one right submission."""
    course = Course(tmp_path)
    folder = course.root / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    shutil.copy(course.root / NOTEBOOK, folder)
    return course


def grade(course):
    """Run the class command; return its status and what it said."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "notebooks"), "BACKPROP_DB_URL": ""}
    command = [sys.executable, "-m", "autograder", "grade"]
    done = subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def write(path, content):
    """Put ``content`` in the place of a file."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


FAULTS = {
    "an empty course key": (lambda root: write(root / "judged" / "key", b""), "course key in .*key is damaged"),
    "a course key cut off": (lambda root: write(root / "judged" / "key", b"abc"), "course key in .*key is damaged"),
    "no solutions": (lambda root: (root / NOTEBOOK).unlink(), "ipynb cannot be read .* run `make build`"),
    "solutions cut off": (lambda root: write(root / NOTEBOOK, b'{"cells": ['), "ipynb cannot be read"),
    "a gradebook that is none": (lambda root: write(root / "gradebook.db", b"no database" * 99), "gradebook cannot be"),
    "an empty gradebook": (lambda root: write(root / "gradebook.db", b""), "knows no lesson|gradebook cannot be"),
    "a file where a folder belongs": (lambda root: write(root / "judged", b""), "grader cannot go on: .*judged"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_courses_own_is_one_sentence(course, fault):
    spoil, sentence = FAULTS[fault]
    spoil(course.root)
    status, said = grade(course)
    assert status == 1 and "Traceback" not in said, said
    assert re.search(sentence, said), said
    assert not (course.root / "autograded").exists()
