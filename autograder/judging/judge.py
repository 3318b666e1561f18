"""Judge a submission: run it behind walls, compare outside, find the mistake, give points.

1. run       the learner's cells in the sandbox, figures and checks left out
2. probe     each graded function with arguments drawn for this learner from the course key
3. compare   what came back with what the solution in source/ gives for the same arguments
4. diagnose  with the exercise's known mistakes, exactly as the notebook's own check does
5. report    points, cards and the evidence for them
"""

import time
from collections.abc import Set
from dataclasses import replace
from functools import partial

import numpy as np

from backprop.exercises import exercises_of

from ..course.lesson import Lesson
from ..course.versions import older_python
from ..intake import Submission
from ..sandbox.host import SandboxFault
from ..sandbox.session import Session
from . import at_check, own_tests, untouched
from .cells_to_run import counts, to_run
from .failures import notes_on
from .lacking import asked_in_vain
from .marks import Mark, Report
from .reading import Cells
from .sandboxes import Sandboxes
from .verdicts import all_right, is_stub, mark_of, seed_of, verdict_on

TRIES = 3  # when the sandbox itself fails
UNSAFE = "Graded without walls around the code (--unsafe)."


class Judge(Sandboxes):
    """Judges submissions, one at a time, in the `Sandboxes` that it holds."""

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
        own, needless = self.provided[lesson.name], self.needless[lesson.name]
        cells = to_run(lesson, submission, own, needless)
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
            + notes_on(session, [*own, *needless])
            + tuple(map(at_check.note, earlier))
        )
        if lesson.tests:
            tests = ", ".join(cell.grade_id for cell in lesson.tests.values())
            notes += (f"No exercise of the course, so judged by how it ends, in an error or a number: {tests}.",)
        if not only:
            notes = untouched.note(lesson, submission, marks) + notes
        return Report(lesson, student, marks, notes, self.tier, time.monotonic() - start, doubtful, lacking)

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
