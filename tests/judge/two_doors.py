"""A small class that both doors grade, and that says more in its nbgrader_config.py."""

import csv
import shutil
from dataclasses import replace

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins.export import CsvExportPlugin

from autograder import settings

from .handed_in import LESSON
from .small_class import QUICK, SmallClass


class Class(SmallClass):
    """A small class whose nbgrader_config.py says more, with both doors."""

    def say_to_nbgrader(self, text):
        """Add lines to nbgrader_config.py."""
        with (self.root / "nbgrader_config.py").open("a") as file:
            file.write(text)
        self.settings = replace(settings.load(self.root), limits=QUICK, workers=1)

    def gradebook(self):
        """Open the gradebook."""
        return Gradebook(f"sqlite:///{self.root / 'class.db'}")

    def due(self, when):
        """Set the deadline."""
        with self.gradebook() as opened:
            opened.update_or_create_assignment(LESSON, duedate=when)

    def hand_in_at(self, student, when, make=lambda notebook: None):
        """Hand in, once more perhaps, with a time."""

        def timed(notebook):
            make(notebook)
            notebook.files = {"timestamp.txt": when} if when else {}

        shutil.rmtree(self.root / "submitted" / student, ignore_errors=True)
        self.hand_in(student, timed)

    def by_nbgrader(self, name=LESSON, force=False):
        """Grade as `nbgrader autograde` does."""
        config = settings.configuration(self.root)
        limits = {"cell_seconds": 1, "exercise_seconds": 1, "patience": 5}
        config.Judge.limits = limits | config.Judge.get("limits", {})
        directory = CourseDirectory(config=config, assignment_id=name)
        directory.root, directory.db_url = str(self.root), f"sqlite:///{self.root / 'class.db'}"
        converter = Autograde(coursedir=directory, config=config)
        converter.force = converter.force or force
        converter.start()

    def export(self):
        """Return the rows of `nbgrader export`."""
        path = self.root / "grades.csv"
        with self.gradebook() as opened:
            CsvExportPlugin(to=str(path)).export(opened)
        with path.open(newline="") as file:
            return [row for row in csv.DictReader(file) if row["assignment"] == LESSON]

    def scores(self):
        """Return {student: score} of the export."""
        return {row["student_id"]: float(row["score"]) for row in self.export()}
