"""One submission's way through the judge: read, fingerprint, judge, journal, autograded/."""

import dataclasses
import hashlib
from pathlib import Path

from . import intake
from .graded_notebook import clean_notebook, comments_on, put_marks
from .intake import beside
from .record import autograded, journal
from .versions import versions


class Work:
    """One submission's way through the judge."""

    def __init__(self, settings, lesson, student, folder):
        self.settings, self.lesson, self.student, self.folder = settings, lesson, student, Path(folder)

    def read(self):
        """Read the submission; return it with the fingerprint of everything that its points depend on."""
        submission = intake.read(self.folder, self.lesson)
        when = beside.timestamp_of(self.folder)
        text = "\0".join(
            (repr(submission), str(when), self.student, repr(self.lesson), *map(str, versions(self.settings).items()))
        )
        digest = hashlib.sha256(self.settings.key + text.encode("utf-8", "replace")).hexdigest()
        return submission, when, digest

    def up_to_date(self, in_gradebook):
        """Say whether this very submission is judged, recorded, and still where it was put."""
        entry = journal.read(self.settings, self.student, self.lesson.name)
        if not entry.get("recorded") or not in_gradebook:
            return False
        target = self.settings.path("autograded", self.student, self.lesson.name) / f"{self.lesson.name}.ipynb"
        return target.is_file() and self.read()[2] == entry.get("fingerprint")

    def judge(self, judge):
        """Judge and write journal and autograded/; return what the gradebook must be told."""
        notes = beside.put_aside_bad_timestamp(self.folder) if not self.folder.is_symlink() else ()
        submission, when, fingerprint = self.read()
        submission = dataclasses.replace(submission, notes=submission.notes + notes)
        report = judge.grade(self.lesson, self.student, submission)
        entry = journal.entry_of(report, fingerprint, versions(self.settings), dataclasses.asdict(self.settings.limits))
        journal.write(self.settings, entry)
        notebook = put_marks(clean_notebook(submission), report)
        autograded.write(
            self.settings, self.student, self.lesson.name, notebook, beside.files_for_feedback(self.folder)
        )
        points = {function: mark.points for function, mark in report.marks.items()}
        return entry, points, comments_on(report, self.lesson), when
