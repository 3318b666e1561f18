"""Renew the learners' feedback: `python -m autograder feedback [LESSON ...]`.

A page a graded submission, made anew of the grade and the comments that stand in the gradebook now, by nbgrader's own
generate_feedback. What was handed in through the exchange is released there, so that its learner can fetch the page
again; the pages of all others lie in feedback/, to be sent as their work came.
"""

import argparse
import dataclasses
import glob
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.exc import DatabaseError

from backprop.exercises import exercises_of

from .course import class_gradebook
from .course import lesson as lessons
from .grading import removed
from .intake import beside
from .judging.work import Work
from .names import shown
from .plugins import giving_back
from .plugins.pipeline import NotFollowed, Pipeline
from .record import gradebook
from .settings import Damaged, Settings, load

MOST_NAMED = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line says."""
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons (default: all that are graded)")


def main(given: argparse.Namespace) -> None:
    """Renew as the command line asks; end with status 1 if a page could not be made or released."""
    try:
        settings = load()
        print(class_gradebook.line(settings.db_url, settings.root), flush=True)
        lessons.refuse_unknown(settings.db_url, given.lessons)
        names = given.lessons or graded(settings)
        faults = [fault for name in names for fault in renew(settings, name, print)]
    except (Damaged, NotFollowed, lessons.UnknownLesson, class_gradebook.NoGradebook) as error:
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"The gradebook cannot be used ({error.orig}).")
    except OSError as error:
        sys.exit(f"Feedback cannot go on: {error}.")
    if not names:
        print("Nothing is graded yet: run `make grade` first.")
    sys.exit(1 if faults else 0)


def graded(settings: Settings) -> list[str]:
    """Return the lessons of which something lies in autograded/."""
    folders = glob.glob(str(settings.path("autograded", "*", "*")))
    with Gradebook(settings.db_url) as opened:
        known = {assignment.name for assignment in opened.assignments}
    return sorted({Path(folder).name for folder in folders} & known)


def renew(settings: Settings, name: str, say: Callable[[str], None] = print) -> list[str]:
    """Renew the pages of one lesson; say what is new, what is left out and why. Return the faults."""
    pipeline = Pipeline(settings)
    ready, left_out = who_is_ready(settings, name, pipeline)
    penalised = gradebook.penalise_again(settings.db_url, name, set(ready), pipeline)
    before = {student: giving_back.page(settings, student, name) for student in ready}
    failed = giving_back.make(settings, name, ready) if ready else {}
    now = {student: giving_back.page(settings, student, name) for student in ready}
    made = [student for student in ready if now[student]]
    new = [student for student in made if now[student] != before[student]]
    fetched = [student for student in made if beside.secret_of(settings.path("submitted", student, name))]
    closed = giving_back.release(settings, name, fetched)
    say(f"{name}: {counted(len(made), 'page')}, {len(new)} new{among(new)}")
    if released := len(fetched) - len(closed):
        say(f"  {released} released to the exchange, to be fetched there")
    if others := len(made) - len(fetched):
        say(f"  {others} not handed in through the exchange: their pages lie in {settings.course.feedback_directory}/")
    faults = [f"{shown(student)}: no page: {failed.get(student, 'nbgrader made none')}" for student in ready]
    faults = [fault for student, fault in zip(ready, faults, strict=True) if not now[student]]
    faults += [f"{shown(student)}: not released: {why}" for student, why in closed.items()]
    faults += [
        f"{shown(student)}: its late penalty is left as it was: {why}" for student, why in penalised.failed.items()
    ]
    for line in [*left_out, *faults]:
        say(f"  {line}")
    return faults


def who_is_ready(settings: Settings, name: str, pipeline: Pipeline) -> tuple[list[str], list[str]]:
    """Return who has a grade of what was handed in last, and a sentence on everybody else."""
    lesson = lessons.load(settings.db_url, name) if exercises_of(name) else None
    deadline = gradebook.deadlines(settings.db_url, name)
    with Gradebook(settings.db_url) as opened:
        by_hand = {each.student.id: each.needs_manual_grade for each in opened.assignment_submissions(name)}
    folders = [path for step in ("submitted", "autograded") for path in glob.glob(str(settings.path(step, "*", name)))]
    taken_out = removed.Removed(settings)
    ready, left_out = [], []
    for student in sorted({Path(path).parent.name for path in folders}):
        submitted, done = (settings.path(step, student, name) for step in ("submitted", "autograded"))
        if reason := pipeline.leaves_out(student):
            reason = f"by {reason}"
        elif taken_out.was(student, name) and submitted.is_dir():
            reason = removed.SENTENCE.format(student=shown(student))
        elif student not in by_hand:
            reason = "not graded yet: run `make grade`" if submitted.is_dir() else "not in the gradebook any more"
        elif not any(done.glob("*.ipynb")):
            reason = "not graded yet: run `make grade`"
        elif (
            lesson
            and submitted.is_dir()
            and not current(settings, lesson, student, deadline(student) + pipeline.penalties.terms)
        ):
            reason = "handed in anew, or to be graded by other rules: run `make grade` first"
        if reason:
            left_out.append(f"left out: {shown(student)}: {reason}")
        else:
            ready.append(student)
    waiting = [student for student in ready if by_hand[student]]
    if waiting:
        pages = counted(len(waiting), "page")
        left_out.append(f"{pages} made while points wait to be given, or looked at again, by hand{among(waiting)}")
    return ready, left_out


def current(settings: Settings, lesson: lessons.Lesson, student: str, terms: str) -> bool:
    """Say whether the grade is of what lies in submitted/ now; one given without walls is, too."""
    ways = [dataclasses.replace(settings, unsafe=unsafe) for unsafe in (settings.unsafe, True)]
    return any(not Work(way, lesson, student, terms).why(in_gradebook=True) for way in ways)


def counted(number: int, what: str) -> str:
    """Return a number with what it counts."""
    return f"{number} {what}{'s' * (number != 1)}"


def among(students: Sequence[str]) -> str:
    """Return some of the learners as text to stand behind a number."""
    named = ", ".join(map(shown, students[:MOST_NAMED]))
    return f" ({named}{', ...' * (len(students) > MOST_NAMED)})" if students else ""
