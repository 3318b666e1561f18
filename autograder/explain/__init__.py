"""Show an instructor why an exercise got its points: `python -m autograder explain STUDENT LESSON EXERCISE`.

Without EXERCISE all of a learner's; of one exercise everybody's: `python -m autograder explain LESSON --exercise push`.
Among several, what is right is one line.

What was probed is drawn again from the learner's seed, what came back is in the journal, what was expected is asked of
the solution in source/ again; code and card are what stands in autograded/.

1. kept      find the records, by names that may be nearly right, and read those of earlier versions
2. graded    the code and the card out of the graded notebook
3. numbers   arrays as rows, with their shape
4. answers   what came back and what was expected on one probe, and what that counts
5. telling   all of it as lines, short unless asked otherwise
"""

import argparse
import sys

from sqlalchemy.exc import DatabaseError

from ..course import class_gradebook
from ..course import lesson as lessons
from ..judging.judge import Judge
from ..judging.reference import NoReference
from ..sandbox.canary import NoWalls
from ..settings import Damaged, load
from .kept import Kept, NotKept, kept
from .telling import explanation, heading

__all__ = ["Kept", "NotKept", "explanation", "kept"]

RULE = f"\n{'-' * 72}\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line says."""
    parser.usage = (
        "python -m autograder explain STUDENT LESSON [EXERCISE] [--wrong-only] [--all]\n"
        "       python -m autograder explain LESSON --exercise EXERCISE [--wrong-only] [--all]"
    )
    parser.add_argument("names", metavar="STUDENT LESSON EXERCISE", nargs="+", help="as in submitted/; such as push")
    parser.add_argument("--exercise", metavar="EXERCISE", help="everybody's work on this one; before it only LESSON")
    parser.add_argument(
        "--wrong-only", action="store_true", help="leave out what is right: learners, exercises, probes"
    )
    parser.add_argument("--all", action="store_true", help="show every probe, all of the code, seed and versions")
    parser.set_defaults(refuse=parser.error)


def main(given: argparse.Namespace) -> None:
    """Print the explanations."""
    if len(given.names) not in ((1,) if given.exercise else (2, 3)):
        given.refuse("name STUDENT LESSON, or STUDENT LESSON EXERCISE, or LESSON --exercise EXERCISE")
    student, name, exercise = [None, *given.names, given.exercise] if given.exercise else [*given.names, None][:3]
    try:
        settings = load()
        print(class_gradebook.line(settings.db_url, settings.root))
        lesson = lessons.load(settings.db_url, name)
        asked = kept(settings, lesson, student, exercise)
        if given.wrong_only:
            asked = [one for one in asked if one.mark["state"] != "right"]
        if not asked:
            sys.exit("Everything that was asked for is right.")
        with Judge(settings) as judge:
            for number, one in enumerate(asked):
                if len(asked) > 1 and one.mark["state"] == "right" and not given.all:
                    print(heading(one))
                    continue
                first = not number or asked[number - 1].entry is not one.entry  # what holds for all of it is said once
                lines = explanation(one, judge, given.all, given.wrong_only, run=first)
                print(*([RULE] if number else []), *lines, sep="\n")
    except (NoWalls, NoReference, Damaged, NotKept, lessons.UnknownLesson, class_gradebook.NoGradebook) as error:
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"The gradebook cannot be used ({error.orig}).")
