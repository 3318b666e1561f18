"""Two front doors, one result, whatever nbgrader_config.py says to nbgrader; what the class command cannot do it names."""

import csv
import datetime
import json
import platform
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins.export import CsvExportPlugin
from traitlets.config.loader import PyFileConfigLoader

from autograder import settings
from autograder.grade import grade
from autograder.intake import beside
from autograder.pipeline import NotFollowed
from autograder.sandbox.job import Job

from .handed_in import FULL, LESSON, NAME
from .small_class import QUICK, SmallClass

pytestmark = pytest.mark.usefixtures("warm")
DUE = "2026-11-02 10:00:00 UTC"
EARLY, LATE = "2026-11-02 09:59:59.5 UTC", "2026-11-02 10:00:00.000000 -0030"
STRICT = """
c.LateSubmissionPlugin.penalty_method = "zero"
c.CourseDirectory.student_id_exclude = "excluded,nobody"
c.Autograde.create_student = False
"""
WHEN = {
    "early": EARLY,
    "late": LATE,
    "extended": LATE,
    "excluded": EARLY,
    "unregistered": EARLY,
    "resubmitted": EARLY,
    "overridden": LATE,
    "untimed": None,
}


class Class(SmallClass):
    """A small class whose nbgrader_config.py says more, with both doors."""

    def say_to_nbgrader(self, text):
        """Add lines to nbgrader_config.py."""
        with (self.root / "nbgrader_config.py").open("a") as file:
            file.write(text)
        self.settings = replace(settings.load(self.root), limits=QUICK, workers=1)

    def gradebook(self):
        """Open the gradebook."""
        return Gradebook(f"sqlite:///{self.root / 'gradebook.db'}")

    def due(self, when):
        """Set the deadline."""
        with self.gradebook() as opened:
            opened.update_or_create_assignment(LESSON, duedate=when)

    def hand_in_at(self, student, when, make=lambda notebook: None):
        """Hand in, once more perhaps, with a time."""

        def timed(notebook):
            make(notebook)
            notebook.files = {"timestamp.txt": when} if when else {}

        shutil.rmtree(self.root / "submitted" / student, ignore_errors=True)
        self.hand_in(student, timed)

    def by_nbgrader(self, name=LESSON, force=False):
        """Grade as `nbgrader autograde` does."""
        config = PyFileConfigLoader("nbgrader_config.py", path=str(self.root)).load_config()
        config.Judge.limits = {"cell_seconds": 1, "exercise_seconds": 1, "patience": 5}
        directory = CourseDirectory(config=config, assignment_id=name)
        directory.root, directory.db_url = str(self.root), f"sqlite:///{self.root / 'gradebook.db'}"
        converter = Autograde(coursedir=directory, config=config)
        converter.force = converter.force or force
        converter.start()

    def export(self):
        """Return the rows of `nbgrader export`."""
        path = self.root / "grades.csv"
        with self.gradebook() as opened:
            CsvExportPlugin(to=str(path)).export(opened)
        with path.open(newline="") as file:
            return [row for row in csv.DictReader(file) if row["assignment"] == LESSON]

    def scores(self):
        """Return {student: score} of the export."""
        return {row["student_id"]: float(row["score"]) for row in self.export()}


@pytest.fixture
def course(tmp_path):
    return Class(tmp_path / "course")


@pytest.fixture
def doors(tmp_path):
    """Return the same class twice, for one door each, with one course key."""
    both = Class(tmp_path / "ours"), Class(tmp_path / "theirs")
    for each in both:
        each.settings.folder.mkdir()
        (each.settings.folder / "key").write_text("ab" * 32)
    return both


def same_export(doors, unregistered=True, force=True):
    """Grade at both doors, compare every row; return ours."""
    ours, theirs = doors
    faults = grade(ours.settings, say=lambda text: None)
    assert len(faults) == unregistered and all("unregistered" in fault for fault in faults)
    if unregistered:
        with pytest.raises(NbGraderException):
            theirs.by_nbgrader(force=force)
    else:
        theirs.by_nbgrader(force=force)
    assert ours.export() == theirs.export()
    for student in WHEN:  # only what is graded again asks for another look at a score given by hand
        rows = [[(*row[:3], *row[4:]) for row in each.rows(student)] for each in doors]
        assert rows[0] == rows[1], student
    return ours.scores()


