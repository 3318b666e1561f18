"""The judge's settings: the section ``c.Judge`` of nbgrader_config.py, and where the course lies.

The settings are read where nbgrader's own commands read them: jupyter_config and nbgrader_config, each as .py and as
.json, in Jupyter's folders for settings, then nbgrader_config in the course.

`Judge` says which settings there are, of what type, with which default; `python -m autograder grade --help-settings`
shows it.
"""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets import Bool, Bunch, Dict, Instance, Int, TraitError, Tuple, Unicode, Union, validate
from traitlets.config import Config, Configurable

from . import whole
from .plugins.configuration import Damaged, configuration, directory
from .sandbox.limits import Limits
from .sandbox.walls import NOBODY, TIERS

ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 32
WALLS = tuple(tier for tier in TIERS if tier != "unsafe")
ADVICE = "Correct nbgrader_config.py; `python -m autograder grade --help-settings` shows what it may say."


def shown(limits: Limits) -> str:
    """Return limits as text."""
    return ", ".join(
        f"{name} {value:g}" if value < 1e6 else f"{name} {value >> 20} MiB" for name, value in vars(limits).items()
    )


class Judge(Configurable):
    """How learners' work is judged (docs/judge.md)."""

    limits = Dict(help=f"In place of some of the limits of a submission, which are: {shown(Limits())}.").tag(
        config=True, kind='a dict such as {"exercise_seconds": 20}'
    )
    unsafe = Bool(help="Grade without walls where there are none to be had; every grade is then marked.").tag(
        config=True, kind="True or False"
    )
    tiers = Tuple(default_value=WALLS, help="The walls to try, strongest first.").tag(
        config=True, kind=f"a list of walls to try, of which there are {' and '.join(map(repr, WALLS))}"
    )
    user = Int(NOBODY, min=1, help="The user id that learners' code runs as where the grader is root.").tag(
        config=True, kind="the number of a user that is not root"
    )
    workers = Int(min=0, help="How many submissions `make grade` judges at once; 0: one a core.").tag(
        config=True, kind="a whole number, 0 or more"
    )
    folder = Union(
        [Unicode(), Instance(Path)],
        default_value="judged",
        help="Where the course key, the journal and the evidence are kept, never shown to learners.",
    ).tag(config=True, kind="the path of a folder")

    @validate("tiers")
    def known(self, proposal: Bunch) -> tuple:
        """Refuse a name that no walls have."""
        if all(tier in WALLS for tier in proposal.value):
            return proposal.value
        raise TraitError("no such walls")


@dataclass(frozen=True)
class Settings:
    """Where the course lies and how it is judged: what `Judge` says, ready for use."""

    root: Path
    db_url: str
    course: CourseDirectory
    limits: Limits
    unsafe: bool
    tiers: tuple[str, ...]
    user: int
    workers: int
    folder: Path
    config: Config = field(default_factory=Config, repr=False)  # all that nbgrader is told
    scheduler: str = ""  # of a Dask cluster that judges in place of this machine

    def path(self, step: str, student: str, name: str) -> Path:
        """Return the folder of one submission to the lesson ``name`` at ``step``: "submitted", "autograded"."""
        return Path(self.course.format_path(getattr(self.course, f"{step}_directory"), student, name))

    @property
    def timezone(self) -> str:
        """Return the zone of the times that `nbgrader submit` writes."""
        return str(self.config.get("Exchange", {}).get("timezone", "UTC"))

    @property
    def source(self) -> Path:
        """Return the folder of the authored lessons."""
        return self.root / self.course.source_directory

    @property
    def key(self) -> bytes:
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


def of(config: Config, course: CourseDirectory | None = None) -> Settings:
    """Return the `Settings` in a traitlets config; raise `Damaged` for one that there is not, or for a wrong value."""
    course = course or directory(config)
    root = Path(course.root).resolve()
    judge = judge_of(config)
    try:
        limits = Limits.of(judge.limits)
    except ValueError as error:
        raise Damaged(f"c.Judge.limits: {error}. {ADVICE}") from None
    return Settings(
        root,
        course.db_url,
        course,
        limits,
        judge.unsafe,
        judge.tiers,
        judge.user,
        judge.workers,
        root / judge.folder,
        config,
    )


def judge_of(config: Config) -> Judge:
    """Return the section ``c.Judge``, checked one setting after the other; raise `Damaged`."""
    judge = Judge()
    for name, value in config.get("Judge", {}).items():
        if not judge.has_trait(name) or not (kind := judge.trait_metadata(name, "kind")):
            known = ", ".join(judge.trait_names(config=True))
            raise Damaged(f"c.Judge.{name} is no setting; there are: {known}. {ADVICE}")
        try:
            judge.update_config(Config(Judge={name: value}))
        except TraitError:
            came = repr(str(value) if isinstance(value, str) else value)
            raise Damaged(f"c.Judge.{name} must be {kind}, and is {came:.80}. {ADVICE}") from None
    return judge


def load(root: Path | str | None = None) -> Settings:
    """Return the `Settings` of the course in ``root`` (default: this repository); raise `Damaged` as `of` does."""
    root = Path(root or ROOT)
    config = configuration(root)
    course = directory(config)
    course.root = str(root)
    return of(config, course)
