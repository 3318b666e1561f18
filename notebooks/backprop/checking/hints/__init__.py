"""Say what an exception hints at: Python's and numpy's messages in a learner's words.

The order of the search is that of `hint`: what the layers, the names and the quoted line tell comes before the table of
messages.
"""

import re

import numpy as np

from ...exercises.messages import SAY
from .layers import missing_layer, whole_dict
from .messages import HINTS, LIST, SIZES, TABLES
from .names import TORCH, list_of_arrays, unknown_name, wrong_brackets
from .quoted_line import slip

LAYER = re.compile(r"(?:np\.\w+\()?(-?\d+)(?:\.0)?\)?")  # 7, 7.0, and as numpy 2 writes it: np.int64(7)
NUMBER_FOR_ARRAY = ("does not have enough dimensions", "invalid index to scalar", "array is 0-dimensional")


def hint(raised, probe, lesson=""):
    """Return ``(number, text)``: the mistake's line in the table (0: none) and the hint ("" where there is none).

    lesson: the one whose exercise it is, such as 04_gradient.
    """
    name, message, line = raised.names[0], raised.message, raised.line
    if name == "KeyError" and (key := LAYER.fullmatch(message)) and isinstance(probe.arguments.get("W"), dict):
        return missing_layer(int(key[1]), max(probe["W"]), line, "g_prime" in probe.arguments)
    if name == "AttributeError" and "'dict'" not in message and (torch := TORCH.get(last_quoted(message))):
        return 0, torch
    if name == "TypeError" and "operand type" in message and "'list'" in message:
        return 0, LIST
    if name == "AttributeError" and "'list' object" in message and (said := list_of_arrays(raised, probe)):
        return 0, said
    if said := wrong_brackets(raised, probe) or slip(raised) or whole_dict(raised, probe):
        return 0, said
    if any(piece in message for piece in NUMBER_FOR_ARRAY) and "g_prime" in probe.arguments and has_arrays(probe):
        return 11, f"A single number came where one for each node belongs. {SAY[11]}"
    if name == "UnboundLocalError" and re.search(r"\bfor (\w+) in \1\b", line):
        return 0, "A loop's variable and what it goes through need two names, as in `for v in a`."
    if name == "UnboundLocalError" and any(f"{word}(" in line for word in message.split("'")[1:2]):
        return 0, "A function and a variable have one name here: call the variable something else."
    if name == "TypeError" and "argument" in message and not line:
        return 0, f"It is called with {len(probe.arguments)} arguments: {', '.join(probe.arguments)}."
    if name == "NameError" and (said := unknown_name(message.split("'")[1:2], probe, lesson, line)):
        return 0, said
    for pattern, said in TABLES if re.search(r"[*/+-]", line) else ():
        if found := pattern.search(message):
            return 0, said.format(*found.groups())
    for pattern, said in SIZES:
        if found := pattern.search(message):
            return 0, f"{said} Here: {found['left']} on the left, {found['right']} on the right."
    if any(piece in message for piece in ("only integers", "only integer scalar")) and not re.search(
        r"\[|range|^$", line
    ):
        return 0, ""
    fitting = (text for cls, piece, text in HINTS if cls in raised.names and piece in message)
    return 0, next(fitting, "")


def last_quoted(message):
    """Return what stands last in quotation marks in ``message``, "" where nothing does."""
    return (message.split("'")[-2:-1] or [""])[0]


def has_arrays(probe):
    """Say whether the probe's arguments hold arrays, and not only numbers and functions."""
    return any(isinstance(value, (np.ndarray, dict)) for value in probe.arguments.values())
