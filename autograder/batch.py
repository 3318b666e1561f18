"""Judge many submissions side by side and record them in batches."""

import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from queue import SimpleQueue

from sqlalchemy.exc import OperationalError

from .judge import Judge
from .lacking import Lacking
from .pipeline import Pipeline
from .record import gradebook, journal
from .sandbox.walls import counted_together
from .settings import Settings
from .work import Judged, Work

BATCH = 50  # submissions to a commit
PATIENCE = 3  # times that a locked gradebook is waited for


def shown(name: str) -> str:
    """Return a name from the file system as text that any terminal can take."""
    return "".join(c if c.isprintable() else "?" for c in name)


def run(
    settings: Settings, todo: list[Work], judge: Judge, pipeline: Pipeline, say: Callable[[str], None]
) -> list[str]:
    """Judge all ``todo`` with several workers, record in batches; return the faults. ``judge``: the first worker's.

    What the clock ended, or somebody outside, is judged once more when all others are done. Ctrl-C lets what is being
    judged come to its end, records it, and leaves the rest for the next run.
    """
    workers = min(settings.workers or os.cpu_count() or 1, len(todo))
    if counted_together(judge.tier):  # one submission's processes would use up another's
        workers = 1
    faults: list[str] = []
    batch: list[tuple[Work, Judged]] = []
    doubtful: list[Work] = []
    lacking = Lacking()
    idle: SimpleQueue[Judge | None] = SimpleQueue()
    judges, start = ExitStack(), time.monotonic()
    idle.put(judge)
    for _ in range(workers - 1):
        idle.put(None)  # a judge yet to be made, by the thread that needs it

    def do(work: Work) -> Judged | None:
        mine = idle.get()
        try:
            mine = mine or judges.enter_context(Judge(settings))
            return work.grade(mine, pipeline)
        finally:
            idle.put(mine)

    def take(future: Future[Judged | None]) -> None:
        work, rest = running[future], len(running) - 1
        who = f"{len(todo) - rest} of {len(todo)} · {shown(work.student)}, {work.lesson.name}"
        try:
            judged = future.result()
        except Exception as error:  # the grader's own: disk full, sandbox gone; the next run tries again
            faults.append(f"{who}: not graded, by the grader's own fault: {error}")
            said = faults[-1]
        else:
            if judged is None:
                doubtful.append(work)
                del running[future]
                return say(f"{who}: ended by the clock or from outside; judged once more, alone, at the end")
            batch.append((work, judged))
            lacking.take(judged.report, work.folder)
            more = left(time.monotonic() - start, len(todo) - rest, rest)
            said = "\n    ".join([f"{who}: {judged.report.points:g} points{work.kept}{more}", *judged.report.notes])
        del running[future]  # from here on an interruption finds it taken
        say(said)

    with judges, ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(do, work): work for work in todo}
        try:
            for future in as_completed(list(running)):
                take(future)
                if len(batch) >= BATCH:
                    faults += commit(settings, batch, pipeline, say)
            while doubtful:
                running[future := pool.submit(do, doubtful[0])] = doubtful[0]
                doubtful.pop(0)
                take(future)
        except KeyboardInterrupt:
            say("Interrupted: what is being judged now is brought to its end.")
            pool.shutdown(cancel_futures=True)
            for future in [future for future in running if not future.cancelled()]:
                take(future)
        faults += commit(settings, batch, pipeline, say)
    remaining = len(running) + len(doubtful)
    undone = remaining + len(faults)
    if remaining:
        faults.append(f"{remaining} submissions are left for the next run")
        say(faults[-1])
    for line in lacking.lines():
        say(line)
    say(f"{len(todo) - undone} graded in {time.monotonic() - start:.1f} s, {undone} left undone.")
    return faults


def left(seconds: float, done: int, rest: int) -> str:
    """Return how long the ``rest`` will take if it goes on as so far, as text; nothing while that cannot be told."""
    if not rest or seconds < 5:
        return ""
    estimate = seconds / done * rest
    return f" · about {estimate:.0f} s left" if estimate < 90 else f" · about {estimate / 60:.0f} min left"


def commit(
    settings: Settings, batch: list[tuple[Work, Judged]], pipeline: Pipeline, say: Callable[[str], None]
) -> list[str]:
    """Write a batch into the gradebook and empty it; return a fault for each submission that could not be written.

    A locked gradebook is waited for. Where a batch fails for another reason, each of its submissions is tried alone.
    """
    done = list(batch)
    reason: BaseException | None = None
    batch.clear()
    for attempt in range(PATIENCE):
        try:
            with gradebook.one_commit(settings.db_url) as opened:
                for _, judged in done:
                    gradebook.write(opened, judged, pipeline)
            for _, judged in done:
                journal.mark_recorded(settings, judged.entry)
            return []
        except OperationalError as error:
            reason = error.orig
            say(f"The gradebook cannot be written ({reason}); attempt {attempt + 1} of {PATIENCE}.")
        except Exception as error:  # one submission must not take the others with it
            if len(done) > 1:
                return [fault for one in done for fault in commit(settings, [one], pipeline, say)]
            reason = error
            break
    faults = [f"{shown(work.student)}, {work.lesson.name}: not recorded ({reason}); run again" for work, _ in done]
    for fault in faults:
        say(fault)
    return faults
