"""Say what an exception hints at: Python's and numpy's messages in a learner's words, by class and piece of message."""

import builtins
import re

import numpy as np

from ..exercises import exercises
from ..exercises.messages import SAY
from .quoted_line import bare, called, picked, slip

POWER = "In Python a power is written `**`."
CALL_IT = "A function stands where its value belongs: call it, as in `g(z)`."
SHAPES = "Entry by entry, as in `+` and `*`, both sides need one shape."
WIDTH = "For `@` the left side needs as many columns as the right side has rows."
INDEX = "An entry stands where a whole number belongs. `for v in a` goes through the entries, "
INDEX += "`for j in range(len(a))` through the indices."

LIST = "Lists do not compute entry by entry; arrays do: `np.array(...)` makes one of a list."
CALLED = "Brackets behind a value call it as a function. Is a `*` missing, or do square brackets belong there, `a[j]`?"
APPEND = "An array cannot grow: begin with a list, `[]`, append to that, and make it an array at the end."
OURS = "That is PyTorch's way; the arrays here are numpy's"
TORCH = {
    "t": f"{OURS}: the transpose is `W.T`, without brackets.",
    "unsqueeze": f"{OURS}: `a[:, None]` makes a column, `a[None, :]` a row.",
    "permute": f"{OURS}: the transpose is `W.T`.",
    "mm": f"{OURS}: the product of matrices is `@`.",
    "matmul": f"{OURS}: the product of matrices is `@`.",
    "clone": f"{OURS}: `a.copy()`.",
    "detach": f"{OURS}, and nothing needs to be detached.",
    "requires_grad": f"{OURS}, which keep no gradient: the derivative is yours to write.",
    "backward": f"{OURS}, which keep no gradient: the derivative is yours to write.",
    "grad": f"{OURS}, which keep no gradient: the derivative is yours to write.",
    "numpy": "It is a numpy array already.",
    "pow": f"{OURS}. {POWER}",
    "numel": f"{OURS}: `a.size`.",
}
FRAMEWORKS = ("torch", "tf", "tensorflow", "jax", "jnp", "keras", "F", "nn")
MODULES = ("math", "random", "np", "numpy", "plt", "sympy", "itertools", "functools", "copy", "sys", "time", "os")

HINTS = (  # (class, piece of the message, hint): the first that fits
    ("TypeError", "for ^", POWER),
    ("TypeError", "bitwise_xor", POWER),
    ("TypeError", "NoneType", "A function that it calls gave back None: is that function's last line a `return`?"),
    ("NameError", "is not defined", "Is it spelt as where it was made, and has that cell been run?"),
    (
        "TypeError",
        "'dict' object is not callable",
        "Square brackets pick from a dict, as in `g[l]`.",
    ),
    *(
        (name, f"'{cls}'", CALL_IT)
        for name in ("TypeError", "AttributeError")
        for cls in ("function", "ComplexStep", "Polynomial", "numpy.ufunc", "builtin_function_or_method")
    ),
    ("UnboundLocalError", "local variable", "A variable that grows in a loop needs a value before the loop."),
    ("ValueError", "truth value of an array", "One `if` decides one thing, and here are many: go entry by entry."),
    ("IndexError", "only integers", INDEX),
    ("TypeError", "only integer scalar", INDEX),
    ("TypeError", "cannot be interpreted as an integer", "A whole number belongs there, such as a length."),
    ("TypeError", "'int' object is not iterable", "A loop goes through many: `range(n)` counts for a number n."),
    ("IndexError", "out of ", "Indices count from 0, so the last one is the length less 1."),
    ("ValueError", "could not be broadcast", SHAPES),
    ("ValueError", "mismatch in its core dimension", WIDTH),
    ("ValueError", "not aligned", WIDTH),
    ("ValueError", "does not have enough dimensions", "`@` goes along arrays; a number is multiplied with `*`."),
    ("TypeError", "unsupported operand type(s) for @", "`@` goes along arrays; numbers are multiplied with `*`."),
    (
        "TypeError",
        "converted to Python scalar",
        "The math module takes one number; numpy's functions take whole arrays.",
    ),
    ("TypeError", "return arrays must be of ArrayType", f"That function takes one array. {POWER}"),
    ("TypeError", "has no len()", "A single number has no length: `len` counts what is in a list or an array."),
    ("TypeError", "unsized object", "A single number has no length: `len` counts what is in a list or an array."),
    ("TypeError", "can't multiply sequence", LIST),
    ("TypeError", "can only concatenate list", LIST),
    (
        "TypeError",
        "object is not subscriptable",
        "A single number stands before the square bracket: it has no entries.",
    ),
    ("TypeError", "is not subscriptable", "Round brackets call it, as in `range(n)`."),
    ("IndexError", "invalid index to scalar", "A single number stands before the square bracket: it has no entries."),
    ("TypeError", "object is not callable", CALLED),
    ("OverflowError", "", "exp of more than 709 is too large for a float: mind the sign of what stands in it."),
    ("KeyError", "slice(", ""),  # a TypeError before Python 3.12, which says enough
    ("KeyError", "(", "W is a dict: the layer stands in square brackets of its own, W[l]."),
    ("AttributeError", "has no attribute 'length'", "Python's length is `len(a)`."),
    ("AttributeError", "has no attribute 'append'", APPEND),
    ("AttributeError", "module 'numpy' has no attribute", "numpy has no function of that name: write it out."),
    ("AttributeError", "'list' object has no attribute", "A list is no array: `np.array(...)` makes one of it."),
    ("AttributeError", "'dict' object has no attribute", "A dict holds all layers: pick one first, as in `W[l]`."),
)
NUMBER_FOR_ARRAY = ("does not have enough dimensions", "invalid index to scalar", "array is 0-dimensional")
SIZES = (  # of numpy's sentences on `@` and dot: left first
    (re.compile(r"operand 1 .*size (?P<right>\d+) is different from (?P<left>\d+)"), WIDTH),
    (re.compile(r"not aligned: (?P<left>\d+) \(dim \d\) != (?P<right>\d+)"), WIDTH),
)


