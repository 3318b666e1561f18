"""A function that reads the notebook's variables is told so first, by the check (its code) and the judge (its text)."""

import linecache

import numpy as np
import pytest

from autograder.judging.at_check import may_change
from autograder.judging.reading import Cells
from backprop import check
from backprop.calling.trial import attempt
from backprop.checking.check import draw
from backprop.checking.comparison import expect
from backprop.checking.diagnosis import diagnose
from backprop.checking.reading import Code, borrowed, code_of
from backprop.exercises import exercises

SETUP = """
import math
import numpy as np
from math import pi
a, z = {1: np.ones(2), 4: np.ones(2)}, {4: np.ones(2)}
W, b = {4: np.ones((2, 2))}, {4: np.ones(2)}
x = y = np.ones(2)
delta, n, L, w, name = np.ones(2), 3, 4, 0.5, "text"
C = lambda w: w ** 2
def helper(v):
    return v * delta
def fine(v):
    return v
def deeper(v):
    return helper(v)
"""
READS = [  # the function as it is written, the variables that it reads, and the helper that does
    ("def dC_da(a_L, y):\n    return 2 * (a[4] - y)", ("a",), ""),
    ("def dC_da(a_L, y_L):\n    return 2 * (a_L - y)", ("y",), ""),
    ("def dC_da(a_L, t):\n    d = a[L] - y\n    return 2 * d", ("a", "L", "y"), ""),
    ("def slope(C, w0, h=1e-5):\n    return (C(w + h) - C(w - h)) / (2 * h)", ("w",), ""),
    ("def dC_da(a_L, y):\n    return [2 * (v - y[0]) for v in a[4]]", ("a",), ""),
    ("def dC_da(a_L, y):\n    def inner():\n        return a_L - x\n    return inner()", ("x",), ""),
    ("def dC_da(a_L, y):\n    return helper(a_L - y)", ("delta",), "helper"),
    ("def dC_da(a_L, y):\n    return deeper(a_L - y)", ("delta",), "helper"),
    ("def dC_da(a_L, y):\n    global n\n    n = n + 1\n    return a_L * n", ("n",), ""),
    ("def dC_da(a_L, y):\n    return 2 * fine(a_L - y)", (), ""),
    ("def dC_da(a_L, y):\n    a = a_L\n    return np.sum(a - y) * pi * math.e", (), ""),
    ("def dC_da(a_L, y):\n    return unknown * (a_L - y)", (), ""),
    ("def dC_da(a_L, y):\n    return C(a_L) - dC_da.__code__.co_argcount", (), ""),
]


def defined(text, name):
    """Return the function ``name`` of a notebook whose second cell is ``text``; its source can be read, as there."""
    space, file = {}, f"<{text}>"
    exec(SETUP, space)
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), space)
    return space[name]


def both(text):
    """Return the `Code` of the function that ``text`` defines as the check reads it, and as the judge does."""
    name = text.split("(")[0].removeprefix("def ")
    return code_of(defined(text, name)), Cells([SETUP, "%matplotlib inline\n" + text]).code(name)


@pytest.mark.parametrize(("text", "variables", "helper"), READS, ids=[text.split("\n", 1)[1] for text, *_ in READS])
def test_the_notebooks_variables_are_found_in_the_code_and_in_the_text(text, variables, helper):
    for code in both(text):
        assert (code.variables, code.helper) == (variables, helper)


WRITTEN = [  # the body, whether it is begun, whether the stub's line stands in it
    ('    """Return it."""\n    # YOUR CODE HERE\n    raise NotImplementedError()', False, True),
    ("    raise NotImplementedError", False, True),
    ("    d = a_L - y\n    raise NotImplementedError()", True, True),
    ("    raise NotImplementedError()\n    return a_L - y", True, True),
    ("    return a_L - y", True, False),
]


@pytest.mark.parametrize(("body", "begun", "stub"), WRITTEN, ids=[body.strip() for body, *_ in WRITTEN])
def test_a_stub_and_what_is_begun_are_told_apart_in_the_code_and_in_the_text(body, begun, stub):
    for code in both(f"def dC_da(a_L, y):\n{body}\n"):
        assert (code.begun, code.stub) == (begun, stub)


def test_a_cell_that_cannot_be_read_leaves_the_others():
    bad = ["def (", "x = " + "(" * 10_000, "-" * 40_000 + "1", "\0", "%%bash\nrm x", "f'{'", "class"]
    text = READS[0][0]
    assert Cells([*bad, SETUP, *bad, text, *bad]).code("dC_da").variables == ("a",)
    assert Cells(bad).code("dC_da") == Code()


