"""Name what a result depends on besides the submission: the course's texts, the checks, the judge, numpy, Python."""

import hashlib
import platform
import re
import sys
from functools import cache
from pathlib import Path

import numpy

import backprop

from ..settings import Settings

HERE = Path(__file__).resolve().parents[1]
JUDGE = ("course", "intake", "judging", "record", "sandbox")  # the rooms on which points depend


def versions(settings: Settings) -> dict[str, str]:
    """Return ``{name: version}``; the course's own parts by a digest of their files."""
    return {
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "course": digest(settings.source, "*/*.ipynb"),
        "checks": digest(Path(backprop.__file__).parent, "**/*.py"),
        "judge": digest(HERE, *(f"{room}/**/*.py" for room in JUDGE)),
    }


def older_python(root: Path) -> str:
    """Return what to say if this Python is older than the one that environment.yml in ``root`` gives to learners."""
    try:
        found = re.search(r"(?m)^\s*-\s*python\s*[=<>~]+\s*(\d+)\.(\d+)", (root / "environment.yml").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    if not found or sys.version_info >= (theirs := (int(found[1]), int(found[2]))):
        return ""
    return (
        f"The judge runs Python {platform.python_version()}, environment.yml gives learners {theirs[0]}.{theirs[1]}: "
        "what only the newer one can read is a SyntaxError here."
    )


@cache
def digest(folder: Path, *patterns: str) -> str:
    """Return a short digest of all files below ``folder`` that match one of ``patterns``, by name and content."""
    total = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in Path(folder).glob(pattern)):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]
