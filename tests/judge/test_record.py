"""Results are kept once and whole: after a kill at any moment, on a full disk, in a locked gradebook, by either door."""

import contextlib
import ctypes
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import lesson, self_check
from autograder.grade import grade
from autograder.judging.judge import Judge
from autograder.judging.work import Work
from autograder.record import autograded
from autograder.sandbox import linux
from autograder.sandbox.canary import NoWalls
from autograder.sandbox.host import SandboxFault
from backprop.exercises import Mistake, exercises_of

from ..verdicts import LONG
from .handed_in import FULL
from .killing import after_kills, undisturbed
from .small_class import LESSON, QUICK, ROOT, SmallClass
from .submissions import CASES

pytestmark = pytest.mark.usefixtures("warm")
SOME = [case for case in CASES if case.name in (
    "as_the_author_wrote_it", "not_json", "solution_cell_duplicated", "renamed_by_the_browser", "is_a_link_to_anothers_notebook",
    "timestamp_garbled", "exits_python_in_the_function", "returns_lists", "links_an_extra_file_out_of_the_folder", "no_notebook",
    "in_a_zip", "one_folder_deeper", "two_downloads_the_first_of_them_blank", "solved_beside_a_blank_one_of_the_right_name", "a_web_page",
    "all_nbgrader_metadata_stripped", "scripts_in_what_the_judge_will_quote", "schema_version_of_the_future", "zeroes_its_arguments_in_place",
)]  # fmt: skip


@pytest.fixture
def course(tmp_path):
    return SmallClass(tmp_path / "course")


def autograde(course):
    """Run nbgrader's own Autograde converter on what a course has in submitted/."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
    config.Judge.limits = {"cell_seconds": 1, "exercise_seconds": 1, "patience": 5}
    config.Autograde.permissions = 644
    directory = CourseDirectory(config=config, assignment_id=LESSON)
    directory.root = str(course.root)
    directory.db_url = f"sqlite:///{course.root / 'class.db'}"
    Autograde(coursedir=directory, config=config).start()


@pytest.fixture
def stock():
    """Return the function that runs nbgrader's own Autograde converter, as its command and Formgrader's button do."""
    return autograde


def test_both_doors_give_the_same_points_cards_and_comments(tmp_path, stock):
    ours, theirs = SmallClass(tmp_path / "ours"), SmallClass(tmp_path / "theirs")
    for course in (ours, theirs):
        course.settings.folder.mkdir()
        (course.settings.folder / "key").write_text("ab" * 32)
        course.hand_in_innocents()
        for case in SOME:
            course.hand_in(case.name, case.make)
    assert grade(ours.settings, say=lambda text: None) == []
    stock(theirs)
    for case in SOME:
        assert ours.points(case.name) == theirs.points(case.name) == case.points, case.name
        assert ours.rows(case.name) == theirs.rows(case.name), case.name
        one, other = ours.graded(case.name), theirs.graded(case.name)
        assert [cell.get("outputs") for cell in one["cells"]] == [cell.get("outputs") for cell in other["cells"]]
        assert [cell["source"] for cell in one["cells"]] == [cell["source"] for cell in other["cells"]]


def test_a_second_run_has_nothing_to_do_and_a_changed_submission_is_graded_again(course):
    course.hand_in_innocents()
    said = []
    grade(course.settings, say=said.append)
    before = course.rows("innocent")
    grade(course.settings, say=said.append)
    assert said[-1] == "Nothing new in submitted/." and course.rows("innocent") == before
    path = course.root / "submitted" / "innocent" / LESSON / f"{LESSON}.ipynb"
    path.write_text(path.read_text().replace("w - eta * dC_dw", "w + eta * dC_dw"))
    grade(course.settings, say=said.append)
    assert sum(course.points("innocent").values()) == FULL - 2


DEPENDED_ON = {
    "limits": {"settings": {"limits": replace(QUICK, exercise_seconds=2)}},
    "walls waived": {"settings": {"unsafe": True}},
    "a zone": {"settings": {"config": Config(Exchange={"timezone": "America/Los_Angeles"})}},
    "deadlines and penalties": {"terms": "due tomorrow"},
    "the learner": {"student": "ben"},
}


@pytest.mark.parametrize("what", DEPENDED_ON)
def test_all_that_points_depend_on_is_in_the_fingerprint(course, what):
    for student in ("ada", "ben"):
        course.hand_in(student, lambda n: n.files.update({"timestamp.txt": "2026-11-02 03:30:00 PST"}))
    lesson_1 = lesson.load(course.settings.db_url, LESSON)

    def read(settings=(), student="ada", terms=""):
        return Work(replace(course.settings, **dict(settings)), lesson_1, student, terms).read()

    assert read().fingerprint == read().fingerprint != read(**DEPENDED_ON[what]).fingerprint
    assert read(student="ben").depends_on["submission"] == read().depends_on["submission"]  # whoever's it is


def test_the_same_submission_and_key_give_the_same_result_again(course):
    course.hand_in("odd", next(case.make for case in CASES if case.name == "zeroes_its_arguments_in_place"))
    grade(course.settings, say=print)
    first, cells = course.rows("odd"), course.graded("odd")
    grade(course.settings, force=True, say=print)
    assert course.rows("odd") == first and course.graded("odd") == cells


def test_a_manual_score_stays_and_asks_for_another_look(course):
    course.hand_in_innocents()
    grade(course.settings, say=print)
    with sqlite3.connect(course.root / "class.db") as database:
        database.execute("update grade set manual_score = 0.5")
    grade(course.settings, force=True, say=print)
    assert set(course.query("select manual_score, needs_manual_grade from grade")) == {(0.5, 1)}


RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where it was ignored from the start
sys.path[:0] = [{repository!r}]
from dataclasses import replace
from pathlib import Path
from autograder import settings
from autograder.grade import grade
from autograder.grading import batch
from autograder.sandbox.limits import Limits
batch.AHEAD = {ahead} or batch.AHEAD
found = replace(settings.load({root!r}), limits=Limits(cell_seconds={seconds}, exercise_seconds=1, patience=5), workers=2)
grade(found)
"""


