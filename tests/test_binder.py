"""What Binder would make of the repository: repo2docker itself is asked, and builds nothing.

Conda's solver and the build of the image are not to be had without a network and an engine; what postBuild leaves for
the learner to see is tried in test_servers.py.
"""

import os
import re
import shutil
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.contents import LESSONS, README
from pages.site import write_landing

from .course import ROOT

REPOSITORY = "COPY --chown=0:0 src/ ${REPO_DIR}/\n"  # from this line on the image depends on every file
BINDER = re.compile(r"https://mybinder\.org/v2/[^\s)\"<]+")


@pytest.fixture(scope="module")
def repo2docker(tmp_path_factory):
    """Return a function that gives the Dockerfile that repo2docker, installed apart, writes for a folder."""
    apart = tmp_path_factory.mktemp("repo2docker")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", apart]
    done = subprocess.run([*pip, "-r", ROOT / "requirements/binder.txt"], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"needs repo2docker, which pip could not install: {done.stderr.strip().splitlines()[-1]}")

    def dockerfile(folder):
        command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
        environment = os.environ | {"PYTHONPATH": str(apart)}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stderr + done.stdout

    return dockerfile


@pytest.fixture
def repository(tmp_path):
    """Return a copy of what Binder would clone, but for what only tests read."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def halves(dockerfile):
    """Return a Dockerfile's steps before the repository is copied, and after."""
    before, copied, after = dockerfile.partition(REPOSITORY)
    assert copied, dockerfile
    return before, after


def test_binder_makes_the_environment_of_environment_yml_and_then_runs_post_build(repo2docker, repository):
    before, after = halves(repo2docker(repository))
    assert "Building conda environment for python=3.13" in before
    assert "COPY --chown=0:0 src/environment.yml ${REPO_DIR}/environment.yml\n" in before
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"' in before
    assert re.findall(r"^RUN (.*)", after, flags=re.MULTILINE) == ["chmod +x postBuild", "./postBuild"]
    assert os.access(repository / "postBuild", os.X_OK)


def test_a_lesson_changed_reuses_the_environment(repo2docker, repository):
    before, _ = halves(repo2docker(repository))
    for path in (repository / "source/01_intuition/01_intuition.md", repository / "notebooks/backprop/network.py"):
        path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")
    assert halves(repo2docker(repository))[0] == before
    copied = re.findall(r"^COPY \S+ src/(\S+) ", before, flags=re.MULTILINE)
    assert copied == ["environment.yml"]  # all of the repository that the steps before depend on

    environment = repository / "environment.yml"  # what would spoil it, to see that it does
    environment.write_text(environment.read_text("utf-8") + "      - -e .\n", "utf-8")
    before, after = halves(repo2docker(repository))
    assert "env update" not in before and "env update" in after


def test_every_link_to_binder_opens_a_lesson_where_post_build_lays_the_notebooks(tmp_path):
    write_landing(tmp_path, dict.fromkeys(LESSONS, ""))
    [badge] = set(BINDER.findall(README)) - {"https://mybinder.org/badge_logo.svg"}
    links = BINDER.findall((tmp_path / "index.html").read_text("utf-8"))
    assert badge in links
    for link in links:
        parts = urlsplit(link)
        assert parts.path == urlsplit(badge).path
        [opened] = parse_qs(parts.query)["urlpath"]
        assert re.fullmatch(r"doc/tree/notebooks/\w+\.ipynb", opened)
        assert (ROOT / opened.removeprefix("doc/tree/")).is_file()
    assert 'ln -sfn "$PWD/notebooks" build/binder/notebooks' in (ROOT / "postBuild").read_text("utf-8")
