"""Bound what all processes of a submission use together, where Linux's control groups can be had.

Other limits hold for each process; a group holds for their sum: memory, the processor, how many there are. Each
submission gets a group of its own, which is removed behind it. It lies below the grader's own group; in version 2,
where a group with processes in it hands no controller on, below the nearest one above it that does. That takes root, or
a group that was delegated: `systemd-run --user --scope python -m autograder grade`.
"""

import os
import re
import secrets
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from .limits import Limits

PREFIX = "backprop-"  # what the name of every group of ours starts with; the grader's process id follows
CONTROLLERS = ("memory", "cpu", "pids")
PERIOD = 100_000  # microseconds, over which the processor's time is counted
PATIENCE = 2.0  # seconds in which the last processes of a group that has ended are gone


def values(limits: Limits) -> dict[str, int | str]:
    """Return what to write into which file of a group; a group has those of its version and its controllers."""
    quota, memory = round(limits.processors * PERIOD), limits.memory_together
    version_1: dict[str, int | str] = {
        "memory.limit_in_bytes": memory,
        "memory.memsw.limit_in_bytes": memory,
        "cpu.cfs_period_us": PERIOD,
        "cpu.cfs_quota_us": quota,
    }
    version_2: dict[str, int | str] = {"memory.max": memory, "memory.swap.max": 0, "cpu.max": f"{quota} {PERIOD}"}
    return version_1 | version_2 | {"pids.max": limits.processes + 2}  # the monitor, and one that it waits for


class Group:
    """A submission's group: a folder in each hierarchy. Raises OSError where none can be made."""

    def __init__(self, parents: tuple[Path, ...], limits: Limits) -> None:
        self.folders: list[Path] = []
        name = f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
        try:
            for parent in parents:
                (parent / name).mkdir()
                self.folders.append(parent / name)
            self.bounds = {file.partition(".")[0] for file, value in values(limits).items() if self.write(file, value)}
        except OSError:
            self.remove()
            raise

    def write(self, name: str, value: int | str) -> bool:
        """Write ``value`` into the file ``name``; return whether the group has one, and takes it."""
        found = [folder / name for folder in self.folders if (folder / name).exists()]
        with suppress(OSError):  # such as a share of the processor above that of the group around it
            for file in found:
                file.write_text(str(value))
            return bool(found)
        return False

    def take(self, process: int) -> None:
        """Move a process into the group, and with it all that it will start."""
        for folder in self.folders:
            (folder / "cgroup.procs").write_text(str(process))

    def remove(self) -> None:
        """Remove the group as soon as it is empty; what does not end in time is left for `sweep`."""
        deadline = time.monotonic() + PATIENCE
        while self.folders:
            try:
                self.folders[-1].rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                if time.monotonic() > deadline:
                    return
                time.sleep(0.002)
                continue
            self.folders.pop()


@cache
def parents() -> tuple[Path, ...]:
    """Return the folders below which this process may make groups, one in each hierarchy; none where it may not."""
    try:
        mounted = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
        own = Path("/proc/self/cgroup").read_text("utf-8", "replace")
    except OSError:
        return ()
    found = []
    for top, folder, controllers in hierarchies(mounted, own):
        sweep(top)
        if controllers:
            found += [folder] if os.access(folder, os.W_OK) else []
        else:
            found += [one for one in (folder, *folder.parents) if one.is_relative_to(top) and hands_on(one)][:1]
    return tuple(found)


def hierarchies(mounted: str, own: str) -> list[tuple[Path, Path, set[str]]]:
    """Return each useful hierarchy as ``(where it is mounted, our own folder in it, its controllers)``.

    mounted, own: what /proc/self says in mountinfo and cgroup. Version 2, a single one, names no controllers here.
    """
    paths = {
        name: path for _, names, path in (line.split(":", 2) for line in own.splitlines()) for name in names.split(",")
    }
    found: dict[str, tuple[Path, Path, set[str]]] = {}
    for line in mounted.splitlines():
        mount, _, system = line.partition(" - ")
        kind, _, options = system.split(" ", 2)
        names = set(options.split(",")) & set(CONTROLLERS)
        if kind == "cgroup2" or (kind == "cgroup" and names):
            root, top = (
                re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), part) for part in mount.split(" ")[3:5]
            )
            path = paths.get(min(names, default=""))
            if path is not None and Path(path).is_relative_to(root):
                found.setdefault(options, (Path(top), Path(top) / Path(path).relative_to(root), names))
    return list(found.values())


def hands_on(folder: Path) -> bool:
    """Say whether groups below ``folder`` (version 2) can be made and bounded; ask it to hand its controllers on."""
    if not os.access(folder, os.W_OK):
        return False
    for name in CONTROLLERS:
        with suppress(OSError):
            (folder / "cgroup.subtree_control").write_text(f"+{name}")
    with suppress(OSError):
        return "memory" in (folder / "cgroup.subtree_control").read_text().split()
    return False


def sweep(top: Path) -> None:
    """Remove the groups that graders which were killed have left behind."""
    for folder, names, _ in os.walk(top):
        for name in names:
            found = re.match(rf"{PREFIX}(\d+)-", name)
            if found and not Path("/proc", found[1]).exists():
                with suppress(OSError):
                    Path(folder, name).rmdir()
