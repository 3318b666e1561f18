"""Write what a class did into report/: `python -m autograder report [LESSON ...] [--anonymous]`.

A folder for each lesson: index.html, a page to read and to print; grades-by-exercise.csv and mistakes.csv, for other
programs. Nothing is judged: all of it is read from the gradebook, the journal, submitted/ and autograded/.

With --canvas or --moodle and one lesson: the file that was exported there, filled with the lesson's scores, to be
imported there.
"""

import argparse
import sys
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from .. import whole
from ..course import class_gradebook
from ..course import lesson as lessons
from ..settings import Damaged, Settings, load
from . import gathering, lms, page, since, tables
from .foreign import Unusable
from .overview import Overview

FOLDER, ANONYMOUS = "report", "anonymous"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line says."""
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons (default: all handed in)")
    into = parser.add_mutually_exclusive_group()
    for name, system in lms.SYSTEMS.items():
        into.add_argument(
            f"--{name}", type=Path, metavar="EXPORT.csv", help=f"fill the file exported from {system.name}"
        )
    parser.add_argument("--column", default="", metavar="HEADING", help="the column of that file to fill, if need be")
    parser.add_argument("--anonymous", action="store_true", help="pages alone, without names, to be shown in class")


def main(given: argparse.Namespace) -> None:
    """Write the reports as the command line asks."""
    try:
        settings = load()
        print(class_gradebook.line(settings.db_url, settings.root), flush=True)
        lessons.refuse_unknown(settings.db_url, given.lessons)
        filled = {name: path for name in lms.SYSTEMS if (path := getattr(given, name))}
        if filled and len(given.lessons) != 1:
            sys.exit("Name the one lesson whose scores the file is to get.")
        found = report(settings, given.lessons, given.anonymous)
        for name, path in filled.items():
            target = settings.root / FOLDER / found[0].lesson / f"{name}.csv"
            print(*lms.fill(found[0], lms.SYSTEMS[name], path, target, given.column), sep="\n")
    except (Damaged, lessons.UnknownLesson, Unusable, class_gradebook.NoGradebook) as error:
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"The gradebook cannot be used ({error.orig}).")
    except OSError as error:
        sys.exit(f"The report cannot be written: {error}.")


def report(settings: Settings, names: list[str], anonymous: bool = False) -> list[Overview]:
    """Write the report of each of the named lessons (none: all that are handed in); return what it shows."""
    folder = settings.root / FOLDER / (ANONYMOUS if anonymous else "")
    found = []
    for name in names or handed_in(settings):
        try:
            found.append(gathering.of(settings, name))
        except lessons.UnknownLesson as error:
            if names:
                raise
            print(f"{name}: no report: it has no notebook of its own name ({error}).")
    if not found:
        print("Nothing is handed in yet: there is nothing to report.")
    for one in found:
        target = folder / one.lesson
        target.mkdir(parents=True, exist_ok=True)
        news = None if anonymous else since.news(one, target)
        text = page.lesson(settings, one, news, anonymous, back=len(found) > 1)
        whole.write(target / "index.html", text, private=True)
        if not anonymous:
            tables.grades(one, target / tables.GRADES)
            tables.mistakes(one, target / tables.MISTAKES)
        print(*told(one, target), sep="\n")
    if len(found) > 1:
        whole.write(folder / "index.html", page.index(settings, found), private=True)
        print(f"All lessons: {folder / 'index.html'}")
    return found


def handed_in(settings: Settings) -> list[str]:
    """Return the assignments to which somebody has handed something in."""
    return [
        name
        for name in lessons.names(settings.db_url)
        if gathering.submitted(settings, name) or gathering.scores.submissions(settings.db_url, name)
    ]


def told(one: Overview, target: Path) -> list[str]:
    """Return what the terminal says of a report."""
    lines = [f"{one.lesson}: {len(one.learners)} graded, mean {page.rounded(one.mean)} of {page.points(one.maximum)}."]
    lines += [f"  {len(m.who)} × {m.exercise}: {page.shortened(m.text)}" for m in one.commonest[:3]]
    lines += [f"  Left out: {sentence}" for sentence in one.left_out[:10]]
    return [*lines, f"  {target / 'index.html'}"]
