"""docs/class.md, played: every command that it prints, in its order, in a copy of the course, with learners between."""

import csv
import getpass
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course import course_gradebook

from .course import LESSON, ROOT
from .server import copy_of_the_course
from .test_nbgrader import answered

TEXT = (ROOT / "docs/class.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]}
WRONG = {"push": "def push(a_L, y):\n    return np.sign(a_L - y)\n"}
MYSELF = getpass.getuser()


class Class:
    """A clone of the course with a class in it, of which an instructor reads docs/class.md."""

    def __init__(self, folder, nbgrader):
        self.root, self.private, self.nbgrader = copy_of_the_course(folder / "course"), folder / "private", nbgrader
        for name in ("start.py", "Makefile", ".gitignore", ".gitattributes", "environment.yml", "pyproject.toml"):
            shutil.copy(ROOT / name, self.root)
        for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=as released"]):
            self.git(*words)

    def git(self, *words):
        """Run git; return what it printed."""
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        done = subprocess.run(["git", *who, *words], cwd=self.root, check=True, capture_output=True, text=True)
        return done.stdout

    @property
    def environment(self):
        """Return the environment of a terminal of `make teach`, without anything said about this course."""
        names = [f"JUPYTER_{name}_DIR" for name in ("CONFIG", "DATA", "RUNTIME")]
        return {name: value for name, value in os.environ.items() if not name.startswith("BACKPROP_")} | {
            **{name: str(self.private / name.lower()) for name in ("HOME", *names)},
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(self.root / "notebooks"),
            "PYTHON": sys.executable,
            "CONDA_DEFAULT_ENV": "backprop",  # start.py makes no .venv then
        }

    def run(self, block, status=0, **environment):
        """Run a block of commands as a shell does that stops at the first failure; return what it said."""
        command = ["bash", "-e", "-c", block]
        done = subprocess.run(
            command, cwd=self.root, env=self.environment | environment, capture_output=True, text=True
        )
        said = done.stdout + done.stderr
        assert bool(done.returncode) == bool(status) and "Traceback" not in said, said
        return said

    def play(self, section, *numbers, **environment):
        """Run the blocks of a section, or those of the given numbers; return what they said."""
        found = blocks(section)
        return "".join(self.run(found[number], **environment) for number in numbers or range(len(found)))

    def hand_in(self, learner, answers):
        """Submit the fetched copy of lesson 1, answered, from a learner's own folder."""
        home = self.private / learner
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.root / "release" / LESSON, home / LESSON)
        answered(home / LESSON / f"{LESSON}.ipynb", answers)
        environment = self.environment | {"JUPYTER_CONFIG_PATH": str(self.root)}
        self.nbgrader("submit", LESSON, f"--student={learner}", cwd=home, env=environment, check=True)

    def exported(self):
        """Return {learner: score of lesson 1} of grades.csv."""
        with (self.root / "grades.csv").open() as file:
            return {
                row["student_id"]: float(row["score"]) for row in csv.DictReader(file) if row["assignment"] == LESSON
            }

    def scores(self):
        """Return {learner: score of lesson 1} of the gradebook: what the next export writes."""
        with self.gradebook() as opened:
            return {handed_in.student.id: handed_in.score for handed_in in opened.assignment_submissions(LESSON)}

    def gradebook(self):
        """Open the gradebook."""
        return Gradebook(f"sqlite:///{self.root / 'class.db'}")

    def download(self, lesson, **files):
        """Put an archive of {name in it: notebook in source/ or release/} where zip_collect looks for it."""
        folder = self.root / "downloaded" / lesson / "archive"
        folder.mkdir(parents=True)
        with zipfile.ZipFile(folder / "submissions.zip", "w") as archive:
            for name, step in files.items():
                archive.write(self.root / step / lesson / f"{lesson}.ipynb", name)


