"""Intake: whatever the bytes are, a submission with every cell of the lesson comes out, and never an exception."""

import errno
import json
import os
import unicodedata
import zipfile
from pathlib import Path

import nbgrader
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import intake
from autograder.course import lesson
from autograder.grade import grade
from autograder.grading import strays
from autograder.intake import archive, choice, file, found
from autograder.intake.kinds import DAMAGED, kind_of
from autograder.intake.submission import Unreadable
from autograder.judging.graded_notebook import clean_notebook

from .damaged import SCRATCH, zipped
from .handed_in import LESSON, NAME, POINTS
from .small_class import ROOT, SmallClass
from .test_record import autograde

pytestmark = pytest.mark.usefixtures("warm")
LESSON_1 = lesson.load(f"sqlite:///{ROOT / 'gradebook.db'}", LESSON)
SOLVED = (ROOT / "source" / LESSON / NAME).read_bytes()
BLANK = (ROOT / "release" / LESSON / NAME).read_bytes()
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


def read(folder, files):
    """Return the submission of {name: content}, as intake reads it out of ``folder``."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    submission = intake.read(folder, LESSON_1)
    whole(submission)
    return submission


def answers(submission):
    """Return how many functions are answered in a submission."""
    cells = [cell for cell in submission.cells if cell.role and cell.role.solution and cell.role.points is None]
    return sum(cell.source != cell.role.source for cell in cells)


@given(st.integers(0, 1000), st.binary(min_size=1, max_size=8), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_LZMA]))
def test_a_zip_with_some_bytes_overwritten_runs_through(tmp_path_factory, place, noise, method):
    path = tmp_path_factory.mktemp("zip") / "hw.zip"
    with zipfile.ZipFile(path, "w", method) as made:
        made.writestr(NAME, BLANK[:200])
    data = path.read_bytes()
    read(path.parent, {"hw.zip": data[: place % len(data)] + noise + data[place % len(data) + len(noise) :]})


def test_nothing_in_a_zip_is_unpacked_that_promises_too_much(tmp_path):
    data = zipped({NAME: bytes(file.MOST_BYTES)})
    (member,) = archive.members("hw.zip", data)
    with pytest.raises(Unreadable, match="far too much"):
        member.read(None)


def test_of_two_equally_done_the_one_of_the_right_name_is_read_then_the_newest(tmp_path):
    first, second = tmp_path / f"{LESSON} (1).ipynb", tmp_path / f"{LESSON} (2).ipynb"
    for path, when in ((first, 2000), (second, 1000)):
        path.write_bytes(SOLVED)
        os.utime(path, (when, when))
    assert f"'{first.name}' was graded" in " ".join(intake.read(tmp_path, LESSON_1).notes)
    assert read(tmp_path, {NAME: SOLVED}).notes[0].startswith(f"'{NAME}' was graded, and not ")


def test_a_scratch_notebook_does_not_stand_for_a_damaged_one(tmp_path):
    assert read(tmp_path, {NAME: SOLVED[:5000], "Untitled.ipynb": SCRATCH}).notes == (DAMAGED,)
    saved = read(tmp_path, {"Untitled1.ipynb": SOLVED})
    assert answers(saved) == len(POINTS) and f"{NAME} itself could not be read" in saved.notes[1]


def test_links_to_folders_and_notebooks_are_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / NAME).write_bytes(SOLVED)
    handed_in = tmp_path / "submitted"
    handed_in.mkdir()
    (handed_in / LESSON).symlink_to(tmp_path / "elsewhere")
    (handed_in / "01.ipynb").symlink_to(tmp_path / "elsewhere" / NAME)
    assert answers(intake.read(handed_in, LESSON_1)) == 0


SAVED = SOLVED.decode()
CELLS = json.loads(SOLVED)["cells"]
BY_HAND = [c for c in CELLS if {"solution": True, "grade": True}.items() <= c["metadata"].get("nbgrader", {}).items()]
STRIPPED = [  # what is graded by hand makes no function that it could be known by
    {"cell_type": c["cell_type"], "source": "".join(c["source"])}
    | ({"metadata": c["metadata"]} if c in BY_HAND else {})
    for c in CELLS
]
FOUND = {  # {name: content} of what was handed in, and the name or the sentence that the notes must hold
    "a copy of a copy": ({f"Copy of Copy of {NAME}": SOLVED, NAME: BLANK}, f"and not '{NAME}'"),
    "an umlaut in two parts": ({unicodedata.normalize("NFD", f"Übung {NAME}"): SOLVED}, "was taken for"),
    "words and blanks": ({"01 intuition final FINAL v2.ipynb": SOLVED}, "FINAL v2"),
    "no ending": ({"hw1": SOLVED}, "'hw1'"),
    "half a download by its name": ({f"{NAME}.crdownload": SOLVED}, "crdownload"),
    "an editor's copy": ({f"{NAME}~": SOLVED}, f"'{NAME}~'"),
    "hidden by its name": ({f".{NAME}": SOLVED, "notes.txt": "x"}, f"'.{NAME}'"),
    "in a folder of its name": ({f"{NAME}/{NAME}": SOLVED}, f"'{NAME}/{NAME}'"),
    "in a zip below": ({"x/y/hw.zip": zipped({NAME: SOLVED})}, "x/y/hw.zip"),
    "in a zip without ending": ({"hw": zipped({f"hw\\{NAME}": SOLVED})}, "hw/hw"),
    "as a platform packs it": ({"all.zip": zipped({"ada_1/hw.zip": zipped({f"hw/{NAME}": SOLVED})})}, "ada_1"),
    "in the better of two zips": ({"1.zip": zipped({NAME: BLANK}), "2.zip": zipped({NAME: SOLVED})}, "not '1.zip"),
    "a checkpoint in a zip": ({"hw.zip": zipped({f"hw/.ipynb_checkpoints/{NAME}": SOLVED})}, "checkpoints"),
    "a checkpoint of a damaged one": ({NAME: "{", f".ipynb_checkpoints/{NAME}": SOLVED}, "could not be read"),
    "cut off behind its cells": ({NAME: SAVED.rstrip()[:-3]}, "not in its cells"),
    "between the marks of a chat": ({NAME: f"```json\n{SAVED}\n```\n"}, "not in its cells"),
    "a comma too many": ({NAME: SAVED.rstrip()[:-1] + ",}"}, "not in its cells"),
    "marked twice as UTF-8": ({NAME: b"\xef\xbb\xbf" * 2 + SOLVED}, None),
    "UTF-32": ({NAME: SAVED.encode("utf-32")}, None),
    "a mark before each cell": ({NAME: json.dumps({"cells": [c | {"source": f"\ufeff{c['source']}"} for c in STRIPPED]})}, None),
    "old Macs' line ends": ({NAME: json.dumps({"cells": [c | {"source": c["source"].replace("\n", "\r")} for c in STRIPPED]})}, None),
    "lines in lists": ({NAME: json.dumps({"cells": [c | {"source": c["source"].splitlines(True)} for c in STRIPPED]})}, None),
}  # fmt: skip


@pytest.mark.parametrize("where", FOUND)
def test_the_solved_notebook_is_found_and_read_wherever_it_lies(tmp_path, where):
    files, said = FOUND[where]
    submission = read(tmp_path, files)
    assert answers(submission) == len(POINTS)
    assert (said in " ".join(submission.notes)) if said else submission.notes == ()


def test_cells_of_two_sides_of_a_merge_are_not_chosen_from(tmp_path):
    both = f"<<<<<<< HEAD\n{SAVED}\n=======\n{SAVED}\n>>>>>>> theirs\n"
    (note,) = read(tmp_path, {NAME: both}).notes
    assert "merge" in note


def test_folders_are_gone_down_three_deep_and_no_deeper(tmp_path):
    assert answers(read(tmp_path / "three", {f"a/b/c/{NAME}": SOLVED})) == len(POINTS)
    assert answers(read(tmp_path / "four", {f"a/b/c/d/{NAME}": SOLVED})) == 0


def test_only_so_many_folders_are_looked_into(tmp_path, monkeypatch):
    monkeypatch.setattr(found, "MOST_FILES", 20)
    opened = []
    monkeypatch.setattr(found, "listing", lambda *a, whole=found.listing: opened.append(a) or whole(*a))
    for number in range(20):
        for inner in range(9):
            (tmp_path / f"{number:02}" / f"{inner}").mkdir(parents=True)
    assert answers(read(tmp_path, {NAME: SOLVED})) == len(POINTS) and len(opened) == 20


def test_only_so_many_files_and_bytes_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(choice, "MOST_TRIED", 3)
    submission = read(tmp_path, {f"{number}.ipynb": SCRATCH for number in range(9)} | {NAME: SOLVED})
    assert answers(submission) == len(POINTS) and "7 more of its files were not looked at" in submission.notes[-1]
    monkeypatch.setattr(choice, "MOST_READ", 0)
    assert "9 more" in intake.read(tmp_path, LESSON_1).notes[-1]


@pytest.mark.parametrize("name", ["03_observations", "02_notation"])
def test_the_notebook_of_another_lesson_is_told_so(tmp_path, name):
    submission = read(tmp_path, {f"{name}.ipynb": (ROOT / "source" / name / f"{name}.ipynb").read_bytes()})
    assert any("another lesson" in note for note in submission.notes)


def test_what_is_there_is_listed_where_nothing_is_a_notebook(tmp_path):
    (note,) = read(tmp_path, {f"{number}.txt": "text" for number in range(9)} | {".DS_Store": "x"}).notes
    assert "there are only: '0.txt', '1.txt', '2.txt', '3.txt', '4.txt' and 4 more." in note


def test_what_a_cloud_keeps_hidden_in_the_place_of_a_file_is_called_by_its_name(tmp_path):
    (note,) = read(tmp_path, {f".{NAME}.icloud": b"bplist00"}).notes
    assert "a link to a notebook that lies elsewhere" in note


KINDS = {
    "merge": ['{\n "cells": [\n<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> theirs\n]}'],
    "web page": ["<html>", "<?xml version='1.0'?>\n<html>", "<!-- saved -->\n<!doctype HTML>", "\r\n  <HEAD>"],
    "Git LFS": ["version https://git-lfs.github.com/spec/v1\n"],
    "jupytext": [
        "# ---\n# jupyter:\n",
        "---\njupytext:\n  x: 1\n---\n",
        "# %%\n1",
        "#!/usr/bin/env python\n\n# In[1]:\n",
        "# Intuition\n\n```python\n1\n```\n",
        "---\ntitle: x\n---\n\n```{python}\n1\n```\n",
    ],
    "Python script": ["import numpy as np\n", "# mine\n\ndef push(a_L, y):\n    pass\n"],
    "Google Drive": ["https://colab.research.google.com/drive/1\n", "[InternetShortcut]\nURL=https://example.org\n"],
    "diff": ["diff --git a/x b/x\n"],
    "PDF": ["%PDF-1.7"],
    "shortcut of Windows": ["L\0\0\0\x01\x14\x02\0"],
    "no notebook in it": ["PK\5\6" + "\0" * 18],
    "word processor": ["{\\rtf1 x}"],
    "picture": ["GIF89a"],
    "not valid JSON": ["This is my homework.", '{"cells": [', "[1, 2"],
}


@pytest.mark.parametrize(("sentence", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_what_is_no_notebook_is_called_by_its_name(sentence, text):
    assert sentence in kind_of(text.encode(), text)


LINES = {
    "without line ends": (["a = 1", "", "b = 2"], "a = 1\n\nb = 2"),
    "as they should be": (["a = 1\n", "b = 2"], "a = 1\nb = 2"),
    "one alone": (["a = 1"], "a = 1"),
    "some with line ends": (["a = 1\n", "b", " = 2"], "a = 1\nb = 2"),
    "not all of them text": (["a = 1", None, "; b = 2"], "a = 1; b = 2"),
}


@pytest.mark.parametrize("lines", LINES)
def test_lines_are_joined_with_line_ends_where_none_has_one(lines):
    source, joined = LINES[lines]
    submission = intake.from_bytes(json.dumps({"cells": [{"cell_type": "code", "source": source}]}).encode(), LESSON_1)
    assert joined in [cell.source for cell in submission.cells]
    assert any("line ends" in note for note in submission.notes) == (lines == "without line ends")


MADE = {
    "def push(a_L, y): ...": True,
    "if True:\n    def push(a_L, y): ...": True,
    "push = lambda a_L, y: 0": True,
    "push: object = print": True,
    "update, push = mine()": True,
    "from mine import update, push": True,
    "import mine as push": True,
    "globals()['push'] = mine": True,
    "exec('def push(a_L, y): ...')": True,
    "class push: ...": True,
    "check(push)": False,
    "mine.push = 3": False,
    "pushed = 3": False,
    "push == 3": False,
    "": False,
}


@pytest.mark.parametrize("code", MADE)
def test_a_cell_is_missing_only_if_nothing_makes_its_function(code):
    cells = [c for c in json.loads(SOLVED)["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") != "push"]
    cells.append({"cell_type": "code", "source": code})
    notes = intake.from_bytes(json.dumps({"cells": cells}).encode(), LESSON_1).notes
    assert notes == (() if MADE[code] else ("The cell push is missing; nothing stands in for it.",))


@pytest.fixture
def course(tmp_path):
    return SmallClass(tmp_path / "course")


@pytest.mark.parametrize("name", [f"{LESSON}.zip", f"{NAME}.json", f"{LESSON}/{NAME}"])
def test_nbgraders_door_takes_a_notebook_that_it_would_not_find_alone(course, name):
    content = zipped({NAME: SOLVED}) if name.endswith("zip") else SOLVED
    read(course.root / "submitted" / "ada" / LESSON, {name: content})
    autograde(course)
    assert course.points("ada") == POINTS


@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES, errno.EMFILE, errno.ESTALE])
def test_what_the_grader_cannot_read_is_its_own_fault_and_never_a_zero(course, monkeypatch, error):
    for student in ("ada", "ben"):
        read(course.root / "submitted" / student / LESSON, {f"{LESSON} (1).ipynb": SOLVED})

    def listing(folder, most=1000, whole=found.listing):
        if "ada" in folder.parts:
            raise OSError(error, os.strerror(error))
        return whole(folder, most)

    with monkeypatch.context() as patch:
        patch.setattr(found, "listing", listing)
        (fault,) = grade(course.settings, say=lambda line: None)
        assert "ada" in fault and "own fault" in fault
        with pytest.raises(Exception, match="Please see"):
            autograde(course)
        assert course.points("ada") == {} and course.points("ben") == POINTS
        assert grade(course.settings, say=lambda line: None) != []
    assert grade(course.settings, say=lambda line: None) == [] and course.points("ada") == POINTS


STRAYS = {
    "ada/01_Intuition/x": "submitted/ada/01_Intuition belongs to no lesson: is 01_intuition meant?",
    "ada/lesson 1/x": "submitted/ada/lesson 1 belongs to no lesson: is 01_intuition meant?",
    "ada/01_intuitoin/x": "submitted/ada/01_intuitoin belongs to no lesson: is 01_intuition meant?",
    "ada/homework/x": "submitted/ada/homework belongs to no lesson.",
    f"ada/{NAME}": f"submitted/ada/{NAME} belongs to no lesson: is 01_intuition meant?",
    "01_intuition/ada/x": "submitted/01_intuition has the name of a lesson, where a learner's folder belongs.",
    "ada.zip": "submitted/ada.zip is no learner's folder; nothing of it was graded.",
    "ada/.DS_Store": None,
    "ada/notes.txt": None,
    "ada/01_intuition/x": None,
    "ada/\x1b[2J/x": "submitted/ada/?[2J belongs to no lesson.",
}


@pytest.mark.parametrize("path", STRAYS)
def test_what_belongs_to_no_lesson_is_named(course, path):
    target = course.root / "submitted" / path
    target.parent.mkdir(parents=True)
    target.write_text("x")
    lines = strays.told(course.settings)
    assert len(lines) == (STRAYS[path] is not None)
    assert all(line.startswith(STRAYS[path]) for line in lines)


def test_strays_are_told_at_the_end_of_the_run_and_those_of_many_together(course):
    for number in range(30):
        (course.root / "submitted" / f"learner{number:02}" / "HW1").mkdir(parents=True)
        (course.root / "submitted" / "ada" / f"mine{number}x").mkdir(parents=True)
    said = []
    assert grade(course.settings, say=said.append) == []
    assert said[0] == "Nothing new in submitted/."
    assert "(30 learners: learner00, learner01, learner02 ...)/HW1 belongs to no lesson: is 01_intuition" in said[1]
    assert len(said) == 22 and said[-1] == "... and 11 more like these."


def test_an_unknown_lesson_is_an_error_that_lists_those_that_there_are(course):
    listed = "01_intuition, 02_notation, 03_observations, 04_gradient"
    with pytest.raises(lesson.UnknownLesson, match=f"no lesson '01_Intuition'; it has: {listed}"):
        grade(course.settings, ["01_Intuition"])
