"""Build JupyterLite around the four notebooks.

1. Have JupyterLite write itself, the learner's notebooks at the root of its files, and the extensions of the widgets.
2. Put the lock file and the wheels, the kernel's own among them, beside Pyodide, and that itself where it is a folder.
3. Compile ahead what Python imports as it starts, where Pyodide lies in the site.
4. Write where Pyodide is, and what it loads as it starts, into the settings, and `welcome.js` and the lessons'
   fingerprints beside them; have the page load it first.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from urllib.error import URLError

from ..contents import LESSONS, ROOT
from . import CannotBuild, kernel, lock
from .ahead import compile_ahead
from .page import settings, welcome

SETTINGS = ROOT / "config/learner/labconfig/default_setting_overrides.json"
KEPT = {"@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10}}  # s; a page is soon reloaded, or forgotten
EXTENSIONS = {
    "jupyterlite-pyodide-kernel": "@jupyterlite/pyodide-kernel-extension",
    "jupyterlab-widgets": "@jupyter-widgets/jupyterlab-manager",
    "anywidget": "anywidget",
}
MISSING = "JupyterLite is not installed (pip install --require-hashes --no-deps -r requirements/lite.txt)"


def installed():
    """Say whether JupyterLite and its kernel are installed here."""
    return find_spec("jupyterlite_core") is not None and find_spec("jupyterlite_pyodide_kernel") is not None


def build(out, pyodide=None):
    """Write JupyterLite into the folder ``out``, which is made anew.

    pyodide: a folder with a Pyodide, to be copied into the site, or the address of one; None for the address that this
    version of JupyterLite takes. Raises CannotBuild.
    """
    if not installed():
        raise CannotBuild(MISSING)
    if out.exists() and any(out.iterdir()) and not (out / "jupyter-lite.json").is_file():
        raise CannotBuild(f"{out} holds something else: name a folder that is empty or not there yet.")
    pyodide = pyodide or address()
    if pyodide.startswith("http"):
        pyodide = f"{pyodide.rstrip('/')}/"
    known = read_lock(pyodide)
    shutil.rmtree(out, ignore_errors=True)
    write_jupyterlite(out)
    beside = out / "static/pyodide"
    if (local := Path(pyodide)).is_dir():
        shutil.copytree(local, beside)
        at = "./static/pyodide/"
    else:
        beside.mkdir(parents=True)
        at = pyodide
    entered = lock.write(beside, known, "" if local.is_dir() else pyodide)
    entered["packages"] |= kernel.entries(out, beside)
    (beside / "pyodide-lock.json").write_text(json.dumps(entered), encoding="utf-8")
    started = [*kernel.asked(out), "numpy", lock.COURSE]
    if local.is_dir():
        compile_ahead(beside, started)
    settings(out, at + script(), started)
    welcome(out)


def address():
    """Return where JupyterLite's kernel finds its Pyodide."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL

    return f"{PYODIDE_CDN_URL}/"


def script():
    """Return the name of the file of Pyodide that JupyterLite's kernel starts: older ones take no module."""
    from jupyterlite_pyodide_kernel import constants

    return getattr(constants, "PYODIDE_MJS", None) or constants.PYODIDE_JS


def read_lock(pyodide):
    """Return what the lock file of a Pyodide holds. Raises CannotBuild where it cannot be had."""
    place = f"{pyodide}/pyodide-lock.json".replace("//pyodide-lock", "/pyodide-lock")
    try:
        if re.match("https?:", place):
            with urllib.request.urlopen(place, timeout=60) as answer:
                text = answer.read()
        else:
            text = Path(place).read_bytes()
        return json.loads(text)
    except (URLError, OSError, ValueError) as error:
        raise CannotBuild(
            f"no lock file of Pyodide at {place} ({error}). Is there a network? `--pyodide` takes a folder or an "
            "address of a Pyodide that goes with this JupyterLite, and `--no-lite` leaves the browser's notebooks out."
        ) from None


def write_jupyterlite(out):
    """Have JupyterLite write itself into ``out``, with nothing else of this environment in it."""
    with tempfile.TemporaryDirectory() as folder:
        config = {
            "apps": ["lab"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "ignore_sys_prefix": True,
            "contents": [str(ROOT / f"notebooks/{stem}.ipynb") for stem in LESSONS],
            "federated_extensions": [str(extension(*each)) for each in EXTENSIONS.items()],
            "output_dir": str(out),
        }
        overrides = json.loads(SETTINGS.read_text("utf-8")) | KEPT
        Path(folder, "overrides.json").write_text(json.dumps(overrides), encoding="utf-8")
        Path(folder, "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": config}), encoding="utf-8")
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", folder]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise CannotBuild(f"JupyterLite's own build stopped: {(done.stderr or done.stdout)[-800:]}")


def extension(package, name):
    """Return the folder of a package's extension of JupyterLab."""
    beside = Path(distribution(package).locate_file("")) / "share"  # as `pip install --target` puts it
    places = [share / "jupyter/labextensions" / name for share in (beside, Path(sys.prefix, "share"))]
    for place in places:
        if (place / "package.json").is_file():
            return place
    raise CannotBuild(f"{package}'s extension is neither in {places[0]} nor in {places[1]}")
