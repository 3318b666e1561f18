"""start.py and JupyterLab's start: a clear sentence for everything that can be missing, and nothing done twice."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import start

from .course import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shell scripts stand in for Pythons that do not work")


@pytest.fixture
def copy(tmp_path):
    """Return a fresh clone, as far as start.py needs it."""
    for name in ("requirements.txt", "environment.yml", "pyproject.toml", "start.py"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    shutil.copytree(ROOT / "config", tmp_path / "config")
    (tmp_path / "notebooks/backprop").mkdir(parents=True)
    (tmp_path / "notebooks/backprop/__init__.py").touch()
    return tmp_path


@pytest.fixture(scope="module")
def empty_venv(tmp_path_factory):
    """Return a virtual environment with nothing but pip in it, a link to this one's: installing it takes seconds."""
    folder = tmp_path_factory.mktemp("empty") / ".venv"
    venv.create(folder, symlinks=True)
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "pip").symlink_to(Path(sysconfig.get_path("purelib"), "pip"))
    return folder


@pytest.fixture
def copy_with_venv(copy, empty_venv):
    """Return a fresh clone whose .venv was made, and nothing installed in it yet."""
    shutil.copytree(empty_venv, copy / ".venv", symlinks=True)
    return copy


def run(folder, *arguments, python=sys.executable, **environment):
    """Run start.py in a folder; return its status, what it printed and what it complained of."""
    done = subprocess.run(
        [python, "start.py", *arguments],
        cwd=folder,
        env={**os.environ, "CONDA_DEFAULT_ENV": "", **environment},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


def hide(folder, *modules):
    """Return a PYTHONPATH under which these modules of the standard library are not there, as on a bare Debian."""
    site = folder / "hidden"
    site.mkdir()
    (site / "sitecustomize.py").write_text(f"import sys\nsys.modules.update(dict.fromkeys({modules!r}))\n")
    return str(site)


def pretend(folder, script):
    """Put a .venv there whose Python is a shell script."""
    (folder / ".venv/bin").mkdir(parents=True)
    python = folder / ".venv/bin/python"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)


def stamped(folder):
    """Mark the .venv of a folder as complete, with the fingerprint that start.py computes there."""
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); import start; print(start.fingerprint())"
    wanted = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    (folder / ".venv/installed").write_text(wanted)


# Python itself


def old_pythons():
    """Return the paths of Pythons before 3.11 on this machine."""
    homes = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return sorted(path for minor in (6, 8, 9, 10) for path in homes.glob(f"3.{minor}.*/bin/python"))


def test_an_older_python_is_told_what_is_needed(copy):
    (copy / "hidden").mkdir()
    (copy / "hidden/sitecustomize.py").write_text("import sys\nsys.version_info = (3, 9, 18, 'final', 0)\n")
    status, _, complaint = run(copy, "lab", PYTHONPATH=str(copy / "hidden"))
    assert status == 1
    assert "needs Python 3.11 or newer" in complaint and "is Python 3.9" in complaint


def test_the_script_can_be_read_by_the_oldest_python_that_may_meet_it():
    compile_old = "import ast, sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 6))"
    assert subprocess.call([sys.executable, "-c", compile_old, ROOT / "start.py"]) == 0
    for python in old_pythons():
        status, _, complaint = run(ROOT, "lab", python=python)
        assert status == 1 and "needs Python 3.11 or newer" in complaint, python


def test_an_unknown_command_shows_the_commands(copy):
    status, printed, _ = run(copy, "labs")
    assert status == 1 and "teach" in printed
    assert run(copy, "help")[0] == 0
    assert not (copy / ".venv").exists()


# .venv


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_how_to_get_it(copy, module):
    status, _, complaint = run(copy, "lab", PYTHONPATH=hide(copy, module))
    assert status == 1
    assert "cannot make virtual environments" in complaint and "apt install python3-venv" in complaint
    assert not (copy / ".venv").exists()


