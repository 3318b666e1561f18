"""Start JupyterLab on the course: `python start.py lab` for learners, `python start.py teach` for instructors.

A learner's server is rooted in notebooks/, opens the first lesson and has no Formgrader; an instructor's is rooted in
the repository. Settings come from config/, before the user's own and without touching them.
"""

import os
import re
import socket
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PORTS = range(8888, 8938)


def main(kind, *arguments):
    """Be a JupyterLab server for a kind of user, "lab" or "teach"; `arguments` go to JupyterLab after ours."""
    learner = kind == "lab"
    folder = HERE / "notebooks" if learner else HERE
    # A workspace of the instructor's own: the default one remembers the learner's open files, which lie elsewhere.
    page = "/doc/tree/01_intuition.ipynb" if learner else "/lab/workspaces/teach"
    options = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={page}", *port(arguments)]
    options += ["--ServerApp.kernel_websocket_connection_class=prompt.PromptConnection"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options += ["--allow-root"]
    # nbgrader looks for nbgrader_config.py on the same path, so that a server rooted in notebooks/ finds it too.
    paths = [str(HERE / "config" / ("learner" if learner else "instructor")), str(HERE)]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([*paths, os.environ.get("JUPYTER_CONFIG_PATH", "")]).strip(
        os.pathsep
    )
    what = "the first lesson" if learner else "the whole repository, with Formgrader"
    print(f"Starting JupyterLab on {what}. Stop it with Ctrl-C here.", flush=True)
    os.chdir(folder)
    from jupyterlab.labapp import main as jupyterlab  # only now: it reads the environment

    jupyterlab([*options, *arguments])


def port(arguments):
    """Return JupyterLab's option for a free port, none if `arguments` choose one; exit if that one is taken."""
    asked = re.search(r"--(?:ServerApp\.)?port[= ](\d+)", " ".join(arguments))
    if asked and free(int(asked[1])):
        return []
    if asked:
        sys.exit(f"Port {asked[1]} is taken by another program. Leave --port out and a free one is found.")
    for number in filter(free, PORTS):
        if number != PORTS[0]:
            print(f"Port {PORTS[0]} is taken (another JupyterLab?), so this one is on {number}.", flush=True)
        return [f"--port={number}"]
    sys.exit(f"The ports {PORTS[0]} to {PORTS[-1]} are all taken. Choose one: python start.py lab --port=9000")


def free(number):
    """Say whether a server could listen on this port of the machine itself."""
    with socket.socket() as attempt:
        if os.name != "nt":
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as JupyterLab's own does
        try:
            attempt.bind(("127.0.0.1", number))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
