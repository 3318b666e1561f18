"""A table of contents for Formgrader's grading page, which has none: each exercise by its name, with what was found."""

from html import escape

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode, v4
from nbgrader.utils import determine_grade, is_grade

from backprop.checking.card import MARKS, amount, code_spans

from ..course.lesson import function_of
from ..judging.graded_notebook import said_by_judge

HEAD = ("exercise", "automatic points", "what was found")


class Contents(Preprocessor):
    """Puts the table before the first cell, where the page is Formgrader's; feedback pages have their own."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook with a cell more."""
        if "submission_id" in resources:
            rows = [row_of(cell) for cell in nb.cells if is_grade(cell) and said_by_judge(cell)["state"] in MARKS]
            if rows:
                table = "".join(f"<tr>{''.join(map(cell_of, row))}</tr>" for row in [HEAD, *rows])
                nb.cells.insert(0, v4.new_markdown_cell(f"<table>{table}</table>"))
        return nb, resources


def cell_of(html: str) -> str:
    """Return a cell of the table."""
    return f'<td style="padding:2px 16px 2px 0">{html}</td>'


def row_of(cell: NotebookNode) -> tuple[str, str, str]:
    """Return an exercise as a row, in HTML; its link leads to the field for its points."""
    judge, grade_id = said_by_judge(cell), cell.metadata.nbgrader.grade_id
    points, maximum = determine_grade(cell)
    name = f'<a href="#{escape(grade_id)}">{escape(function_of(grade_id))}</a>'
    found = f"{MARKS[judge['state']]} {judge['state']}. {code_spans(' '.join(judge['said'].split()))}"
    return name, f"{amount(points or 0.0)} of {amount(maximum)}", found
