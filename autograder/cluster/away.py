"""The head's side: a `Judge` whose sandboxes are elsewhere. It asks until it has an answer, or a reason to give up."""

import os
import pickle
import threading
import time
import uuid
from collections.abc import Callable, Set
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Self

from backprop.calling.trial import Outcome
from backprop.exercises import Exercise, Probe

from ..course.lesson import Lesson
from ..grading.crew import Threads
from ..intake import Submission
from ..judging.judge import TRIES, Judge
from ..judging.marks import Report
from ..judging.reference import Reference
from ..judging.work import Judged, Work
from ..plugins.pipeline import Pipeline
from ..sandbox.host import START
from ..settings import Settings
from . import ClusterFault, wire
from .connection import CONNECT, HERE, LOOPBACK, UNPROTECTED, connected
from .errand import PREFIX, sent
from .parcel import parcel_of
from .watch import Watch

LOOK = 1.0  # seconds between two looks at whether there is still hope
MOST = 100  # times that a request is sent elsewhere, for no fault of its own


class AwayJudge(Judge):
    """Stands for all the judges of a cluster, for any number of threads. ``say`` hears of workers that are not used."""

    def __init__(self, settings: Settings, say: Callable[[str], None] = print) -> None:
        self.settings, self.say, self.stack = settings, say, ExitStack()
        self.one_by_one = threading.Lock()

    def __enter__(self) -> Self:
        """Connect, and ask what walls there are; raise `ClusterFault`."""
        s = self.settings
        self.course, self.parcel = parcel_of(s)
        self.seconds = TRIES * (s.limits.submission_seconds + START)
        with ExitStack() as stack:
            if not s.scheduler.startswith("tls://") and s.scheduler != HERE and not LOOPBACK.match(s.scheduler):
                self.say(UNPROTECTED.format(address=s.scheduler))
            self.client = stack.enter_context(connected(s.scheduler, s.workers or os.cpu_count() or 1))
            self.answer, self.watch = sent("answer"), Watch(self.client, s.scheduler)
            self.watch.start()
            stack.callback(self.watch.over.set)
            self.tier, walls = self.ask({"do": "walls"}).decode().split("\n", 1)
            self.watch.looked.wait(CONNECT)
            threads = self.watch.threads
            self.at_once = 2 * sum(threads.values()) or 2  # one being judged, one on its way
            self.walls = f"{walls}, on {len(threads)} Dask worker{'s' * (len(threads) != 1)}"
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *error: Any) -> None:
        for worker, why in self.watch.refused.items():
            self.say(f"The worker at {worker} was not used: {why}")
        self.stack.__exit__(*error)

    def prepare(self, name: str) -> "AwayReference":
        """Return the lesson's `Reference`."""
        return AwayReference(self, name)

    def grade(self, lesson: Lesson, student: str, submission: Submission, only: Set[str] = frozenset()) -> Report:
        """Return the `Report` of some worker; raise `ClusterFault` where none gives one."""
        request = {"do": "grade", "what": (lesson, student, submission, frozenset(only))}
        return wire.from_bytes(self.ask(request), lesson, student)

    def ask(self, request: dict[str, Any]) -> bytes:
        """Return the reply to a request, asked of as many workers as need be; raise `ClusterFault`.

        What has cost one worker after the other its life is tried once more one by one: what it was beside may be at
        fault.
        """
        content = pickle.dumps(request)
        faults: list[str] = []
        for _ in range(MOST):
            said = self.sent(content)
            if said.get("lacks"):
                said = self.sent(content, self.parcel)
            if "killed" in said and not faults:
                with self.one_by_one:
                    said = self.sent(content, self.parcel)
            if "reply" in said:
                return said["reply"]
            if "unfit" in said:
                self.watch.refused[said["worker"]] = said["unfit"]
            if "stumbled" in said:
                self.watch.stumbled(said["worker"], said["stumbled"])
            if "fault" in said:
                faults.append(said["fault"])
            if len(faults) == TRIES or "killed" in said:
                raise ClusterFault(faults[-1])
        raise ClusterFault("no worker of many could judge it")

    def chosen(self) -> list[str] | None:
        """Return the workers to choose from, as soon as there are any, None for all; raise `ClusterFault`."""
        while not (trouble := self.watch.trouble()):
            chosen = self.watch.only()
            if chosen is None or chosen:
                return chosen
            time.sleep(LOOK)
        raise ClusterFault(trouble)

    def sent(self, request: bytes, parcel: tuple[bytes, bytes] | None = None) -> dict[str, Any]:
        """Return what one worker says, as `errand.answer` does; {} if it should be asked again.

        Raises `ClusterFault` as soon as there is no hope.
        """
        from distributed.scheduler import KilledWorker

        chosen, key = self.chosen(), f"{PREFIX}{uuid.uuid4().hex}"
        try:
            future = self.client.submit(
                self.answer, self.course, request, self.seconds, parcel, key=key, pure=False, workers=chosen
            )
            while True:
                try:
                    return future.result(timeout=LOOK)
                except TimeoutError:
                    if trouble := self.watch.trouble():
                        raise ClusterFault(trouble) from None
                    if self.watch.lost(key, chosen):
                        future.cancel()
                        return {}
        except KilledWorker as error:
            lost = error.allowed_failures + 1
            return {"fault": f"{lost} worker{'s were' if lost > 1 else ' was'} lost over it", "killed": True}
        except CancelledError:  # the scheduler was lost; it may come back
            time.sleep(LOOK)
            return {}
        except ClusterFault:
            raise
        except Exception as error:  # what Dask raises while it is closed, restarted or cut off
            if self.client.status in ("closing", "closed"):
                raise ClusterFault(f"the scheduler at {self.settings.scheduler} is gone") from error
            time.sleep(LOOK)
            return {"fault": f"Dask failed ({type(error).__name__}: {error})"}


class AwayReference(Reference):
    """A lesson's solutions, as some worker runs them."""

    def __init__(self, judge: AwayJudge, name: str) -> None:
        self.judge, self.name = judge, name

    def outcomes(self, exercise: Exercise, probes: list[Probe]) -> list[Outcome]:
        """Return the solution's `Outcome`s on the probes."""
        fresh = [replace(probe) for probe in probes]  # without what it has computed, which need not be picklable
        request = {"do": "outcomes", "lesson": self.name, "exercise": exercise.name, "probes": fresh}
        return wire.outcomes_from(self.judge.ask(request))


class AwayThreads(Threads):
    """Threads that wait for the cluster: all of them have the one judge."""

    def __init__(self, settings: Settings, judge: AwayJudge, pipeline: Pipeline, most: int) -> None:
        self.judge, self.pipeline, self.judges = judge, pipeline, ExitStack()
        self.pool = ThreadPoolExecutor(min(settings.workers or judge.at_once, most))

    def grade(self, work: Work) -> Judged | None:
        """Read, have judged, and write here."""
        return work.grade(self.judge, self.pipeline)