def hint(raised, probe, lesson=""):
    """Return ``(number, text)``: the mistake's line in the table (0: none) and the hint ("" where there is none).

    lesson: the one whose exercise it is, such as 04_gradient.
    """
    name, message, line = raised.names[0], raised.message, raised.line
    if name == "KeyError" and message.lstrip("-").isdigit() and "W" in probe.arguments:
        return missing_layer(int(message), max(probe["W"]), line, "g_prime" in probe.arguments)
    if name == "AttributeError" and (torch := TORCH.get((message.split("'")[-2:-1] or [""])[0])):
        return 0, torch
    if name == "TypeError" and "operand type" in message and "'list'" in message:
        return 0, LIST
    if said := slip(raised) or whole_dict(raised, probe) or wrong_brackets(raised, probe):
        return 0, said
    if any(piece in message for piece in NUMBER_FOR_ARRAY) and "g_prime" in probe.arguments and has_arrays(probe):
        return 11, f"A single number came where one for each node belongs. {SAY[11]}"
    if name == "UnboundLocalError" and any(f"{word}(" in line for word in message.split("'")[1:2]):
        return 0, "A function and a variable have one name here: call the variable something else."
    if name == "TypeError" and "argument" in message and not line:
        return 0, f"It is called with {len(probe.arguments)} arguments: {', '.join(probe.arguments)}."
    if name == "NameError" and (said := unknown_name(message.split("'")[1:2], probe, lesson, line)):
        return 0, said
    for pattern, said in SIZES:
        if found := pattern.search(message):
            return 0, f"{said} Here: {found['left']} on the left, {found['right']} on the right."
    if any(piece in message for piece in ("only integers", "only integer scalar")) and not re.search(
        r"\[|range|^$", line
    ):
        return 0, ""
    fitting = (text for cls, piece, text in HINTS if cls in raised.names and piece in message)
    return 0, next(fitting, "")


def unknown_name(names, probe, lesson, line):
    """Return the hint on a name that is not there: of another lesson, a module, an argument; "" for any other."""
    name = names[0] if names else ""
    if name in exercises():
        made = exercises()[name].lesson
        if made == lesson:
            return f"`{name}` is this lesson's own: write it first, and run its cell."
        number = made[:2].lstrip("0")
        return f"`{name}` was made in lesson {number}, and each notebook starts empty: copy its cell into this one."
    if name in FRAMEWORKS:
        return f"{OURS}: `np`."
    if name in MODULES:
        return f"The module is not imported here: `import {MODULE_AS.get(name, name)}`, in a cell above."
    if said := wrong_dict(line, probe):
        return said
    if name in probe.arguments:
        return f"It is an argument of the exercise: the first line is to read `def ...({', '.join(probe.arguments)}):`."
    return ""


MODULE_AS = {"np": "numpy as np", "plt": "matplotlib.pyplot as plt"}


def wrong_dict(line, probe):
    """Return the hint on a function among the arguments that is taken for the dict of all layers, else ""."""
    for name in picked(line):
        if callable(probe.arguments.get(name)):
            return f"Here `{name}` is the one layer's own function, not the dict of all layers: call it, `{name}(z)`."
    return ""


def wrong_brackets(raised, probe):
    """Return the hint on round brackets behind what is no function, or square ones behind what is one, else ""."""
    if "not subscriptable" in raised.message:
        return wrong_dict(raised.line, probe)
    if "not callable" not in raised.message or "'dict'" in raised.message or "'NoneType'" in raised.message:
        return ""
    for name in called(raised.line):
        if name in exercises() or name in dir(builtins):
            return f"`{name}` is no function any more: something took its name. Run the cell of the function again."
        if name in probe.arguments and not callable(probe.arguments[name]):
            return f"`{name}` is no function: `{name}[...]` picks from it, `{name} * (...)` multiplies."
    return ""


def whole_dict(raised, probe):
    """Return the hint on a dict of all layers that is computed with as if it were one layer's, else ""."""
    if raised.names[0] not in ("TypeError", "ValueError"):
        return ""
    for name in bare(raised.line):
        if isinstance(probe.arguments.get(name), dict) and (
            "'dict'" in raised.message or "dimensions" in raised.message
        ):
            return f"`{name}` is a dict of all layers: pick one, as in `{name}[l]`."
    return ""


def missing_layer(l, L, line, backward):
    """Return the hint on a dict that has no key ``l``, in a network of ``L`` layers; ``line``: where it was asked."""
    keys = f"Here the weights' keys are 2 to {L}."
    if 2 <= l <= L:
        return 0, f"For layer {l} nothing is stored yet: does the loop get there, and is it filled before it is read?"
    if l == 1 and "z[l - 1]" in line:
        return 16, f"Layer 1 holds the sample, a[1] = x, and has no z. {SAY[16]}"
    if l > L:
        if backward and re.search(r"\.T\b|transpose|W\[l ?\+ ?1\]", line):
            return 18, f"{keys} {SAY[18]}"
        return 39, f"{keys} {SAY[39]} The loop ends at L, the largest key of W: `range(2, L + 1)`."
    sample = " Layer 1 holds the sample: a[1] = x." if l == 1 else ""
    return 39, f"{keys} {SAY[39]}{sample}"


def has_arrays(probe):
    """Say whether the probe's arguments hold arrays, and not only numbers and functions."""
    return any(isinstance(value, (np.ndarray, dict)) for value in probe.arguments.values())
