"""The course's own package as a wheel on the site, for notebooks that are run elsewhere: Colab, VS Code."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .contents import ROOT


def write_wheel(out):
    """Build the package into the folder ``out``, from a copy and with no network; return the wheel's path."""
    for old in out.glob("backprop_by_hand-*.whl"):
        old.unlink()
    with tempfile.TemporaryDirectory() as copy:
        for name in ("pyproject.toml", "LICENSE"):
            shutil.copy(ROOT / name, copy)
        unwanted = shutil.ignore_patterns("__pycache__", "*.ipynb", ".ipynb_checkpoints")
        shutil.copytree(ROOT / "notebooks", Path(copy, "notebooks"), ignore=unwanted)
        command = ["-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
        subprocess.run([sys.executable, *command, "--wheel-dir", out, copy], check=True)
    [wheel] = out.glob("backprop_by_hand-*.whl")
    return wheel
