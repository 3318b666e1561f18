"""Have many submissions judged side by side and record them in batches."""

import time
from collections import deque
from concurrent.futures import Future
from queue import SimpleQueue

from sqlalchemy.exc import OperationalError

from ..judging.lacking import Lacking
from ..judging.work import Judged, Work
from ..names import shown
from ..plugins.pipeline import Pipeline
from ..record import changes, gradebook, journal
from ..settings import Settings
from .crew import Crew
from .telling import Telling

BATCH = 50  # submissions to a commit
AHEAD = 2000  # submissions in the crew's hands, more than it judges at once: of a larger class no more memory is used
PATIENCE = 3  # times that a locked gradebook is waited for


def run(settings: Settings, todo: list[Work], crew: Crew, pipeline: Pipeline, out: Telling) -> list[str]:
    """Have all ``todo`` judged by a crew that has been entered, record in batches; return the faults.

    What the clock ended, or somebody outside, is judged once more when all others are done. Ctrl-C lets what is being
    judged come to its end, records it, and leaves the rest for the next run.
    """
    faults: list[str] = []
    batch: list[tuple[Work, Judged]] = []
    left, doubtful = deque(todo), deque[Work]()
    running: dict[Future[Judged | None], Work] = {}
    over: SimpleQueue[Future[Judged | None]] = SimpleQueue()
    lacking = Lacking()
    start = time.monotonic()

    def give(works: deque[Work]) -> None:
        running[future := crew.submit(works[0])] = works[0]
        works.popleft()
        future.add_done_callback(over.put)

    def take(future: Future[Judged | None]) -> None:
        work, done = running[future], len(todo) - len(left) - len(running) + 1
        who = f"{shown(work.student)}, {work.lesson.name}"
        try:
            judged = future.result()
        except Exception as error:  # the grader's own: disk full, sandbox gone; the next run tries again
            faults.append(f"{who}: not graded, by the grader's own fault: {error}")
            del running[future]  # from here on an interruption finds it taken
            out.tally.faults[work.lesson.name] += 1
            return out.news(done, faults[-1])
        if judged is None:
            doubtful.append(work)
            del running[future]
            return out.news(done, f"{who}: ended by the clock or from outside; judged once more, alone, at the end")
        batch.append((work, judged))
        lacking.take(judged.report, work.folder)
        del running[future]
        out.graded(done, f"{who}: {judged.report.points:g} points", work.kept, judged.report.notes)

    out.begin(len(todo))
    try:
        try:
            while running or left:
                while left and len(running) < AHEAD:
                    give(left)
                take(over.get())
                if len(batch) >= BATCH:
                    faults += commit(settings, batch, pipeline, out)
            while doubtful:
                give(doubtful)
                take(over.get())
        except KeyboardInterrupt:
            out.say("Interrupted: what is being judged now is brought to its end.")
            crew.stop()
            for future in [future for future in running if not future.cancelled()]:
                take(future)
        faults += commit(settings, batch, pipeline, out)
    finally:
        out.end()
    remaining = [*running.values(), *left, *doubtful]
    undone = len(remaining) + len(faults)
    if remaining:
        for work in remaining:
            out.tally.leave_out(work.lesson.name, "for the next run, after Ctrl-C")
        faults.append(f"{len(remaining)} submissions are left for the next run")
        out.say(faults[-1])
    for line in lacking.lines():
        out.say(line)
    out.say(f"{len(todo) - undone} graded in {time.monotonic() - start:.1f} s, {undone} left undone.")
    return faults


def commit(settings: Settings, batch: list[tuple[Work, Judged]], pipeline: Pipeline, out: Telling) -> list[str]:
    """Write a batch into the gradebook and empty it; return a fault for each submission that could not be written.

    A locked gradebook is waited for. Where a batch fails for another reason, each of its submissions is tried alone.
    """
    done = list(batch)
    reason: BaseException | None = None
    batch.clear()
    for attempt in range(PATIENCE):
        try:
            with gradebook.one_commit(settings.db_url) as opened:
                whose = [(work.student, work.lesson.name) for work, _ in done]
                before = changes.scores(opened, whose)
                failed = [gradebook.write(opened, judged, pipeline) for _, judged in done]
                after = changes.scores(opened, whose)
            for _, judged in done:
                journal.mark_recorded(settings, judged.entry)
            out.tally.graded.update(lesson for _, lesson in whose)
            out.tally.take(before, after)
            return [unpenalised(*who, why, out) for who, why in zip(whose, failed, strict=True) if why]
        except OperationalError as error:
            reason = error.orig
            out.say(f"The gradebook cannot be written ({reason}); attempt {attempt + 1} of {PATIENCE}.")
        except Exception as error:  # one submission must not take the others with it
            if len(done) > 1:
                return [fault for one in done for fault in commit(settings, [one], pipeline, out)]
            reason = error
            break
    faults = [f"{shown(work.student)}, {work.lesson.name}: not recorded ({reason}); run again" for work, _ in done]
    for (work, _), fault in zip(done, faults, strict=True):
        out.tally.faults[work.lesson.name] += 1
        out.say(fault)
    return faults


def unpenalised(student: str, name: str, why: str, out: Telling) -> str:
    """Say that the late penalty of a submission to the lesson ``name`` could not be set; return the fault."""
    out.say(fault := f"{shown(student)}, {name}: its late penalty is left as it was: {why}")
    return fault
