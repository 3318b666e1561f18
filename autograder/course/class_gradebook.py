"""The class's own gradebook: `class.db` beside the tracked gradebook.db, which holds the lessons and nobody.

It begins as a copy of gradebook.db as soon as anything opens it, whoever that is: a command of ours or of nbgrader's,
Formgrader, in whatever shell. What nbgrader_config.py says of another database holds, and then nothing is made.
"""

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from nbgrader.api import Gradebook, Student
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError

from . import deadlines  # noqa: F401 - this module is read by every command, nbgrader's too

NAME, TRACKED = "class.db", "gradebook.db"
WAY_OUT = f"cp {TRACKED} {NAME} && git restore {TRACKED}"


class NoGradebook(ValueError):
    """What is said of the gradebook names no database; the message says what to do."""


class NotOpened(NoGradebook):
    """The gradebook is named, and cannot be opened; the message says which, and why."""


def url(root: Path | str) -> str:
    """Return the class's gradebook in ``root`` as an SQLAlchemy URL.

    SQLite waits a minute for another writer (a second command, Formgrader) before it gives up.
    """
    return f"sqlite:///{Path(root) / NAME}?timeout=60"


@event.listens_for(Engine, "do_connect")
def begin(dialect: Any, record: Any, arguments: list, named_arguments: dict) -> None:
    """Make the class's gradebook just before its first connection."""
    if dialect.name == "sqlite" and arguments and (path := path_of(str(arguments[0]))).name == NAME:
        make(path)


def path_of(database: str) -> Path:
    """Return the file of a database of SQLite's, which may be said as a URI (file:/srv/class.db?mode=ro)."""
    said = database.partition("?")[0].removeprefix("file:")
    return Path(said if said == database else unquote(said))


def make(path: Path) -> None:
    """Copy the lessons' gradebook to ``path``, whole or not at all; leave what is there, and what cannot be read.

    Where there is nothing to be copied nbgrader makes an empty one, and grading says what it lacks (`agreement`).
    """
    tracked = path.with_name(TRACKED)
    if path.exists() or not tracked.is_file():
        return
    partial = path.with_name(f".partial-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with closing(reading(tracked)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
        try:
            os.link(partial, path)
        except FileExistsError:  # another command was quicker
            pass
        except OSError:  # a file system without links
            partial.rename(path)
    except (OSError, sqlite3.Error):
        pass
    finally:
        partial.unlink(missing_ok=True)


def reading(path: Path) -> sqlite3.Connection:
    """Return a connection to a file of SQLite's that is left as it is."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def read_only(db_url: str) -> str:
    """Return the address of a gradebook by which SQLite writes nothing, nor makes it; any other as it is.

    For a class's own that is not made yet it is the lessons', of which that would be a copy.
    """
    try:
        address = make_url(db_url)
    except ArgumentError:  # it will be told where it is opened
        return db_url
    if address.get_backend_name() != "sqlite" or not address.database or address.database.startswith(("file:", ":")):
        return db_url
    path = Path(address.database)
    if path.name == NAME and not path.exists():
        path = path.with_name(TRACKED)
    query = {**address.query, "mode": "ro", "uri": "true"}
    return address.set(database=f"file:{quote(str(path))}", query=query).render_as_string(hide_password=False)


def named(db_url: str, root: Path | str) -> str:
    """Return what people call a gradebook: its path from ``root``, or its address without password and options."""
    try:
        address = make_url(db_url)
    except ArgumentError:
        raise NoGradebook(
            "The gradebook's address is none that SQLAlchemy can read; such as sqlite:////srv/class.db or "
            "postgresql://user@host/class. Correct BACKPROP_DB_URL, or db_url in class.toml or nbgrader_config."
        ) from None
    if address.get_backend_name() == "sqlite" and address.database:
        path = path_of(address.database)
        return str(path.relative_to(root) if path.is_relative_to(root) else path)
    return address.set(query={}).render_as_string(hide_password=True)


def line(db_url: str, root: Path | str) -> str:
    """Return what each command says first: which gradebook it uses, how many students it holds, and what is amiss.

    Raises `NoGradebook`, for one that cannot be opened `NotOpened`.
    """
    name = named(db_url, root)
    if make_url(db_url).get_backend_name() == "sqlite" and make_url(db_url).database in (None, "", ":memory:"):
        raise NoGradebook(f"The gradebook {name} would be in memory alone, and gone in the end. Name a file.")
    try:
        with Gradebook(db_url) as gradebook:
            count = gradebook.db.scalar(select(func.count(Student.id))) or 0
    except DatabaseError as error:
        why = " ".join(str(error.orig).split())
        raise NotOpened(f"The gradebook {name} cannot be used ({why}). Mend that, and run this again.") from None
    except ImportError as error:
        raise NoGradebook(f"The gradebook {name} cannot be used: no package here speaks to it ({error}).") from None
    except SQLAlchemyError as error:
        raise NoGradebook(
            f"The gradebook {name} cannot be used: {type(error).__name__}. Is its address right?"
        ) from None
    more = misplaced(name, root)
    return f"Gradebook: {name} ({count} student{'s' * (count != 1)})" + (f"\n{more}" if more else "")


def misplaced(name: str, root: Path | str) -> str:
    """Return a sentence on students in the tracked gradebook, with the way out; nothing where there are none.

    name: what the gradebook in use is called. Before class.db was, grades came to stand in gradebook.db.
    """
    try:
        with closing(reading(Path(root, TRACKED))) as database:
            [(count,)] = database.execute("select count(*) from student")
    except sqlite3.Error:
        return ""
    if not count:
        return ""
    if name == TRACKED:
        return f"git tracks {TRACKED}: keep the class in another, by `{WAY_OUT}` and without BACKPROP_DB_URL."
    return (
        f"{TRACKED}, which git tracks, holds {count} students, too. If {name} has their grades, take them out: "
        f"`git restore {TRACKED}`; if it has not: `{WAY_OUT}`."
    )
