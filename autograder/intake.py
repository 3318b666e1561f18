"""Read a submission, which may be anything, without executing any of it.

1. find    the notebook in the submission's folder: no links followed, a renamed copy if the right name is missing
2. read    its bytes, not more than allowed
3. parse   JSON of bounded size; nbformat 3 to 5, byte-order marks and missing fields forgiven
4. match   cells with the lesson's: by grade id, else by the function they define; the last copy of a duplicate counts
5. restore the check cells, types, points and locks from the gradebook; tags, outputs and foreign metadata go

What was repaired is said in `Submission.notes`, a sentence each. `Unreadable` says why nothing could be read.
"""

import codecs
import hashlib
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

MB = 1 << 20
MOST_BYTES = 50 * MB
MOST_VALUES = 5_000_000  # in the JSON: bounds the memory that parsing takes
MOST_CELLS, MOST_SOURCE, MOST_FILES = 2000, 1 * MB, 1000


class Unreadable(ValueError):
    """The submission cannot be read; the message is a sentence for learner and instructor."""


@dataclass(frozen=True)
class Cell:
    """One cell: its kind, its source, the lesson's cell that it is (None for one of the learner's own).

    ``restored`` marks one that was not handed in: it stands there as released, and is not run.
    """

    kind: str
    source: str
    role: object = None
    restored: bool = False


@dataclass(frozen=True)
class Submission:
    """What was handed in: its cells, what was repaired, and a digest of the file as it came."""

    cells: tuple
    notes: tuple = ()
    digest: str = ""


def read(folder, lesson):
    """Return the `Submission` of ``lesson`` in ``folder``; whatever is wrong with it ends in `Submission.notes`."""
    try:
        path, notes = find(Path(folder), lesson.name)
        data = content(path)
    except Unreadable as error:
        return blank(lesson, str(error))
    return from_bytes(data, lesson, notes)


def from_bytes(data, lesson, notes=()):
    """Return the `Submission` in a notebook file's bytes; never raises."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        found = [cell for cell in map(tidy, raw_cells(parse(data))) if cell]
    except Unreadable as error:
        return blank(lesson, str(error), notes, digest)
    if len(found) > MOST_CELLS:
        notes = (*notes, f"Of its {len(found)} cells only the first {MOST_CELLS} were read.")
    cells, more = match(found[:MOST_CELLS], lesson)
    return Submission(tuple(cells), (*notes, *more), digest)


def blank(lesson, reason, notes=(), digest=""):
    """Return the lesson as released, with the reason why the learner's cells are not in it."""
    cells = tuple(Cell(cell.kind, cell.source, cell, True) for cell in lesson.cells)
    return Submission(cells, (*notes, reason), digest)


def find(folder, name):
    """Return the path of the notebook to read and notes on the choice; raise `Unreadable`."""
    if is_link(folder):
        raise Unreadable("The submission's folder is a link to somewhere else; it was not followed.")
    try:
        with os.scandir(folder) as entries:
            files = sorted(
                e.name for _, e in zip(range(MOST_FILES), entries, strict=False) if e.name.endswith(".ipynb")
            )
    except OSError as error:
        raise Unreadable(f"The submission's folder cannot be read ({error.strerror}).") from None
    whole = [file for file in files if is_file(folder / file)]
    exact = f"{name}.ipynb"
    if exact in whole:
        others = len(whole) - 1
        return folder / exact, (
            f"{exact} was graded; {others} other notebook(s) beside it were not.",
        ) if others else ()
    number = name.partition("_")[0]
    renamed = [f for f in whole if f.startswith((name, number))] or whole[:1] * (len(whole) == 1)
    if renamed:
        return folder / renamed[0], (f"The notebook is called {shown(renamed[0])}; it was taken for {exact}.",)
    if is_link(folder / exact):
        raise Unreadable(f"{exact} is a link to another file; links are not followed. Hand in the notebook itself.")
    raise Unreadable(f"There is no {exact} in the submission that can be read as a file.")


def shown(name):
    """Return a file's name as short printable text."""
    return ascii(name[:80])


def is_link(path):
    """Say whether there is a symbolic link (also a dangling one)."""
    return os.path.islink(path)