def blocks(section, kind="sh"):
    """Return the fenced blocks of a section."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", SECTIONS[section], flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def course(nbgrader, tmp_path_factory):
    """Return a class after its first week: ada made one mistake, ben and somebody on no roster attempted nothing."""
    course = Class(tmp_path_factory.mktemp("class"), nbgrader)
    (course.root / "roster.csv").write_text(blocks("Before the first week", "csv")[0])
    course.play("Before the first week")
    course.hand_in("ada", WRONG)
    course.hand_in("ben", None)
    course.first = course.play("Each week")
    return course


@pytest.mark.ci
def test_the_first_week(course):
    assert "Gradebook: class.db (2 students)" in course.first and "Gradebook: class.db (3 students)" in course.first
    for who in ("ben", MYSELF):
        assert re.search(rf"{who}, 01_intuition: 0 points.*\n    Nothing attempted: is this the copy", course.first)
    assert "3 pages, 3 new" in course.first and "3 released to the exchange" in course.first
    assert course.exported() == course.scores() == {"ada": 9, "ben": 0, MYSELF: 0}
    assert (course.root / "exchange/backprop-a/outbound" / LESSON).is_dir()
    assert "Nothing attempted" in (course.root / f"feedback/ben/{LESSON}/{LESSON}.html").read_text()


@pytest.mark.ci
def test_no_student_comes_into_what_git_tracks(course):
    assert course.git("status", "--porcelain") in ("", "?? roster.csv\n")
    assert course_gradebook.people(course.root / "gradebook.db") == 0


@pytest.fixture(scope="module")
def second(course):
    """Return the class after a second week: a score was given by hand, and ada handed in better work."""
    with course.gradebook() as opened:
        opened.find_grade("slope-check", LESSON, LESSON, "ada").manual_score = 1
        opened.db.commit()
    course.hand_in("ada", {})
    course.second = course.play("Each week")
    return course


@pytest.mark.ci
def test_the_second_week_collects_grades_and_returns_what_is_newer(second):
    assert "ada, 01_intuition: 10 points; 1 score given by hand kept (slope: 1): look again" in second.second
    assert "1 of 1 · ada" in second.second and "3 pages, 1 new (ada)" in second.second
    assert second.exported() == second.scores() and second.scores()["ada"] == 9
    page = (second.root / f"feedback/ada/{LESSON}/{LESSON}.html").read_text()
    released = [path.read_text() for path in (second.root / "exchange/backprop-a/feedback").iterdir()]
    assert page in released and "push: right" in page and "<strong>9</strong> of 10 points" in page


@pytest.mark.ci
def test_late_work_and_extensions(second):
    second.play("Late work and extensions")
    with second.gradebook() as opened:
        assert opened.find_submission(LESSON, "ben").extension.days == 2


@pytest.mark.long
def test_downloads_of_a_learning_management_system(second):
    canvas = {"alvarezana_101_2002_01_intuition-2.ipynb": "source", "bo_LATE_102_2003_01_intuition.ipynb": "release"}
    moodle = {"Cleo Ng_4711_assignsubmission_file/02_notation.ipynb": "release"}
    second.download(LESSON, **canvas)
    second.download("02_notation", **moodle)
    said = second.play("Work that comes by e-mail, or from a learning management system")
    assert "alvarezana, 01_intuition: 10 points" in said and "Cleo Ng, 02_notation: 0 points" in said, said
    assert second.scores()["alvarezana"] == 10 and second.git("status", "--porcelain") in ("", "?? roster.csv\n")


@pytest.fixture(scope="module")
def changed(second):
    """Return the class after the points of an exercise were doubled in the lesson's text, and the class graded anew."""
    second.play("Grading again", 0, 1)
    text = second.root / f"source/{LESSON}/{LESSON}.md"
    double(text, r"(grade_id: average-gradient-check, locked: true, points: )2")
    double(second.root / "notebooks/backprop/exercises/intuition/average_gradient.py", r"(points=)2")
    second.refusals = second.run("make grade", status=1), second.run(f"nbgrader autograde {LESSON} --force", status=1)
    second.play("Grading again", 2)
    return second


def double(path, pattern):
    """Write 4 for 2 behind what the pattern says."""
    text, count = re.subn(pattern, r"\g<1>4", path.read_text("utf-8"))
    assert count == 1, path
    path.write_text(text, "utf-8")


@pytest.mark.long
def test_changed_points_are_refused_at_both_doors_until_the_command_that_they_name_was_run(changed):
    for said in changed.refusals:
        assert re.search(
            r"01_intuition: average-gradient-check has 4 points in .*Run `make build`, then this again", said
        )
    assert changed.scores()["alvarezana"] == 12 and changed.scores()["ada"] == 11  # with what was given by hand
    assert "of 12 points" in (changed.root / f"feedback/ada/{LESSON}/{LESSON}.html").read_text()


@pytest.mark.long
def test_who_has_left_and_what_another_machine_finds(changed, tmp_path):
    changed.play("Somebody leaves")
    assert "ben" not in changed.scores()
    changed.play("Backups, and another machine", 0)
    private = shutil.ignore_patterns("class.*", "submitted", "autograded", "feedback", "judged", "exchange", ".git")
    other = Class.__new__(Class)
    other.root, other.private = changed.root.with_name("other"), changed.private
    shutil.copytree(changed.root, other.root, ignore=private)
    said = other.play("Backups, and another machine", 1)
    assert "Nothing new in submitted/." in said and other.scores() == changed.scores()


@pytest.mark.long
def test_grades_that_stand_in_the_tracked_gradebook_get_out(changed):
    changed.git("commit", "--all", "--quiet", "--message=points")
    scores = changed.scores()
    (changed.root / "class.db").replace(changed.root / "gradebook.db")
    said = changed.run("make grade")  # begins class.db as a copy, grades and all
    assert "gradebook.db, which git tracks, holds" in said and "`git restore gradebook.db`" in said, said
    assert "Nothing new" in changed.play("Grades that stand in gradebook.db") and changed.scores() == scores
    assert course_gradebook.people(changed.root / "gradebook.db") == 0
    assert changed.git("status", "--porcelain", "gradebook.db") == ""


def test_every_command_of_the_document_is_played_here():
    played = set(re.findall(r'play\("(.*?)"', Path(__file__).read_text("utf-8")))
    elsewhere = {"A gradebook in PostgreSQL"}  # tests/test_postgresql.py
    assert {section for section in SECTIONS if blocks(section)} - elsewhere <= played
    assert elsewhere <= set(SECTIONS)
