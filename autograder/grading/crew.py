"""Who judges: `Crew` is the seam at which other machines may stand in for `Threads`, this machine's own."""

import gc
import os
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import Any, Protocol, Self

from ..judging.judge import Judge
from ..judging.work import Judged, Work
from ..plugins.pipeline import Pipeline
from ..sandbox.walls import counted_together
from ..settings import Settings


class Crew(Protocol):
    """Judges submissions side by side. A context manager; used by one thread."""

    def __enter__(self) -> Self:
        """Get ready to judge."""

    def __exit__(self, *error: Any) -> None:
        """End all that was started."""

    def submit(self, work: Work) -> Future[Judged | None]:
        """Return at once what will hold the outcome, as `Work.grade` gives it: all written but the gradebook.

        None for what is in doubt: it is submitted again, with nothing beside. An exception is the grader's own fault.
        """

    def stop(self) -> None:
        """Cancel what has not begun; return when the rest has come to its end."""


class Threads:
    """Judges on this machine: a thread and a `Judge` for each of the workers."""

    def __init__(self, settings: Settings, judge: Judge, pipeline: Pipeline, most: int) -> None:
        """Take over the first worker's ``judge``; at ``most`` so many workers have something to do."""
        self.settings, self.pipeline, self.judges = settings, pipeline, ExitStack()
        workers = min(settings.workers or cores(), most)
        if counted_together(judge.tier):  # one submission's processes would use up another's
            workers = 1
        self.pool = ThreadPoolExecutor(workers)
        self.idle: SimpleQueue[Judge | None] = SimpleQueue()
        self.idle.put(judge)
        for _ in range(workers - 1):
            self.idle.put(None)  # a judge yet to be made, by the thread that needs it

    def __enter__(self) -> Self:
        gc.collect()
        gc.freeze()  # nbgrader and its packages stay: not to be looked through again and again while a class is judged
        return self

    def __exit__(self, *error: Any) -> None:
        gc.unfreeze()
        with self.judges:
            self.pool.shutdown(cancel_futures=True)

    def submit(self, work: Work) -> Future[Judged | None]:
        """Have a submission judged by the next worker that is idle."""
        return self.pool.submit(self.grade, work)

    def grade(self, work: Work) -> Judged | None:
        """Judge in a thread of the pool."""
        mine = self.idle.get()
        try:
            mine = mine or self.judges.enter_context(Judge(self.settings))
            return work.grade(mine, self.pipeline)
        finally:
            self.idle.put(mine)

    def stop(self) -> None:
        """Cancel what has not begun; return when the rest has come to its end."""
        self.pool.shutdown(cancel_futures=True)


def cores() -> int:
    """Return how many cores this process may use, which may be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
