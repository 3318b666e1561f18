"""The journal: for each submission, in a file of its own, its marks and the evidence for them."""

import hashlib
import json
import re
from pathlib import Path

from backprop.calling.trial import Outcome

from .. import whole
from ..judging.marks import Mark, Report
from ..settings import Settings

MOST_SHOWN = 60  # numbers of one part that the evidence keeps


def path_of(settings: Settings, student: str, name: str) -> Path:
    """Return the path of a submission's entry in the journal. ``name``: the lesson's."""
    file = re.sub(r"[^A-Za-z0-9._@+-]", "_", student)[:80]
    if file != student:  # two learners' names must not become one
        file += "-" + hashlib.sha256(student.encode("utf-8", "replace")).hexdigest()[:12]
    return settings.folder / name / f"{file}.json"


def read(settings: Settings, student: str, name: str) -> dict:
    """Return a submission's entry; an empty one where there is none that can be read."""
    try:
        entry = json.loads(path_of(settings, student, name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return entry if isinstance(entry, dict) and entry.get("student") == student else {}


def write(settings: Settings, entry: dict) -> None:
    """Write an entry, whole or not at all, for the owner's eyes alone."""
    path = path_of(settings, entry["student"], entry["lesson"])
    whole.write(path, json.dumps(entry), private=True)


def mark_recorded(settings: Settings, entry: dict) -> None:
    """Write an entry anew, as one whose points are in the gradebook."""
    write(settings, entry | {"recorded": True})


def entry_of(report: Report, fingerprint: str, versions: dict[str, str], limits: dict) -> dict:
    """Return a `Report` as a journal's entry: marks, and the evidence for them."""
    return {
        "student": report.student,
        "lesson": report.lesson.name,
        "fingerprint": fingerprint,
        "recorded": False,
        "points": report.points,
        "tier": report.tier,
        "seconds": round(report.seconds, 3),
        "versions": versions,
        "limits": limits,
        "notes": list(report.notes),
        "marks": {function: evidence(mark) for function, mark in report.marks.items()},
    }


def evidence(mark: Mark) -> dict:
    """Return a mark as plain data: points, state, findings, seed, and what came back on each probe."""
    return {
        "points": mark.points,
        "maximum": mark.maximum,
        "state": mark.verdict.state,
        "findings": [[finding.number, finding.text] for finding in mark.verdict.findings],
        "groups": dict(mark.verdict.groups),
        "seed": mark.seed,
        "outcomes": [outcome_data(outcome) for outcome in mark.outcomes],
    }


def outcome_data(outcome: Outcome) -> dict:
    """Return an outcome in a form that JSON can keep; long arrays by their beginning."""
    parts = outcome.parts and {
        name: {"shape": list(array.shape), "values": list(map(repr, array.flat[:MOST_SHOWN].tolist()))}
        for name, array in outcome.parts.items()
    }
    return {
        "parts": parts,
        "raised": outcome.raised and [outcome.raised.names[0], outcome.raised.message],
        "unreadable": outcome.unreadable,
        "changed": list(outcome.changed),
        "printed": outcome.printed[:200],
    }
