"""JupyterHub with the machine's own users, by the configuration files of config/hub/ as they stand.

An instructor, a learner who is honest and one who is not are made for it, and removed. That needs root and installs
some hundred packages: it runs where BACKPROP_HUB asks for it (CONTRIBUTING.md).
"""

import os
import re
import secrets
import shutil
import tempfile
from pathlib import Path

import nbformat
import pytest

from .course import FULL, LESSON, ROOT
from .hub import Person, as_user, install, run, running, users
from .server import copy_of_the_course

COPY = f"{LESSON}/{LESSON}.ipynb"
SWITCH = os.environ.get("BACKPROP_HUB", "")
pytestmark = pytest.mark.usefixtures("nbgrader")  # the instructor runs it


@pytest.fixture(scope="module")
def base():
    """Return a folder in which JupyterHub is installed."""
    if not SWITCH:
        pytest.skip("BACKPROP_HUB=1 installs JupyterHub and makes users; or a folder with venv and proxy made before")
    if os.geteuid() != 0:
        pytest.skip("needs root, who makes users and starts servers as they")
    with tempfile.TemporaryDirectory(prefix="backprop-hub-") as folder:
        Path(folder).chmod(0o755)
        install(Path(folder), SWITCH)
        yield Path(folder)


@pytest.fixture(scope="module")
def hub(base):
    """Return (folder, {role: person}) of a running hub, an instructor's clone in her home, and lesson 1 released."""
    tag = secrets.token_hex(3)
    names = {role: f"{role}{tag}" for role in ("ines", "ada", "bob")}
    with users(*names.values()) as passwords:
        course = Path(f"~{names['ines']}/course").expanduser()
        run("install", "-d", "-m", "755", "-o", names["ines"], base / "exchange/backprop")
        clone(course, names["ines"])
        (course / "class.toml").write_text(f'exchange = "{base / "exchange"}"\n')
        learners = [names["ada"], names["bob"]]
        with running(base, {names["ines"]: str(course)}, learners) as address:
            people = {}
            for role in ("ines", "ada", "bob"):
                people[role] = Person(address, names[role], passwords[names[role]])
                people[role].opened = people[role].started()
                if role == "ines":
                    people[role].press(f"/formgrader/api/assignment/{LESSON}/assign")
                    people[role].press(f"/formgrader/api/assignment/{LESSON}/release")
            people["ines"].course = course
            yield base, people


def clone(course, owner):
    """Give somebody a clone of the repository as it stands here."""
    course.mkdir()
    copy_of_the_course(course)
    for name in ("start.py", "environment.yml", "pyproject.toml", "requirements.txt", ".gitignore", ".gitattributes"):
        shutil.copy(ROOT / name, course)
    run("chown", "-R", f"{owner}:", course)
    who = ("-c", "user.name=I", "-c", "user.email=i@example.org")
    for words in (("init", "--quiet"), ("add", "--all"), (*who, "commit", "--quiet", "--message=as published")):
        done = as_user(owner, "git", *words, cwd=course)
        assert done.returncode == 0, done.stderr


