"""Real JupyterLab, started as `make lab` starts it, in real Chromium.

`lab` copies what a learner has into a temporary folder and serves it; `chromium` is the browser; `page` a new window in
it, whose errors on the console fail the test. `notebook` opens a notebook there; lab.py drives it.
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
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
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
    """Serve a copy of the learner's files as `make lab` does, with settings of its own; return its address and folder."""
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


@pytest.fixture
def page(chromium, request):
    """Return a new window; an error on its console, or one thrown in it, fails the test at the end."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    window, errors = context.new_page(), []
    window.set_default_timeout(20_000)
    window.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    window.on("pageerror", lambda error: errors.append(str(error)))
    yield window
    context.close()
    errors = [error for error in errors if not any(word in error for word in HARMLESS)]
    if not request.node.get_closest_marker("console_errors_expected"):
        assert not errors, "on the browser's console:\n" + "\n".join(errors)


@pytest.fixture
def notebook(page, lab):
    """Return a function that opens a notebook of the learner's folder, or one made of the given cells, and runs it."""
    opened = []

    def open_(source, theme="light"):
        opened.append(Notebook(page, *lab))
        return opened[-1].open(source, theme)

    yield open_
    for each in opened:
        each.close()
