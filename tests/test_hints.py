"""Hints match sentences of Python and numpy, which change between versions: each is brought about here for real."""

import linecache
import math
import re
from functools import cache

import numpy as np
import pytest

from backprop.activations import sigmoid
from backprop.calling.polynomial import Polynomial
from backprop.calling.trial import Raised, call
from backprop.checking.explanation import exception_text
from backprop.checking.hints import hint
from backprop.checking.hints.messages import (
    APPEND,
    BESIDE,
    CALLED,
    ENTRIES,
    FOR_SUMS,
    HINTS,
    ITEMS,
    LIST,
    LIST_METHOD,
    NO_PART,
    NOT_HERE,
    PAST,
    TURNED,
    UNPACK,
    VIEW,
    WHOLE,
    WHOLE_DICT,
    WIDTH,
)
from backprop.checking.hints.names import TORCH
from backprop.checking.hints.quoted_line import (
    AXIS,
    AXIS_OF_METHOD,
    COLUMN,
    ONE_ARGUMENT,
    ONLY_LAYER_2,
    TIMES,
    UNCALLED,
    slip,
)
from backprop.checking.hints.quoted_line import ROWS as SLIPS
from backprop.derivatives import ComplexStep
from backprop.exercises.exercise import Probe
from backprop.exercises.messages import SAY

pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")  # Python sees some of these coming

