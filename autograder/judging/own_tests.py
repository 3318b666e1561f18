"""An instructor's own tests in a lesson: run where they stand, behind the walls, and worth what nbgrader says they are.

A test that ends in an error gives nothing; one whose last line is a number gives so many points (nbgrader's partial
credit); any other gives them all.
"""

import ast
import math
from types import SimpleNamespace

from backprop.calling.readers import Array
from backprop.checking import card
from backprop.checking.diagnosis import Finding, Verdict

from ..course.lesson import SourceCell
from ..sandbox.job import Failure
from ..sandbox.session import Session
from .marks import Mark

KEEPING = """\
{before}
_came = {last}
def {ask}(came=_came):
    return came if isinstance(came, (int, float)) and not isinstance(came, bool) else None
_came"""


def asked_by(name: str) -> str:
    """Return what the function is called that tells what the test ``name`` came to."""
    return f"_what_{name}_came_to"


def keeping(name: str, source: str) -> str:
    """Return a test's source, made to keep what its last line comes to; as it is where that is shown to nobody."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic
        return source
    if not tree.body or not isinstance(last := tree.body.pop(), ast.Expr) or source.rstrip().endswith(";"):
        return source
    return KEEPING.format(before=ast.unparse(tree), last=ast.unparse(last.value), ask=asked_by(name))


def mark_of(session: Session, name: str, cell: SourceCell, failures: list[Failure] | None) -> Mark:
    """Return the `Mark` of the test that ``cell`` holds; ``failures``: how it ended."""
    maximum, points = cell.points or 0.0, 0.0
    findings = tuple(Finding(0, f"The test stopped with {one.name}: {one.message}") for one in (failures or [])[:1])
    if not failures:
        points = maximum
        if keeping(name, cell.source) != cell.source:
            (came,) = session.exercise(asked_by(name), [SimpleNamespace(arguments={})], Array())
            if asked_by(name) in session.doubtful:
                session.doubtful.add(name)
            numbers: list[float] = came.parts[""].ravel().tolist() if came.parts else []
            if len(numbers) == 1 and math.isfinite(numbers[0]):
                points = min(max(numbers[0], 0.0), maximum)
    state = "right" if points == maximum else "partly right" if points else "not right yet"
    verdict = Verdict(name, points, maximum, state, findings)
    return Mark(name, points, maximum, verdict, card.text(verdict), card.html(verdict))
