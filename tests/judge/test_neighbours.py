"""Nobody pays for another: a greedy submission beside a slow honest one, and a process that somebody else has ended."""

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.grade import grade
from autograder.grading import batch
from autograder.sandbox.job import Job
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session

from .handed_in import FULL, POINTS
from .two_doors import Class

pytestmark = pytest.mark.usefixtures("warm", "classes")


@pytest.fixture
def course(tmp_path):
    return Class(tmp_path / "course")


HOG = """
def {function}({arguments}):
    import os, time
    for _ in range(20):
        if os.fork() == 0:
            try:
                os.setsid()  # a share of the processor of its own, if Linux gave one
            except OSError:
                pass
            while True:
                pass
    time.sleep(2.5)
    os._exit(0)
"""
SLOW = """
quick = weighted_sum
def weighted_sum(w, a, b):
    import time
    start = time.process_time()
    while time.process_time() < start + 0.03:
        pass
    return quick(w, a, b)
"""


@pytest.mark.ci
def test_twenty_processes_of_one_slow_no_other_past_its_clock(course):
    limits = Limits(cell_seconds=1, exercise_seconds=1, patience=3, processors=0.25)
    for student in ("a_hog", "c_hog"):  # so that one of them is beside
        course.hand_in(
            student,
            lambda n: [
                n.also("forward", HOG.format(function="forward", arguments="W, b, g, x")),
                n.also("push", HOG.format(function="push", arguments="a_L, y")),
            ],
        )
    course.hand_in("b_slow", lambda n: n.also("weighted_sum", SLOW))
    said = []
    assert grade(replace(course.settings, limits=limits, workers=2), say=said.append) == []
    lost = POINTS["forward"] + POINTS["push"]
    assert course.scores() == {"a_hog": FULL - lost, "b_slow": FULL, "c_hog": FULL - lost}
    assert not any(line for line in offspring() if len(line) > 2)


def is_zygote(process):
    """Say whether a process is a sandbox's first one."""
    try:
        return b"sandbox.zygote" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # gone by now
        return False


def offspring():
    """Return all processes of sandboxes below this one, each as the line of process ids that leads to it."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # gone by now
            continue
    lines, grown = [[os.getpid()]], []
    while lines:
        lines = [[*line, child] for line in lines for child, parent in parents.items() if parent == line[-1]]
        grown += lines
    ours = {line[1] for line in grown if len(line) == 2 and is_zygote(line[1])}
    return [line for line in grown if line[1] in ours]


EXERCISE = 5  # this process, the zygote, the monitor, the stage, and the fork that answers an exercise


FORKS = 3  # in which it is answered: with all others, with those before it, alone


def kill_some(killed, patience=60):
    """Kill each process that takes its time over an exercise, as Linux does when memory runs out, until it is alone."""
    deadline, before = time.monotonic() + patience, set()
    while len(killed) < FORKS and time.monotonic() < deadline:
        there = {line[-1] for line in offspring() if len(line) == EXERCISE}
        for process in (there & before) - set(killed):
            os.kill(process, signal.SIGKILL)
            killed.append(process)
        before = there
        time.sleep(0.3)


WAITING = "import time\ndef push(a_L, y, first=[1]):\n    if first:\n        first.pop(), time.sleep(1.5)\n    return np.sign(y - a_L)"


def test_a_process_that_somebody_kills_costs_its_learner_nothing(course):
    course.hand_in("first")  # so that no canary is at work any more
    assert grade(course.settings, say=print) == []
    course.hand_in("unlucky", lambda n: n.also("push", WAITING))
    killed, said = [], []
    killer = threading.Thread(target=kill_some, args=(killed,))
    killer.start()
    assert grade(course.settings, say=said.append) == []
    killer.join()
    assert len(killed) == FORKS and sum("judged once more" in line for line in said) == 1
    assert course.scores() == {"first": FULL, "unlucky": FULL}


ENDS = [{"status": -9}, {"status": None, "late": True}, {"gone": True}]


def ending(first):
    """Return what runs an exercise in place of `Job.exercise`; ``first``: how `push` ends, by how often it was run."""
    real, runs = Job.exercise, []

    def exercise(job, name, *arguments):
        reply, end = real(job, name, *arguments)
        if name != "push" or not arguments[-1]:  # the solution's own answers are not apart
            return reply, end
        runs.append(name)
        return (b"", end | first[len(runs)]) if len(runs) in first else (reply, end)

    return exercise


@pytest.mark.parametrize("door", ["class", "class, two ahead", "nbgrader"])
def test_what_the_clock_or_somebody_outside_ended_is_judged_once_more(course, monkeypatch, door):
    students = ["a", "b", "c", "other"]
    for student in students:
        course.hand_in(student)
    runs = [1, 3, 5] if door == "nbgrader" else [1, 2, 3]  # at once, or at the end of all
    monkeypatch.setattr(batch, "AHEAD", 2 if "two" in door else batch.AHEAD)
    monkeypatch.setattr(Job, "exercise", ending(dict(zip(runs, ENDS, strict=True))))
    monkeypatch.setattr(Session, "together", lambda *asked: ({}, False))  # so that each is asked for alone
    said = []
    if door == "nbgrader":
        course.by_nbgrader()
    else:
        assert grade(course.settings, say=said.append) == []
        assert sum("judged once more" in line for line in said) == 3 and said[-1].startswith("4 graded")
    assert course.scores() == dict.fromkeys(students, FULL)


def test_a_fork_that_somebody_ends_when_all_its_answers_have_come_is_no_fault_of_anybodys(course, monkeypatch):
    real = Session.together

    def together(session, asked, step_by_step, apart):
        if not apart:  # the solution's own
            return real(session, asked, step_by_step, apart)
        return (real(session, asked, True, True)[0] if step_by_step else {}), False

    monkeypatch.setattr(Session, "together", together)
    course.hand_in("one")
    assert grade(course.settings, say=print) == [] and course.scores() == {"one": FULL}


ONES_OWN = {
    "killer": "import os; os.kill(os.getpid(), 9)",
    "loops": "while True: pass",
    "exits": "import os; os._exit(0)",
    "crashes": "import os; os.abort()",
}


def test_only_what_may_not_be_its_own_doing_is_in_doubt_and_the_second_time_it_counts(course):
    for student, line in ONES_OWN.items():
        course.hand_in(student, lambda n, line=line: n.also("push", f"def push(a_L, y):\n    {line}"))
    said = []
    assert grade(course.settings, say=said.append) == []
    doubted = [line for line in said if "judged once more" in line]
    expected = [] if said[0].startswith("Walls: landlock") else ["killer"]  # Landlock refuses the signal
    assert [name for name in ONES_OWN for line in doubted if f"· {name}," in line] == expected
    assert course.scores() == dict.fromkeys(ONES_OWN, FULL - 1)
