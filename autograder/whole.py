"""Write a file whole or not at all: prepared beside its place, synced to the disk, then moved there in one step."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from .sandbox.removal import remove

PARTIAL = ".partial-"  # what every name of something half-written starts with; the writer's process id follows


def partial_prefix() -> str:
    """Return how the name of something that this process is preparing starts."""
    return f"{PARTIAL}{os.getpid()}-"


def write(path: Path, content: str | bytes, private: bool = False, keep: bool = False) -> None:
    """Put a file with ``content`` at ``path``; make its folder if need be. Raises OSError, and then all is as it was.

    private: nobody but the owner may read it. keep: a file that is there already stays as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(partial_prefix() + secrets.token_hex(4))
    try:
        with open(partial, "xb", opener=lambda name, flags: os.open(name, flags, 0o600 if private else 0o666)) as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        if keep:
            with suppress(FileExistsError):
                os.link(partial, path)
        else:
            os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def clear_partial(folder: Path) -> None:
    """Remove what killed runs left half-written in ``folder`` and the folders in it; spare what is being written."""
    for path in [*folder.glob(f"{PARTIAL}*"), *folder.glob(f"*/{PARTIAL}*")]:
        pid = path.name.split("-")[1]
        if not (pid.isdigit() and Path("/proc", pid).exists()):
            remove(path) if path.is_dir() else path.unlink(missing_ok=True)