NUMBER = Probe("plain", {"z": 1.0})
FORWARD = Probe("plain", {"W": {2: np.ones((2, 3)), 3: np.ones((1, 2))}, "g": {2: sigmoid}, "a": np.ones(3)})
BACKWARD = Probe("plain", {**FORWARD.arguments, "g_prime": {2: ComplexStep(sigmoid)}})
SAID = {  # hint: what a learner may have written, given W, g and a
    "In Python a power is written `**`.": ["2.0 ^ n", "a ^ 2", "a[0] ^ 2"],
    "A function that it calls gave back None: is that function's last line a `return`?": [
        "nothing() + 1", "a * nothing()", "nothing()[0]", "len(nothing())", "sum([nothing()])", "np.exp(nothing())",
        "math.exp(nothing())", "nothing() < 1", "-nothing()", "for v in nothing(): pass", "p, q = nothing()",
        "nothing()()", "nothing()[0] = 1", "nothing().T", "nothing().copy()", "float(nothing())",
    ],
    "Is it spelt as where it was made, and has that cell been run?": ["sigmoi(1)", "lenn(a)", "eta"],
    "Square brackets pick from a dict, as in `g[l]`.": ["g(2)", "for j in range(2, max(W) + 1): g(a)", "{}(a)"],
    "Square brackets pick from a dict, as in `W[l]`.": ["W(2)[0]"],
    "A function stands where its value belongs: call it, as in `g(z)`.": [
        "2 * own", "a + own", "-own", "own[0]", "len(own)", "float(own)", "own < 1", "for v in own: pass",
        "np.tanh(own)", "2 * np.tanh", "a * np.tanh", "np.tanh[0]", "np.tanh.T", "len(np.tanh)",
        "2 * math.exp", "len[0]", "len.T", "for v in len: pass",
        "2 * slope", "slope[0]", "a * slope", "2 * curve", "curve[0]", "a * curve",
    ],
    "A variable that grows in a loop needs a value before the loop.": [
        "for v in a: total += v", "for v in a: total = total + v", "if n < 0: out = 1\n    return out",
    ],
    "A function and a variable have one name here: call the variable something else.": [
        "len = len(a)", "sigmoid = sigmoid(a)",
    ],
    "One `if` decides one thing, and here are many: go entry by entry.": [
        "if a > 0: pass", "a > 0 and a < 1",
    ],
    NO_PART: ["own.T", "slope.T", "curve.diff(1)"],
    "Python's `max` picks one of two, and arrays have many entries: `np.maximum` picks entry by entry.": ["max(0, a)"],
    BESIDE.format(2): ["W[2] * np.ones(2)"],
    "`np.matrix` takes `*` for the matrix product, and has two axes always: arrays multiply entry by entry.": [
        "np.matrix(a) * np.matrix(a)",
    ],
    TURNED: ["W[2] + W[2].T"],
    FOR_SUMS.format(2, 3): ["W[2] * np.ones((3, 4))"],
    "A slope takes one thing, the place: `g_prime(z)`.": ["slope(a, a)"],
    "`subs` takes what is replaced and what comes for it: `C.subs(a[0], a[1])`.": [
        "import sympy; z = sympy.Symbol('z'); z.subs((z, z))",
    ],
    TORCH["requires_grad_"]: ["a.requires_grad_(True)"],
    WHOLE_DICT: ["float(g)", "{} - a"],
    "`.T` turns tables round, and a row stays a row: each weight's pair (j, k) is what `np.outer` multiplies.": [
        "a_prev, d = a, np.ones(2); d @ a_prev.T",
    ],
    "A layer's weights and its biases' gradient meet here: W goes with dW, and b with db.": [
        "l, db = 2, {2: np.ones(2)}; W[l] - db[l]",
    ],
    "`max` compares what W holds: of a dict these are the keys, the layers' numbers, and of a list its arrays.": [
        "W = list(W.values()); max(W)",
    ],
    UNPACK: ["p, q = 1, 2, 3", "for p, q in zip(a): pass"],
    "A table has two axes, 0 and 1: `.T` exchanges them.": ["W[2].transpose(1, 0, 2)"],
    "`list` makes a list of one thing: what counts is `range`.": ["list(n, 1, -1)"],
    "That is PyTorch's way: `w = w - ...` makes a new array, as is asked for.": ["a.data -= a"],
    "What is divided by is 0 here.": ["1 / (n - n)"],
    "A list counts from 0, and layers from 1: in a dict each layer has its own number, a[1] = x.": [
        "a, l = [a], 2; a[l - 1]", "z, l = [], 2; z[l]",
    ],
    "A quotient `/` is a fraction, even where it comes out even: `//` stays whole.": ["a[n / 3]", "range(n / 3)"],
    "`self` belongs to classes: in a function of its own a variable has a plain name.": ["self.z = a"],
    "Is `W` meant, the argument?": ["w[2]"],
    "That is a test of your own (`assert`), and it does not hold for these arguments.": ["assert n == 2"],
    "Nobody types while a check runs: what is needed comes as arguments.": ["raise EOFError('when reading a line')"],
    "Pairs do not add up as numbers do: make one number of each first.": ["sum([(1, 2)])"],
    "Layer 1 holds the sample: it has no z and no g', so the way back ends with layer 2.": [
        "l = 2; g_prime = g; g_prime[l-1](a)",
    ],
    "An entry stands where a whole number belongs. `for v in a` goes through the entries, "
    "`for j in range(len(a))` through the indices.": [
        "a[1.0]", "a[a[0]]", "a['x']", "W[2][0, 0.5]", "[1, 2][a]", "range(a)", "range(np.array([1]))",
        "W[2][a]", "a[W[2]]",
    ],
    "A whole number belongs there, such as a length.": [
        "range(1.5)", "range(a[0])", "range([1])", "np.zeros(a)", "np.zeros((2.5, 1))",
    ],
    "A loop goes through many: `range(n)` counts for a number n.": [
        "for j in n: pass", "sum(n)", "list(n)", "max(n)", "for j, v in enumerate(n): pass", "list(zip(a, n))",
    ],
    "There is nothing in what is picked from here, not even a first entry.": ["a[:0][0]"],
    "A loop's variable and what it goes through need two names, as in `for v in a`.": ["[v * n for v in a for n in n]"],
    "The keys are whole numbers, not texts: pick by the number itself, without `str`.": ["W[str(2)]"],
    "`np.dot` takes two things, parted by a comma.": ["np.dot(a)"],
    "`enumerate` gives the number first, then the thing: `for l, V in enumerate(...)`.": [
        "{l: V.T for V, l in enumerate([a])}; [V.T for V, l in enumerate([a])]",
    ],
    PAST: [
        "a[3]", "a[-4]", "W[2][2, 0]", "[1][3]", "(1,)[n]", "a.shape[1]", "range(2)[5]",
        "a[[5]]",
    ],
    "Entry by entry, as in `+` and `*`, both sides need one shape.": [
        "a + np.ones(2)", "a += np.ones(2)", "np.where(a > 0, np.ones(2), 0)",
    ],
    f"{WIDTH} Here: 3 on the left, 2 on the right.": [
        "W[2] @ np.ones(2)", "W[2] @ W[2]", "a @ np.ones(2)", "W[2].dot(np.ones(2))", "np.dot(a, np.ones(2))",
        "np.inner(a, np.ones(2))",
    ],
    f"{WIDTH} Here: 2 on the left, 3 on the right.": ["W[2].T @ a"],
    LIST: ["[1] + n", "[1] - [2]", "2.5 * [1]", "[1] * [2]", "[1] / 2", "-[1]", "[1.0] ** 2"],
    APPEND: ["a.append(1)"],
    "A dict is picked from by a number, as in `W[l]`; here an array stands in the brackets.": ["W[a]"],
    "A dict grows by its keys: `out[l] = ...`.": ["out = {}; out.append(1)"],
    "A single number has no neighbours: `np.diff` and the like go along a table.": ["np.diff(a[0])"],
    "The power comes behind the call: `np.tanh(z) ** 2`.": ["1 - np.tanh ** 2(a)", "1 - np.tanh ^ 2(a)"],
    "A sympy expression is no function: `subs` puts something in, as in `C.subs(a[0], a[1])`.": [
        "import sympy; (sympy.Symbol('z') + 1)(2)", "import sympy; sympy.tanh(sympy.Symbol('z'))(2)",
    ],
    "`sizes` is a list here, and `range` counts up to a number: the length of the list is `len(sizes)`.": [
        "sizes = [1, 2]; range(2, sizes + 1)",
    ],
    "What is multiplied here belongs to two different layers: the way back begins at L and goes down one by one.": [
        "l, g_prime = 3, {3: sigmoid}; a * g_prime[l](W[3] @ np.ones((2, 2)))",
    ],
    f"Those are another layer's weights. {SAY[18]}": ["l = 4; W[l - 1].T @ a"],
    "No `j` is handed over: either a loop makes it, `for j in range(...)`, or no index is needed here.": ["a[j]"],
    TORCH["mul"]: ["a.mul(a)"],
    TORCH["sub_"]: ["a.sub_(a)", "W[2].add_(1)"],
    TORCH["to"]: ["a.to('cpu')", "a.cuda()", "a.float()"],
    TORCH["exp"]: ["a.exp()", "1 / (1 + (-a).exp())"],
    VIEW: ["a.view(-1, 1) * a"],
    NOT_HERE: ["import tensorflow_is_not_here", "from jax_is_not_here import grad"],
    ITEMS: ["for l, w in W: pass"],
    WHOLE: ["out = np.zeros(3, dtype=int); out += a / 2", "out = np.arange(3); out -= a"],
    TORCH["t"]: ["a.t()"],
    TORCH["unsqueeze"]: ["a.unsqueeze(0)"],
    TORCH["backward"]: ["a.sum().backward()", "np.sum(a).requires_grad"],
    UNCALLED.format("sum"): ["a.sum * 2", "a.sum[0]", "2 * a.sum"],
    UNCALLED.format("copy"): ["W[2] @ a.copy"],
    "`.transpose` is a method: write `W.T`, or with brackets, `W.transpose()`.": [
        "W[2].transpose @ a", "2 * W[2].transpose", "W[2].transpose.shape",
    ],
    "`.T` takes no brackets: `W.T`.": ["W[2].T() @ a"],
    "`.size` is a value in numpy and takes no brackets: `a.size`.": ["a.size(0)"],
    AXIS.format("sum"): ["np.sum(a, a)", "np.sum(a, a[0])", "np.sum(a * 2, np.ones(3)) + 1"],
    AXIS.format("mean"): ["np.mean(W[2], a)"],
    AXIS_OF_METHOD.format("sum"): ["a.sum(a)", "W[2].sum(a) + 1"],
    AXIS_OF_METHOD.format("mean"): ["W[2].mean(W[2])"],
    ONE_ARGUMENT.format("zeros"): ["np.zeros(2, 3)"],
    ONE_ARGUMENT.format("ones"): ["np.ones(2, 3)"],
    "numpy calls it `axis` (and `keepdims`): `a.sum(axis=0)`.": ["a.sum(dim=0)", "np.sum(W[2], keepdim=True)"],
    TIMES: ["2(a - 1)", "(a)(a - 1)"],
    COLUMN: ["a[:, None] @ a", "a.reshape(-1, 1).dot(a)"],
    CALLED: ["z = a; z(1)", "z = a\n    for j in range(2): z(j)", "z = [1]; sum(z(0))"],
    "`a` is no function: `a[...]` picks from it, `a * (...)` multiplies.": ["a(0)"],
    SLIPS[-1][3]: ["z = np.zeros(3); z[0] = a"],
    "`np.array` is called with round brackets: `np.array([1, 2])`.": ["np.array[1, 2]"],
    "Round brackets call it, as in `range(n)`.": ["range[3]"],
    "That function takes one array. In Python a power is written `**`.": ["np.exp(a, 2)"],
    "A single number has no length: `len` counts what is in a list or an array.": ["len(n)", "len(np.array(1.0))"],
    "A single number stands before the square bracket: it has no entries.": ["n[0]", "a[0][0]"],
    "numpy has no function of that name: write it out.": ["np.sigmoid(a)"],
    "A list is no array: `np.array(...)` makes one of it.": ["[1].T", "[1].dot(a)"],
    "A dict holds all layers: pick one first, as in `W[l]`.": ["W.T"],
    "`W` is a dict of all layers: pick one, as in `W[l]`.": ["W @ a", "2 * W", "W * a"],
    "That is PyTorch's way; the arrays here are numpy's: `np`.": ["torch.tensor(a)"],
    "The module is not imported here: `import random`, in a cell above.": ["random.random()"],
    "The module is not imported here: `import matplotlib.pyplot as plt`, in a cell above.": ["plt.plot(a)"],
    "`tanh_prime` was made in lesson 4, and each notebook starts empty: copy its cell into this one.": [
        "tanh_prime(a)",
    ],
    "`@` goes along arrays; a number is multiplied with `*`.": [
        "W[2] @ 2.0", "2.0 @ W[2]", "W[2] @ a[0]", "np.array(1.0) @ a", "np.matmul(2.0, 3.0)", "W[2] @ own",
    ],
    "`@` goes along arrays; numbers are multiplied with `*`.": ["2.0 @ a[0]", "a[0] @ a[1]", "n @ n"],
    "One number goes in there (`float`, `int`, the math module); numpy's functions take whole arrays.": [
        "math.exp(a)", "float(a)", "math.sqrt(W[2])", "int(a)",
    ],
    "exp of more than 709 is too large for a float: mind the sign of what stands in it.": [
        "math.exp(1000)", "2.0 ** 5000", "math.cosh(1e6)",
    ],
    "W is a dict: the layer stands in square brackets of its own, W[l].": ["W[2, 1]", "g[2, 0]"],
    "Python's length is `len(a)`.": ["length(a)", "a.length", "[1].length", "a.length()", "a[0].length"],
    "Here the weights' keys are 2 to 3. " + SAY[39]: ["W[0]"],
    f"Here the weights' keys are 2 to 3. {SAY[39]} The loop ends at L, the largest key of W: `range(2, L + 1)`.": [
        "l = 9; W[l]", "W[np.int64(9)]", "W[np.argmax(a) + 9]", "W[9.0]",
    ],
    "Here the weights' keys are 2 to 3. The 4 was typed in: how many layers there are, W tells: L is its largest key, "
    "`max(W)`.": ["W[4] @ a", "g[4](a)"],
    f"Here the weights' keys are 2 to 3. {SAY[39]} Layer 1 holds the sample: a[1] = x.": ["W[1]"],
    "For layer 3 nothing is stored yet: does the loop get there, and is it filled before it is read?": ["g[3]"],
    "Here the weights' keys are 2 to 3. A dict has no entry counted from the end: the last layer is L, `max(W)`.": [
        "W[-1]", "g[-1]",
    ],
    "W's keys are the layers: pick layer l's array first; j and k count the rows and columns of that.": [
        "j = 2; W[j - 1]", "k = 5; W[k]",
    ],
    f"a[2] is what this line is to make. {SAY[15]}": ["a, l = {1: a}, 2; W[l] @ a[l]"],
    ENTRIES: ["for v in np.array(1.0): pass", "sum(2.0)", "sum(a[0])"],
    "Text and numbers do not add.": ["s = str(n); s + n"],
    "A sum begins with 0, not with a text.": ["'' + n", "s = ''; s += a[0]"],
    "In quotes stands a text: take them away, and it is computed.": ["own('z') + n"],
    "In quotes stands a text, not what goes by that name: `[l]`.": ["W['l']", 'g["l"](a)'],
    "`pop` takes an entry out, and then it is gone: square brackets leave it there.": [
        "W = dict(W); W.pop(2), W[2]", "W = {}; W.pop(2)",
    ],
    "A shape has one number for each axis, and not always as many.": ["p, q = a.shape", "(n,) = W[2].shape"],
    "`np.add` takes two things; of one array `np.sum` and `np.prod` take all entries together.": ["np.add(a)"],
    "The statistics module takes plain numbers; `np.mean` takes arrays.": ["import statistics; statistics.mean(W[2])"],
    "The sum went along the other axis: on the way back it goes over j, the nodes of layer l.": [
        "l, g_prime = 2, g; (W[l].T * np.ones(2)).sum(axis=0) * g_prime[l](a)",
    ],
    "Here the weights' keys are 2 to 3. `W[l - 1]` is that of the layer before: layer l has its own, `W[l]`.": [
        "l = 2; W[l - 1] @ a",
    ],
    "Inside a function its own name means itself: it calls itself without end.": ["learners(W, g, a)"],
    "A list grows by `append`; `out[l] = ...` needs an entry that is there.": ["row = []; row[0] = 1"],
    "Axes count from 0: one dimension has axis 0 alone.": ["a.sum(axis=1)", "np.mean(a, axis=1)"],
    "A range counts down by its third argument, a step of -1.": ["range(2, n).reverse()"],
    LIST_METHOD: ["out = [].append(1); out.append(2)"],
    "That is a pair: take one of the two, `a[0]` or `a[1]`.": ["(a, n).diff(n)", "(a, n)['a']"],
    "numpy's arrays have nothing of that name.": ["a.sigmoid()", "a.total()"],
    "`diff` takes the symbol, the first of the pair: `a[0]`.": [
        "import sympy; z = sympy.Symbol('z'); sympy.diff(z, sympy.tanh(z))",
    ],
    "`np.transpose` takes one array, and a list of arrays of different shapes is none: go through it one by one.": [
        "np.transpose([a, np.ones(2)])",
    ],
    "The inverse is another matrix: the transpose is `W.T`.": ["np.linalg.inv(W[2])"],
    "That is the cross product of space; every pair's product is in `np.outer`.": ["np.cross(np.ones(5), a)"],
    ONLY_LAYER_2: [
        "x, dW = np.ones(2), W[2] + a[:2, None]; dW += np.outer(a, x)", "l, x = 3, a; W[l] @ x",
        "l, x = 3, a; np.dot(W[l], x)",
    ],
    SAY[11]: ["g_prime = g; W[2].T @ np.ones(2) @ g_prime[2](np.ones(2))"],
    "`[:, j]` picks a column; the weights into node j are a row, `[j]`.": ["k = 1; W[2][:, k] * a", "W[2][:, 1] @ a"],
    "Python's `sum` of a table adds its rows to each other; a node's sum runs along its row, as `@` does it.": [
        "l = 2; sum(W[l] * a) + np.ones(2)",
    ],
    "`for x, y in zip(X, Y)` goes through both side by side.": ["for p, q in a, a: pass"],
    "numpy's is called `np.exp`.": ["exp(a)"],
    "In quotes stands a text, not what goes by that name: `[2]`.": ["W['2']"],
    "": ["W[1:2]", "math.log(0)", "int('a')"],
}  # fmt: skip
BACKWARDS = {  # the same where the derivatives of g are given, too
    f"A single number came where one for each node belongs. {SAY[11]}": [
        "W[2] @ 2.0", "np.array(1.0) @ a", "np.array(1.0)[0]", "a[0][0]", "a[0][:, None]",
    ],
    "Here the weights' keys are 2 to 3. " + SAY[18]: ["W[9].T", "l = 8; W[l + 1]"],
    f"Here the weights' keys are 2 to 3. {SAY[39]} The loop ends at L, the largest key of W: `range(2, L + 1)`.": [
        "l = 9; W[l]",
    ],
    f"Layer 1 holds the sample, a[1] = x, and has no z. {SAY[16]}": ["l, z = 2, {}; z[l - 1]"],
}  # fmt: skip
ROWS = [
    *((FORWARD, written, said) for said, many in SAID.items() for written in many),
    *((BACKWARD, written, said) for said, many in BACKWARDS.items() for written in many),
]


