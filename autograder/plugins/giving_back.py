"""Learners' pages by nbgrader's own converter and exchange, for those who are chosen, without what it prints."""

import glob
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy

from nbgrader.auth import Authenticator
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.exchange import ExchangeError, ExchangeFactory

from ..settings import Settings


class Pages(GenerateFeedback):
    """nbgrader's converter, for the learners who are ``wanted``; why a page could not be made is in ``failed``."""

    wanted: frozenset[str] = frozenset()
    failed: dict[str, str]

    def init_notebooks(self) -> None:
        """Find what is graded, as nbgrader does; keep who is wanted."""
        super().init_notebooks()
        chosen = {self._format_source(self.coursedir.assignment_id, student) for student in self.wanted}
        found = self.assignments  # type: ignore[has-type]
        self.assignments = {folder: files for folder, files in found.items() if folder in chosen}
        self.failed = {}

    @contextmanager
    def remembered(self, student: str) -> Iterator[None]:
        """Remember what is raised inside as why a student's page could not be made."""
        try:
            yield
        except Exception as error:
            self.failed[student] = " ".join(str(error).split()) or type(error).__name__
            raise

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Prepare the folder of a student's page."""
        with self.remembered(student_id):
            super().init_assignment(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Make one page."""
        student = self.init_single_notebook_resources(notebook_filename)["nbgrader"]["student"]
        with self.remembered(student):
            super().convert_single_notebook(notebook_filename)


@contextmanager
def silence() -> Iterator[None]:
    """Keep back for a while what nbgrader would log: warnings about what is meant, tracebacks about what is told."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def make(settings: Settings, name: str, students: Sequence[str]) -> dict[str, str]:
    """Make the pages of these learners anew for the lesson ``name``; return ``{student: why}`` where one failed."""
    course = copy(settings.course)
    course.assignment_id = name
    converter = Pages(coursedir=course, config=settings.config)
    converter.force, converter.wanted, converter.failed = True, frozenset(students), {}
    with silence():
        try:
            converter.start()
        except NbGraderException as error:
            return {student: converter.failed.get(student, str(error)) for student in students}
    return converter.failed


def page(settings: Settings, student: str, name: str) -> bytes:
    """Return what lies in feedback/ for a learner's work on a lesson; empty where there is nothing."""
    return b"".join(path.read_bytes() for path in sorted(settings.path("feedback", student, name).glob("*.html")))


def release(settings: Settings, name: str, students: Sequence[str]) -> dict[str, str]:
    """Put pages where their learners can fetch them; return ``{student: why}`` where that was not possible."""
    course, faults = copy(settings.course), {}
    course.assignment_id = name
    authenticator, factory = Authenticator(config=settings.config), ExchangeFactory(config=settings.config)
    with silence():
        for student in students:
            course.student_id = glob.escape(student)
            try:
                factory.ReleaseFeedback(coursedir=course, authenticator=authenticator, config=settings.config).start()
            except (ExchangeError, OSError) as error:
                faults[student] = str(error)
    return faults
