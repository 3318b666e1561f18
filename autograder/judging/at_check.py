"""Find the functions that may be another one where their check stands than in the end, by the text of the notebook.

The notebook's check calls a function as it is there. The judge calls what is there in the end, which may be right where
the first was not. What is not right in the end, and of which code further down changes the name or a name that it
uses, is called once more behind the cells above its check alone.
"""

import re

from ..intake import Submission
from ..intake.matching import is_made, texts
from .reading import Cells

UNSEEN = re.compile(r"%reset|%run|%store|%load|%pylab|\bimport\s*\*|\b(globals|locals|exec|setattr)\s*\(|\buser_ns\b")


def note(function: str) -> str:
    """Return the note on a function that was judged as it is where its check stands."""
    return f"`{function}` comes out otherwise in the end; it was judged as it is where its check stands."


def code_of(submission: Submission, start: int = 0, end: int | None = None) -> list[str]:
    """Return the code of a submission's cells, or of some of them."""
    return [cell.source for cell in submission.cells[start:end] if cell.kind == "code"]


def may_differ(function: str, place: int, submission: Submission) -> bool:
    """Say whether code below its check, the cell numbered ``place``, may change what ``function`` does."""
    below = texts([("code", source, None) for source in code_of(submission, place)])
    if any(map(UNSEEN.search, below)):
        return True
    names = {function} | Cells(code_of(submission, 0, place)).names(function)
    return any(may_change(name, below) for name in names)


def may_change(name: str, code: list[str]) -> bool:
    """Say whether some of the ``code`` may give ``name`` another meaning, or take it away."""
    one = rf"(?<![\w.]){re.escape(name)}\b"
    taken = re.compile(rf"\b(for|del|with)\b[^\n]*{one}|^\s*\([^\n=]*{one}[^\n=(]*=(?!=)", re.MULTILINE)
    return is_made(name, code) or any(map(taken.search, code))
