"""A gradebook in PostgreSQL: a real server of the tests' own, lesson 1 graded through both doors."""

import csv
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from nbgrader.api import Gradebook

from autograder.course.registering import register

from .course import ROOT
from .test_class_document import blocks
from .test_nbgrader import LESSON, POINTS, Course
from .test_registering import SPOILED, spoil_and_register, with_ada
from .warm_python import python

pytestmark = pytest.mark.usefixtures("postgresql")

SOURCE = f"source/{LESSON}/{LESSON}.ipynb"
WRONG = ("np.sign(y - a_L)", "np.sign(a_L - y)")


def program(name):
    """Return the path of one of PostgreSQL's programs, which Debian keeps off the PATH; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


@pytest.fixture(scope="module")
def postgresql():
    """Run a PostgreSQL server on a port of its own; return the URL of an empty database."""
    if not program("initdb"):
        pytest.skip("needs PostgreSQL's server (on Debian: apt install postgresql)")
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="backprop-postgresql-"))
    if user:
        shutil.chown(folder, user)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data, log = folder / "data", (folder / "log").open("wb")
    make = [program("initdb"), "--auth=trust", "--username=postgres", "--no-sync", data]
    subprocess.run(make, user=user, cwd=folder, stdout=log, check=True)
    listen = ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    command = [program("postgres"), "-D", data, "-p", str(port), "-k", folder, *listen]
    process = subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(300):
            try:
                psycopg.connect(host="127.0.0.1", port=port, user="postgres").close()
                break
            except psycopg.OperationalError:
                assert process.poll() is None, (folder / "log").read_text()
                time.sleep(0.1)
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def course(nbgrader, own_command, postgresql, tmp_path_factory):
    """Return a course with three submissions, whose lesson 1 is registered in the database."""
    course = Course(tmp_path_factory.mktemp("postgresql"), nbgrader)
    for text in ROOT.glob("source/*/*.md"):
        shutil.copy(text, course.root / "source" / text.stem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKPROP_DB_URL", postgresql)
        released = (course.root / f"release/{LESSON}/{LESSON}.ipynb").read_bytes()
        said = ours(course, "build")
        assert "registered there: 01_intuition, 02_notation, 03_observations, 04_gradient" in said, said
        assert (course.root / f"release/{LESSON}/{LESSON}.ipynb").read_bytes() == released
        solved = (course.root / SOURCE).read_text(encoding="utf-8")
        for student, text in {"ada": solved, "ben": released.decode(), "cleo": solved.replace(*WRONG)}.items():
            folder = course.root / "submitted" / student / LESSON
            folder.mkdir(parents=True)
            (folder / f"{LESSON}.ipynb").write_text(text, encoding="utf-8")
        yield course


def ours(course, *words, status=0):
    """Run a command of the course's own copy of the autograder; return what it said."""
    environment = os.environ | {"PYTHONPATH": str(course.root / "notebooks")}
    done = python("autograder", *words, cwd=course.root, env=environment)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def exported(course):
    """Return {student: points} as `nbgrader export` writes them."""
    course.run("export")
    with (course.root / "grades.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {row["student_id"]: float(row["score"]) for row in rows if row["assignment"] == LESSON}


@pytest.fixture(scope="module")
def graded(course):
    """Return the course once all is graded, whichever test came first."""
    ours(course, "grade")
    return course


def test_the_class_command_grades_into_postgresql(class_command, course):
    for last in ("3 graded", "Nothing new"):
        status, said, complaint = class_command(course.root)
        assert status == 0 and f"\n{last}" in f"\n{said}", said + complaint
    assert exported(course) == POINTS


@pytest.mark.ci
def test_nbgraders_own_command_grades_into_postgresql(course):
    course.run("autograde", LESSON, "--force")
    assert exported(course) == POINTS
    assert "3 pages, 3 new" in ours(course, "feedback")
    assert "push: not right yet, 0 of 1 point" in course.feedback("cleo")


def test_no_file_of_a_gradebook_is_made_beside_and_the_database_is_named(graded, postgresql):
    said = ours(graded, "feedback", LESSON)
    assert said.startswith(f"Gradebook: {postgresql} (3 students)\n") and not (graded.root / "class.db").exists()


@pytest.mark.long
def test_a_lesson_that_disagrees_or_is_unknown_is_refused_and_mended_by_the_command_that_is_named(course, postgresql):
    with Gradebook(postgresql) as opened:
        opened.find_grade_cell("slope-check", LESSON, LESSON).max_score = 4
        opened.remove_assignment("02_notation")
        opened.db.commit()
    said = ours(course, "grade", status=1)
    assert "slope-check has 2 points in source/ and 4 in postgresql" in said and "Run `make build`" in said, said
    assert "knows no lesson '02_notation'" in ours(course, "grade", "02_notation", status=1)
    assert "registered there: 01_intuition, 02_notation" in ours(course, "build")
    ours(course, "grade", "02_notation", LESSON)
    assert exported(course) == POINTS


@pytest.mark.ci
def test_what_differs_is_registered_as_in_sqlite(postgresql):
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("create database spoiled")
    db_url = f"{postgresql.rpartition('/')[0]}/spoiled"
    register(db_url, ROOT)
    for spoil in SPOILED.values():
        with_ada(db_url)
        spoil_and_register(db_url, ROOT, spoil)


@pytest.mark.ci
def test_the_backup_that_the_document_prints_comes_back(graded, postgresql):
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("create database other")
    environment = os.environ | {
        "PATH": f"{Path(program('pg_dump')).parent}:{os.environ['PATH']}",
        "OTHER_DATABASE": f"{postgresql.rpartition('/')[0]}/other",
    }
    build, backup = blocks("A gradebook in PostgreSQL")
    assert [line.split()[:2] for line in build.splitlines()] == [
        ["make", each] for each in ("build", "grade", "feedback")
    ]
    subprocess.run(["bash", "-e", "-c", backup], cwd=graded.root, env=environment, check=True, capture_output=True)
    with Gradebook(environment["OTHER_DATABASE"]) as opened:
        assert {each.student.id: each.score for each in opened.assignment_submissions(LESSON)} == POINTS
