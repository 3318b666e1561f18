"""One submission's process, seen from outside: ask it to run cells and exercises, read what it says, on time."""

import os
import pickle
import select
import time
from collections.abc import Callable
from socket import socket
from typing import NamedTuple

from .frames import LENGTH, send_trusted
from .limits import Limits
from .protocol import MOST_HEADER, Damaged, a_list, json_object, text

GRACE = 3.0  # seconds beyond its own limit that the stage is given to say so


class Failure(NamedTuple):
    """An exception in a cell: its class name, its message, the statement that it ended (empty: the whole cell)."""

    name: str
    message: str
    statement: str = ""


class Ended(Exception):
    """The submission's process is gone, or speaks nonsense, or does not answer in time."""


class Job:
    """One submission's process, seen from outside. Every method raises `Ended` when it is gone or out of order."""

    def __init__(self, connection: socket, limits: Limits) -> None:
        self.connection, self.limits = connection, limits

    def cell(
        self, number: int, source: str, seconds: float, clock: float, part: str = "whole", count: int = 0
    ) -> list[Failure] | None:
        """Run one cell, for so many of the processor's seconds and of the clock's.

        part: the "whole", its "definitions", or what was "lacking" a name when it ran before. count: what Jupyter would
        show beside it, the code cells before it run in order; 0 for a cell that is none of the notebook's.
        Return None, or the statements that failed.
        """
        cell = {
            "number": number,
            "source": source,
            "seconds": seconds,
            "clock": clock,
            "part": part,
            "count": count,
        }
        deadline = time.monotonic() + clock + GRACE
        self.ask({"do": "cell", "cell": cell}, deadline)
        said = read_message(self.connection, deadline).get("failures")
        try:
            rows = [a_list(row, 3) for row in a_list(said)]
            return [Failure(text(name)[:60], text(why)[:300], text(what)[:160]) for name, why, what in rows] or None
        except Damaged as damage:
            raise Ended("nonsense") from damage

    def exercise(
        self, name: str, arguments: list[dict], read: Callable, seconds: float, clock: float, apart: bool = True
    ) -> tuple[bytes, dict]:
        """Run function ``name`` on the probes' ``arguments``; return the reply's bytes and the end's message.

        The message holds "late" (time ran out), "flood" (more bytes than allowed) or "status" (the exit code).
        """
        return self.answers({"exercise": pickle.dumps((name, arguments, read)), "apart": apart}, seconds, clock)

    def exercises(
        self,
        asked: list[tuple[str, list[dict], Callable]],
        seconds: float,
        clock: float,
        step_by_step: bool = False,
        apart: bool = True,
    ) -> tuple[list[bytes], dict]:
        """Run several functions as `exercise` does, in one fork; return their replies and the end's message.

        There are none where one has ended the fork, or changed what the next would have found; ``step_by_step``
        those before it, and its own.
        """
        exercises = [pickle.dumps(each) for each in asked]
        message = {"exercises": exercises, "most": self.limits.reply, "step_by_step": step_by_step, "apart": apart}
        reply, end = self.answers(message, seconds, clock)
        return parted(reply, len(asked)), end

    def answers(self, message: dict, seconds: float, clock: float) -> tuple[bytes, dict]:
        """Have the stage answer what the ``message`` asks; return all that it writes, and the end's message."""
        deadline = time.monotonic() + clock + GRACE
        source, sink = os.pipe()
        try:
            self.ask(message | {"do": "answer", "seconds": seconds, "clock": clock}, deadline, sink)
            os.close(sink)
            sink = -1
            return self.collect(source, deadline)
        finally:
            os.close(source)
            if sink >= 0:
                os.close(sink)

    def ask(self, message: dict, deadline: float, *descriptors: int) -> None:
        """Send a message to the stage."""
        try:
            self.connection.settimeout(max(0.01, deadline - time.monotonic()))
            send_trusted(self.connection, message, *descriptors)
        except OSError as error:
            raise Ended("gone") from error

    def collect(self, source: int, deadline: float) -> tuple[bytes, dict]:
        """Read the pipe until the stage says that the exercise has ended; never more than the limit."""
        reply = bytearray()
        waited: list[int | socket] = [source, self.connection]
        while True:
            ready, _, _ = select.select(waited, [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return bytes(reply), {"late": True, "gone": True}
            if source in ready:
                piece = os.read(source, min(1 << 16, self.limits.reply + 1 - len(reply)))
                reply += piece
                if len(reply) > self.limits.reply:
                    return bytes(reply), {"flood": True, "gone": True}
                if not piece:
                    waited.remove(source)
            elif self.connection in ready:
                try:
                    return bytes(reply), read_message(self.connection, deadline)
                except Ended:
                    return bytes(reply), {"gone": True}


def parted(reply: bytes, most: int) -> list[bytes]:
    """Return the pieces of a reply, each behind its length, at most ``most``; what is cut off is left out."""
    pieces: list[bytes] = []
    at = 0
    while len(pieces) < most and at + LENGTH.size <= len(reply):
        end = at + LENGTH.size + LENGTH.unpack_from(reply, at)[0]
        if end > len(reply):
            break
        pieces.append(reply[at + LENGTH.size : end])
        at = end
    return pieces


def read_message(connection: socket, deadline: float) -> dict:
    """Return the next JSON object that a process in the sandbox sent; raise `Ended` for none, late or damaged."""
    try:
        length = LENGTH.unpack(take(connection, LENGTH.size, deadline))[0]
        if length > MOST_HEADER:
            raise Ended("nonsense")
        return json_object(take(connection, length, deadline))
    except (OSError, Damaged) as error:
        raise Ended(str(error)) from error


def take(connection: socket, size: int, deadline: float) -> bytes:
    """Return exactly ``size`` bytes before the deadline; raise `Ended`."""
    pieces = bytearray()
    while len(pieces) < size:
        connection.settimeout(max(0.001, deadline - time.monotonic()))
        piece = connection.recv(size - len(pieces))
        if not piece:
            raise Ended("gone")
        pieces += piece
    return bytes(pieces)
