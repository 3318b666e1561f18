"""A lesson's class put together: from the gradebook, the journal, submitted/ and autograded/ to an `Overview`."""

import os
import statistics
from collections import Counter
from collections.abc import Set

from backprop.exercises import exercises_of

from ..course import lesson as lessons
from ..course.lesson import function_of
from ..judging import untouched
from ..settings import Settings
from . import alike, code, entries, mistakes, scores
from .alike import Alike
from .entries import Found
from .overview import Learner, Overview, Row
from .scores import Person, Scores


def of(settings: Settings, name: str) -> Overview:
    """Return the `Overview` of the lesson ``name``; raise `lesson.UnknownLesson` for one that there is not.

    Scores are the gradebook's, by whomever they were given; states and mistakes are the judge's.
    """
    lesson = lessons.load(settings.db_url, name)
    people, graded = scores.people(settings.db_url), scores.submissions(settings.db_url, name)
    found, left_out = entries.read_all(settings, name)
    gone = {student for student in found if people and student not in people}
    left_out += left(gone, "learners whose work was judged are not in this gradebook (any more)")
    left_out += left(found.keys() - graded.keys() - gone, "judged submissions are not recorded: run `make grade`")
    maxima = {
        cell.grade_id: maximum
        for cell in lesson.cells
        if (maximum := cell.points if cell.points is not None else cell.task) is not None
    }
    by_hand = {cell.grade_id for cell in lesson.cells if cell.solution or cell.task is not None}
    learners = [
        learner(people.get(student, Person(student)), one, found.get(student), maxima, by_hand)
        for student, one in graded.items()
        if any(score is not None for score in one.scores.values())
    ]
    learners.sort(key=lambda one: (one.scores.points, one.person.id))
    done = {one.person.id for one in learners}
    waiting = sorted(submitted(settings, name) - done - gone)
    kept = {student: one for student, one in found.items() if student in done}
    rows, similar = by_exercise(settings, name, maxima, learners, kept, people)
    return Overview(
        name,
        sum(maxima.values()),
        learners,
        [person for student, person in people.items() if student not in done and student not in waiting],
        waiting,
        rows,
        similar,
        Counter(package for one in kept.values() for package in one.lacking),
        left_out,
        people,
    )


def left(students: Set[str], why: str) -> list[str]:
    """Return a sentence on whom the report leaves out; nothing where that is nobody."""
    some = ", ".join(sorted(students)[:3]) + (" ..." if len(students) > 3 else "")
    return [f"{len(students)} ({some}): {why}"] if students else []


def submitted(settings: Settings, name: str) -> set[str]:
    """Return whoever has a folder for the lesson ``name`` in submitted/."""
    root = settings.path("submitted", "x", name).parent.parent
    try:
        return {d.name for d in os.scandir(root) if os.path.isdir(os.path.join(d.path, name)) and d.name[0] != "."}
    except OSError:
        return set()


def learner(
    person: Person, one: Scores, found: Found | None, maxima: dict[str, float], by_hand: Set[str] = frozenset()
) -> Learner:
    """Return what is known of one learner. ``by_hand``: cells of which nbgrader says 0 where nothing was written."""
    marks = found.marks if found else {}
    states = {}
    for cell, maximum in maxima.items():
        name, score = function_of(cell), one.scores.get(cell)
        nothing = "untouched" if cell in by_hand and cell not in one.by_hand else "wrong"
        states[name] = (
            marks[name].state if name in marks else
            "waiting" if score is None else "right" if score >= maximum else "partly" if score else nothing
        )  # fmt: skip
    look = [f"{function_of(cell)} waits for a grade or a second look" for cell in maxima if cell in one.to_look_at]
    if found and found.marks and not any(mark.findings or mark.points for mark in found.marks.values()) and found.notes:
        look += sorted(found.notes, key=untouched.NOTE.__ne__)[:1]
    if found and found.tier == "unsafe":
        look.append("graded without walls")
    return Learner(person, one, states, found.notes if found else (), look)


def by_exercise(
    settings: Settings,
    name: str,
    maxima: dict[str, float],
    learners: list[Learner],
    found: dict[str, Found],
    people: dict[str, Person],
) -> tuple[list[Row], list[Alike]]:
    """Return a `Row` for each graded cell, with its mistakes and a piece of code for each; and who wrote the same."""
    not_right = {student for student, one in found.items() if any(mark.findings for mark in one.marks.values())}
    sources = {s: code.written(settings.path("autograded", s, name) / f"{name}.ipynb") for s in sorted(not_right)}
    stopped = Counter(one.stopped for one in learners)
    rows = []
    wrong = []
    for cell, maximum in maxima.items():
        function = function_of(cell)
        said = {s: one.marks[function].findings for s, one in found.items() if function in one.marks}
        texts = {s: sources[s].get(function, "") for s in said if s in sources}
        wrong += [(function, s, texts[s]) for s, findings in said.items() if findings and texts.get(s)]
        row = Row(
            function,
            cell,
            maximum,
            Counter(one.states[function] for one in learners),
            statistics.fmean([one.scores.scores.get(cell) or 0.0 for one in learners]) if learners else 0.0,
            stopped[function],
            mistakes.count(exercises_of(name).get(function), function, said),
        )
        for mistake in row.mistakes:
            mistake.example = mistakes.example(mistake, texts, people)
        rows.append(row)
    return rows, alike.groups(wrong)
