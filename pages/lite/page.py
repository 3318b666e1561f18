"""What is changed in the page that JupyterLite built: where Python comes from, and what goes before JupyterLite."""

import hashlib
import json
import re
import shutil
from pathlib import Path

from ..contents import LESSONS
from . import CannotBuild

HERE = Path(__file__).parent
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
STARTS = re.compile(r"await import\(\s*(?='\.\./config-utils\.js)")


def settings(out, pyodide, packages):
    """Write into the built settings where Pyodide's script and lock file are, and that packages come from nowhere else.

    packages: what Python loads as it starts, all at once, while Pyodide itself still comes.
    After the build: with a Pyodide elsewhere, JupyterLite 0.6.4 drops what stands in a jupyter-lite.json of ours.
    """
    file = out / "jupyter-lite.json"
    content = json.loads(file.read_text("utf-8"))
    data = content["jupyter-config-data"]
    data |= {"appName": "Backprop, by hand", "exposeAppInBrowser": True}
    kernel = data.setdefault("litePluginSettings", {}).setdefault(KERNEL, {})
    kernel |= {
        "pyodideUrl": pyodide,
        "loadPyodideOptions": {"lockFileURL": "static/pyodide/pyodide-lock.json", "packages": packages},
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
        raise CannotBuild("JupyterLite's page starts in another way than pages/lite/page.py knows.")
    text = text.replace("<html>", '<html lang="en">').replace("<title>JupyterLite<", "<title>Backprop, by hand<")
    page.write_text(text, encoding="utf-8", newline="\n")


def fingerprint(file):
    """Return what a file's content is told by."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
