"""What nbgrader is told for the course, read where its own commands read it; and which gradebook that names."""

from pathlib import Path

from jupyter_core.application import JupyterApp
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from traitlets import TraitError
from traitlets.config import Application, Config


class Damaged(ValueError):
    """A file of the grader's own cannot be used; the message says which, and what to do."""


def configuration(root: Path) -> Config:
    """Return all that nbgrader is told for the course in ``root``; raise `Damaged` for a file that cannot be read."""
    reader = NbGrader(raise_config_file_errors=True)
    try:
        JupyterApp.load_config_file(reader)
        Application.load_config_file(reader, "nbgrader_config", path=str(root))
    except Exception as error:  # whatever a file of Python may raise
        raise Damaged(f"nbgrader's settings cannot be read ({type(error).__name__}: {error}).") from None
    if "AutogradeApp" in reader.config:  # outdated, and followed by `nbgrader autograde`
        reader.config.Autograde.merge(reader.config.pop("AutogradeApp"))
    return reader.config


def directory(config: Config) -> CourseDirectory:
    """Return where nbgrader finds things; raise `Damaged` for a setting that it cannot take."""
    try:
        return CourseDirectory(config=config)
    except TraitError as error:
        raise Damaged(f"nbgrader's settings cannot be used: {error}") from None


def gradebook_of(root: Path) -> str:
    """Return the gradebook of the course in ``root`` as an SQLAlchemy URL; raise `Damaged` as `configuration` does."""
    return str(directory(configuration(root)).db_url)
