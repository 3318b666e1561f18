"""One submission's way through the judge: read, fingerprint, judge, journal, autograded/. Both doors go it."""

import dataclasses
import hashlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from . import intake
from .graded_notebook import clean_notebook, comments_on, put_marks
from .intake import Submission, beside
from .judge import Judge
from .lesson import Lesson
from .marks import Report
from .record import autograded, journal
from .settings import Settings
from .versions import versions


class HandedIn(NamedTuple):
    """What was handed in and when, with the fingerprint of everything that its points depend on."""

    submission: Submission
    when: datetime | None
    fingerprint: str


class Judged(NamedTuple):
    """What came of it: the report, the journal's entry, and what else the gradebook must be told."""

    report: Report
    entry: dict
    comments: dict
    when: datetime | None


class Work:
    """One submission's way through the judge."""

    def __init__(self, settings: Settings, lesson: Lesson, student: str, folder: Path) -> None:
        self.settings, self.lesson, self.student, self.folder = settings, lesson, student, folder
        self.notes: tuple[str, ...] = ()

    def read(self) -> HandedIn:
        """Read the submission as it lies there; change nothing."""
        submission = intake.read(self.folder, self.lesson)
        when = beside.timestamp_of(self.folder)
        text = "\0".join(
            (repr(submission), str(when), self.student, repr(self.lesson), *map(str, versions(self.settings).items()))
        )
        digest = hashlib.sha256(self.settings.key + text.encode("utf-8", "replace")).hexdigest()
        return HandedIn(submission, when, digest)

    def up_to_date(self, in_gradebook: bool) -> bool:
        """Say whether this very submission is judged, recorded, and still where it was put."""
        entry = journal.read(self.settings, self.student, self.lesson.name)
        if not entry.get("recorded") or not in_gradebook:
            return False
        target = self.settings.path("autograded", self.student, self.lesson.name) / f"{self.lesson.name}.ipynb"
        try:
            return target.is_file() and self.read().fingerprint == entry.get("fingerprint")
        except OSError:  # it will be told when its turn comes
            return False

    def put_aside_bad_timestamp(self) -> None:
        """Put a timestamp that is no time aside, at which nbgrader would stop; keep the note about it."""
        if not self.folder.is_symlink():
            self.notes += beside.put_aside_bad_timestamp(self.folder)

    def open(self) -> HandedIn:
        """Read the submission to judge it, with a note on what had to be put aside."""
        self.put_aside_bad_timestamp()
        found = self.read()
        submission = dataclasses.replace(found.submission, notes=found.submission.notes + self.notes)
        return found._replace(submission=submission)

    def judge(self, judge: Judge, found: HandedIn) -> Judged:
        """Judge what was found and keep the evidence in the journal, not yet marked as recorded."""
        report = judge.grade(self.lesson, self.student, found.submission)
        limits = dataclasses.asdict(self.settings.limits)
        entry = journal.entry_of(report, found.fingerprint, versions(self.settings), limits)
        journal.write(self.settings, entry)
        return Judged(report, entry, comments_on(report), found.when)

    def grade(self, judge: Judge) -> Judged:
        """Go all the way but for the gradebook's part; return what that must be told."""
        found = self.open()
        judged = self.judge(judge, found)
        notebook = put_marks(clean_notebook(found.submission), judged.report)
        others = beside.files_for_feedback(self.folder)
        autograded.write(self.settings, self.student, self.lesson.name, notebook, others)
        return judged
