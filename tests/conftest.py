"""What holds for all tests: which are slow, which run in one process, and that none passes by not being run.

A test is slow, and left out by `make test-fast`, if it uses one of the fixtures in SLOW, however indirectly; what
these start may be started by their tests alone. Where BACKPROP_REQUIRE_ALL is set, as on CI, a test that would be
skipped fails.
"""

import os
import re
import sys
from functools import cache, partial
from pathlib import Path

import pytest

SLOW = {  # fixture: programs that only its tests may start
    "chromium": {"node"},  # playwright's driver, which starts the browser
    "serving": {"lab.py", "jupyter", "jupyterlab"},
    "nbgrader": {"nbgrader"},
    "postgresql": {"initdb", "postgres"},
    "stock": set(),  # nbgrader's autograding within the tests' process
    "class_command": set(),
    "grader": set(),  # the class command, to be killed
    "judged": set(),  # a whole class
    "cluster": set(),  # Dask's programs
    "apart": set(),
    "cluster_killed": set(),
    "classes": set(),  # one after the other
    "own_command": {"autograder"},  # of ours, as a process of its own, which takes seconds to start
    "broken_venv": set(),  # to be made anew, pip and all
    "empty_venv": set(),  # into which pip installs
    "kernel": set(),  # a Jupyter kernel
    "walls": set(),  # of the sandbox, behind which something is judged
    "warm": set(),  # a sandbox that is kept for all
    "changed_copy": set(),  # of the repository, built and tested
    "hub": {"jupyterhub"},
    "site": set(),  # all its pages, built
    "packages": set(),  # JupyterLite, fetched, to be built
    "repo2docker": set(),  # installed by pip
    "wheel": set(),  # built by pip
}
WALLS = {"walls", "warm"}
allowed = set(SLOW)  # the fixtures of the test that runs now; all of them where none runs


def pytest_configure(config):
    """Declare the marks, find programs where the packages are (nbgrader calls some by name), watch what is started."""
    config.addinivalue_line("markers", "slow: given by tests/conftest.py to a test that uses a slow fixture")
    config.addinivalue_line("markers", "long: is run with BACKPROP_LONG in the environment, and left out otherwise")
    config.addinivalue_line("markers", "ci: is run with BACKPROP_REQUIRE_ALL, too, and left out otherwise")
    config.addinivalue_line("markers", "walls: given by it to a slow test that needs a sandbox and nothing more")
    os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests start Python some hundred times: compile once for all
    sys.dont_write_bytecode = False
    sys.addaudithook(watch)


@pytest.hookimpl(tryfirst=True)  # before `-m` selects
def pytest_collection_modifyitems(config, items):
    """Mark the slow tests, and those slow for the sandbox alone; leave out what takes long, unless it is asked for."""
    for item in items:
        if found := SLOW.keys() & set(item.fixturenames):
            item.add_marker("slow")
        if found and found <= WALLS:
            item.add_marker("walls")
    long, ci = (os.environ.get(f"BACKPROP_{switch}") for switch in ("LONG", "REQUIRE_ALL"))
    later = set() if long else {"long"} if ci else {"long", "ci"}
    left_out = {item for item in items if later & {mark.name for mark in item.iter_markers()}}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def pytest_ignore_collect(collection_path, config):
    """Do not even import, for the fast tests, the browser's folder and modules whose mark says that they are slow."""
    left_out = {"not slow": SLOW.keys(), "not slow or walls": SLOW.keys() - WALLS}.get(config.option.markexpr)
    if not left_out:
        return None
    if not collection_path.match("test_*.py"):
        return True if collection_path.name == "browser" else None
    mark = re.search(r"^pytestmark = \[?pytest\.mark\.usefixtures\((.*)\)", collection_path.read_text("utf-8"), re.M)
    return True if mark and left_out & set(re.findall(r"\w+", mark[1])) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Let a test start what its fixtures stand for, and nothing slow besides."""
    allowed.intersection_update(item.fixturenames)
    try:
        return (yield)
    finally:
        allowed.update(SLOW)


def watch(event, arguments):
    """Refuse the start of a slow program to a test without its fixture."""
    if event == "subprocess.Popen":
        words = [arguments[1]] if isinstance(arguments[1], str | bytes | os.PathLike) else arguments[1]
        names = {Path(os.fsdecode(word)).name for word in words}
        for fixture in SLOW.keys() - allowed:
            if names & SLOW[fixture]:
                raise PermissionError(f"only tests with the fixture {fixture} may start {', '.join(names)}")


@pytest.fixture(scope="session")
def serving():
    """Return the function that runs a Jupyter server."""
    from .server import serving

    return serving


@pytest.fixture(scope="session")
def own_command():
    """Say of a test that it starts commands of ours."""


@pytest.fixture(scope="session")
def nbgrader():
    """Return the function that runs a command of nbgrader, where and how `subprocess.run` is told."""
    from .warm_python import python

    return partial(python, "nbgrader")


@pytest.fixture(scope="session")
def class_command(own_command):
    """Return the function that grades a course by its own copy of the command; it gives status, output, complaint."""
    from .warm_python import python

    def run(root, **environment):
        notebooks = str(Path(__file__).parent.parent / "notebooks")
        done = python("autograder", "grade", cwd=root, env=os.environ | {"PYTHONPATH": notebooks} | environment)
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """Return how many processes to test with: many tests wait for a browser or a clock, but few fast ones."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors + (config.option.markexpr != "not slow")


# Side by side: xdist's own `loadgroup` has no effect under pytest 9.2 (pytest-xdist issue 1386), and it renames tests


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Send tests that belong together to one process, all others where there is room."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduler(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return together(nodeid, config.rootpath)

    return Scheduler(config, log) if config.getvalue("dist") == "loadscope" else None


def together(nodeid, root):
    """Return what a test has in common with those that are to run in its process.

    That is the browser for all its tests, so that two of them, and two servers, do not crowd a machine of two cores;
    the module, where its tests share a fixture; else its name up to the first colon (``train: gave back None`` and the
    other cases of ``train`` share what is computed for them).
    """
    path = nodeid.partition("::")[0]
    if path.startswith("tests/browser/"):
        return "tests/browser"
    return path if shares(root / path) else nodeid.partition(": ")[0]


@cache
def shares(path):
    """Say whether a module's tests share a fixture, of its own or of its folder's."""
    texts = {path, path.with_name("conftest.py")} - {Path(__file__)}
    return any(re.search(r'scope="(module|session)"', text.read_text("utf-8")) for text in texts if text.exists())


# Nothing passes by being skipped, but for what has a switch of its own
OWN_SWITCH = "BACKPROP_HUB=1"


def insist(report):
    """Turn a skipped report into a failed one, where all tests must run."""
    asked = os.environ.get("BACKPROP_REQUIRE_ALL") and OWN_SWITCH not in str(report.longrepr)
    if report.skipped and asked and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and BACKPROP_REQUIRE_ALL is set: {report.longrepr[-1]}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Look at every test's report."""
    return insist((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """Look at every module's report: a whole module can skip itself."""
    return insist((yield))
