"""A JupyterLab, started as `make lab` starts it, and a Chromium; for the tests here and for benchmarks."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVED = ("notebooks", "config", "tools", "nbgrader_config.py")
FLAGS = (
    "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
    "disable-component-update", "disable-sync",
)  # fmt: skip


@contextlib.contextmanager
def jupyterlab(home):
    """Serve a copy of the learner's files in the folder ``home``, with settings of its own; give the address."""
    ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for source in (ROOT / name for name in SERVED):
        if source.is_dir():
            shutil.copytree(source, home / source.name, ignore=ignore)
        elif source.exists():
            shutil.copy(source, home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = "HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"
    folders += "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR"
    private = {name: str(home / "private" / name.lower()) for name in folders}
    options = ["--no-browser", "--IdentityProvider.token=", f"--port={port}", "--LabApp.expose_app_in_browser=True"]
    command = [sys.executable, "tools/lab.py", "lab", *options]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, env=os.environ | private, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/api", server, home / "server.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait(address, server, log, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


def find_chromium():
    """Return the path of a Chromium on this machine, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("BACKPROP_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextlib.contextmanager
def chromium():
    """Start the Chromium of this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = [f"--{flag}" for flag in FLAGS]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        yield browser
        browser.close()


def open_lab(browser, address):
    """Open JupyterLab in a window of its own and wait until it is there; return the page."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(60_000)
    page.goto(f"{address}/lab/workspaces/tests?reset")
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)", timeout=180_000)
    return page
