"""The hub's configuration files say what docs/jupyterhub.md promises, and refuse what would not hold."""

import getpass
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from traitlets.config.loader import PyFileConfigLoader

from .course import ROOT

MYSELF = getpass.getuser()


@pytest.fixture
def machine(monkeypatch):
    """Return a folder that all may read, in which the hub's files lie as the administrator puts them."""
    monkeypatch.setattr(sys, "executable", "/bin/sh")  # that of these tests may be for their user alone
    monkeypatch.setattr(sys, "prefix", "/usr")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield laid_out(Path(folder))


def laid_out(folder):
    """Fill the folder."""
    shutil.copytree(ROOT / "config", folder / "base/config")
    exchange, course = folder / "base/exchange", folder / "home/course"
    (exchange / "backprop").mkdir(parents=True)
    exchange.chmod(0o1777)
    course.mkdir(parents=True)
    course.parent.chmod(0o700)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    settings = folder / "base/hub.toml"
    settings.write_text(
        (ROOT / "config/hub/hub.toml").read_text().replace('ines = "/home/ines/course"', f'{MYSELF} = "{course}"')
    )
    return folder


def loaded(machine):
    """Return what the hub's configuration says there."""
    return PyFileConfigLoader("jupyterhub_config.py", str(machine / "base/config/hub")).load_config()


class Spawner:
    """A spawner as far as the configuration looks at it: whose it is."""

    def __init__(self, name):
        self.user, self.notebook_dir = type("User", (), {"name": name}), ""


def test_the_example_of_settings_makes_a_hub_for_one_instructor_and_two_learners(machine):
    config = loaded(machine)
    course = machine / "home/course"
    assert config.Authenticator.allowed_users == {MYSELF, "ada", "ben"}
    environment = config.Spawner.environment
    assert environment["BACKPROP_EXCHANGE"] == str(machine / "base/exchange")
    ines, ada = Spawner(MYSELF), Spawner("ada")
    for spawner in (ines, ada):
        config.Spawner.pre_spawn_hook(spawner)
    assert (ines.notebook_dir, ada.notebook_dir) == (str(course), "")
    assert environment["JUPYTER_CONFIG_PATH"](ines) == f"{course}/config/instructor:{course}"
    for folder in environment["JUPYTER_CONFIG_PATH"](ada).split(":"):
        assert Path(folder, "jupyter_server_config.json").exists() or Path(folder, "nbgrader_config.py").exists()
    assert environment["PYTHONPATH"](ines) == f"{course}/notebooks" and not environment["PYTHONPATH"](ada)


REFUSED = {
    "an exchange in which some can rename others'": (
        lambda m: (m / "base/exchange").chmod(0o777),
        "install -d -m 1777",
    ),
    "a course in the exchange that anybody may make": (lambda m: (m / "base/exchange/backprop").rmdir(), "-m 755 -o"),
    "a course in the exchange in which others may write": (
        lambda m: (m / "base/exchange/backprop").chmod(0o777),
        "must be an instructor's",
    ),
    "a clone that learners can read": (lambda m: (m / "home").chmod(0o755), "Learners could read the solutions in"),
    "no clone": (lambda m: (m / "home/course/nbgrader_config.py").unlink(), "is no clone of the course"),
    "no settings": (lambda m: (m / "base/hub.toml").unlink(), "hub.toml cannot be read"),
    "settings that are none": (lambda m: (m / "base/hub.toml").write_text("learners = ada"), "hub.toml cannot be read"),
    "a misspelt setting": (lambda m: (m / "base/hub.toml").write_text("learner = []"), "says learner; it may say"),
    "a hub's folder that others can read": (lambda m: (m / "base/state").mkdir(), "chmod 700"),
    "nobody": (lambda m: (m / "base/hub.toml").write_text(""), "must say learners ="),
}


@pytest.mark.parametrize("spoil, said", REFUSED.values(), ids=REFUSED)
def test_the_hub_does_not_start_where_learners_could_read_or_spoil_what_is_not_theirs(machine, spoil, said):
    spoil(machine)
    with pytest.raises(SystemExit) as stopped:
        loaded(machine)
    assert said in str(stopped.value)


def test_a_learners_nbgrader_knows_the_exchange_from_the_hub_or_says_that_it_does_not(monkeypatch):
    load = PyFileConfigLoader("nbgrader_config.py", str(ROOT / "config/hub/learner")).load_config
    monkeypatch.setenv("BACKPROP_COURSE", "b")
    monkeypatch.delenv("BACKPROP_EXCHANGE", raising=False)
    with pytest.raises(SystemExit, match="BACKPROP_EXCHANGE is not set"):
        load()
    monkeypatch.setenv("BACKPROP_EXCHANGE", "/srv/exchange")
    assert (load().CourseDirectory.course_id, load().Exchange.root) == ("b", "/srv/exchange")
