"""Build JupyterLite around the four notebooks.

1. Have JupyterLite write itself, the learner's notebooks at the root of its files, and the extensions of the widgets.
2. Put the lock file and the wheels beside Pyodide, and Pyodide itself where it is a folder.
3. Write where Pyodide is into the settings, and `welcome.js` and the lessons' fingerprints beside them; have the page
   load it first.
"""

import hashlib
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
from . import lock

HERE = Path(__file__).parent
SETTINGS = ROOT / "config/learner/labconfig/default_setting_overrides.json"
EXTENSIONS = {
    "jupyterlite-pyodide-kernel": "@jupyterlite/pyodide-kernel-extension",
    "jupyterlab-widgets": "@jupyter-widgets/jupyterlab-manager",
    "anywidget": "anywidget",
}
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
STARTS = re.compile(r"await import\(\s*(?='\.\./config-utils\.js)")


class CannotBuild(Exception):
    """JupyterLite cannot be built; the message says why and what to do."""


def installed():
    """Say whether JupyterLite and its kernel are installed here."""
    return find_spec("jupyterlite_core") is not None and find_spec("jupyterlite_pyodide_kernel") is not None


def build(out, pyodide=None):
    """Write JupyterLite into the folder ``out``, which is made anew.

    pyodide: a folder with a Pyodide, to be copied into the site, or the address of one with a slash at its end; None
    for the address that this version of JupyterLite takes. Raises CannotBuild.
    """
    pyodide = pyodide or address()
    known = read_lock(pyodide)
    shutil.rmtree(out, ignore_errors=True)
    write_jupyterlite(out)
    beside = out / "static/pyodide"
    if (local := Path(str(pyodide))).is_dir():
        shutil.copytree(local, beside)
        at = "./static/pyodide/"
    else:
        beside.mkdir(parents=True)
        at = pyodide
    entered = lock.write(beside, known, "" if local.is_dir() else pyodide)
    (beside / "pyodide-lock.json").write_text(json.dumps(entered), encoding="utf-8")
    settings(out, at + script())
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
        shutil.copy(SETTINGS, Path(folder, "overrides.json"))
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


def settings(out, pyodide):
    """Write into the built settings where Pyodide's script and lock file are, and that packages come from nowhere else.

    After the build: with a Pyodide elsewhere, JupyterLite 0.6.4 drops what stands in a jupyter-lite.json of ours.
    """
    file = out / "jupyter-lite.json"
    content = json.loads(file.read_text("utf-8"))
    data = content["jupyter-config-data"]
    data |= {"appName": "Backprop, by hand", "exposeAppInBrowser": True}
    kernel = data.setdefault("litePluginSettings", {}).setdefault(KERNEL, {})
    kernel |= {
        "pyodideUrl": pyodide,
        "loadPyodideOptions": {"lockFileURL": "static/pyodide/pyodide-lock.json"},
        "disablePyPIFallback": True,
    }
    file.write_text(json.dumps(content, indent=1), encoding="utf-8")


def welcome(out):
    """Put `welcome.js` before JupyterLite, and beside it what tells a lesson that has changed from one that has not."""
    lessons = {f"{stem}.ipynb": fingerprint(out / "files" / f"{stem}.ipynb") for stem in LESSONS}
    (out / "lessons.json").write_text(json.dumps(lessons), encoding="utf-8")
    shutil.copy(HERE / "welcome.js", out)
    page = out / "lab/index.html"
    first = f"await (await import('../welcome.js?{fingerprint(out / 'welcome.js')}')).ready;\n        await import("
    text, times = STARTS.subn(first, page.read_text("utf-8"))
    if times != 1:
        raise CannotBuild("JupyterLite's page starts in another way than pages/lite/build.py knows.")
    text = text.replace("<html>", '<html lang="en">').replace("<title>JupyterLite<", "<title>Backprop, by hand<")
    page.write_text(text, encoding="utf-8", newline="\n")


def fingerprint(file):
    """Return what a file's content is told by."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
