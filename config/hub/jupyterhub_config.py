"""JupyterHub for this course, with the machine's own users: docs/jupyterhub.md goes through it.

    BASE/venv/bin/jupyterhub -f BASE/config/hub/jupyterhub_config.py

What differs from machine to machine stands in BASE/hub.toml, of which hub.toml beside this file is an example. Learners
have their homes and nothing of the repository; each instructor has a clone of it, in a home that nobody else can enter.
"""

import os
import sys
import tomllib
from pathlib import Path

CONFIG = Path(__file__).resolve().parent.parent
BASE = CONFIG.parent
KNOWN = {"instructors", "learners", "course", "exchange", "state", "proxy", "address", "hub_address", "proxy_address"}
PROGRAMS = Path(sys.prefix, "bin")

c = get_config()  # noqa: F821 - traitlets defines it where it runs this file

# hub.toml, and what must hold before anybody logs in

try:
    given = tomllib.loads((BASE / "hub.toml").read_text("utf-8"))
except (OSError, ValueError) as error:
    sys.exit(f"{BASE / 'hub.toml'} cannot be read ({error}). Copy {CONFIG / 'hub' / 'hub.toml'} there and adapt it.")
if unknown := sorted(given.keys() - KNOWN):
    sys.exit(f"{BASE / 'hub.toml'} says {unknown[0]}; it may say {', '.join(sorted(KNOWN))}.")
instructors, learners = given.get("instructors", {}), given.get("learners", [])
if not isinstance(instructors, dict) or not isinstance(learners, list) or not instructors:
    sys.exit(f'{BASE / "hub.toml"} must say learners = ["ada", "ben"] and, after it, [instructors] with a line each.')
exchange, state = Path(given.get("exchange", BASE / "exchange")), Path(given.get("state", BASE / "state"))


def closed(folder):
    """Say whether other users are kept out of a folder, by its own mode or by that of one above it."""
    return any(not path.stat().st_mode & 0o001 for path in (folder, *folder.parents) if path.exists())


if not exchange.is_dir() or exchange.stat().st_mode & 0o7777 != 0o1777 or exchange.stat().st_uid != os.geteuid():
    sys.exit(
        f"{exchange} must be a folder of root's in which all may write, each their own: install -d -m 1777 {exchange}"
    )


def owner(folder):
    """Return whose a folder is; nobody's, if that user is gone."""
    try:
        return folder.owner()
    except KeyError:
        return ""


shared = exchange / given.get("course", "backprop")
if not shared.is_dir() or shared.stat().st_mode & 0o022 or owner(shared) not in instructors:
    sys.exit(
        f"{shared} must be an instructor's before anybody else can make it: "
        f"install -d -m 755 -o {next(iter(instructors))} {shared}"
    )
state.mkdir(mode=0o700, parents=True, exist_ok=True)
if not closed(state):
    sys.exit(f"{state} holds the hub's secrets: chmod 700 {state}")
for course in instructors.values():
    if not Path(course, "nbgrader_config.py").is_file():
        sys.exit(f"{course}, named in {BASE / 'hub.toml'}, is no clone of the course.")
    if not closed(Path(course)):
        sys.exit(f"Learners could read the solutions in {course}: chmod 700 {course}")
if closed(Path(sys.executable).resolve()) or closed(PROGRAMS):
    sys.exit(f"Learners' servers could not run {sys.executable}: make its environment with a Python that all may read.")

# The hub, its proxy, and who may log in

c.JupyterHub.bind_url = given.get("address", "http://127.0.0.1:8000")
c.JupyterHub.hub_bind_url = given.get("hub_address", "http://127.0.0.1:8081")
c.JupyterHub.db_url = f"sqlite:///{state / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.ConfigurableHTTPProxy.api_url = given.get("proxy_address", "http://127.0.0.1:8001")
c.ConfigurableHTTPProxy.command = [
    given.get("proxy", str(BASE / "proxy" / "node_modules" / ".bin" / "configurable-http-proxy"))
]
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.open_sessions = False
c.Authenticator.allowed_users = {*instructors, *learners}  # nobody else is let in

# Their servers: each as its own user, on a port of this machine alone

c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [str(PROGRAMS / "jupyterhub-singleuser")]
c.Spawner.ip = "127.0.0.1"
c.Spawner.env_keep = ["LANG", "LC_ALL"]


def settings(spawner):
    """Return where somebody's Jupyter and nbgrader look for settings first: here, or in an instructor's clone."""
    if course := instructors.get(spawner.user.name):
        return f"{course}/config/instructor:{course}"
    return f"{CONFIG / 'hub' / 'learner'}:{CONFIG / 'learner'}"


def packages(spawner):
    """Return where somebody's Python looks first: an instructor grades with the clone's own backprop."""
    course = instructors.get(spawner.user.name)
    return f"{course}/notebooks" if course else ""


def in_the_course(spawner):
    """Root an instructor's server in the clone."""
    spawner.notebook_dir = instructors.get(spawner.user.name, "")


c.Spawner.pre_spawn_hook = in_the_course
c.Spawner.environment = {
    "PATH": f"{PROGRAMS}:/usr/local/bin:/usr/bin:/bin",
    "PYTHONPATH": packages,
    "JUPYTER_CONFIG_PATH": settings,
    "BACKPROP_EXCHANGE": str(exchange),
    "BACKPROP_COURSE": shared.name,
}
