"""One run of the class command: from what lies in submitted/ to the faults that are left.

What is up to date has its late penalties looked at; what is new is judged, or only named in a dry run; what has no
exercises of the course is nbgrader's (`by_nbgrader`).
"""

import dataclasses
from collections.abc import Callable, Sequence

from .. import whole
from ..course import class_gradebook, self_check
from ..course import lesson as lessons
from ..course.versions import older_python
from ..judging.judge import Judge
from ..names import shown
from ..plugins.pipeline import Pipeline
from ..record import gradebook
from ..record.changes import PENALTY, Change, Score
from ..settings import Settings
from . import strays, waiting
from .batch import run, unpenalised
from .by_nbgrader import grade_by_nbgrader
from .crew import Threads
from .tally import ANY
from .telling import Telling
from .waiting import Queue


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
    from ..cluster.away import AwayJudge, AwayThreads

    return AwayJudge(settings, say), AwayThreads
