"""Build everything that is derived from the lessons' text: `python -m autograder build`.

1. read       source/01_intuition/01_intuition.md -> a notebook (lesson_text.read_lesson)
2. check      its graded cells against the exercises of notebooks/backprop (lesson_text.check_lesson)
3. source     the notebook with its solutions, as nbgrader reads it
4. release    the learner's version, by nbgrader's own converter in this process; it registers the assignment, too
5. notebooks  the same bytes, laid flat
6. self-check where a release changes: solutions must score in full, known mistakes must not (self_check.check_release)
7. gradebook  gradebook.db, replaced only when it would say something else
8. class      the class's own gradebook, if there is one, brought to agree; its grades stay (registering.register)

All of it happens in a temporary course first. A file is then written if its content changed, and what was built from
a text that is gone is removed.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import DatabaseError
from traitlets.config.loader import PyFileConfigLoader

from . import whole
from .course import class_gradebook, course_gradebook
from .course.lesson_text import Contract, TextError, check_lesson, read_lesson
from .course.registering import GivenByHand, register
from .plugins.configuration import Damaged, gradebook_of


class BuildError(Exception):
    """What stops a build, in one line for each reason."""


def build(root: Path | str, target: Path | str | None = None, contract: Contract | None = None) -> list[str]:
    """Build the course in `root`, into `target` if given, else in place; return the paths that changed.

    contract: {function name: Exercise}, by default all of `backprop.exercises`. Raises BuildError, and has then
    written nothing.
    """
    root, target = Path(root), Path(target or root)
    lessons = read(root, contract)
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        release(root, course, lessons)
        files = derived(course, lessons)
        stale = [path for path in built(target) if path not in files]
        changed = [path for path, data in files.items() if content_of(target / path) != data]
        refuse_to_overwrite_work(target, [*changed, *stale])
        if contract is None:
            check_solutions({name: lessons[name] for name in lessons if f"release/{name}/{name}.ipynb" in changed})
        changed += replace_gradebook(course, target)
    for path in changed:
        if path in files:
            whole.write(target / path, files[path])
    for path in stale:
        (target / path).unlink()
    return [*changed, *stale]


def read(root: Path, contract: Contract | None) -> dict[str, NotebookNode]:
    """Return {lesson: notebook} for every text in source/, checked."""
    contract = all_exercises() if contract is None else contract
    lessons, problems = {}, []
    for text in sorted(root.glob("source/*/*.md")):
        if text.stem != text.parent.name:
            continue
        origin = text.relative_to(root).as_posix()
        try:
            lessons[text.stem] = read_lesson(text.read_text(encoding="utf-8"), origin)
            check_lesson(lessons[text.stem], text.stem, contract)
        except TextError as error:
            problems.append(str(error))
    if not lessons:
        problems.append(f"{root}: there is no lesson's text in source/")
    if problems:
        raise BuildError("\n".join(problems))
    return lessons


def all_exercises() -> Contract:
    """Return the course's exercises; raise BuildError where one of their modules does not load."""
    from backprop.exercises import exercises

    try:
        return exercises()
    except Exception as error:  # whatever an author's module may raise
        raise BuildError(f"notebooks/backprop/exercises/ does not load: {type(error).__name__}: {error}") from error


def release(root: Path, course: Path, lessons: dict[str, NotebookNode]) -> None:
    """Fill the temporary `course` with nbgrader, under the settings of `root`: source/, release/ and gradebook.db."""
    for name, notebook in lessons.items():
        folder = course / "source" / name
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    settings = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    settings.CourseDirectory.root, settings.CourseDirectory.course_id = str(course), "backprop"  # the same everywhere
    settings.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
    directory = CourseDirectory(config=settings, assignment_id="*")
    course_gradebook.create(course / "gradebook.db")
    try:
        GenerateAssignment(coursedir=directory, config=settings).start()
    except (NbGraderException, SystemExit) as error:
        raise BuildError(f"nbgrader could not make the release version: {error}") from error


