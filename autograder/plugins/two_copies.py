"""A learner's two copies of a lesson: the fetched one, notebooks/LESSON/LESSON.ipynb, and the one beside its folder.

The fetched one is handed in. What began in the other, for whoever learns alone, is taken along into it; nothing is ever
taken from where it was.
"""

import shutil
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_solution

TAKEN = "The answers in {beside} were taken along into {copy}, which is the notebook that is handed in."
NEWER = (
    "{beside} was worked in later than {copy}, which is the notebook that is handed in. Copy the answers that count "
    "into the second, and save it."
)


def fetched(folder: Path, lesson: str) -> Path:
    """Return where the notebook of a lesson that is handed in lies, in a learner's ``folder``."""
    return folder / lesson / f"{lesson}.ipynb"


def beside(copy: Path) -> Path:
    """Return the notebook beside the folder of a fetched copy."""
    return copy.parent.with_name(copy.name)


def notebook_of(path: Path) -> NotebookNode:
    """Return a notebook; an empty one where there is none that can be read."""
    try:
        return nbformat.read(path, as_version=4)
    except Exception:  # no file, no JSON, no notebook
        return nbformat.v4.new_notebook()


def graded(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return nbgrader's cells by their grade ids."""
    cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]
    return {cell.metadata.nbgrader.grade_id: cell for cell in cells}


def answers(path: Path) -> dict[str, str]:
    """Return ``{grade id: text}`` of the answers in a notebook that are not as they were released."""
    cells = graded(notebook_of(path)).items()
    return {
        grade_id: cell.source
        for grade_id, cell in cells
        if is_solution(cell) and compute_checksum(cell) != cell.metadata.nbgrader.get("checksum")
    }


def newer(copy: Path) -> bool:
    """Say whether other answers than those of the copy were written beside it, and later."""
    other = beside(copy)
    if not copy.is_file() or not other.is_file() or other.stat().st_mtime <= copy.stat().st_mtime:
        return False
    return bool(written := answers(other)) and written != answers(copy)


def take_along(copy: Path) -> str:
    """Put what was written beside a fetched copy into it, where it holds no answer; return what to say, if anything.

    The whole notebook, where both are of one release; of another release only the answers.
    """
    other = beside(copy)
    written = answers(other) if copy.is_file() else {}
    if not written or written == (own := answers(copy)):
        return ""
    names = {"beside": other.name, "copy": f"{copy.parent.name}/{copy.name}"}
    if own:
        return NEWER.format(**names) if newer(copy) else ""
    target = notebook_of(copy)
    checksums = [
        {grade_id: cell.metadata.nbgrader.get("checksum") for grade_id, cell in graded(notebook).items()}
        for notebook in (target, notebook_of(other))
    ]
    if checksums[0] == checksums[1]:
        shutil.copyfile(other, copy)
    else:
        for grade_id, cell in graded(target).items():
            cell.source = written.get(grade_id, cell.source)
        nbformat.write(target, copy)
    return TAKEN.format(**names)
