"""Find the scheduler, or start one here with workers of its own. Whoever connects here trusts the other side."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from . import ClusterFault

if TYPE_CHECKING:
    from distributed import Client

HERE = "local"
CONNECT = 30  # seconds
LOOPBACK = re.compile(r"(tcp://)?(127\.|localhost|\[?::1)")
CTRL_C_IS_THE_HEADS = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"  # run by each worker of our own
NO_DASK = "--scheduler needs Dask, which the course does without: pip install -r requirements/cluster.txt"
NO_ADDRESS = "{address!r} is no address of a Dask scheduler ({why}); such as tls://SCHEDULER:8786, or local."
NO_CERTIFICATES = "{address} asks for TLS, and no certificates can be used here ({why}): docs/cluster.md says which."
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
        except Exception as error:  # whatever Dask raises at what it meets there
            raise ClusterFault(f"No Dask scheduler answers at {address}: {error or type(error).__name__}.") from None
        try:
            yield client
        finally:
            client.close(timeout=5)


@contextmanager
def given(address: str) -> Iterator[tuple]:
    """Yield the address as it is; Dask's own configuration says what it is protected with.

    Raises `ClusterFault` for one that cannot be used: of a client that fails half-way, Dask waits a minute for the end.
    """
    from distributed.comm import get_address_host_port
    from distributed.security import Security

    try:
        get_address_host_port(address)
    except ValueError as error:
        raise ClusterFault(NO_ADDRESS.format(address=address, why=error)) from None
    security: Any = Security()
    if address.startswith("tls://"):
        files = [security.tls_ca_file, security.tls_client_cert, security.tls_client_key]
        named = ", ".join(file for file in files if file and "\n" not in file) or "none"
        try:
            context = security.get_connection_args("client")["ssl_context"]
        except OSError as error:  # also ssl.SSLError
            raise ClusterFault(NO_CERTIFICATES.format(address=address, why=f"named: {named}; {error}")) from None
        if context is None:
            raise ClusterFault(NO_CERTIFICATES.format(address=address, why=f"named: {named}"))
    elif security.require_encryption:
        raise ClusterFault(f"{address} is not protected by TLS, which Dask's settings here require: say tls://...")
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
