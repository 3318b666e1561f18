"""A test's half, fast or slow, follows from what it uses, and a fast one cannot start what is slow."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from .conftest import SLOW
from .course import ROOT
from .warm_python import python

STARTS = {
    "nbgrader's commands": [sys.executable, "-m", "nbgrader", "--version"],
    "a learner's server": [sys.executable, "tools/lab.py", "lab"],
    "Binder's server": [sys.executable, "-m", "jupyterlab", "--version"],
    "a command of ours": [sys.executable, "-m", "autograder", "--help"],
    "a browser": ["playwright/driver/node", "package/cli.js", "run-driver"],
    "PostgreSQL": ["bin/postgres", "--version"],
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells the watch a line, not words")
@pytest.mark.parametrize("command", STARTS.values(), ids=STARTS)
def test_a_fast_test_cannot_start_what_is_slow(command):
    with pytest.raises(PermissionError, match="only tests with the fixture"):
        subprocess.run(command)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells the watch a line, not words")
@pytest.mark.parametrize("module", ["nbgrader", "autograder"])
def test_nor_in_a_fork_of_what_is_warm(module, tmp_path):
    with pytest.raises(PermissionError, match="only tests with the fixture"):
        python(module, "--help", cwd=tmp_path)


@pytest.mark.usefixtures("nbgrader", "own_command")
@pytest.mark.parametrize(
    "words",
    [("nbgrader", "--version"), ("nbgrader", "autograde", "nobody"), ("autograder", "grade", "--forse")],
    ids=" ".join,
)
def test_a_warm_command_says_and_ends_as_one_from_nothing_does(words):
    how = {"cwd": ROOT, "env": os.environ | {"COLUMNS": "80"}}
    cold = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, **how)
    warm = python(*words, **how)
    assert (warm.returncode, warm.stdout) == (cold.returncode, cold.stdout)
    assert warm.stderr.splitlines()[-1:] == cold.stderr.splitlines()[-1:]


def test_every_slow_fixture_is_one():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")]
    made = {name for text in texts for name in re.findall(r"^@pytest\.fixture.*\ndef (\w+)", text, re.MULTILINE)}
    assert made >= SLOW.keys()


NEW = """
import pytest

@pytest.fixture(scope="module")
def graded(own_command):
    pass

def test_that_uses_it_by_way_of_another(graded):
    pass

def test_that_does_not():
    pass
"""


@pytest.mark.parametrize(("half", "runs"), [("not slow", "that_does_not"), ("slow", "that_uses_it_by_way_of_another")])
def test_a_new_test_lands_in_the_right_half_by_what_it_uses(tmp_path, half, runs):
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_new.py").write_text(NEW)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "-m", half]
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert re.findall(r"^PASSED .*::test_(\w+)", done.stdout, re.MULTILINE) == [runs], done.stdout + done.stderr
