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

from .test_nbgrader import LESSON, POINTS, Course

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
def course(nbgrader, postgresql, tmp_path_factory):
    """Return a course with three submissions, whose lesson 1 is registered in the database."""
    course = Course(tmp_path_factory.mktemp("postgresql"), nbgrader)
    (course.root / "gradebook.db").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKPROP_DB_URL", postgresql)
        released = (course.root / f"release/{LESSON}/{LESSON}.ipynb").read_bytes()
        course.run("generate_assignment", LESSON, "--force")
        assert (course.root / f"release/{LESSON}/{LESSON}.ipynb").read_bytes() == released
        solved = (course.root / SOURCE).read_text(encoding="utf-8")
        for student, text in {"ada": solved, "ben": released.decode(), "cleo": solved.replace(*WRONG)}.items():
            folder = course.root / "submitted" / student / LESSON
            folder.mkdir(parents=True)
            (folder / f"{LESSON}.ipynb").write_text(text, encoding="utf-8")
        yield course


def exported(course):
    """Return {student: points} as `nbgrader export` writes them."""
    course.run("export")
    with (course.root / "grades.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {row["student_id"]: float(row["score"]) for row in rows if row["assignment"] == LESSON}


def test_the_class_command_grades_into_postgresql(class_command, course):
    for last in ("3 graded", "Nothing new"):
        status, said, complaint = class_command(course.root)
        assert status == 0 and f"\n{last}" in f"\n{said}", said + complaint
    assert exported(course) == POINTS


def test_nbgraders_own_command_grades_into_postgresql(course):
    course.run("autograde", LESSON, "--force")
    assert exported(course) == POINTS
    course.run("generate_feedback", LESSON)
    assert "push: not right yet, 0 of" in course.feedback("cleo")
