"""The graded notebooks: a folder each, whole or not at all."""

import json
import os
import tempfile
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines

from .. import whole
from ..settings import Settings


def write(settings: Settings, student: str, name: str, notebook: NotebookNode, beside: dict[str, str]) -> None:
    """Put a graded notebook of the lesson ``name`` into autograded/, whole or not at all.

    Its texts become lists of lines. beside: {file name: text} of what lies beside it (`intake.beside`). It is prepared
    next to its place: what is kept in judged/ may be on another disk.
    """
    target = settings.path("autograded", student, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=whole.partial_prefix()) as partial:
        folder = Path(partial, "new")
        folder.mkdir()
        # as nbformat writes it, but that is asked for no opinion on it: it is valid as we made it
        text = json.dumps(split_lines(notebook), ensure_ascii=False, sort_keys=True)
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")
        for other, text in beside.items():
            (folder / other).write_text(text, encoding="ascii")
        for file in folder.iterdir():
            file.chmod(0o444)
        if os.path.lexists(target):
            target.rename(Path(partial, "old"))
        folder.rename(target)
