"""Make up a class and show it: `python -m autograder demo [FOLDER] [--seed N] [--learners N] [--lesson LESSON]`.

1. copy     the course into a folder of its own, with an empty gradebook
2. hand in  what made-up learners wrote: right, wrong in known ways, late, blank, renamed, damaged, copied
3. grade    with the same command that grades a real class
4. report   written, and opened in a browser where there is a display

Nothing outside the folder is changed. The same seed gives the same class.
"""

import argparse
import os
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from random import Random

from ..settings import ROOT
from . import course, names
from .handing_in import Learner, Lesson, class_of, hand_in

LESSONS = ("01_intuition", "02_notation", "03_observations", "04_gradient")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line says."""
    parser.add_argument("folder", nargs="?", default="demo", metavar="FOLDER", help="where to (default: demo)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which class to make up (default: 1)")
    parser.add_argument(
        "--learners", type=a_class, default=200, metavar="N", help=f"how many, 10 to {names.MOST} (default: 200)"
    )
    parser.add_argument("--lesson", choices=LESSONS, default="04_gradient", help="default: 04_gradient")


def a_class(text: str) -> int:
    """Return the number of learners that ``text`` spells."""
    if not text.isdecimal() or not 10 <= int(text) <= names.MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 10 to {names.MOST}")
    return int(text)


def main(given: argparse.Namespace) -> None:
    """Make the class, grade it, show the report."""
    folder, start = Path(given.folder).resolve(), time.monotonic()
    try:
        learners = make(folder, given.lesson, given.learners, given.seed)
    except (course.NotOurs, OSError) as error:
        sys.exit(str(error))
    print(f"{len(learners)} made-up learners of {given.lesson} in {folder} (seed {given.seed}). Now they are graded.")
    for command in ("grade", "report"):
        if status := run(folder, command, given.lesson):
            sys.exit(status)
    page = folder / "report" / given.lesson / "index.html"
    print(f"All in {time.monotonic() - start:.0f} s. The report: {page.as_uri()}")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("darwin", "win32"):
        webbrowser.open(page.as_uri())


def make(folder: Path, lesson: str, number: int, seed: int) -> list[Learner]:
    """Make a course in ``folder`` in which ``number`` learners have handed in the ``lesson``; return them.

    Raises `course.NotOurs` for a folder that holds anything else.
    """
    db_url, random = course.make(ROOT, folder), Random(seed)
    learners = class_of(random, number)
    course.register(db_url, lesson, learners)
    hand_in(random, Lesson(folder, lesson), learners, folder / "submitted")
    return learners


def run(folder: Path, *command: str) -> int:
    """Run a command of the course in ``folder``, as its instructor would; return its exit status."""
    return subprocess.call([sys.executable, "-m", "autograder", *command], cwd=folder, env=course.environment(folder))
