"""Names that are not there, or not what they are taken for: of another lesson, PyTorch's, a module, an argument."""

import re
from difflib import get_close_matches

import numpy as np

from ...exercises import exercises
from .messages import CALLED, POWER
from .quoted_line import BUILTINS, called, picked

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
    "requires_grad_": f"{OURS}, which keep no gradient: the derivative is yours to write.",
    "backward": f"{OURS}, which keep no gradient: the derivative is yours to write.",
    "grad": f"{OURS}, which keep no gradient: the derivative is yours to write.",
    "numpy": "It is a numpy array already.",
    "pow": f"{OURS}. {POWER}",
    "numel": f"{OURS}: `a.size`.",
    "mul": f"{OURS}: `*` multiplies entry by entry.",
    "add": f"{OURS}: `+` adds entry by entry.",
    "sub": f"{OURS}: `-` subtracts entry by entry.",
    "div": f"{OURS}: `/` divides entry by entry.",
    **dict.fromkeys(("add_", "sub_", "mul_", "zero_"), f"{OURS}: `w = w - ...` makes a new array, as is asked for."),
    **dict.fromkeys(("cuda", "cpu", "to", "float", "double"), f"{OURS}, and stay where and what they are."),
    **dict.fromkeys(("ger", "outer"), f"{OURS}: `np.outer(d, a)`."),
    **{name: f"numpy's functions stand before what they take: `np.{name}(z)`." for name in ("exp", "log", "tanh")},
}
FRAMEWORKS = ("torch", "tf", "tensorflow", "jax", "jnp", "keras", "F", "nn")
MODULES = "math cmath random statistics np numpy scipy pd pandas plt sympy itertools functools copy sys time os"


FOREIGN = {  # names of MATLAB, R and Julia, of classes, of a step that something else takes
    **dict.fromkeys(("length", "numel"), "Python's length is `len(a)`."),
    **dict.fromkeys(("nrow", "ncol", "size", "dim"), "numpy keeps it beside the array: `W.shape`, or `len(W)` rows."),
    "disp": "Python's is `print`, and an answer is handed back by `return`.",
    "true": "Python writes it `True`.",
    "false": "Python writes it `False`.",
    "null": "Python writes it `None`.",
    "self": "`self` belongs to classes: in a function of its own a variable has a plain name.",
    **dict.fromkeys(
        ("optimizer", "model", "criterion", "loss_fn"), f"{OURS}: nothing is kept in the background, write it out."
    ),
}
RATES = ("lr", "alpha", "learning_rate", "rate", "step_size")
MEANT = "Is `{}` meant, the argument?"


def meant(name, probe):
    """Return the argument that a ``name`` that is not there is likely to mean, "" where none is."""
    if name in RATES and "eta" in probe.arguments:
        return "eta"
    alike = (a for a in probe.arguments if a.lower() == name.lower() or {a, name} == {a, a.rstrip("_lLj")})
    return next(alike, "") or next(
        iter(get_close_matches(name, [a for a in probe.arguments if len(a) > 2], 1, 0.8)), ""
    )


def unknown_name(names, probe, lesson, line):
    """Return the hint on a name that is not there: of another lesson, a module, an argument; "" for any other."""
    name = names[0] if names else ""
    if name in exercises() and not re.search(rf"\b{name}\s*[.\[]", line):
        return made_in(name, exercises()[name].lesson, lesson, probe)
    if name in FRAMEWORKS:
        return f"{OURS}: `np`."
    if name in MODULES.split():
        return f"The module is not imported here: `import {MODULE_AS.get(name, name)}`, in a cell above."
    if said := wrong_dict(line, probe):
        return said
    if name in probe.arguments:
        return f"It is an argument of the exercise: the first line is to read `def ...({', '.join(probe.arguments)}):`."
    if f"{name}_prime" in probe.arguments:
        return f"{name} itself is not handed over, only its slope, `{name}_prime`."
    if name in FOREIGN:
        return FOREIGN[name]
    if other := meant(name, probe):
        return MEANT.format(other)
    if name in ("j", "k", "l", "i"):
        loop = f"either a loop makes it, `for {name} in range(...)`, or no index is needed here."
        return f"No `{name}` is handed over: {loop}"
    if name == "L" and "W" in probe.arguments:
        return "L is not handed over: it is the largest key of W, `max(W)`."
    if any(map(symbolic, probe.arguments.values())):
        return f"sympy's functions are called by its name: `sympy.{name}`." if name in SYMPY.split() else ""
    return f"numpy's is called `np.{name}`." if name and hasattr(np, name) else ""


MODULE_AS = {"np": "numpy as np", "plt": "matplotlib.pyplot as plt", "pd": "pandas as pd"}
SYMPY = "diff Symbol symbols Derivative simplify expand sympify exp tanh sin cos log sqrt"


def made_in(name, made, lesson, probe):
    """Return the hint on an exercise's function that was ``made`` in one lesson and is missed in another."""
    number = made[:2].lstrip("0")
    if made == lesson:
        return f"`{name}` is this lesson's own: write it first, and run its cell."
    if made < lesson or not lesson:
        return f"`{name}` was made in lesson {number}, and each notebook starts empty: copy its cell into this one."
    given = " Which function it is comes in as an argument, `g`." if "g" in probe.arguments else ""
    return f"`{name}` is made in lesson {number} only, and not needed here.{given}"


def wrong_dict(line, probe):
    """Return the hint on a function among the arguments that is taken for the dict of all layers, else ""."""
    for name in picked(line):
        if not callable(probe.arguments.get(name)):
            continue
        if name[0] != "g" or "h_prime" in probe.arguments:
            return f"`{name}` is a function: round brackets call it, `{name}(...)`."
        return f"Here `{name}` is the one layer's own function, not the dict of all layers: call it, `{name}(z)`."
    return ""


def wrong_brackets(raised, probe):
    """Return the hint on round brackets behind what is no function, or square ones behind what is one, else ""."""
    if "not subscriptable" in raised.message:
        return wrong_dict(raised.line, probe)
    if "not callable" not in raised.message or "'NoneType'" in raised.message:
        return ""
    a_dict = "'dict'" in raised.message
    for name in called(raised.line):
        if name in probe.arguments:
            if a_dict and isinstance(probe.arguments[name], dict):
                return f"Square brackets pick from a dict, as in `{name}[l]`."
            if not callable(probe.arguments[name]) and not a_dict and not symbolic(probe.arguments[name]):
                return f"`{name}` is no function: `{name}[...]` picks from it, `{name} * (...)` multiplies."
        elif a_dict and name in ("W", "b", "g", "g_prime", "z", "a"):
            return f"Square brackets pick from a dict. (And `{name}` is not among the arguments here.)"
        elif name in exercises():
            return f"`{name}` is no function any more: something took its name. Run the cell of the function again."
        elif name not in BUILTINS.split("|") and re.search("'(numpy.ndarray|list|dict)'", raised.message):
            return CALLED
    return ""


def symbolic(value):
    """Say whether a value is sympy's."""
    return type(value).__module__.startswith("sympy")


def list_of_arrays(raised, probe):
    """Return the hint on a list of arrays among the arguments that is taken for one array, else ""."""
    for name, value in probe.arguments.items():
        if isinstance(value, list) and isinstance(value[0], np.ndarray) and f"{name}." in raised.line:
            return f"`{name}` is a list of arrays: take them one by one."
    return ""
