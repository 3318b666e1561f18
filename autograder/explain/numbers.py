"""Show the values of a probe and of an answer: arrays as rows with their shape, dicts and lists part by part."""

from collections.abc import Iterator
from typing import Any

import numpy as np

PRINTED: dict[str, Any] = {"precision": 6, "threshold": 60, "edgeitems": 3, "linewidth": 100}


def values(name: str, value: Any) -> Iterator[str]:
    """Yield the lines that show a value by its name."""
    if isinstance(value, np.ndarray):
        yield from rows(name, value)
    elif isinstance(value, dict) and value:
        for key, part in value.items():
            yield from values(f"{name}[{key!r}]", part)
    elif isinstance(value, list | tuple) and any(isinstance(part, np.ndarray) for part in value):
        for number, part in enumerate(value):
            yield from values(f"{name}[{number}]", part)
    elif isinstance(value, float):
        yield f"{name} = {value:.9g}"
    else:
        yield f"{name} = {getattr(value, '__name__', value)}"


def rows(name: str, array: np.ndarray) -> Iterator[str]:
    """Yield an array as its rows, one below the other; a single number without a shape."""
    if not array.ndim:
        yield f"{name} = {float(array):.9g}" if name else f"{float(array):.9g}"
        return
    head = f"{name} {array.shape} = ".lstrip()
    with np.printoptions(**PRINTED):
        first, *others = str(array).splitlines() or [""]
    yield head + first
    yield from (" " * len(head) + other for other in others)


def kept_part(name: str, part: dict) -> Iterator[str]:
    """Yield a part of an answer as the journal keeps it: its shape, and all of its numbers or the first."""
    numbers, shape = np.array(part["values"], dtype=float), tuple(part["shape"])
    if numbers.size == np.prod(shape, dtype=int):
        yield from rows(name, numbers.reshape(shape))
    else:
        yield from rows(f"{name} {shape}, of which the first were kept:".lstrip(), numbers)
