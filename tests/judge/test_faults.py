"""What breaks in the course itself is said in a sentence, and nobody is graded by it."""

import re
import shutil
from argparse import ArgumentParser

import pytest

from autograder import grade, settings

from ..test_nbgrader import LESSON, Course

pytestmark = pytest.mark.usefixtures("warm")

NOTEBOOK = f"source/{LESSON}/{LESSON}.ipynb"


@pytest.fixture
def course(tmp_path):
    """Return a course with one right submission."""
    course = Course(tmp_path)
    folder = course.root / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    shutil.copy(course.root / NOTEBOOK, folder)
    return course


def write(path, content):
    """Put ``content`` in the place of a file."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


FAULTS = {
    "an empty course key": (lambda root: write(root / "judged" / "key", b""), "course key in .*key is damaged"),
    "a course key cut off": (lambda root: write(root / "judged" / "key", b"abc"), "course key in .*key is damaged"),
    "no solutions": (lambda root: (root / NOTEBOOK).unlink(), "ipynb cannot be read .* run `make build`"),
    "solutions cut off": (lambda root: write(root / NOTEBOOK, b'{"cells": ['), "ipynb cannot be read"),
    "a gradebook that is none": (
        lambda root: write(root / "class.db", b"no database" * 99),
        "gradebook class.db cannot be used",
    ),
    "an empty gradebook": (
        lambda root: write(root / "class.db", b""),
        "knows no lesson|gradebook class.db cannot be used",
    ),
    "a file where a folder belongs": (lambda root: write(root / "judged", b""), "grader cannot go on: .*judged"),
}


def check(said, sentence, root):
    """Say what must be true of all that was said of a fault."""
    assert "Traceback" not in said and re.search(sentence, said), said
    assert not (root / "autograded").exists()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_courses_own_is_one_sentence(course, warm, monkeypatch, capfd, fault):
    spoil, sentence = FAULTS[fault]
    monkeypatch.setenv("BACKPROP_DB_URL", "")
    monkeypatch.setattr(grade, "load", lambda: settings.load(course.root))
    spoil(course.root)
    grade.add_arguments(parser := ArgumentParser())
    with pytest.raises(SystemExit) as end:
        grade.main(parser.parse_args([]))
    assert end.value.code, "ended with status 0"
    check("".join(capfd.readouterr()) + str(end.value.code), sentence, course.root)


def test_the_command_itself_ends_with_the_sentence_and_a_status(class_command, course):
    spoil, sentence = FAULTS["a course key cut off"]
    spoil(course.root)
    status, said, complaint = class_command(course.root, BACKPROP_DB_URL="")
    assert status == 1
    check(said + complaint, sentence, course.root)
