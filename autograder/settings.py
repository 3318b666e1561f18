"""The judge's settings, from the section ``c.Judge`` of nbgrader_config.py; every one has a default.

limits     dict: in place of some of the defaults in sandbox/limits.py, such as {"exercise_seconds": 20}
unsafe     grade without walls where there are none to be had (default: refuse); every grade is then marked
tiers      the walls to try, strongest first
user       the user id that learners' code runs as where the grader is root
workers    how many submissions are judged at once by `python -m autograder grade` (default: one a core)
folder     where the course key, the journal and the evidence are kept (default: judged/), never shown to learners
"""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from . import whole
from .sandbox.limits import Limits

ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 32
NAMES = ("limits", "unsafe", "tiers", "user", "workers", "folder")


class Damaged(ValueError):
    """A file of the grader's own cannot be used; the message says which, and what to do."""


@dataclass(frozen=True)
class Settings:
    """Where the course lies and how it is judged."""

    root: Path
    db_url: str
    course: CourseDirectory
    limits: Limits = field(default_factory=Limits)
    unsafe: bool = False
    tiers: tuple = ("namespaces", "landlock")
    user: int = 65534
    workers: int = 0
    folder: Path = Path("judged")

    def path(self, step, student, name):
        """Return the folder of one submission to the lesson ``name`` at ``step``: "submitted", "autograded"."""
        return Path(self.course.format_path(getattr(self.course, f"{step}_directory"), student, name))

    @property
    def source(self):
        """Return the folder of the authored lessons."""
        return self.root / self.course.source_directory

    @property
    def key(self):
        """Return the course key, from which every learner's probes are drawn; made when first asked for.

        Raises `Damaged` for one that is cut off: from an empty key everybody could compute their probes.
        """
        path = self.folder / "key"
        if not path.exists():
            whole.write(path, secrets.token_hex(KEY_BYTES), private=True, keep=True)  # another grader may be quicker
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except ValueError:
            key = b""
        if len(key) < KEY_BYTES:
            raise Damaged(
                f"The course key in {path} is damaged. Restore it; or remove it and grade everything with --force."
            )
        return key


def of(config, course=None):
    """Return the `Settings` in a traitlets config; raise ValueError for a setting that there is not."""
    course = course or CourseDirectory(config=config)
    root = Path(course.root).resolve()
    given = dict(config.get("Judge", {}))
    if unknown := sorted(set(given) - set(NAMES)):
        raise ValueError(f"c.Judge.{unknown[0]} is no setting; there are: {', '.join(NAMES)}")
    given["limits"] = Limits.of(given.get("limits", {}))
    given["tiers"] = tuple(given.get("tiers", Settings.tiers))
    given["folder"] = root / given.get("folder", Settings.folder)
    return Settings(root=root, db_url=course.db_url, course=course, **given)


def load(root=None):
    """Return the `Settings` of the course in ``root`` (default: this repository)."""
    root = Path(root or ROOT)
    try:
        config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except ConfigFileNotFound:
        config = Config()
    course = CourseDirectory(config=config)
    course.root = str(root)
    return of(config, course)
