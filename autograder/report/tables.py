"""The report's tables for other programs: points by exercise, and who made which mistake. UTF-8, commas."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from .. import whole
from .overview import Overview
from .page import points

GRADES, MISTAKES = "grades-by-exercise.csv", "mistakes.csv"


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> None:
    """Write a table, for the owner's eyes alone; numbers as they are, texts guarded, nothing where there is none."""
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(head)
    for row in rows:
        table.writerow("" if v is None else guarded(v) if isinstance(v, str) else points(v) for v in row)
    whole.write(path, file.getvalue(), private=True)


def grades(overview: Overview, path: Path) -> None:
    """Write a row for each learner: points by exercise, sum, lateness, penalty, and the score that is left."""
    cells = [row.cell for row in overview.rows]
    head = ["learner", "last name", "first name", "email", *(row.name for row in overview.rows)]
    head += ["points", "maximum", "seconds late", "late penalty", "score", "points by hand in", "stopped at"]
    write(path, head, (
        [
            *(one.person.id, one.person.last, one.person.first, one.person.email),
            *(one.scores.scores.get(cell) for cell in cells),
            *(one.scores.points, overview.maximum, one.scores.late, one.scores.penalty, one.scores.score),
            *(" ".join(row.name for row in overview.rows if row.cell in one.scores.by_hand), one.stopped),
        ]
        for one in sorted(overview.learners, key=lambda one: one.person.id)
    ))  # fmt: skip


def mistakes(overview: Overview, path: Path) -> None:
    """Write a row for each learner and mistake."""
    head = ["exercise", "mistake", "named", "number", "learners", "learner"]
    write(path, head, (
        [row.name, mistake.text, "yes" if mistake.named else "no", mistake.number, len(mistake.who), who]
        for row in overview.rows
        for mistake in row.mistakes
        for who in mistake.who
    ))  # fmt: skip
