"""Find the scheduler, or start one here with workers of its own. Whoever connects here trusts the other side."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from . import ClusterFault

if TYPE_CHECKING:
    from distributed import Client

HERE = "local"
CONNECT = 30  # seconds
LOOPBACK = re.compile(r"(tcp://)?(127\.|localhost|\[?::1)")
CTRL_C_IS_THE_HEADS = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"  # run by each worker of our own
NO_DASK = "--scheduler needs Dask, which the course does without: pip install -r requirements/cluster.txt"
UNPROTECTED = (
    "Warning: {address} is not protected by TLS: whoever can reach this scheduler can run code on its workers and here "
    "(docs/cluster.md)."
)


@contextmanager
def connected(address: str, workers: int) -> Iterator["Client"]:
    """Yield a client of the scheduler at ``address``, or of one that is started here with ``workers`` processes.

    Raises `ClusterFault`.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterFault(NO_DASK) from None
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is lost we say ourselves
    with started(workers) if address == HERE else given(address) as (where, security):
        try:
            client = Client(where, security=security, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise ClusterFault(f"No Dask scheduler answers at {address}: {error or type(error).__name__}.") from None
        try:
            yield client
        finally:
            client.close(timeout=5)


@contextmanager
def given(address: str) -> Iterator[tuple]:
    """Yield the address as it is; Dask's own configuration says what it is protected with."""
    yield address, None


@contextmanager
def started(workers: int) -> Iterator[tuple]:
    """Start a scheduler and worker processes on this machine, protected by certificates made for this one run."""
    from distributed import LocalCluster
    from distributed.security import Security

    try:
        security = Security.temporary()
    except ImportError:
        raise ClusterFault(NO_DASK) from None
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        security=security,
        preload=[CTRL_C_IS_THE_HEADS],
    ) as cluster:
        yield cluster.scheduler_address, security