def in_her_terminal(ines, *words):
    """Run a command as in a terminal of the instructor's JupyterLab; return what it said."""
    done = as_user(ines.name, *words, cwd=ines.course, env=ines.environment())
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def answers(content):
    """Put the course's own answers into what a notebook holds."""
    source = nbformat.read(ROOT / "source" / LESSON / f"{LESSON}.ipynb", 4)
    own = {cell.id: cell.source for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    for cell in content["cells"]:
        cell["source"] = own.get(cell["id"], cell["source"])


def test_everybody_opens_where_they_begin_and_learners_have_one_copy_of_what_is_released(hub):
    base, people = hub
    assert people["ines"].opened.startswith("/lab")
    for learner in ("ada", "bob"):
        assert people[learner].opened.startswith(f"/doc/tree/{COPY}")
        listed = people[learner].ask("/api/contents/").json()["content"]
        assert [entry["name"] for entry in listed] == [LESSON]
        page = people[learner].ask("/lab").text
        assert "@jupyter/nbgrader:formgrader" in page.partition('"disabledExtensions": [')[2].partition("]")[0]
    asked = "import backprop; print(backprop.__file__); import autograder"
    found = as_user(people["ada"].name, "python", "-c", asked, env=people["ada"].environment())
    assert Path(found.stdout.strip()).resolve().is_relative_to((base / "venv").resolve()), found
    assert "No module named 'autograder'" in found.stderr


def test_a_class_goes_from_handing_in_to_feedback(hub):
    _, people = hub
    ines, ada, bob = (people[role] for role in ("ines", "ada", "bob"))
    ada.write(COPY, answers)
    assert ada.press("/assignments/validate", path=COPY)["value"].get("failed") is None
    for learner in (ada, bob):
        learner.assignment("submit", LESSON)
    said = ines.press(f"/formgrader/api/assignment/{LESSON}/collect")
    assert "Not collected" not in said["log"]
    graded = in_her_terminal(ines, "python", "start.py", "grade", "--here")
    assert "Gradebook: class.db" in graded
    assert scores(ines) == {ada.name: FULL[LESSON], bob.name: 0}
    again = ines.press(f"/formgrader/api/submission/{LESSON}/{bob.name}/autograde")
    assert again["success"] and scores(ines)[ada.name] == FULL[LESSON]
    for act in ("generate_feedback", "release_feedback"):
        ines.press(f"/formgrader/api/assignment/{LESSON}/{act}")
    for learner, points in ((ada, FULL[LESSON]), (bob, 0)):
        learner.assignment("fetch_feedback", LESSON)
        [page] = Path(f"~{learner.name}/{LESSON}/feedback").expanduser().glob("*/*.html")
        place = page.relative_to(Path(f"~{learner.name}").expanduser())
        shown = learner.ask(f"/files/{place}").text
        assert f"<strong>{points:g}</strong> of {FULL[LESSON]:g} points" in shown
    assert in_her_terminal(ines, "git", "status", "--porcelain") == ""


def scores(ines):
    """Return {learner: points} as Formgrader lists them."""
    return {each["student"]: each["score"] for each in ines.ask(f"/formgrader/api/submissions/{LESSON}").json()}


# What a learner does who hands in for another, in a terminal of JupyterLab
FORGE = """\
import shutil, sys
from pathlib import Path
inbound, victim, lesson, notebook = sys.argv[1:]
folder = Path(inbound, f"{victim}+{lesson}+2099-01-01 00:00:00.000000 UTC+aaaaaaaaaaaa")
folder.mkdir()
shutil.copy(notebook, folder)
(folder / "timestamp.txt").write_text("2099-01-01 00:00:00.000000 UTC")
"""


def test_what_one_learner_hands_in_as_another_is_not_collected(hub):
    base, people = hub
    ines, ada, bob = (people[role] for role in ("ines", "ada", "bob"))
    inbound = base / "exchange/backprop/inbound"
    words = (inbound, ada.name, LESSON, Path(f"~{bob.name}", COPY).expanduser())
    done = as_user(bob.name, "python", "-c", FORGE, *words, env=bob.environment())
    assert done.returncode == 0, done.stderr
    said = ines.press(f"/formgrader/api/assignment/{LESSON}/collect")["log"]
    assert f"claims to be {ada.name}'s, but its owner is {bob.name}" in said
    assert "claims to be" in in_her_terminal(ines, "nbgrader", "collect", LESSON, "--update")
    in_her_terminal(ines, "python", "start.py", "grade", "--here")
    assert scores(ines) == {ada.name: FULL[LESSON], bob.name: 0}


DENIED = {  # what a learner tries in a terminal; each must fail by the system's own word
    "another learner's home": "ls ~{ada}",
    "another learner's work": "cat ~{ada}/" + COPY,
    "the instructor's clone": "ls ~{ines}/course",
    "the solutions": f"cat ~{{ines}}/course/source/{LESSON}/{LESSON}.md",
    "the gradebook": "cat ~{ines}/course/class.db",
    "who has handed in": "ls {exchange}/backprop/inbound",
    "whose feedback there is": "ls {exchange}/backprop/feedback",
    "a change of what is released": f"touch {{exchange}}/backprop/outbound/{LESSON}/{LESSON}.ipynb",
    "the course under another name": "mv {exchange}/backprop {exchange}/mine",
    "another's hand-in under another name, its own being known": "mv {handed_in} {exchange}/backprop/inbound/mine",
    "another's hand-in removed, its name being known": "mv {handed_in} ~/",
    "the environment of another's server": "cat /proc/{pid}/environ",
    "the hub's database": "cat {base}/state/jupyterhub.sqlite",
    "the hub's secrets": "ls {base}/state",
    "the hub's settings changed": "touch {base}/hub.toml {base}/config/hub/jupyterhub_config.py",
    "the packages changed": "touch {base}/venv/bin/python",
    "the administrator's clone": "ls {base}/root-only",
}


@pytest.mark.parametrize("tried", DENIED.values(), ids=DENIED)
def test_a_learner_is_denied(hub, tried):
    base, people = hub
    exchange = base / "exchange"
    named = {role: person.name for role, person in people.items()} | {"base": base, "exchange": exchange}
    claimed = (exchange / "backprop/inbound").glob(f"{named['ada']}+*")  # one of them is bob's own
    named["handed_in"] = next(f"'{each}'" for each in claimed if each.owner() == named["ada"])
    named["pid"] = people["ada"].process().name
    done = as_user(named["bob"], "bash", "-c", tried.format(**named))
    assert done.returncode and re.search("Permission denied|Operation not permitted", done.stderr), done


@pytest.mark.parametrize("place", ["/api/contents/", "/lab", "/assignments?course_id=backprop", "/files/" + COPY])
@pytest.mark.parametrize("whose", ["ada", "ines"])
def test_a_learner_does_not_reach_anothers_server(hub, place, whose):
    _, people = hub
    assert people["bob"].ask(place, of=people[whose].name).status_code == 403


def test_a_learner_has_no_formgrader_on_the_hub(hub):
    _, people = hub
    assert people["bob"].ask("/formgrader/api/assignments").status_code == 404


def test_nobody_else_is_let_in(hub):
    _, people = hub
    for name, password in ((people["bob"].name, "wrong"), ("root", "")):
        assert Person(people["bob"].hub, name, password).login.status_code == 403


def test_a_lesson_changed_in_mid_term_reaches_who_has_not_fetched_it_and_leaves_the_others_work(hub):
    _, people = hub
    ines, ada = people["ines"], people["ada"]
    path = Path(f"~{ada.name}", COPY).expanduser()
    before = path.read_bytes()
    in_her_terminal(ines, "python", "start.py", "build", "--here")
    in_her_terminal(ines, "nbgrader", "release_assignment", LESSON, "--force")
    in_her_terminal(ines, "nbgrader", "release_assignment", "02_notation")
    ada.restart()
    assert path.read_bytes() == before
    assert {entry["name"] for entry in ada.ask("/api/contents/").json()["content"]} == {LESSON, "02_notation"}
