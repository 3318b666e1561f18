"""Judge a submission: run it behind walls, compare outside, find the mistake, give points.

1. run       the learner's cells in the sandbox, figures and checks left out
2. probe     each graded function with arguments drawn for this learner from the course key
3. compare   what came back with what the solution in source/ gives for the same arguments
4. diagnose  with the exercise's known mistakes, exactly as the notebook's own check does
5. report    points, cards and the evidence for them
"""

import hashlib
import hmac
import re
import time
from collections.abc import Callable, Sequence, Set
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Self

import numpy as np

from backprop.calling.readers import class_name
from backprop.calling.trial import Outcome
from backprop.checking import card
from backprop.checking.diagnosis import Finding, Verdict, diagnose
from backprop.checking.reading import Code, unknown
from backprop.exercises import Exercise, Probe, exercises_of

from . import own_tests, untouched
from .beforehand import packages, visible_probes
from .failures import cause, notes_on, said
from .intake import Submission
from .lacking import asked_in_vain
from .lesson import Lesson, function_of
from .marks import Mark, Report
from .reading import Cells
from .reference import Reference, imported, needless, provided
from .sandbox import canary
from .sandbox.host import Sandbox, SandboxFault
from .sandbox.session import Session
from .settings import Settings
from .versions import older_python

TRIES = 3  # when the sandbox itself fails
NO_GROUPS = "No control groups are to be had: limits are for each process, and not for their sum"  # docs/judge.md
UNSAFE = "Graded without walls around the code (--unsafe)."


class Judge:
    """Holds the sandboxes and the references of one worker; a context manager, for one thread.

    Raises `canary.NoWalls` where there are no walls and none were waived.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings, self.key, self.stack = settings, settings.key, ExitStack()
        self.sandboxes: dict[str, Sandbox] = {}
        self.references: dict[str, Reference] = {}
        self.needless: dict[str, set[str]] = {}
        self.provided: dict[str, list[str]] = {}
        self.spare: Sandbox | None = None

    def __enter__(self) -> Self:
        """Find the walls; the sandbox that was found serves the first reference."""
        self.spare = found = self.another(self.settings.tiers)
        self.tier = found.tier
        together = ", ".join(sorted(found.bounds or ()))
        self.walls = f"{self.tier}, with control groups ({together})" if together else f"{self.tier}. {NO_GROUPS}"
        return self

    def __exit__(self, *error: Any) -> None:
        self.stack.__exit__(*error)

    def another(self, tiers: Sequence[str], **options: Any) -> Sandbox:
        """Return one more sandbox, of the first of ``tiers`` that holds."""
        s = self.settings
        hidden = [s.root, s.folder]
        tiers = [tier for tier in tiers if tier != "unsafe"]
        found = canary.find(s.limits, s.unsafe, tiers, hidden=hidden, user=s.user, **options)
        return self.stack.enter_context(found)

    def prepare(self, name: str) -> Reference:
        """Start what a lesson needs, once: a sandbox for learners, one for its solutions. Return the `Reference`.

        name: the lesson's, such as 01_intuition.
        """
        notebook = self.settings.source / name / f"{name}.ipynb"
        if name not in self.references:
            own, self.spare = self.spare or self.another([self.tier]), None
            self.references[name] = self.stack.enter_context(Reference(notebook, own))
            self.needless[name], self.provided[name] = needless(notebook), provided(notebook)
        if name not in self.sandboxes:
            self.sandboxes[name] = self.another([self.tier], preload=imported([notebook]))
        return self.references[name]

    def grade(self, lesson: Lesson, student: str, submission: Submission, only: Set[str] = frozenset()) -> Report:
        """Return the `Report` on a submission; raise `SandboxFault` when the sandbox fails again and again.

        only: the functions to judge, if not all of them.
        """
        tries = 0
        while True:
            try:
                return self.grade_once(lesson, student, submission, only)
            except SandboxFault:
                self.references.pop(lesson.name, None)
                tries += 1
                if tries == TRIES:
                    raise

    def again(self, report: Report, submission: Submission) -> Report:
        """Judge once more, with nothing beside, what is in doubt; return the `Report` with what then came."""
        second = self.grade(report.lesson, report.student, submission, report.doubtful)
        seconds = report.seconds + second.seconds
        return replace(report, marks=report.marks | second.marks, seconds=seconds, doubtful=frozenset())

    def grade_once(self, lesson: Lesson, student: str, submission: Submission, only: Set[str] = frozenset()) -> Report:
        """Judge every graded function of the lesson, or those named alone; run an instructor's own tests."""
        start = time.monotonic()
        self.prepare(lesson.name)
        cells, own = self.to_run(lesson, submission), self.provided[lesson.name]
        written = Cells(cell.source for cell in submission.cells if cell.kind == "code")
        text = "\n".join(source for _, source in cells)
        self.sandboxes[lesson.name].warm(packages(text), visible_probes(text))
        with Session(self.sandboxes[lesson.name], cells, counts(submission)) as session:
            marks = {
                function: self.mark(session, lesson, student, function, cell.points or 0.0, written)
                for function, cell in lesson.functions.items()
                if not only or function in only
            }
            numbers = {cell.role.grade_id: number for number, cell in enumerate(submission.cells, 1) if cell.role}
            marks |= {
                name: own_tests.mark_of(session, name, cell, session.errors.get(numbers[cell.grade_id]))
                for name, cell in lesson.tests.items()
                if not only or name in only
            }
            doubtful = frozenset(marks if session.cells_in_doubt else session.doubtful & marks.keys())
            lacking = asked_in_vain(session, marks.values())
        notes = (
            submission.notes
            + ((UNSAFE,) if self.tier == "unsafe" else ())
            + notes_on(session, [*own, *self.needless[lesson.name]])
        )
        if lesson.tests:
            tests = ", ".join(cell.grade_id for cell in lesson.tests.values())
            notes += (f"No exercise of the course, so judged by how it ends, in an error or a number: {tests}.",)
        if not only:
            notes = untouched.note(lesson, submission, marks) + notes
        return Report(lesson, student, marks, notes, self.tier, time.monotonic() - start, doubtful, lacking)

    def to_run(self, lesson: Lesson, submission: Submission) -> list[tuple[int, str]]:
        """Return the cells to run, numbered from 1 as they stand: code that was handed in, no check, no figure.

        Before them, numbered below 0, the lesson's own cells that are not there as they were released. An instructor's
        own tests are run, too, where they stand.
        """
        there = {cell.source.strip() for cell in submission.cells if cell.kind == "code"}
        own = self.provided[lesson.name]
        gone = [(i - len(own), source) for i, source in enumerate(own) if source.strip() not in there]
        tests = {
            number: own_tests.keeping(function_of(cell.role.grade_id), cell.source)
            for number, cell in enumerate(submission.cells, 1)
            if cell.role and cell.role in lesson.tests.values()
        }
        handed_in = [
            (number, tests.get(number, cell.source))
            for number, cell in enumerate(submission.cells, 1)
            if cell.kind == "code"
            and (not cell.restored or cell.role in lesson.tests.values())
            and cell.role not in lesson.functions.values()
            and cell.source.strip() not in self.needless[lesson.name]
        ]
        return gone + handed_in if handed_in else []

    def mark(
        self, session: Session, lesson: Lesson, student: str, function: str, maximum: float, written: Cells
    ) -> Mark:
        """Probe, compare and diagnose one function of the cells as they are ``written``; return its `Mark`."""
        exercise = exercises_of(lesson.name)[function]
        seed = seed_of(self.key, student, lesson.name, function)
        probes = exercise.probes(np.random.default_rng(int(seed, 16)))
        expected = self.references[lesson.name].answers(exercise, probes)
        outcomes = session.exercise(function, probes, exercise.read)
        older, code = older_python(self.settings.root), lambda: written.code(function)
        verdict = verdict_on(exercise, probes, outcomes, expected, session, older, code)
        points = min(max(verdict.points / exercise.points * maximum, 0.0), maximum)
        shown = probes[verdict.shown] if verdict.shown is not None else None
        text, html = card.text(verdict, shown), card.html(verdict, shown)
        return Mark(function, float(round(points, 6)), maximum, verdict, text, html, seed, tuple(outcomes))


