"""Late penalties as an instructor would write them."""

from fractions import Fraction

from nbgrader.plugins import BasePlugin
from traitlets import Any

from .handed_in import FULL


class HalfOff(BasePlugin):
    """Takes half of the points, or what it is told."""

    curve = Any(lambda score: score / 2).tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Return half of ``score``."""
        return self.curve(score)


WHAT = {  # what a plug-in returns, and what it comes to
    "none": (None, 0),
    "nan": (float("nan"), 0),
    "below": (-3, 0),
    "endless": (float("inf"), FULL),
    "third": (Fraction(10, 3), 10 / 3),
    "text": ("1", 0),
    "raises": (None, 0),
    "parent": (None, 1),
}


class ByName(BasePlugin):
    """Takes what the learner's name says."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Return it, or raise."""
        if student_id == "raises":
            raise LookupError("no such\nlearner")
        if student_id == "parent":  # what nbgrader's step holds when it asks
            step = self.parent
            found = step.gradebook.find_submission_notebook(step.notebook_id, step.assignment_id, step.student_id)
            return float(found.score == score and bool(step.db_url))
        return WHAT[student_id][0]
