"""`python -m MODULE WORDS`, in a fork of a process that has nbgrader loaded: to load it is most of what a command does.

Nothing of this repository is loaded there, so that a command takes its course's own copy, from the folder in which it
is typed or from PYTHONPATH. The commands of docs/class.md are typed in a shell, each from nothing.
"""

import atexit
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
import time
import traceback
from functools import cache
from pathlib import Path

LOADED = ["nbgrader.apps", "numpy", "sympy", "matplotlib.figure"]
SAID = ("stdout", "stderr")


def python(module, *words, cwd, env=None, check=False):
    """Return what came of `python -m MODULE WORDS`, with its texts, as `subprocess.run` does."""
    words, env = [str(word) for word in words], dict(os.environ if env is None else env)
    command = [sys.executable, "-m", module, *words]
    if "forkserver" not in multiprocessing.get_all_start_methods():  # Windows
        return subprocess.run(command, cwd=cwd, env=env, check=check, capture_output=True, text=True)
    sys.audit("subprocess.Popen", sys.executable, command, cwd, env)  # a fast test is refused this, too (conftest.py)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in SAID]
        process = context.Process(target=run, args=(module, words, os.fspath(cwd), env, paths, packages()))
        process.start()
        process.join()
        done = subprocess.CompletedProcess(command, process.exitcode, *(path.read_text("utf-8") for path in paths))
    if check:
        done.check_returncode()
    return done


@cache
def packages():
    """Return where Python looks for modules besides the folder it stands in and PYTHONPATH."""
    command = [sys.executable, "-c", "import sys; print(*sys.path[1:], sep='\\n')"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()


def run(module, words, folder, environment, paths, packages):
    """Become that command, in the fork; its texts go to the files ``paths``."""
    for descriptor, path in enumerate(paths, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.path[:] = [folder, *filter(None, environment.get("PYTHONPATH", "").split(os.pathsep)), *packages]
    sys.argv[:] = [module, *words]
    status = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code or 0
        if not isinstance(status, int):
            print(status, file=sys.stderr)
            status = 1
    except BaseException:
        traceback.print_exc()
        status = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