def check_solutions(lessons: dict[str, NotebookNode]) -> None:
    """Raise BuildError unless, in each lesson to be released, solutions are right and known mistakes wrong."""
    from .course.self_check import (  # the judge's; most builds change nothing and need none of it
        SelfCheckError,
        check_release,
    )

    for name, notebook in lessons.items():
        try:
            check_release(name, notebook)
        except SelfCheckError as error:
            raise BuildError(str(error)) from error


def derived(course: Path, lessons: Iterable[str]) -> dict[str, bytes]:
    """Return {path: bytes} of all files but the gradebook, read from the temporary course."""
    files = {}
    for name in lessons:
        for kind in ("source", "release"):
            files[f"{kind}/{name}/{name}.ipynb"] = (course / kind / name / f"{name}.ipynb").read_bytes()
        files[f"notebooks/{name}.ipynb"] = files[f"release/{name}/{name}.ipynb"]
    return files


def built(target: Path) -> list[str]:
    """Return the paths of the notebooks in `target` that a build has written, by what they say of themselves."""
    places = ("source/*/*.ipynb", "release/*/*.ipynb", "notebooks/*.ipynb")
    paths = [path.relative_to(target).as_posix() for place in places for path in sorted(target.glob(place))]
    return [path for path in paths if b'"built_from": "source/' in content_of(target / path)]


def refuse_to_overwrite_work(target: Path, paths: list[str]) -> None:
    """Raise BuildError if one of the paths is a notebook that somebody has worked in: it has outputs."""
    for path in paths:
        try:
            cells = json.loads(content_of(target / path) or "{}").get("cells", [])
        except ValueError:
            continue
        if any(cell.get("outputs") or cell.get("execution_count") for cell in cells):
            raise BuildError(
                f"{path} has been worked in (it holds outputs). Move it away, or clear its outputs, first."
            )


def replace_gradebook(course: Path, target: Path) -> list[str]:
    """Put the new gradebook in the place of one that says something else; return the path if it did.

    Raises BuildError if the old one holds people's work.
    """
    new, old = course / "gradebook.db", target / "gradebook.db"
    if old.exists():
        try:
            if course_gradebook.content(old) == course_gradebook.content(new):
                return []
            if count := course_gradebook.people(old):
                raise BuildError(
                    f"gradebook.db holds {count} rows of learners' work, and the lessons have changed. "
                    f"A class's grades belong in class.db: if they are not there yet, `{class_gradebook.WAY_OUT}`; "
                    "if they are, `git restore gradebook.db`. Then run `make build` again."
                )
        except sqlite3.Error as error:
            raise BuildError(f"gradebook.db is not a gradebook ({error}). Remove it first.") from error
    whole.write(old, new.read_bytes())
    return ["gradebook.db"]


def content_of(path: Path) -> bytes:
    """Return a file's bytes, none if there is no such file."""
    return path.read_bytes() if path.is_file() else b""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take none: there is one course to build, and one way."""


def main(given: argparse.Namespace) -> None:
    """Build the repository that this package lies in; say what changed."""
    root = Path(__file__).resolve().parent.parent
    try:
        changed = build(root)
    except BuildError as error:
        sys.exit(str(error))
    print("\n".join(f"written: {path}" for path in changed) or "Everything was up to date.")
    if told := register_in_class(root):
        print(told)


def register_in_class(root: Path) -> str:
    """Bring the class's gradebook to agree with what was built; return what to say of it, nothing if there is none."""
    try:
        db_url = gradebook_of(root)
    except Damaged as error:
        sys.exit(str(error))
    if db_url == class_gradebook.url(root) and not (root / class_gradebook.NAME).exists():
        return ""  # it will begin as a copy
    try:
        told = class_gradebook.line(db_url, root)
        changed = register(db_url, root)
    except (GivenByHand, class_gradebook.NoGradebook) as error:
        sys.exit(f"The class's gradebook was left as it is: {error}")
    except DatabaseError as error:
        sys.exit(f"The class's gradebook cannot be used ({error.orig}).")
    return told + (f"\nregistered there: {', '.join(changed)}. `make grade` grades them anew." if changed else "")
