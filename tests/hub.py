"""JupyterHub on this machine with users of its own, installed as docs/jupyterhub.md says, and asked over HTTP."""

import json
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import time
import tomllib
from contextlib import contextmanager
from pathlib import Path

import requests

from .course import ROOT
from .server import copy_of_the_course

SYSTEM_PYTHON = "/usr/bin/python3"  # one that every user may run


def run(*command, **how):
    """Run a program that must end well; return what it printed."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **how)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


def install(base, given):
    """Install hub, proxy, the course's package and its configuration into ``base``, as the administrator does.

    given: a folder with ``venv`` and ``proxy`` in it, made so before, to be used in place of new ones.
    """
    source = copy_of_the_course(base / "root-only")
    shutil.copy(ROOT / "pyproject.toml", source)
    (base / "root-only").chmod(0o700)
    venv, proxy = base / "venv", base / "proxy"
    if Path(given).is_dir():
        venv.symlink_to(Path(given, "venv"))
        proxy.symlink_to(Path(given, "proxy"))
    else:
        run(SYSTEM_PYTHON, "-m", "venv", venv)
        for lock in ("requirements.txt", "requirements/hub.txt"):
            run(venv / "bin/python", "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", ROOT / lock)
        run("npm", "install", "--prefix", proxy, "configurable-http-proxy@5")
    run(venv / "bin/python", "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--force-reinstall", source)
    shutil.copytree(ROOT / "config", base / "config")
    run("install", "-d", "-m", "1777", base / "exchange")


@contextmanager
def users(*names):
    """Make users of this machine with homes that nobody else can enter; give {name: password}; remove them."""
    passwords = {}
    try:
        for name in names:
            run("useradd", "--create-home", "--shell", "/bin/bash", name)
            passwords[name] = secrets.token_urlsafe()
            run("chpasswd", input=f"{name}:{passwords[name]}")
            Path(pwd.getpwnam(name).pw_dir).chmod(0o700)
        yield passwords
    finally:
        for name in passwords:
            run("userdel", "--remove", name)


def as_user(name, *command, **how):
    """Run a program as a user of this machine, in the home; return what came of it."""
    user = pwd.getpwnam(name)
    how = {"cwd": user.pw_dir, "env": {"HOME": user.pw_dir, "PATH": "/usr/bin:/bin"}} | how
    words = [str(word) for word in command]
    how |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return subprocess.run(words, capture_output=True, text=True, **how)


def free_ports(count):
    """Return so many ports that nobody listens on."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports


@contextmanager
def running(base, instructors, learners):
    """Run the hub with its own configuration; give its address; stop it, its proxy and all servers in the end."""
    names = ("address", "hub_address", "proxy_address")
    lines = [f'{name} = "http://127.0.0.1:{port}"' for name, port in zip(names, free_ports(3), strict=True)]
    lines += [f"learners = {json.dumps(learners)}", "[instructors]"]
    lines += [f'{name} = "{course}"' for name, course in instructors.items()]
    (base / "hub.toml").write_text("\n".join(lines) + "\n")
    address = tomllib.loads((base / "hub.toml").read_text())["address"]
    log = base / "hub.log"
    with log.open("w") as file:
        command = [base / "venv/bin/jupyterhub", "-f", base / "config/hub/jupyterhub_config.py"]
        environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
        hub = subprocess.Popen(command, cwd=base, env=environment, stdout=file, stderr=file)
        try:
            for _ in range(300):
                try:
                    requests.get(f"{address}/hub/api", timeout=5).raise_for_status()
                    break
                except requests.RequestException:
                    assert hub.poll() is None, log.read_text()
                    time.sleep(0.2)
            yield address
        finally:
            hub.terminate()  # it ends its servers and its proxy
            hub.wait(60)


class Person:
    """Somebody who has logged in by name and password, and whose server is running."""

    def __init__(self, address, name, password):
        self.name, self.hub, self.session = name, address, requests.Session()
        page = self.session.get(f"{address}/hub/login", timeout=60)
        form = {
            "username": name,
            "password": password,
            "_xsrf": re.search(r'name="_xsrf" value="([^"]+)"', page.text)[1],
        }
        self.login = self.session.post(f"{address}/hub/login?next=/hub/spawn", data=form, timeout=60)
        self.server = f"{address}/user/{name}"

    def started(self):
        """Wait until the server is there; return the place at which it opens."""
        for _ in range(300):
            answer = self.session.get(f"{self.server}/", timeout=60)
            if answer.url.startswith(self.server) and answer.ok:
                return answer.url.removeprefix(self.server)
            time.sleep(0.3)
        raise AssertionError(f"{answer.status_code} at {answer.url}: {answer.text[:500]}")

    def ask(self, place, method="GET", of=None, **how):
        """Return the answer at a place of one's own server, or of that ``of`` somebody else."""
        server = f"{self.hub}/user/{of}" if of else self.server
        tokens = {cookie.path: cookie.value for cookie in self.session.cookies if cookie.name == "_xsrf"}
        headers = {"X-XSRFToken": tokens.get(f"/user/{self.name}/", "")}
        return self.session.request(method, server + place, headers=headers, timeout=300, **how)

    def press(self, place, **form):
        """Do what a button of Assignment List or Formgrader does; return what its dialog is told."""
        answer = self.ask(place, "POST", data=form)
        assert answer.ok, f"{answer.status_code}: {answer.text[:500]}"
        said = answer.json()
        assert said["success"], said
        return said

    def assignment(self, act, lesson, course="backprop"):
        """Press a button of the Assignment List."""
        return self.press(f"/assignments/{act}", course_id=course, assignment_id=lesson)

    def write(self, path, change):
        """Save a notebook, changed, as JupyterLab does."""
        model = self.ask(f"/api/contents/{path}").json()
        change(model["content"])
        answer = self.ask(f"/api/contents/{path}", "PUT", json={"type": "notebook", "content": model["content"]})
        assert answer.ok, answer.text

    def restart(self):
        """Stop the server and start it again, as the hub's control panel does."""
        [token] = [one.value for one in self.session.cookies if one.name == "_xsrf" and one.path == "/hub/"]
        address = f"{self.hub}/hub/api/users/{self.name}"
        headers = {"X-XSRFToken": token, "Referer": f"{self.hub}/hub/home"}
        answer = self.session.delete(f"{address}/server", headers=headers, timeout=60)
        assert answer.ok, answer.text
        for _ in range(200):
            if not self.session.get(address, headers=headers, timeout=60).json()["servers"]:
                break
            time.sleep(0.3)
        self.session.get(f"{self.hub}/hub/spawn", timeout=60)
        return self.started()

    def process(self):
        """Return the folder in /proc of the person's server."""
        uid = pwd.getpwnam(self.name).pw_uid
        for process in Path("/proc").glob("[0-9]*"):
            if process.stat().st_uid == uid and b"jupyterhub-singleuser" in (process / "cmdline").read_bytes():
                return process
        raise AssertionError(f"{self.name} has no server")

    def environment(self):
        """Return the environment of the person's server, which is that of its terminals and kernels."""
        words = (self.process() / "environ").read_bytes().decode().split("\0")
        return dict(word.split("=", 1) for word in words if "=" in word)
