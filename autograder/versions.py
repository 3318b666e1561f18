"""Name what a result depends on besides the submission: the course's texts, the checks, the judge, numpy, Python."""

import hashlib
import platform
from functools import cache
from pathlib import Path

import numpy

import backprop

from .settings import Settings


def versions(settings: Settings) -> dict[str, str]:
    """Return ``{name: version}``; the course's own parts by a digest of their files."""
    return {
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "course": digest(settings.source, "*/*.ipynb"),
        "checks": digest(Path(backprop.__file__).parent, "**/*.py"),
        "judge": digest(Path(__file__).parent, "**/*.py"),
    }


@cache
def digest(folder: Path, pattern: str) -> str:
    """Return a short digest of all files below ``folder`` that match ``pattern``, by name and content."""
    total = hashlib.sha256()
    for path in sorted(Path(folder).glob(pattern)):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]