@pytest.mark.parametrize("text", [text for text, variables, _ in READS if variables], ids=str)
def test_the_card_says_so_first_and_gives_no_other_hint(text):
    name = text.split("(")[0].removeprefix("def ")
    said = str(check(defined(text, name))).splitlines()
    assert "notebook's own variable" in said[1] and "argument" in said[1], said
    assert "one shape" not in "".join(said)


def test_it_is_never_said_of_a_right_answer():
    text = "def dC_da(a_L, y):\n    return (a_L - y) * (L - 2)"
    assert str(check(defined(text, "dC_da"))).startswith("✓ dC_da: right,")


@pytest.mark.parametrize("where", ["its own", "a helper's"])
def test_the_sentence_has_one_variable_or_several(where):
    helper = "" if where == "its own" else "cost"
    for variables in (("a",), ("a", "z", "W")):
        text = borrowed(Code(variables, helper)).text
        assert "notebook" in text and "argument" in text and all(f"`{name}`" in text for name in variables)


def test_code_that_is_begun_is_not_called_unattempted():
    left = str(check(defined("def dC_da(a_L, y):\n    d = a_L - y\n    raise NotImplementedError()", "dC_da")))
    assert "The line `raise NotImplementedError()` still stands in it" in left and "not attempted" not in left
    helper = "def dC_da(a_L, y):\n    return half(a_L - y)\ndef half(v):\n    raise NotImplementedError()"
    calls = str(check(defined(helper, "dC_da")))
    assert "calls a function that is not written yet" in calls and "not attempted" not in calls


def test_what_is_not_a_plain_function_is_left_open():
    for function in (np.sum, len, print, type, "text", None, np.vectorize(abs)):
        assert code_of(function) == Code()


def test_the_judge_says_what_the_check_says():
    exercise = exercises()["dC_da"]
    probes = draw(exercise)
    for text, variables, _ in READS:
        if variables and text.startswith("def dC_da"):
            from backprop.calling.trial import attempt

            outcomes = attempt(defined(text, "dC_da"), probes, exercise.read)
            said = [
                [f.text for f in diagnose(exercise, probes, outcomes, expect(exercise, probes), code).findings]
                for code in (lambda t=text: code_of(defined(t, "dC_da")), lambda t=text: both(t)[1])
            ]
            assert said[0] == said[1] and "notebook" in said[0][0]


OTHER_ORDER = [
    "def push(y, a_L):\n    return np.sign(y - a_L)",
    "def forward(x, W, b, g):\n    for l in W:\n        x = g[l](W[l] @ x + b[l])\n    return x",
    "def slope(w, C, h=1e-5):\n    return (C(w + h) - C(w - h)) / (2 * h)",
]


@pytest.mark.parametrize("text", OTHER_ORDER)
def test_arguments_in_another_order_are_told_first_and_alike(text):
    name, cell = text[4:].split("(")[0], f"<order {hash(text)}>"
    linecache.cache[cell] = (len(text), None, text.splitlines(keepends=True), cell)
    space = {}
    exec(compile(f"{text}", cell, "exec"), {"np": np}, space)
    exercise, probes = exercises()[name], draw(exercises()[name])
    for code in (code_of(space[name]), Cells([text]).code(name)):
        outcomes = attempt(space[name], probes, exercise.read)
        verdict = diagnose(exercise, probes, outcomes, expect(exercise, probes), lambda code=code: code)
        assert verdict.points < verdict.maximum
        assert verdict.findings[0].text.startswith(
            f"It is called with {', '.join(probes[-1].arguments)}, in this order"
        )


BELOW = {  # code below the check: whether it may give a name of the function's another meaning
    "np, sum = 3, 4": True,
    "(np, sum) = 3, 4": True,
    "sum = 0\nfor v in [1]: sum += v": True,
    "for np in range(3): pass": True,
    "del np": True,
    "from math import tanh as np": True,
    "def sum(w): return w": True,
    "print(sum([1]), np.pi == 3)": False,
    "total = sum(np.ones(3))": False,
    "round = 3": False,
}


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize(
    "written", ["def loss(a, y):\n    return sum(np.square(a - y))", "loss = lambda a, y: sum(a - np.abs(y))"]
)
def test_code_below_a_check_is_seen_to_change_what_a_function_uses(written, below):
    names = Cells(["import numpy as np", written]).names("loss")
    assert {"np", "sum"} <= names
    assert any(may_change(name, [below]) for name in names) == BELOW[below]
