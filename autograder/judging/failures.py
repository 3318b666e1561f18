"""Say which statements of a submission did not run when it was judged, and why: to the learner and the instructor."""

import re
from collections.abc import Iterable

from ..sandbox.job import Failure
from ..sandbox.session import Session

MOST_NOTES = 4
QUIET = ("NotImplementedError", "NameError")  # a stub that was called; what follows from another statement


def notes_on(session: Session, released: Iterable[str]) -> tuple[str, ...]:
    """Return a note for each of the learner's statements that did not run, the first few.

    released: the sources of the lesson's own cells; what fails in one of those, or is copied out of one, follows from
    something else.
    """
    sources = {source.strip() for source in released}
    written = [number for number, source in session.cells if number > 0 and source.strip() not in sources]
    failures = [(number, f) for number in written for f in session.errors.get(number, ()) if f.name not in QUIET]
    failures = [(n, f) for n, f in failures if not f.statement or not any(f.statement in text for text in sources)]
    shown = [(session.counts.get(number, number), failure) for number, failure in failures[:MOST_NOTES]]
    notes = [f"When this was judged, {said(number, failure)}" for number, failure in shown]
    if len(failures) > MOST_NOTES:
        notes.append(f"{len(failures) - MOST_NOTES} more statements did not run when this was judged.")
    return tuple(notes)


def said(number: int, failure: Failure) -> str:
    """Return the sentence on one statement of the code cell ``number``, counted as Jupyter counts them."""
    what = f"`{failure.statement}` in code cell {number}" if failure.statement else f"code cell {number}"
    return f"{what} did not run: {failure.name}: {failure.message}".rstrip(": .") + "."


def cause(name: str, session: Session) -> str | None:
    """Return the sentence on the statement that would have made ``name``; None where all that speak of it ran."""
    speaks = re.compile(rf"\b{re.escape(name)}\b")
    for number, source in session.cells:
        for failure in session.errors.get(number, ()):
            if failure.name not in QUIET and speaks.search(failure.statement or source):
                return said(session.counts.get(number, number), failure)
    return None
