"""Kill the class command, or what works for it, at random moments, as nobody should: seeded, and so many times.

`python -m tests.judge.killing [SEED [KILLS]]` does it to a class of its own and compares with one that was left alone.
"""

import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from itertools import zip_longest
from pathlib import Path

from .handed_in import LESSON
from .small_class import ROOT, SmallClass

MOST_AT_ONCE = 4  # of a run's helpers that are killed: each may cost a submission a second judging
LAST = 4  # submissions of a run that are left in peace: a second judging, alone, is promised, and no third
STARTER = """
import os, sys
sys.path[:0] = [{repository!r}]
from dataclasses import replace
from autograder import settings
from autograder.grade import grade
from autograder.sandbox.limits import Limits
found = replace(settings.load({root!r}), limits=Limits(cell_seconds=1, exercise_seconds=1, patience=20), workers=2)
for line in sys.stdin:
    if not (pid := os.fork()):
        status = 1
        try:
            status = bool(grade(found, force=line == "all\\n", say=lambda text: print(text, flush=True)))
        finally:
            os._exit(status)
    print("pid", pid, flush=True)
    print("ended", os.waitpid(pid, 0)[1], flush=True)
"""  # a fork, since to load all that a run needs takes longer than the run


class Killer:
    """Runs the class command on a small class again and again, and kills. A context manager."""

    def __init__(self, course, seed):
        self.course, self.rng, self.kills, self.said = course, random.Random(seed), 0, []

    def __enter__(self):
        code = STARTER.format(repository=str(ROOT), root=str(self.course.root))
        environment = os.environ | {"PYTHONPATH": str(ROOT / "notebooks")}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.starter = subprocess.Popen([sys.executable, "-c", code], env=environment, **pipes)
        return self

    def __exit__(self, *error):
        self.starter.kill()
        self.starter.communicate()

    def lines(self, what):
        """Start a run on "all", or on the "rest" that is not graded yet; yield its process id, then what it says."""
        self.starter.stdin.write(f"{what}\n")
        self.starter.stdin.flush()
        for line in self.starter.stdout:
            self.said.append(line)
            if line.startswith("ended"):
                return
            yield int(line.split()[1]) if line.startswith("pid") else line

    def scheduler(self, what="all"):
        """Kill the class command itself, after some of its lines and a moment."""
        lines = self.lines(what)
        pid, patience = next(lines), self.rng.randrange(2 + len(list((self.course.root / "submitted").iterdir())))
        for _ in zip(range(patience), lines, strict=False):
            pass
        time.sleep(self.rng.uniform(0, 0.4))
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            self.kills += 1
        for _ in lines:
            pass

    def helpers(self, most=MOST_AT_ONCE):
        """Kill some of the processes that work for one run, zygotes or forks of theirs, while it judges."""
        lines = self.lines("all")
        pid = next(lines)
        for line in lines:
            done = re.match(r"(\d+) of (\d+) ", line)
            if done and most and int(done[1]) <= int(done[2]) - LAST:
                time.sleep(self.rng.uniform(0, 0.2))
                with contextlib.suppress(ProcessLookupError, IndexError):
                    os.kill(self.rng.choice(sorted(descendants(pid))), signal.SIGKILL)
                    self.kills, most = self.kills + 1, most - 1


def descendants(pid):
    """Return the processes below ``pid``."""
    parents = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int(Path(entry, "stat").read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


CLASS = {
    "all_right": lambda n: None,
    "downhill_is_up": lambda n: n.solve("update", "def update(w, dC_dw, eta):\n    return w + eta * dC_dw\n"),
    "blank": lambda n: [cell.update(source="") for cell in n.cells if cell["cell_type"] == "code"],
    "not_json": lambda n: setattr(n, "text", b'{"cells": ['),
    "ends_python": lambda n: n.solve("push", "def push(a_L, y):\n    import os\n    os._exit(3)\n"),
    "renamed": lambda n: n.moves_to("mine.ipynb"),
    "late": lambda n: n.files.update({"timestamp.txt": "2026-11-02 10:00:00 UTC"}),
    "prints": lambda n: n.also("slope", "print('here')"),
}


def class_of_eight(root):
    """Return a small class, its key and its secrets the same each time."""
    course = SmallClass(root)
    course.settings.folder.mkdir()
    (course.settings.folder / "key").write_text("ab" * 32)
    for student, make in CLASS.items():

        def with_secret(notebook, make=make):
            make(notebook)
            notebook.files["submission_secret.txt"] = "cd" * 32

        course.hand_in(student, with_secret)
    return course


def state(course):
    """Return all that a run leaves behind, but for how long it took."""
    judged = course.settings.folder / LESSON
    entries = {path.name: json.loads(path.read_text()) for path in judged.glob("*.json")}
    graded = course.root / "autograded"
    return {
        "gradebook": {student: course.rows(student) for student in CLASS},
        "submissions": course.query("select count(*) from submitted_assignment"),
        "journal": {name: entry | {"seconds": None} for name, entry in entries.items()},
        "autograded": {
            str(path.relative_to(graded)): path.read_bytes() for path in graded.rglob("*") if path.is_file()
        },
        "half-written": [path.name for path in course.root.rglob(".partial*")],
    }


def undisturbed(root):
    """Return the state of a class that was graded in peace."""
    course = class_of_eight(root)
    with Killer(course, 0) as killer:
        assert not any(isinstance(line, str) and "fault" in line for line in killer.lines("rest")), killer.said
    return state(course)


def after_kills(root, seed, kills):
    """Kill so many times, then let one more run end; return the state of the class, and who killed."""
    course = class_of_eight(root)
    with Killer(course, seed) as killer:
        killer.scheduler("rest")
        while killer.kills < kills:
            killer.helpers(min(MOST_AT_ONCE, kills - killer.kills)) if killer.rng.random() < 0.3 else killer.scheduler()
        for _ in killer.lines("rest"):
            pass
        assert killer.said[-1] == "ended 0\n", killer.said[-20:]
    return state(course), killer


if __name__ == "__main__":
    seed, kills = (int(said) if said else usual for said, usual in zip_longest(sys.argv[1:3], (0, 100)))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        wanted = undisturbed(Path(one, "course"))
        came, killer = after_kills(Path(other, "course"), seed, kills)
        for what in wanted:
            print(what, "equal" if wanted[what] == came[what] else f"DIFFERENT: {wanted[what]}\n{came[what]}")
        print(f"{killer.kills} kills, seed {seed}")
        sys.exit(wanted != came)
