"""Start JupyterLab on the course: `python start.py lab` for learners, `python start.py teach` for instructors.

A learner's server is rooted in notebooks/, opens the first lesson and has no Formgrader; where the course has an
exchange, it opens the copy that is handed in. An instructor's is rooted in the repository. Settings come from config/,
before the user's own and without touching them.
"""

import os
import re
import socket
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PORTS = range(8888, 8938)
FIRST = "01_intuition"


def main(kind, *arguments):
    """Be a JupyterLab server for a kind of user, "lab" or "teach"; `arguments` go to JupyterLab after ours."""
    learner = kind == "lab"
    folder = HERE / "notebooks" if learner else HERE
    # A workspace of the instructor's own: the default one remembers the learner's open files, which lie elsewhere.
    options = [f"--ServerApp.root_dir={folder}", *port(arguments)]
    options += ["--ServerApp.kernel_websocket_connection_class=prompt.PromptConnection"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options += ["--allow-root"]
    # nbgrader looks for nbgrader_config.py on the same path, so that a server rooted in notebooks/ finds it too.
    paths = [str(HERE / "config" / ("learner" if learner else "instructor")), str(HERE)]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([*paths, os.environ.get("JUPYTER_CONFIG_PATH", "")]).strip(
        os.pathsep
    )
    sys.path.insert(0, str(HERE))
    page = f"/doc/tree/{first_lesson(folder)}" if learner else "/lab/workspaces/teach"
    options += [f"--LabApp.default_url={page}"]
    if learner:
        options += ["--ServerApp.contents_manager_class=one_copy.OneCopy"]
    else:
        print(gradebook(), flush=True)
    what = "the first lesson" if learner else "the whole repository, with Formgrader"
    print(f"Starting JupyterLab on {what}. Stop it with Ctrl-C here.", flush=True)
    os.chdir(folder)
    from jupyterlab.labapp import main as jupyterlab  # only now: it reads the environment

    jupyterlab([*options, *arguments])


def first_lesson(folder):
    """Return the path in ``folder`` of the notebook to open; where there is an exchange, fetch what is released."""
    from autograder.plugins import handing_in, two_copies
    from autograder.plugins.configuration import Damaged, configuration

    try:
        config = configuration(HERE)
    except Damaged as error:
        sys.exit(str(error))
    if Path(config.Exchange.root) != HERE / "exchange":  # somebody named one
        for line in handing_in.fetch_released(config, folder):
            print(line, flush=True)
    for lesson in sorted(path.stem for path in folder.glob("*.ipynb")):
        if line := two_copies.take_along(two_copies.fetched(folder, lesson)):
            print(line, flush=True)
    copy = two_copies.fetched(folder, FIRST)
    return copy.relative_to(folder).as_posix() if copy.is_file() else f"{FIRST}.ipynb"


def gradebook():
    """Return the line that says which gradebook is used; why not, where it cannot be."""
    from autograder.course import class_gradebook
    from autograder.plugins.configuration import Damaged, gradebook_of

    try:
        return class_gradebook.line(gradebook_of(HERE), HERE)
    except class_gradebook.NotOpened as error:
        return str(error)
    except (Damaged, class_gradebook.NoGradebook) as error:
        sys.exit(str(error))


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
