"""One submission's way through the judge: read, fingerprint, judge, journal, autograded/. Both doors go it."""

import dataclasses
import hashlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade

from .. import intake
from ..course.lesson import Lesson
from ..course.versions import versions
from ..intake import Submission, beside
from ..plugins.pipeline import Pipeline
from ..record import autograded, journal
from ..settings import Settings
from .graded_notebook import clean_notebook, comments_on, put_marks
from .judge import Judge
from .marks import Report

CHANGES = {  # part of `HandedIn.depends_on`: what to say where it is another than before
    "submission": "changed",
    "time": "handed in at another time",
    "terms": "deadline, extension or penalties moved",
    "lesson": "the lesson's cells or points changed",
    "limits": "limits or walls changed",
    "versions": "the course, the judge or Python changed",
}


class HandedIn(NamedTuple):
    """What was handed in and when, with the fingerprint of everything that its points depend on.

    depends_on: the same part by part, for `Work.why` to say which has changed.
    """

    submission: Submission
    when: datetime | None
    fingerprint: str
    depends_on: dict[str, str]


class Judged(NamedTuple):
    """What came of it: the report, the journal's entry, and what else the gradebook must be told.

    scores: ``{grade id: points}`` of every graded cell; None for what is to be graded by hand.
    """

    report: Report
    entry: dict
    comments: dict
    when: datetime | None
    scores: dict[str, float | None]


class Work:
    """One submission's way through the judge."""

    def __init__(self, settings: Settings, lesson: Lesson, student: str, terms: str = "") -> None:
        self.settings, self.lesson, self.student, self.terms = settings, lesson, student, terms
        self.notes: tuple[str, ...] = ()
        self.kept = ""  # what to say of scores given by hand
        self.first: tuple[HandedIn, Report] | None = None

    @property
    def folder(self) -> Path:
        """Return where it lies; it is not held, as a whole class may wait in memory."""
        return self.settings.path("submitted", self.student, self.lesson.name)

    def read(self) -> HandedIn:
        """Read the submission as it lies there; change nothing."""
        submission = intake.read(self.folder, self.lesson)
        when = beside.timestamp_of(self.folder, self.settings.timezone)
        parts = {
            "submission": repr(submission),
            "time": str(when),
            "student": self.student,
            "lesson": repr(self.lesson),
            "terms": self.terms,
            "limits": repr((self.settings.limits, self.settings.unsafe)),
            "versions": repr(versions(self.settings)),
        }
        depends_on = {name: self.digest(text)[:16] for name, text in parts.items()}
        return HandedIn(submission, when, self.digest("\0".join(parts.values())), depends_on)

    def digest(self, text: str) -> str:
        """Return the digest of a text by the course key."""
        return hashlib.sha256(self.settings.key + text.encode("utf-8", "replace")).hexdigest()

    def why(self, in_gradebook: bool) -> str:
        """Say why the submission is to be judged; empty if it is judged, recorded, and still where it was put.

        Writes nothing.
        """
        entry = journal.read(self.settings, self.student, self.lesson.name)
        if not entry:
            return "new"
        if not entry.get("recorded") or not in_gradebook:
            return "judged before, but not in the gradebook"
        target = self.settings.path("autograded", self.student, self.lesson.name) / f"{self.lesson.name}.ipynb"
        if not (self.settings.folder / "key").exists():
            return "the course key is gone"
        try:
            if not target.is_file():
                return "its graded notebook is gone"
            found = self.read()
        except OSError as error:  # it will be told when its turn comes
            return f"cannot be read ({error})"
        if found.fingerprint == entry.get("fingerprint"):
            return ""
        before = entry.get("depends_on", {})
        named = [
            CHANGES[part] for part in CHANGES if before.get(part, found.depends_on[part]) != found.depends_on[part]
        ]
        return ", ".join(named) or "changed"

    def put_aside_bad_timestamp(self) -> None:
        """Put a timestamp that is no time aside, at which nbgrader would stop; keep the note about it."""
        if not self.folder.is_symlink():
            self.notes = beside.put_aside_bad_timestamp(self.folder, self.settings.timezone)

    def open(self) -> HandedIn:
        """Read the submission to judge it, with a note on what had to be put aside."""
        self.put_aside_bad_timestamp()
        found = self.read()
        submission = dataclasses.replace(found.submission, notes=found.submission.notes + self.notes)
        return found._replace(submission=submission)

    def judge(self, judge: Judge, found: HandedIn) -> Report:
        """Judge what was found; at once a second time what is in doubt, which is to be done with nothing beside."""
        report = judge.grade(self.lesson, self.student, found.submission)
        return judge.again(report, found.submission) if report.doubtful else report

    def keep(self, found: HandedIn, report: Report, notebook: NotebookNode) -> Judged:
        """Put the marks into the notebook, and keep the evidence in the journal, not yet marked as recorded."""
        put_marks(notebook, report)
        graded = [cell for cell in notebook.cells if is_grade(cell)]
        scores = {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in graded}
        limits = dataclasses.asdict(self.settings.limits)
        entry = journal.entry_of(report, found.fingerprint, versions(self.settings), limits)
        entry["depends_on"] = found.depends_on
        journal.write(self.settings, entry)
        return Judged(report, entry, comments_on(report), found.when, scores)

    def grade(self, judge: Judge, pipeline: Pipeline) -> Judged | None:
        """Go all the way but for the gradebook's part; return what that must be told.

        What is in doubt stays unwritten at first: None, and the second time, with nothing beside, it comes to its end.
        """
        if self.first:
            found, report = self.first
            report = judge.again(report, found.submission)
        else:
            found = self.open()
            report = judge.grade(self.lesson, self.student, found.submission)
            if report.doubtful:
                self.first = found, report
                return None
        notebook = clean_notebook(found.submission)
        judged = self.keep(found, report, notebook)
        others = beside.files_for_feedback(self.folder, self.settings.timezone)
        autograded.write(self.settings, self.student, self.lesson.name, notebook, others)
        pipeline.converter.set_permissions(self.lesson.name, self.student)
        return judged
