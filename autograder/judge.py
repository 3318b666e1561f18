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
from contextlib import ExitStack

import numpy as np

from backprop.calling.readers import class_name
from backprop.checking import card
from backprop.checking.diagnosis import Finding, Verdict, diagnose
from backprop.exercises import exercises_of

from .marks import Mark, Report
from .reference import Reference, imported, needless
from .sandbox import canary
from .sandbox.host import SandboxFault
from .sandbox.session import Session

TRIES = 3  # when the sandbox itself fails
UNSAFE = "Graded without walls around the code (--unsafe)."


class Judge:
    """Holds the sandboxes and the references of one worker; a context manager, for one thread.

    Raises `canary.NoWalls` where there are no walls and none were waived.
    """

    def __init__(self, settings):
        self.settings, self.key, self.stack = settings, settings.key, ExitStack()
        self.sandboxes, self.references, self.needless = {}, {}, {}

    def __enter__(self):
        """Find the walls; the sandbox that was found serves the first reference."""
        self.spare = self.another(self.settings.tiers)
        self.tier = self.spare.tier
        return self

    def __exit__(self, *error):
        self.stack.__exit__(*error)

    def another(self, tiers, preload=()):
        """Return one more sandbox, of the first of ``tiers`` that holds."""
        s = self.settings
        hidden = [s.root, s.folder]
        tiers = [tier for tier in tiers if tier != "unsafe"]
        found = canary.find(s.limits, s.unsafe, tiers, preload=preload, hidden=hidden, user=s.user)
        return self.stack.enter_context(found)

    def prepare(self, name):
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

    def grade(self, lesson, student, submission):
        """Return the `Report` on a submission; raise `SandboxFault` when the sandbox fails again and again."""
        for tried in range(TRIES):
            try:
                return self.grade_once(lesson, student, submission)
            except SandboxFault:
                self.references.pop(lesson.name, None)
                if tried == TRIES - 1:
                    raise
        return None

    def grade_once(self, lesson, student, submission):
        """Judge every graded function of the lesson."""
        start = time.monotonic()
        self.prepare(lesson.name)
        cells = self.to_run(lesson, submission)
        with Session(self.sandboxes[lesson.name], cells) as session:
            marks = {
                function: self.mark(session, lesson, student, function, cell.points)
                for function, cell in lesson.functions.items()
            }
        notes = submission.notes + ((UNSAFE,) if self.tier == "unsafe" else ())
        return Report(lesson, student, marks, notes, self.tier, time.monotonic() - start)

    def to_run(self, lesson, submission):
        """Return the cells to run, numbered from 1 as they stand: code that was handed in, no check, no figure."""
        return [
            (number, cell.source)
            for number, cell in enumerate(submission.cells, 1)
            if cell.kind == "code"
            and not cell.restored
            and not (cell.role and cell.role.points is not None)
            and cell.source.strip() not in self.needless[lesson.name]
        ]

    def mark(self, session, lesson, student, function, maximum):
        """Probe, compare and diagnose one function; return its `Mark`."""
        exercise = exercises_of(lesson.name)[function]
        seed = seed_of(self.key, student, lesson.name, function)
        probes = exercise.probes(np.random.default_rng(int(seed, 16)))
        expected = self.references[lesson.name].answers(exercise, probes)
        outcomes = session.exercise(function, probes, exercise.read)
        verdict = verdict_on(exercise, probes, outcomes, expected, session.errors)
        points = min(max(verdict.points / exercise.points * maximum, 0.0), maximum)
        shown = probes[verdict.shown] if verdict.shown is not None else None
        text, html = card.text(verdict, shown), card.html(verdict, shown)
        return Mark(function, float(round(points, 6)), maximum, verdict, text, html, seed, tuple(outcomes))


def seed_of(key, student, name, function):
    """Return the seed of a learner's probes in lesson ``name``, in hexadecimal: always the same, no use to others."""
    return hmac.new(key, "\0".join((student, name, function)).encode(), hashlib.sha256).hexdigest()[:32]


def verdict_on(exercise, probes, outcomes, expected, errors):
    """Return the `Verdict`; a function that is not there is explained by the cell that failed, if one did.

    Should the diagnosis itself fail, whatever the values were, the exercise gets no points and says so.
    """
    try:
        with np.errstate(all="ignore"):  # what came back may be as large as a float can be
            verdict = diagnose(exercise, probes, outcomes, expected)
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
