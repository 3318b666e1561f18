"""Real JupyterLab, started as `make lab` starts it, in real Chromium.

`lab` serves a copy of what a learner has; `chromium` is the browser, `window` JupyterLab in it; `notebook` opens
notebooks there, one after the other, which lab.py drives.
"""

import re
from contextlib import contextmanager

import pytest

from ..course import LESSONS
from ..server import copy_of_the_course
from . import servers
from .lab import Notebook

HARMLESS = (
    "favicon",
    "ResizeObserver loop",
    "was preloaded using link preload",
    "Canceled future for",  # a page is left, or a kernel ended, while JupyterLab itself waits for an answer
    "_ensureFocus",  # JupyterLab gives the focus to a notebook that was closed in the meantime
)
OURS = re.compile(r'  File ".*/(notebooks/backprop|autograder|tools|site-packages/nbgrader)/')


@pytest.fixture(scope="session")
def chromium():
    """Return a running Chromium; without one, skip."""
    if not servers.find_chromium():
        pytest.skip("needs Chromium or Chrome (on Debian: apt install chromium), or its path in BACKPROP_CHROMIUM")
    with servers.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def lab(serving, tmp_path_factory):
    """Serve a copy of the learner's files; return the address and the folder of the copy; fail on a server's error."""
    home = tmp_path_factory.mktemp("lab")
    with serving(copy_of_the_course(home), *servers.LEARNERS) as server:
        yield server.address, home
    errors = errors_in((home / "server.log").read_text(encoding="utf-8", errors="replace"))
    assert not errors, "in the server's log:\n" + "\n".join(errors)


def errors_in(log):
    """Return the lines of a server's log that it calls errors, and those of tracebacks in our code or nbgrader's.

    Other tracebacks are no finding: a page that is left and a kernel that is ended close their connections in mid-word,
    for which tornado, zmq and asyncio have many, and the server itself calls none of them an error.
    """
    return [line for line in log.splitlines() if line.startswith("[E ") or OURS.match(line)]


@pytest.fixture(scope="session")
def window(chromium, lab):
    """Return JupyterLab in a window, and the list of the errors on its console and of those thrown in it."""
    page, errors = servers.open_lab(chromium, lab[0]), []
    page.on("console", lambda m: errors.append(f"{m.text} ({m.location['url']})") if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(f"thrown: {error.stack or error}"))
    return page, errors


@pytest.fixture(scope="session")
def kept():
    """Hold the kernel of the notebooks that tests make up, while there is one."""
    return []


@pytest.fixture
def notebook(window, lab, kept):
    """Return a function that opens a notebook of the learner's folder, or one made of the given cells, and runs it.

    An error in the browser fails the test at its end, but for those that the test has put in ``notebook.expected``.
    """
    with opening(window, lab, kept) as open_:
        yield open_


@pytest.fixture(
    scope="module", params=[LESSONS[0], *(pytest.param(name, marks=pytest.mark.long) for name in LESSONS[1:])]
)
def lesson(request, window, lab):
    """Open each lesson for the tests of a module, which leave it to the next one; return its name and the notebook."""
    with opening(window, lab) as open_:
        yield request.param, open_(f"{request.param}.ipynb")


@contextmanager
def opening(window, lab, kept=None):
    """Give the function behind `notebook`; in the end close what it opened, and look for errors in the browser."""
    page, errors = window
    errors.clear()
    opened = []

    def open_(source, theme="light"):
        opened.append(Notebook(page, lab[1] / "notebooks", kept))
        return opened[-1].open(source, theme)

    open_.expected = list(HARMLESS)
    yield open_
    for each in opened:
        each.close()
    unexpected = [error for error in errors if not any(words in error for words in open_.expected)]
    assert not unexpected, "in the browser:\n" + "\n".join(unexpected)
