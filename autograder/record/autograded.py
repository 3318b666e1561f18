"""The graded notebooks: a folder each, whole or not at all."""

import os
import tempfile
from pathlib import Path

import nbformat

from ..sandbox.removal import remove


def write(settings, student, name, notebook, beside):
    """Put a graded notebook of the lesson ``name`` into autograded/, whole or not at all.

    beside: {file name: text} of what lies beside it (`intake.beside`).
    """
    target = settings.path("autograded", student, name)
    settings.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.folder, prefix=f".partial-{os.getpid()}-") as partial:
        folder = Path(partial, "new")
        folder.mkdir()
        (folder / f"{name}.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
        for file, text in beside.items():
            (folder / file).write_text(text, encoding="ascii")
        for file in folder.iterdir():
            file.chmod(0o444)
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            target.rename(Path(partial, "old"))
        folder.rename(target)


def clear_partial(settings):
    """Remove what killed runs have left half-written; a run that is still at work keeps its own."""
    for path in [*settings.folder.glob(".partial-*"), *settings.folder.glob("*/.partial-*")]:
        pid = path.name.split("-")[1]
        if not (pid.isdigit() and Path("/proc", pid).exists()):
            remove(path) if path.is_dir() else path.unlink(missing_ok=True)
