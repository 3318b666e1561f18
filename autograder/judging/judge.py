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
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

import numpy as np

from backprop.calling.readers import class_name
from backprop.calling.trial import Outcome
from backprop.checking import card
from backprop.checking.comparison import right
from backprop.checking.diagnosis import Finding, Verdict, diagnose, well_mannered
from backprop.checking.reading import Code, unknown
from backprop.exercises import Exercise, Probe, exercises_of

from ..course.lesson import Lesson, function_of
from ..course.versions import older_python
from ..intake import Submission
from ..sandbox import canary
from ..sandbox.host import Sandbox, SandboxFault
from ..sandbox.session import Session
from ..settings import Settings
from . import at_check, own_tests, untouched
from .beforehand import packages, visible_probes
from .failures import cause, notes_on, said
from .lacking import asked_in_vain
from .marks import Mark, Report
from .reading import Cells
from .reference import Reference, imported, needless, provided

TRIES = 3  # when the sandbox itself fails
NO_GROUPS = "No control groups are to be had: limits are for each process, and not for their sum"  # docs/judge.md
UNSAFE = "Graded without walls around the code (--unsafe)."


class Judge:
    """Holds the sandboxes and the references of one worker; a context manager, for one thread.

    Raises `canary.NoWalls` where there are no walls and none were waived.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings, self.key, self.stack = settings, settings.key, ExitStack()
        self.sandboxes: dict[tuple[str, bool], Sandbox] = {}  # by lesson, and whether with large packages
        self.references: dict[str, Reference] = {}
        self.needless: dict[str, set[str]] = {}
        self.provided: dict[str, list[str]] = {}
        self.spare: Sandbox | None = None
        self.tier = ""

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
        """Return one more sandbox, of the first of ``tiers`` that holds; the canary tries each tier once."""
        s = self.settings
        options |= {"hidden": [s.root, s.folder], "user": s.user}
        if self.tier in tiers:
            try:
                return self.stack.enter_context(Sandbox(self.tier, s.limits, **options))
            except (SandboxFault, OSError) as error:
                raise canary.NoWalls(f"No more walls for the sandbox here ({self.tier}: {error})") from error
        found = canary.find(s.limits, s.unsafe, [tier for tier in tiers if tier != "unsafe"], **options)
        return self.stack.enter_context(found)

    def sandbox(self, name: str, text: str = "") -> Sandbox:
        """Return the sandbox for learners' work on the lesson ``name`` that speaks of the packages in ``text``.

        What speaks of a large package goes to another one than the rest, whose forks would all have to carry it.
        """
        key = (name, bool(large := packages(text)))
        if key not in self.sandboxes:
            small = [module for module in imported([self.notebook(name)]) if not packages(module)]
            self.sandboxes[key] = self.another([self.tier], preload=small)
        self.sandboxes[key].warm(large, visible_probes(text))
        return self.sandboxes[key]

    def notebook(self, name: str) -> Path:
        """Return the path of the solved notebook of the lesson ``name``."""
        return self.settings.source / name / f"{name}.ipynb"

    def prepare(self, name: str) -> Reference:
        """Start what a lesson needs, once: a sandbox for its solutions. Return the `Reference`.

        name: the lesson's, such as 01_intuition.
        """
        notebook = self.notebook(name)
        if name not in self.references:
            own, self.spare = self.spare or self.another([self.tier]), None
            self.references[name] = self.stack.enter_context(Reference(notebook, own))
            self.needless[name], self.provided[name] = needless(notebook), provided(notebook)
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
        written = Cells(at_check.code_of(submission))
        text = "\n".join(source for _, source in cells)
        with Session(self.sandbox(lesson.name, text), cells, counts(submission)) as session:
            wanted = {f: cell.points or 0.0 for f, cell in lesson.functions.items() if not only or f in only}
            marks = self.marks(session, lesson, student, wanted, written)
            numbers = {cell.role.grade_id: number for number, cell in enumerate(submission.cells, 1) if cell.role}
            marks |= {
                name: own_tests.mark_of(session, name, cell, session.errors.get(numbers[cell.grade_id]))
                for name, cell in lesson.tests.items()
                if not only or name in only
            }
            earlier = self.marks_at_check(session, lesson, student, submission, marks)
            marks |= earlier
            doubtful = frozenset(marks if session.cells_in_doubt else session.doubtful & marks.keys())
            lacking = asked_in_vain(session, marks.values())
        notes = (
            submission.notes
            + ((UNSAFE,) if self.tier == "unsafe" else ())
            + notes_on(session, [*own, *self.needless[lesson.name]])
            + tuple(map(at_check.note, earlier))
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

    def marks(
        self, session: Session, lesson: Lesson, student: str, wanted: dict[str, float], written: Cells
    ) -> dict[str, Mark]:
        """Probe, compare and diagnose functions of the cells as they are ``written``; return their `Mark`s.

        wanted: ``{function: points}``. All are probed together first; what does not come out right, and was not the
        first to be called, is asked for once more alone, and that counts.
        """
        exercises = {function: exercises_of(lesson.name)[function] for function in wanted}
        seeds = {function: seed_of(self.key, student, lesson.name, function) for function in wanted}
        probes = {f: e.probes(np.random.default_rng(int(seeds[f], 16))) for f, e in exercises.items()}
        expected = self.references[lesson.name].answers_to({f: (e, probes[f]) for f, e in exercises.items()})
        came = session.exercises({f: (probes[f], e.read) for f, e in exercises.items()})
        older = older_python(self.settings.root)
        marks = {}
        for function, exercise in exercises.items():
            drawn, outcomes = probes[function], came[function]
            sure = is_stub(outcomes) or all_right(exercise, drawn, outcomes, expected[function])
            if function in session.behind and not sure:
                outcomes = session.exercise(function, drawn, exercise.read)
            code = partial(written.code, function)
            verdict = verdict_on(exercise, drawn, outcomes, expected[function], session, older, code)
            marks[function] = mark_of(exercise, wanted[function], verdict, drawn, seeds[function], outcomes)
        return marks

    def marks_at_check(
        self, session: Session, lesson: Lesson, student: str, submission: Submission, marks: dict[str, Mark]
    ) -> dict[str, Mark]:
        """Return the `Mark`s of the functions that are worth more where their check stands than in the end."""
        places = {cell.role: number for number, cell in enumerate(submission.cells, 1) if cell.role}
        cells, earlier = session.cells, {}
        for function, check in lesson.functions.items():
            mark, place = marks.get(function), places[check]
            if mark and mark.points < mark.maximum and at_check.may_differ(function, place, submission):
                session.cells = [(number, source) for number, source in cells if number < place]
                session.run_cells()
                written = Cells(at_check.code_of(submission, 0, place))
                then = self.marks(session, lesson, student, {function: mark.maximum}, written)[function]
                if then.points > mark.points:
                    earlier[function] = then
        session.cells = cells
        return earlier


def is_stub(outcomes: list[Outcome]) -> bool:
    """Say whether the function is a stub that says so itself."""
    first = outcomes[0].raised if outcomes else None
    return first is not None and first.names[0] == "NotImplementedError" and first.line.startswith("raise")


def all_right(exercise: Exercise, probes: list[Probe], outcomes: list[Outcome], expected: list) -> bool:
    """Say whether all came out right and with good manners, so that there is nothing to explain."""
    if len(outcomes) < len(probes):
        return False
    with np.errstate(all="ignore"), suppress(Exception):
        return all(map(well_mannered, outcomes)) and all(
            right(*pair, exercise.tolerance) for pair in zip(outcomes, expected, strict=True)
        )
    return False


def mark_of(
    exercise: Exercise, maximum: float, verdict: Verdict, probes: list[Probe], seed: str, outcomes: list[Outcome]
) -> Mark:
    """Return the `Mark` for a verdict, in points of the gradebook's ``maximum``."""
    points = min(max(verdict.points / exercise.points * maximum, 0.0), maximum)
    shown = probes[verdict.shown] if verdict.shown is not None else None
    text, html = card.text(verdict, shown), card.html(verdict, shown)
    return Mark(exercise.name, float(round(points, 6)), maximum, verdict, text, html, seed, tuple(outcomes))


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