def counts(submission: Submission) -> dict[int, int]:
    """Return by the number of a cell in the notebook what Jupyter shows beside it after a run from the top."""
    code = (number for number, cell in enumerate(submission.cells, 1) if cell.kind == "code")
    return {number: count for count, number in enumerate(code, 1)}


def seed_of(key: bytes, student: str, name: str, function: str) -> str:
    """Return the seed of a learner's probes in lesson ``name``, in hexadecimal: always the same, no use to others."""
    return hmac.new(key, "\0".join((student, name, function)).encode(), hashlib.sha256).hexdigest()[:32]


def verdict_on(
    exercise: Exercise,
    probes: list[Probe],
    outcomes: list[Outcome],
    expected: list,
    session: Session,
    older: str = "",
    code: Callable[[], Code] = unknown,
) -> Verdict:
    """Return the `Verdict`; what is not there is explained by the statement that failed, if one did.

    older: what to add to a SyntaxError where this Python is older than the learner's.

    ``code()`` returns what the function's text tells.

    Should the diagnosis itself fail, whatever the values were, the exercise gets no points and says so.
    """
    try:
        with np.errstate(all="ignore"):  # what came back may be as large as a float can be
            verdict = diagnose(exercise, probes, outcomes, expected, code)
    except Exception as error:
        name = class_name(type(error))
        text = f"The judge could not make sense of what came back ({name}); please tell your instructor."
        return Verdict(exercise.name, 0.0, exercise.points, "not right yet", (Finding(0, text),))
    first = outcomes[0].raised if outcomes else None
    if first and first.message.endswith("is defined in the notebook") and session.errors:
        text = f"No function {exercise.name} came out of the notebook: "
        number, (failure, *_) = next(iter(session.errors.items()))
        text += cause(exercise.name, session) or said(session.counts.get(number, number), failure)
        if older and failure.name == "SyntaxError":
            text += f" {older}"
        return Verdict(exercise.name, 0.0, exercise.points, "not right yet", (Finding(0, text),))
    missing = re.fullmatch(r"(?:global )?name '(\w+)' is not defined.*", first.message) if first else None
    if missing and (why := cause(missing[1], session)):
        return replace(verdict, findings=(Finding(0, f"There is no `{missing[1]}`: {why}"), *verdict.findings))
    return verdict
