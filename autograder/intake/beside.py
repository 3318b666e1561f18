"""The small files beside a submission: when it was handed in, and the secret by which its feedback is found."""

import os
import re
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from .file import LEARNERS

MOST_TIMESTAMP = 200
DATE, CLOCK = r"(?P<date>\d{4}-\d\d-\d\d)", r"(?P<clock>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)"
ZONE = r"(?P<zone>[+-]\d\d(?::?[0-5]\d)?|[A-Za-z][\w+/-]*)"
TIME = re.compile(rf"{DATE}(?:[T ]+{CLOCK}(?:\s*{ZONE})?)?", re.ASCII)


def timestamp_of(folder: Path | str, timezone: str = "UTC") -> datetime | None:
    """Return when the submission in ``folder`` was handed in, in UTC; None if that is not said, or not as a time.

    Raise OSError if the grader cannot read what is said.
    timezone: what ``c.Exchange.timezone`` says; by it alone a zone's letters, such as PST, can be told from others.
    """
    path = Path(folder, "timestamp.txt")
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(MOST_TIMESTAMP + 1)
    except OSError as error:
        if error.errno not in LEARNERS:
            raise
        return None
    try:
        return time_of(data.decode("utf-8-sig").strip(), timezone) if len(data) <= MOST_TIMESTAMP else None
    except (ValueError, LookupError, OverflowError, OSError):  # OSError: a zone with a name as no file has one
        return None


def time_of(text: str, timezone: str = "UTC") -> datetime:
    """Return the UTC time, without a zone, that ``text`` names; raise ValueError or OverflowError for none.

    A date and a time of day, as `nbgrader submit` writes them; then an offset such as +0200, UTC, or a zone by name.
    Without any it is UTC, as for nbgrader itself.
    """
    found = TIME.fullmatch(text)
    if not found:
        raise ValueError("no time")
    time = datetime.fromisoformat(f"{found['date']} {found['clock'] or '00:00'}")
    return in_zone(time, found["zone"] or "UTC", timezone).astimezone(UTC).replace(tzinfo=None)


def in_zone(time: datetime, name: str, timezone: str) -> datetime:
    """Return ``time`` in the zone called ``name``; raise ValueError for letters that may stand for several zones."""
    if name.upper() in ("UTC", "GMT", "Z"):
        return time.replace(tzinfo=UTC)
    if name[0] in "+-":
        return time.replace(tzinfo=datetime.strptime(name if len(name) > 3 else f"{name}00", "%z").tzinfo)
    if "/" in name:
        return time.replace(tzinfo=ZoneInfo(name))
    own = [time.replace(tzinfo=ZoneInfo(timezone), fold=fold) for fold in (0, 1)]
    for possible in own:
        if possible.tzname() == name:
            return possible
    raise ValueError(f"{name} may be any of several zones")


def files_for_feedback(folder: Path | str, timezone: str = "UTC") -> dict[str, str]:
    """Return {file name: text} of what `nbgrader release_feedback` looks for beside every graded notebook.

    When the submission came, empty if that is not known; and the secret by which its learner finds the feedback, a new
    one if it has none to be read. One submission without them would end the command for the whole class.
    """
    when = timestamp_of(folder, timezone)
    return {
        "timestamp.txt": f"{when:%Y-%m-%d %H:%M:%S.%f} UTC" if when else "",
        "submission_secret.txt": secret_of(folder) or secrets.token_hex(64),
    }


def secret_of(folder: Path | str) -> str | None:
    """Return the secret that `nbgrader submit` put into a submission, None where there is nothing like one."""
    path = Path(folder, "submission_secret.txt")
    with suppress(OSError):
        if path.is_file() and not path.is_symlink() and not path.parent.is_symlink():
            with path.open("rb") as file:
                found = re.fullmatch(rb"[0-9a-f]{32,200}", file.read(MOST_TIMESTAMP + 1))
            return found and found[0].decode()
    return None


def put_aside_bad_timestamp(folder: Path, timezone: str = "UTC") -> tuple[str, ...]:
    """Rename a timestamp.txt that is no time: nbgrader and Formgrader would stop at it. Return a note if it was so.

    That it was so is told by the name it has then, also by a run that finds it after one that was killed.
    """
    path, numbers = Path(folder, "timestamp.txt"), count(1)
    aside = path.with_name("timestamp.unreadable")
    if os.path.lexists(path):
        if timestamp_of(folder, timezone) is not None:
            return ()
        while os.path.lexists(aside):
            aside = path.with_name(f"timestamp.unreadable{next(numbers)}")
        try:
            path.rename(aside)
        except OSError:
            return ()
    elif not os.path.lexists(aside):
        return ()
    return ("Its timestamp.txt was no time; it was put aside, and the submission counts as one without a time.",)
