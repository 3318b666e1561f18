"""Real JupyterLab, started as `make lab` starts it, in real Chromium.

`lab` copies what a learner has into a temporary folder and serves it; `chromium` is the browser, `window` JupyterLab in
it; `notebook` opens notebooks there, one after the other, which lab.py drives.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from .lab import Notebook

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVED = ("notebooks", "config", "tools", "nbgrader_config.py")
HARMLESS = ("favicon", "ResizeObserver loop", "was preloaded using link preload")


@pytest.fixture(scope="session")
def chromium():
    """Return a running Chromium; without one, skip (or fail, where BACKPROP_REQUIRE_ALL says that all must run)."""
    found = os.environ.get("BACKPROP_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "google-chrome"))), None
    )
    if not found:
        (pytest.fail if os.environ.get("BACKPROP_REQUIRE_ALL") else pytest.skip)("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Serve a copy of the learner's files as `make lab` does, with settings of its own; return address and folder."""
    home = tmp_path_factory.mktemp("lab")
    for name in SERVED:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
            )
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, home / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    private = {
        name: str(home / name.lower())
        for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    private |= {f"JUPYTERLAB_{name}_DIR": str(home / f"lab-{name.lower()}") for name in ("SETTINGS", "WORKSPACES")}
    options = ["--no-browser", "--IdentityProvider.token=", f"--port={port}", "--LabApp.expose_app_in_browser=True"]
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "tools/lab.py", "lab", *options], cwd=home, env=os.environ | private, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/api", server, home / "server.log")
        yield address, home / "notebooks"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait(address, server, log, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def window(chromium, lab):
    """Return JupyterLab in a window, and the list of the errors on its console and of those thrown in it."""
    page, errors = chromium.new_page(viewport={"width": 1280, "height": 900}), []
    page.set_default_timeout(30_000)
    page.on("console", lambda m: errors.append(f"{m.text} ({m.location['url']})") if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(f"thrown: {error}"))
    page.goto(f"{lab[0]}/lab/workspaces/tests?reset")
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)", timeout=90_000)
    return page, errors


@pytest.fixture
def notebook(window, lab):
    """Return a function that opens a notebook of the learner's folder, or one made of the given cells, and runs it.

    An error in the browser fails the test at its end, but for those that the test has put in ``notebook.expected``.
    """
    page, errors = window
    errors.clear()
    opened = []

    def open_(source, theme="light"):
        opened.append(Notebook(page, lab[1]))
        return opened[-1].open(source, theme)

    open_.expected = list(HARMLESS)
    yield open_
    for each in opened:
        each.close()
    unexpected = [error for error in errors if not any(words in error for words in open_.expected)]
    assert not unexpected, "in the browser:\n" + "\n".join(unexpected)