def learners(written, arguments):
    """Return the function of these arguments whose body is ``written``; its lines can be quoted, as in a notebook."""
    text, name = f"def learners({', '.join(arguments)}):\n    {written}\n", f"<{written}>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    given = {"np": np, "math": math, "sigmoid": sigmoid, "n": 3, "slope": ComplexStep(sigmoid)}
    space = {**given, "curve": Polynomial((1.0, 2.0)), "nothing": lambda: None, "own": lambda z: z}
    exec(compile(text, name, "exec"), space)
    return space["learners"]


def raised_by(function, probe):
    """Return what the function raised, as `Raised`."""
    _, raised, _ = call(function, probe.arguments, lambda value: value)
    assert raised is not None, "no exception"
    return raised


@pytest.mark.parametrize(("probe", "written", "said"), ROWS, ids=[f"{p is BACKWARD:d}:{w!r}" for p, w, _ in ROWS])
def test_what_python_and_numpy_say_is_understood_in_this_version(probe, written, said):
    raised = raised_by(learners(written, probe.arguments), probe)
    assert hint(raised, probe)[1] == said, f"{raised.names[0]}: {raised.message}"


@cache
def all_raised():
    """Return what each of the ROWS raises."""
    return [raised_by(learners(written, probe.arguments), probe) for probe, written, _ in ROWS]


