"""Fetch and hand in by nbgrader's exchange: one notebook a lesson, wherever in the clone the shell stands.

It is the fetched copy, notebooks/LESSON/LESSON.ipynb (`two_copies`). What was written beside it is taken along when the
lesson is fetched, and before it is handed in.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory
from nbgrader.exchange.default import Exchange, ExchangeFetchAssignment, ExchangeSubmit
from traitlets import Bool
from traitlets.config import Config

from .two_copies import fetched, newer, take_along

NOT_FETCHED = (
    "Not handed in: {path} is not there. `nbgrader fetch_assignment {lesson}` fetches it, and takes along what was "
    "written in the lesson before."
)
NO_COURSE = (
    "There is no course {course!r} in the exchange {root}: nothing is released yet, or your instructor named another "
    "folder (BACKPROP_EXCHANGE, or exchange in class.toml) or another course (BACKPROP_COURSE, or course)."
)


def refuse_no_course(exchange: Exchange) -> None:
    """End with a sentence where the exchange holds nothing of the course."""
    course = exchange.coursedir.course_id
    if not Path(exchange.root, course).is_dir():
        exchange.fail(NO_COURSE.format(course=course, root=exchange.root))


class Fetch(ExchangeFetchAssignment):
    """nbgrader's fetching, which takes work along, and leaves what was fetched before as it is."""

    replace_missing_files = Bool(True, help=ExchangeFetchAssignment.replace_missing_files.help).tag(config=True)

    def init_src(self) -> None:
        """Find what is released; say what to set where no exchange is."""
        refuse_no_course(self)
        super().init_src()

    def copy_files(self) -> None:
        """Copy the lesson's files that are not there yet; take work along."""
        super().copy_files()
        if told := take_along(fetched(Path(self.dest_path).parent, self.coursedir.assignment_id)):
            self.log.warning("%s", told)


class Submit(ExchangeSubmit):
    """nbgrader's handing in, which takes work along, and refuses a copy that is not the last one worked in."""

    def init_src(self) -> None:
        """Find what is to be handed in: a lesson by its name, or the folder at a path from where the shell stands."""
        refuse_no_course(self)
        if len(Path(self.coursedir.assignment_id).parts) > 1:
            self.coursedir.assignment_id = os.path.abspath(self.coursedir.assignment_id)
        super().init_src()

    def _assignment_not_found(self, src_path: str, other_path: str) -> None:
        """Say which command fetches it, where nbgrader names whatever else lies there."""
        self.fail(NOT_FETCHED.format(path=src_path, lesson=Path(src_path).name.removesuffix(".ipynb")))

    def copy_files(self) -> None:
        """Hand in."""
        copy = fetched(Path(self.src_path).parent, self.coursedir.assignment_id)
        told = take_along(copy)
        if newer(copy):
            self.fail(f"Not handed in. {told}")
        if told:
            self.log.warning("%s", told)
        super().copy_files()


def fetch_released(config: Config, folder: Path) -> Iterator[str]:
    """Fetch into a learner's ``folder`` what is released and not there yet; say what was done."""
    factory, authenticator = ExchangeFactory(config=config), Authenticator(config=config)
    outbound = Path(factory.List(config=config).root, config.CourseDirectory.course_id, "outbound")
    for released in sorted(path for path in outbound.glob("*") if path.is_dir()):
        course: Any = CourseDirectory(config=config, assignment_id=released.name)
        if fetched(folder, released.name).is_file():
            continue
        try:
            factory.FetchAssignment(
                coursedir=course, authenticator=authenticator, config=config, assignment_dir=str(folder)
            ).start()
        except (ExchangeError, OSError) as error:
            yield f"{released.name} could not be fetched: {error}"
        else:
            yield f"{released.name} was fetched: the notebook in {released.name}/ is the one that is handed in."
    if not outbound.is_dir():
        yield f"Nothing is released yet in {outbound}."
