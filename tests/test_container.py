"""The image for instructors holds the lock's packages and nothing of anybody's; `.ci/container` tries its steps."""

import json
import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

from .course import ROOT

IGNORED = ROOT / "config/grader/Dockerfile.dockerignore"


@pytest.fixture(scope="module")
def container():
    """Return `.ci/container` as a module."""
    loader = SourceFileLoader("container", str(ROOT / ".ci/container"))
    module = module_from_spec(spec_from_loader("container", loader))
    loader.exec_module(module)
    return module


def given(container, name):
    """Return what follows each instruction of this name."""
    return [rest for instruction, rest in container.instructions() if instruction == name]


def test_the_image_is_built_from_the_lock_by_its_hashes_on_a_system_that_is_tried(container):
    assert set(given(container, "FROM")) <= set(container.SUITES)
    [installs] = [run for run in given(container, "RUN") if "pip install" in run]
    assert "--require-hashes" in installs and "--no-deps" in installs
    assert given(container, "COPY") == ["requirements.txt /opt/backprop/requirements.txt"]


def test_nothing_but_what_is_copied_reaches_the_image(container):
    rules = [line for line in IGNORED.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert rules == ["*", *(f"!{copied.split()[0]}" for copied in given(container, "COPY"))]


def test_the_image_runs_the_grader_and_not_as_root(container):
    [user], [command] = given(container, "USER"), given(container, "CMD")
    assert user.isdecimal() and int(user) > 0 and json.loads(command)[-3:] == ["-m", "autograder", "grade"]


def test_the_judges_page_builds_and_runs_this_image():
    page = (ROOT / "docs/judge.md").read_text("utf-8")
    [built] = re.findall(r"docker build --tag (\S+) --file config/grader/Dockerfile \.\n", page)
    [run] = re.findall(r"docker run (.*?)\n```", page, flags=re.DOTALL)
    assert run.split()[-1] == built and "--network none" in run and "--cap-drop ALL" in run and ":/course" in run
