"""One submission from its first cell to its last probe, whatever it does to its process.

A cell that takes the process down costs itself alone: the cells are run again in a new process, of that cell only the
definitions the first time, nothing of it the second. Time is bounded for each cell, each exercise and the whole.
"""

import signal
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Self

from backprop.calling.trial import Outcome, Raised

from .host import Sandbox
from .job import Ended, Failure, Job
from .protocol import Damaged, decode

Errors = dict[int, list[Failure]]  # by cell: the statements that failed
Asked = dict[str, tuple[Sequence, Callable]]  # by function: its probes and its reader
HURRY = 0.2  # of an exercise's time, in which all of them together are tried first


@dataclass
class Session:
    """Runs ``cells``, a list of ``(number, source)``, in ``sandbox``; use as a context manager.

    Cells with a number below 0 are the grader's own: whether they fail is nobody's concern.

    ``counts`` says by number which of the notebook's code cells it is, as Jupyter counts them in a run from the top.
    ``errors`` holds the statements that failed, by the cell's number.
    ``cells_in_doubt`` says that the clock, and not the processor, ended a cell, or that a cell took its process down,
    which may have been killed from outside; ``doubtful`` names the exercises of which the same is true.
    ``behind`` names the exercises that were answered in one fork behind another: whoever finds something wrong with
    such an answer is to ask for it alone.
    """

    sandbox: Sandbox
    cells: list[tuple[int, str]]
    counts: dict[int, int] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    cells_in_doubt: bool = False
    doubtful: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        """Run the cells. Raises `host.SandboxFault` when the sandbox itself fails."""
        self.limits = self.sandbox.limits
        self.until = time.monotonic() + self.limits.submission_seconds
        self.how: dict[int, str] = {}
        self.restarts = 0
        self.job: Job | None = None
        self.open: AbstractContextManager[Job] | None = None
        self.run_cells()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the submission's process."""
        if self.open:
            self.open.__exit__(None, None, None)
        self.open = self.job = None

    def clock(self, seconds: float) -> float:
        """Return how long the next step may take on the clock if it is given so many seconds of the processor."""
        return min(seconds * self.limits.patience, self.until - time.monotonic())

    def run_cells(self) -> None:
        """Run all cells in a new process; after one that took it down, begin again without it."""
        while self.restarts <= self.limits.restarts:
            self.close()
            self.open = self.sandbox.job()
            self.job = self.open.__enter__()
            if self.run_once(self.job):
                return
            self.restarts += 1
        self.close()

    def run_once(self, job: Job) -> bool:
        """Run the cells in order; return whether the process is still there at the end."""
        for number, source in self.cells:
            how = self.how.get(number, "whole")
            if how == "nothing":
                continue
            seconds = self.limits.cell_seconds
            if (clock := self.clock(seconds)) <= 0:
                self.errors.setdefault(
                    number, [Failure("TimeLimit", "the notebook's time was used up before this cell")]
                )
                self.cells_in_doubt = True
                continue
            start = time.monotonic()
            try:
                failures = job.cell(number, source, seconds, clock, how, self.counts.get(number, max(number, 0)))
            except Ended:
                self.how[number] = "definitions" if how == "whole" else "nothing"
                self.errors[number] = [
                    Failure("Ended", "this cell ended Python itself, or could not be stopped in time")
                ]
                self.cells_in_doubt = True
                return False
            if failures:
                self.cells_in_doubt |= time.monotonic() - start >= clock
            if failures and number > 0:
                self.errors.setdefault(number, failures)
        return self.run_later(job)

    def run_later(self, job: Job) -> bool:
        """Run once more what only lacked a name that a later cell has made; return as `run_once`."""
        for number, source in self.cells:
            others = [failure for failure in self.errors.get(number, ()) if failure.name != "NameError"]
            if len(others) == len(self.errors.get(number, ())) or number in self.how:
                continue
            try:
                seconds = self.limits.cell_seconds
                clock, count = max(0.1, self.clock(seconds)), self.counts.get(number, number)
                others += job.cell(number, source, seconds, clock, "lacking", count) or []
            except Ended:
                self.how[number] = "nothing"
                self.cells_in_doubt = True
                return False
            self.errors[number] = others
            if not others:
                del self.errors[number]
        return True

    def exercises(self, asked: Asked, apart: bool = True) -> dict[str, list[Outcome]]:
        """Return the `Outcome`s of each function on its probes, answered together as far as that goes."""
        found, _ = self.together(asked, False, apart)
        self.behind.update(list(found)[1:])
        while rest := [name for name in asked if name not in found]:
            answered, whole = self.together({name: asked[name] for name in rest}, True, apart)
            self.behind.update(list(answered)[1:])
            if not (whole and answered) and len(answered) < len(rest):  # the next one crashes, hangs, or floods
                name = rest[len(answered)]
                answered[name] = self.exercise(name, *asked[name], apart)
            found |= answered
        return found

    def together(self, asked: Asked, step_by_step: bool, apart: bool) -> tuple[dict[str, list[Outcome]], bool]:
        """Return the `Outcome`s of the functions that one fork has answered, and whether it came to an end of its own.

        step_by_step: the first of them until one changes something, or else all or none. The fork is given little
        time, which is not counted if not all were answered.
        """
        start = time.monotonic()
        found: dict[str, list[Outcome]] = {}
        end: dict = {}
        seconds = self.limits.exercise_seconds * (HURRY if apart else 1)
        if len(asked) > 1 and self.job and (clock := self.clock(seconds)) > 0:
            try:
                named = [(name, [p.arguments for p in probes], read) for name, (probes, read) in asked.items()]
                replies, end = self.job.exercises(named, seconds, clock, step_by_step, apart)
            except Ended:
                replies, end = [], {"gone": True}
            for (name, (probes, _)), reply in zip(asked.items(), replies, strict=False):
                outcomes, damage = decode(reply, len(probes))
                if damage or (len(outcomes) < len(probes) and not stopped_early(outcomes)):
                    break
                found[name] = outcomes
            if end.get("gone"):
                self.close()
        if len(found) < len(asked):
            self.until += time.monotonic() - start
        return found, end.get("status") == 0

    def exercise(self, name: str, probes: Sequence, read: Callable, apart: bool = True) -> list[Outcome]:
        """Return the `Outcome`s of function ``name`` on ``probes``; where it was stopped the last one says so.

        apart: in a fork of its own, which only code that is trusted may do without.
        """
        seconds = self.limits.exercise_seconds
        if self.job is None and self.restarts <= self.limits.restarts:
            self.run_cells()
        if self.job is None:
            return [stopped("Ended", "the notebook's cells ended Python itself, again and again")]
        if (clock := self.clock(seconds)) <= 0:
            self.doubtful.add(name)
            return [stopped("TimeLimit", "the notebook's time was used up before this function's turn")]
        try:
            arguments = [probe.arguments for probe in probes]
            reply, end = self.job.exercise(name, arguments, read, seconds, clock, apart)
        except Ended:
            reply, end = b"", {"gone": True}
        outcomes, damage = decode(reply, len(probes))
        if end.get("gone"):
            self.close()
            self.restarts += 1
        if len(outcomes) < len(probes) and not stopped_early(outcomes):
            if by_others(end):
                self.doubtful.add(name)
            outcomes.append(reason(end, damage, seconds))
        return outcomes


def by_others(end: dict) -> bool:
    """Say whether an exercise ended by the clock, or was killed, and not by the stage: it may not be its own doing."""
    if end.get("gone"):
        return not end.get("flood")
    return end.get("status", 0) in (None, -signal.SIGKILL)


def stopped_early(outcomes: list[Outcome]) -> bool:
    """Say whether the trial itself had no more to try after the last outcome."""
    last = outcomes[-1].raised if outcomes else None
    return last is not None and last.names[0] in ("NotImplementedError", "TooMuchOutput", "NameError")


def stopped(name: str, message: str) -> Outcome:
    """Return the outcome of a call that did not come to an end of its own."""
    return Outcome(raised=Raised((name,), message))


def reason(end: dict, damage: Damaged | None, seconds: float) -> Outcome:
    """Return the outcome that says why no more outcomes came."""
    if end.get("flood"):
        return stopped("TooLarge", "it returned far more numbers than were asked for")
    if end.get("late"):
        return stopped("TimeLimit", f"no answer within {seconds:.3g} seconds. Is there a loop that never ends?")
    if damage:
        return Outcome(unreadable="its answer did not arrive whole.")
    return stopped("Ended", "it ended Python itself, by os._exit, a crash, or too much memory")
