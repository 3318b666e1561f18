"""Keep results: the journal, autograded/ and the gradebook, in this order, so that a killed run resumes.

1. journal    judged/LESSON/STUDENT.json: marks and evidence, written whole or not at all
2. autograded the graded notebook's folder, prepared aside and moved into place
3. gradebook  through nbgrader's own API, many submissions to a commit
4. journal    marked as recorded

Whatever was interrupted is done again by the next run; each step is the same done twice as done once.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import nbformat
from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.utils import parse_utc
from sqlalchemy import func

MOST_TIMESTAMP = 200
MOST_SHOWN = 60  # numbers of one part that the evidence keeps


def timestamp_of(folder):
    """Return when the submission in ``folder`` was handed in, None if that is not said or not readable as a time."""
    path = Path(folder, "timestamp.txt")
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return parse_utc(file.read(MOST_TIMESTAMP).decode("ascii").strip())
    except (OSError, ValueError, OverflowError, TypeError, AttributeError):
        return None


def slips(folder):
    """Return {file name: text} of what `nbgrader release_feedback` looks for beside every graded notebook.

    When the submission came, empty if that is not known; and the secret by which its learner finds the feedback, a new
    one if it has none to be read. One submission without them would end the command for the whole class.
    """
    when = timestamp_of(folder)
    return {
        "timestamp.txt": f"{when:%Y-%m-%d %H:%M:%S.%f} UTC" if when else "",
        "submission_secret.txt": secret_of(folder) or secrets.token_hex(64),
    }


def secret_of(folder):
    """Return the secret that `nbgrader submit` put into a submission, None where there is nothing like one."""
    path = Path(folder, "submission_secret.txt")
    with suppress(OSError):
        if path.is_file() and not path.is_symlink() and not path.parent.is_symlink():
            with path.open("rb") as file:
                found = re.fullmatch(rb"[0-9a-f]{32,200}", file.read(MOST_TIMESTAMP + 1))
            return found and found[0].decode()
    return None


def put_aside_bad_timestamp(folder):
    """Rename a timestamp.txt that is no time: nbgrader and Formgrader would stop at it. Return a note if it was so."""
    path = Path(folder, "timestamp.txt")
    if not os.path.lexists(path) or timestamp_of(folder) is not None:
        return ()
    with suppress(OSError):
        path.rename(path.with_name("timestamp.unreadable"))
    return ("Its timestamp.txt was no time; it was put aside, and the submission counts as one without a time.",)


def journal_path(settings, student, lesson):
    """Return the path of a submission's entry in the journal."""
    name = re.sub(r"[^A-Za-z0-9._@+-]", "_", student)[:80]
    if name != student:  # two learners' names must not become one
        name += "-" + hashlib.sha256(student.encode("utf-8", "replace")).hexdigest()[:12]
    return settings.folder / lesson / f"{name}.json"


def read_journal(settings, student, lesson):
    """Return a submission's entry; an empty one where there is none that can be read."""
    try:
        entry = json.loads(journal_path(settings, student, lesson).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return entry if isinstance(entry, dict) and entry.get("student") == student else {}


def write_journal(settings, entry):
    """Write an entry, whole or not at all."""
    path = journal_path(settings, entry["student"], entry["lesson"])
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            json.dump(entry, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def entry_of(report, fingerprint, versions, limits):
    """Return a `Report` as a journal's entry: marks, and the evidence for them."""
    return {
        "student": report.student,
        "lesson": report.lesson,
        "fingerprint": fingerprint,
        "recorded": False,
        "points": report.points,
        "tier": report.tier,
        "seconds": round(report.seconds, 3),
        "versions": versions,
        "limits": limits,
        "notes": list(report.notes),
        "marks": {function: evidence(mark) for function, mark in report.marks.items()},
    }


def evidence(mark):
    """Return a mark as plain data: points, state, findings, seed, and what came back on each probe."""
    return {
        "points": mark.points,
        "maximum": mark.maximum,
        "state": mark.verdict.state,
        "findings": [[finding.number, finding.text] for finding in mark.verdict.findings],
        "passed": dict(mark.verdict.passed),
        "seed": mark.seed,
        "outcomes": [outcome_data(outcome) for outcome in mark.outcomes],
    }


def outcome_data(outcome):
    """Return an outcome in a form that JSON can keep; long arrays by their beginning."""
    parts = outcome.parts and {
        name: {"shape": list(array.shape), "values": [repr(float(v)) for v in array.flat[:MOST_SHOWN]]}
        for name, array in outcome.parts.items()
    }
    return {
        "parts": parts,
        "raised": outcome.raised and [outcome.raised.names[0], outcome.raised.message],
        "unreadable": outcome.unreadable,
        "changed": list(outcome.changed),
        "printed": outcome.printed[:200],
    }


def write_autograded(settings, student, lesson, notebook, beside):
    """Put the graded notebook, and the files `beside` it (see `slips`), into autograded/, whole or not at all."""
    target = settings.path("autograded", student, lesson)
    settings.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.folder, prefix=".partial-") as partial:
        folder = Path(partial, "new")
        folder.mkdir()
        (folder / f"{lesson}.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
        for name, text in beside.items():
            (folder / name).write_text(text, encoding="ascii")
        for file in folder.iterdir():
            file.chmod(0o444)
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            target.rename(Path(partial, "old"))
        folder.rename(target)


def clear_partial(settings):
    """Remove what a killed run has left half-written."""
    for path in settings.folder.glob(".partial-*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in settings.folder.glob("*/.tmp*"):
        path.unlink(missing_ok=True)


@contextmanager
def one_commit(db_url):
    """Open the gradebook; everything inside is committed together at the end, or not at all."""
    with Gradebook(db_url) as gradebook:
        commit = gradebook.db.commit
        gradebook.db.commit = gradebook.db.flush
        try:
            with gradebook.db.no_autoflush:
                yield gradebook
            commit()
        except BaseException:
            gradebook.db.rollback()
            raise


def write_gradebook(gradebook, lesson, report_marks, comments, student, timestamp):
    """Write one submission's points and comments, as nbgrader's SaveAutoGrades would.

    report_marks: ``{function: points}``; comments: ``{grade id: text}``. A manual score that is there stays, and asks
    for another look.
    """
    gradebook.update_or_create_student(student)
    when = {"timestamp": timestamp} if timestamp else {}
    submission = gradebook.update_or_create_submission(lesson.name, student, **when)
    for submitted in submission.notebooks:
        for grade in submitted.grades:
            points = report_marks.get(grade.name.removesuffix("-check").replace("-", "_"))
            grade.auto_score = points
            grade.needs_manual_grade = grade.manual_score is not None or points is None
        for comment in submitted.comments:
            comment.auto_comment = comments.get(comment.name)
    gradebook.db.flush()


def in_gradebook(db_url, lesson):
    """Return the students who have an automatic score for every graded cell of ``lesson``."""
    with Gradebook(db_url) as gradebook:
        rows = (
            gradebook.db.query(SubmittedAssignment.student_id, func.count(Grade.id), func.count(Grade.auto_score))
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .filter(Assignment.name == lesson)
            .group_by(SubmittedAssignment.student_id)
        )
        return {student for student, cells, scores in rows if cells == scores}
