"""What is asked for (requirements.in), what is installed (requirements.txt), what conda gets (environment.yml): one."""

import ast
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions

import pytest
import yaml

from tools.lock import environment, locked_versions

from .course import ROOT

ASKED = (ROOT / "requirements.in").read_text()
LOCK = (ROOT / "requirements.txt").read_text()
EXTRAS = {
    path.stem: (path.read_text(), path.with_suffix(".txt").read_text()) for path in ROOT.glob("requirements/*.in")
}
WITHIN = [name for name in EXTRAS if name != "lite-tested"]  # the versions of the course
MORE = [name for asked, _ in EXTRAS.values() for name in re.findall(r"^([a-z][\w-]*)", asked, flags=re.MULTILINE)]
DIRECT = re.findall(r"^([a-z][\w-]*)", ASKED, flags=re.MULTILINE)
NOT_IMPORTED = {
    "brotli": "what fonttools packs a typeface with",
    "ipykernel": "what runs the notebooks",
    "jsonschema": "a bound on what Jupyter imports, for quicker starts",
    "mypy": "run",
    "jupyterlab": "imported by tools/lab.py only when it becomes the server",
    "notebook": "nbgrader's bound on it, written down",
    "psycopg-binary": "the compiled half of psycopg",
    "pytest": "run, and imported by the tests",
    "pytest-xdist": "what `start.py test` runs the tests with, side by side",
    "ruff": "run",
    "setuptools": "what builds the course's own package",
}


def test_environment_yml_is_what_the_lock_command_writes():
    assert (ROOT / "environment.yml").read_text() == environment(ASKED, LOCK)


def test_environment_yml_pins_every_package_asked_for_at_the_locks_version_in_plain_lines():
    *_, pip = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    versions = locked_versions(LOCK)
    pinned = [re.sub(r"\[.*\]", "", line.split(";")[0]).strip() for line in pip["pip"]]
    assert pinned == [f"{name}=={versions[name]}" for name in DIRECT]


@pytest.mark.parametrize(
    ("asked", "lock", "least"),
    [(ASKED, LOCK, 100), *((*texts, 4) for texts in EXTRAS.values())],
)
def test_every_locked_package_has_hashes_and_there_is_no_address(asked, lock, least):
    packages = re.split(r"\n(?=\S)", lock)
    packages = [package for package in packages if not package.startswith("#")]
    assert len(packages) > least
    for package in packages:
        assert re.match(r"[\w.-]+==\S+", package) and "--hash=sha256:" in package, package
    assert not re.search(r"https?:|--index|--find-links| @ ", lock + asked)


@pytest.mark.parametrize("extra", WITHIN)
def test_an_extras_packages_are_locked_at_the_courses_versions_where_both_have_them_and_kept_out_of_the_course(extra):
    asked, lock = EXTRAS[extra]
    course, more = locked_versions(LOCK), locked_versions(lock)
    both = course.keys() & more.keys()
    assert both and {name: more[name] for name in both} == {name: course[name] for name in both}
    assert set(re.findall(r"^([a-z][\w-]*)", asked, flags=re.MULTILINE)) <= more.keys() - course.keys()


def test_the_lock_answers_what_is_asked():
    versions = locked_versions(LOCK)
    for line in ASKED.splitlines():
        if bound := re.match(r"([a-z][\w-]*)(==|<|>=)([\d.]+)", line):
            name, relation, limit = bound.groups()
            locked, limit = ([int(part) for part in re.findall(r"\d+", text)] for text in (versions[name], limit))
            right = {"==": locked == limit, "<": locked < limit, ">=": locked >= limit}
            assert right[relation], f"{line}: locked at {versions[name]}"


@pytest.mark.parametrize("name", DIRECT)
def test_every_package_asked_for_is_used(name):
    if name not in NOT_IMPORTED:
        distributions = installed().items()
        modules = {module for module, names in distributions if name in map(canonical, names)} or {name}
        cells = "\n".join(path.read_text() for path in ROOT.glob("benchmarks/*.py"))  # they run notebooks' cells, too
        used = imported() | set(re.findall(r"^import (\w+)", cells, flags=re.MULTILINE))
        assert modules & used, f"{name} is asked for and imported nowhere"


def test_every_package_imported_is_asked_for():
    own = {"autograder", "backprop", "pages", "tests", "tools", "start"}
    own |= {path.stem for path in ROOT.glob("benchmarks/*.py")}  # programs, which import from each other
    known = installed()
    others = imported() - own - set(sys.stdlib_module_names)
    asked = {canonical(name) for name in DIRECT + MORE}
    assert {canonical(name) for module in others for name in known.get(module, [module])} <= asked


@cache
def installed():
    """Return {module: names of the packages that hold it}."""
    return packages_distributions()


def canonical(name):
    """Return a package's name as an index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def imported():
    """Return the top-level names of all modules that the project's Python files and lessons import."""
    lessons = "\n".join(path.read_text() for path in ROOT.glob("source/*/*.md"))
    cells = "\n".join(re.findall(r"^```\{code-cell\}.*?^```$", lessons, flags=re.MULTILINE | re.DOTALL))
    names = set(re.findall(r"^(?:import|from) (\w+)", cells, flags=re.MULTILINE))
    for folder in ("autograder", "benchmarks", "notebooks", "pages", "tests", "tools"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Import):
                    names |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names.add(node.module.split(".")[0])
    return names
