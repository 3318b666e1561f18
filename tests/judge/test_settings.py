"""What nbgrader_config.py says to the judge: taken where it makes sense, refused in one sentence where it does not."""

import shutil
import sys
from pathlib import Path

import pytest
from nbgrader.apps import AutogradeApp
from traitlets.config import Config

from autograder import settings
from autograder.sandbox.limits import Limits

from ..test_nbgrader import LESSON, ROOT, Course

TAKEN = {
    "nothing": ({}, {"limits": Limits(), "unsafe": False, "tiers": ("namespaces", "landlock"), "user": 65534, "workers": 0}),
    "workers": ({"workers": 4}, {"workers": 4}),
    "no walls waived": ({"unsafe": True}, {"unsafe": True}),
    "one tier": ({"tiers": ["landlock"]}, {"tiers": ("landlock",)}),
    "no tier": ({"tiers": ()}, {"tiers": ()}),
    "a limit": ({"limits": {"exercise_seconds": 20}}, {"limits": Limits(exercise_seconds=20.0)}),
    "no restarts": ({"limits": {"restarts": 0}}, {"limits": Limits(restarts=0)}),
    "a folder": ({"folder": "kept"}, {"folder": ROOT / "kept"}),
    "a folder elsewhere": ({"folder": Path("/kept")}, {"folder": Path("/kept")}),
}  # fmt: skip
REFUSED = {
    "workers as text": ({"workers": "4"}, "c.Judge.workers must be a whole number, 0 or more, and is '4'."),
    "workers below 0": ({"workers": -1}, "c.Judge.workers must be a whole number, 0 or more, and is -1."),
    "unsafe as text": ({"unsafe": "no"}, "c.Judge.unsafe must be True or False, and is 'no'."),
    "tiers as text": ({"tiers": "landlock"}, "c.Judge.tiers must be a list of walls to try, of which there are 'namespaces' and 'landlock', and is 'landlock'."),
    "an unknown tier": ({"tiers": ("namespace",)}, "c.Judge.tiers must be a list of walls to try, of which there are 'namespaces' and 'landlock', and is ('namespace',)."),
    "root as user": ({"user": 0}, "c.Judge.user must be the number of a user that is not root, and is 0."),
    "a number as folder": ({"folder": 3}, "c.Judge.folder must be the path of a folder, and is 3."),
    "limits as a number": ({"limits": 20}, "c.Judge.limits must be a dict such as {\"exercise_seconds\": 20}, and is 20."),
    "a limit as text": ({"limits": {"memory": "1 GB"}}, "c.Judge.limits: memory must be a number above 0, and is '1 GB'."),
    "a limit of nothing": ({"limits": {"scratch": 0}}, "c.Judge.limits: scratch must be a number above 0, and is 0."),
    "a limit without end": ({"limits": {"patience": float("inf")}}, "c.Judge.limits: patience must be a number above 0, and is inf."),
    "an unknown limit": ({"limits": {"seconds": 20}}, "c.Judge.limits: no limit is called 'seconds'; there are: cell_seconds,"),
    "an unknown setting": ({"wokers": 4}, "c.Judge.wokers is no setting; there are: folder, limits, tiers, unsafe, user, workers."),
    "a name of traitlets' own": ({"parent": 4}, "c.Judge.parent is no setting; there are:"),
}  # fmt: skip


def of(given):
    """Return the settings with ``c.Judge`` as given, in this repository."""
    return settings.of(Config(Judge=given, CourseDirectory={"root": str(ROOT)}))


@pytest.mark.parametrize("case", TAKEN)
def test_what_makes_sense_is_taken(case):
    given, expected = TAKEN[case]
    assert {name: getattr(of(given), name) for name in expected} == expected


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_none_is_refused_by_its_name_and_told_what_to_do(case):
    given, sentence = REFUSED[case]
    with pytest.raises(settings.Damaged) as refused:
        of(given)
    said = str(refused.value)
    assert said.startswith(sentence), said
    assert said.endswith(settings.ADVICE) and "\n" not in said


