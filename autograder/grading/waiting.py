"""What lies in submitted/ and what of it is to be judged, with the reason. Nothing here writes."""

import os
import stat
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from sys import intern
from typing import NamedTuple

from backprop.exercises import exercises_of

from ..course import agreement
from ..course import lesson as lessons
from ..judging.work import Work
from ..names import near, shown, unusable
from ..plugins.pipeline import Pipeline
from ..record import gradebook
from ..settings import Settings
from . import removed
from .tally import ANY
from .telling import Telling

Waiting = dict[str, list[str]]


class UnknownStudent(LookupError):
    """Nobody of this name has handed in; the message names those that may be meant."""


class Queue(NamedTuple):
    """What is to be judged and why, whose work is up to date by lesson, and what nbgrader itself grades."""

    todo: list[tuple[Work, str]]
    done: dict[str, set[str]]
    by_nbgrader: list[str]


def submissions(
    settings: Settings, names: Sequence[str], students: Sequence[str], out: Telling
) -> tuple[Waiting, list[str]]:
    """Return ``{lesson: [student]}`` of what lies in submitted/, and a fault for each folder that is closed.

    names, students: which alone are looked for; none means all.
    Links among the folders are not followed. What the grader may not or cannot look into is its own fault.
    """
    root = settings.path("submitted", "x", "x").parent.parent
    found: Waiting = {}
    faults: list[str] = []

    @cache
    def wanted(name: str) -> bool:
        return name in names if names else (settings.source / name).is_dir()

    for student in listed(root) if root.is_dir() else ():
        if student.name.startswith(".") or (students and student.name not in students):
            continue
        try:
            if student.is_symlink() and student.is_dir():
                out.say(f"submitted/{shown(student.name)} is left out: it is a link to somewhere else")
                out.tally.leave_out(ANY, "a link to somewhere else")
            if not student.is_dir(follow_symlinks=False):
                continue
            if why := unusable(student.name):
                out.say(f"submitted/{shown(student.name)} is left out: {why}")
                out.tally.leave_out(ANY, "a name that is no text")
                continue
            folders = [(each, stat.S_IFMT(each.stat(follow_symlinks=False).st_mode)) for each in listed(student)]
        except OSError as error:
            faults.append(f"{shown(student.name)}: not graded, by the grader's own fault: {error}")
            out.tally.faults[ANY] += 1
            continue
        for folder, kind in folders:  # by stat: from Python 3.14 on is_dir() takes a closed folder for none
            if kind in (stat.S_IFDIR, stat.S_IFLNK) and wanted(folder.name):
                found.setdefault(folder.name, []).append(student.name)
    return found, faults


def listed(folder: os.PathLike[str]) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, by name; a directory entry knows its kind, which a path would have to ask for."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=attrgetter("name"))


def refuse_unknown(settings: Settings, students: Iterable[str]) -> None:
    """Raise `UnknownStudent` for the first of ``students`` who has no folder in submitted/."""
    root = settings.path("submitted", "x", "x").parent.parent
    there = {path.name for path in root.iterdir() if not path.name.startswith(".")} if root.is_dir() else set()
    for student in students:
        if student in there:
            continue
        if student in gradebook.students(settings.db_url):
            raise UnknownStudent(f"{shown(student)} has handed in nothing: there is no submitted/{shown(student)}")
        meant = " or ".join(map(shown, near(student, there)))
        hint = f": is {meant} meant?" if meant else f"; {len(there)} learners have."
        raise UnknownStudent(f"nobody called {shown(student)!r} has handed in{hint}")


def to_be_graded(settings: Settings, pipeline: Pipeline, found: Waiting, out: Telling) -> tuple[Waiting, list[str]]:
    """Return what of ``found`` is graded by nbgrader's settings, and a fault for each learner it may not make."""
    known = None if pipeline.converter.create_student else gradebook.students(settings.db_url)
    taken_out = removed.Removed(settings)
    faults: list[str] = []
    waiting: Waiting = {}
    for name, students in found.items():
        waiting[name] = []
        for student in students:
            if setting := pipeline.leaves_out(student):
                out.say(f"{shown(student)}, {name}: left out, by {setting}")
                out.tally.leave_out(name, f"by {setting}")
            elif taken_out.was(student, name):
                out.say(f"{shown(student)}, {name}: left out: {removed.SENTENCE.format(student=shown(student))}")
                out.tally.leave_out(name, "taken out of the gradebook")
            elif known is not None and student not in known and exercises_of(name):
                who = f"{shown(student)}, {name}"
                faults.append(
                    f"{who}: not graded: the gradebook knows no such student, and c.Autograde.create_student is False"
                )
                out.tally.leave_out(name, "by c.Autograde.create_student = False, unknown to the gradebook")
            else:
                waiting[name].append(student)
    if told := taken_out.told():
        out.say(told)
    return waiting, faults


def queue(
    settings: Settings, names: Sequence[str], waiting: Waiting, pipeline: Pipeline, force: bool, out: Telling
) -> Queue:
    """Sort what is ``waiting`` into what is to be judged, what is up to date, and what is nbgrader's own."""
    queued, looked_at = Queue([], {}, []), 0
    out.begin(sum(map(len, waiting.values())), "Looking for what is new")
    try:
        for name in dict.fromkeys([*names, *waiting]):
            if not exercises_of(name) and (settings.source / name).is_dir():
                queued.by_nbgrader.append(name)
                continue
            lesson = lessons.load(settings.db_url, name)
            agreement.refuse(settings, lesson)
            known, deadline = gradebook.recorded(settings.db_url, lesson), gradebook.deadlines(settings.db_url, name)
            by_hand = gradebook.by_hand(settings.db_url, name)
            for student in waiting.get(name, ()):
                terms = intern(deadline(student) + pipeline.penalties.terms)  # a page, and one for nearly all
                work = Work(settings, lesson, student, terms)
                work.kept = gradebook.kept(by_hand.get(student, {}))
                why = work.why(student in known)
                if why or force or pipeline.converter.force:
                    queued.todo.append((work, why or "unchanged, but forced"))
                else:
                    queued.done.setdefault(name, set()).add(student)
                out.reach(looked_at := looked_at + 1)
    finally:
        out.end()
    return queued
