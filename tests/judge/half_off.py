"""A late penalty as an instructor would write it: half of the points."""

from nbgrader.plugins import BasePlugin


class HalfOff(BasePlugin):
    """Takes half of the points."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Return half of ``score``."""
        return score / 2
