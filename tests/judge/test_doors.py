"""Two front doors, one result, whatever nbgrader_config.py says to nbgrader; what the class command cannot do it names."""

import datetime
import json
import os
import platform
import shutil
import subprocess
import sys

import pytest
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder import settings
from autograder.grade import grade
from autograder.intake import beside
from autograder.plugins.pipeline import NotFollowed

from .half_off import WHAT
from .handed_in import FULL, LESSON, NAME
from .small_class import ROOT
from .two_doors import Class

pytestmark = pytest.mark.usefixtures("warm", "classes")
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
    "no\N{NO-BREAK SPACE}break \N{WOMAN}\N{ZERO WIDTH JOINER}\N{MICROSCOPE}": EARLY,
}
NAMELESS = "two\nlines"  # which neither door takes


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


def same_export(doors, unregistered=True):
    """Grade at both doors, compare every row; return ours."""
    ours, theirs = doors
    faults = grade(ours.settings, say=lambda text: None)
    assert len(faults) == unregistered and all("unregistered" in fault for fault in faults)
    if unregistered:
        with pytest.raises(NbGraderException):
            theirs.by_nbgrader()
    else:
        theirs.by_nbgrader()
    assert ours.export() == theirs.export()
    for student in WHEN:
        assert ours.rows(student) == theirs.rows(student), student
    return ours.scores()


@pytest.mark.ci
def test_both_doors_export_the_same_of_a_class_with_a_deadline(doors):
    for each in doors:
        each.say_to_nbgrader(STRICT)
        each.due(DUE)
        with each.gradebook() as opened:
            for student in WHEN.keys() - {"unregistered"}:
                opened.add_student(student)
        for student, when in (WHEN | {NAMELESS: EARLY}).items():
            each.hand_in_at(student, when)
    late = {"late": 0, "extended": 0, "overridden": 0, "excluded": 0}
    full = dict.fromkeys(WHEN.keys() - {"unregistered"}, FULL)
    assert same_export(doors) == full | late

    for each in doors:
        each.hand_in_at("resubmitted", LATE.replace("-11-02", "-11-03"))
        with each.gradebook() as opened:
            opened.grant_extension(LESSON, "extended", hours=1)
            grade_of = opened.find_grade("forward-check", LESSON, LESSON, "overridden")
            grade_of.manual_score = 0.5
            opened.db.commit()
    assert same_export(doors) == full | late | {"resubmitted": 0, "extended": FULL}

    for each in doors:
        each.due(None)  # a penalty that no longer holds goes, though the extension stands
    assert same_export(doors) == full | {"excluded": 0, "overridden": FULL - 1.5}

    for each in doors:
        each.due(DUE)
        each.say_to_nbgrader('c.AssignLatePenalties.plugin_class = "tests.judge.half_off.HalfOff"\n')
        each.say_to_nbgrader('c.CourseDirectory.student_id_exclude = ""\nc.Autograde.create_student = True\n')
        each.say_to_nbgrader(
            "c.HalfOff.curve = lambda score: score * 0.5\n"
        )  # a function has another address each time
    half = {"late": FULL / 2, "resubmitted": FULL / 2, "overridden": (FULL - 1.5) / 2, "unregistered": FULL}
    assert same_export(doors, unregistered=False) == full | half
    doors[0].say_to_nbgrader("")
    said = []
    assert grade(doors[0].settings, say=said.append) == [] and said[-1] == "Nothing new in submitted/."
    assert any("rename the folder" in line for line in said)


def test_what_a_plug_in_says_counts_at_both_doors_and_where_it_fails_the_points_stand(doors):
    for each in doors:
        each.due(DUE)
        each.say_to_nbgrader('c.AssignLatePenalties.plugin_class = "tests.judge.half_off.ByName"\n')
        for student in WHAT:
            each.hand_in_at(student, LATE)
    ours, theirs = doors
    faults = grade(ours.settings, say=print)
    assert [(fault.partition(",")[0], "half_off.py, line" in fault) for fault in faults] == [
        ("raises", True),
        ("text", False),
    ]
    assert all("\n" not in fault and "its late penalty is left as it was: ByName failed" in fault for fault in faults)
    with pytest.raises(NbGraderException):
        theirs.by_nbgrader()
    assert ours.export() == theirs.export()
    assert ours.scores() == pytest.approx({student: FULL - penalty for student, (_, penalty) in WHAT.items()})
    said = []
    assert grade(ours.settings, say=said.append) == faults == said[:-1]  # it is no news that NaN is none


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
        ('c.Exporter.preprocessors = ["nbconvert.preprocessors.TagRemovePreprocessor"]', "c.Exporter.preprocessors"),
        ("c.Preprocessor.enabled = False", "c.JudgeCells.enabled = False"),
        ('c.AssignLatePenalties.plugin_class = "nowhere.Plugin"', "plugin_class|nowhere"),
        ('c.LateSubmissionPlugin.penalty_method = "half"', "penalty_method"),
        ('c.Autograde.autograde_preprocessors += ["sys.path"]', "preprocessor must be callable"),
        ("c.Autograde.permissions = 999", "c.Autograde.permissions = 999"),
        ('c.CourseDirectory.root = "/somewhere/else"', "c.CourseDirectory.root"),
    ],
)
def test_what_only_nbgrader_would_do_stops_the_class_command_by_its_name(course, setting, named):
    course.hand_in_innocents()
    course.say_to_nbgrader(setting + "\n")
    with pytest.raises(NotFollowed, match=named):
        grade(course.settings, say=print)
    assert not (course.root / "autograded").exists()


