"""Name the packages that submissions ask for and that are not installed where the judge runs."""

import os
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from ..sandbox.session import Session
from .marks import Mark, Report

ASKED = re.compile(r"No module named '([\w.]+)'")


def asked_in_vain(session: Session, marks: Iterable[Mark]) -> frozenset[str]:
    """Return the packages for want of which a statement of the cells, or a function, stopped."""
    failures = [(f.name, f.message) for number, cell in session.errors.items() if number > 0 for f in cell]
    raised = [outcome.raised for mark in marks for outcome in mark.outcomes if outcome.raised]
    failures += [(one.names[0], one.message) for one in raised]
    names = (ASKED.match(why) for name, why in failures if name == "ModuleNotFoundError")
    return frozenset(top for found in names if found and not there(top := found[1].partition(".")[0]))


def there(name: str) -> bool:
    """Say whether the package is installed here: then a part of it was asked for that it has not."""
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return True


class Lacking:
    """Counts over one run which packages are lacking, and for how many learners."""

    def __init__(self) -> None:
        self.learners: dict[str, set[str]] = {}

    def take(self, report: Report, folder: Path | str) -> None:
        """Count a report on what lies in ``folder``, whose own modules are no packages."""
        for name in report.lacking:
            if not any(os.path.lexists(os.path.join(folder, own)) for own in (name, f"{name}.py")):
                self.learners.setdefault(name, set()).add(report.student)

    def lines(self) -> list[str]:
        """Return what to tell the instructor at the end of the run: nothing, or one line."""
        if not self.learners:
            return []
        most_first = sorted(self.learners.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        counted = (f"{name} ({len(who)} learner{'s' * (len(who) > 1)})" for name, who in most_first)
        return [
            f"Not installed where the judge runs: {', '.join(counted)}. What leans on it did not run. "
            "Install it here, then grade again with --force."
        ]
