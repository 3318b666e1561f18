"""Copy what a class needs into a folder of its own, with an empty gradebook: nothing of the real class is touched."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from ..course.course_gradebook import PEOPLE
from ..record import gradebook
from .handing_in import DEADLINE, Learner

FOLDERS = ("autograder", "source", "release", "notebooks/backprop")
FILES = ("nbgrader_config.py", "environment.yml", "requirements.txt")
MARK = "a-made-up-class.txt"  # without it nothing is ever removed
MARKED = "Made by `python -m autograder demo`, which removes this folder when it is run again.\n"
SETTINGS = """
# The made-up class: a gradebook of its own, and a short wait for the learner whose loop never ends.
c.CourseDirectory.db_url = f"sqlite:///{HERE / 'class.db'}?timeout=60"
c.Judge.limits = {"exercise_seconds": 2, "cell_seconds": 2}
"""
UNNEEDED = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "*.pyc")


class NotOurs(ValueError):
    """The folder holds something that no demo made; the message says what to do."""


def make(root: Path, folder: Path) -> str:
    """Copy the course in ``root`` into ``folder``, made anew; return the URL of its empty gradebook.

    Raises `NotOurs` for a folder that holds anything else than an earlier demo.
    """
    if folder.exists():
        if not (folder / MARK).is_file() and (not folder.is_dir() or any(folder.iterdir())):
            raise NotOurs(
                f"{folder} is not empty, and not of this command's making: name a folder that is not there yet."
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).write_text(MARKED, "utf-8")
    for name in FOLDERS:
        shutil.copytree(root / name, folder / name, ignore=UNNEEDED)
    for name in FILES:
        shutil.copy(root / name, folder)
    with open(folder / "nbgrader_config.py", "a", encoding="utf-8") as config:
        config.write(SETTINGS)
    database = folder / "class.db"
    shutil.copy(root / "gradebook.db", database)
    database.chmod(0o600)
    with closing(sqlite3.connect(database)) as opened, opened:
        for table in PEOPLE:  # should somebody's class be in it
            opened.execute(f"delete from {table}")
    return f"sqlite:///{database}?timeout=60"


def register(db_url: str, name: str, learners: list[Learner]) -> None:
    """Write the deadline of the lesson ``name`` and the learners into the gradebook, as from a university's list."""
    with gradebook.one_commit(db_url) as opened:
        opened.find_assignment(name).duedate = DEADLINE
        for learner in learners:
            email = f"{learner.id}@example.org"
            opened.add_student(learner.id, first_name=learner.first, last_name=learner.last, email=email)


def environment(folder: Path) -> dict[str, str]:
    """Return the environment in which the commands of the course in ``folder`` know of no other class."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BACKPROP_")}
    return kept | {"PYTHONPATH": str(folder / "notebooks"), "PYTHONUNBUFFERED": "1"}
