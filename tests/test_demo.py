"""The made-up class: wrong in known ways, the same by the same seed, and in a folder of its own."""

import json
import sqlite3
from contextlib import closing
from random import Random

import numpy as np
import pytest
import sympy

from autograder import demo
from autograder.demo import course
from autograder.demo.handing_in import Lesson, class_of, in_own_words, spoiled
from autograder.demo.slips import LOCALS, SLIPS
from autograder.report.mistakes import kind_of
from backprop.exercises import exercises, exercises_of

from . import verdicts
from .course import ROOT

LESSONS = {name: Lesson(ROOT, name) for name in demo.LESSONS}
OF_LESSON = {function: lesson for lesson in LESSONS.values() for function in lesson.solutions}
CASES = [(name, slip) for name, slips in SLIPS.items() for slip in slips]


def function_of(name, source):
    """Return the function ``name`` as ``source`` has it, among its lesson's own solutions."""
    space = {"np": np, "sympy": sympy}
    for function, solution in OF_LESSON[name].solutions.items():
        exec(source if function == name else solution, space)
    return space[name]


def test_every_exercise_has_slips_and_every_slip_changes_its_solution():
    assert SLIPS.keys() == exercises().keys() == OF_LESSON.keys()
    for name, (old, new) in CASES:
        source = OF_LESSON[name].solutions[name]
        assert spoiled(source, (old, new)) != source, f"{name}: {old!r} is not in the solution"


@pytest.mark.parametrize(("name", "slip"), CASES, ids=[f"{name}: {slip[1] or slip[0]}" for name, slip in CASES])
def test_a_slip_loses_points_and_is_known_by_name(name, slip):
    verdict = verdicts.judged(name, function_of(name, spoiled(OF_LESSON[name].solutions[name], slip)), 0)
    assert verdict.points < verdict.maximum
    kinds = [kind_of(exercises()[name], finding.number, finding.text) for finding in verdict.findings]
    assert any(named for named, _ in kinds) or verdict.state == "partly right", verdict.findings


@pytest.mark.parametrize("name", LOCALS)
def test_a_solution_in_own_words_is_right(name):
    for seed in range(3):
        source = in_own_words(Random(seed), name, OF_LESSON[name].solutions[name])
        verdict = verdicts.judged(name, function_of(name, source), 0)
        assert verdict.state == "right", (source, verdict.findings)


def test_the_same_seed_gives_the_same_class_and_another_one_another():
    assert class_of(Random(3), 50) == class_of(Random(3), 50) != class_of(Random(4), 50)
    assert len({learner.id for learner in class_of(Random(3), 500)}) == 500


def test_a_made_class_has_all_kinds_of_work_and_a_gradebook_without_anybody_elses(tmp_path):
    before = (ROOT / "gradebook.db").read_bytes()
    learners = demo.make(tmp_path / "class", "01_intuition", 40, 1)
    folder = tmp_path / "class"
    handed_in = {path.name for path in (folder / "submitted").iterdir()}
    assert {learner.kind for learner in learners} == {
        "usual",
        "absent",
        "blank",
        "renamed",
        "damaged",
        "package",
        "late",
    }
    assert handed_in == {learner.id for learner in learners if learner.kind != "absent"}
    with closing(sqlite3.connect(folder / "class.db")) as database:
        assert {row[0] for row in database.execute("select id from student")} == {learner.id for learner in learners}
    assert (ROOT / "gradebook.db").read_bytes() == before
    usual = next(learner for learner in learners if learner.kind == "usual")
    notebook = json.loads((folder / "submitted" / usual.id / "01_intuition" / "01_intuition.ipynb").read_text())
    assert "SOLUTION" not in json.dumps(notebook)


def test_a_folder_that_is_not_of_its_making_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(course.NotOurs, match="not empty"):
        course.make(ROOT, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_an_earlier_class_is_made_anew(tmp_path):
    for number in (10, 12):
        demo.make(tmp_path / "class", "01_intuition", number, 1)
    with closing(sqlite3.connect(tmp_path / "class" / "class.db")) as database:
        assert database.execute("select count(*) from student").fetchone() == (12,)


def test_the_lessons_it_offers_are_the_courses():
    assert all(exercises_of(name) for name in demo.LESSONS)
