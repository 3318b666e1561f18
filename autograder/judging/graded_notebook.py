"""The notebook that goes into autograded/: the learner's cells, clean, with one result behind each check.

Each check cell gets exactly one ``execute_result``: the points as a plain float for nbgrader, the card for people. No
error and no stderr, either of which nbgrader would count as 0, and never more than the cell's points. What the pages
made of it say beside (`feedback`) is in the metadata: the state and the first finding of an exercise, and of the whole
the notes and the file that was judged.
"""

from nbformat import NotebookNode, from_dict

from ..course.lesson import function_of
from ..intake import Cell, Submission
from .marks import Report

SAID = "backprop"  # the metadata's key
MOST_NOTES, LONGEST = 50, 600  # and characters of what is said
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def clean_notebook(submission: Submission, kernelspec: dict | None = None) -> NotebookNode:
    """Return a `Submission` as a valid notebook, without outputs."""
    cells = [clean_cell(cell, number) for number, cell in enumerate(submission.cells, 1)]
    metadata = {"kernelspec": kernelspec or KERNEL, "language_info": {"name": "python"}}
    metadata[SAID] = {"file": submission.file}
    return NotebookNode(cells=cells, metadata=from_dict(metadata), nbformat=4, nbformat_minor=5)


def clean_cell(cell: Cell, number: int) -> NotebookNode:
    """Return one cell: its text, the gradebook's metadata, and an id of ours."""
    role = cell.role
    # Pasted pictures are left behind at intake; a page cannot be made of a cell that still asks for one.
    source = cell.source.replace("attachment:", "") if cell.kind == "markdown" else cell.source
    made = NotebookNode(
        cell_type=cell.kind,
        source=source,
        metadata=from_dict(role.metadata if role else {}),
        id=role.grade_id if role else f"own-{number}",
    )
    if cell.kind == "code":
        made |= {"outputs": [], "execution_count": None}
    return made


def put_marks(notebook: NotebookNode, report: Report) -> NotebookNode:
    """Put each mark of the `Report` behind its check cell; every other cell loses its outputs."""
    notebook.metadata.setdefault(SAID, NotebookNode())["notes"] = list(report.notes)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        nbgrader = cell.metadata.get("nbgrader", {})
        mark = report.marks.get(function_of(nbgrader["grade_id"])) if nbgrader.get("grade") else None
        cell.outputs, cell.execution_count = [], None
        if mark:
            data = {"text/plain": repr(float(mark.points)), "text/html": mark.html}
            result = {"output_type": "execute_result", "data": data, "execution_count": 1, "metadata": {}}
            cell.outputs = [from_dict(result)]
            cell.execution_count = 1
            finding = mark.verdict.findings[0].text if mark.verdict.findings else ""
            cell.metadata[SAID] = NotebookNode(state=mark.verdict.state, said=finding)
    return notebook


def comments_on(report: Report) -> dict[str, str | None]:
    """Return ``{grade id of a solution cell: comment}``: the finding; with the first, notes on the submission."""
    result: dict[str, str | None] = {}
    for role in report.lesson.cells:
        if not role.solution:
            continue
        mark = report.marks.get(function_of(role.grade_id))
        texts = [finding.text for finding in mark.verdict.findings] if mark else []
        if mark and mark.verdict.state == "not attempted":
            texts = ["No response."]
        if not result:
            texts = [*report.notes, *texts]
        result[role.grade_id] = "\n".join(texts) or None
    return result


def said_by_judge(holder: NotebookNode) -> dict:
    """Return what the judge has left in the metadata of a cell or a notebook, its types checked.

    A notebook that the judge has not seen may hold anything there.
    """
    found = holder.metadata.get(SAID)
    found = found if isinstance(found, dict) else {}
    texts = {key: cut(found[key]) if isinstance(found.get(key), str) else "" for key in ("state", "said", "file")}
    notes = found.get("notes")
    notes = [cut(note) for note in notes[:MOST_NOTES] if isinstance(note, str)] if isinstance(notes, list) else []
    return {**texts, "notes": notes}


def cut(text: str) -> str:
    """Return a text, or its beginning."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."