def test_both_doors_export_the_same_of_a_class_with_a_deadline(doors):
    for each in doors:
        each.say_to_nbgrader(STRICT)
        each.due(DUE)
        with each.gradebook() as opened:
            for student in WHEN.keys() - {"unregistered"}:
                opened.add_student(student)
        for student, when in WHEN.items():
            each.hand_in_at(student, when)
    late = {"late": 0, "extended": 0, "overridden": 0, "excluded": 0}
    full = dict.fromkeys(WHEN.keys() - {"unregistered"}, FULL)
    assert same_export(doors, force=False) == full | late

    for each in doors:
        each.hand_in_at("resubmitted", LATE.replace("-11-02", "-11-03"))
        with each.gradebook() as opened:
            opened.grant_extension(LESSON, "extended", hours=1)
            grade_of = opened.find_grade("forward-check", LESSON, LESSON, "overridden")
            grade_of.manual_score = 0.5
            opened.db.commit()
    assert same_export(doors) == full | late | {"resubmitted": 0, "extended": FULL}

    for each in doors:
        each.due("2026-12-24 10:00:00 UTC")  # a penalty that no longer holds goes
    assert same_export(doors) == full | {"excluded": 0, "overridden": FULL - 1.5}

    for each in doors:
        each.due(DUE)
        each.say_to_nbgrader('c.AssignLatePenalties.plugin_class = "tests.judge.half_off.HalfOff"\n')
        each.say_to_nbgrader('c.CourseDirectory.student_id_exclude = ""\nc.Autograde.create_student = True\n')
    half = {"late": FULL / 2, "resubmitted": FULL / 2, "overridden": (FULL - 1.5) / 2, "unregistered": FULL}
    assert same_export(doors, unregistered=False) == full | half


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        ('c.Autograde.pre_convert_hook = "os.getcwd"', "c.Autograde.pre_convert_hook"),
        ("c.BaseConverter.post_convert_hook = print", "c.Autograde.post_convert_hook"),
        ('c.Autograde.autograde_preprocessors += ["nbgrader.preprocessors.LimitOutput"]', "LimitOutput"),
        ("c.Autograde.autograde_preprocessors.pop(0)", "autograde_preprocessors"),
        ("c.Autograde.autograde_preprocessors.reverse()", "autograde_preprocessors"),
        ('c.Autograde.sanitize_preprocessors += ["nbgrader.preprocessors.LockCells"]', "LockCells"),
        ("c.SaveAutoGrades.enabled = False", "c.SaveAutoGrades.enabled"),
        ('c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"', "c.Autograde.exporter_class"),
        ('c.CourseDirectory.notebook_id = "0*"', "c.CourseDirectory.notebook_id"),
        (
            'c.CourseDirectory.directory_structure = "{nbgrader_step}/{assignment_id}/{student_id}"',
            "c.CourseDirectory.directory_structure",
        ),
        ('c.FilesWriter.files = ["x"]', "c.FilesWriter.files"),
        ('c.AssignLatePenalties.plugin_class = "nowhere.Plugin"', "plugin_class|nowhere"),
    ],
)
def test_what_only_nbgrader_would_do_stops_the_class_command_by_its_name(course, setting, named):
    course.hand_in_innocents()
    course.say_to_nbgrader(setting + "\n")
    with pytest.raises(NotFollowed, match=named):
        grade(course.settings, say=print)
    assert not (course.root / "autograded").exists()


