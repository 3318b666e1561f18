"""How outcomes come back from the sandbox, and how the grader reads them without believing them.

For each probe a length, a JSON header that gives names and shapes, and the arrays' bytes as little-endian float64.
Nothing is ever unpickled. Every size, shape, type and text is checked; what does not pass ends the reading. The worst
that a forger can do is to hand in his own wrong numbers.
"""

import json
import math
from typing import Any

import numpy as np

from backprop.calling.trial import Outcome, Raised

from .frames import LENGTH

MOST_HEADER = 64 << 10
MOST_PARTS, MOST_AXES, MOST_NAMES = 256, 8, 40
MOST_TEXT = 1000
FIELDS = {"parts", "again", "raised", "unreadable", "called_twice", "changed", "printed", "returned"}

JSON = json.JSONDecoder(parse_constant=lambda _: 1 / 0)  # NaN and the infinities are not JSON


class Damaged(ValueError):
    """What came from the sandbox is not what the protocol allows."""


def encode(outcome: Outcome) -> bytes:
    """Return one `Outcome` as bytes (on the sandbox's side)."""
    arrays: list[np.ndarray] = []

    def shapes(parts: dict | None) -> list | None:
        if parts is None:
            return None
        arrays.extend(parts.values())
        return [[name, list(array.shape)] for name, array in parts.items()]

    raised = outcome.raised and [list(outcome.raised.names)[:MOST_NAMES], outcome.raised.message, outcome.raised.line]
    header = json.dumps(
        {
            "parts": shapes(outcome.parts),
            "again": shapes(outcome.again),
            "raised": raised,
            "unreadable": outcome.unreadable,
            "called_twice": outcome.called_twice,
            "changed": list(outcome.changed),
            "printed": outcome.printed,
            "returned": outcome.returned,
        }
    ).encode()
    return b"".join(
        [LENGTH.pack(len(header)), header, *(np.ascontiguousarray(a, dtype="<f8").tobytes() for a in arrays)]
    )


def decode(data: bytes, most: int) -> tuple[list[Outcome], Damaged | None]:
    """Return the `Outcome`s in ``data``, at most ``most``, and the `Damaged` that ended the reading (or None)."""
    outcomes: list[Outcome] = []
    rest = memoryview(data)
    try:
        while rest and len(outcomes) < most:
            outcome, rest = decode_one(rest)
            outcomes.append(outcome)
    except Damaged as error:
        return outcomes, error
    return outcomes, None


def decode_one(data: memoryview) -> tuple[Outcome, memoryview]:
    """Return the first `Outcome` in ``data`` and what is left of it; raise `Damaged`."""
    header, rest = header_of(data)
    if set(header) != FIELDS:
        raise Damaged("other fields than agreed")
    parts, rest = arrays_of(header["parts"], rest)
    again, rest = arrays_of(header["again"], rest)
    raised = header["raised"]
    if raised is not None:
        names, message, line = a_list(raised, 3)
        raised = Raised(tuple(text(name) for name in a_list(names)) or ("",), text(message), text(line))
    unreadable = text(header["unreadable"])
    if [parts is not None, raised is not None, bool(unreadable)].count(True) != 1:
        raise Damaged("not exactly one of an answer, an exception and a complaint")
    if type(header["called_twice"]) is not bool:
        raise Damaged("a flag that is none")
    changed = tuple(text(name) for name in a_list(header["changed"]))
    printed, returned = text(header["printed"]), text(header["returned"])
    return Outcome(parts, raised, unreadable, again, header["called_twice"], changed, printed, returned), rest


def header_of(data: memoryview) -> tuple[dict, memoryview]:
    """Return the JSON object that ``data`` starts with, and what is left."""
    if len(data) < LENGTH.size:
        raise Damaged("cut off")
    (length,) = LENGTH.unpack(data[: LENGTH.size])
    if length > MOST_HEADER or length > len(data) - LENGTH.size:
        raise Damaged("cut off, or too long")
    return json_object(bytes(data[LENGTH.size : LENGTH.size + length])), data[LENGTH.size + length :]


def json_object(content: bytes) -> dict:
    """Return the JSON object in ``content``; raise `Damaged`."""
    try:
        value = JSON.decode(content.decode())
    except (ValueError, RecursionError, ZeroDivisionError) as error:
        raise Damaged("not JSON") from error
    if type(value) is not dict:
        raise Damaged("not an object")
    return value


def arrays_of(shapes: Any, data: memoryview) -> tuple[dict | None, memoryview]:
    """Return ``{name: array}`` for the listed names and shapes, read from ``data``, and what is left; None for None."""
    if shapes is None:
        return None, data
    parts = {}
    for entry in a_list(shapes, most=MOST_PARTS):
        name, shape = a_list(entry, 2)
        shape = a_list(shape, most=MOST_AXES)
        if any(type(n) is not int or not 0 <= n <= 1 << 32 for n in shape):
            raise Damaged("a shape that is none")
        size = 8 * math.prod(shape)
        if size > len(data) or text(name) in parts:
            raise Damaged("an array longer than its bytes, or named twice")
        try:
            parts[text(name)] = np.frombuffer(data[:size], dtype="<f8").reshape(shape).astype(np.float64)
        except ValueError as error:  # more than an array can have
            raise Damaged("a shape that is none") from error
        data = data[size:]
    return parts, data


def a_list(value: Any, length: int | None = None, most: int = MOST_NAMES) -> list:
    """Return ``value`` if it is a list (of the given length); raise `Damaged` otherwise."""
    if type(value) is not list or len(value) > most or (length is not None and len(value) != length):
        raise Damaged("not the list that was agreed")
    return value


def text(value: Any) -> str:
    """Return ``value`` as clean text of bounded length; raise `Damaged` if it is none."""
    if type(value) is not str:
        raise Damaged("not text")
    value = value[:MOST_TEXT]
    if value.isprintable():
        return value
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in value)
