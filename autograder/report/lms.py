"""Fill the file that Canvas or Moodle exported with a lesson's scores, to be imported there.

Canvas: the gradebook's export. Moodle: an assignment's grading worksheet, or the grade report's plain text export.
A learner is found by what identifies them there and here (id, login, e-mail address); whoever is on one side alone is
named. Only the lesson's column changes, and in it only the fields of learners whose work is graded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .. import whole
from .foreign import Table, Unusable
from .overview import Learner, Overview
from .page import points

DECIMAL_COMMA = re.compile(r"\d+,\d+")
POINTS_POSSIBLE = "points possible"  # Canvas writes it, indented, into the first field of the row with the maxima


@dataclass(frozen=True)
class System:
    """A learning platform's table: what its columns are called that identify a learner, and those for the grade."""

    name: str
    identify: tuple[str, ...]
    grade: tuple[str, ...]
    maximum: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()  # says "No" where a grade cannot be changed


SYSTEMS = {
    "canvas": System("Canvas", ("SIS Login ID", "SIS User ID", "Integration ID", "ID"), ()),
    "moodle": System(
        "Moodle",
        ("Email address", "Username", "ID number", "E-Mail-Adresse", "Anmeldename", "ID-Nummer"),
        ("Grade", "Bewertung"),
        ("Maximum grade", "Bestwertung"),
        ("Grade can be changed", "Bewertung kann geändert werden"),
    ),
}


def fill(overview: Overview, system: System, path: Path, target: Path, column: str = "") -> list[str]:
    """Write the table in ``path`` to ``target``, filled; return sentences on what was done and who was not found.

    column: the heading of the column to fill, where it cannot be told. Raises `Unusable`.
    """
    table = Table(path)
    place = column_of(table, system, overview.lesson, column)
    keys = [i for i, title in enumerate(table.head) if same(title, system.identify)]
    if not keys:
        raise Unusable(f"{path} has no column that identifies learners: none of {', '.join(system.identify)}.")
    rows = [row for row in range(1, len(table.rows)) if any(table.value(row, key) for key in keys)]
    maximum_is(table, system, place, rows, overview)
    found = matched(table, keys, rows, overview)
    comma = any(
        DECIMAL_COMMA.fullmatch(table.value(r, c)) for r in range(1, len(table.rows)) for c in range(len(table.head))
    )
    changeable = [i for i, title in enumerate(table.head) if same(title, system.fixed)]
    fixed = []
    for row, learner in found.items():
        if len(table.rows[row]) <= place:
            raise Unusable(f"{path}, row {row + 1}: it has fewer fields than the heading; export the file anew.")
        if any(table.value(row, i).casefold() in ("no", "nein") for i in changeable):
            fixed.append(learner.person.id)
            continue
        value = points(learner.scores.score)
        table.put(row, place, value.replace(".", ",") if comma else value)
    whole.write(target, table.bytes(), private=True)
    there = {learner.person.id for learner in found.values()}
    missing = [one.person.id for one in overview.learners if one.person.id not in there]
    others = [who(table, row) for row in rows if row not in found]
    said = [
        f"Scores written into the column {table.head[place]!r}: {len(found) - len(fixed)}. To be imported: {target}"
    ]
    said += [f"Not in {system.name}'s file, so not in the new one: {listed(missing)}." if missing else ""]
    said += [
        f"In {system.name}'s file without a graded submission, left as they were: {listed(others)}." if others else ""
    ]
    said += [f"{system.name} says that these cannot be changed: {listed(fixed)}." if fixed else ""]
    return [line for line in said if line]


def same(title: str, names: Iterable[str]) -> bool:
    """Say whether a heading is one of the names, whatever its case."""
    return title.casefold() in {name.casefold() for name in names}


def column_of(table: Table, system: System, lesson: str, column: str) -> int:
    """Return the place of the column to fill: the named one, the grade's, or the one that speaks of the lesson."""
    word = lesson.partition("_")[2] or lesson
    if column:
        places = [i for i, title in enumerate(table.head) if title.casefold() == column.strip().casefold()]
    else:
        places = [i for i, title in enumerate(table.head) if same(title, system.grade)]
        places = places or [i for i, title in enumerate(table.head) if lesson.casefold() in title.casefold()]
        places = places or [i for i, title in enumerate(table.head) if word.casefold() in title.casefold()]
    if len(places) == 1:
        return places[0]
    what = f"{column!r}" if column else f"{lesson}"
    many = "is not the name of exactly one column" if column else "could not be told from the headings"
    raise Unusable(
        f"{table.path}: {what} {many}; name the one to fill by --column, of {', '.join(map(repr, table.head))}."
    )


def maximum_is(table: Table, system: System, place: int, rows: list[int], overview: Overview) -> None:
    """Raise `Unusable` where the platform counts the lesson's points out of another number."""
    limits = {table.value(row, place) for row in range(1, len(table.rows)) if row not in rows and is_maxima(table, row)}
    limits |= {table.value(row, i) for row in rows for i, title in enumerate(table.head) if same(title, system.maximum)}
    for limit in limits:
        try:
            number = float(limit.replace(",", "."))
        except ValueError:
            continue
        if abs(number - overview.maximum) > 1e-6:
            raise Unusable(
                f"{table.path}: {system.name} gives {number:g} points for this, and {overview.lesson} has "
                f"{points(overview.maximum)}: set it to that there, and export the file anew."
            )


def is_maxima(table: Table, row: int) -> bool:
    """Say whether a row is Canvas' own with the maxima."""
    return table.value(row, 0).casefold() == POINTS_POSSIBLE


def matched(table: Table, keys: list[int], rows: list[int], overview: Overview) -> dict[int, Learner]:
    """Return ``{row: learner}`` for whoever is on both sides; raise `Unusable` where two could be meant."""
    known: dict[str, set[str]] = {}
    learners = {one.person.id: one for one in overview.learners}
    for student, person in {**overview.people, **{s: one.person for s, one in learners.items()}}.items():
        for key in filter(None, (person.id, person.email, person.lms_id)):
            known.setdefault(key.strip().casefold(), set()).add(student)
    found: dict[int, Learner] = {}
    taken: dict[str, int] = {}
    for row in rows:
        meant = set().union(
            *(known.get(table.value(row, key).casefold(), set()) for key in keys if table.value(row, key))
        )
        if len(meant) > 1:
            raise Unusable(f"{table.path}, row {row + 1}: {who(table, row)} may be any of {listed(sorted(meant))}.")
        for student in meant:
            if student in taken:
                raise Unusable(f"{table.path}: rows {taken[student] + 1} and {row + 1} both are {student}.")
            taken[student] = row
            if student in learners:
                found[row] = learners[student]
    return found


def who(table: Table, row: int) -> str:
    """Return how a row's learner is called there."""
    return next((table.value(row, i) for i in range(len(table.head)) if table.value(row, i)), f"row {row + 1}")


def listed(names: list[str], most: int = 20) -> str:
    """Return names, bounded."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
