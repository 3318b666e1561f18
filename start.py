"""Set the course up and run it: `python start.py COMMAND`. Python 3.11 or newer is all that has to be there.

lab       JupyterLab on the first lesson, for learners: shows notebooks/ and nothing else
teach     JupyterLab on the whole repository, with Formgrader, for instructors
test      the tests; with BACKPROP_REQUIRE_ALL=1 on more random draws, and none may be skipped
test-fast the tests without a browser, a server, commands and what is judged behind walls: a minute
build     write source/*.ipynb, release/, notebooks/ and gradebook.db from the lessons' text
grade     grade what lies in submitted/
check     judge one notebook on its own, and record nothing
feedback  make the learners' feedback anew, and release it where they handed in through the exchange
nbgrader  any command of nbgrader's, with the course's settings: python start.py nbgrader collect 01_intuition --update
explain   say why a learner got these points: `python start.py explain ada 01_intuition push`
report    a page on each lesson's class: who is stuck, and on what; points by exercise as CSV
demo      a made-up class in a folder of its own, graded, with its report
site      write the site to read into build/site/; needs no network
lint      check the code's style
lock      resolve requirements.in into requirements.txt and environment.yml
pictures  take README's screenshots anew, in Chromium

The first start makes .venv and installs requirements.txt into it; later ones find it there. With --here the Python
that runs this file is used as it is, and so is an active conda environment that was made from environment.yml.
What follows the command goes to the program behind it: `python start.py lab --no-browser --port=9000`.
"""

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
VENV_PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
STAMP = os.path.join(VENV, "installed")  # what the last complete installation was made from
SIDE_BY_SIDE = ["-n", "logical", "--maxprocesses", "8", "--dist", "loadscope"]  # what that means: tests/conftest.py
TESTS = ["-m", "pytest", *SIDE_BY_SIDE, "-r", "s", "--no-fold-skipped"]
PROGRAMS = {
    "lab": [["tools/lab.py", "lab"]],
    "teach": [["tools/lab.py", "teach"]],
    "test": [TESTS],
    "test-fast": [[*TESTS, "-m", "not slow"]],
    "build": [["-m", "autograder", "build"]],
    "grade": [["-m", "autograder", "grade"]],
    "check": [["-m", "autograder", "check"]],
    "feedback": [["-m", "autograder", "feedback"]],
    "nbgrader": [["tools/nbgrader_here.py"]],
    "explain": [["-m", "autograder", "explain"]],
    "report": [["-m", "autograder", "report"]],
    "demo": [["-m", "autograder", "demo"]],
    "site": [["-m", "pages"]],
    "lint": [["-m", "ruff", "format", "--check"], ["-m", "ruff", "check"], ["-m", "mypy"]],
    "lock": [["tools/lock.py"]],
    "pictures": [["-m", "tests.browser.pictures"]],
}
PIP_FAILURES = {
    "DO NOT MATCH THE HASHES": "a downloaded package is not the one that requirements.txt names.",
    "No space left": "the disk is full.",
    "from versions: none|Retrying|ConnectionError|timed out": (
        "the package index was not reached. Is there a network? Behind a proxy, is HTTPS_PROXY set?"
    ),
}


def main(arguments):
    """Run the command line `arguments`; end with the exit status of the program behind the command."""
    check_python()
    command, *rest = [argument for argument in arguments if argument != "--here"] or ["help"]
    if command not in PROGRAMS:
        print(__doc__)
        sys.exit(command not in ("help", "--help", "-h"))
    python = sys.executable if command == "lock" else set_up("--here" in arguments)
    *first, last = PROGRAMS[command]
    for program in first:
        if subprocess.call([python, *program], cwd=HERE):
            sys.exit(1)
    run([python, *last, *rest])


