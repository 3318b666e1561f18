"""One notebook a lesson for a learner: the fetched copy, notebooks/LESSON/LESSON.ipynb, which is what is handed in.

The notebook beside that folder, notebooks/LESSON.ipynb, is the same lesson for whoever learns alone. Work that began
there is taken along when the lesson is fetched, and before it is handed in; nothing is ever taken from where it was.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory
from nbgrader.exchange.default import Exchange, ExchangeFetchAssignment, ExchangeSubmit
from nbgrader.utils import compute_checksum, is_solution
from traitlets import Bool
from traitlets.config import Config

TAKEN = "The answers in {beside} were taken along into {copy}, which is the notebook that is handed in."
NEWER = (
    "{beside} was worked in later than {copy}, which is the notebook that is handed in. Copy the answers that count "
    "into the second, and save it."
)
NOT_FETCHED = (
    "Not handed in: {path} is not there. `nbgrader fetch_assignment {lesson}` fetches it, and takes along what was "
    "written in the lesson before."
)
NO_COURSE = (
    "There is no course {course!r} in the exchange {root}: nothing is released yet, or your instructor named another "
    "folder (BACKPROP_EXCHANGE, or exchange in class.toml) or another course (BACKPROP_COURSE, or course)."
)


def fetched(folder: Path, lesson: str) -> Path:
    """Return where the notebook of a lesson that is handed in lies, in a learner's ``folder``."""
    return folder / lesson / f"{lesson}.ipynb"


def beside(copy: Path) -> Path:
    """Return the notebook beside the folder of a fetched copy."""
    return copy.parent.with_name(copy.name)


def notebook_of(path: Path) -> NotebookNode:
    """Return a notebook; an empty one where there is none that can be read."""
    try:
        return nbformat.read(path, as_version=4)
    except Exception:  # no file, no JSON, no notebook
        return nbformat.v4.new_notebook()


def graded(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return nbgrader's cells by their grade ids."""
    cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]
    return {cell.metadata.nbgrader.grade_id: cell for cell in cells}


def answers(path: Path) -> dict[str, str]:
    """Return ``{grade id: text}`` of the answers in a notebook that are not as they were released."""
    cells = graded(notebook_of(path)).items()
    return {
        grade_id: cell.source
        for grade_id, cell in cells
        if is_solution(cell) and compute_checksum(cell) != cell.metadata.nbgrader.get("checksum")
    }


def newer(copy: Path) -> bool:
    """Say whether other answers than those of the copy were written beside it, and later."""
    other = beside(copy)
    if not copy.is_file() or not other.is_file() or other.stat().st_mtime <= copy.stat().st_mtime:
        return False
    return bool(written := answers(other)) and written != answers(copy)


def take_along(copy: Path) -> str:
    """Put what was written beside a fetched copy into it, where it holds no answer; return what to say, if anything.

    The whole notebook, where both are of one release; of another release only the answers.
    """
    other = beside(copy)
    written = answers(other) if copy.is_file() else {}
    if not written or written == (own := answers(copy)):
        return ""
    names = {"beside": other.name, "copy": f"{copy.parent.name}/{copy.name}"}
    if own:
        return NEWER.format(**names) if newer(copy) else ""
    target = notebook_of(copy)
    checksums = [
        {grade_id: cell.metadata.nbgrader.get("checksum") for grade_id, cell in graded(notebook).items()}
        for notebook in (target, notebook_of(other))
    ]
    if checksums[0] == checksums[1]:
        shutil.copyfile(other, copy)
    else:
        for grade_id, cell in graded(target).items():
            cell.source = written.get(grade_id, cell.source)
        nbformat.write(target, copy)
    return TAKEN.format(**names)


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
