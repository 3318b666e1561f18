"""What the judge found, as the journal keeps it: a `Found` for each submission; what cannot be read is named."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..judging.lacking import ASKED
from ..settings import Settings
from ..whole import PARTIAL

STATES = {"right": "right", "partly right": "partly", "not right yet": "wrong", "not attempted": "untouched"}
NOT_THERE = "is defined in the notebook"  # the end of what is said of a function that nobody has written
MOST_BYTES = 20_000_000  # of an entry


@dataclass(frozen=True)
class FoundMark:
    """One exercise of a submission: points, state (right, partly, wrong, untouched), (number, text) findings."""

    points: float
    maximum: float
    state: str
    findings: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Found:
    """One submission: its marks by function, the grader's notes, the packages that it asked for in vain."""

    student: str
    marks: dict[str, FoundMark]
    notes: tuple[str, ...]
    lacking: frozenset[str]
    tier: str


def read_all(settings: Settings, name: str) -> tuple[dict[str, Found], list[str]]:
    """Return ``{student: Found}`` of the lesson ``name``, and a sentence for each entry that had to be left out."""
    found: dict[str, Found] = {}
    left_out: list[str] = []
    for path in files(settings.folder / name):
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ValueError("far too large")
            one = found_in(json.loads(path.read_text(encoding="utf-8")), name)
        except OSError as error:
            left_out.append(f"{path} cannot be read ({error.strerror or error}).")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            why = "" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else f" ({error})"
            left_out.append(f"{path} is damaged or of another version{why}: grade this submission again with --force.")
        else:
            found[one.student] = one
    return found, left_out


def files(folder: Path) -> Iterator[Path]:
    """Yield the entries' paths in order."""
    yield from sorted(p for p in folder.glob("*.json") if not p.name.startswith(PARTIAL)) if folder.is_dir() else ()


def found_in(entry: Any, name: str) -> Found:
    """Return a journal's entry as `Found`; raise ValueError, TypeError or KeyError where it is none of this lesson."""
    if not isinstance(entry, dict) or not isinstance(entry.get("student"), str) or entry.get("lesson") != name:
        raise ValueError("no entry of this lesson")
    marks = {str(function): mark_in(mark) for function, mark in dict(entry["marks"]).items()}
    notes = tuple(str(note) for note in entry.get("notes", ()))
    said = [*notes, *(text for mark in marks.values() for _, text in mark.findings)]
    lacking = frozenset(top[1].partition(".")[0] for text in said for top in ASKED.finditer(text))
    return Found(entry["student"], marks, notes, lacking, str(entry.get("tier", "")))


def mark_in(mark: Any) -> FoundMark:
    """Return one mark of an entry."""
    findings = tuple((int(number), str(text)) for number, text in mark["findings"])
    state = STATES[mark["state"]]
    if findings and findings[0][1].endswith(NOT_THERE):
        state = "untouched"
    return FoundMark(float(mark["points"]), float(mark["maximum"]), state, () if state == "untouched" else findings)
