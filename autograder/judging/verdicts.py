"""From what a function answered to its verdict, and from that to its points: outside the sandbox."""

import hashlib
import hmac
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy as np

from backprop.calling.readers import class_name
from backprop.calling.trial import Outcome
from backprop.checking import card
from backprop.checking.comparison import right
from backprop.checking.diagnosis import Finding, Verdict, diagnose, well_mannered
from backprop.checking.reading import Code, unknown
from backprop.exercises import Exercise, Probe

from ..sandbox.session import Session
from .failures import cause, said
from .marks import Mark


def is_stub(outcomes: list[Outcome]) -> bool:
    """Say whether the function is a stub that says so itself."""
    first = outcomes[0].raised if outcomes else None
    return first is not None and first.names[0] == "NotImplementedError" and first.line.startswith("raise")


def all_right(exercise: Exercise, probes: list[Probe], outcomes: list[Outcome], expected: list) -> bool:
    """Say whether all came out right and with good manners, so that there is nothing to explain."""
    if len(outcomes) < len(probes):
        return False
    with np.errstate(all="ignore"), suppress(Exception):
        return all(map(well_mannered, outcomes)) and all(
            right(*pair, exercise.tolerance) for pair in zip(outcomes, expected, strict=True)
        )
    return False


def mark_of(
    exercise: Exercise, maximum: float, verdict: Verdict, probes: list[Probe], seed: str, outcomes: list[Outcome]
) -> Mark:
    """Return the `Mark` for a verdict, in points of the gradebook's ``maximum``."""
    points = min(max(verdict.points / exercise.points * maximum, 0.0), maximum)
    shown = probes[verdict.shown] if verdict.shown is not None else None
    text, html = card.text(verdict, shown), card.html(verdict, shown)
    return Mark(exercise.name, float(round(points, 6)), maximum, verdict, text, html, seed, tuple(outcomes))


def seed_of(key: bytes, student: str, name: str, function: str) -> str:
    """Return the seed of a learner's probes in lesson ``name``, in hexadecimal: always the same, no use to others."""
    return hmac.new(key, "\0".join((student, name, function)).encode(), hashlib.sha256).hexdigest()[:32]


def verdict_on(
    exercise: Exercise,
    probes: list[Probe],
    outcomes: list[Outcome],
    expected: list,
    session: Session,
    older: str = "",
    code: Callable[[], Code] = unknown,
) -> Verdict:
    """Return the `Verdict`; what is not there is explained by the statement that failed, if one did.

    older: what to add to a SyntaxError where this Python is older than the learner's.

    ``code()`` returns what the function's text tells.

    Should the diagnosis itself fail, whatever the values were, the exercise gets no points and says so.
    """
    try:
        with np.errstate(all="ignore"):  # what came back may be as large as a float can be
            verdict = diagnose(exercise, probes, outcomes, expected, code)
    except Exception as error:
        name = class_name(type(error))
        text = f"The judge could not make sense of what came back ({name}); please tell your instructor."
        return Verdict(exercise.name, 0.0, exercise.points, "not right yet", (Finding(0, text),))
    first = outcomes[0].raised if outcomes else None
    if first and first.message.endswith("is defined in the notebook") and session.errors:
        text = f"No function {exercise.name} came out of the notebook: "
        number, (failure, *_) = next(iter(session.errors.items()))
        text += cause(exercise.name, session) or said(session.counts.get(number, number), failure)
        if older and failure.name == "SyntaxError":
            text += f" {older}"
        return Verdict(exercise.name, 0.0, exercise.points, "not right yet", (Finding(0, text),))
    missing = re.fullmatch(r"(?:global )?name '(\w+)' is not defined.*", first.message) if first else None
    if missing and (why := cause(missing[1], session)):
        return replace(verdict, findings=(Finding(0, f"There is no `{missing[1]}`: {why}"), *verdict.findings))
    return verdict
