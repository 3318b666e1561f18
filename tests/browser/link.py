"""A slow link on loopback: everything takes half of a round trip longer, each way."""

import asyncio
import contextlib
import queue
import threading


@contextlib.contextmanager
def far(address, round_trip):
    """Give an address from which everything takes ``round_trip`` ms longer there and back than from ``address``."""
    if not round_trip:
        yield address
        return
    ready = queue.Queue()
    port = int(address.rpartition(":")[2])
    thread = threading.Thread(target=lambda: asyncio.run(_serve(port, round_trip / 2000, ready)), daemon=True)
    thread.start()
    own_port, stop = ready.get(timeout=10)
    try:
        yield f"http://127.0.0.1:{own_port}"
    finally:
        stop()
        thread.join(10)


async def _serve(port, delay, ready):
    """Pass on what comes, ``delay`` seconds later, until stopped; put the own port and what stops it into ``ready``."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()

    async def carry(reader, writer):
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 16):
                loop.call_later(delay, writer.write, data)
        loop.call_later(delay, writer.close)

    async def connect(reader, writer):
        with contextlib.suppress(asyncio.CancelledError):  # stopped
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(carry(reader, there_writer), carry(there_reader, writer))

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    ready.put((server.sockets[0].getsockname()[1], lambda: loop.call_soon_threadsafe(stopped.set)))
    await stopped.wait()