@pytest.mark.parametrize(("cls", "piece"), [row[:2] for row in HINTS if row[2]])
def test_every_row_that_says_something_is_brought_about(cls, piece):
    assert any(cls in raised.names and piece in raised.message for raised in all_raised())


@pytest.mark.parametrize("function", [lambda: 0, lambda z, more: 0], ids=["too few", "too many"])
def test_a_function_with_other_arguments_is_told_which_it_is_called_with(function):
    assert hint(raised_by(function, NUMBER), NUMBER) == (0, "It is called with 1 arguments: z.")


@cache
def all_slips():
    """Return what is said of a slip in each of the ROWS' lines."""
    lines = ["sum = 3; sum(a)", *(written for _, written, _ in ROWS if "z[l - 1]" not in written)]
    with np.errstate(all="ignore"):
        return {slip(raised_by(learners(written, FORWARD.arguments), FORWARD)) for written in lines}


@pytest.mark.parametrize("row", SLIPS, ids=[row[2] or row[1] for row in SLIPS])
def test_every_slip_of_a_line_is_brought_about(row):
    said = re.compile(re.sub(r"\\{0\\}", r"\\w*", re.escape(row[3])))
    assert any(map(said.fullmatch, all_slips()))


def test_what_a_function_raises_in_the_judge_is_nobodys_interruption():
    raised = Raised(("KeyboardInterrupt",), "it was interrupted")
    assert exception_text(raised) == "It stopped with KeyboardInterrupt: it was interrupted"


