"""The small files beside a submission: when it was handed in, and the secret by which its feedback is found."""

import os
import re
import secrets
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from nbgrader.utils import parse_utc

MOST_TIMESTAMP = 200


def timestamp_of(folder: Path) -> datetime | None:
    """Return when the submission in ``folder`` was handed in, None if that is not said or not readable as a time."""
    path = Path(folder, "timestamp.txt")
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return parse_utc(file.read(MOST_TIMESTAMP).decode("ascii").strip())
    except (OSError, ValueError, OverflowError, TypeError, AttributeError):
        return None


def files_for_feedback(folder: Path) -> dict[str, str]:
    """Return {file name: text} of what `nbgrader release_feedback` looks for beside every graded notebook.

    When the submission came, empty if that is not known; and the secret by which its learner finds the feedback, a new
    one if it has none to be read. One submission without them would end the command for the whole class.
    """
    when = timestamp_of(folder)
    return {
        "timestamp.txt": f"{when:%Y-%m-%d %H:%M:%S.%f} UTC" if when else "",
        "submission_secret.txt": secret_of(folder) or secrets.token_hex(64),
    }


def secret_of(folder: Path) -> str | None:
    """Return the secret that `nbgrader submit` put into a submission, None where there is nothing like one."""
    path = Path(folder, "submission_secret.txt")
    with suppress(OSError):
        if path.is_file() and not path.is_symlink() and not path.parent.is_symlink():
            with path.open("rb") as file:
                found = re.fullmatch(rb"[0-9a-f]{32,200}", file.read(MOST_TIMESTAMP + 1))
            return found and found[0].decode()
    return None


def put_aside_bad_timestamp(folder: Path) -> tuple[str, ...]:
    """Rename a timestamp.txt that is no time: nbgrader and Formgrader would stop at it. Return a note if it was so."""
    path = Path(folder, "timestamp.txt")
    if not os.path.lexists(path) or timestamp_of(folder) is not None:
        return ()
    names = (path.with_name(f"timestamp.unreadable{number or ''}") for number in count())
    try:
        path.rename(next(name for name in names if not os.path.lexists(name)))
    except OSError:
        return ()
    return ("Its timestamp.txt was no time; it was put aside, and the submission counts as one without a time.",)
