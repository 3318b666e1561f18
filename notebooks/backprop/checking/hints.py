"""Say what an exception hints at: Python's and numpy's messages in a learner's words, by class and piece of message."""

import numpy as np

from ..exercises.messages import SAY

POWER = "In Python a power is written `**`."
CALL_IT = "A function stands where its value belongs: call it, as in `g(z)`."
SHAPES = "Entry by entry, as in `+` and `*`, both sides need one shape."
WIDTH = "For `@` the left side needs as many columns as the right side has rows."
INDEX = "An entry stands where a whole number belongs. `for v in a` goes through the entries, "
INDEX += "`for j in range(len(a))` through the indices."

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
    ("OverflowError", "", "exp of more than 709 is too large for a float: mind the sign of what stands in it."),
    ("KeyError", "slice(", ""),  # a TypeError before Python 3.12, which says enough
    ("KeyError", "(", "W is a dict: the layer stands in square brackets of its own, W[l]."),
    ("AttributeError", "has no attribute 'length'", "Python's length is `len(a)`."),
)
NUMBER_FOR_ARRAY = ("does not have enough dimensions", "invalid index to scalar", "array is 0-dimensional")


def hint(raised, probe):
    """Return ``(number, text)``: the mistake's line in the table (0: none) and the hint ("" where there is none)."""
    name, message = raised.names[0], raised.message
    if name == "KeyError" and message.lstrip("-").isdigit() and "W" in probe.arguments:
        return missing_layer(int(message), max(probe["W"]), raised.line, "g_prime" in probe.arguments)
    if any(piece in message for piece in NUMBER_FOR_ARRAY) and "g_prime" in probe.arguments and has_arrays(probe):
        return 11, f"A single number came where one for each node belongs. {SAY[11]}"
    if name == "UnboundLocalError" and any(f"{word}(" in raised.line for word in message.split("'")[1:2]):
        return 0, "A function and a variable have one name here: call the variable something else."
    if name == "TypeError" and "argument" in message and not raised.line:
        return 0, f"It is called with {len(probe.arguments)} arguments: {', '.join(probe.arguments)}."
    fitting = (text for cls, piece, text in HINTS if cls in raised.names and piece in message)
    return 0, next(fitting, "")


def missing_layer(l, L, line, backward):
    """Return the hint on a dict that has no key ``l``, in a network of ``L`` layers; ``line``: where it was asked."""
    if 2 <= l <= L:
        return 0, f"For layer {l} nothing is stored yet: does the loop get there, and is it filled before it is read?"
    if l == 1 and "z[l - 1]" in line:
        return 16, f"Layer 1 holds the sample, a[1] = x, and has no z. {SAY[16]}"
    number = 18 if l > L and backward else 39
    sample = " Layer 1 holds the sample: a[1] = x." if l == 1 else ""
    return number, f"Here the weights' keys are 2 to {L}. {SAY[number]}{sample}"


def has_arrays(probe):
    """Say whether the probe's arguments hold arrays, and not only numbers and functions."""
    return any(isinstance(value, (np.ndarray, dict)) for value in probe.arguments.values())
