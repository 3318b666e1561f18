"""A made-up class, graded by the real command, and its report: the same numbers as the gradebook's, whoever gave them."""

import csv
import json

import pytest
from nbgrader.api import Gradebook

from autograder import demo, settings
from autograder.demo import course
from autograder.record import journal
from autograder.report import report

from ..warm_python import python

pytestmark = pytest.mark.usefixtures("classes")

LESSON = "01_intuition"
HOSTILE = "def weighted_sum(w, a, b):\n    mine = '<script>alert(1)</script>'\n    return max(0, w @ a + b)"


@pytest.fixture(scope="module")
def judged(own_command, tmp_path_factory):
    """Return the folder of a graded class: 14 made-up learners, one of whom got a point by hand, and a hostile one."""
    folder = tmp_path_factory.mktemp("demo") / "class"
    learners = demo.make(folder, LESSON, 14, 5)
    by_name = {learner.id: learner for learner in learners}
    usual = next(learner.id for learner in learners if learner.kind == "usual")
    path = folder / "submitted" / usual / LESSON / f"{LESSON}.ipynb"
    notebook = json.loads(path.read_text())
    for cell in notebook["cells"]:
        if "def weighted_sum(" in "".join(cell["source"]):
            cell["source"] = HOSTILE
    hostile = folder / "submitted" / "mallory" / LESSON
    hostile.mkdir(parents=True)
    (hostile / f"{LESSON}.ipynb").write_text(json.dumps(notebook))
    with (folder / "nbgrader_config.py").open("a") as file:  # one learner's function never ends
        file.write('c.Judge.limits = {"exercise_seconds": 2}\n')
    assert demo.run(folder, "grade", LESSON) == 0
    blank = next(name for name, learner in by_name.items() if learner.kind == "blank")
    with Gradebook(f"sqlite:///{folder / 'class.db'}") as gradebook:
        grade = gradebook.find_grade("push-check", LESSON, LESSON, blank)
        grade.manual_score = 0.75
        gradebook.db.commit()
    return folder, by_name, blank


def run(folder, *words):
    """Run a command of the class's own course."""
    done = python("autograder", *words, cwd=folder, env=course.environment(folder))
    return done.returncode, done.stdout, done.stderr


def rows(folder, name):
    """Return a table of the report."""
    with open(folder / "report" / LESSON / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_command_writes_page_and_tables_with_the_gradebooks_scores(judged):
    folder, by_name, blank = judged
    assert run(folder, "report")[0] == 0
    with Gradebook(f"sqlite:///{folder / 'class.db'}") as gradebook:
        wanted = {s.student.id: s.score for s in gradebook.assignment_submissions(LESSON)}
        late = {s.student.id for s in gradebook.assignment_submissions(LESSON) if s.total_seconds_late > 0}
    table = {row["learner"]: row for row in rows(folder, "grades-by-exercise.csv")}
    assert {name: float(row["score"]) for name, row in table.items()} == pytest.approx(wanted, abs=0.006)
    assert table[blank]["push"] == "0.75" and table[blank]["points by hand in"] == "push"
    assert {name for name, row in table.items() if float(row["seconds late"])} == late
    assert late == {name for name, learner in by_name.items() if learner.kind == "late"}


def test_the_page_counts_what_was_handed_in_and_shows_hostile_code_as_text(judged):
    folder, by_name, _ = judged
    report(settings.load(folder), [LESSON])
    text = (folder / "report" / LESSON / "index.html").read_text()
    absent = [learner for learner in by_name.values() if learner.kind == "absent"]
    assert f"<dt>handed in</dt><dd>{15 - len(absent)} <small>of 15</small>" in text
    assert all(f"{learner.first} {learner.last}".replace("'", "&#39;") in text for learner in absent)
    assert "&lt;script&gt;" in text and "<script" not in text
    assert "torch" in text and "it was taken for 01_intuition.ipynb" in text


def test_named_mistakes_are_those_of_the_journal(judged):
    folder, *_ = judged
    loaded = settings.load(folder)
    report(loaded, [LESSON])
    for row in rows(folder, "mistakes.csv"):
        mark = journal.read(loaded, row["learner"], LESSON)["marks"][row["exercise"]]
        if row["named"] == "yes":
            assert row["mistake"] in [text.partition(" (Changed:")[0] for _, text in mark["findings"]]
    assert any(row["named"] == "yes" for row in rows(folder, "mistakes.csv"))


def test_an_anonymous_page_of_a_real_class_has_nobody_in_it(judged):
    folder, by_name, _ = judged
    report(settings.load(folder), [LESSON], anonymous=True)
    text = (folder / "report" / "anonymous" / LESSON / "index.html").read_text()
    for learner in by_name.values():
        assert learner.id not in text and f"{learner.first} {learner.last}" not in text


def test_canvas_gets_its_own_file_back_filled_and_a_damaged_entry_is_named(judged, tmp_path):
    folder, _, blank = judged
    (folder / "judged" / LESSON / "mallory.json").write_text('{"student": "mallory", "les')
    export = tmp_path / "export.csv"
    export.write_text(f"Student,ID,SIS Login ID,Section,{LESSON} (7)\n    Points Possible,,,,10.00\nB,1,{blank},S,\n")
    status, out, complaint = run(folder, "report", LESSON, "--canvas", str(export))
    assert (status, complaint) == (0, "")
    assert "Scores written into the column '01_intuition (7)': 1." in out and "mallory.json is damaged" in out
    filled = (folder / "report" / LESSON / "canvas.csv").read_text()
    assert filled == export.read_text().replace("S,\n", "S,0.75\n")


@pytest.mark.parametrize("words", [["01_intution"], ["--canvas", "nowhere.csv", LESSON]])
def test_a_slip_on_the_command_line_gets_a_sentence(judged, words):
    status, _, complaint = run(judged[0], "report", *words)
    assert status == 1 and len(complaint.splitlines()) == 1
