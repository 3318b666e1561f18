"""What travels between head and workers: a report as plain data that is checked, the course by its content."""

import json
import subprocess
import sys

import numpy as np
import pytest

from autograder.cluster import ClusterFault, connection, parcel, wire
from autograder.course.lesson import Lesson
from autograder.judging.marks import Mark, Report
from autograder.sandbox.frames import LENGTH
from backprop.calling.trial import Outcome, Raised
from backprop.checking.diagnosis import Finding, Verdict

from .small_class import ROOT, SmallClass

OUTCOMES = (
    Outcome(parts={"W": np.array([[1.5, np.nan], [-np.inf, 1e-308]]), "": np.array(3.0)}, called_twice=True),
    Outcome(raised=Raised(("ZeroDivisionError", "Exception"), "division by zero", "1 / 0"), printed="so far"),
    Outcome(unreadable="That is a list of lists of unequal lengths.", changed=("x",)),
)
VERDICT = Verdict(
    "push", 0.5, 1, "partly right", (Finding(7, "The sign is <b>off</b>."),), {"a": 0.5}, 1, "-1.0", "", {"a": 1.0}
)
LESSON = Lesson("01_intuition", ())
MARKS = {"push": Mark("push", 0.5, 1.0, VERDICT, "text", "<p>card</p>", "ab" * 16, OUTCOMES)}
REPORT = Report(LESSON, "ada", MARKS, ("renamed",), "namespaces", 0.25, frozenset({"push"}), frozenset({"seaborn"}))


def test_a_report_comes_back_as_it_was():
    there = wire.from_bytes(wire.as_bytes(REPORT), LESSON, "ada")
    mine, theirs = REPORT.marks["push"], there.marks["push"]
    assert repr(there) == repr(REPORT)  # which leaves the outcomes out
    assert repr(theirs.outcomes) == repr(mine.outcomes) and theirs.verdict == mine.verdict


def changed(**fields):
    """Return a report's bytes with other fields in its JSON."""
    data = wire.as_bytes(REPORT)
    (length,) = LENGTH.unpack(data[: LENGTH.size])
    said = json.loads(data[LENGTH.size : LENGTH.size + length]) | fields
    header = json.dumps(said).encode()
    return LENGTH.pack(len(header)) + header + data[LENGTH.size + length :]


GARBLED = {
    "nothing": b"",
    "no JSON": LENGTH.pack(4) + b"....",
    "cut off": wire.as_bytes(REPORT)[:-20],
    "seconds as text": changed(seconds="1"),
    "a note that is a number": changed(notes=[1]),
    "no marks": changed(marks=None),
    "a mark without a verdict": changed(marks=[{"function": "push"}]),
    "a mark that is none": changed(marks=["push"]),
}


@pytest.mark.parametrize("what", GARBLED)
def test_what_is_no_report_is_refused(what):
    with pytest.raises(wire.Garbled):
        wire.from_bytes(GARBLED[what], LESSON, "ada")


def test_the_course_is_named_by_its_content_and_holds_what_a_judge_reads_alone(tmp_path):
    course = SmallClass(tmp_path / "course")
    course.hand_in("ada")
    name, (archive, _) = parcel.parcel_of(course.settings)
    assert (name, archive) == (parcel.parcel_of(course.settings)[0], parcel.parcel_of(course.settings)[1][0])
    files = parcel.files_of(course.settings)
    assert {
        "autograder/judging/judge.py",
        "notebooks/backprop/network.py",
        f"source/{LESSON.name}/{LESSON.name}.ipynb",
    } <= set(files)
    assert not [path for path in files if "submitted" in path or path.endswith((".db", ".pyc", "key"))]
    notebook = course.root / "source" / LESSON.name / f"{LESSON.name}.ipynb"
    notebook.write_text(notebook.read_text() + "\n")
    changed = parcel.parcel_of(course.settings)[0]
    (course.settings.folder / "key").write_text("cd" * 32)
    assert len({name, changed, parcel.parcel_of(course.settings)[0]}) == 3


def run(code):
    """Run Python where Dask is not installed."""
    hidden = "import sys; sys.modules['distributed'] = sys.modules['dask'] = None\n"
    return subprocess.run([sys.executable, "-c", hidden + code], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.usefixtures("own_command")
def test_without_dask_a_cluster_is_refused_in_a_sentence_and_all_else_is_as_ever():
    done = run("from autograder.cluster.connection import connected\nwith connected('tcp://127.0.0.1:1', 1): pass")
    assert done.stderr.splitlines()[-1].endswith("pip install -r requirements/cluster.txt")
    assert run("import autograder.grade, autograder.grading.batch").returncode == 0


NOWHERE = {"tls.ca-file": "/nix/ca.pem", "tls.client.cert": "/nix/c.pem", "tls.client.key": "/nix/k.pem"}


@pytest.mark.parametrize(
    "address, told, sentence",
    [
        ("nonsense", {}, "'nonsense' is no address of a Dask scheduler (missing port"),
        ("http://127.0.0.1:80", {}, "is no address of a Dask scheduler (unknown address scheme"),
        ("tls://127.0.0.1:1", {}, "no certificates can be used here (named: none)"),
        ("tls://127.0.0.1:1", NOWHERE, "can be used here (named: /nix/ca.pem, /nix/c.pem, /nix/k.pem; "),
        ("tcp://127.0.0.1:1", {"require-encryption": True}, "is not protected by TLS"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_before_dask_waits_for_it(address, told, sentence):
    """A client that fails half-way is waited for a minute at the end, and then there is a traceback."""
    dask = pytest.importorskip("dask")
    pytest.importorskip("distributed")
    told = {f"distributed.comm.{name}": value for name, value in told.items()}
    with dask.config.set(told), pytest.raises(ClusterFault) as refused, connection.given(address):
        pass
    assert sentence in str(refused.value)
