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
from collections.abc import Callable, Sequence
from copy import deepcopy
from glob import escape

from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import DatabaseError

from . import whole
from .cluster import ClusterFault
from .course import class_gradebook, self_check
from .course import lesson as lessons
from .course.agreement import Disagreement, of_own
from .course.versions import older_python
from .grading import strays, waiting
from .grading.batch import run, unpenalised
from .grading.crew import Threads
from .grading.tally import ANY
from .grading.telling import Telling, on_this_terminal
from .grading.waiting import Queue
from .judging.judge import Judge
from .judging.reference import NoReference
from .names import shown
from .plugins.pipeline import WITHOUT_EXERCISES, NotFollowed, Pipeline, stock
from .record import gradebook
from .record.changes import PENALTY, Change, Score
from .sandbox.canary import NoWalls
from .settings import Damaged, Settings, load
from .settings import Judge as JudgeSettings

NOT_ALL = "nbgrader could not grade all of it; whose it could not, and why, it says above"
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


def grade(
    settings: Settings,
    names: Sequence[str] = (),
    force: bool = False,
    say: Callable[[str], None] = print,
    *,
    students: Sequence[str] = (),
    dry: bool = False,
    out: Telling | None = None,
) -> list[str]:
    """Grade the submissions of the named lessons (none: all that are handed in); return the faults, a sentence each.

    students: whose alone; none means everybody's. dry: say what would be done, and write nothing.
    out: where all is said and counted, in place of ``say``. What else lies in submitted/ is named at the end.
    """
    out = out or Telling(say, dry)
    if dry:
        settings = dataclasses.replace(settings, db_url=class_gradebook.read_only(settings.db_url))
    lessons.refuse_unknown(settings.db_url, names)
    waiting.refuse_unknown(settings, students)
    faults = grade_new(settings, names, students, force, dry, out)
    if lines := strays.named(settings, students):
        out.tally.leave_out(ANY, "of no lesson, see above", len(lines))
        for line in strays.capped(lines):
            out.say(line)
    return faults


def grade_new(
    settings: Settings, names: Sequence[str], students: Sequence[str], force: bool, dry: bool, out: Telling
) -> list[str]:
    """Grade what is new, or all by ``force``; return the faults."""
    pipeline = Pipeline(settings)
    pipeline.check()
    if not dry:
        whole.clear_partial(settings.folder)
        whole.clear_partial(settings.path("autograded", "x", "x").parent.parent)
    names = names or list(filter(None, [settings.course.assignment_id]))
    found, closed = waiting.submissions(settings, names, students, out)
    graded, unregistered = waiting.to_be_graded(settings, pipeline, found, out)
    try:
        queued = waiting.queue(settings, names, graded, pipeline, force, out)
        faults = count_done(settings, queued, pipeline, dry, out)
        faults += plan(queued, out) if dry else grade_queue(settings, queued, students, force, pipeline, out)
    finally:
        for fault in (left_out := closed + unregistered):  # in the closing lines, where it is read
            out.say(fault)
    return faults + left_out


def count_done(settings: Settings, queued: Queue, pipeline: Pipeline, dry: bool, out: Telling) -> list[str]:
    """Count what is up to date, bring its late penalties up to date, only say so if ``dry``; return the faults."""
    faults = []
    for name, students in queued.done.items():
        out.tally.unchanged[name] += len(students)
        changed, failed = gradebook.penalise_again(settings.db_url, name, students, pipeline, keep=not dry)
        if changed:
            would_be = " would be" if dry else ""
            out.say(f"{name}: {len(changed)} late penalties{would_be} brought up to date.")
            out.tally.changes += [Change(who, name, PENALTY, Score(old), Score(new)) for who, old, new in changed]
        faults += [unpenalised(who, name, why, out) for who, why in failed.items()]
    return faults


def plan(queued: Queue, out: Telling) -> list[str]:
    """Say what would be judged, and why; return no faults."""
    for work, why in queued.todo:
        out.say(f"{shown(work.student)}, {work.lesson.name}: {why}")
        out.tally.graded[work.lesson.name] += 1
    for name in queued.by_nbgrader:
        out.say(f"{name}: by nbgrader itself, which finds out by itself what is new")
    if not queued.todo:
        out.say("Nothing new in submitted/.")
    out.say(f"{len(queued.todo)} to be judged. This was a dry run: nothing was written.")
    return []


def grade_queue(
    settings: Settings, queued: Queue, students: Sequence[str], force: bool, pipeline: Pipeline, out: Telling
) -> list[str]:
    """Grade what is queued; return the faults."""
    faults = [fault for name in queued.by_nbgrader for fault in grade_by_nbgrader(settings, name, students, force, out)]
    todo = [work for work, _ in queued.todo]
    if not todo:
        if not queued.by_nbgrader:
            out.say("Nothing new in submitted/.")
        return faults
    if older := older_python(settings.root):
        out.say(older)
    judge, threads = who_judges(settings, out.say)
    with judge:
        out.say(f"Walls: {judge.walls}." + (" Every grade is marked." if judge.tier == "unsafe" else ""))
        for name in dict.fromkeys(work.lesson.name for work in todo):
            self_check.check(judge, name)
        with threads(settings, judge, pipeline, len(todo)) as crew:
            return faults + run(settings, todo, crew, pipeline, out)


def who_judges(settings: Settings, say: Callable[[str], None]) -> tuple[Judge, type[Threads]]:
    """Return the judge, and who has it judge side by side: on this machine, or by ``--scheduler`` on a cluster."""
    if not settings.scheduler:
        return Judge(settings), Threads
    from .cluster.away import AwayJudge, AwayThreads

    return AwayJudge(settings, say), AwayThreads


def grade_by_nbgrader(settings: Settings, name: str, students: Sequence[str], force: bool, out: Telling) -> list[str]:
    """Let nbgrader itself grade an assignment that has no exercises of the course; return the faults."""
    try:
        lessons.refuse_unknown(settings.db_url, [name])
    except lessons.UnknownLesson as error:
        out.say(f"{name}: not graded: {error}")
        return [f"{name}: {error}"]
    if disagreed := of_own(settings, name):
        out.say(disagreed[0])
        return disagreed
    out.say(WITHOUT_EXERCISES.format(name=name))
    faults = []
    for student in map(escape, students) if students else [settings.course.student_id]:
        course = deepcopy(settings.course)
        course.assignment_id, course.student_id, course.db_url = name, student, settings.db_url
        converter = stock(course, settings.config)
        converter.force = converter.force or force
        try:
            converter.start()
        except NbGraderException as error:
            why = NOT_ALL if "traceback" in str(error) else str(error)
            out.say(f"{name}: {why}")
            faults.append(f"{name}: {why}")
    return faults
