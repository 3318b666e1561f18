"""A small class in a folder of its own: the real lesson 1, two innocent learners, and whoever else hands in."""

import copy
import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

from autograder import settings
from autograder.course.lesson import function_of
from autograder.sandbox.limits import Limits

from .handed_in import LESSON, NAME, Notebook

ROOT = Path(__file__).resolve().parents[2]
QUICK = Limits(cell_seconds=1, exercise_seconds=1, patience=5)
INNOCENTS = {"innocent": "source", "blank": "release"}
ROWS = """
    select grade_cells.id, auto_score, manual_score, needs_manual_grade, auto_comment, submitted_assignment.timestamp
    from submitted_assignment
    join submitted_notebook on submitted_notebook.assignment_id = submitted_assignment.id
    join grade on grade.notebook_id = submitted_notebook.id
    join grade_cells on grade_cells.id = grade.cell_id
    left join comment on comment.notebook_id = submitted_notebook.id
    where student_id = ? order by 1, 5
"""


class SmallClass:
    """The course's files in ``root``, with `settings` whose limits are short."""

    def __init__(self, root, **changes):
        self.root = root
        for step in ("source", "release"):
            shutil.copytree(ROOT / step / LESSON, root / step / LESSON, ignore=shutil.ignore_patterns("*.md"))
        for name in ("gradebook.db", "nbgrader_config.py"):
            shutil.copy(ROOT / name, root)
        shutil.copy(ROOT / "gradebook.db", root / "class.db")
        self.settings = replace(settings.load(root), limits=QUICK, **{"workers": 1, **changes})
        self.solved = json.loads((root / "source" / LESSON / NAME).read_text())

    def notebook(self):
        """Return the solved notebook, to be spoiled."""
        return Notebook(copy.deepcopy(self.solved), folder=self.root)

    def hand_in(self, student, make=lambda notebook: None):
        """Write what ``make`` makes of the solved notebook as the submission of ``student``."""
        notebook = self.notebook()
        make(notebook)
        notebook.write(self.root / "submitted" / student / LESSON)

    def hand_in_innocents(self):
        """Hand in one solved and one untouched notebook."""
        for student, step in INNOCENTS.items():
            folder = self.root / "submitted" / student / LESSON
            folder.mkdir(parents=True)
            shutil.copy(self.root / step / LESSON / NAME, folder)

    def query(self, query, *values):
        """Return rows of the gradebook."""
        with sqlite3.connect(self.root / "class.db") as database:
            return database.execute(query, values).fetchall()

    def rows(self, student):
        """Return all that the gradebook says about one learner's work."""
        return self.query(ROWS, student)

    def points(self, student):
        """Return ``{function: points}`` as the gradebook has them, but for cells that wait for a person's."""
        rows = self.query(
            """select base_cell.name, auto_score from grade
            join base_cell on base_cell.id = grade.cell_id
            join submitted_notebook on submitted_notebook.id = grade.notebook_id
            join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
            where student_id = ? and auto_score is not null""",
            student,
        )
        return {function_of(name): score for name, score in rows}

    def graded(self, student):
        """Return the notebook in autograded/."""
        return json.loads((self.root / "autograded" / student / LESSON / NAME).read_text())
