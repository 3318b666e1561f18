"""`python -m autograder` and `python start.py` as somebody types them."""

import os
import subprocess
import sys

import pytest

from autograder import __main__ as command_line

from .course import ROOT
from .warm_python import python

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "notebooks"), "COLUMNS": "120"}


@pytest.fixture
def typed(own_command):
    """Return what runs `python -m autograder` with words and returns its status, what it printed and complained of."""

    def typed(*words):
        done = python("autograder", *words, cwd=ROOT, env=ENVIRONMENT)
        return done.returncode, done.stdout, done.stderr

    return typed


@pytest.fixture
def parsed(capsys):
    """Return what answers like `typed`, in this process: for what ends before a command has begun."""

    def parsed(*words):
        with pytest.raises(SystemExit) as end:
            command_line.main(list(words))
        said = capsys.readouterr()
        return end.value.code or 0, said.out, said.err

    return parsed


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_help_names_every_command(words, parsed):
    status, said, complained = parsed(*words)
    assert (status, complained) == (0, "")
    for name, does in command_line.COMMANDS.items():
        assert f"    {name} " in said and does[:20] in said


@pytest.mark.parametrize("command", command_line.COMMANDS)
def test_every_command_explains_itself_and_does_nothing_else(command, parsed):
    status, said, complained = parsed(command, "--help")
    assert (status, complained) == (0, "")
    assert said.startswith(f"usage: python -m autograder {command}") and f"`python -m autograder {command}" in said


UNKNOWN = {
    "a command that there is not": ("nonsense",),
    "an option of build": ("build", "--chek", "nonsense"),
    "an argument of build": ("build", "01_intuition"),
    "an option of grade": ("grade", "--forse"),
    "workers that are no number": ("grade", "--workers", "many"),
    "workers below 0": ("grade", "--workers=-1"),
    "a learner who is not named": ("grade", "--student"),
    "an option of check": ("check", "one.ipynb", "--jsn"),
    "too little to explain": ("explain", "ada"),
    "too much to explain": ("explain", "ada", "01_intuition", "push", "again"),
}


@pytest.mark.parametrize("words", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_unknown_is_an_error_and_nothing_is_done(words, parsed):
    status, said, complained = parsed(*words)
    assert (status, said) == (2, "")
    assert complained.startswith("usage: python -m autograder") and "error: " in complained


def test_a_lesson_that_there_is_not_is_named(typed):
    status, _, complained = typed("grade", "05_nowhere")
    assert status == 1 and complained.startswith("the gradebook knows no lesson '05_nowhere'"), complained


def test_a_learner_whom_nobody_knows_is_an_error_in_one_sentence(typed):
    status, said, complained = typed("grade", "--student", "nobody at all")
    assert (status, said) == (1, "Gradebook: class.db (0 students)\n") and complained.startswith(
        "nobody called 'nobody at all' has handed in"
    ), complained


@pytest.mark.parametrize("words", [(), ("nowhere.ipynb",), ("README.md",), ("tests",), ("a.ipynb", "b.ipynb")])
def test_what_cannot_be_checked_is_one_sentence_and_status_2(words, typed):
    status, said, complained = typed("check", *words)
    assert (status, said, complained.count("\n")) == (2, "", 1) and complained.endswith(".\n"), complained


def test_the_settings_are_shown_as_nbgrader_config_may_say_them(parsed):
    status, said, _ = parsed("grade", "--help-settings")
    assert status == 0
    for line in ("# c.Judge.workers = 0", "# c.Judge.tiers = ('namespaces', 'landlock')", "# c.Judge.unsafe = False"):
        assert line in said.splitlines(), said


@pytest.mark.usefixtures("own_command")
@pytest.mark.parametrize("name", ["build", "grade", "check"])
def test_start_passes_on_what_follows_the_command(name):
    words = [sys.executable, "start.py", name, "--here", "--no-such-option"]
    done = subprocess.run(words, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 2 and "unrecognized arguments: --no-such-option" in done.stderr, done.stderr


def test_who_reads_no_further_meets_no_traceback(own_command):
    command = ["bash", "-c", '"$0" -m autograder grade --help-settings | true', sys.executable]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.stderr == ""
