"""One notebook judged on its own: by what it holds, like the class command, with nothing recorded anywhere."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import jsonschema
import pytest

from autograder import check
from autograder.course import lesson
from autograder.grade import grade
from autograder.judging import one_notebook
from autograder.judging.one_notebook import Rejected, judged

from .handed_in import FULL, LESSON, NAME, Notebook
from .small_class import ROOT, SmallClass

pytestmark = pytest.mark.usefixtures("warm")
FIELDS = ["version", "notebook", "lesson", "student", "points", "of", "functions", "notes", "walls"]
HOSTILE = "::error::gone ##[error]gone <b>bold</b>"

# Written from "Autograder Specifications" (gradescope-autograders.readthedocs.io/en/latest/specs), Output format
VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
RESULTS = {
    "type": "object",
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "integer", "minimum": 0},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": FORMAT,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
                "additionalProperties": False,
            },
        },
        "leaderboard": {"type": "array"},
    },
    "anyOf": [
        {"required": ["score"]},
        {"required": ["tests"], "properties": {"tests": {"minItems": 1, "items": {"required": ["score"]}}}},
    ],
    "additionalProperties": False,
}


@pytest.fixture
def course(tmp_path):
    return SmallClass(tmp_path / "course")


@pytest.fixture
def notebook(course, tmp_path):
    """Return the function that writes a notebook to a file of its own."""

    def write(make=lambda notebook: None, name=NAME, solved=course.solved):
        made = Notebook(json.loads(json.dumps(solved)), folder=course.root)
        make(made)
        path = tmp_path / name
        path.write_bytes(made.as_bytes() if made.text is None else made.text)
        return path

    return write


def spoiled(notebook):
    notebook.solve("update", "def update(w, dC_dw, eta):\n    return w + eta * dC_dw\n")
    notebook.solve("push", f"def push(a_L, y):\n    raise ValueError({HOSTILE!r})\n")


@pytest.fixture
def command(course, monkeypatch, capsys):
    """Return the function that runs the command in this process on the small class; it gives status and both texts."""
    monkeypatch.setattr(check, "load", lambda: course.settings)

    def run(*words):
        from autograder.__main__ import main

        with pytest.raises(SystemExit) as end:
            main(["check", *map(str, words)])
        said = capsys.readouterr()
        return end.value.code, said.out, said.err

    return run


def everything(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_cards_are_those_of_the_class_command_and_nothing_is_recorded(course, notebook, command):
    path = notebook(spoiled)
    before = everything(course.root)
    status, said, complained = command(path)
    assert (status, complained) == (1, "") and everything(course.root) == before
    assert f"{LESSON}: {FULL - 3} of {FULL} points" in said
    course.hand_in("ada", spoiled)
    grade(course.settings, say=lambda text: None)
    report = judged(course.settings, path, student="ada")
    points = {name: mark.points for name, mark in report.marks.items()}
    assert points == course.points("ada")
    cards = {row[4] for row in course.rows("ada") if row[4]}
    assert all(
        any(mark.text in card or card in mark.text for card in cards)
        for mark in report.marks.values()
        if mark.points < mark.maximum
    )


def test_what_is_all_right_ends_with_status_0(notebook, command):
    status, said, complained = command(notebook())
    assert (status, complained) == (0, "") and f"{FULL} of {FULL} points" in said


def test_a_learner_who_is_named_gets_the_class_commands_arguments_and_anybody_else_new_ones(course, notebook):
    path = notebook()
    assert not (course.settings.folder / "key").exists()

    def seeds(student=None):
        return [mark.seed for mark in judged(course.settings, path, student=student).marks.values()]

    assert seeds("ada") != seeds("ada") and not (course.settings.folder / "key").exists()
    course.settings.folder.mkdir(exist_ok=True)
    (course.settings.folder / "key").write_text("ab" * 32)
    assert seeds("ada") == seeds("ada") != seeds("ben") and seeds() != seeds()


def test_the_object_that_is_printed_has_the_fields_that_help_describes(notebook, command):
    path = notebook(spoiled)
    status, said, _ = command(path, "--json", "--student", "ada")
    data = json.loads(said)
    assert status == 1 and list(data) == FIELDS
    assert (data["version"], data["lesson"], data["student"], data["points"], data["of"]) == (1, LESSON, "ada", 7, FULL)
    update, slope = data["functions"]["update"], data["functions"]["slope"]
    assert list(update) == ["points", "of", "status", "mistake", "card"]
    assert (slope["points"], slope["status"], slope["mistake"]) == (2, "right", None)
    assert (update["points"], update["of"], update["status"]) == (0, 2, "not right yet")
    assert update["mistake"] in update["card"] and data["walls"] in ("namespaces", "landlock")
    for name in [*data, *update]:
        assert name in check.__doc__


def test_what_a_learner_printed_is_no_command_to_githubs_runner(notebook, command):
    def printing(n):
        n.solve("push", f"def push(a_L, y):\n    print('\\n  ' + {HOSTILE!r})\n    return 7 * y\n")

    _, said, _ = command(notebook(printing))
    assert "gone" in said
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::") or "##[" in line], said


def test_gradescopes_file_is_as_gradescope_documents_it(notebook, command, tmp_path):
    file = tmp_path / "results" / "results.json"
    status, _, _ = command(notebook(spoiled), "--gradescope", file)
    results = json.loads(file.read_text())
    jsonschema.validate(results, RESULTS)
    assert status == 1 and results["score"] == 7 == sum(test["score"] for test in results["tests"])
    tests = {test["name"]: test for test in results["tests"]}
    assert sum(test["max_score"] for test in tests.values()) == FULL
    assert (tests["update"]["status"], tests["slope"]["status"]) == ("failed", "passed")
    assert HOSTILE in tests["push"]["output"] and results["test_output_format"] == "text"  # which Gradescope escapes


def test_a_file_that_is_no_notebook_is_a_zero_on_gradescope_and_a_fault_of_the_graders_is_nothing(
    notebook, command, course, tmp_path, monkeypatch
):
    file = tmp_path / "results.json"
    assert command(tmp_path / "nowhere.ipynb", "--gradescope", file)[0] == 2
    results = json.loads(file.read_text())
    jsonschema.validate(results, RESULTS)
    assert results["score"] == 0 and "is not there" in results["output"]
    file.unlink()
    monkeypatch.setattr(one_notebook, "Judge", lambda *_: 1 / 0)
    status, _, complained = command(notebook(), "--gradescope", file)
    assert (status, file.exists()) == (2, False) and "the grader's own fault" in complained


HANDED_IN = {
    "one notebook": ([NAME], FULL),
    "one in a folder, with what Jupyter keeps": ([f"mine/{NAME}", f"mine/.ipynb_checkpoints/{NAME}"], FULL),
    "two notebooks": ([NAME, "other.ipynb"], 0),
    "none": ([], 0),
}


@pytest.mark.usefixtures("own_command")
@pytest.mark.parametrize("handed_in", HANDED_IN)
def test_gradescopes_script_judges_what_lies_in_its_folder_and_follows_no_link(handed_in, course, tmp_path):
    names, points = HANDED_IN[handed_in]
    submission = tmp_path / "submission"
    submission.mkdir()
    (submission / "link.ipynb").symlink_to(ROOT / "source" / LESSON / NAME)
    (submission / "folder").symlink_to(ROOT / "source" / LESSON)
    for name in names:
        (submission / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(course.root / "source" / LESSON / NAME, submission / name)
    said = {"AUTOGRADER": str(tmp_path), "COURSE": str(ROOT), "PYTHON": sys.executable}
    environment = os.environ | {"PYTHONPATH": str(ROOT / "notebooks")} | said
    done = subprocess.run([ROOT / "tools/gradescope/run_autograder"], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "results" / "results.json").read_text())
    jsonschema.validate(results, RESULTS)
    assert results["score"] == points, results["output"]


def folder(tmp_path, course):
    (tmp_path / "01.ipynb").mkdir()
    return tmp_path / "01.ipynb"


def link(tmp_path, course):
    (tmp_path / "link.ipynb").symlink_to(course.root / "source" / LESSON / NAME)
    return tmp_path / "link.ipynb"


def link_above(tmp_path, course):
    (tmp_path / "mine").symlink_to(course.root / "source" / LESSON)
    return tmp_path / "mine" / NAME


def pipe(tmp_path, course):
    os.mkfifo(tmp_path / "pipe.ipynb")
    return tmp_path / "pipe.ipynb"


def text(content, name="x.ipynb"):
    def write(tmp_path, course):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


def of(*sources):
    """Return a notebook with these code cells."""
    cells = [{"cell_type": "code", "metadata": {}, "source": source, "outputs": []} for source in sources]
    return text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode())


BAD = {
    "nothing there": (lambda tmp_path, course: tmp_path / "nowhere.ipynb", "is not there"),
    "a folder": (folder, "is a folder"),
    "a link": (link, "is a link"),
    "a folder that is a link to the solutions": (link_above, "leads by a link into the course's own folder"),
    "a pipe": (pipe, "not a regular file"),
    "empty": (text(b""), "is empty"),
    "a script": (text(b"import numpy as np\n"), "a Python script"),
    "a zip": (text(b"PK\x03\x04..", "x.zip"), "is a zip archive"),
    "cut off": (text(b'{"cells": [{"cell_type": "co'), "cut off or damaged"),
    "JSON of another kind": (text(b"[1, 2]"), "not a notebook"),
    "no lesson's": (of("import pandas", "loss = 3"), "none of the cells of any lesson"),
    "no cells": (of(), "a notebook without cells"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_judged_is_said_in_one_sentence_with_status_2(kind, course, command, tmp_path):
    make, why = BAD[kind]
    status, said, complained = command(make(tmp_path, course))
    assert (status, said) == (2, "") and why in complained and complained.count("\n") == 1, complained


@pytest.mark.parametrize("words, there_are", [((), "0"), (("a.ipynb", "x/b.ipynb"), "2: a.ipynb, b.ipynb")])
def test_one_notebook_is_to_be_named(words, there_are, command):
    status, _, complained = command(*words)
    assert status == 2 and complained == f"One notebook is judged at a time; there are {there_are}.\n"


def test_the_lesson_is_found_without_nbgraders_metadata_and_under_any_name(course, notebook):
    def stripped(n):
        for cell in n.cells:
            cell["metadata"] = {}

    report = judged(course.settings, notebook(stripped, "homework final (2).txt"))
    assert (report.lesson.name, report.points) == (LESSON, FULL)


def test_a_lesson_that_is_named_must_be_one_and_must_be_that_of_the_notebook(course, notebook):
    path = notebook()
    with pytest.raises(lesson.UnknownLesson, match="no lesson '01_intution': is 01_intuition meant"):
        judged(course.settings, path, "01_intution")
    with pytest.raises(Rejected, match="none of the cells of the lesson 02_notation"):
        judged(course.settings, path, "02_notation")
    assert judged(course.settings, path, LESSON).points == FULL


def test_of_two_lessons_in_one_notebook_that_one_counts_of_which_more_is_done(course, notebook):
    other = json.loads((ROOT / "release" / "02_notation" / "02_notation.ipynb").read_text())
    path = notebook(lambda n: n.cells.extend(other["cells"]))
    report = judged(course.settings, path)
    assert report.points == FULL and "It holds cells of 02_notation, too; --lesson says which to judge." in report.notes


def test_what_is_graded_by_hand_is_named_and_not_counted():
    asked = {"kind": "markdown", "source": "", "checksum": "", "locked": False}
    essay = lesson.SourceCell("essay", solution=True, points=3.0, **asked)
    plot = lesson.SourceCell("plot", solution=False, points=None, task=1.5, **asked)
    code = lesson.SourceCell("push", solution=True, points=None, **asked)
    (note,) = one_notebook.by_hand(lesson.Lesson(LESSON, (essay, code, plot)))
    assert note == "4.5 points more are given by hand, for essay, plot."
    assert one_notebook.by_hand(lesson.Lesson(LESSON, (code,))) == ()


def test_without_walls_it_is_not_judged_and_the_reason_is_said(course, notebook, command):
    object.__setattr__(course, "settings", replace(course.settings, tiers=()))
    status, said, complained = command(notebook())
    assert (status, said) == (2, "") and "--unsafe" in complained
