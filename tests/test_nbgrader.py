"""nbgrader's own commands on a copy of this course: lesson 1 released, handed in by three learners, graded, returned.

Each command takes seconds to start, so that the way is gone once, and the learners go theirs at the same time.
"""

import csv
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import nbformat
import pytest
from nbgrader.api import Gradebook

from backprop.checking.check import draw
from backprop.checking.comparison import expect
from backprop.exercises import exercises, exercises_of

from .course import FULL, LESSON, ROOT, solution_lines
from .test_leaks import leaks, numbers, spellings

pytestmark = pytest.mark.usefixtures("nbgrader")

ANSWERS = {
    "ada": {},  # the reference
    "ben": None,  # nothing
    "cleo": {"push": "def push(a_L, y):\n    return np.sign(a_L - y)\n"},  # the reference, and one mistake
}
POINTS = {"ada": FULL[LESSON], "ben": 0, "cleo": FULL[LESSON] - exercises()["push"].points}
SCRIPT = "Look here <script>alert(1)</script>"


class Course:
    """A copy of the course in a folder of its own, with the commands of its instructor and of its learners."""

    def __init__(self, folder, nbgrader=None, settings=None):
        self.nbgrader, self.root, self.private = nbgrader, folder / "course", folder / "private"
        for name in ("source", "release", "notebooks", "autograder"):
            shutil.copytree(ROOT / name, self.root / name, ignore=shutil.ignore_patterns("__pycache__", "*.md"))
        for name in ("gradebook.db", "nbgrader_config.py"):
            shutil.copy(ROOT / name, self.root)
        if settings:
            (self.root / "nbgrader_config.py").write_text(settings)

    def run(self, *words, learner=None, status=0):
        """Run `nbgrader` as the instructor, in the course, or as a learner, elsewhere; return what it said."""
        home = self.private / (learner or "instructor")
        home.mkdir(parents=True, exist_ok=True)
        private = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
        environment = {
            **os.environ,
            **private,
            "HOME": str(home),
            "PATH": os.path.dirname(sys.executable) + ":/usr/bin:/bin",
        }
        if learner:
            environment["JUPYTER_CONFIG_PATH"] = str(self.root)
            words = (*words, f"--student={learner}") if words[0] == "submit" else words
        done = self.nbgrader(*words, cwd=home if learner else self.root, env=environment)
        said = done.stdout + done.stderr
        assert done.returncode == status and "Traceback" not in said, said
        return said

    def points(self):
        """Return {learner: points} of the lesson, by the gradebook."""
        with Gradebook(f"sqlite:///{self.root / 'class.db'}", "backprop") as gradebook:
            return {each.student.id: each.score for each in gradebook.assignment_submissions(LESSON)}

    def feedback(self, learner):
        """Return the HTML that a learner gets back."""
        return (self.root / f"feedback/{learner}/{LESSON}/{LESSON}.html").read_text()


def answered(path, answers):
    """Write a learner's answers, {grade id: code}, over the reference's into the notebook at `path`."""
    if answers is None:
        return
    notebook = nbformat.read(path, 4)
    reference = {cell.id: cell.source for cell in nbformat.read(ROOT / f"source/{LESSON}/{LESSON}.ipynb", 4).cells}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = answers.get(cell.id, reference[cell.id])
    notebook.cells.append(nbformat.v4.new_markdown_cell(SCRIPT))
    notebook.cells.append(nbformat.v4.new_code_cell(f"from IPython.display import HTML\n\nHTML({SCRIPT!r})"))
    nbformat.write(notebook, path)


def hand_in(course, learner):
    """Fetch the lesson, answer it, submit it; all but one fetch it by copying what nbgrader would."""
    if learner == "ada":
        course.run("fetch_assignment", LESSON, learner=learner)
    else:
        shutil.copytree(course.root / f"exchange/backprop/outbound/{LESSON}", course.private / learner / LESSON)
    answered(course.private / learner / LESSON / f"{LESSON}.ipynb", ANSWERS[learner])
    course.run("submit", LESSON, learner=learner)


@pytest.fixture(scope="module")
def course(nbgrader, tmp_path_factory):
    """Return the course after the whole way: released, fetched, answered, submitted, collected, graded, returned."""
    course = Course(tmp_path_factory.mktemp("nbgrader"), nbgrader)
    course.run("release_assignment", LESSON)
    with ThreadPoolExecutor(2) as learners:
        list(learners.map(partial(hand_in, course), ANSWERS))
    for command in ("collect", "autograde", "generate_feedback", "release_feedback"):
        course.run(command, LESSON)
    return course


def test_everybody_has_the_points_that_they_earned(course):
    assert course.points() == POINTS


def test_the_grades_are_exported(course):
    course.run("export", "--to=grades.csv")
    with open(course.root / "grades.csv") as file:
        rows = [row for row in csv.DictReader(file) if row["assignment"] == LESSON]
    assert {row["student_id"]: float(row["score"]) for row in rows} == POINTS


@pytest.fixture(scope="module")
def stock(course, nbgrader, tmp_path_factory):
    """Return another copy of the course, without the judge, in which the same submissions were graded."""
    settings, judge, _ = (ROOT / "nbgrader_config.py").read_text().partition("c.Autograde.")
    assert judge
    stock = Course(tmp_path_factory.mktemp("stock"), nbgrader, settings)
    shutil.copytree(course.root / "submitted", stock.root / "submitted")
    stock.run("autograde", LESSON)
    stock.run("generate_feedback", LESSON)
    return stock


@pytest.mark.ci
def test_without_the_judge_stock_nbgrader_gives_the_same_points(stock):
    assert stock.points() == POINTS


@pytest.mark.ci
def test_without_the_judge_feedback_holds_no_script_of_a_learner_either(stock):
    test_feedback_holds_no_script_of_a_learner(stock)


def test_feedback_holds_no_script_of_a_learner(course):
    page = course.feedback("cleo")
    assert "Look here" in page and "<script" not in page


def test_feedback_names_the_mistake_and_reaches_the_learner(course):
    course.run("fetch_feedback", LESSON, learner="cleo")
    [page] = (course.private / "cleo" / LESSON / "feedback").glob(f"*/{LESSON}.html")
    assert page.read_text() == course.feedback("cleo")
    assert f"<strong>✗ push: not right yet, 0 of {exercises()['push'].points:g} point" in page.read_text()
    assert "Opposite: this raises the loss." in page.read_text()


def test_feedback_holds_no_solution_and_no_expected_value(course):
    page = course.feedback("ben")
    assert leaks(solution_lines(ROOT), {"ben's feedback": page}) == []
    for exercise in exercises().values():
        if exercise.lesson == LESSON:
            expected = {text for value in numbers(expect(exercise, draw(exercise))) for text in spellings(value)}
            assert [text for text in expected if text in page] == [], exercise.name


def test_the_solved_notebook_validates_and_a_fresh_one_is_told_why_not(course):
    assert "Success" in course.run("validate", f"source/{LESSON}/{LESSON}.ipynb")
    said = course.run("validate", f"{LESSON}/{LESSON}.ipynb", learner="ben")
    assert said.count("not attempted") == len(exercises_of(LESSON))


def test_a_learner_sees_what_is_released(course):
    assert f"backprop {LESSON}" in course.run("list", learner="ben")


def test_nothing_of_the_authored_text_was_released(course):
    assert [path.name for path in (course.root / f"exchange/backprop/outbound/{LESSON}").iterdir()] == [
        f"{LESSON}.ipynb"
    ]
