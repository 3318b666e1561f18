"""What holds for a submission as a whole: its points, when it came, how late, and what that cost."""

from datetime import datetime, timedelta
from typing import Any

from nbgrader.api import SubmittedNotebook

from backprop.checking.card import amount


def totals(notebook: SubmittedNotebook) -> dict[str, Any]:
    """Return all points together, when it was handed in, how late, and what that cost."""
    submission, penalty = notebook.assignment, notebook.late_submission_penalty or 0.0
    late = submission.total_seconds_late
    return {
        "points": amount(notebook.score - penalty),
        "maximum": amount(notebook.max_score),
        "penalty": amount(penalty) if penalty else "",
        "late": span(late) if late > 0 else "",
        "when": moment(submission.timestamp),
        "due": moment(submission.duedate),
    }


def moment(when: datetime | None) -> str:
    """Return a time of the gradebook, which keeps them in UTC."""
    return f"{when:%Y-%m-%d %H:%M} UTC" if when else ""


def span(seconds: float) -> str:
    """Return how long something took in its two largest units, such as "1 h 5 min"."""
    whole = timedelta(seconds=round(seconds))
    hours, rest = divmod(whole.seconds, 3600)
    minutes, left = divmod(rest, 60)
    units = ((whole.days, "d"), (hours, "h"), (minutes, "min"), (left, "s"))
    first = next((i for i, (count, _) in enumerate(units) if count), 3)
    return " ".join(
        f"{count} {unit}" for count, unit in units[first : first + 2] if count or (unit == "s" and first == 3)
    )
