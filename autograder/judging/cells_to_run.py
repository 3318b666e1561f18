"""Which cells of a submission are run, and how they are numbered."""

from collections.abc import Sequence, Set

from ..course.lesson import Lesson, function_of
from ..intake import Submission
from . import own_tests


def to_run(lesson: Lesson, submission: Submission, own: Sequence[str], needless: Set[str]) -> list[tuple[int, str]]:
    """Return the cells to run, numbered from 1 as they stand: code that was handed in, no check, no figure.

    Before them, numbered below 0, those of the lesson's ``own`` cells that are not there as they were released. An
    instructor's own tests are run, too, where they stand. needless: the lesson's cells that no answer needs.
    """
    there = {cell.source.strip() for cell in submission.cells if cell.kind == "code"}
    gone = [(i - len(own), source) for i, source in enumerate(own) if source.strip() not in there]
    tests = {
        number: own_tests.keeping(function_of(cell.role.grade_id), cell.source)
        for number, cell in enumerate(submission.cells, 1)
        if cell.role and cell.role in lesson.tests.values()
    }
    handed_in = [
        (number, tests.get(number, cell.source))
        for number, cell in enumerate(submission.cells, 1)
        if cell.kind == "code"
        and (not cell.restored or cell.role in lesson.tests.values())
        and cell.role not in lesson.functions.values()
        and cell.source.strip() not in needless
    ]
    return gone + handed_in if handed_in else []


def counts(submission: Submission) -> dict[int, int]:
    """Return by the number of a cell in the notebook what Jupyter shows beside it after a run from the top."""
    code = (number for number, cell in enumerate(submission.cells, 1) if cell.kind == "code")
    return {number: count for count, number in enumerate(code, 1)}
