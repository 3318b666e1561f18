"""The course as workers get it: the files that a judge reads, by content, and what goes beside them unwritten."""

import dataclasses
import hashlib
import io
import pickle
import zipfile
from pathlib import Path

import backprop

from ..course.versions import versions
from ..settings import Settings

NEVER = ("__pycache__", ".ipynb_checkpoints")
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is packed


def files_of(settings: Settings) -> dict[str, bytes]:
    """Return ``{path: bytes}``: the judge, the course's package, the built lessons; no gradebook, no submission."""
    package = Path(backprop.__file__).parent
    found = {
        **{f"autograder/{name}": path for name, path in below(Path(__file__).parents[1], "**/*")},
        **{f"notebooks/backprop/{name}": path for name, path in below(package, "**/*")},
        **{f"source/{name}": path for name, path in below(settings.source, "*/*.ipynb")},
        **{name: path for name, path in below(settings.root, "environment.yml")},
    }
    return {name: path.read_bytes() for name, path in sorted(found.items())}


def below(folder: Path, pattern: str) -> list[tuple[str, Path]]:
    """Return the names below ``folder``, and the paths, of the files that match ``pattern``."""
    paths = (path for path in folder.glob(pattern) if path.is_file() and path.suffix != ".pyc")
    names = ((path.relative_to(folder), path) for path in paths)
    return [(name.as_posix(), path) for name, path in names if not set(NEVER) & set(name.parts)]


def packed(files: dict[str, bytes]) -> bytes:
    """Return the files as a zip archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def unwritten(settings: Settings) -> bytes:
    """Return what a judge is told besides, key and all, pickled for it: plain data."""
    return pickle.dumps(
        {
            "key": settings.key,
            "limits": dataclasses.asdict(settings.limits),
            "unsafe": settings.unsafe,
            "tiers": tuple(settings.tiers),
            "user": settings.user,
            "versions": versions(settings),
        }
    )


def parcel_of(settings: Settings) -> tuple[str, tuple[bytes, bytes]]:
    """Return the name of the course, which changes with anything in it, and what a worker is sent of it."""
    files, besides = files_of(settings), unwritten(settings)
    name = hashlib.sha256(besides)
    for path, data in files.items():
        name.update(f"{path}\0{len(data)}\0".encode() + data)
    return name.hexdigest(), (packed(files), besides)