def is_file(path):
    """Say whether there is a regular file, not a link to one."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def content(path):
    """Return the bytes of the regular file at ``path``, no link followed; raise `Unreadable`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("The notebook is not a regular file.")
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"The notebook cannot be read ({error.strerror}).") from None
    if len(data) > MOST_BYTES:
        raise Unreadable(
            f"The notebook is larger than {MOST_BYTES // MB} MB. Clear its outputs, save and hand it in again."
        )
    return data


def parse(data):
    """Return the JSON value in ``data``; raise `Unreadable`."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("The notebook is empty.")
    if data[:4] == b"PK\x03\x04" or data[:2] == b"\x1f\x8b":
        raise Unreadable("The notebook is a compressed archive; hand in the .ipynb file itself.")
    text = decoded(data)
    if sum(text.count(mark) for mark in ",[{") > MOST_VALUES:
        raise Unreadable("The notebook holds far too many values. Clear its outputs, save and hand it in again.")
    try:
        return json.loads(text, parse_int=whole_number, parse_constant=lambda _: None)
    except RecursionError:
        raise Unreadable("The notebook is nested too deeply to be one.") from None
    except (ValueError, MemoryError):
        raise Unreadable("The notebook is not valid JSON: cut off or damaged on its way.") from None


def decoded(data):
    """Return the text in ``data`` by its byte-order mark, UTF-8 without one; what does not fit is marked."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace").lstrip("\N{BYTE ORDER MARK}")
    return data.decode("utf-8", "replace")


def whole_number(digits):
    """Return a JSON integer; 0 for one too long to be meant."""
    return int(digits) if len(digits) < 20 else 0


def raw_cells(notebook):
    """Return the list of cells in a parsed notebook of any version; raise `Unreadable`."""
    if not isinstance(notebook, dict):
        raise Unreadable("The file is JSON, but not a notebook.")
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        sheets = notebook.get("worksheets")
        cells = [
            cell
            for sheet in (sheets if isinstance(sheets, list) else [])
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            for cell in sheet["cells"]
        ]
    if not cells:
        raise Unreadable("The file is JSON, but a notebook without cells.")
    return cells


def tidy(cell):
    """Return one raw cell as ``(kind, source, grade id)``, None for what is no cell."""
    if not isinstance(cell, dict):
        return None
    kind = cell.get("cell_type")
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str) or kind not in ("code", "markdown", "raw", "heading"):
        return None
    source = source.encode("utf-8", "replace").decode()[:MOST_SOURCE]
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return "markdown" if kind == "heading" else kind, source, grade_id if isinstance(grade_id, str) else None


def match(found, lesson):
    """Return the learner's cells in order, each of the lesson's exactly once among them, and notes on repairs."""
    known = {cell.grade_id: cell for cell in lesson.cells}
    roles, notes = {}, []
    for number, (_, _, grade_id) in enumerate(found):
        if grade_id in known:
            if grade_id in roles.values():
                notes.append(f"The cell {grade_id} is there more than once; the last one counts.")
                roles = {n: role for n, role in roles.items() if role != grade_id}
            roles[number] = grade_id
    for cell in lesson.cells:
        if cell.grade_id not in roles.values():
            number = stands_for(cell, found, roles)
            if number is not None:
                roles[number] = cell.grade_id
            elif not cell.locked:
                notes.append(f"The cell {cell.grade_id} is missing; nothing stands in for it.")
    cells = []
    for number, (kind, source, _) in enumerate(found):
        role = known.get(roles.get(number))
        if role is None:
            cells.append(Cell(kind, source))
            continue
        if kind != role.kind:
            notes.append(f"The cell {role.grade_id} had become {kind}; it was read as {role.kind} again.")
        cells.append(Cell(role.kind, role.source if role.locked else source, role))
    return put_back(cells, lesson), notes


def stands_for(role, found, roles):
    """Return the number of the last cell that does what the lost cell ``role`` does, None if there is none."""
    function = re.escape(role.grade_id.removesuffix("-check").replace("-", "_"))
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


def put_back(cells, lesson):
    """Return ``cells`` with the lesson's missing ones, as released, each behind the one that it follows there."""
    cells, previous = list(cells), None
    for role in lesson.cells:
        places = {cell.role.grade_id: place for place, cell in enumerate(cells) if cell.role}
        if role.grade_id not in places:
            place = places[previous] + 1 if previous else 0
            cells.insert(place, Cell(role.kind, role.source, role, True))
        previous = role.grade_id
    return cells