def check_python():
    """Stop unless this Python is new enough; name a newer one where there is one."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this very file is what an older Python meets first
        newer = [name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)]
        found = ".".join(map(str, sys.version_info[:2]))
        hint = (
            f"Use one that you have: {newer[0]} {' '.join(sys.argv)}"
            if newer
            else "Install one from python.org or with conda"
        )
        stop(f"The course needs Python 3.11 or newer; {sys.executable} is Python {found}. {hint}.")


def set_up(here):
    """Return the path of a Python that has all packages, after installing what is missing in .venv."""
    if here or os.environ.get("CONDA_DEFAULT_ENV") == "backprop":
        check_packages()
        return sys.executable
    os.environ["PATH"] = BIN + os.pathsep + os.environ.get("PATH", "")  # nbgrader calls `alembic` and `jupyter` by name
    wanted = fingerprint()
    if works(VENV_PYTHON) and read(STAMP) == wanted:
        return VENV_PYTHON
    if not works(VENV_PYTHON):
        make_venv()
    print("Installing the packages of requirements.txt into .venv: some minutes and 200 MB, once.", flush=True)
    lock = os.path.join(HERE, "requirements.txt")  # is complete: with --no-deps no pip looks for other versions
    pip(VENV_PYTHON, "--require-hashes", "--no-deps", "--requirement", lock)
    pip(VENV_PYTHON, "--no-deps", "--no-build-isolation", "--editable", HERE)
    with open(STAMP, "w") as file:
        file.write(wanted)
    return VENV_PYTHON


def check_packages():
    """Stop if this very Python lacks a package that environment.yml asks for; install the course's own if need be."""
    from importlib.metadata import distributions  # here, as Pythons too old for it must still reach check_python

    asked = re.findall(
        r"- ([\w.-]+)(?:\[[\w,-]+\])?==\S+(?: ; sys_platform == \"(\w+)\")?",
        read(os.path.join(HERE, "environment.yml")),
    )
    installed = {re.sub(r"[-_.]+", "-", distribution.name).lower() for distribution in distributions()}
    missing = [name for name, platform in asked if name not in installed and platform in ("", sys.platform)]
    if missing:
        stop(
            f"{sys.executable} lacks {', '.join(missing)}. With conda: conda env update --file environment.yml. "
            "Without --here, start.py makes an environment of its own in .venv."
        )
    if importlib.util.find_spec("backprop") is None:
        print("Installing the course's own package into this environment.", flush=True)
        pip(sys.executable, "--no-deps", "--no-build-isolation", "--editable", HERE)


def make_venv():
    """Make .venv, also in place of one that no longer runs (its Python was removed or replaced)."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        stop(
            f"{sys.executable} cannot make virtual environments: its modules venv and ensurepip are missing. "
            "On Debian or Ubuntu: sudo apt install python3-venv. Or use conda, as README.md says."
        )
    if os.path.exists(VENV):
        print("The .venv here does not work (any more): making it anew.", flush=True)
    else:
        print("Making .venv.", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], stderr=subprocess.PIPE, text=True)
    if made.returncode:
        stop(f"Python could not make {VENV}: {last_line(made.stderr)}")


def pip(python, *arguments):
    """Run `pip install` quietly; stop with a sentence on what went wrong, and pip's own last word on it."""
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, cwd=HERE)
    if done.returncode:
        known = [sentence for signs, sentence in PIP_FAILURES.items() if re.search(signs, done.stderr)]
        stop(f"Installing failed: {known[0] if known else 'pip gave up.'}\npip said: {last_line(done.stderr)}")


def run(command):
    """Become the program `command`; on Windows, which cannot, run it and end with its status."""
    os.chdir(HERE)
    if os.name != "nt":
        os.execv(command[0], command)
    program = subprocess.Popen(command)
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the program got it too and decides what to do
            sys.exit(program.wait())


def works(python):
    """Say whether `python` runs and is new enough."""
    try:
        question = [python, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
        return subprocess.call(question, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def fingerprint():
    """Return what the installation depends on, as a hash: the lock, and how the course's own package is built."""
    names = ("requirements.txt", "pyproject.toml")
    return hashlib.sha256("".join(read(os.path.join(HERE, name)) for name in names).encode()).hexdigest()


def read(path):
    """Return a file's text, empty if there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def last_line(text):
    """Return the last line that says something."""
    return ([line for line in text.splitlines() if line.strip()] or ["nothing"])[-1]


def stop(sentence):
    """End with a sentence on stderr and status 1."""
    sys.exit(sentence)


if __name__ == "__main__":
    main(sys.argv[1:])
