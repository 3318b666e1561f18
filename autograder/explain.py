"""Show an instructor why an exercise got its points: `python -m autograder explain STUDENT LESSON EXERCISE`.

What was probed is drawn again from the learner's seed, what came back is in the journal, what was expected is asked of
the solution in source/ again.
"""

import argparse
import sys

import numpy as np
from sqlalchemy.exc import DatabaseError

from backprop.checking import card
from backprop.checking.counting import HALF
from backprop.exercises import exercises_of
from backprop.exercises.exercise import Raises

from . import class_gradebook
from . import lesson as lessons
from .judge import Judge
from .lesson import function_of
from .record import journal
from .reference import NoReference
from .sandbox.canary import NoWalls
from .settings import Damaged, load
from .versions import versions

COUNTED = {1: "right", HALF: "right numbers, wrapped otherwise, which count half", 0: "wrong"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line says."""
    parser.add_argument("student", metavar="STUDENT", help="as in submitted/")
    parser.add_argument("lesson", metavar="LESSON", help="such as 01_intuition")
    parser.add_argument("exercise", metavar="EXERCISE", help="the function, such as weighted_sum")


def main(given: argparse.Namespace) -> None:
    """Print the explanation."""
    try:
        settings = load()
        print(class_gradebook.line(settings.db_url, settings.root))
        lessons.load(settings.db_url, given.lesson)
    except (Damaged, lessons.UnknownLesson, class_gradebook.NoGradebook) as error:
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"The gradebook cannot be used ({error.orig}).")
    entry = journal.read(settings, given.student, given.lesson)
    function = function_of(given.exercise)
    if function not in entry.get("marks", {}):
        known = ", ".join(entry.get("marks", ())) or "none"
        sys.exit(f"No result of {given.exercise} for {given.student} in {given.lesson}. Exercises judged: {known}.")
    if function not in exercises_of(given.lesson):
        mark = entry["marks"][function]
        findings = " ".join(text for _, text in mark["findings"])
        return print(
            f"{mark['points']:g} of {mark['maximum']:g} points by a test of the instructor's own. {findings}".strip()
        )
    try:
        with Judge(settings) as judge:
            print("\n".join(explanation(entry, function, judge)))
    except (NoWalls, NoReference, Damaged) as error:
        sys.exit(str(error))


def explanation(entry: dict, function: str, judge: Judge) -> list[str]:
    """Return the lines of the explanation."""
    mark = entry["marks"][function]
    exercise = exercises_of(entry["lesson"])[function]
    probes = exercise.probes(np.random.default_rng(int(mark["seed"], 16)))
    expected = judge.prepare(entry["lesson"]).answers(exercise, probes)
    lines = [
        f"{entry['student']}, {entry['lesson']}, {function}: "
        f"{mark['points']:g} of {mark['maximum']:g} points, {mark['state']}",
        f"seed {mark['seed']}, walls {entry['tier']}, {entry['seconds']} s, "
        + ", ".join(f"{name} {version}" for name, version in entry["versions"].items()),
    ]
    changed = [name for name, version in versions(judge.settings).items() if entry["versions"].get(name) != version]
    if changed:
        lines.append(
            f"Changed since it was judged: {', '.join(changed)}. What follows may differ from what was seen then."
        )
    lines += [f"Note: {note}" for note in entry["notes"]]
    lines += [f"Finding: {text}" + (f" (mistake {number})" if number else "") for number, text in mark["findings"]]
    lines += [
        f"Group {group}: {COUNTED.get(worth, worth)}, {exercise.weights.get(group, 0):.0%} of the points"
        for group, worth in mark["groups"].items()
    ]
    with np.printoptions(precision=6, threshold=40):
        for number, (probe, wanted) in enumerate(zip(probes, expected, strict=True), 1):
            lines += ["", f"Probe {number}, {card.TITLES.get(probe.group, probe.group)}. {probe.what}".rstrip()]
            lines += [f"  {name} = {value}" for name, value in probe.arguments.items()]
            came = mark["outcomes"][number - 1] if number <= len(mark["outcomes"]) else None
            lines += [f"  came back: {line}" for line in told(came)]
            lines += [f"  expected:  {line}" for line in wanted_lines(wanted)]
    return lines


def told(outcome: dict | None) -> list[str]:
    """Return what came back on one probe, as lines."""
    if outcome is None:
        return ["nothing; the function had been stopped before"]
    if outcome["raised"]:
        return [f"{outcome['raised'][0]}: {outcome['raised'][1]}"]
    if outcome["unreadable"]:
        return [outcome["unreadable"]]
    lines = [
        f"{name} shape {tuple(part['shape'])}: {np.array(part['values'], dtype=float)}".strip()
        for name, part in outcome["parts"].items()
    ]
    if outcome["changed"]:
        lines.append(f"and changed its arguments {', '.join(outcome['changed'])}")
    return lines


def wanted_lines(wanted: dict | Raises) -> list[str]:
    """Return what was expected, as lines in the form of `told`."""
    if isinstance(wanted, Raises):
        return [f"{wanted.name} raised"]
    return [f"{name} shape {part.shape}: {part.ravel()}".strip() for name, part in wanted.items()]
