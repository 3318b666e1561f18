"""`kill -9` of scheduler, workers, judges, zygotes and the head itself, at moments drawn by chance: nothing is lost.

A few kills; a hundred with BACKPROP_LONG set. They are drawn from a seed.
"""

import os
import random
import signal
import subprocess
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import psycopg
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment

from autograder.grade import grade

from ..test_postgresql import postgresql  # noqa: F401 - a fixture
from ..verdicts import LONG
from .dask_cluster import PATIENCE, DaskCluster, head, judges, speaking_of, zygotes
from .handed_in import LESSON
from .test_cluster import SOME, kept, small_class

pytestmark = [pytest.mark.usefixtures("cluster_killed"), pytest.mark.ci]

SEED = 20261128
KILLS = 100 if LONG else 3
LEARNERS = [f"learner{number:02}" for number in range(20)]
STUDENTS = [*LEARNERS, "innocent", "blank", *(case.name for case in SOME)]


def whole(cluster):
    """Put a scheduler and workers in place of those that are gone."""
    if cluster.scheduler is None or cluster.scheduler.poll() is not None:
        for worker in cluster.workers:
            worker.wait(PATIENCE)  # without a scheduler it ends by itself
        cluster.schedule()
    cluster.workers = [worker for worker in cluster.workers if worker.poll() is None]
    if missing := 2 - len(cluster.workers):
        cluster.work(missing)


def disturbed(course, cluster, kills, draw):
    """Grade the course again and again while its processes are killed; return how many there were of each kind."""
    done, running, forced = Counter(), None, False
    while done.total() < kills:
        print(dict(done), flush=True)
        whole(cluster)
        if running is None or running.poll() is not None:
            forced = running is not None and running.returncode == 0  # all is graded: again from the start
            running = head(course, cluster, force=forced)
        with suppress(subprocess.TimeoutExpired):
            running.wait(draw.uniform(0, 6))
        victims = {
            "scheduler": [cluster.scheduler.pid],
            "worker": [worker.pid for worker in cluster.workers if worker.poll() is None],
            "judge": judges(cluster.folder),
            "zygote": zygotes(cluster.folder),
            "head": [running.pid] if running.poll() is None else [],
        }
        kind = draw.choice(sorted(victims))
        if victims[kind]:
            victim = draw.choice(sorted(victims[kind]))
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                done[kind] += 1
            for process in [cluster.scheduler, *cluster.workers, running]:
                if process.pid == victim:
                    process.wait()
    running.kill()
    running.wait()
    return done


def undisturbed(course, cluster):
    """Grade what is left; return what the head said."""
    whole(cluster)
    course.root.joinpath("head.log").unlink()
    last = head(course, cluster)
    try:
        status = last.wait(300)
    finally:
        last.kill()
    said = course.root.joinpath("head.log").read_text()
    assert status == 0, said
    return said


def class_of_all(root, **changes):
    """Return the class that is graded under fire."""
    course = small_class(root, learners=LEARNERS)
    course.hand_in_innocents()
    for case in SOME:
        course.hand_in(case.name, case.make)
    course.settings = replace(course.settings, **changes)
    return course


@pytest.fixture
def cluster_killed():
    """Say of a test that it starts clusters, and lets parts of them be killed."""


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """Return what is kept of the class after a run on this machine."""
    here = class_of_all(tmp_path_factory.mktemp("here") / "course")
    assert grade(here.settings, say=lambda text: None) == []
    return kept(here, STUDENTS)


def same(course, expected, kills):
    """Let processes be killed, grade what is left, and compare with an undisturbed run."""
    with DaskCluster(course.root.parent / "dask") as cluster:
        done = disturbed(course, cluster, kills, random.Random(SEED))
        assert done.total() == kills, done
        print(f"killed: {dict(done)}")
        undisturbed(course, cluster)
    assert kept(course, STUDENTS) == expected
    assert course.query("select count(*) from submitted_assignment") == [(len(STUDENTS),)]
    assert not [path for path in course.root.rglob(".partial*") if path.parent.name != "submitted"]
    assert speaking_of(course.root) == []


def test_what_is_killed_at_any_moment_costs_nothing(cluster_killed, tmp_path, expected):
    same(class_of_all(tmp_path / "course"), expected, KILLS)


@pytest.mark.long
def test_nor_does_it_with_a_gradebook_in_postgresql(cluster_killed, tmp_path, expected, postgresql):  # noqa: F811
    course = class_of_all(tmp_path / "course", db_url=postgresql)
    register(course)
    course.query = lambda query, *values: rows(postgresql, query, values)
    same(course, expected, min(KILLS, 25))


def register(course):
    """Tell an empty database of the lesson, as `nbgrader generate_assignment` does."""
    directory = course.settings.course
    directory.assignment_id, directory.db_url = LESSON, course.settings.db_url
    converter = GenerateAssignment(coursedir=directory)
    converter.force = converter.create_assignment = True
    converter.start()
    directory.assignment_id = ""
    with Gradebook(course.settings.db_url) as gradebook:
        assert [assignment.name for assignment in gradebook.assignments] == [LESSON]


def rows(url, query, values):
    """Return rows of a database in PostgreSQL, as SQLite would give them."""
    with psycopg.connect(url) as connection:
        found = connection.execute(query.replace("?", "%s"), values).fetchall()
    return [tuple(map(as_in_sqlite, row)) for row in found]


def as_in_sqlite(value):
    """Return a value of PostgreSQL's as SQLite keeps it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return int(value) if type(value) is bool else value
