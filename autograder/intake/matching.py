"""Match the learner's cells with the lesson's, and put back what the lesson owns."""

import re
import unicodedata
from collections.abc import Container

from ..course.lesson import Lesson, SourceCell, function_of
from .submission import Cell, RawCell


def match(found: list[RawCell], lesson: Lesson) -> tuple[list[Cell], list[str]]:
    """Return the learner's cells in order, each of the lesson's exactly once among them, and notes on repairs."""
    known = {cell.grade_id: cell for cell in lesson.cells}
    roles: dict[int, str] = {}
    notes = []
    code = texts(found)
    for number, (_, _, grade_id) in enumerate(found):
        if grade_id in known:
            if grade_id in roles.values():
                notes.append(f"The cell {grade_id} is there more than once; the last one counts.")
                roles = {n: role for n, role in roles.items() if role != grade_id}
            roles[number] = grade_id
    for cell in lesson.cells:
        if cell.grade_id not in roles.values():
            other = stands_for(cell, found, roles)
            if other is not None:
                roles[other] = cell.grade_id
            elif not cell.locked and not is_made(function_of(cell.grade_id), code):
                notes.append(f"The cell {cell.grade_id} is missing; nothing stands in for it.")
    cells = []
    for number, (kind, source, _) in enumerate(found):
        role = known.get(roles.get(number, ""))
        if role is None:
            cells.append(Cell(kind, source))
            continue
        if kind != role.kind:
            notes.append(f"The cell {role.grade_id} had become {kind}; it was read as {role.kind} again.")
        cells.append(Cell(role.kind, role.source if role.locked else source, role))
    return put_back(cells, lesson), notes


def stands_for(role: SourceCell, found: list[RawCell], roles: Container[int]) -> int | None:
    """Return the number of the last cell that does what the lost cell ``role`` does, None if there is none."""
    function = re.escape(function_of(role.grade_id))
    sign = rf"check\({function}\)" if role.points is not None else rf"(?m)^(async\s+)?def\s+{function}\s*\("
    for number in range(len(found) - 1, -1, -1):
        kind, source, _ = found[number]
        if (
            number not in roles
            and kind == "code"
            and (re.match if role.points is not None else re.search)(sign, source)
        ):
            return number
    return None


def texts(cells: list[RawCell]) -> list[str]:
    """Return the code in the cells, letters as Python reads them in names."""
    return [unicodedata.normalize("NFKC", source)[: 2 * len(source)] for kind, source, _ in cells if kind == "code"]


def is_made(function: str, code: list[str]) -> bool:
    """Say whether some of the code gives ``function`` its meaning, in whatever way: then nothing of it is missing."""
    name = rf"(?<![\w.]){re.escape(function)}\b"
    made = re.compile(
        rf"\b(def|class|as|import)\s+{name}|\bimport\b.{{0,99}}{name}|{name}[^\n=()]{{0,99}}=(?!=)"
        rf"|['\"]{name}['\"]\s*\]\s*="
    )
    return any(function in text and made.search(text) for text in code)


def done(found: list[RawCell], lesson: Lesson) -> int:
    """Return how many of the lesson's functions the learner's cells do something about: not as released, or anew."""
    by_id = {grade_id: source for _, source, grade_id in found if grade_id}
    released = {squeezed(cell.source) for cell in lesson.cells}
    own = texts([cell for cell in found if squeezed(cell[1]) not in released])
    return sum(
        squeezed(by_id.get(cell.grade_id, cell.source)) != squeezed(cell.source)
        or is_made(function_of(cell.grade_id), own)
        for cell in lesson.cells
        if cell.solution
    )


def known(found: list[RawCell], lesson: Lesson) -> int:
    """Return how many of the lesson's cells are among the learner's, by grade id or by the function they define."""
    ids, code = {grade_id for _, _, grade_id in found}, texts(found)
    return sum(
        cell.grade_id in ids or (cell.solution and is_made(function_of(cell.grade_id), code)) for cell in lesson.cells
    )


def squeezed(source: str) -> str:
    """Return a source without its white space."""
    return "".join(source.split())


def put_back(cells: list[Cell], lesson: Lesson) -> list[Cell]:
    """Return ``cells`` with the lesson's missing ones, as released, each behind the one that it follows there."""
    cells, previous = list(cells), None
    for role in lesson.cells:
        places = {cell.role.grade_id: place for place, cell in enumerate(cells) if cell.role}
        if role.grade_id not in places:
            place = places[previous] + 1 if previous else 0
            cells.insert(place, Cell(role.kind, role.source, role, True))
        previous = role.grade_id
    return cells
