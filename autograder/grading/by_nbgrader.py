"""Let nbgrader itself grade an instructor's own assignment, which has no exercises of the course."""

from collections.abc import Sequence
from copy import deepcopy
from glob import escape

from nbgrader.converters.base import NbGraderException

from ..course import lesson as lessons
from ..course.agreement import of_own
from ..plugins.pipeline import WITHOUT_EXERCISES, stock
from ..settings import Settings
from .telling import Telling

NOT_ALL = "nbgrader could not grade all of it; whose it could not, and why, it says above"


def grade_by_nbgrader(settings: Settings, name: str, students: Sequence[str], force: bool, out: Telling) -> list[str]:
    """Let nbgrader itself grade an assignment that has no exercises of the course; return the faults."""
    try:
        lessons.refuse_unknown(settings.db_url, [name])
    except lessons.UnknownLesson as error:
        out.say(f"{name}: not graded: {error}")
        return [f"{name}: {error}"]
    if disagreed := of_own(settings, name):
        out.say(disagreed[0])
        return disagreed
    out.say(WITHOUT_EXERCISES.format(name=name))
    faults = []
    for student in map(escape, students) if students else [settings.course.student_id]:
        course = deepcopy(settings.course)
        course.assignment_id, course.student_id, course.db_url = name, student, settings.db_url
        converter = stock(course, settings.config)
        converter.force = converter.force or force
        try:
            converter.start()
        except NbGraderException as error:
            why = NOT_ALL if "traceback" in str(error) else str(error)
            out.say(f"{name}: {why}")
            faults.append(f"{name}: {why}")
    return faults
