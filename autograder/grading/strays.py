"""Name what lies in submitted/ and is nobody's submission: a folder that no lesson has, a file beside the folders."""

import difflib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from ..names import shown
from ..settings import Settings

MOST_TOLD = 20
HANDED_IN = (".ipynb", ".zip")  # a file so called was meant to be a submission


def told(settings: Settings, students: Sequence[str] = ()) -> list[str]:
    """Return the first of the sentences of `named`."""
    return capped(named(settings, students))


def capped(lines: list[str]) -> list[str]:
    """Return the first of ``lines``, and how many more there are."""
    more = [f"... and {len(lines) - MOST_TOLD} more like these."] if len(lines) > MOST_TOLD else []
    return lines[:MOST_TOLD] + more


def named(settings: Settings, students: Sequence[str] = ()) -> list[str]:
    """Return a sentence on each kind of stray, with the learners whose it is; what cannot be read is left out.

    students: whose alone; none means everybody's.
    """
    root = settings.path("submitted", "x", "x").parent.parent
    lessons = [folder.name for folder in inside(settings.source) if os.path.isdir(folder)]
    lines = []
    strays: dict[str, list[str]] = {}
    for student in inside(root):
        if students and student.name not in students:
            continue
        if student.name in lessons:
            lines.append(f"submitted/{shown(student.name)} has the name of a lesson, where a learner's folder belongs.")
        elif looks_handed_in(student):
            lines.append(f"submitted/{shown(student.name)} is no learner's folder; nothing of it was graded.")
        elif os.path.isdir(student) and not os.path.islink(student):
            for entry in inside(student):
                if (os.path.isdir(entry) and entry.name not in lessons) or looks_handed_in(entry):
                    strays.setdefault(entry.name, []).append(student.name)
    for name, students in sorted(strays.items()):
        one = students[0] if len(students) == 1 else f"({len(students)} learners: {', '.join(students[:3])} ...)"
        meant = nearest(name, lessons)
        wanted = f": is {meant} meant? Then it belongs in a folder called so" if meant else ""
        lines.append(f"submitted/{shown(one)}/{shown(name)} belongs to no lesson{wanted}.")
    return lines


def inside(folder: Path) -> list[Path]:
    """Return what lies in a folder, nothing hidden, in order; nothing for one that cannot be read."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "__")))
    except OSError:
        return []


def looks_handed_in(path: Path) -> bool:
    """Say whether a file was meant to be a submission."""
    return any(end in path.name.casefold() for end in HANDED_IN) and not os.path.isdir(path)


def nearest(name: str, lessons: list[str]) -> str | None:
    """Return the lesson that a folder's name may mean, None for nothing near: by its word, its looks or its number."""
    plain = name.casefold()
    words = {lesson: lesson.casefold().partition("_")[2] for lesson in lessons}
    by_word = [lesson for lesson, word in words.items() if word and word in plain]
    by_looks = difflib.get_close_matches(plain, lessons, 1)
    number = re.search(r"[0-9]{1,9}", plain)
    by_number = [lesson for lesson in lessons if number and lesson.partition("_")[0] == f"{int(number[0]):02}"]
    return next(iter(by_word + by_looks + by_number), None)
