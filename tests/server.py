"""Start JupyterLab on a copy of the course, with settings of its own, and ask it over HTTP as its pages would."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from urllib.error import HTTPError

from .course import ROOT


class Server:
    """A running server: its pages, and what it said."""

    def __init__(self, address, log):
        self.address, self.log = address, log

    def get(self, place, **form):
        """Return the answer at a place, what its JSON says if it is JSON; ask by POST if there is a form."""
        data = urllib.parse.urlencode(form).encode() if form else None
        with urllib.request.urlopen(self.address + place, data, timeout=60) as answer:
            text = answer.read().decode()
        return json.loads(text) if text[:1] in "[{" else text

    def status(self, path):
        """Return the status of an answer."""
        try:
            self.get(path)
        except HTTPError as error:
            return error.code
        return 200

    def listed(self, folder=""):
        """Return the names that the file browser shows in a folder."""
        return sorted(entry["name"] for entry in self.get(f"/api/contents/{folder}")["content"])


def copy_of_the_course(folder):
    """Copy what git holds of the course into a folder; return it."""
    for name in ("source", "release", "notebooks", "autograder", "tools", "config"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for name in ("gradebook.db", "nbgrader_config.py", "postBuild"):
        shutil.copy(ROOT / name, folder)
    return folder


@contextmanager
def serving(course, *command, **environment):
    """Run a server in a course with settings of its own, its log in server.log; stop it in the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    names = [f"JUPYTER_{name}_DIR" for name in ("CONFIG", "DATA", "RUNTIME")]
    names += [f"JUPYTERLAB_{name}_DIR" for name in ("SETTINGS", "WORKSPACES")]
    private = {name: str(course / "private" / name.lower()) for name in ("HOME", *names)}
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True"]
    options += ["--allow-root"] if os.geteuid() == 0 else []
    with (course / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command, *options],
            cwd=course,
            env={**os.environ, **private, **environment},
            stdout=log,
            stderr=log,
        )
        server = Server(f"http://127.0.0.1:{port}", course / "server.log")
        try:
            for _ in range(600):
                try:
                    server.get("/api")
                    break
                except OSError:
                    assert process.poll() is None, server.log.read_text()
                    time.sleep(0.2)
            yield server
        finally:
            process.terminate()
            process.wait(30)