ELSE = {  # several at a time, as they do not touch one another
    "learners, modes, no penalties": (
        'c.CourseDirectory.student_id = "in*"\nc.Autograde.permissions = 600\nc.AssignLatePenalties.enabled = False\n',
        {"innocent": FULL},
    ),
    "a group that shares, no step for penalties": (
        "c.CourseDirectory.groupshared = True\n"
        'c.Autograde.autograde_preprocessors.remove("nbgrader.preprocessors.AssignLatePenalties")\n',
        {"blank": 0.0, "innocent": FULL},
    ),
    "another lesson": ('c.CourseDirectory.assignment_id = "02_notation"\n', {}),
}


@pytest.mark.parametrize("said", ELSE)
def test_what_nbgrader_is_told_else_the_class_command_does_too(doors, said):
    setting, graded = ELSE[said]
    for each in doors:
        each.hand_in_innocents()
        each.say_to_nbgrader(f'c.LateSubmissionPlugin.penalty_method = "zero"\n{setting}')
        each.due("2000-01-01")
        for folder in (each.root / "submitted").glob(f"*/{LESSON}"):
            (folder / "timestamp.txt").write_text(LATE)
    ours, theirs = doors
    assert grade(ours.settings, say=print) == []
    if graded:
        theirs.by_nbgrader()
        assert ours.export() == theirs.export()
    assert ours.scores() == graded
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


TAILS = {"garbage": b"garbage", "no_text": b"\xff\xfe", "zeros": b"\0" * 1000}


def test_neither_door_stops_at_a_time_with_more_behind_it_nor_reads_it_all(doors):
    for each in doors:
        for student, tail in TAILS.items():
            each.hand_in_at(student, EARLY.ljust(200).encode() + tail)
        path = each.root / "submitted" / "zeros" / LESSON / "timestamp.txt"
        os.truncate(path, 1 << 32)  # no disk, but all of the memory if it were read
        path.chmod(0o444)
    assert grade(doors[0].settings, say=print) == []
    doors[1].by_nbgrader()
    assert doors[0].export() == doors[1].export() and doors[0].scores() == dict.fromkeys(TAILS, FULL)


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
    config = settings.configuration(course.root)
    directory = CourseDirectory(config=config, assignment_id=name)
    directory.root, directory.db_url = str(course.root), f"sqlite:///{course.root / 'class.db'}"
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
        if each is doors[0]:
            (each.root / "submitted" / "pupil" / OWN).mkdir(parents=True)
            (fault,) = grade(each.settings, say=print)
            assert fault.startswith(f"{OWN}: the gradebook knows no lesson")
            shutil.rmtree(each.root / "submitted")
        release(each, OWN)
        for student, answer in {"right": "2 * x", "wrong": "3 * x"}.items():
            target = each.root / "submitted" / student / OWN
            target.mkdir(parents=True)
            (target / f"{OWN}.ipynb").write_text(json.dumps(notebook).replace("2 * x", answer))
            (target / "timestamp.txt").write_text("soon")  # at which nbgrader would stop
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
    for name in (
        "class.db",
        f"source/{LESSON}/{NAME}",
        f"release/{LESSON}/{NAME}",
    ):  # its keys are drawn anew by each release
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


ON_DISKS = """
mount -t tmpfs none judged && mount -t tmpfs none autograded || exit 99
exec "$0" -c "
from dataclasses import replace
from pathlib import Path
from autograder import settings
from autograder.grade import grade
found = replace(settings.load({root!r}), workers=1)
print(grade(found) + grade(found) + grade(found, force=True), [p.name for p in Path({root!r}).glob('*/one/**/*')])
"
"""


def test_judged_and_autograded_may_lie_on_different_disks(course):
    if os.geteuid():
        pytest.skip("only root may mount, in a namespace of its own")
    course.hand_in("one")
    for name in ("judged", "autograded"):
        (course.root / name).mkdir()
    command = ["unshare", "--mount", "sh", "-c", ON_DISKS.format(root=str(course.root)), sys.executable]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "notebooks")))}
    done = subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True)
    if done.returncode == 99:
        pytest.skip(f"no mount is allowed here: {done.stderr}")
    assert done.stdout.count("1 graded in") == 2 and "Nothing new" in done.stdout, done.stdout + done.stderr
    faults, names = done.stdout.splitlines()[-1].split("] [")
    assert faults == "[" and NAME in names and ".partial" not in names
    assert course.scores() == {"one": FULL} and not list((course.root / "judged").iterdir())
