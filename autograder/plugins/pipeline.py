"""What nbgrader_config.py says to nbgrader's Autograde: followed by the class command too, or a reason to stop.

The converter, its exporter and the preprocessors are made as `nbgrader autograde` makes them, so that every setting
has the value that it has there. The class command does the same by other means (`record`); what it cannot do it names.
"""

import os
from collections.abc import Iterator
from copy import deepcopy
from fnmatch import fnmatchcase
from glob import glob
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, NbGraderPreprocessor
from traitlets.config import Config

from ..intake import beside
from ..settings import Settings
from .penalties import Penalties

OURS = "autograder.plugins.nbgrader_plugin"  # by name: it leans on this module
EXPORTER = f"{OURS}.JudgeExporter"
STEPS = [f"{OURS}.JudgeCells", "nbgrader.preprocessors.SaveAutoGrades", f"{OURS}.SaveComments"]
LATE = "nbgrader.preprocessors.AssignLatePenalties"
NOTHING_LEFT_TO_DO = "nbgrader.preprocessors.CheckCellMetadata"
SANITISE = {  # what intake has done already
    f"nbgrader.preprocessors.{name}"
    for name in ("ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells", "CheckCellMetadata")
}
PLUGGED = {
    "exporter_class": EXPORTER,
    "sanitize_preprocessors": [],
    "autograde_preprocessors": [*STEPS, LATE],
}
ONLY_AS_IT_IS = {"notebook_id", "directory_structure"}
EXPORTERS = ("Exporter", "NotebookExporter", "JudgeExporter")
WRITERS = ("WriterBase", "FilesWriter")
WITHOUT_EXERCISES = (
    "{name} has no exercises of the course: nbgrader itself executes it, without the judge and without its walls."
)


class NotFollowed(ValueError):
    """nbgrader is told to do what the class command does not do; the message names it."""


class Pipeline:
    """nbgrader's converter for this course, and what of it the class command needs to know."""

    def __init__(self, settings: Settings) -> None:
        self.course, config = settings.course, deepcopy(settings.config)
        if not any(name in config.Autograde for name in PLUGGED):  # nothing is said: the class command is the judge's
            config.Autograde.update(PLUGGED)
        try:
            self.converter = Autograde(coursedir=self.course, config=config)
            self.converter.exporter = self.converter.exporter_class(parent=self.converter, config=config)
            self.sanitise, self.steps = self.preprocessors(True), self.preprocessors(False)
            late = [step for step in self.steps if type(step) is AssignLatePenalties and step.enabled]
            self.penalties = Penalties(late[0] if late else None, settings.db_url)
        except Exception as error:  # whatever comes of code that the settings name
            raise NotFollowed(f"nbgrader_config: {error}") from None
        if not all(digit in "01234567" for digit in str(self.converter.permissions)):
            mode = self.converter.permissions
            raise NotFollowed(f"c.Autograde.permissions = {mode} is no mode of a file; such as 644 is wanted")
        self.config, self.root = config, settings.root

    def preprocessors(self, sanitising: bool) -> list[NbGraderPreprocessor]:
        """Return nbgrader's preprocessors of one of its two passes."""
        self.converter._sanitizing = sanitising
        self.converter._init_preprocessors()
        return list(self.converter.exporter._preprocessors)

    def check(self) -> None:
        """Raise `NotFollowed` unless the class command does all that nbgrader is told to do."""
        if unknown := list(self.not_followed()):
            listed = "".join(f"\n  {each}" for each in unknown)
            raise NotFollowed(
                f"nbgrader_config asks of nbgrader what this command does not do:{listed}\n"
                "Take it out, or grade with `nbgrader autograde`, which does it."
            )

    def not_followed(self) -> Iterator[str]:
        """Name the settings that only nbgrader follows, one after the other."""
        if named(self.converter.exporter) != EXPORTER:
            yield f"c.Autograde.exporter_class = {named(self.converter.exporter)}"
        for name in map(named, self.sanitise):
            if name not in SANITISE:
                yield f"{name} in c.Autograde.sanitize_preprocessors"
        known = {*STEPS, LATE, NOTHING_LEFT_TO_DO}
        for name in map(named, self.steps):
            if name not in known:
                yield f"{name} in c.Autograde.autograde_preprocessors"
        order = [name for name in map(named, self.steps) if name in (*STEPS, LATE)]
        if order not in (STEPS, [*STEPS, LATE]):
            yield f"c.Autograde.autograde_preprocessors without, or in another order than, {', '.join(STEPS)}"
        for step in self.steps:
            if named(step) in STEPS and not step.enabled:
                yield f"c.{type(step).__name__}.enabled = False"
        for hook in ("pre_convert_hook", "post_convert_hook"):
            if getattr(self.converter, hook):
                yield f"c.Autograde.{hook}"
        for name in sorted(ONLY_AS_IT_IS):
            if getattr(self.course, name) != CourseDirectory.class_traits()[name].default_value:
                yield f"c.CourseDirectory.{name} = {getattr(self.course, name)!r}"
        root = self.config.get("CourseDirectory", {}).get("root")
        if root and Path(root).resolve() != self.root:
            yield f"c.CourseDirectory.root = {root!r}, where this course is not"
        for section in (*EXPORTERS, *WRITERS):
            yield from (f"c.{section}.{name}" for name in self.config.get(section, {}))

    def leaves_out(self, student: str) -> str:
        """Return the setting by which nbgrader leaves out a learner's work; empty if there is none."""
        if student in self.course.student_id_exclude.split(","):
            return "c.CourseDirectory.student_id_exclude"
        return "" if fnmatchcase(student, self.course.student_id) else "c.CourseDirectory.student_id"


def named(thing: object) -> str:
    """Return the dotted name of an object's class, as nbgrader_config.py spells it."""
    package = "nbgrader.preprocessors"
    module = type(thing).__module__
    return f"{package if module.startswith(f'{package}.') else module}.{type(thing).__qualname__}"


def stock(course: CourseDirectory, config: Config) -> Autograde:
    """Return nbgrader's own converter, without the judge, for the assignment and learners that ``course`` names.

    Times of submission are read as the judge reads them; what is no time, at which nbgrader stops, is put aside.
    """
    course, config = deepcopy(course), deepcopy(config)
    for name in PLUGGED:
        config.Autograde.pop(name, None)
    timezone = str(config.get("Exchange", {}).get("timezone", "UTC"))
    for folder in glob(course.format_path(course.submitted_directory, course.student_id, course.assignment_id)):
        if not os.path.islink(folder):
            beside.put_aside_bad_timestamp(Path(folder), timezone)
    course.get_existing_timestamp = lambda folder: beside.timestamp_of(folder, timezone)
    return Autograde(coursedir=course, config=config)
