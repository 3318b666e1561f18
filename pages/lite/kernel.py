"""JupyterLite's kernel: the packages that it loads before it answers.

Left alone it installs them one after the other, each looked up first. A package that Pyodide's own options name it
takes as loaded: so all are named there, and the three wheels that it brings along are entered in the lock file.
"""

import json
import re
import shutil
from pathlib import Path

from . import CannotBuild
from .lock import entry

STATIC = "extensions/@jupyterlite/pyodide-kernel-extension/static"
BRINGS = {"ipykernel": ["pyodide-kernel"], "piplite": ["micropip"], "pyodide-kernel": ["comm", "ipython"]}  # and need
LIST = re.compile(r'\[(?:"[\w-]+",)*"ipykernel",(?:"[\w-]+",)*"[\w-]+"\]')


def asked(out):
    """Return the names of the packages that the kernel built into ``out`` wants, as it spells them.

    Raises CannotBuild where its script does not say.
    """
    for script in sorted((out / STATIC).glob("*.js")):
        if found := LIST.search(script.read_text("utf-8")):
            return ["micropip", "piplite", *json.loads(found[0])]
    raise CannotBuild("JupyterLite's kernel starts in another way than pages/lite/kernel.py knows.")


def entries(out, folder):
    """Copy the wheels that the kernel brings along from ``out`` into ``folder``; return the lock file's entries."""
    made = {}
    for name, needs in BRINGS.items():
        brought = next((out / STATIC / "pypi").glob(f"{name.replace('-', '_')}-*.whl"))
        made[name] = entry(name, Path(shutil.copy(brought, folder)), needs)
    return made
