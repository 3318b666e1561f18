"""What the second week brings: scores given by hand, work nobody worked in, people who left, feedback that is renewed."""

import json
import shutil

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException

from autograder import feedback
from autograder.course.agreement import Disagreement
from autograder.grade import grade
from autograder.grading.removed import SENTENCE
from autograder.judging import untouched
from autograder.report import gathering

from .handed_in import FULL, LESSON, NAME
from .two_doors import Class

pytestmark = pytest.mark.usefixtures("warm", "classes")


@pytest.fixture
def course(tmp_path):
    return Class(tmp_path / "course")


def graded(course, **how):
    """Grade; return what was said."""
    said = []
    assert grade(course.settings, say=said.append, **how) == []
    return said


def renewed(course):
    """Renew the feedback; return what was said."""
    said = []
    assert feedback.renew(course.settings, LESSON, said.append) == []
    return said


def by_hand(course, student, score):
    """Give a score by hand for slope."""
    with course.gradebook() as opened:
        opened.find_grade("slope-check", LESSON, LESSON, student).manual_score = score
        opened.db.commit()


def test_a_score_given_by_hand_that_is_kept_is_said_at_both_doors(course, caplog):
    course.hand_in("ada")
    graded(course)
    by_hand(course, "ada", 1)
    sentence = f"{FULL} points; 1 score given by hand kept (slope: 1): look again"
    assert any(sentence in line for line in graded(course, force=True))
    course.by_nbgrader(force=True)
    assert f"ada, {LESSON}: {sentence}" in caplog.text
    assert course.scores() == {"ada": FULL - 1}


def test_work_that_nobody_worked_in_is_named_to_both(course):
    course.hand_in_innocents()
    course.hand_in("tried", lambda n: (stub_all(course, n), n.solve("push", "push = 1")))
    said = graded(course)
    noted = [line for line in said if untouched.NOTE in line]
    assert len(noted) == 1 and f"blank, {LESSON}: 0 points" in noted[0]
    renewed(course)
    pages = {student: page(course, student) for student in ("innocent", "blank", "tried")}
    assert [student for student, text in pages.items() if untouched.NOTE in text] == ["blank"]


def stub_all(course, notebook):
    """Put every answer back to what was released."""
    for cell in json.loads((course.root / "release" / LESSON / NAME).read_text())["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            notebook.cell(cell["id"]).update(cell)


def page(course, student):
    """Return a learner's feedback."""
    return (course.root / "feedback" / student / LESSON / f"{LESSON}.html").read_text()


def test_who_was_taken_out_is_not_brought_back_at_either_door_until_added_again(course, caplog):
    for student in ("ada", "ben"):
        course.hand_in(student)
    graded(course)
    with course.gradebook() as opened:
        opened.remove_student("ben")
    sentence = f"ben, {LESSON}: left out: taken out of the gradebook since it was graded."
    assert any(line.startswith(sentence) for line in graded(course)) and course.points("ben") == {}
    course.by_nbgrader(force=True)
    assert sentence in caplog.text and course.points("ben") == {}
    assert any("left out: ben: taken out of the gradebook" in line for line in renewed(course))
    with course.gradebook() as opened:
        opened.add_student("ben")
    graded(course)
    assert course.scores() == {"ada": FULL, "ben": FULL}


def test_a_gradebook_that_holds_nobody_is_taken_for_a_new_one_and_it_is_said(course):
    course.hand_in("ada")
    graded(course)
    shutil.copy(course.root / "gradebook.db", course.root / "class.db")
    assert any("though 1 learner was graded before: it is taken for a new one" in line for line in graded(course))
    assert course.scores() == {"ada": FULL}


def test_neither_door_grades_a_lesson_that_disagrees(course):
    course.hand_in("ada")
    with course.gradebook() as opened:
        opened.find_grade_cell("slope-check", LESSON, LESSON).max_score = 4
        opened.db.commit()
    sentence = "slope-check has 2 points in source/ and 4 in class.db"
    with pytest.raises(Disagreement, match=sentence):
        grade(course.settings)
    with pytest.raises(NbGraderException, match=sentence):
        course.by_nbgrader()
    assert course.scores() == {} and not (course.root / "autograded").exists()


def test_feedback_says_what_is_new_what_is_left_out_and_why(course):
    for student in ("ada", "ben", "eve", "fay"):
        course.hand_in(student)
    graded(course)
    course.hand_in("late")
    with course.gradebook() as opened:
        opened.remove_student("eve")
        opened.remove_student("fay")
    shutil.rmtree(course.root / "submitted" / "eve")
    assert renewed(course) == [
        f"{LESSON}: 2 pages, 2 new (ada, ben)",
        "  2 not handed in through the exchange: their pages lie in feedback/",
        "  left out: eve: not in the gradebook any more",
        f"  left out: fay: {SENTENCE.format(student='fay')}",
        "  left out: late: not graded yet: run `make grade`",
    ]
    by_hand(course, "ben", 0)
    course.hand_in_at("ada", None, lambda n: n.solve("push", "push = 1"))
    said = renewed(course)
    assert said[0] == f"{LESSON}: 1 page, 1 new (ben)" and f"<strong>{FULL - 2}</strong> of {FULL} points" in page(
        course, "ben"
    )
    assert "  left out: ada: handed in anew, or to be graded by other rules: run `make grade` first" in said
    graded(course)
    assert renewed(course)[0] == f"{LESSON}: 3 pages, 2 new (ada, late)"
    found = gathering.of(course.settings, LESSON)
    assert found.waiting == [] and [told for told in found.left_out if "2 (eve, fay)" in told]
    assert not (course.root / "exchange").exists() or not any((course.root / "exchange").iterdir())


def test_a_page_that_cannot_be_made_is_a_fault_and_keeps_no_other_back(course):
    for student in ("ada", "ben"):
        course.hand_in(student)
    graded(course)
    path = course.root / "autograded" / "ada" / LESSON / NAME
    path.chmod(0o644)
    path.write_text("{")
    said = []
    [fault] = feedback.renew(course.settings, LESSON, said.append)
    assert fault.startswith("ada: no page: ") and said[0] == f"{LESSON}: 1 page, 1 new (ben)"


def test_feedback_comes_with_the_penalty_of_today(course):
    course.say_to_nbgrader('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    course.hand_in_at("ada", "2026-11-02 10:30:00 UTC")
    course.due("2026-11-02 10:00:00 UTC")
    graded(course)
    renewed(course)
    assert f"<strong>0</strong> of {FULL} points" in page(course, "ada")
    with Gradebook(course.settings.db_url) as opened:
        opened.grant_extension(LESSON, "ada", hours=1)
    assert any("other rules: run `make grade`" in line for line in renewed(course))
    graded(course)
    renewed(course)
    assert f"<strong>{FULL}</strong> of {FULL} points" in page(course, "ada")
