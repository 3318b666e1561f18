"""nbgrader's Autograde with our judge's care: what is to be graded, what is refused, what is up to date already.

`JudgedAutograde` is what `nbgrader_plugin` makes of the converter behind `nbgrader autograde` and Formgrader's button.
"""

import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from backprop.exercises import exercises_of

from .. import settings, whole
from ..course import agreement, class_gradebook, self_check
from ..course import lesson as lessons
from ..course.versions import older_python
from ..grading import removed
from ..intake import beside
from ..judging.judge import Judge
from ..judging.lacking import Lacking
from ..judging.reference import NoReference
from ..judging.work import Work
from ..names import shown, unusable
from ..record import gradebook
from ..sandbox.canary import NoWalls
from .pipeline import WITHOUT_EXERCISES, NotFollowed, Pipeline, stock

REFUSALS = (
    *(NoWalls, NoReference, settings.Damaged, self_check.SelfCheckError, lessons.UnknownLesson),
    *(agreement.Disagreement, class_gradebook.NoGradebook),
)


class JudgedAutograde(Autograde):
    """nbgrader's Autograde, careful with what it finds in submitted/ and autograded/."""

    def convert_notebooks(self) -> None:
        """Judge every submission; refuse as a whole where there are no walls, or the lesson itself is wrong.

        An assignment without exercises of the course goes to nbgrader's own converter.
        """
        name = self.coursedir.assignment_id
        if not exercises_of(name):
            for sentence in agreement.of_own(settings.of(self.config, self.coursedir), name):
                self.log.error("%s", sentence)
                raise NbGraderException(sentence)
            self.log.warning("%s", WITHOUT_EXERCISES.format(name=name))
            own = stock(self.coursedir, self.config)
            own.force, own.create_student = self.force, self.create_student
            return own.start()
        try:
            self.settings = settings.of(self.config, self.coursedir)
            for line in class_gradebook.line(self.coursedir.db_url, self.settings.root).splitlines():
                self.log.info("%s", line)
            pipeline = Pipeline(self.settings)
            self.terms = pipeline.penalties.terms
            whole.clear_partial(self.settings.folder)
            whole.clear_partial(self.settings.path("autograded", "x", "x").parent.parent)
            self.add_folders_without_notebook(name)
            self.lesson = lessons.load(self.coursedir.db_url, name)
            agreement.refuse(self.settings, self.lesson)
            self.done = gradebook.recorded(self.coursedir.db_url, self.lesson)
            self.by_hand = gradebook.by_hand(self.coursedir.db_url, name)
            self.removed, self.unchanged = removed.Removed(self.settings), set[str]()
            if older := older_python(self.settings.root):
                self.log.warning("%s", older)
            with Judge(self.settings) as self.judge, self.times_as_the_judge_reads_them():
                self.log.info("The judge's walls: %s", self.judge.walls)
                self_check.check(self.judge, name)
                self.lacking = Lacking()
                try:
                    super().convert_notebooks()
                finally:
                    for line in filter(None, [*self.lacking.lines(), self.removed.told()]):
                        self.log.warning("%s", line)
                    self.penalise_the_unchanged(pipeline)
        except (*REFUSALS, NotFollowed) as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from None

    @contextmanager
    def times_as_the_judge_reads_them(self) -> Iterator[None]:
        """Answer for a while in place of nbgrader, which reads all of a timestamp.txt, and stops at what is no time."""
        self.coursedir.get_existing_timestamp = lambda folder: beside.timestamp_of(folder, self.settings.timezone)
        try:
            yield
        finally:
            del self.coursedir.get_existing_timestamp

    def penalise_the_unchanged(self, pipeline: Pipeline) -> None:
        """Bring the late penalties of what was not graded again up to date, as the class command does."""
        name = self.coursedir.assignment_id
        changed, failed = gradebook.penalise_again(self.coursedir.db_url, name, self.unchanged, pipeline)
        for student, before, after in changed:
            self.log.warning("%s, %s: late penalty %g, which was %g", shown(student), name, after, before)
        for student, why in failed.items():
            self.log.error("%s, %s: its late penalty is left as it was: %s", shown(student), name, why)
        if failed:
            raise NbGraderException("late penalties could not be set")

    def add_folders_without_notebook(self, name: str) -> None:
        """Grade what lies in a submission without a notebook too: as nothing. Follow no links among the folders.

        name: the lesson's.
        """
        pattern = self._format_source(name, self.coursedir.student_id)
        self.assignments = {}
        for folder in filter(os.path.isdir, glob.glob(pattern)):
            if os.path.islink(os.path.dirname(folder)):
                self.log.warning("%s is reached by a link, and was not graded", folder)
            elif why := unusable(os.path.basename(os.path.dirname(folder))):
                self.log.warning("%r was not graded: %s", folder, why)
            else:
                self.assignments[folder] = [os.path.join(folder, f"{name}.ipynb")]

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Return whether the submission is to be graded; what has changed, or was left unfinished, is removed first.

        nbgrader looks at the time of submission alone, and at what lies in autograded/.
        """
        if student_id in self.coursedir.student_id_exclude.split(","):
            return False
        if self.removed.was(student_id, assignment_id):
            name = shown(student_id)
            self.log.warning("%s, %s: left out: %s", name, assignment_id, removed.SENTENCE.format(student=name))
            return False
        deadline = gradebook.deadlines(self.coursedir.db_url, assignment_id)(student_id)
        self.work = Work(self.settings, self.lesson, student_id, deadline + self.terms)
        self.work.put_aside_bad_timestamp()  # before nbgrader stops at it
        target = Path(self._format_dest(assignment_id, student_id))
        if target.is_dir() and (why := self.work.why(student_id in self.done)):
            self.log.warning("%s, %s: graded again: %s", shown(student_id), assignment_id, why)
            shutil.rmtree(target)
        if wanted := super().init_destination(assignment_id, student_id):
            return wanted
        self.unchanged.add(student_id)
        return False

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Prepare the gradebook; copy none of the submission's other files, whatever they lead to.

        The submission is read first: what the grader itself cannot read must not get as far as nbgrader's 0.
        """
        self.handed_in = self.work.open()
        ignored = self.coursedir.ignore
        self.coursedir.ignore = [*ignored, "*"]
        try:
            super().init_assignment(assignment_id, student_id)
        finally:
            self.coursedir.ignore = ignored
        target = Path(self._format_dest(assignment_id, student_id))
        target.mkdir(parents=True, exist_ok=True)
        submitted = self._format_source(assignment_id, student_id)
        for name, text in beside.files_for_feedback(submitted, self.settings.timezone).items():
            (target / name).write_text(text, encoding="ascii")
