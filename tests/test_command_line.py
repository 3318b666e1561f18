"""`python -m autograder` and `python start.py` as somebody types them."""

import os
import subprocess
import sys

import pytest

from autograder import __main__ as command_line

from .course import ROOT

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "notebooks"), "COLUMNS": "120"}


@pytest.fixture
def typed(capsys, monkeypatch):
    """Return what gives words to the command line, here: its status, what it printed and what it complained of."""
    monkeypatch.setenv("COLUMNS", "120")

    def run(*words):
        end = None
        try:
            command_line.main([*words])
        except SystemExit as error:
            end = error.code
        said, complaint = capsys.readouterr()
        return (1, said, f"{complaint}{end}") if isinstance(end, str) else (end or 0, said, complaint)

    return run


def test_python_runs_the_command_line():
    command = [sys.executable, "-m", "autograder", "explain", "--help"]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("usage: python -m autograder explain")


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_help_names_every_command(typed, words):
    status, said, complained = typed(*words)
    assert (status, complained) == (0, "")
    for name, does in command_line.COMMANDS.items():
        assert f"    {name} " in said and does[:20] in said


@pytest.mark.parametrize("command", command_line.COMMANDS)
def test_every_command_explains_itself_and_does_nothing_else(typed, command):
    status, said, complained = typed(command, "--help")
    assert (status, complained) == (0, "")
    assert said.startswith(f"usage: python -m autograder {command}") and f"`python -m autograder {command}" in said


UNKNOWN = {
    "a command that there is not": ("nonsense",),
    "an option of build": ("build", "--chek", "nonsense"),
    "an argument of build": ("build", "01_intuition"),
    "an option of grade": ("grade", "--forse"),
    "workers that are no number": ("grade", "--workers", "many"),
    "workers below 0": ("grade", "--workers=-1"),
    "too little to explain": ("explain", "ada"),
    "too much to explain": ("explain", "ada", "01_intuition", "push", "again"),
}


@pytest.mark.parametrize("words", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_unknown_is_an_error_and_nothing_is_done(typed, words):
    status, said, complained = typed(*words)
    assert (status, said) == (2, "")
    assert complained.startswith("usage: python -m autograder") and "error: " in complained


def test_a_lesson_that_there_is_not_is_named(typed):
    status, _, complained = typed("grade", "05_nowhere")
    assert status == 1 and complained.startswith("the gradebook knows no lesson '05_nowhere'"), complained


def test_the_settings_are_shown_as_nbgrader_config_may_say_them(typed):
    status, said, _ = typed("grade", "--help-settings")
    assert status == 0
    for line in ("# c.Judge.workers = 0", "# c.Judge.tiers = ('namespaces', 'landlock')", "# c.Judge.unsafe = False"):
        assert line in said.splitlines(), said


@pytest.mark.parametrize("command", ["build", "grade"])
def test_start_passes_on_what_follows_the_command(command):
    words = [sys.executable, "start.py", command, "--here", "--no-such-option"]
    done = subprocess.run(words, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 2 and "unrecognized arguments: --no-such-option" in done.stderr, done.stderr
