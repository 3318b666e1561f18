"""The class's gradebook is brought to agree with the lessons: what differs, what is kept, what is refused."""

import datetime
import shutil

import pytest
from nbgrader.api import Gradebook

from autograder.course import class_gradebook
from autograder.course.lesson import load
from autograder.course.registering import GivenByHand, register
from autograder.record import gradebook

from .course import LESSON, ROOT

DUE = datetime.datetime(2030, 11, 2, 18)


def points_changed(own):
    own.find_grade_cell("slope-check", LESSON, LESSON).max_score = 7


def text_changed(own):
    own.find_source_cell("push", LESSON, LESSON).source = "def push(): pass"


def cell_lost(own):
    own.db.query(type(own.find_grade("slope-check", LESSON, LESSON, "ada"))).filter_by(
        cell_id=own.find_grade_cell("slope-check", LESSON, LESSON).id
    ).delete()
    own.db.delete(own.find_grade_cell("slope-check", LESSON, LESSON))
    own.db.delete(own.find_source_cell("slope-check", LESSON, LESSON))


def cell_too_many(own):
    cell = own.add_grade_cell("gone-check", LESSON, LESSON, max_score=3, cell_type="code")
    own.add_source_cell("gone-check", LESSON, LESSON, cell_type="code", source="check(gone)", locked=True)
    own.add_solution_cell("gone", LESSON, LESSON)
    grade = type(own.find_grade("slope-check", LESSON, LESSON, "ada"))
    own.db.add(grade(cell_id=cell.id, notebook=own.find_submission_notebook(LESSON, LESSON, "ada"), auto_score=3))


def lesson_lost(own):
    own.remove_assignment("04_gradient")


SPOILED = {"nothing": lambda own: None} | {
    act.__name__: act for act in (points_changed, text_changed, cell_lost, cell_too_many, lesson_lost)
}


@pytest.fixture
def root(tmp_path):
    """Return the folder of a course that holds its gradebook alone."""
    shutil.copy(ROOT / "gradebook.db", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def adas(tmp_path_factory):
    """Return the folder of a course that holds its gradebook alone, with ada in it."""
    folder = tmp_path_factory.mktemp("ada")
    shutil.copy(ROOT / "gradebook.db", folder)
    with_ada(class_gradebook.url(folder))
    return folder


@pytest.fixture
def adas_root(adas, tmp_path):
    """Return a copy of `adas` for one test."""
    return shutil.copytree(adas, tmp_path / "course")


def with_ada(db_url):
    """Let ada have handed in lesson 1, with a score and a comment given by hand, and a deadline."""
    with Gradebook(db_url) as own:
        own.update_or_create_assignment(LESSON, duedate=DUE)
        own.update_or_create_student("ada")
        own.update_or_create_submission(LESSON, "ada")
        for grade in own.find_submission_notebook(LESSON, LESSON, "ada").grades:
            grade.auto_score = 1
        own.find_grade("push-check", LESSON, LESSON, "ada").manual_score = 0.5
        own.find_comment("push", LESSON, LESSON, "ada").manual_comment = "Good."
        own.db.commit()


def said(db_url):
    """Return what a gradebook says of the lessons' cells."""
    lessons = ("01_intuition", "02_notation", "03_observations", "04_gradient")
    return {name: {cell.grade_id: cell for cell in load(db_url, name).cells} for name in lessons}


def spoil_and_register(db_url, root, spoil):
    """Spoil a gradebook with ada in it, register the lessons; check that all is right again, and what was kept."""
    right = said(db_url)
    with Gradebook(db_url) as own:
        spoil(own)
        own.db.commit()
    changed = register(db_url, root)
    wanted = {"nothing": [], "lesson_lost": ["04_gradient"]}
    assert changed == wanted.get(getattr(spoil, "__name__", "").replace("<lambda>", "nothing"), [LESSON])
    assert said(db_url) == right and register(db_url, root) == []
    with Gradebook(db_url) as own:
        assert own.find_assignment(LESSON).duedate == DUE
        notebook = own.find_submission_notebook(LESSON, LESSON, "ada")
        grades = {grade.name: (grade.auto_score, grade.manual_score) for grade in notebook.grades}
        assert own.find_comment("push", LESSON, LESSON, "ada").comment == "Good."
    unjudged = spoil is cell_lost
    assert set(grades) == {cell.grade_id for cell in right[LESSON].values() if cell.points is not None}
    assert grades["push-check"] == (1, 0.5) and grades["slope-check"][0] == (None if unjudged else 1)
    assert gradebook.recorded(db_url, load(db_url, LESSON)) == (
        set() if unjudged else {"ada"}
    )  # then it is judged anew


@pytest.mark.parametrize("spoil", SPOILED)
def test_what_differs_is_registered_and_what_was_given_by_hand_stays(adas_root, spoil):
    spoil_and_register(class_gradebook.url(adas_root), adas_root, SPOILED[spoil])


def test_an_empty_database_comes_to_know_the_lessons(root):
    db_url = f"sqlite:///{root / 'another.db'}"
    assert len(register(db_url, root)) == 4
    assert said(db_url) == said(class_gradebook.url(root))


def test_a_cell_that_is_gone_with_a_score_given_by_hand_is_left_and_named(adas_root):
    db_url = class_gradebook.url(adas_root)
    with Gradebook(db_url) as own:
        cell_too_many(own)
        points_changed(own)
        own.db.flush()
        own.find_grade("gone-check", LESSON, LESSON, "ada").manual_score = 2
        own.db.commit()
    before = said(db_url)
    with pytest.raises(GivenByHand, match=r"the cell gone-check is gone from 01_intuition.* \(ada\)"):
        register(db_url, adas_root)
    assert said(db_url) == before
