"""Control groups: found as this machine mounts them, bounding the sum of a submission, gone behind it."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import canary, cgroup
from autograder.sandbox.limits import MB, Limits
from autograder.sandbox.protocol import decode
from backprop.calling.readers import Array

pytestmark = pytest.mark.usefixtures("walls")
MOUNTS = {  # /proc/self/mountinfo, /proc/self/cgroup: what is found
    "version 2": (
        "30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate",
        "0::/user.slice/user-1000.slice",
        {"/sys/fs/cgroup": ("/sys/fs/cgroup/user.slice/user-1000.slice", set())},
    ),
    "version 1, two controllers in one": (
        "31 25 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
        "32 25 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
        "33 25 0:29 / /sys/fs/cgroup/freezer rw - cgroup cgroup rw,freezer",
        "3:freezer:/\n2:memory:/a/b\n1:cpu,cpuacct:/",
        {
            "/sys/fs/cgroup/cpu,cpuacct": ("/sys/fs/cgroup/cpu,cpuacct", {"cpu"}),
            "/sys/fs/cgroup/memory": ("/sys/fs/cgroup/memory/a/b", {"memory"}),
        },
    ),
    "a container, of which a part is mounted": (
        "34 25 0:28 /docker/1 /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
        "2:memory:/docker/1/inner",
        {"/sys/fs/cgroup/memory": ("/sys/fs/cgroup/memory/inner", {"memory"})},
    ),
    "a part that is not ours": (
        "34 25 0:28 /docker/2 /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
        "2:memory:/docker/1",
        {},
    ),
    "a blank in the path": ("30 24 0:26 / /my\\040groups rw - cgroup2 none rw", "0::/", {"/my groups": ("/my groups", set())}),
    "none": ("24 1 8:1 / / rw - ext4 /dev/sda1 rw", "", {}),
}  # fmt: skip


@pytest.mark.parametrize("mounts", MOUNTS)
def test_the_hierarchies_are_found_as_they_are_mounted(mounts):
    mounted, own, expected = MOUNTS[mounts]
    came = {str(top): (str(folder), names) for top, folder, names in cgroup.hierarchies(mounted, own)}
    assert came == expected


@pytest.mark.parametrize("handed_on", ["memory pids\n", "pids\n"])
def test_of_version_2_a_group_that_hands_memory_on_is_taken(tmp_path, monkeypatch, handed_on):
    (tmp_path / "cgroup.subtree_control").write_text(handed_on)
    monkeypatch.setattr(Path, "write_text", lambda path, text: fail())  # it has processes, and hands no more on
    assert cgroup.hands_on(tmp_path) == ("memory" in handed_on)


def fail():
    """Refuse, as Linux does where a group has processes of its own."""
    raise OSError(16, "Device or resource busy")


def test_what_is_written_into_a_group_is_what_the_limits_say(tmp_path, monkeypatch):
    files = {"memory.max": "9437184", "memory.swap.max": "0", "cpu.max": "50000 100000", "pids.max": "26"}
    make = Path.mkdir
    monkeypatch.setattr(Path, "mkdir", lambda path: (make(path), [(path / name).touch() for name in files]))
    group = cgroup.Group((tmp_path,), Limits(memory_together=9 * MB, processors=0.5))
    assert {name: (group.folders[0] / name).read_text() for name in files} == files
    assert group.bounds == {"memory", "cpu", "pids"}


@pytest.fixture(scope="module")
def sandbox():
    """Return a sandbox whose submissions have little memory and little of the processor together."""
    limits = Limits(memory_together=200 * MB, processors=0.25, cell_seconds=5, exercise_seconds=5)
    with canary.find(limits) as sandbox:
        yield sandbox


def bounded(sandbox, what):
    """Go no further where this machine gives this user no groups that bound ``what``; that is no fault, on CI neither."""
    if what not in (sandbox.bounds or ()):
        pytest.xfail(f"no control group here bounds {what} for user {os.geteuid()}")


def ask(sandbox, source):
    """Return what ``f()`` of a cell gives."""
    with sandbox.job() as job:
        assert job.cell(1, source, 5, 20) is None
        reply, _ = job.exercise("f", [{}], Array(), 5, 20)
    return decode(reply, 1)[0][0].parts[""]


SIX = """
import os, signal, time
def f():
    children = []
    for _ in range(6):
        if not (child := os.fork()):
            {each}
            os._exit(int(10 * time.process_time()))
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    return [sum(code == -9 for code in codes), sum(code for code in codes if code > 0) / 10]
"""


def test_processes_that_take_too_much_memory_together_are_ended(sandbox):
    bounded(sandbox, "memory")
    killed, _ = ask(sandbox, SIX.format(each="taken = b'x' * (60 << 20); time.sleep(0.5)"))
    assert killed  # how many depends on who asks first
    killed, _ = ask(sandbox, SIX.format(each="taken = b'x' * (10 << 20); time.sleep(0.1)"))
    assert killed == 0


def test_processes_share_the_one_share_of_the_processor(sandbox):
    bounded(sandbox, "cpu")
    spin = "end = time.monotonic() + 2\n            while time.monotonic() < end: pass"
    killed, seconds = ask(sandbox, SIX.format(each=spin))
    assert killed == 0 and seconds < 2  # a quarter of 2 s, and the grain of the clock; without a bound some 4 s


def ours():
    """Return the groups that are there of this process's making."""
    return [group for parent in cgroup.parents() for group in parent.glob(f"{cgroup.PREFIX}{os.getpid()}-*")]


def test_a_group_is_there_for_its_submission_and_gone_behind_it(sandbox):
    bounded(sandbox, "memory")
    with sandbox.job():
        groups = ours()
        assert len(groups) == len(cgroup.parents())
        assert all(len((group / "cgroup.procs").read_text().split()) == 2 for group in groups)  # monitor and stage
    assert ours() == []


@contextlib.contextmanager
def abandoned():
    """Make the groups of a grader that is dead."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = [parent / f"{cgroup.PREFIX}{dead.pid}-0" for parent in cgroup.parents()]
    try:
        for group in left:
            group.mkdir()
        yield left
    finally:
        for group in left:
            if group.exists():
                group.rmdir()


def test_what_a_killed_grader_left_is_swept_up_and_nothing_else(sandbox):
    bounded(sandbox, "memory")
    with sandbox.job(), abandoned() as left:
        cgroup.parents.cache_clear()
        cgroup.parents()
        assert not any(group.exists() for group in left) and ours()


def test_where_no_group_can_be_entered_the_sandbox_does_without(monkeypatch):
    monkeypatch.setattr(cgroup.Group, "take", lambda group, process: fail())
    with canary.find(Limits()) as sandbox:
        assert sandbox.bounds is None and ours() == []
        assert ask(sandbox, "def f(): return 1") == 1
