"""Check the author before anyone is judged: each solution in source/ scores in full, each known mistake loses points.

A lesson that fails this can be neither released nor graded: the message names the exercise.
"""

import numpy as np
from backprop.comparison import expect, right
from backprop.diagnosis import diagnose
from backprop.recognition import outcome_of

from .judge import exercises_of
from .versions import versions

SEEDS = range(3)


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
    verdict = diagnose(exercise, probes, reference.outcomes(exercise, probes), expected)
    if verdict.points < exercise.points:
        said = verdict.findings[0].text if verdict.findings else verdict.state
        return f"the solution in source/ scores {verdict.points:g} of {exercise.points:g}. {said}"
    for mistake in exercise.mistakes:
        outcomes = [outcome_of(exercise, mistake, probe, exercise.truth(probe)) for probe in probes]
        if all(right(outcome, wanted) for outcome, wanted in zip(outcomes, expected, strict=True)):
            return f"a known mistake costs nothing: {mistake.message}"
    return None