@pytest.mark.parametrize(
    ("setting", "graded"),
    [
        ('c.CourseDirectory.student_id = "in*"', {"innocent"}),
        ('c.CourseDirectory.assignment_id = "02_notation"', set()),
        ("c.Autograde.permissions = 600", {"blank", "innocent"}),
        ("c.CourseDirectory.groupshared = True", {"blank", "innocent"}),
        ("c.AssignLatePenalties.enabled = False", {"blank", "innocent"}),
        (
            'c.Autograde.autograde_preprocessors.remove("nbgrader.preprocessors.AssignLatePenalties")',
            {"blank", "innocent"},
        ),
    ],
)
def test_what_nbgrader_is_told_else_the_class_command_does_too(doors, setting, graded):
    ours, theirs = doors
    for each in doors:
        each.hand_in_innocents()
        each.say_to_nbgrader(setting + "\n")
    assert grade(ours.settings, say=print) == []
    if graded:
        theirs.by_nbgrader()
        assert ours.export() == theirs.export()
    assert set(ours.scores()) == graded
    for student in graded:
        modes = [
            [oct(path.stat().st_mode) for path in sorted((each.root / "autograded" / student / LESSON).iterdir())]
            for each in doors
        ]
        assert modes[0] == modes[1]


TIMES = {
    "2026-11-02 10:00:00.000000 UTC": "10:00:00",
    "2026-11-02 10:00:00": "10:00:00",
    "2026-11-02T10:00Z\r\n": "10:00:00",
    "\ufeff2026-11-02 10:00:00 UTC": "10:00:00",
    "2026-11-02 11:30:00.000000 +0200": "09:30:00",
    "2026-11-02 11:30:00 -03": "14:30:00",
    "2026-11-02 11:30:00+05:45": "05:45:00",
    "2026-11-02 11:30:00 Europe/Berlin": "10:30:00",
    "2026-11-02 03:30:00.000000 PST": None,  # Pacific, Pakistan, Philippine
    "2026-11-02 11:30:00 UTC+2": None,
    "2026-11-02 11:30:00 +9900": None,
    "2026-11-02 11:30:00 Nowhere/Land": None,
    "2026-11-02 25:00:00 UTC": None,
    "12": None,
    "10:00": None,
    "2026-11": None,
    "": None,
    "2026-11-02 10:00:00 UTC" + " " * 200: None,
}


@pytest.mark.parametrize("text", TIMES)
def test_a_time_is_read_with_its_zone_or_not_at_all(tmp_path, text):
    (tmp_path / "timestamp.txt").write_bytes(text.encode())
    found = beside.timestamp_of(tmp_path)
    assert (found and f"{found:%H:%M:%S}") == TIMES[text]


def test_letters_of_a_zone_are_told_by_the_exchanges_own(tmp_path):
    (tmp_path / "timestamp.txt").write_text("2026-11-02 03:30:00.000000 PST")
    found = beside.timestamp_of(tmp_path, "America/Los_Angeles")
    assert found == datetime.datetime(2026, 11, 2, 11, 30)


@pytest.mark.parametrize("tail", [b"garbage", b"\xff\xfe", b"\0" * 1000])
def test_neither_door_stops_at_a_time_with_more_behind_it_nor_reads_it_all(doors, tail):
    for each in doors:
        each.hand_in_at("padded", EARLY.ljust(200).encode() + tail)
        (each.root / "submitted" / "padded" / LESSON / "timestamp.txt").chmod(0o444)
    assert grade(doors[0].settings, say=print) == []
    doors[1].by_nbgrader()
    assert doors[0].export() == doors[1].export() and doors[0].scores() == {"padded": FULL}


def test_a_bad_time_that_cannot_be_put_aside_stops_neither_door(doors, monkeypatch):
    monkeypatch.setattr(beside, "put_aside_bad_timestamp", lambda *_: ())
    for each in doors:
        each.hand_in_at("closed", "soon")
    assert grade(doors[0].settings, say=print) == []
    doors[1].by_nbgrader()
    assert doors[0].export() == doors[1].export() and doors[0].scores() == {"closed": FULL}


OWN = "an_assignment_of_the_instructors_own"


def own_cells(*cells):
    """Return nbgrader's cells as an instructor would make them: (kind, grade id, source, flags)."""
    return [
        {
            "cell_type": kind,
            "id": grade_id,
            "source": source,
            "metadata": {
                "nbgrader": {"grade_id": grade_id, "schema_version": 3, "task": False, "cell_type": kind} | flags
            },
        }
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for kind, grade_id, source, flags in cells
    ]


