"""Choose, among all that was handed in, the notebook that is judged."""

import hashlib
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from ..course.lesson import Lesson
from .archive import ZIP, members
from .file import MOST_BYTES, is_link, shown
from .found import Found, files
from .kinds import ARCHIVE, kind_of
from .matching import done, known
from .notebook import decoded, joined, parse, raw_cells, tidy
from .submission import RawCell, Unreadable

MOST_CELLS, MOST_TEXT = 2000, 500_000  # characters: lesson 4, the longest, has a tenth of it
HEAD = 1000  # bytes, by which a file is seen to be nothing of the kind
MOST_ARCHIVES = 2  # one within the other
MOST_TRIED, MOST_READ = 20, 2 * MOST_BYTES  # files of a submission, and their bytes together


class Candidate(NamedTuple):
    """A notebook's cells as ``(kind, source, grade id)``, what was repaired, and a digest of the file."""

    cells: list[RawCell]
    notes: tuple[str, ...]
    digest: str


def candidate(data: bytes) -> Candidate:
    """Return the notebook in a file's bytes; raise `Unreadable`."""
    value, notes = parse(data)
    raw = raw_cells(value)
    notes += joined(raw)
    cells = [cell for cell in map(tidy, raw) if cell]
    ends = accumulate(len(source) for _, source, _ in cells)
    kept = [cell for cell, end in zip(cells[:MOST_CELLS], ends, strict=False) if end <= MOST_TEXT]
    if len(kept) < len(cells):
        notes += (f"Of its {len(cells)} cells only the first {len(kept)} were read: it holds far too much.",)
    return Candidate(kept, notes, hashlib.sha256(data).hexdigest())


def choose(folder: Path, lesson: Lesson) -> tuple[Candidate, tuple[str, ...], str]:
    """Return the notebook to judge, notes on the choice, and its name, to be shown.

    Raise `Unreadable`; `OSError` for the grader's own fault.

    The one in which most of the lesson is done; then the one with the right name; then the one with most of the
    lesson's cells; then the newest.
    """
    exact = f"{lesson.name}.ipynb"
    if is_link(folder):
        raise Unreadable("The submission's folder is a link to somewhere else; it was not followed.")
    everything = files(folder, exact)
    lying = [file for file in everything if not file.is_hidden]
    read, faults, left = notebooks(lying, lesson.name)
    if not any(done(found.cells, lesson) for _, found in read):
        # What is hidden may be what Jupyter keeps of earlier versions
        hidden, why, _ = notebooks(everything, lesson.name, hidden=True)
        faults = faults or why
        read += [(file, found) for file, found in hidden if done(found.cells, lesson) or not read]
    if is_link(folder / exact):
        faults[exact] = f"{exact} is a link to another file; links are not followed. Hand in the notebook itself."
    if exact in faults:  # a scratch notebook beside it does not stand for it
        read = [(file, found) for file, found in read if known(found.cells, lesson)]
    if not read:
        raise Unreadable(why_nothing(exact, lying, faults))

    def merit(one: tuple[Found, Candidate]) -> tuple:
        file, (cells, _, _) = one
        like = file.likeness(lesson.name)
        return done(cells, lesson), like == 3, known(cells, lesson), like, file.time, file.name

    (best, chosen), *others = sorted(read, key=merit, reverse=True)
    notes = []
    if best.name != exact:
        notes.append(f"The notebook is called {shown(best.name)}; it was taken for {exact}.")
    if exact in faults:
        notes.append(f"{exact} itself could not be read. {faults[exact]}")
    if others:
        notes.append(f"{shown(best.name)} was graded, and not {listed([file.name for file, _ in others])}.")
    if left:
        notes.append(f"{left} more of its files were not looked at: they are too many, or too large.")
    if not known(chosen.cells, lesson):
        notes.append("None of the lesson's cells is in it: it may be the notebook of another lesson.")
    return chosen, tuple(notes), shown(best.name)


def notebooks(
    lying: list[Found], lesson: str, hidden: bool = False
) -> tuple[list[tuple[Found, Candidate]], dict[str, str], int]:
    """Return what reads as a notebook, ``{name: why not}`` of what was meant to, and how many were not looked at.

    A zip archive is opened, and one within it, but no deeper. hidden: look at what is hidden, and at nothing else.
    """
    read: list[tuple[Found, Candidate]] = []
    faults: dict[str, str] = {}
    archives: dict[str, str] = {}
    depths = {file.name: 0 for file in lying}  # the archives around a file
    waiting = sorted(lying, key=lambda file: -file.likeness(lesson))
    tried = size = 0
    while waiting and tried < MOST_TRIED and size <= MOST_READ:
        file = waiting.pop(0)
        try:
            head = file.read(HEAD)
            is_archive = head.startswith(ZIP)
            if hidden and not (file.is_hidden or is_archive):
                continue
            named = file.likeness(lesson) > 0 or ".ipynb" in file.parts[-1].casefold()
            meant = is_archive or named or kind_of(head, "") == ARCHIVE
            if not meant and not decoded(head).lstrip().startswith(("{", '"{')):
                continue
            tried += 1
            data = file.read(None)
            size += len(data)
            if is_archive and depths[file.name] < MOST_ARCHIVES:
                inside = [member for member in members(file.name, data) if hidden or not member.is_hidden]
                depths |= {member.name: depths[file.name] + 1 for member in inside}
                waiting = sorted([*waiting, *inside], key=lambda file: -file.likeness(lesson))
                archives[file.name] = kind_of(data, "")
            else:
                read.append((file, candidate(data)))
        except Unreadable as error:
            if meant:
                faults[file.name] = str(error)
    tells = [*faults, *(file.name for file, _ in read)]
    faults |= {name: why for name, why in archives.items() if not any(told.startswith(f"{name}/") for told in tells)}
    return read, faults, len(waiting)


def why_nothing(exact: str, lying: list[Found], faults: dict[str, str]) -> str:
    """Return a sentence on why there is no notebook to judge."""
    for name, reason in faults.items():  # what was most like it comes first
        if name == exact or name.startswith(f"{exact}/"):
            return reason
        return f"There is no {exact} in the submission; {shown(name)} was tried in its place. {reason}"
    only = f"; there are only: {listed([file.name for file in lying])}" if lying else ""
    return f"There is no {exact} in the submission that can be read as a file{only}."


def listed(names: list[str], most: int = 5) -> str:
    """Return names as a list to be read, the first ``most`` of them."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(shown, names[:most])) + more
