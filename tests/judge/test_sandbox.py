"""The sandbox itself: nothing gets out, nothing outlives a submission, the next one starts clean."""

import contextlib
import os
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import canary
from autograder.sandbox.host import SandboxFault
from autograder.sandbox.job import Ended
from autograder.sandbox.limits import Limits
from autograder.sandbox.protocol import decode
from autograder.sandbox.session import Session
from backprop.calling.readers import Array

pytestmark = pytest.mark.usefixtures("walls")
QUICK = Limits(cell_seconds=1, exercise_seconds=1, patience=3, submission_seconds=6)
SPIN = "import os, time\nif os.fork() == 0:\n    os.setpgrp()\n    if os.fork() == 0:\n        while True:\n            time.sleep(0.1)\n"


def available(tier):
    """Say whether this machine gives this user the walls of ``tier``."""
    try:
        canary.find(QUICK, tiers=(tier,)).stop()
    except canary.NoWalls:
        return False
    return True


TIERS = [tier for tier in ("namespaces", "landlock") if available(tier)]


@pytest.fixture(scope="module", params=TIERS)
def sandbox(request):
    with canary.find(QUICK, tiers=(request.param,)) as sandbox:
        yield sandbox


def descendants(pid):
    """Return the process ids of all that live below ``pid``."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def ask(sandbox, source, name="f"):
    """Run one cell and the function ``f()`` that it defines; return its first `Outcome`."""
    with sandbox.job() as job:
        assert job.cell(1, source, 2, 10) is None
        reply, _ = job.exercise(name, [{}], Array(), 2, 10)
    return decode(reply, 1)[0][0]


def test_the_canary_stays_inside(sandbox):
    assert canary.broken_walls(sandbox) == []


def test_nothing_outlives_a_submission(sandbox):
    with sandbox.job() as job:
        job.cell(1, SPIN, 2, 10)
        assert descendants(sandbox.process.pid)
    assert descendants(sandbox.process.pid) == set()


SECOND_SHARE = """
import os
def f():
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
        except PermissionError:
            os._exit(7)
        os._exit(0)
    return float(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_no_submission_opens_a_session_of_its_own_and_with_it_a_second_share_of_the_processor(sandbox):
    assert ask(sandbox, SECOND_SHARE).parts[""] == 7


NESTED = "import os\nfor _ in range(1500):\n    os.mkdir('d')\n    os.chdir('d')\n"
CLOSED = "import os\nfor name in 'abc':\n    os.mkdir(name, 0o700)\n    open(f'{name}/x', 'w').write('x')\n    os.mkdir(f'{name}/y', 0)\n"


@pytest.mark.parametrize("left", [NESTED, CLOSED])
def test_whatever_a_submission_leaves_in_its_folder_is_removed(sandbox, left):
    zygote = sandbox.process.pid
    for _ in range(2):
        with sandbox.job() as job:
            assert job.cell(1, left, 2, 10) is None
        assert ask(sandbox, "import os\ndef f():\n    return len(os.listdir('.'))").parts[""] == 0
    assert sandbox.process.pid == zygote
    root = sandbox.root
    sandbox.restart()
    assert not os.path.lexists(root)


def test_a_fork_bomb_ends_with_its_submission(sandbox):
    bomb = "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n"
    with sandbox.job() as job, contextlib.suppress(Ended):
        job.cell(1, bomb, 0.5, 1)
    assert descendants(sandbox.process.pid) == set()


def test_the_next_submission_finds_an_empty_scratch_folder_and_fresh_modules(sandbox):
    ask(sandbox, "import numpy as np\nopen('left', 'w').write('x')\nnp.pi = 3\ndef f(): return 1")
    came = ask(sandbox, "import numpy as np, os\ndef f(): return [len(os.listdir('.')), np.pi]")
    np.testing.assert_allclose(came.parts[""], [0, np.pi])


TEMPORARY = """
import os, tempfile
def works():
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file, tempfile.TemporaryFile():
        open(os.path.join(folder, "x"), "w").close()
        made, path = tempfile.mkstemp()
        os.close(made)
        tempfile.SpooledTemporaryFile(1).write(b"more than is kept in memory")
        os.listdir(os.path.expanduser("~"))
        open(os.path.join(tempfile.mkdtemp(), "y"), "w").close()
        return os.path.samefile(tempfile.gettempdir(), os.path.dirname(file.name))
in_a_cell = works()
def f():
    return in_a_cell and works()
"""


def test_temporary_files_and_folders_are_to_be_had(sandbox):
    assert ask(sandbox, TEMPORARY).parts[""] == 1


def test_the_exercises_the_sources_and_the_diagnosis_are_not_there(sandbox):
    hidden = (
        "backprop.exercises",
        "backprop.checking.diagnosis",
        "backprop.checking.recognition",
        "backprop.checking.comparison",
        "autograder.judging.judge",
    )
    tries = "".join(
        f"    try:\n        import {name}\n        found += 1\n    except ImportError:\n        pass\n"
        for name in hidden
    )
    assert ask(sandbox, f"def f():\n    found = 0\n{tries}    return found").parts[""] == 0
    root = Path(__file__).resolve().parents[2]
    paths = [str(root / name) for name in ("source", "notebooks", "gradebook.db", "autograder", "tests", ".git")]
    look = f"import os\ndef f():\n    return sum(os.access(p, os.R_OK) and bool(open(p, 'rb') if os.path.isfile(p) else os.listdir(p)) for p in {paths!r})"
    came = ask(sandbox, look)
    assert came.raised or came.parts[""] == 0


def test_the_environment_holds_nothing_of_the_graders(sandbox, monkeypatch):
    came = ask(sandbox, "import os\ndef f(): return sum('SECRET' in k + v for k, v in os.environ.items())")
    assert came.parts[""] == 0
    assert "USER" not in ask(sandbox, "import os\ndef f(): raise ValueError(' '.join(os.environ))").raised.message


def test_no_descriptor_but_its_own_is_open(sandbox):
    source = "import os\ndef f():\n    files = []\n    for fd in range(64):\n        try:\n            files.append(os.fstat(fd).st_ino)\n        except OSError:\n            pass\n    return files"
    mapped = [line.split() for line in Path("/proc/self/maps").read_text().splitlines() if "/libffi" in line]
    libffi = {int(inode) for _, _, _, _, inode, *_ in mapped}  # from its release 3.5 on it keeps itself open
    others = [inode for inode in ask(sandbox, source).parts[""] if inode not in libffi]
    assert 1 <= len(others) <= 7  # three that lead nowhere, the reply's, and the three of an event loop


def test_signals_to_its_group_or_to_everyone_reach_nobody_outside(sandbox):
    source = "import os\ndef f():\n    for pid in (0, -1, 1, os.getppid()):\n        try:\n            os.kill(pid, 9)\n        except OSError:\n            pass\n    return 1\ndef g(): return 2"
    warm = sandbox.process.pid
    with sandbox.job() as job:
        assert job.cell(1, source, 2, 10) is None
        for _ in range(3):
            _, end = job.exercise("f", [{}], Array(), 2, 10)
            assert not end.get("gone")
        reply, _ = job.exercise("g", [{}], Array(), 2, 10)
    assert decode(reply, 1)[0][0].parts[""] == 2
    assert sandbox.process.pid == warm and sandbox.process.poll() is None


def test_a_dead_warm_process_is_replaced(sandbox):
    sandbox.process.kill()
    sandbox.process.wait()
    with pytest.raises(SandboxFault), sandbox.job():
        pass
    assert ask(sandbox, "def f(): return 1").parts[""] == 1


def test_a_warm_process_that_is_killed_during_a_submission_is_the_sandboxs_fault_and_not_the_submissions(sandbox):
    with pytest.raises(SandboxFault, match="was killed"), sandbox.job() as job:
        job.cell(1, "x = 1", 2, 10)
        sandbox.process.kill()
        sandbox.process.wait()
    assert ask(sandbox, "def f(): return 1").parts[""] == 1


def test_a_cell_that_ends_python_costs_itself_alone(sandbox):
    cells = [
        (1, "x = 1"),
        (2, "import os\ndef f(): return x + y\nos._exit(0)"),
        (3, "y = 1"),
        (4, "while True:\n    pass"),
    ]
    with Session(sandbox, cells) as session:
        (came,) = session.exercise("f", [type("Probe", (), {"arguments": {}})], Array())
    assert came.parts[""] == 2
    assert session.errors[2][0].name == "Ended" and session.errors[4][0].name == "TooLong"


def test_time_is_bounded_whatever_a_submission_does(sandbox):
    swallow = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n"
    start = time.monotonic()
    with Session(sandbox, [(number, swallow) for number in range(30)]):
        pass
    assert time.monotonic() - start < QUICK.submission_seconds + 25


def test_where_there_are_no_walls_the_grader_refuses_with_advice():
    with pytest.raises(canary.NoWalls, match=r"libseccomp.*docs/judge\.md.*--unsafe"):
        canary.find(QUICK, tiers=())


def test_this_machine_has_walls():
    assert TIERS, "grading is refused here: no user namespaces and no Landlock"


def test_without_walls_it_runs_only_when_told_to():
    try:
        sandbox = canary.find(QUICK, unsafe=True, tiers=())
    except canary.NoWalls as error:  # as root, where an unprivileged user cannot read the interpreter
        assert os.geteuid() == 0 and "can user" in str(error)
        return
    with sandbox:
        assert sandbox.tier == "unsafe"
        assert ask(sandbox, "def f(): return 1").parts[""] == 1


def test_a_hidden_folder_inside_the_interpreters_is_left_out(tmp_path):
    from autograder.sandbox.rootfs import kept

    for name in ("lib/a", "lib/course/source", "lib/b"):
        (tmp_path / name).mkdir(parents=True)
    came = kept([str(tmp_path / "lib")], [str(tmp_path / "lib" / "course")])
    assert came == [str(tmp_path / "lib" / "a"), str(tmp_path / "lib" / "b")]