@pytest.fixture
def grader(course):
    """Return the function that starts to grade the course in a process of its own, which may be killed."""

    def start(cell_seconds=1, ahead=0, **how):
        code = RUN.format(repository=str(ROOT), root=str(course.root), seconds=cell_seconds, ahead=ahead)
        environment = os.environ | {"PYTHONPATH": str(ROOT / "notebooks"), "PYTHONUNBUFFERED": "1"}
        return subprocess.Popen([sys.executable, "-c", code], env=environment, **how)

    return start


KILLS = {seed: 25 for seed in range(4)} if LONG else {0: 4}


@pytest.mark.ci
@pytest.mark.parametrize("seed", KILLS)
def test_after_kills_at_random_moments_one_more_run_leaves_what_an_undisturbed_one_does(tmp_path, grader, seed):
    wanted = undisturbed(tmp_path / "undisturbed")
    came, killer = after_kills(tmp_path / "killed", seed, KILLS[seed])
    assert killer.kills == KILLS[seed]
    for what in wanted:
        assert came[what] == wanted[what], what


@pytest.mark.parametrize("ahead", [0, 3], ids=["all in the crew's hands", "three at a time in them"])
def test_a_grader_that_is_interrupted_records_what_it_has_and_leaves_the_rest_for_the_next_run(course, grader, ahead):
    for number in range(12):
        course.hand_in(f"learner{number:02}")
    process = grader(ahead=ahead, stdout=subprocess.PIPE, text=True)
    said = [process.stdout.readline() for _ in range(3)]
    process.send_signal(signal.SIGINT)
    said += process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0 and said[1].startswith("1 of 12 · learner"), said
    done = course.query("select count(*) from submitted_assignment")[0][0]
    assert 2 <= done < 12 and f"{12 - done} submissions are left for the next run" in said, said
    assert said[-1].startswith(f"{done} graded") and said[-1].endswith(f"{12 - done} left undone.")
    assert grade(course.settings, say=said.append) == []
    assert sum(line.startswith("learner") or (" of " in line and "learner" in line) for line in said) == 12
    assert course.query("select count(*), min(auto_score is not null) from grade") == [(12 * 6, 1)]


def test_nothing_runs_on_after_the_grader_was_killed(course, grader):
    course.hand_in(
        "endless", lambda n: n.code("while True:\n    try:\n        while True: pass\n    except BaseException: pass")
    )
    process = grader(cell_seconds=300, start_new_session=True)
    deadline = time.monotonic() + 60
    others = set(endless())
    while not set(endless()) - others and time.monotonic() < deadline:
        time.sleep(0.2)
    assert set(endless()) - others
    process.kill()
    process.wait()
    deadline = time.monotonic() + 15
    while set(endless()) - others and time.monotonic() < deadline:
        time.sleep(0.2)
    assert set(endless()) - others == set()


def endless():
    """Return the zygotes' descendants that are using the processor."""
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = Path(entry, "stat").read_text().rpartition(")")[2].split()
                line = Path(entry, "cmdline").read_text()
                if "autograder.sandbox.zygote" in line and int(fields[11]) > 100:
                    found.append(entry.name)
    return found


def test_what_a_killed_stock_run_left_behind_is_graded_after_all(course, stock):
    course.hand_in_innocents()
    left = course.root / "autograded" / "innocent" / LESSON
    left.mkdir(parents=True)
    (left / f"{LESSON}.ipynb").write_text("{")
    stock(course)
    assert sum(course.points("innocent").values()) == FULL


def test_a_locked_gradebook_is_reported_and_recorded_by_the_next_run(course):
    course.hand_in_innocents()
    quick = replace(course.settings, db_url=f"sqlite:///{course.root / 'class.db'}?timeout=0.2")
    lock = sqlite3.connect(course.root / "class.db", isolation_level=None)
    lock.execute("begin immediate")
    said = []
    faults = grade(quick, say=said.append)
    assert len(faults) == 2 and "locked" in faults[0] and "run again" in faults[0]
    lock.execute("rollback")
    assert grade(quick, say=said.append) == []
    assert sum(course.points("innocent").values()) == FULL


