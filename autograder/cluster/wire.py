"""A report as bytes: JSON, then each exercise's outcomes in the sandbox's own protocol. Nothing is unpickled.

What travels is what the judge made of a learner's values: the types are checked all the same.
"""

import dataclasses
import json
import struct
from typing import Any

from backprop.calling.trial import Outcome
from backprop.checking.diagnosis import Finding, Verdict

from ..course.lesson import Lesson
from ..judging.marks import Mark, Report
from ..sandbox import protocol
from ..sandbox.frames import LENGTH

Kinds = dict[str, tuple[type, ...]]
NUMBER = (int, float)
VERDICT: Kinds = {
    "exercise": (str,),
    "points": NUMBER,
    "maximum": NUMBER,
    "state": (str,),
    "findings": (list,),
    "groups": (dict,),
    "shown": (int, type(None)),
    "came": (str,),
    "printed": (str,),
    "shares": (dict,),
}
MARK: Kinds = {
    "function": (str,),
    "points": NUMBER,
    "maximum": NUMBER,
    "text": (str,),
    "html": (str,),
    "seed": (str,),
}
REPORT: Kinds = {"notes": (list,), "tier": (str,), "seconds": NUMBER, "doubtful": (list,), "lacking": (list,)}


class Garbled(ValueError):
    """These bytes are no report."""


def outcomes_as_bytes(outcomes: tuple[Outcome, ...] | list[Outcome]) -> bytes:
    """Return how many there are, and all of them one behind the other."""
    return LENGTH.pack(len(outcomes)) + b"".join(map(protocol.encode, outcomes))


def outcomes_from(data: bytes) -> list[Outcome]:
    """Return the outcomes in ``data``; raise `Garbled`."""
    outcomes, damaged = protocol.decode(data[LENGTH.size :], LENGTH.unpack(data[: LENGTH.size])[0])
    if damaged or len(outcomes) != LENGTH.unpack(data[: LENGTH.size])[0]:
        raise Garbled(f"outcomes that are none ({damaged})")
    return outcomes


def as_bytes(report: Report) -> bytes:
    """Return a `Report`, but for its lesson and learner, whom the other side knows."""
    evidence = [outcomes_as_bytes(mark.outcomes) for mark in report.marks.values()]
    marks = [
        {name: getattr(mark, name) for name in MARK} | {"verdict": dataclasses.asdict(mark.verdict), "bytes": len(data)}
        for mark, data in zip(report.marks.values(), evidence, strict=True)
    ]
    said = {name: getattr(report, name) for name in REPORT}
    said |= {"doubtful": sorted(report.doubtful), "lacking": sorted(report.lacking), "marks": marks}
    header = json.dumps(said).encode()
    return b"".join([LENGTH.pack(len(header)), header, *evidence])


def from_bytes(data: bytes, lesson: Lesson, student: str) -> Report:
    """Return the `Report` on the work of ``student``; raise `Garbled`."""
    try:
        (length,) = LENGTH.unpack(data[: LENGTH.size])
        said, rest = json.loads(data[LENGTH.size : LENGTH.size + length]), data[LENGTH.size + length :]
        marks: dict[str, Mark] = {}
        for one in said["marks"]:
            evidence, rest = rest[: one["bytes"]], rest[one["bytes"] :]
            mark = Mark(**of(MARK, one), verdict=verdict(one["verdict"]), outcomes=tuple(outcomes_from(evidence)))
            marks[mark.function] = mark
        told = of(REPORT, said)
        notes, doubtful, lacking = (tuple(map(text, told[name])) for name in ("notes", "doubtful", "lacking"))
    except (struct.error, ValueError, TypeError, LookupError) as error:
        raise Garbled(f"a worker's report cannot be read ({type(error).__name__}: {error})") from error
    tier, seconds = told["tier"], told["seconds"]
    return Report(lesson, student, marks, notes, tier, seconds, frozenset(doubtful), frozenset(lacking))


def verdict(data: dict) -> Verdict:
    """Return the `Verdict` in its JSON."""
    told = of(VERDICT, data)
    findings = tuple(Finding(one["number"], text(one["text"])) for one in told.pop("findings"))
    return Verdict(**told, findings=findings)


def of(kinds: Kinds, data: dict) -> dict[str, Any]:
    """Return the fields of ``data`` that ``kinds`` name, each of its type; raise `Garbled`."""
    for name, kind in kinds.items():
        if not isinstance(data[name], kind):
            raise Garbled(f"{name} is {type(data[name]).__name__}")
    return {name: data[name] for name in kinds}


def text(value: Any) -> str:
    """Return ``value`` if it is text; raise `Garbled`."""
    if not isinstance(value, str):
        raise Garbled("no text")
    return value
