"""A JupyterLab, started as `make lab` starts it, and a Chromium; for the tests here and for benchmarks."""

import contextlib
import functools
import http.server
import os
import shutil
import threading

from ..server import copy_of_the_course, serving

LEARNERS = ("tools/lab.py", "lab", "--LabApp.expose_app_in_browser=True")
FLAGS = (
    "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
    "disable-component-update", "disable-sync",
)  # fmt: skip


@contextlib.contextmanager
def jupyterlab(home, **environment):
    """Serve a copy of the course in the folder ``home`` as `make lab` does; give the address."""
    with serving(copy_of_the_course(home), *LEARNERS, **environment) as server:
        yield server.address


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_):
        """Write no log."""


@contextlib.contextmanager
def files(folder):
    """Serve the files in ``folder``; give the address, with no slash at its end."""
    handler = functools.partial(Silent, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


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
