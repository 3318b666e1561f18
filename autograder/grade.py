"""Grade a class: `python -m autograder grade [LESSON ...] [--student NAME] [--dry-run] [--force] [--workers N]`.

Everything under submitted/ that is new or has changed is judged, written to autograded/ and into the gradebook.

1. walls     found and tested; which ones is printed
2. check     the lessons' own solutions and known mistakes are judged first
3. judge     several submissions at a time, each worker with a sandbox of its own
4. record    journal and autograded/ at once, the gradebook in batches
5. tables    lesson by lesson: graded, unchanged, the grader's own faults, left out and why; what a regrade changed

A run that was interrupted (Ctrl-C) or killed is taken up where it stopped. What the grader itself could not do is
reported as its own fault and left for the next run, never given as a 0.

Exit status: 0, all is graded (or there was nothing to do); 1, something was left undone, or nothing could be done: the
last lines say what; 2, the command line is not understood.
"""

import argparse
import dataclasses
import sys

from sqlalchemy.exc import DatabaseError

from .cluster import ClusterFault
from .course import class_gradebook, self_check
from .course import lesson as lessons
from .course.agreement import Disagreement
from .grading import waiting
from .grading.one_run import grade
from .grading.telling import on_this_terminal
from .judging.reference import NoReference
from .plugins.pipeline import NotFollowed
from .sandbox.canary import NoWalls
from .settings import Damaged, load
from .settings import Judge as JudgeSettings

REFUSALS = (
    *(NoWalls, NoReference, Damaged, NotFollowed, self_check.SelfCheckError, lessons.UnknownLesson),
    *(waiting.UnknownStudent, Disagreement, class_gradebook.NoGradebook, ClusterFault),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line says."""
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons (default: all)")
    parser.add_argument(
        "--student", action="append", default=[], metavar="NAME", help="this learner alone; may be said several times"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be judged and why; write nothing at all")
    parser.add_argument("--unsafe", action="store_true", help="without walls where there are none; marks every grade")
    parser.add_argument("--force", action="store_true", help="judge again what is judged already")
    parser.add_argument(
        "--workers", type=whole_number, default=0, metavar="N", help="submissions judged at once (default: one a core)"
    )
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="judge on a Dask cluster: its scheduler, or 'local' for one here",
    )
    parser.add_argument("--help-settings", action=HelpSettings, help="show what nbgrader_config.py may say, and end")


def whole_number(text: str) -> int:
    """Return the number that ``text`` spells."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


class HelpSettings(argparse.Action):
    """Prints the settings of the judge as they may stand in nbgrader_config.py."""

    def __init__(self, option_strings: list[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print them and end."""
        print(JudgeSettings.class_config_section())
        parser.exit()


def main(given: argparse.Namespace) -> None:
    """Grade as the command line asks; end with status 1 if something was left undone."""
    out = on_this_terminal(given.dry_run)
    try:
        settings = load()
        unsafe, workers = settings.unsafe or given.unsafe, given.workers or settings.workers
        settings = dataclasses.replace(settings, unsafe=unsafe, workers=workers, scheduler=given.scheduler)
        if given.dry_run:
            settings = dataclasses.replace(settings, db_url=class_gradebook.read_only(settings.db_url))
        print(class_gradebook.line(settings.db_url, settings.root), flush=True)
        faults = grade(settings, given.lessons, given.force, students=given.student, dry=given.dry_run, out=out)
        out.tables()
    except REFUSALS as error:
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"The gradebook cannot be used ({error.orig}). Nothing is lost: mend what is wrong and run again.")
    except OSError as error:
        sys.exit(f"The grader cannot go on: {error}. Nothing is lost: mend what is wrong and run again.")
    except KeyboardInterrupt:
        sys.exit("Interrupted. Nothing is lost: run again.")
    sys.exit(1 if faults else 0)
