"""Names that are not there, or not what they are taken for: of another lesson, PyTorch's, a module, an argument."""

import builtins

from ...exercises import exercises
from .messages import POWER
from .quoted_line import called, picked

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
