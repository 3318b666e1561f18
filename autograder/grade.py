"""Grade a class: `python -m autograder grade [LESSON ...] [--unsafe] [--force] [--workers N]`.

Everything under submitted/ that is new or has changed is judged, written to autograded/ and into the gradebook.

1. walls     found and tested; which ones is printed
2. author    the lessons' own solutions and known mistakes are judged first
3. judge     several submissions at a time, each worker with a sandbox of its own
4. record    journal and autograded/ at once, the gradebook in batches

A run that was killed is taken up where it stopped. What the grader itself could not do is reported as its own fault and
left for the next run, never given as a 0.
"""

import argparse
import dataclasses
import hashlib
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from sqlalchemy.exc import OperationalError

from . import author, graded, intake, record
from . import lesson as lessons
from .judge import Judge
from .sandbox.canary import NoWalls
from .sandbox.walls import counted_together
from .settings import load
from .versions import versions

BATCH = 50  # submissions to a commit
PATIENCE = 3  # times that a locked gradebook is waited for


def main(arguments):
    """Grade as the command line asks; end with status 1 if something was left undone."""
    parser = argparse.ArgumentParser(prog="python -m autograder grade", description="Grade what is new in submitted/.")
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="which lessons (default: all)")
    parser.add_argument("--unsafe", action="store_true", help="without walls where there are none; marks every grade")
    parser.add_argument("--force", action="store_true", help="judge again what is judged already")
    parser.add_argument("--workers", type=int, default=0, help="submissions judged at once (default: one a core)")
    given = parser.parse_args(arguments)
    settings = load()
    settings = dataclasses.replace(
        settings, unsafe=settings.unsafe or given.unsafe, workers=given.workers or settings.workers
    )
    try:
        faults = grade(settings, given.lessons, given.force, print)
    except (NoWalls, author.AuthorError, lessons.UnknownLesson) as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The gradebook cannot be used ({error.orig}). Nothing is lost: run again.")
    sys.exit(1 if faults else 0)


def grade(settings, names=(), force=False, say=print):
    """Grade the submissions of the named lessons (none: all that are handed in); return the faults, a sentence each."""
    record.clear_partial(settings)
    waiting = submissions(settings, names, say)
    todo = []
    for name, folders in waiting.items():
        lesson = lessons.load(settings.db_url, name)
        known = record.in_gradebook(settings.db_url, name)
        for student, folder in folders:
            work = Work(settings, lesson, student, folder)
            if force or not work.up_to_date(student in known):
                todo.append(work)
    if not todo:
        say("Nothing new in submitted/.")
        return []
    with Judge(settings) as judge:
        say(f"Walls: {judge.tier}." + (" Every grade is marked." if judge.tier == "unsafe" else ""))
        for name in dict.fromkeys(work.lesson.name for work in todo):
            author.check(judge, name)
        return run(settings, todo, judge, say)


def submissions(settings, names, say=print):
    """Return ``{lesson: [(student, folder)]}`` of what lies in submitted/; links among the folders are not followed."""
    root = settings.path("submitted", "x", "x").parent.parent
    found = {}
    for student in sorted(root.iterdir()) if root.is_dir() else ():
        if student.name.startswith(".") or not student.is_dir():
            continue
        try:
            if student.is_symlink():
                raise OSError("it is a link to somewhere else")
            student.name.encode()
            folders = sorted(student.iterdir())
        except (OSError, UnicodeEncodeError) as error:
            say(f"submitted/{shown(student.name)} is left out: {error}")
            continue
        for folder in folders:
            wanted = folder.name in names if names else (settings.source / folder.name).is_dir()
            if wanted and (folder.is_symlink() or folder.is_dir()):
                found.setdefault(folder.name, []).append((student.name, folder))
    return found


def shown(name):
    """Return a name from the file system as text that any terminal can take."""
    return "".join(c if c.isprintable() else "?" for c in name)


