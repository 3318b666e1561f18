"""The class command on the second day: one learner alone, a dry run, what a regrade changed, the table at the end."""

import os
import pty
import subprocess
import sys
from contextlib import suppress

import pytest
from sqlalchemy.exc import DatabaseError

from autograder.grade import grade
from autograder.grading.tally import Tally
from autograder.grading.telling import Telling
from autograder.grading.waiting import UnknownStudent
from autograder.record.changes import PENALTY, Score

from .handed_in import FULL, LESSON, NAME
from .small_class import ROOT
from .two_doors import Class

pytestmark = pytest.mark.usefixtures("warm", "classes")
DEADLINE = "2026-11-02 00:00:00"
MIXED = [("ada", None), ("ben", 2.0)]


@pytest.fixture
def course(tmp_path):
    return Class(tmp_path / "course")


def wrong(notebook):
    notebook.solve("update", "def update(w, dC_dw, eta):\n    return w + eta * dC_dw\n")


def run(course, **how):
    """Grade; return what was said, and the tally."""
    said = []
    out = Telling(said.append)
    assert grade(course.settings, out=out, **how) == []
    return said, out.tally


def everything(root):
    """Return {path: content} of all files in a folder."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_a_learner_named_is_graded_and_nobody_else(course):
    for student in ("ada", "ben", "cleo"):
        course.hand_in(student)
    run(course, students=["ada", "cleo"])
    assert sum(course.points("ada").values()) == sum(course.points("cleo").values()) == FULL
    assert course.points("ben") == {}


NEAR = {
    "Ada": "is ada meant",
    "adda": "is ada meant",
    "lovelace": "is ada.lovelace meant",
    "zzz": "2 learners have",
    "..": "2 learners have",
}


@pytest.mark.parametrize("name", NEAR)
def test_a_learner_whom_nobody_is_called_is_an_error_with_the_nearest_names(course, name):
    for student in ("ada", "ada.lovelace"):
        course.hand_in(student)
    with pytest.raises(UnknownStudent, match=NEAR[name]):
        grade(course.settings, students=["ada", name])
    assert course.points("ada") == {}


def test_a_learner_who_has_handed_in_nothing_is_told_from_one_whom_nobody_knows(course):
    with course.gradebook() as opened:
        opened.add_student("ben")
    with pytest.raises(UnknownStudent, match="ben has handed in nothing: there is no submitted/ben"):
        grade(course.settings, students=["ben"])


def test_a_dry_run_says_what_would_be_judged_and_why_and_writes_nothing(course):
    for student in ("ada", "ben", "cleo"):
        course.hand_in_at(student, DEADLINE)
    before = everything(course.root)
    said, _ = run(course, dry=True)
    assert said[:4] == [f"{who}, {LESSON}: new" for who in ("ada", "ben", "cleo")] + [
        "3 to be judged. This was a dry run: nothing was written."
    ]
    assert everything(course.root) == before
    run(course)
    course.hand_in_at("ben", DEADLINE, wrong)
    course.hand_in("dora")
    (course.root / "autograded" / "cleo" / LESSON / NAME).unlink()
    before = everything(course.root)
    said, tally = run(course, dry=True)
    assert said[:3] == [
        f"ben, {LESSON}: changed",
        f"cleo, {LESSON}: its graded notebook is gone",
        f"dora, {LESSON}: new",
    ]
    assert (tally.graded[LESSON], tally.unchanged[LESSON]) == (3, 1)
    assert run(course, dry=True, force=True)[0][0] == f"ada, {LESSON}: unchanged, but forced"
    assert everything(course.root) == before
    course.due("2026-11-01 00:00:00")
    assert run(course, dry=True)[0][0] == f"ada, {LESSON}: deadline, extension or penalties moved"
    (course.root / "judged" / "key").unlink()
    assert run(course, dry=True)[0][0] == f"ada, {LESSON}: the course key is gone"
    assert not (course.root / "judged" / "key").exists()


def test_a_dry_run_does_not_make_a_gradebook(course):
    course.hand_in("ada")
    for name in ("class.db", "gradebook.db"):  # the class's own is made from the lessons', as soon as it is needed
        (course.root / name).unlink()
        if name == "class.db":
            assert run(course, dry=True)[0][0] == f"ada, {LESSON}: new"
        else:
            with pytest.raises(DatabaseError, match="unable to open database file"):
                grade(course.settings, dry=True)
        assert not (course.root / "class.db").exists()


def test_a_regrade_says_what_it_changed_for_whom_and_that_nothing_did(course):
    course.hand_in("ada")
    course.hand_in("ben")
    _, tally = run(course)
    assert (tally.graded[LESSON], tally.again, tally.changes) == (2, 0, [])
    _, tally = run(course, force=True)
    assert (tally.again, tally.changes) == (2, [])
    assert "".join(map(str, tally.regrades())).startswith("Graded again: 2. Nothing changed")
    course.hand_in_at("ben", "", wrong)
    _, tally = run(course)
    assert [(c.student, c.lesson, c.what, c.before.counts, c.after.counts) for c in tally.changes] == [
        ("ben", LESSON, "update", 2, 0)
    ]


def test_a_score_given_by_hand_stays_and_the_regrade_says_so_beside_what_the_judge_gives(course):
    course.hand_in("ada")
    run(course)
    with course.gradebook() as opened:
        grade_cell = opened.find_grade("update-check", LESSON, LESSON, "ada")
        grade_cell.manual_score = 1.5
        opened.db.commit()
    course.hand_in_at("ada", "", wrong)
    said, tally = run(course)
    (change,) = tally.changes
    assert (str(change.before), str(change.after)) == ("1.5 by hand (the judge: 2)", "1.5 by hand (the judge: 0)")
    assert any(line.endswith("1 score given by hand kept (update: 1.5): look again") for line in said), said


def test_a_deadline_moved_is_a_change_of_the_late_penalty(course):
    course.say_to_nbgrader('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    course.hand_in_at("ada", DEADLINE)
    run(course)
    course.due("2026-11-01 00:00:00")
    course.hand_in_at("ben", DEADLINE)
    _, tally = run(course)
    assert [(c.what, c.before.counts, c.after.counts) for c in tally.changes] == [(PENALTY, 0, FULL)]
    assert list(tally.remarks()) == [f"Late, with a penalty: 1 (ben, {LESSON}: {FULL})."]
    course.due("2026-11-03 00:00:00")
    _, tally = run(course)
    assert [(c.student, c.before.counts, c.after.counts) for c in tally.changes] == [("ada", FULL, 0), ("ben", FULL, 0)]


def test_who_waits_for_points_by_hand_is_named():
    tally = Tally()
    tally.take({}, {(who, LESSON): {"essay": Score(score), PENALTY: Score(0.0)} for who, score in MIXED})
    assert list(tally.remarks()) == [f"Waiting for points by hand, in Formgrader: 1 (ada, {LESSON})."]


def test_the_table_counts_what_was_graded_what_not_and_why(course, capsys):
    course.say_to_nbgrader('c.CourseDirectory.student_id_exclude = "ben"\n')
    course.hand_in("ada")
    run(course)
    for student in ("ben", "cleo"):
        course.hand_in(student)
    (course.root / "submitted" / "cleo" / "HW1").mkdir()
    out = Telling(lambda text: None)
    assert grade(course.settings, out=out) == []
    out.tables()
    head, _, lesson, stray = capsys.readouterr().out.splitlines()
    assert head.split("  ")[0] == "lesson" and lesson.split()[:4] == [LESSON, "1", "1", "0"]
    assert lesson.rstrip().endswith("1 by c.CourseDirectory.student_id_exclude")
    assert stray.startswith("(no lesson)") and "1 of no lesson" in stray


def test_a_fault_of_the_graders_own_is_counted_in_the_table(course, monkeypatch):
    course.hand_in("ada")
    monkeypatch.setattr("autograder.record.autograded.write", lambda *_: 1 / 0)
    out = Telling(lambda text: None)
    (fault,) = grade(course.settings, out=out)
    assert "own fault: division by zero" in fault
    assert (out.tally.faults[LESSON], out.tally.graded[LESSON]) == (1, 0)


def on_a_terminal(root, *words):
    """Run the class command as in a terminal; return its status and all that it wrote there."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'notebooks'}", "TERM": "xterm", "COLUMNS": "150"}
    command = [sys.executable, "-c", CODE.format(root=str(root)), *words]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True)
    os.close(theirs)
    written = b""
    with suppress(OSError):  # the other end is closed
        while more := os.read(ours, 4096):
            written += more
    os.close(ours)
    return process.wait(60), written.decode()


CODE = """
from autograder.grade import grade
from autograder.settings import load
from autograder.grading.telling import on_this_terminal
out = on_this_terminal()
grade(load({root!r}), out=out)
out.tables()
"""


def test_on_a_terminal_there_is_a_bar_and_only_those_with_notes_are_named(course):
    course.hand_in("ada")
    course.hand_in("ben", lambda n: n.moves_to("mine.ipynb"))
    course.hand_in("[red]cleo", lambda n: n.moves_to("mine.ipynb"))
    status, written = on_a_terminal(course.root)
    assert status == 0 and "3/3" in written and "left:" in written, written
    for said in ("ben, ", "'mine.ipynb'; it was taken for", "[red]cleo, ", "3 graded in"):
        assert said in written, written
    assert "ada, " not in written, written
