"""A Dask cluster of real processes on loopback: a scheduler and workers that may be killed, stopped and replaced."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from .small_class import ROOT

ENVIRONMENT = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
}
HEAD = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where it was ignored from the start
sys.path[:0] = [{repository!r}]
from dataclasses import replace
from autograder import settings
from autograder.cluster import ClusterFault, watch
from autograder.grade import grade
from autograder.sandbox.limits import Limits
watch.SILENCE, watch.EVERY, watch.ARRIVAL = 6.0, 0.5, 20.0
limits = Limits(cell_seconds={cell_seconds}, exercise_seconds=1, patience=5)
found = replace(settings.load({root!r}), limits=limits, workers={workers}, scheduler={address!r}, db_url={db_url!r})
try:
    sys.exit(bool(grade(found, force={force})))
except ClusterFault as error:
    sys.exit(str(error))
"""
PATIENCE = 300  # seconds for a process to be there, or to have ended


class DaskCluster:
    """A scheduler and workers below ``folder``. A context manager: none of their processes is left at the end."""

    def __init__(self, folder, protocol="tcp", **environment):
        self.folder, self.protocol, self.environment = Path(folder), protocol, ENVIRONMENT | environment
        self.folder.mkdir(parents=True)
        self.workers, self.scheduler, self.port, self.started = [], None, 0, 0

    @property
    def address(self):
        """Return the scheduler's address."""
        return f"{self.protocol}://127.0.0.1:{self.port}"

    def run(self, program, *words):
        """Start one of Dask's programs where nothing of the course lies, with the installed packages alone."""
        paths = [path for path in sys.path if "dask" in path]  # where Dask was installed beside the environment
        environment = os.environ | self.environment | {"PYTHONPATH": os.pathsep.join(paths)}
        self.started += 1
        with open(self.folder / f"{program}-{self.started}.log", "wb") as log:
            command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *map(str, words)]
            return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)

    def schedule(self):
        """Start a scheduler, a second one where the first was."""
        file = self.folder / "scheduler.json"
        file.unlink(missing_ok=True)
        where = ("--host", f"{self.protocol}://127.0.0.1", "--port", self.port, "--scheduler-file", file)
        self.scheduler = self.run("scheduler", *where, "--no-dashboard")
        deadline = time.monotonic() + PATIENCE
        while not (file.exists() and file.read_text().endswith("}")):
            assert self.scheduler.poll() is None and time.monotonic() < deadline, self.logs()
            time.sleep(0.05)
        self.port = int(json.loads(file.read_text())["address"].rpartition(":")[2])
        return self

    def work(self, number=1, *words):
        """Start workers and wait until each has joined; return the last."""
        for _ in range(number):
            local = self.folder / f"worker-{self.started}"
            local.mkdir()
            options = ("--nthreads", 1, "--no-nanny", "--no-dashboard", "--local-directory", local, *words)
            worker = self.run("worker", self.address, *options)
            worker.log = self.folder / f"worker-{self.started}.log"
            self.workers.append(worker)
        for worker in self.workers[-number:]:
            deadline = time.monotonic() + PATIENCE
            while "Registered to" not in worker.log.read_text() and worker.poll() is None:
                assert time.monotonic() < deadline, self.logs()
                time.sleep(0.05)
        return worker

    def logs(self):
        """Return what the processes have said."""
        return "\n".join(f"{path.name}: {path.read_text()}" for path in self.folder.glob("*.log"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in filter(None, [self.scheduler, *self.workers]):
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
        deadline = time.monotonic() + PATIENCE
        while (left := speaking_of(self.folder)) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert left == [], left


def speaking_of(text):
    """Return the processes whose command line holds ``text``: the judges and zygotes of a cluster name its folder."""
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                words = Path(entry, "cmdline").read_bytes()
                if os.fsencode(str(text)) in words and int(entry.name) != os.getpid():
                    found.append(int(entry.name))
    return found


def parent_of(pid):
    """Return the process that started ``pid``; 0 if there is none."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def processor_seconds(pid):
    """Return how long a process has computed; 0 for none."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11]) / os.sysconf("SC_CLK_TCK")
    return 0


def zygotes(folder):
    """Return the zygotes below ``folder`` and all that they have started."""
    return [pid for pid in speaking_of(folder) if b"sandbox.zygote" in read(f"/proc/{pid}/cmdline")]


def judges(folder):
    """Return the judging processes below ``folder``."""
    return [pid for pid in speaking_of(folder) if b"zipfile" in read(f"/proc/{pid}/cmdline")]


def read(path):
    """Return a file's bytes, b"" if there is none."""
    with suppress(OSError):
        return Path(path).read_bytes()
    return b""


def head(course, cluster, address=None, force=False, cell_seconds=1, workers=4, **environment):
    """Start to grade a course on a cluster, in a process that may be killed; what it says goes to head.log."""
    told = {"repository": str(ROOT), "root": str(course.root), "address": address or cluster.address, "force": force}
    code = HEAD.format(**told, db_url=course.settings.db_url, cell_seconds=cell_seconds, workers=workers)
    paths = os.pathsep.join([str(ROOT / "notebooks"), *(path for path in sys.path if "dask" in path)])
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"} | environment
    with open(course.root / "head.log", "ab") as log:
        command = [sys.executable, "-c", code]
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
