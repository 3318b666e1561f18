"""Two front doors, one result, whatever nbgrader_config.py says to nbgrader; what the class command cannot do it names."""

import csv
import datetime
import shutil
from dataclasses import replace

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins.export import CsvExportPlugin
from traitlets.config.loader import PyFileConfigLoader

from autograder import settings
from autograder.grade import grade
from autograder.intake import beside
from autograder.pipeline import NotFollowed

from .handed_in import FULL, LESSON
from .small_class import QUICK, SmallClass

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
