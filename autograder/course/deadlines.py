"""Until when a submission was due: as nbgrader has it, which stops where an extended deadline was taken away."""

from datetime import datetime, timedelta

from nbgrader.api import SubmittedAssignment


def due(submission: SubmittedAssignment) -> datetime | None:
    """Return the deadline with the student's extension, in UTC; None where there is no deadline to be extended."""
    deadline: datetime | None = submission.assignment.duedate
    return deadline and deadline + (submission.extension or timedelta())


setattr(SubmittedAssignment, "duedate", property(due))  # noqa: B010 - for all of nbgrader: both doors, its pages
