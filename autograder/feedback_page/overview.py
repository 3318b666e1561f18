"""What stands on top of a feedback page: points, mistakes and comments, exercise by exercise, and the judge's notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook
from nbgrader.utils import is_grade, is_solution, is_task

from backprop.checking.card import MARKS, amount, code_spans

from ..course.lesson import function_of
from ..judging.graded_notebook import LONGEST, said_by_judge
from .totals import totals

POINTS_ONLY = {True: "all points", False: "some points", None: "no points"}  # where no judge has said more
SIGNS = MARKS | {"all points": "✓", "some points": "◐", "no points": "✗", "to be graded": "…"}


@dataclass(frozen=True)
class Row:
    """One graded cell: where it stands, what it earned, and why. ``said`` is clean HTML."""

    place: str
    name: str
    points: str
    maximum: str
    state: str
    said: str = ""
    by_hand: str = ""
    comment: str = ""

    @property
    def sign(self) -> str:
        """Return the sign of its state."""
        return SIGNS[self.state]

    @property
    def kind(self) -> str:
        """Return its state as a class of the style sheet."""
        return {"✓": "right", "◐": "partly", "✗": "wrong"}.get(self.sign, "open")


class Overview(Preprocessor):
    """Reads the gradebook and the graded notebook; leaves the table in the resources, as ``feedback``."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook as it is, and the resources with what the template shows."""
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(names["notebook"], names["assignment"], names["student"])
            rows = dict(rows_of(nb, notebook))
            resources["feedback"] = {
                "student": names["student"],
                "rows": [row for grade_id, row in rows.items() if row.place == grade_id],
                "by_cell": rows,
                "comments": {comment.name: comment.manual_comment for comment in notebook.comments},
                "notes": [code_spans(note) for note in said_by_judge(nb)["notes"]],
                "file": said_by_judge(nb)["file"],
                **totals(notebook),
            }
        return nb, resources


def rows_of(nb: NotebookNode, notebook: SubmittedNotebook) -> Iterator[tuple[str, Row]]:
    """Yield ``(grade id, row)`` of each graded cell, and of the solution cell of its name, in which its place then is.

    What was said of a solution cell that no graded cell has the name of goes to the next row.
    """
    grades = {grade.name: grade for grade in notebook.grades}
    comments = {comment.name: comment for comment in notebook.comments}
    marked = [cell for cell in nb.cells if is_grade(cell) or is_solution(cell) or is_task(cell)]
    named = {function_of(cell.metadata.nbgrader.grade_id) for cell in marked if is_grade(cell)}
    solutions: dict[str, str] = {}
    waiting: list[str] = []
    for cell in marked:
        grade_id = cell.metadata.nbgrader.grade_id
        if not (is_grade(cell) or is_task(cell)):
            solutions[function_of(grade_id)] = grade_id
            waiting += [] if function_of(grade_id) in named else [grade_id]
        elif grade_id in grades:
            place = solutions.get(function_of(grade_id), grade_id)
            said = [comments[name] for name in (*waiting, place) if name in comments]
            yield from dict.fromkeys((place, grade_id), row_of(cell, place, grades[grade_id], said)).items()
            waiting = []


def row_of(cell: NotebookNode, place: str, grade: Grade, comments: list[Comment]) -> Row:
    """Return the row of one graded cell. place: the grade id of the cell that the row leads to."""
    judge = said_by_judge(cell)
    waits = grade.needs_manual_grade and grade.auto_score is None and grade.manual_score is None
    state = "to be graded" if waits else judge["state"]
    if state not in SIGNS or grade.manual_score is not None:
        state = POINTS_ONLY[None if not grade.score else grade.score >= grade.max_score]
    said = [judge["said"]] if judge["state"] else [*map(stopped, cell.get("outputs", []))]
    said += [] if judge["state"] else [comment.auto_comment for comment in comments]
    return Row(
        place,
        function_of(place) if judge["state"] else place,
        amount(grade.score or 0.0),
        amount(grade.max_score),
        state,
        code_spans(" ".join(filter(None, said))),
        given_by_hand(grade),
        "\n\n".join(comment.manual_comment for comment in comments if comment.manual_comment),
    )


def stopped(output: NotebookNode) -> str:
    """Return what an error in an output says; empty for any other output."""
    if output.output_type != "error":
        return ""
    return f"It stopped with {output.ename}: {output.evalue}"[:LONGEST].rstrip(": ") + "."


def given_by_hand(grade: Grade) -> str:
    """Return what of a score did not come from a program, as a sentence or two; empty if all did."""
    said = []
    if grade.manual_score is not None:
        automatic = "" if grade.auto_score is None else f"; automatically they were {amount(grade.auto_score)}"
        said.append(f"The points were given by hand{automatic}.")
    if grade.extra_credit:
        said.append(f"Extra, by hand: {amount(grade.extra_credit)}.")
    return " ".join(said)
