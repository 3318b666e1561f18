"""Watch the scheduler and its workers, to know when there is no use in waiting."""

import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from .errand import sent

if TYPE_CHECKING:
    from distributed import Client

EVERY = 2.0  # seconds between two looks
SILENCE = 60.0  # seconds after which a worker, or the scheduler, counts as lost
STUMBLES = 3  # judges of a worker that may fail to start
ARRIVAL = 300.0  # seconds that a first worker is waited for


class Watch(threading.Thread):
    """Looks again and again; what it last saw is what its methods tell. ``refused``: {worker: why it is not used}."""

    def __init__(self, client: "Client", address: str) -> None:
        super().__init__(daemon=True, name="watch")
        self.client, self.address = client, address
        self.refused: dict[str, str] = {}
        self.stumbles: Counter[str] = Counter()
        self.threads: dict[str, int] = {}  # of each worker that is heard of
        self.held: set[str] = set()  # our tasks at workers that are silent
        self.seen = self.manned = time.monotonic()  # when the scheduler, when a worker that can judge, was there last
        self.ever, self.looked, self.over = False, threading.Event(), threading.Event()

    def run(self) -> None:
        """Look until it is over; where the scheduler does not answer, this waits with it."""
        state = sent("state")
        while not self.over.is_set():
            try:
                self.take(self.client.run_on_scheduler(state, SILENCE))
            except Exception:  # whatever Dask raises while a connection is gone: the time since `seen` tells
                self.threads = {}
            self.over.wait(EVERY)

    def take(self, state: dict[str, Any]) -> None:
        """Keep what was seen."""
        self.threads, self.held, self.seen = state["threads"], set(state["held"]), time.monotonic()
        if self.fit():
            self.manned, self.ever = time.monotonic(), True
        self.looked.set()

    def fit(self) -> list[str]:
        """Return the addresses of the workers that are there and not refused."""
        return [address for address in self.threads if address not in self.refused]

    def stumbled(self, worker: str, why: str) -> None:
        """Count that a judge did not start; refuse the worker when it is too often."""
        self.stumbles[worker] += 1
        if self.stumbles[worker] >= STUMBLES:
            self.refused[worker] = why

    def only(self) -> list[str] | None:
        """Return the workers to choose from; None for all, whoever may still come."""
        return self.fit() if self.refused or self.held else None

    def lost(self, key: str, chosen: list[str] | None) -> bool:
        """Say whether a task is held by a silent worker, or none of those chosen for it is left."""
        return key in self.held or (chosen is not None and not set(chosen) & set(self.threads))

    def trouble(self) -> str:
        """Return why nothing can be hoped for, as a sentence; "" as long as there is hope."""
        now = time.monotonic()
        if now - self.seen > SILENCE:
            return f"the scheduler at {self.address} has not answered for {SILENCE:g} s"
        if self.fit() or now - self.manned <= (SILENCE if self.ever else ARRIVAL):
            return ""
        if self.refused and self.threads:
            return f"no worker can judge: {next(iter(self.refused.values()))}"
        return f"the scheduler at {self.address} has no worker"
