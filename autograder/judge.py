"""Judge a submission: run it behind walls, compare outside, find the mistake, give points.

1. run       the learner's cells in the sandbox, figures and checks left out
2. probe     each graded function with arguments drawn for this learner from the course key
3. compare   what came back with what the solution in source/ gives for the same arguments
4. diagnose  with the exercise's known mistakes, exactly as the notebook's own check does
5. report    points, cards and the evidence for them
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any, Self

import numpy as np

from backprop.calling.readers import class_name
from backprop.calling.trial import Outcome
from backprop.checking import card
from backprop.checking.diagnosis import Finding, Verdict, diagnose
from backprop.checking.reading import Code, unknown
from backprop.exercises import Exercise, Probe, exercises_of

from .intake import Submission
from .lesson import Lesson
from .marks import Mark, Report
from .reading import Cells
from .reference import Reference, imported, needless
from .sandbox import canary
from .sandbox.host import Sandbox, SandboxFault
from .sandbox.session import Errors, Session
from .settings import Settings

TRIES = 3  # when the sandbox itself fails
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
        self.spare: Sandbox | None = None

    def __enter__(self) -> Self:
        """Find the walls; the sandbox that was found serves the first reference."""
        self.spare = found = self.another(self.settings.tiers)
        self.tier = found.tier
        return self

    def __exit__(self, *error: Any) -> None:
        self.stack.__exit__(*error)

    def another(self, tiers: Sequence[str], preload: tuple[str, ...] = ()) -> Sandbox:
        """Return one more sandbox, of the first of ``tiers`` that holds."""
        s = self.settings
        hidden = [s.root, s.folder]
        tiers = [tier for tier in tiers if tier != "unsafe"]
        found = canary.find(s.limits, s.unsafe, tiers, preload=preload, hidden=hidden, user=s.user)
        return self.stack.enter_context(found)

    def prepare(self, name: str) -> Reference:
        """Start what a lesson needs, once: a sandbox for learners, one for its solutions. Return the `Reference`.

        name: the lesson's, such as 01_intuition.
        """
        notebook = self.settings.source / name / f"{name}.ipynb"
        if name not in self.references:
            own, self.spare = self.spare or self.another([self.tier]), None
            self.references[name] = self.stack.enter_context(Reference(notebook, own))
            self.needless[name] = needless(notebook)
        if name not in self.sandboxes:
            self.sandboxes[name] = self.another([self.tier], imported([notebook]))
        return self.references[name]

    def grade(self, lesson: Lesson, student: str, submission: Submission) -> Report:
        """Return the `Report` on a submission; raise `SandboxFault` when the sandbox fails again and again."""
        tries = 0
        while True:
            try:
                return self.grade_once(lesson, student, submission)
            except SandboxFault:
                self.references.pop(lesson.name, None)
                tries += 1
                if tries == TRIES:
                    raise

    def grade_once(self, lesson: Lesson, student: str, submission: Submission) -> Report:
        """Judge every graded function of the lesson."""
        start = time.monotonic()
        self.prepare(lesson.name)
        cells = self.to_run(lesson, submission)
        written = Cells(cell.source for cell in submission.cells if cell.kind == "code")
        with Session(self.sandboxes[lesson.name], cells) as session:
            marks = {
                function: self.mark(session, lesson, student, function, cell.points or 0.0, written)
                for function, cell in lesson.functions.items()
            }
        notes = submission.notes + ((UNSAFE,) if self.tier == "unsafe" else ())
        return Report(lesson, student, marks, notes, self.tier, time.monotonic() - start)

    def to_run(self, lesson: Lesson, submission: Submission) -> list[tuple[int, str]]:
        """Return the cells to run, numbered from 1 as they stand: code that was handed in, no check, no figure."""
        return [
            (number, cell.source)
            for number, cell in enumerate(submission.cells, 1)
            if cell.kind == "code"
            and not cell.restored
            and not (cell.role and cell.role.points is not None)
            and cell.source.strip() not in self.needless[lesson.name]
        ]

    def mark(
        self, session: Session, lesson: Lesson, student: str, function: str, maximum: float, written: Cells
    ) -> Mark:
        """Probe, compare and diagnose one function of the cells as they are ``written``; return its `Mark`."""
        exercise = exercises_of(lesson.name)[function]
        seed = seed_of(self.key, student, lesson.name, function)
        probes = exercise.probes(np.random.default_rng(int(seed, 16)))
        expected = self.references[lesson.name].answers(exercise, probes)
        outcomes = session.exercise(function, probes, exercise.read)
        verdict = verdict_on(exercise, probes, outcomes, expected, session.errors, lambda: written.code(function))
        points = min(max(verdict.points / exercise.points * maximum, 0.0), maximum)
        shown = probes[verdict.shown] if verdict.shown is not None else None
        text, html = card.text(verdict, shown), card.html(verdict, shown)
        return Mark(function, float(round(points, 6)), maximum, verdict, text, html, seed, tuple(outcomes))


def seed_of(key: bytes, student: str, name: str, function: str) -> str:
    """Return the seed of a learner's probes in lesson ``name``, in hexadecimal: always the same, no use to others."""
    return hmac.new(key, "\0".join((student, name, function)).encode(), hashlib.sha256).hexdigest()[:32]


def verdict_on(
    exercise: Exercise,
    probes: list[Probe],
    outcomes: list[Outcome],
    expected: list,
    errors: Errors,
    code: Callable[[], Code] = unknown,
) -> Verdict:
    """Return the `Verdict`; a function that is not there is explained by the cell that failed, if one did.

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
    if first and first.message.endswith("is defined in the notebook") and errors:
        number, (name, message) = next(iter(errors.items()))
        text = f"No function {exercise.name} came out of the notebook. Cell {number} stopped with {name}: {message}"
        return Verdict(exercise.name, 0.0, exercise.points, "not right yet", (Finding(0, text),))
    return verdict