def test_a_gradebook_that_may_not_be_written_is_said_without_a_traceback(course, capfd):
    course.hand_in_innocents()
    address = f"sqlite:///file:{course.root / 'class.db'}?mode=ro&uri=true"
    faults = grade(replace(course.settings, db_url=address))
    said = "".join(capfd.readouterr())
    assert len(faults) == 2 and all("readonly database" in fault for fault in faults) and "Traceback" not in said, said
    assert grade(course.settings) == [] and sum(course.points("innocent").values()) == FULL


def test_a_full_disk_is_the_graders_fault_and_never_a_zero(course, monkeypatch):
    course.hand_in_innocents()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(autograded, "write", full)
        faults = grade(course.settings, say=print)
    assert len(faults) == 2 and "the grader's own fault" in faults[0]
    assert course.query("select count(*) from submitted_assignment") == [(0,)]
    assert grade(course.settings, say=print) == []
    assert sum(course.points("innocent").values()) == FULL


def test_a_sandbox_that_keeps_failing_is_the_graders_fault_and_never_a_zero(course, monkeypatch, stock):
    course.hand_in_innocents()

    def fail(*_):
        raise SandboxFault("no process")

    with monkeypatch.context() as patch:
        patch.setattr(Judge, "grade_once", fail)
        faults = grade(course.settings, say=print)
        with pytest.raises(NbGraderException):
            stock(course)
    assert len(faults) == 2
    assert not (course.root / "autograded" / "innocent" / LESSON).exists()
    assert set(course.points("innocent").values()) <= {None}
    stock(course)
    assert sum(course.points("innocent").values()) == FULL


def test_without_walls_nothing_is_graded_unless_told_to(course):
    course.hand_in_innocents()
    with pytest.raises(NoWalls, match="--unsafe"):
        grade(replace(course.settings, tiers=()), say=print)
    assert course.query("select count(*) from submitted_assignment") == [(0,)]


def test_a_lesson_whose_solution_is_wrong_cannot_be_graded(course, stock):
    path = course.root / "source" / LESSON / f"{LESSON}.ipynb"
    path.write_text(path.read_text().replace("return w - eta * dC_dw", "return w + eta * dC_dw"))
    course.hand_in_innocents()
    with pytest.raises(self_check.SelfCheckError, match="update: the solution"):
        grade(course.settings, say=print)
    with pytest.raises(NbGraderException, match="update: the solution"):
        stock(course)


def test_a_lesson_whose_known_mistake_costs_nothing_cannot_be_graded(course, monkeypatch):
    update = exercises_of(LESSON)["update"]
    broken = replace(update, mistakes=(Mistake("It is right.", lambda truth: truth),))
    monkeypatch.setattr(self_check, "exercises_of", lambda lesson: {"update": broken})
    course.hand_in_innocents()
    with pytest.raises(self_check.SelfCheckError, match="update: a known mistake costs nothing"):
        grade(course.settings, say=print)


@pytest.mark.parametrize("name", ["new\nline", "a\tb"])
def test_a_folder_that_nbgrader_cannot_name_keeps_nobody_else_from_being_graded(course, name, stock):
    course.hand_in_innocents()
    course.hand_in(name)
    stock(course)
    assert sum(course.points("innocent").values()) == FULL and course.rows(name) == []


@contextlib.contextmanager
def bound_by_modes():
    """Be bound by the modes of files for a while, also as root: without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    header, own, less = (ctypes.c_uint32 * 2)(0x20080522), (ctypes.c_uint32 * 6)(), (ctypes.c_uint32 * 6)()
    linux.done(linux.libc.capget(header, own), "capget")
    less[:] = own[:]
    less[0] &= ~0b110
    linux.done(linux.libc.capset(header, less), "capset")
    try:
        yield
    finally:
        linux.done(linux.libc.capset(header, own), "capset")


@pytest.mark.parametrize("closed", ["", f"{LESSON}", f"{LESSON}/{LESSON}.ipynb", f"{LESSON}/timestamp.txt"])
def test_what_is_closed_to_the_grader_is_its_own_fault_and_told_at_the_end(course, closed):
    said = []
    course.hand_in("ada", lambda n: n.files.update({"timestamp.txt": "2026-11-02 10:00:00 UTC"}))
    path = course.root / "submitted" / "ada" / closed
    path.chmod(0)
    with bound_by_modes():
        (fault,) = grade(course.settings, say=said.append)
    path.chmod(0o700)
    assert "own fault" in fault and "Permission denied" in fault and course.points("ada") == {}
    assert any(fault in line for line in said[-2:]) and "ada" in fault, said
    assert grade(course.settings, say=said.append) == [] and sum(course.points("ada").values()) == FULL


def test_a_lesson_whose_solution_is_wrong_cannot_be_released(course):
    with pytest.raises(self_check.SelfCheckError, match="update: the solution"):
        wrong = json.loads(json.dumps(course.solved).replace("return w - eta * dC_dw", "return w + eta * dC_dw"))
        self_check.check_release(LESSON, wrong)
    self_check.check_release(LESSON, course.solved)
