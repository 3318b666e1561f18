"""The ways in which CONTRIBUTING changes the course, each gone as it stands there, in a copy of the repository.

A block of code is a new file's text; a block of differences has a place in its file once. Both belong to the file that
was named last before them.
"""

import os
import re
import shlex
import subprocess
import sys
from textwrap import dedent

import pytest

from .course import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Change the course")[2].partition("\n## ")[0]
WAYS = dict(re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", TEXT, re.MULTILINE | re.DOTALL))
STEP = re.compile(r"^ *(`{3,})(\w+)\n(?P<block>.*?)^ *\1$|`(?P<path>[\w./]+/[\w.]+)`", re.MULTILINE | re.DOTALL)


@pytest.fixture
def changed_copy(tmp_path):
    """Return a copy of the repository, to be changed, built and tested."""
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )
    for name in filter(None, files.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


def edited(text, difference):
    """Return a text with a block of differences applied; its first and last line may be parts of lines."""
    lines = difference.splitlines()
    old, new = ("\n".join(line[1:] for line in lines if line[:1] != sign) for sign in "+-")
    assert text.count(old) == 1, f"this is to stand in the file once:\n{old}"
    return text.replace(old, new)


def go(way, course):
    """Make a way's edits in the copy ``course``; return its commands."""
    path = None
    for step in STEP.finditer(way):
        if step["path"]:
            path = course / step["path"]
            continue
        kind, block = step[2], dedent(step["block"])
        if kind == "sh":
            return block.splitlines()
        if kind == "diff":
            path.write_text(edited(path.read_text("utf-8"), block), "utf-8")
        else:
            assert not path.exists(), f"{path} is to be new"
            path.parent.mkdir(exist_ok=True)
            path.write_text(block, "utf-8")
    raise AssertionError("a way ends with its commands")


def run(command, course):
    """Run a line such as `make test-fast ARGS="..."` in the copy, by the tests' own Python; return its output."""
    make, target, *given = shlex.split(command)
    assert make == "make"
    words = shlex.split(given[0].removeprefix("ARGS=")) if given else []
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "BACKPROP_"))}
    environment = ours | {"PYTHONPATH": str(course / "notebooks")}
    done = subprocess.run(
        [sys.executable, "start.py", "--here", target, *words],
        cwd=course, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout


@pytest.mark.parametrize("way", WAYS)
def test_what_a_way_changes_has_its_place(way, changed_copy):
    assert go(WAYS[way], changed_copy)[0] == "make build"


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_a_way_of_changing_the_course_ends_in_a_course_that_passes(way, changed_copy):
    for command in go(WAYS[way], changed_copy):
        said = run(command, changed_copy)
    assert re.search(r"\b\d\d+ passed", said) and "failed" not in said, said


def test_the_ways_that_are_promised_are_there():
    words = "Add an exercise", "Leave an exercise out", "Change points", "Add a lesson of", "Add a cell that you grade"
    assert [any(way.startswith(start) for way in WAYS) for start in words] == [True] * len(words)


def test_a_block_of_differences_has_one_place():
    assert edited("a b\nc\nd\n", " b\n-c\n+e\n+f\n") == "a b\ne\nf\nd\n"
    with pytest.raises(AssertionError, match="to stand in the file once"):
        edited("c\nc\n", "-c\n+d\n")
