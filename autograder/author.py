"""Check the author before anyone is judged: each solution in source/ scores in full, each known mistake loses points.

A lesson that fails this can be neither released nor graded: the message names the exercise.
"""

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import numpy as np

from backprop.calling.trial import attempt
from backprop.checking.comparison import expect, right
from backprop.checking.diagnosis import diagnose
from backprop.checking.recognition import outcome_of

from .judge import exercises_of
from .reference import needed
from .sandbox import cells
from .versions import versions

SEEDS = range(2)


class AuthorError(RuntimeError):
    """A lesson's own solution or known mistakes are not judged as they must be; a line for each exercise."""


def check(judge, lesson):
    """Raise `AuthorError` unless the lesson's author is right; remembered until anything of it changes."""
    seal = judge.settings.folder / lesson / ".author"
    versions_now = repr(versions(judge.settings))
    if seal.is_file() and seal.read_text(encoding="utf-8") == versions_now:
        return
    if problems := problems_of(judge.prepare(lesson), lesson):
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise AuthorError(f"{lesson} cannot be released or graded:\n{listed}")
    seal.parent.mkdir(parents=True, exist_ok=True)
    seal.write_text(versions_now, encoding="utf-8")


def check_release(lesson, notebook):
    """Raise `AuthorError` unless the author of a lesson that is about to be released is right.

    notebook: the solved one. Its code is the author's own and runs in this process: a build needs no walls.
    """
    if problems := problems_of(InProcess(notebook), lesson):
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise AuthorError(f"{lesson} cannot be released or graded:\n{listed}")


class InProcess:
    """Answers like `reference.Reference`, in this process: for the author's code alone."""

    def __init__(self, notebook):
        self.module = cells.fresh_module()
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            for number, source in needed(notebook):
                cells.run(source, self.module, number)

    def outcomes(self, exercise, probes):
        """Return the solution's `Outcome`s on the probes; none where there is no such function."""
        function = vars(self.module).get(exercise.name)
        return attempt(function, probes, exercise.read) if function else []


def problems_of(reference, lesson, seeds=SEEDS):
    """Return what is wrong with the lesson's solutions and known mistakes, a sentence for each."""
    problems = []
    for exercise in exercises_of(lesson).values():
        for seed in seeds:
            found = problem_of(reference, exercise, exercise.probes(np.random.default_rng(seed)))
            if found:
                problems.append(f"{exercise.name}: {found}")
                break
    return problems


def problem_of(reference, exercise, probes):
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
            outcomes = [outcome_of(exercise, formula, *pair) for pair in zip(probes, truths, strict=True)]
            if all(map(right, outcomes, expected)):
                return f"a known mistake costs nothing: {mistake.message}"
    return None
