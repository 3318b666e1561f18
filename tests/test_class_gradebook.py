"""The class's gradebook: begun as a copy, named without its password, and kept apart from what git tracks."""

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text

from autograder.course import class_gradebook, course_gradebook
from autograder.plugins import configuration
from autograder.settings import load

from .course import ROOT


@pytest.fixture
def root(tmp_path):
    """Return the folder of a course: its settings and its lessons' gradebook."""
    for name in ("gradebook.db", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def students(path, *names):
    """Put students into a gradebook."""
    with Gradebook(f"sqlite:///{path}") as opened:
        for name in names:
            opened.add_student(name)


def test_it_begins_as_a_copy_when_it_is_first_opened_and_not_before(root, monkeypatch):
    monkeypatch.delenv("BACKPROP_DB_URL", raising=False)
    before, db_url = (root / "gradebook.db").read_bytes(), load(root).db_url
    assert not (root / "class.db").exists()
    students(root / "class.db", "ada")
    assert course_gradebook.content(root / "class.db") == course_gradebook.content(root / "gradebook.db")
    assert class_gradebook.line(db_url, root) == "Gradebook: class.db (1 student)"
    assert (root / "gradebook.db").read_bytes() == before
    assert not list(root.glob(".partial*"))


def test_who_may_only_read_finds_it_made(root):
    db_url = f"sqlite:///file:{root / 'class.db'}?mode=ro&uri=true"
    with create_engine(db_url).connect() as connection:
        assert connection.execute(text("select count(*) from student")).scalar() == 0


@pytest.mark.usefixtures("own_command")
def test_who_comes_first_makes_it_and_nobody_loses_a_student(root):
    make = "import sys; from autograder.course import class_gradebook; from nbgrader.api import Gradebook\n"
    make += "with Gradebook(class_gradebook.url(sys.argv[1])) as own: own.add_student(sys.argv[2])"
    command = [sys.executable, "-c", make, str(root)]
    with ThreadPoolExecutor(4) as pool:
        done = pool.map(lambda name: subprocess.run([*command, name], cwd=ROOT).returncode, "abcd")
    assert list(done) == [0] * 4
    assert class_gradebook.line(class_gradebook.url(root), root) == "Gradebook: class.db (4 students)"


def test_another_database_that_is_named_is_used_and_nothing_is_made(root, monkeypatch):
    monkeypatch.setenv("BACKPROP_DB_URL", f"sqlite:///{root / 'other.db'}")
    assert class_gradebook.line(load(root).db_url, root) == "Gradebook: other.db (0 students)"
    assert not (root / "class.db").exists()


NAMED = {
    "postgresql://me:secret@host:5432/class": "postgresql://me:***@host:5432/class",
    "postgresql://host/class?user=me&password=secret": "postgresql://host/class",
    "sqlite:////srv/class.db?timeout=60": "/srv/class.db",
    "sqlite:///file:/srv/a%20class.db?mode=ro&uri=true": "/srv/a class.db",
}


@pytest.mark.parametrize("db_url", NAMED)
def test_a_gradebook_is_named_without_its_password(tmp_path, db_url):
    assert class_gradebook.named(db_url, tmp_path) == NAMED[db_url]


@pytest.mark.parametrize(
    "db_url",
    [
        *("class secret", "nonsense://me:secret@host/class", "postgres://me:secret@host/class"),
        *("mysql://me:secret@host/class", "sqlite://", "sqlite:///:memory:"),
    ],
)
def test_an_address_that_is_none_is_refused_in_a_sentence_without_the_password(tmp_path, db_url):
    with pytest.raises(class_gradebook.NoGradebook) as refused:
        class_gradebook.line(db_url, tmp_path)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "db_url, named",
    [
        ("postgresql://me:secret@127.0.0.1:1/class", "postgresql://me:***@127.0.0.1:1/class"),
        ("sqlite:////no/x.db", "/no/x.db"),
    ],
)
def test_what_cannot_be_opened_is_named_in_a_line_without_the_password(tmp_path, db_url, named):
    with pytest.raises(class_gradebook.NotOpened) as refused:
        class_gradebook.line(db_url, tmp_path)
    said = str(refused.value)
    assert said.startswith(f"The gradebook {named} cannot be used (") and "secret" not in said and "\n" not in said


def test_students_in_what_git_tracks_are_told_with_the_way_out(root):
    students(root / "gradebook.db", "ada", "ben")
    db_url = class_gradebook.url(root)
    first, more = class_gradebook.line(db_url, root).splitlines()  # who was in the tracked one is in the copy
    assert first == "Gradebook: class.db (2 students)" and "git restore gradebook.db" in more
    _, more = class_gradebook.line(f"sqlite:///{root / 'gradebook.db'}", root).splitlines()
    assert more.startswith("git tracks gradebook.db") and class_gradebook.WAY_OUT in more


def test_from_a_tracked_gradebook_that_is_none_nothing_is_begun(root):
    (root / "gradebook.db").write_text("version https://git-lfs")
    class_gradebook.make(root / "class.db")
    assert [path.name for path in root.iterdir() if "class" in path.name or "partial" in path.name] == []


SAID = {
    "the course": ('course = "backprop-a"', "CourseDirectory", "course_id", "backprop-a"),
    "the exchange": ('exchange = "/tmp"', "Exchange", "root", "/tmp"),
    "the gradebook": ('db_url = "sqlite:////tmp/x.db"', "CourseDirectory", "db_url", "sqlite:////tmp/x.db"),
}


@pytest.mark.parametrize("what", SAID)
def test_a_class_says_in_one_file_what_is_its_own_and_the_environment_wins(root, monkeypatch, what):
    line, section, name, value = SAID[what]
    for variable in ("COURSE", "EXCHANGE", "DB_URL"):
        monkeypatch.delenv(f"BACKPROP_{variable}", raising=False)
    (root / "class.toml").write_text(line)
    assert configuration.configuration(root)[section][name] == value
    monkeypatch.setenv(f"BACKPROP_{line.partition(' ')[0].upper()}", "other")
    assert configuration.configuration(root)[section][name].endswith("other")


BAD = {
    "no toml": ("course = backprop", "class.toml cannot be read"),
    "an unknown name": ('db = "x"', "it may say exchange, course and db_url"),
    "a number": ("course = 3", "course must be text in quotes"),
    "a name that is no folder's": ('course = "a/b"', "cannot be called 'a/b'"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_it_cannot_say_ends_the_command_in_a_sentence(root, case):
    """An error would not do: nbgrader goes on with settings of its own, and the tracked gradebook is the class's."""
    line, sentence = BAD[case]
    (root / "class.toml").write_text(line)
    with pytest.raises(SystemExit, match=sentence):
        configuration.configuration(root)


def test_a_former_gradebook_of_sqlites_can_be_read_while_it_is_written(root):
    with closing(sqlite3.connect(root / "gradebook.db")) as writer:
        writer.execute("begin immediate")
        class_gradebook.make(root / "class.db")
    assert course_gradebook.people(root / "class.db") == 0