class Work:
    """One submission's way through the judge."""

    def __init__(self, settings, lesson, student, folder):
        self.settings, self.lesson, self.student, self.folder = settings, lesson, student, Path(folder)

    def read(self):
        """Read the submission; return it with the fingerprint of everything that its points depend on."""
        submission = intake.read(self.folder, self.lesson)
        when = record.timestamp_of(self.folder)
        text = "\0".join(
            (repr(submission), str(when), self.student, repr(self.lesson), *map(str, versions(self.settings).items()))
        )
        digest = hashlib.sha256(self.settings.key + text.encode("utf-8", "replace")).hexdigest()
        return submission, when, digest

    def up_to_date(self, in_gradebook):
        """Say whether this very submission is judged, recorded, and still where it was put."""
        entry = record.read_journal(self.settings, self.student, self.lesson.name)
        if not entry.get("recorded") or not in_gradebook:
            return False
        target = self.settings.path("autograded", self.student, self.lesson.name) / f"{self.lesson.name}.ipynb"
        return target.is_file() and self.read()[2] == entry.get("fingerprint")

    def judge(self, judge):
        """Judge and write journal and autograded/; return what the gradebook must be told."""
        notes = record.put_aside_bad_timestamp(self.folder) if not self.folder.is_symlink() else ()
        submission, when, fingerprint = self.read()
        submission = dataclasses.replace(submission, notes=submission.notes + notes)
        report = judge.grade(self.lesson, self.student, submission)
        entry = record.entry_of(report, fingerprint, versions(self.settings), dataclasses.asdict(self.settings.limits))
        record.write_journal(self.settings, entry)
        notebook = graded.put_marks(graded.notebook(submission), report)
        record.write_autograded(self.settings, self.student, self.lesson.name, notebook, record.slips(self.folder))
        points = {function: mark.points for function, mark in report.marks.items()}
        return entry, points, graded.comments(report, self.lesson), when


def run(settings, todo, judge, say):
    """Judge all ``todo`` with several workers, record in batches; return the faults. ``judge``: the first worker's."""
    workers = min(settings.workers or os.cpu_count() or 1, len(todo))
    if counted_together(judge.tier):  # one submission's processes would use up another's
        workers = 1
    faults, batch, start = [], [], time.monotonic()
    idle, judges = SimpleQueue(), ExitStack()
    idle.put(judge)
    for _ in range(workers - 1):
        idle.put(None)  # a judge yet to be made, by the thread that needs it

    def do(work):
        mine = idle.get()
        try:
            mine = mine or judges.enter_context(Judge(settings))
            return work.judge(mine)
        finally:
            idle.put(mine)

    with judges, ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(do, work): work for work in todo}
        for future in as_completed(running):
            work = running.pop(future)
            who = f"{shown(work.student)}, {work.lesson.name}"
            try:
                done = future.result()
            except Exception as error:  # the grader's own: disk full, sandbox gone; the next run tries again
                faults.append(f"{who}: not graded, by the grader's own fault: {error}")
                say(faults[-1])
                continue
            say("\n    ".join([f"{who}: {done[0]['points']:g} points", *done[0]["notes"]]))
            batch.append((work, *done))
            if len(batch) >= BATCH:
                faults += commit(settings, batch, say)
        faults += commit(settings, batch, say)
    say(f"{len(todo) - len(faults)} graded in {time.monotonic() - start:.1f} s, {len(faults)} left undone.")
    return faults


def commit(settings, batch, say):
    """Write a batch into the gradebook and empty it; return a fault for each submission that could not be written.

    A locked gradebook is waited for. Where a batch fails for another reason, each of its submissions is tried alone.
    """
    done, reason = list(batch), ""
    batch.clear()
    for attempt in range(PATIENCE):
        try:
            with record.one_commit(settings.db_url) as gradebook:
                for work, _, points, comments, when in done:
                    record.write_gradebook(gradebook, work.lesson, points, comments, work.student, when)
            for _, entry, *_ in done:
                record.write_journal(settings, entry | {"recorded": True})
            return []
        except OperationalError as error:
            reason = error.orig
            say(f"The gradebook cannot be written ({reason}); attempt {attempt + 1} of {PATIENCE}.")
        except Exception as error:  # one submission must not take the others with it
            if len(done) > 1:
                return [fault for one in done for fault in commit(settings, [one], say)]
            reason = error
            break
    faults = [f"{shown(work.student)}, {work.lesson.name}: not recorded ({reason}); run again" for work, *_ in done]
    for fault in faults:
        say(fault)
    return faults