def test_no_network_is_called_so_and_the_next_start_tries_again(copy_with_venv):
    closed = {"PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
    closed |= {"PIP_NO_CACHE_DIR": "1", "PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}
    for _ in range(2):
        status, printed, complaint = run(copy_with_venv, "lab", **closed)
        assert status == 1 and "Installing the packages" in printed
        assert "the package index was not reached" in complaint and "pip said: " in complaint


def test_a_package_that_is_not_the_locked_one_is_refused(copy_with_venv):
    archive = copy_with_venv / "tiny-1-py3-none-any.whl"
    archive.write_bytes(b"anything")
    (copy_with_venv / "requirements.txt").write_text(f"tiny @ {archive.as_uri()} --hash=sha256:{'0' * 64}\n")
    status, _, complaint = run(copy_with_venv, "lab")
    assert status == 1 and "is not the one that requirements.txt names" in complaint


@pytest.fixture
def broken_venv(copy):
    """Return a clone with a .venv whose Python is gone."""
    (copy / ".venv/bin").mkdir(parents=True)
    (copy / ".venv/bin/python").symlink_to(copy / "removed")
    return copy


def test_a_venv_whose_python_is_gone_is_made_anew(broken_venv):
    (broken_venv / "requirements.txt").write_text("")
    _, printed, complaint = run(broken_venv, "test", "--version")  # setuptools is not there, so it ends after that
    assert "does not work (any more): making it anew" in printed
    assert (broken_venv / ".venv/pyvenv.cfg").exists(), complaint


def test_a_venv_that_cannot_be_made_is_explained(copy):
    (copy / ".venv").write_text("a file")
    status, _, complaint = run(copy, "lab")
    assert status == 1 and "Python could not make" in complaint


def test_the_second_start_installs_nothing(copy):
    pretend(copy, f'case "$*" in *pip*install*) echo INSTALL; exit 1;; *) exec {sys.executable} "$@";; esac')
    stamped(copy)
    status, printed, complaint = run(copy, "test", "--version")
    assert (status, printed.split()[:1]) == (0, ["pytest"]), complaint


def test_a_changed_lock_is_installed(copy):
    pretend(copy, f'case "$*" in *pip*install*) echo INSTALL "$@";; *) exec {sys.executable} "$@";; esac')
    stamped(copy)
    (copy / "requirements.txt").write_text("# changed\n")
    _, printed, _ = run(copy, "test", "--version")
    assert printed.count("INSTALL") == 2 and "--require-hashes" in printed and "--editable" in printed
    _, printed, _ = run(copy, "test", "--version")
    assert "INSTALL" not in printed


# The Python that is there


def test_with_here_packages_that_are_missing_are_named(copy):
    venv.create(copy / "other", with_pip=False)
    status, _, complaint = run(copy, "test", "--here", python=copy / "other/bin/python")
    assert status == 1
    assert "lacks alembic, anywidget, " in complaint and "conda env update --file environment.yml" in complaint
    assert not (copy / ".venv").exists()


@pytest.mark.parametrize("how", [{"arguments": ["--here"]}, {"CONDA_DEFAULT_ENV": "backprop"}])
def test_an_environment_that_has_everything_is_used_as_it_is(copy, how):
    status, printed, complaint = run(copy, "test", "--version", *how.pop("arguments", []), **how)
    assert (status, printed.split()[:1]) == (0, ["pytest"]), complaint
    assert not (copy / ".venv").exists()


# Ports


def lab(folder, *arguments):
    """Ask tools/lab.py for its port options, as `start.py lab` would."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tools.lab import port; print(port(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_a_taken_port_that_was_asked_for_is_named():
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1]
        for option in ([f"--port={number}"], ["--port", str(number)], [f"--ServerApp.port={number}"]):
            status, _, complaint = lab(ROOT, *option)
            assert status == 1 and f"Port {number} is taken by another program" in complaint


def test_the_next_free_port_is_taken_and_said(monkeypatch, capsys):
    from tools import lab

    monkeypatch.setattr(lab, "free", lambda number: number > 8889)
    assert lab.port([]) == ["--port=8890"]
    assert "Port 8888 is taken" in capsys.readouterr().out
    monkeypatch.setattr(lab, "free", lambda number: False)
    with pytest.raises(SystemExit, match="are all taken"):
        lab.port([])


def test_on_windows_the_interpreter_lies_elsewhere():
    code = (
        "import os, ntpath, shutil, subprocess; os.name, os.path = 'nt', ntpath; import start; print(start.VENV_PYTHON)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip().endswith(r".venv\Scripts\python.exe"), done.stderr
    assert Path(start.VENV_PYTHON).parts[-2:] == ("bin", "python")