LESSONS = [
    ("sigmoid(1)", "03_observations", "`sigmoid` is this lesson's own: write it first, and run its cell."),
    ("forward(1)", "04_gradient", "`forward` was made in lesson 1, and each notebook starts empty"),
    ("y * 2", "04_gradient", "It is an argument of the exercise: the first line is to read `def ...(z, g_prime, y):`."),
    ("g_prime[l](z)", "04_gradient", "Here `g_prime` is the one layer's own function, not the dict of all layers"),
    ("g_prime[4](z)", "04_gradient", "Here `g_prime` is the one layer's own function, not the dict of all layers"),
    ("forward = 3; forward(1)", "04_gradient", "`forward` is no function any more: something took its name."),
    ("sum = 3; sum([1])", "04_gradient", "A variable is called `sum` here, and hides Python's own `sum`"),
    ("max = 3; range(max([1]))", "04_gradient", "A variable is called `range` or `max` here"),
    (
        "global sum\n    def sum(w, a): pass\n    sum([1])",
        "04_gradient",
        "That is the notebook's own `sum`, not Python's",
    ),
]


@pytest.mark.parametrize(("written", "lesson", "said"), LESSONS, ids=[row[0] for row in LESSONS])
def test_a_hint_knows_the_lesson_and_the_arguments(written, lesson, said):
    probe = Probe("plain", {"z": 1.0, "g_prime": ComplexStep(sigmoid), "y": 2.0})
    function = learners(written, ["z", "g_prime", "other"])
    del function.__globals__["sigmoid"]
    assert said in hint(raised_by(function, probe), probe, lesson)[1]
