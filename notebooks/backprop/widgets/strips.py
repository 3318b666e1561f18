"""The frames of one control, drawn ahead and sent to the browser a part at a time."""

import json
import zlib
from time import perf_counter

SECONDS, BYTES = 0.5, 4_000_000  # what one strip may cost: the kernel's time, and text in the browser's memory
FIRST, PART = 0.004, 0.02  # seconds of drawing after which what is drawn is sent: at first; doubled each time, at most
BREATH = 0.002  # seconds between two parts, for what came meanwhile


def parts(draw, keys, here):
    """Give the frames of ``keys``, ``{key: (svg, readout)}``, in parts: from the value ``here`` to the farthest.

    ``draw`` returns the picture of a key. What is too dear, farthest away, is left out: it goes by round trips.
    """
    part, size, spent, patience, start = {}, 0, 0.0, min(FIRST, PART), perf_counter()
    for key in sorted(keys, key=lambda key: abs(key - (here or 0))):
        drawn = draw(key)
        part[key] = drawn.svg, drawn.readout
        size += len(drawn.svg) + len(drawn.readout)
        taken = perf_counter() - start
        dear = size > BYTES or spent + taken > SECONDS
        if dear or taken > patience:
            yield part
            part, spent, patience, start = {}, spent + taken, min(2 * patience, PART), perf_counter()
        if dear:
            return
    if part:
        yield part


def packed(held, others, part):
    """Return a part of the strip of the control ``held`` as the browser unpacks it, compressed."""
    strip = {"held": held, "others": others, "keys": [*part], "frames": [*part.values()]}
    return zlib.compress(json.dumps(strip).encode(), 1)
