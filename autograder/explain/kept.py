"""Find what the judge has kept of a learner's exercise, by names as people type them."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ..course.lesson import Lesson, function_of
from ..record import gradebook, journal
from ..settings import Settings

MARK = {"points", "maximum", "state", "findings", "groups", "seed", "outcomes"}
ENTRY = {"student", "lesson", "tier", "seconds", "versions", "notes"}
OUTCOME: dict[str, Any] = {"parts": None, "raised": None, "unreadable": "", "changed": ()}


class NotKept(LookupError):
    """There is no such record; the message says what there is."""


@dataclass(frozen=True)
class Kept:
    """What was kept of one exercise: its function, its mark, and the journal's entry that holds it."""

    function: str
    mark: dict
    entry: dict


def kept(settings: Settings, lesson: Lesson, student: str | None, exercise: str | None) -> list[Kept]:
    """Return the records of a learner (None: of all) and an exercise (None: of all), in order; raise `NotKept`."""
    if not lesson.functions:
        raise NotKept(
            f"{lesson.name} has no exercises of the course, and so was not judged: nbgrader itself graded it."
        )
    if student is None:
        everybody = sorted(judged(settings, lesson))
        entries = [entry for name in everybody if (entry := journal.read(settings, name, lesson.name))]
    else:
        entries = [entry_of(settings, lesson, student)]
    known = [*lesson.functions, *lesson.tests]
    functions = known if exercise is None else [meant(function_of(exercise), known, f"exercise in {lesson.name}")]
    found = []
    for entry in map(of_today, entries):
        for function in functions:
            if function in entry["marks"]:
                found.append(Kept(function, mark_of_today(entry, function), entry))
            elif exercise is not None and student is not None:
                raise NotKept(f"{function} of {entry['student']} was not judged: grade again with --force.")
    return found


def judged(settings: Settings, lesson: Lesson) -> set[str]:
    """Return the learners whose work on the lesson has been judged; raise `NotKept` if there is none."""
    found = gradebook.recorded(settings.db_url, lesson)
    if not found:
        raise NotKept(f"Nothing of {lesson.name} has been judged yet: run `python -m autograder grade`.")
    return found


def entry_of(settings: Settings, lesson: Lesson, student: str) -> dict:
    """Return a learner's entry in the journal; raise `NotKept`."""
    if entry := journal.read(settings, student, lesson.name):
        return entry
    if student in (known := judged(settings, lesson)):
        path = journal.path_of(settings, student, lesson.name)
        raise NotKept(
            f"{student} has points in {lesson.name}, but {path} is gone or damaged: grade again with --force."
        )
    name = meant(student, sorted(known), f"learner whose {lesson.name} has been judged")
    return entry_of(settings, lesson, name)


def meant(name: str, known: list[str], what: str) -> str:
    """Return the one of ``known`` that ``name`` is but for capitals, blanks, - and _; raise `NotKept` else.

    What is only nearly right is named, and not taken: it may be somebody else.
    """
    if name in known:
        return name
    same = [each for each in known if bare(each) == bare(name)]
    if len(same) == 1:
        return same[0]
    near = same or [each for each in known if bare(each) in get_close_matches(bare(name), map(bare, known), 5, 0.6)]
    among = ", ".join(known[:20]) + (f" and {len(known) - 20} more" if len(known) > 20 else "")
    there = f"Did you mean {' or '.join(near)}?" if near else f"There are: {among or 'none'}."
    raise NotKept(f"There is no {what} called {name!r}. {there}")


def bare(name: str) -> str:
    """Return a name without what is easily typed otherwise."""
    return "".join(name.casefold().split()).replace("-", "").replace("_", "")


def of_today(entry: dict) -> dict:
    """Return an entry if it holds what today's do; raise `NotKept` for one of another version that does not."""
    marks = entry.get("marks")
    if lacks := sorted(ENTRY - entry.keys()) or ([] if isinstance(marks, dict) else ["marks"]):
        raise NotKept(other_version(entry, lacks))
    return entry


def mark_of_today(entry: dict, function: str) -> dict:
    """Return a mark, read from any version: `groups` was `passed` before halves counted. Raise `NotKept`."""
    mark = dict(entry["marks"][function])
    if "groups" not in mark and isinstance(mark.get("passed"), dict):
        mark["groups"] = {group: int(bool(passed)) for group, passed in mark["passed"].items()}
    if lacks := sorted(MARK - mark.keys()):
        raise NotKept(other_version(entry, lacks))
    return mark | {"outcomes": [OUTCOME | outcome for outcome in mark["outcomes"]]}


def other_version(entry: dict, lacks: list[str]) -> str:
    """Return a sentence on a record that was written by another version of the judge."""
    return (
        f"The record of {entry.get('student')}, {entry.get('lesson')}, was written by another version of the judge "
        f"(it lacks: {', '.join(lacks)}). Grade again with `python -m autograder grade --force`."
    )
