"""Grade a class: `python -m autograder grade [LESSON ...] [--unsafe] [--force] [--workers N]
[--scheduler ADDRESS]`.

Everything under submitted/ that is new or has changed is judged, written to autograded/ and into the gradebook.

1. walls     found and tested; which ones is printed
2. check     the lessons' own solutions and known mistakes are judged first
3. judge     several submissions at a time, each worker with a sandbox of its own
4. record    journal and autograded/ at once, the gradebook in batches

A run that was interrupted (Ctrl-C) or killed is taken up where it stopped. What the grader itself could not do is
reported as its own fault and left for the next run, never given as a 0.
"""

import argparse
import dataclasses
import stat
import sys
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path

from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import DatabaseError

from backprop.exercises import exercises_of

from . import lesson as lessons
from . import self_check, strays, whole
from .batch import run, shown
from .cluster import ClusterFault
from .crew import Threads
from .judge import Judge
from .pipeline import WITHOUT_EXERCISES, NotFollowed, Pipeline, stock
from .record import gradebook
from .reference import NoReference
from .sandbox.canary import NoWalls
from .settings import Damaged, Settings, load
from .settings import Judge as JudgeSettings
from .versions import older_python
from .work import Work

Waiting = dict[str, list[tuple[str, Path]]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line says."""
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons (default: all)")
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
    try:
        settings = load()
        unsafe, workers = settings.unsafe or given.unsafe, given.workers or settings.workers
        settings = dataclasses.replace(settings, unsafe=unsafe, workers=workers, scheduler=given.scheduler)
        faults = grade(settings, given.lessons, given.force, print)
    except (
        NoWalls, NoReference, Damaged, NotFollowed, self_check.SelfCheckError, lessons.UnknownLesson, ClusterFault,
    ) as error:  # fmt: skip
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"The gradebook cannot be used ({error.orig}). Nothing is lost: mend what is wrong and run again.")
    except OSError as error:
        sys.exit(f"The grader cannot go on: {error}. Nothing is lost: mend what is wrong and run again.")
    except KeyboardInterrupt:
        sys.exit("Interrupted. Nothing is lost: run again.")
    sys.exit(1 if faults else 0)


def grade(
    settings: Settings, names: Sequence[str] = (), force: bool = False, say: Callable[[str], None] = print
) -> list[str]:
    """Grade the submissions of the named lessons (none: all that are handed in); return the faults, a sentence each.

    What else lies in submitted/ is named at the end.
    """
    lessons.refuse_unknown(settings.db_url, names)
    faults = grade_new(settings, names, force, say)
    for line in strays.told(settings):
        say(line)
    return faults


def grade_new(settings: Settings, names: Sequence[str], force: bool, say: Callable[[str], None]) -> list[str]:
    """Grade what is new, or all by ``force``; return the faults."""
    pipeline = Pipeline(settings)
    pipeline.check()
    whole.clear_partial(settings.folder)
    whole.clear_partial(settings.path("autograded", "x", "x").parent.parent)
    names = names or list(filter(None, [settings.course.assignment_id]))
    found, closed = submissions(settings, names, say)
    waiting, unregistered = to_be_graded(settings, pipeline, found, say)
    try:
        faults = grade_waiting(settings, names, waiting, pipeline, force, say)
    finally:
        for fault in (left_out := closed + unregistered):  # in the closing lines, where it is read
            say(fault)
    return faults + left_out


def grade_waiting(
    settings: Settings,
    names: Sequence[str],
    waiting: Waiting,
    pipeline: Pipeline,
    force: bool,
    say: Callable[[str], None],
) -> list[str]:
    """Grade what is new of all that is ``waiting``; return the faults."""
    faults: list[str] = []
    todo: list[Work] = []
    done: dict[str, set[str]] = {}
    for name in dict.fromkeys([*names, *waiting]):
        if not exercises_of(name) and (settings.source / name).is_dir():
            faults += grade_by_nbgrader(settings, name, force, say)
            continue
        lesson = lessons.load(settings.db_url, name)
        known, deadline = gradebook.recorded(settings.db_url, lesson), gradebook.deadlines(settings.db_url, name)
        for student, folder in waiting.get(name, ()):
            work = Work(settings, lesson, student, folder, deadline(student) + pipeline.terms)
            if force or pipeline.converter.force or not work.up_to_date(student in known):
                todo.append(work)
            else:
                done.setdefault(name, set()).add(student)
    for name, students in done.items():
        if changed := gradebook.penalise_again(settings.db_url, name, students, pipeline):
            say(f"{name}: {changed} late penalties brought up to date.")
    if not todo:
        say("Nothing new in submitted/.")
        return faults
    if older := older_python(settings.root):
        say(older)
    judge, threads = who_judges(settings, say)
    with judge:
        say(f"Walls: {judge.walls}." + (" Every grade is marked." if judge.tier == "unsafe" else ""))
        for name in dict.fromkeys(work.lesson.name for work in todo):
            self_check.check(judge, name)
        with threads(settings, judge, pipeline, len(todo)) as crew:
            return faults + run(settings, todo, crew, pipeline, say)


def who_judges(settings: Settings, say: Callable[[str], None]) -> tuple[Judge, type[Threads]]:
    """Return the judge, and who has it judge side by side: on this machine, or by ``--scheduler`` on a cluster."""
    if not settings.scheduler:
        return Judge(settings), Threads
    from .cluster.away import AwayJudge, AwayThreads

    return AwayJudge(settings, say), AwayThreads


def to_be_graded(
    settings: Settings, pipeline: Pipeline, found: Waiting, say: Callable[[str], None]
) -> tuple[Waiting, list[str]]:
    """Return what of ``found`` is graded by nbgrader's settings, and a fault for each learner it may not make."""
    known = None if pipeline.converter.create_student else gradebook.students(settings.db_url)
    faults: list[str] = []
    waiting: Waiting = {}
    for name, work in found.items():
        waiting[name] = []
        for student, folder in work:
            if setting := pipeline.leaves_out(student):
                say(f"{shown(student)}, {name}: left out, by {setting}")
            elif known is not None and student not in known and exercises_of(name):
                who = f"{shown(student)}, {name}"
                faults.append(
                    f"{who}: not graded: the gradebook knows no such student, and c.Autograde.create_student is False"
                )
            else:
                waiting[name].append((student, folder))
    return waiting, faults


def grade_by_nbgrader(settings: Settings, name: str, force: bool, say: Callable[[str], None]) -> list[str]:
    """Let nbgrader itself grade an assignment that has no exercises of the course; return the faults."""
    try:
        lessons.refuse_unknown(settings.db_url, [name])
    except lessons.UnknownLesson as error:
        say(f"{name}: not graded: {error}")
        return [f"{name}: {error}"]
    say(WITHOUT_EXERCISES.format(name=name))
    course, config = deepcopy(settings.course), deepcopy(settings.config)
    course.assignment_id, course.db_url = name, settings.db_url
    converter = stock(course, config)
    converter.force = converter.force or force
    try:
        converter.start()
    except NbGraderException as error:
        say(f"{name}: {error}")
        return [f"{name}: {error}"]
    return []


def submissions(
    settings: Settings, names: Sequence[str], say: Callable[[str], None] = print
) -> tuple[Waiting, list[str]]:
    """Return ``{lesson: [(student, folder)]}`` of what lies in submitted/, and a fault for each folder that is closed.

    Links among the folders are not followed. What the grader may not or cannot look into is its own fault.
    """
    root = settings.path("submitted", "x", "x").parent.parent
    found: Waiting = {}
    faults: list[str] = []
    for student in sorted(root.iterdir()) if root.is_dir() else ():
        if student.name.startswith("."):
            continue
        try:
            if student.is_symlink() and student.is_dir():
                say(f"submitted/{shown(student.name)} is left out: it is a link to somewhere else")
            if not stat.S_ISDIR(student.lstat().st_mode):
                continue
            student.name.encode()
            folders = [(folder, stat.S_IFMT(folder.lstat().st_mode)) for folder in sorted(student.iterdir())]
        except UnicodeEncodeError as error:
            say(f"submitted/{shown(student.name)} is left out: {error}")
            continue
        except OSError as error:
            faults.append(f"{shown(student.name)}: not graded, by the grader's own fault: {error}")
            continue
        for folder, kind in folders:  # by lstat: from Python 3.14 on is_dir() takes a closed folder for none
            wanted = folder.name in names if names else (settings.source / folder.name).is_dir()
            if wanted and kind in (stat.S_IFDIR, stat.S_IFLNK):
                found.setdefault(folder.name, []).append((student.name, folder))
    return found, faults
