"""What the sandbox can see: the interpreter and its packages, a part of the course's package, a scratch folder.

Of the package that is the forward pass, what differentiates a function handed to it (`derivatives`), and what calls a
learner's function (`calling`): a list of what is allowed, so that whatever else there is or will be is unseen. Measured
gradients, the exercises' truths, the known mistakes, the diagnosis, source/, submissions and gradebook are not in it.
"""

import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from . import linux

SEEN = ("__init__.py", "activations.py", "derivatives.py", "network.py", "calling/*.py")  # all of the package that is
STAND_INS = {
    **{"checking/__init__": "checking", "checking/check": "checking", "widgets": "inert", "figures": "inert"},
    **dict.fromkeys(("measure/__init__", "training/__init__", "exercises/__init__"), "closed"),
}
COURSE, SCRATCH = "/sandbox/course", "/sandbox/work"
OWN_MODULES = (
    *("__init__", "frames", "protocol", "statements", "transforming", "shell", "clock", "snapshot", "footprint"),
    *("answering", "stage"),
)
DEVICES = ("null", "zero", "full", "random", "urandom")
SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/lib", "/lib64", "/etc/ld.so.cache")


def course_files(package: Path | str, stand_ins: Path = Path(__file__).parent / "stand_ins") -> dict[str, bytes]:
    """Return ``{path: bytes}``: the part of the folder ``package`` that may be seen, the rest stood in for."""
    package = Path(package)
    seen = [path for pattern in SEEN for path in sorted(package.glob(pattern))]
    files = {f"backprop/{path.relative_to(package).as_posix()}": path.read_bytes() for path in seen}
    for name, stand_in in STAND_INS.items():
        files[f"backprop/{name}.py"] = (stand_ins / f"{stand_in}.py").read_bytes()
    own = Path(__file__).parent
    return files | {f"autograder/sandbox/{name}.py": (own / f"{name}.py").read_bytes() for name in OWN_MODULES}


def python_paths() -> list[str]:
    """Return the folders of the running interpreter that its modules and shared libraries are loaded from."""
    paths = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    if sys.base_prefix not in ("/", "/usr"):
        paths.add(os.path.join(sys.base_prefix, "lib"))
    paths |= {entry for entry in sys.path if Path(entry, "numpy", "__init__.py").is_file()}
    return sorted(path for path in paths if path and os.path.isdir(path))


def kept(paths: Iterable[str], hidden: Iterable[str | Path]) -> list[str]:
    """Return ``paths`` without what is inside one of the ``hidden`` folders, unless the path itself is inside one.

    A folder that holds a hidden one is replaced by its other entries, as far down as need be.
    """
    secrets = [os.path.realpath(path) for path in hidden]
    result: list[str] = []
    for path in paths:
        real = os.path.realpath(path)
        if real in secrets or not os.path.exists(real):
            continue
        if any(inside(secret, real) for secret in secrets):
            result += kept([os.path.join(path, name) for name in sorted(os.listdir(path))], hidden)
        else:
            result.append(path)
    return list(dict.fromkeys(result))


def inside(path: str, folder: str) -> bool:
    """Say whether ``path`` is ``folder`` or below it."""
    return os.path.commonpath([path, folder]) == folder


def outermost(paths: Iterable[str]) -> list[str]:
    """Return ``paths`` without those that another of them holds."""
    shortest = sorted(dict.fromkeys(paths), key=lambda p: (p.count("/"), p))
    chosen: list[str] = []
    for path in shortest:
        if not any(inside(path, other) for other in chosen):
            chosen.append(path)
    return chosen


def build(root: str, paths: list[str], files: dict[str, bytes]) -> None:
    """Build the tree on the empty folder ``root``, as a mount of its own, and move into it.

    ``paths`` are shown read-only where they are; symbolic links on the way are followed and kept. ``files`` are
    written below `COURSE`; `SCRATCH` is the zygote's while it warms up, then each submission's own, and /tmp
    and /dev/shm lead there.
    """
    linux.mount("none", "/", None, linux.RECURSIVE | linux.PRIVATE)
    linux.mount("tmpfs", root, "tmpfs", linux.NOSUID | linux.NODEV, "size=4m,mode=755")
    for path in outermost([os.path.realpath(p) for p in paths] + [f"/dev/{d}" for d in DEVICES]):
        target = root + path
        if os.path.isdir(path):
            os.makedirs(target, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
        linux.bind(path, target) if not path.startswith("/dev/") else linux.mount(path, target, None, linux.BIND)
    for path in paths:
        link(root, path)
    write_course(root + COURSE, files)
    os.makedirs(root + SCRATCH)
    if not os.path.lexists(root + "/tmp"):
        os.symlink(SCRATCH, root + "/tmp")
    os.symlink(SCRATCH, root + "/dev/shm")  # locks and pools of processes
    linux.mount("tmpfs", root + SCRATCH, "tmpfs", linux.NOSUID | linux.NODEV | linux.NOEXEC, "size=4m,mode=1777")
    linux.mount(None, root, None, linux.REMOUNT | linux.BIND | linux.READ_ONLY | linux.NOSUID | linux.NODEV)
    linux.pivot_root(root)


def link(root: str, path: str) -> None:
    """Make ``path`` lead below ``root`` to where it leads now, when there are symbolic links on the way."""
    if os.path.exists(root + path):
        return
    os.makedirs(os.path.dirname(root + path), exist_ok=True)
    os.symlink(os.path.realpath(path), root + path)


def write_course(folder: str, files: dict[str, bytes]) -> None:
    """Write the course's files, readable by everyone."""
    for name, content in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o644)
        path.parent.chmod(0o755)
    Path(folder).chmod(0o755)
