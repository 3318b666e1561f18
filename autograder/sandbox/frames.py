"""Messages on a socket, each behind its length.

To the sandbox they are pickled: that side is trusted. From the sandbox comes short JSON, which the grader checks
(`host`), and which says no more than that something has ended.
"""

import json
import pickle
import socket
import struct
from typing import Any

LENGTH = struct.Struct("<I")


def send(connection: socket.socket, message: dict, *descriptors: int) -> None:
    """Send a JSON object behind its length, and file descriptors along with it."""
    content = json.dumps(message).encode()
    packet = LENGTH.pack(len(content)) + content
    if descriptors:
        sent = socket.send_fds(connection, [packet], list(descriptors))
        packet = packet[sent:]
    connection.sendall(packet)


def send_trusted(connection: socket.socket, message: object, *descriptors: int) -> None:
    """Send any picklable message, towards the sandbox only."""
    content = pickle.dumps(message)
    packet = LENGTH.pack(len(content)) + content
    sent = socket.send_fds(connection, [packet[: LENGTH.size]], list(descriptors)) if descriptors else 0
    connection.sendall(packet[sent:])


def receive_trusted(connection: socket.socket) -> tuple[Any, list[int]]:
    """Return the next message from the grader and the file descriptors with it; None and none when it has hung up."""
    head, descriptors, _, _ = socket.recv_fds(connection, LENGTH.size, 4)
    head += exactly(connection, LENGTH.size - len(head)) if head else b""
    if not head:
        return None, []
    return pickle.loads(exactly(connection, *LENGTH.unpack(head))), descriptors


def exactly(connection: socket.socket, size: int) -> bytes:
    """Return ``size`` bytes; raise EOFError when the other side has hung up."""
    pieces = bytearray()
    while len(pieces) < size:
        piece = connection.recv(min(size - len(pieces), 1 << 16))
        if not piece:
            raise EOFError
        pieces += piece
    return bytes(pieces)