ANSWER = {"grade": False, "solution": True, "locked": False}
TEST = {"grade": True, "solution": False, "locked": True, "points": 3}
BY_HAND = {"grade": True, "solution": True, "locked": False, "points": 4}


def release(course, name):
    """Register an assignment of source/ as `nbgrader generate_assignment` does."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
    directory = CourseDirectory(config=config, assignment_id=name)
    directory.root, directory.db_url = str(course.root), f"sqlite:///{course.root / 'gradebook.db'}"
    converter = GenerateAssignment(coursedir=directory, config=config)
    converter.force = True
    converter.start()


def test_an_instructors_own_assignment_is_executed_by_nbgrader_at_both_doors(doors):
    cells = own_cells(
        ("code", "double", "def double(x):\n    return 2 * x", ANSWER), ("code", "t", "assert double(2) == 4", TEST)
    )
    for each in doors:
        folder = each.root / "source" / OWN
        folder.mkdir()
        notebook = each.notebook().data | {"cells": cells}
        (folder / f"{OWN}.ipynb").write_text(json.dumps(notebook))
        release(each, OWN)
        for student, answer in {"right": "2 * x", "wrong": "3 * x"}.items():
            target = each.root / "submitted" / student / OWN
            target.mkdir(parents=True)
            (target / f"{OWN}.ipynb").write_text(json.dumps(notebook).replace("2 * x", answer))
        each.hand_in("pupil")
    said = []
    assert grade(doors[0].settings, say=said.append) == []
    assert sum(OWN in line and "nbgrader itself" in line for line in said) == 1
    doors[1].by_nbgrader(OWN)
    doors[1].by_nbgrader()
    scores = """
        select student_id, sum(auto_score) from submitted_assignment
        join submitted_notebook on submitted_notebook.assignment_id = submitted_assignment.id
        join grade on grade.notebook_id = submitted_notebook.id group by 1 order by 1
    """
    assert doors[0].query(scores) == doors[1].query(scores) == [("pupil", FULL), ("right", 3), ("wrong", 0)]


PARTS = {  # what an instructor's own test comes to, out of 3 points
    "some": ("x = 2\nx / 4", 0.5),
    "nothing": ("0", 0),
    "a_number_of_numpys": ("np.float64(1.25)", 1.25),
    "too_much": ("1e9", 3),
    "below_nothing": ("-1", 0),
    "no_number": ("'1'", 3),
    "a_truth": ("weighted_sum is not None", 3),
    "an_assertion": ("np.testing.assert_allclose(weighted_sum(np.ones(2), np.ones(2), 1.0), 3)", 3),
    "shown_to_nobody": ("0;", 3),
    "not_a_number": ("float('nan')", 3),
    "a_number_and_then_an_error": ("1\nraise ValueError('no')", 0),
    "below_a_magic": ("%matplotlib inline\nassert weighted_sum", 3),
}


def test_a_cell_graded_by_hand_and_a_test_of_ones_own_go_through_in_a_lesson_at_both_doors(doors):
    more = own_cells(
        ("markdown", "essay", "What did you learn?", BY_HAND),
        ("code", "plot", "# plot it", BY_HAND),
        ("code", "t", "assert weighted_sum", TEST),
        ("code", "u", "assert not weighted_sum", TEST),
        *(("code", grade_id, source, TEST) for grade_id, (source, _) in PARTS.items()),
    )
    ours, theirs = doors
    solved = ours.solved | {"cells": ours.solved["cells"] + more}
    (ours.root / "source" / LESSON / NAME).write_text(json.dumps(solved))
    release(ours, LESSON)
    for name in ("gradebook.db", f"source/{LESSON}/{NAME}"):  # its keys are drawn anew by each release
        shutil.copy(ours.root / name, theirs.root / name)
    for each in doors:
        each.solved = solved
        each.hand_in("silent")
        each.hand_in("writer", lambda n: [n.cell(name).update(source="line = 1") for name in ("essay", "plot")])
        each.hand_in("lost", lambda n: [n.cells.remove(n.cell(name)) for name in ("essay", "t")])
    said = []
    assert grade(doors[0].settings, say=said.append) == []
    doors[1].by_nbgrader()
    assert doors[0].export() == doors[1].export()
    for student in ("silent", "writer", "lost"):
        assert doors[0].rows(student) == doors[1].rows(student), student
    assert {row[3] for row in doors[0].rows("writer")} == {0, 1}  # what is to be graded by hand says so
    parts = sum(points for _, points in PARTS.values())
    assert doors[0].scores() == dict.fromkeys(("silent", "writer", "lost"), FULL + 3 + parts)
    assert {name: doors[0].points("silent")[name] for name in PARTS} == {name: p for name, (_, p) in PARTS.items()}
    assert grade(doors[0].settings, say=said.append) == [] and said[-1] == "Nothing new in submitted/."


def killed(first):
    """Return what runs an exercise in place of `Job.exercise`: ``first`` is how it ends the first time."""
    real, ended = Job.exercise, []

    def exercise(job, name, *arguments):
        reply, end = real(job, name, *arguments)
        if name != "push" or not arguments[-1] or ended:  # the solution's own answers are not apart
            return reply, end
        ended.append(name)
        return b"", end | first

    return exercise


@pytest.mark.parametrize("first", [{"status": -9}, {"status": None, "late": True}, {"gone": True}])
@pytest.mark.parametrize("door", ["class", "nbgrader"])
def test_what_the_clock_or_somebody_outside_ended_is_judged_once_more(course, monkeypatch, first, door):
    course.hand_in("unlucky")
    course.hand_in("other")
    monkeypatch.setattr(Job, "exercise", killed(first))
    said = []
    if door == "class":
        assert grade(course.settings, say=said.append) == []
        assert sum("judged once more" in line for line in said) == 1 and said[-1].startswith("2 graded")
    else:
        course.by_nbgrader()
    assert course.scores() == {"unlucky": FULL, "other": FULL}


def test_what_ends_so_a_second_time_counts(course, monkeypatch):
    course.hand_in("killer", lambda n: n.also("push", "def push(a_L, y):\n    import os\n    os.kill(os.getpid(), 9)"))
    said = []
    assert grade(course.settings, say=said.append) == []
    assert sum("judged once more" in line for line in said) == 1 and course.scores() == {"killer": FULL - 1}


def test_only_what_may_not_be_its_own_doing_is_in_doubt(course):
    ends = {"loops": "while True: pass", "exits": "import os; os._exit(0)", "crashes": "import os; os.abort()"}
    for student, line in ends.items():
        course.hand_in(student, lambda n, line=line: n.also("push", f"def push(a_L, y):\n    {line}"))
    said = []
    assert grade(course.settings, say=said.append) == []
    assert not any("judged once more" in line for line in said)


@pytest.mark.parametrize("theirs", ["3.99", "3.9"])
def test_a_python_older_than_the_learners_is_named_at_start_and_at_a_syntax_error(course, theirs):
    (course.root / "environment.yml").write_text(f"dependencies:\n  - python={theirs}\n  - pip\n")
    course.hand_in("newer", lambda n: n.also("push", 'print(f"{d["a"]!x}")'))
    said = []
    grade(course.settings, say=said.append)
    comments = " ".join(str(row[4]) for row in course.rows("newer"))
    assert "SyntaxError" in comments
    for text in (said[0], comments):
        assert ("3.99" in text and platform.python_version() in text) == (theirs == "3.99")


def test_judged_and_autograded_may_lie_on_different_disks(course, monkeypatch):
    def rename(path, target, real=Path.rename):
        if (
            len(
                {"judged", "autograded"}
                & {*path.relative_to(course.root).parts, *Path(target).relative_to(course.root).parts}
            )
            > 1
        ):
            raise OSError(18, "Invalid cross-device link")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    course.hand_in("one")
    assert grade(course.settings, say=print) == [] == grade(course.settings, force=True, say=print)
    assert course.scores() == {"one": FULL} and not list((course.root / "autograded").glob("**/.partial-*"))
