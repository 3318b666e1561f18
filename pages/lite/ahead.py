"""Compile ahead what Python imports until a lesson's first check: left to the browser that is half of the wait.

A .pyc is for one Python alone: Pyodide's own compiles, in Node, and only where it lies in a folder. What it imported as
it would for a lesson is then shipped as .pyc in the place of its source; all else stays as it is. The course's own
package keeps its source, which learners may read. In a traceback a frame of such a library has its file and line, and
no text beside it.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from .lock import COURSE
from .wheels import EPOCH, record

SCRIPT = Path(__file__).with_suffix(".mjs")
LIBRARY = "python_stdlib.zip"


def node():
    """Return the path of a Node: this machine's, or the one that Playwright brings along; None where there is none."""
    brought = importlib.util.find_spec("playwright")
    places = [Path(place, "driver") for place in brought.submodule_search_locations] if brought else []
    return shutil.which("node") or shutil.which("node", path=os.pathsep.join(map(str, places)))


def compile_ahead(folder, packages):
    """Compile what ``packages`` import in the wheels of the Pyodide in ``folder``, and enter that in its lock file.

    Says in a line why not, where Node is missing or stops.
    """
    if not (command := node()):
        print("Python's files are not compiled ahead (no Node): the browser does it, and starts some seconds later.")
        return
    file = folder / "pyodide-lock.json"
    lock = json.loads(file.read_text("utf-8"))
    short = lock["info"]["python"].rpartition(".")[0]
    modules = [name for package in packages for name in lock["packages"][package.replace("_", "-")]["imports"]]
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [command, SCRIPT, folder, ",".join(packages), ",".join(modules), out], capture_output=True, text=True
        )
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["nothing said"])[-1]
            print(f"Python's files are not compiled ahead (Pyodide in Node stopped: {said}).")
            return
        replace(folder / LIBRARY, Path(out, f"lib/python{short.replace('.', '')}.zip"))
        for name, entry in lock["packages"].items():
            wheel = folder / entry["file_name"]
            if name != COURSE and wheel.suffix == ".whl" and wheel.is_file():
                replace(wheel, Path(out, f"lib/python{short}/site-packages"))
                entry["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    file.write_text(json.dumps(lock), encoding="utf-8")


def replace(archive, compiled):
    """Put into a wheel or zip what the folder ``compiled`` has of it, in the place of the source."""
    with zipfile.ZipFile(archive) as old:
        files = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    for name in [name for name in files if (compiled / f"{name}c").is_file()]:
        files[f"{name}c"] = (compiled / f"{name}c").read_bytes()
        del files[name]
    for own in [name for name in files if name.endswith(".dist-info/RECORD")]:
        del files[own]
        files[own] = record(files, own)
    with zipfile.ZipFile(archive, "w") as new:
        for name, content in sorted(files.items()):
            new.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED, 9)
