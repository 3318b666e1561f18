"""A class judged on Dask workers, some of which are lost: the same grades, or a reason, and never a 0."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from autograder.cluster import ClusterFault
from autograder.grade import grade
from autograder.record import journal

from .dask_cluster import DaskCluster, judges, parent_of, processor_seconds, zygotes
from .handed_in import FULL, LESSON
from .small_class import ROOT, SmallClass
from .submissions import CASES

pytest.importorskip("distributed", reason="needs Dask (requirements-cluster.txt)")

from autograder.cluster import watch  # noqa: E402

KEY = "ab" * 32
SOME = [case for case in CASES if case.name in (
    "as_the_author_wrote_it", "not_json", "renamed_by_the_browser", "timestamp_garbled", "exits_python_in_the_function",
    "returns_lists", "no_notebook", "scripts_in_what_the_judge_will_quote", "zeroes_its_arguments_in_place",
)]  # fmt: skip


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Return a scheduler with two workers, which the tests of this module share."""
    with DaskCluster(tmp_path_factory.mktemp("dask") / "shared") as started:
        started.schedule().work(2)
        yield started


@pytest.fixture
def apart(tmp_path):
    """Return a cluster without workers, for a test that will not leave it whole."""
    with DaskCluster(tmp_path / "dask") as started:
        yield started.schedule()


@pytest.fixture
def impatient(monkeypatch):
    """Wait less long for what will not come."""
    monkeypatch.setattr(watch, "SILENCE", 6.0)
    monkeypatch.setattr(watch, "EVERY", 0.5)


def small_class(root, key=KEY, learners=(), **changes):
    """Return a class with a key, and some learners who know it all."""
    course = SmallClass(root, workers=2, **changes)
    course.settings.folder.mkdir()
    (course.settings.folder / "key").write_text(key)
    for learner in learners:
        course.hand_in(learner)
    return course


def on(course, cluster, **changes):
    """Grade a class on a cluster; return the faults and what was said."""
    said = []
    return grade(replace(course.settings, scheduler=cluster.address, **changes), say=said.append), said


def kept(course, students):
    """Return all that is kept of each learner's work, but for the time it took."""
    def entry(student):
        return journal.read(course.settings, student, LESSON) | {"seconds": 0}

    def notebook(student):
        folder = course.root / "autograded" / student / LESSON
        return {path.name: path.read_text() for path in sorted(folder.glob("*.ipynb"))}

    return {student: (entry(student), course.rows(student), notebook(student)) for student in students}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Return the function that makes a class of mixed submissions, and what it is graded here, undisturbed."""
    def make(name, **how):
        course = small_class(tmp_path_factory.mktemp(name), **how)
        course.hand_in_innocents()
        for case in SOME:
            course.hand_in(case.name, case.make)
        return course

    students = ["innocent", "blank", *(case.name for case in SOME)]
    here = make("here")
    assert grade(here.settings, say=lambda text: None) == []
    return make, students, kept(here, students)


def test_points_cards_seeds_journal_and_notebooks_are_those_of_a_run_on_this_machine(cluster, mixed):
    make, students, expected = mixed
    course = make("away")
    faults, said = on(course, cluster)
    assert faults == [] and "on 2 Dask workers" in said[0], said
    assert kept(course, students) == expected
    assert {case.name: course.points(case.name) for case in SOME} == {case.name: case.points for case in SOME}
