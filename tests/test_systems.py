"""On Windows and macOS: the learner's half and the build work, and what judges ends in a sentence that says where to.

Played in a real process, which lacks what Python lacks there.
"""

import os
import shutil
import subprocess
import sys

import pytest

from .course import LESSON, ROOT

LACKING = {
    "win32": (
        "resource fcntl pwd grp termios pyseccomp",
        "os.fork os.getuid os.geteuid os.setsid os.sched_getaffinity signal.SIGKILL signal.SIGALRM signal.setitimer",
    ),
    "darwin": ("pyseccomp", "os.unshare os.sched_getaffinity os.memfd_create"),
}
CALLED = {"win32": "Windows", "darwin": "macOS"}
PACKAGES = "import IPython, ipywidgets, jupytext, nbconvert, nbgrader.apps, numpy, sqlalchemy\n"  # as they are here
PLAYED = """
import os, signal, sys
for name in {modules!r}.split():
    sys.modules[name] = None
for name in {functions!r}.split():
    module, _, function = name.partition(".")
    vars(sys.modules[module]).pop(function, None)
sys.platform = {platform!r}
"""
LEARNER = """
import numpy as np
from backprop import batch, check, net, sample, widgets
def push(a_L, y):
    return np.sign(y - a_L)
print(check(push))
widgets.blind_knob(net, sample)._repr_mimebundle_()
def push(a_L, y):
    while True: pass
"""


@pytest.fixture(params=LACKING)
def played(request):
    """Return a system's name, and a function that runs code in ``root`` as if on it."""
    modules, functions = LACKING[request.param]
    before = PLAYED.format(modules=modules, functions=functions, platform=request.param)

    def run(code, root=ROOT, packages=PACKAGES):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "notebooks"), str(root)])}
        command = [sys.executable, "-c", packages + before + code]
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120)

    return CALLED[request.param], run


BUILD = "from autograder.__main__ import main\nmain(['build'])"
JUDGING = """
from autograder.__main__ import main
for words in (["grade"], ["grade", "01_intuition", "--unsafe"], ["explain", "ada", "01_intuition", "push"]):
    try:
        main(words)
    except SystemExit as end:
        print(end)
"""


def test_what_judges_ends_in_a_sentence_that_says_where_to(played):
    system, run = played
    done = run(JUDGING, packages="")
    assert done.stderr == "" and done.stdout.count("\n") == 3
    for sentence in done.stdout.splitlines():
        assert f"this is {system}:" in sentence and "in the container that docs/judge.md describes" in sentence


def test_nbgraders_own_door_ends_in_the_same_sentence(played, nbgrader, tmp_path):
    system, run = played
    for name in ("source", "autograder", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("gradebook.db", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    handed_in = tmp_path / "submitted" / "ada" / LESSON
    handed_in.mkdir(parents=True)
    shutil.copy(ROOT / "source" / LESSON / f"{LESSON}.ipynb", handed_in)
    app = "from nbgrader.apps.nbgraderapp import NbGraderApp\n"
    done = run(f"{app}NbGraderApp.launch_instance(['autograde', {LESSON!r}])", tmp_path)
    assert done.returncode != 0 and "Traceback" not in done.stderr, done.stderr
    assert f"this is {system}:" in done.stderr


@pytest.mark.ci
@pytest.mark.usefixtures("own_command")
def test_the_build_and_its_self_check_need_no_walls(played, tmp_path):
    _, run = played
    for name in ("source", "release", "autograder", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("gradebook.db", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    text = tmp_path / "source" / LESSON / f"{LESSON}.md"
    right = text.read_text("utf-8").replace("six short functions", "half a dozen functions")
    for written, said in (
        (right.replace("np.sign(y - a_L)", "np.sign(a_L - y)"), "push: the solution in source/ scores 0 of"),
        (right, f"written: release/{LESSON}/{LESSON}.ipynb"),
    ):
        text.write_text(written, "utf-8")
        done = run(BUILD, tmp_path)
        assert said in done.stdout + done.stderr and "Traceback" not in done.stderr, done.stderr


def test_a_learner_lacks_nothing(played):
    _, run = played
    done = run(LEARNER)
    assert (done.returncode, done.stderr) == (0, "") and "✓ push: right" in done.stdout
