"""Whether a lesson's text, its built notebooks and the class's gradebook say the same of its graded cells.

Points come from the gradebook, answers are compared with source/, learners were given release/: where one of them is of
another week, right work would get wrong points without a word. So grading stops at the first lesson that disagrees.
"""

from collections.abc import Iterator
from pathlib import Path

from backprop.exercises import exercises_of

from ..settings import Settings
from . import class_gradebook
from . import lesson as lessons
from .graded_cells import Cells, as_recorded, compared, known, of_gradebook, of_notebook, of_text
from .lesson import CHECK, Lesson

MOST_TOLD = 3


class Disagreement(ValueError):
    """A lesson's parts disagree; the message says in what, and which command mends it."""


def refuse(settings: Settings, lesson: Lesson) -> None:
    """Raise `Disagreement` unless all that is said of the lesson's graded cells agrees."""
    found = list(differences(settings, lesson))
    if not found:
        return
    more = f", and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    own = not (settings.source / lesson.name / f"{lesson.name}.md").is_file()
    mend = f"nbgrader generate_assignment {lesson.name} --force" if own else "make build"
    raise Disagreement(f"{lesson.name}: {'; '.join(found[:MOST_TOLD])}{more}. Run `{mend}`, then this again.")


def of_own(settings: Settings, name: str) -> list[str]:
    """Return the same as a list, empty or of one sentence, of an instructor's own assignment of one notebook."""
    try:
        refuse(settings, lessons.load(settings.db_url, name))
    except lessons.UnknownLesson:  # as one of several notebooks is, too
        return []
    except Disagreement as error:
        return [str(error)]
    return []


def differences(settings: Settings, lesson: Lesson) -> Iterator[str]:
    """Say in what the text, source/, release/ and the gradebook differ, cell by cell; what is not there is left out."""
    name = lesson.name
    built = settings.source / name / f"{name}.ipynb"
    source = of_notebook(built)
    if source is None:  # it is told where solutions are asked for
        return
    yield from of_author(built.with_suffix(".md"), source)
    points = {exercise.grade_id + CHECK: exercise.points for exercise in exercises_of(name).values()}
    for grade_id, cell in source.items():
        if cell.points is not None and cell.points != points.get(grade_id, cell.points):
            yield f"{grade_id} has {cell.points:g} points in source/ and {points[grade_id]:g} in exercises/"
    release = of_notebook(settings.root / settings.course.release_directory / name / f"{name}.ipynb")
    if release is not None:
        yield from compared(source, {i: c._replace(text=None) for i, c in release.items()}, "source/", "release/")
    gradebook = class_gradebook.named(settings.db_url, settings.root)
    yield from compared(as_recorded(source, release or {}), of_gradebook(lesson), "source/", gradebook)


def of_author(path: Path, source: Cells) -> Iterator[str]:
    """Say in what the authored text differs from what was built of it; nothing where there is none.

    It is looked through quickly, which may mistake a cell; so what seems to differ is read again as the build reads it.
    """
    if not path.is_file():
        return
    text, origin = path.read_text("utf-8"), f"source/{path.parent.name}/{path.name}"
    if any(compared(of_text(text), source, origin, "its .ipynb")):
        from .lesson_text import TextError, read_lesson  # takes long to load, and is rarely needed

        try:
            read = [(cell.metadata.get("nbgrader", {}), cell.source) for cell in read_lesson(text, origin).cells]
        except TextError as error:
            yield str(error)
        else:
            yield from compared(known(read), source, origin, "its .ipynb")
