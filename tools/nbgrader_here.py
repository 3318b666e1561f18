"""Run one of nbgrader's commands with the course's settings, from whatever shell: `python start.py nbgrader COMMAND`.

A learner's commands, which fetch and submit, work on notebooks/, an instructor's on the repository.
"""

import os
import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
LEARNERS = ("fetch_assignment", "fetch", "fetch_feedback", "submit", "list", "validate")


def main(*words):
    """Be `nbgrader` with these words."""
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        filter(None, [str(HERE), os.environ.get("JUPYTER_CONFIG_PATH")])
    )
    os.chdir(HERE / "notebooks" if words[:1] and words[0] in LEARNERS else HERE)
    sys.path[0] = str(HERE)  # where Python put tools/
    sys.argv = ["nbgrader", *words]
    runpy.run_module("nbgrader", run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])
