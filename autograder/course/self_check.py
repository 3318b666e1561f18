"""Check the course before anyone is judged: each solution in source/ scores in full, each known mistake loses points.

A lesson that fails this can be neither released nor graded: the message names the exercise.
"""

from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from types import ModuleType

import numpy as np

from backprop.calling.trial import Outcome, attempt
from backprop.checking.comparison import expect, right
from backprop.checking.diagnosis import diagnose
from backprop.checking.recognition import outcome_of
from backprop.exercises import Exercise, Probe, exercises_of

from .. import whole
from ..judging.judge import Judge
from ..judging.reference import Reference, needed
from .versions import versions

SEEDS = range(2)


class SelfCheckError(RuntimeError):
    """A lesson's own solution or known mistakes are not judged as they must be; a line for each exercise."""


def check(judge: Judge, name: str) -> None:
    """Raise `SelfCheckError` unless the lesson ``name`` is judged as it must be; done again when anything changed."""
    seal = judge.settings.folder / name / ".self_check"
    versions_now = repr(versions(judge.settings))
    if seal.is_file() and seal.read_text(encoding="utf-8") == versions_now:
        return
    if problems := problems_of(judge.prepare(name), name):
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise SelfCheckError(f"{name} cannot be released or graded:\n{listed}")
    whole.write(seal, versions_now)


def check_release(name: str, notebook: dict) -> None:
    """Raise `SelfCheckError` unless the lesson ``name`` that is about to be released is judged as it must be.

    notebook: the solved one. Its code is the author's own and runs in this process: a build needs no walls.
    """
    if problems := problems_of(InProcess(notebook), name):
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise SelfCheckError(f"{name} cannot be released or graded:\n{listed}")


class InProcess:
    """Answers like `reference.Reference`, in this process: for the author's code alone."""

    def __init__(self, notebook: dict) -> None:
        self.module = ModuleType("__main__")
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            for number, source in needed(notebook):
                exec(compile(source, f"<cell {number}>", "exec"), vars(self.module))

    def outcomes(self, exercise: Exercise, probes: list[Probe]) -> list[Outcome]:
        """Return the solution's `Outcome`s on the probes; none where there is no such function."""
        function = vars(self.module).get(exercise.name)
        return attempt(function, probes, exercise.read) if function else []


def problems_of(reference: Reference | InProcess, name: str, seeds: Iterable[int] = SEEDS) -> list[str]:
    """Return what is wrong with the solutions of the lesson ``name`` and known mistakes, a sentence for each."""
    problems = []
    for exercise in exercises_of(name).values():
        for seed in seeds:
            found = problem_of(reference, exercise, exercise.probes(np.random.default_rng(seed)))
            if found:
                problems.append(f"{exercise.name}: {found}")
                break
    return problems


def problem_of(reference: Reference | InProcess, exercise: Exercise, probes: list[Probe]) -> str | None:
    """Return what is wrong with one exercise on these probes, None if nothing is."""
    expected = expect(exercise, probes)
    outcomes = reference.outcomes(exercise, probes)
    if not outcomes:
        return "there is no solution in source/"
    verdict = diagnose(exercise, probes, outcomes, expected)
    if verdict.points < exercise.points:
        said = verdict.findings[0].text if verdict.findings else verdict.state
        return f"the solution in source/ scores {verdict.points:g} of {exercise.points:g}. {said}"
    truths = [probe.put_into(exercise.truth) for probe in probes]
    for mistake in exercise.mistakes:
        for formula in mistake.formulas:
            brought = (outcome_of(exercise, formula, *pair) for pair in zip(probes, truths, strict=True))
            if all(map(right, brought, expected)):  # most are ruled out by the first probe
                return f"a known mistake costs nothing: {mistake.message}"
    return None