WHERE = {  # what says it, and in which of the files
    "in the course as .json": ("course/nbgrader_config.json", '{"LateSubmissionPlugin": {"penalty_method": "zero"}}'),
    "in Jupyter's folder as .py": ("jupyter/nbgrader_config.py", "c.LateSubmissionPlugin.penalty_method = 'zero'"),
    "in Jupyter's folder as .json": ("jupyter/nbgrader_config.json", '{"Judge": {"workers": 7}}'),
    "for all of Jupyter": ("jupyter/jupyter_config.json", '{"Autograde": {"create_student": false}}'),
    "by an outdated name": ("course/nbgrader_config.json", '{"NbGrader": {"db_url": "sqlite:///elsewhere.db"}}'),
    "by an outdated name of the command": (
        "course/nbgrader_config.json",
        '{"AutogradeApp": {"create_student": false}}',
    ),
    "in both, where .json wins": ("course/nbgrader_config.json", '{"CourseDirectory": {"course_id": "another"}}'),
}


@pytest.mark.parametrize("where", WHERE)
def test_settings_are_read_wherever_nbgrader_reads_them(tmp_path, monkeypatch, where):
    name, text = WHERE[where]
    for folder in ("course", "jupyter", "nowhere"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path / "course")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "jupyter"))
    monkeypatch.chdir(tmp_path / "nowhere")
    before = settings.load(tmp_path / "course").config
    (tmp_path / name).write_text(text)
    ours = settings.load(tmp_path / "course").config
    monkeypatch.chdir(tmp_path / "course")
    monkeypatch.setattr(sys, "path", [*sys.path])
    theirs = AutogradeApp()
    theirs.initialize([])
    del theirs.config.Exchange["assignment_dir"]  # a learner's, in a shell that stands in the course
    assert ours == theirs.config != before


@pytest.mark.parametrize(
    ("name", "text"), [("nbgrader_config.py", "c = get_confg()"), ("nbgrader_config.json", "{'no': json}")]
)
def test_settings_that_cannot_be_read_stop_the_command_in_a_sentence(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(settings.Damaged, match="settings cannot be read"):
        settings.load(tmp_path)


LINES = ("workers = '4'", "wokers = 4")  # what else is refused, REFUSED shows at less cost


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course with one right submission, which is never graded here; its commands need the fixture nbgrader."""
    course = Course(tmp_path_factory.mktemp("settings"))
    folder = course.root / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    shutil.copy(course.root / f"source/{LESSON}/{LESSON}.ipynb", folder)
    return course


@pytest.fixture
def configured(course, request):
    """Return the course with one more line in its nbgrader_config.py, and how the sentence about it must begin."""
    path = course.root / "nbgrader_config.py"
    before = path.read_text()
    path.write_text(f"{before}\nc.Judge.{request.param}\n")
    yield course, f"c.Judge.{request.param.partition(' ')[0]} "
    path.write_text(before)


@pytest.mark.parametrize("configured", LINES, indirect=True)
def test_make_grade_refuses_in_one_sentence(class_command, configured):
    course, begins = configured
    status, said, complaint = class_command(course.root, BACKPROP_DB_URL="")
    assert (status, said) == (1, "")
    assert complaint.startswith(begins) and len(complaint.splitlines()) == 1, complaint
    assert not (course.root / "autograded").exists()


@pytest.mark.parametrize("configured", LINES[:1], indirect=True)
def test_nbgrader_autograde_refuses_in_a_sentence(configured, nbgrader):
    course, begins = configured
    course.nbgrader = nbgrader
    said = course.run("autograde", LESSON, status=1)  # which fails on a traceback
    assert begins in said and settings.ADVICE in said
    assert not (course.root / "autograded").exists()
