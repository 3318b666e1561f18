"""Submissions that look odd and are right: every one must score in full."""

from .handed_in import hands_in

FORWARD = "    a = x\n    for l in sorted(W):\n        a = g[l](W[l] @ a + b[l])\n    return a\n"


@hands_in()
def as_the_author_wrote_it(n):
    pass


@hands_in()
def warns_on_stderr(n):
    n.solve("forward", "import sys, warnings\ndef forward(W, b, g, x):\n    warnings.warn('careful')\n"
                       "    print('noise', file=sys.stderr)\n    np.log(-1.0)\n" + FORWARD)  # fmt: skip


@hands_in()
def prints(n):
    n.solve("forward", "def forward(W, b, g, x):\n    print(W)\n" + FORWARD)


@hands_in()
def writes_to_the_standard_output_descriptor(n):
    n.solve(
        "forward",
        "import os, sys\ndef forward(W, b, g, x):\n    os.write(1, b'x')\n    sys.__stdout__.write('x')\n" + FORWARD,
    )


@hands_in()
def computes_in_a_background_thread(n):
    n.solve("forward", "import threading\ndef forward(W, b, g, x):\n    kept = []\n    def work():\n        a = x\n"
                       "        for l in W:\n            a = g[l](W[l] @ a + b[l])\n        kept.append(a)\n"
                       "    t = threading.Thread(target=work)\n    t.start()\n    t.join()\n    return kept[0]\n")  # fmt: skip


@hands_in()
def computes_in_a_pool_of_threads(n):
    n.solve("forward", "from concurrent.futures import ThreadPoolExecutor\ndef forward(W, b, g, x):\n    a = x\n"
                       "    with ThreadPoolExecutor(4) as pool:\n        for l in W:\n"
                       "            z = list(pool.map(lambda row: row @ a, W[l]))\n            a = g[l](np.array(z) + b[l])\n    return a\n")  # fmt: skip


@hands_in()
def is_slow_but_within_the_limit(n):
    n.solve("forward", "import time\ndef forward(W, b, g, x):\n    time.sleep(0.02)\n" + FORWARD)


@hands_in()
def returns_lists(n):
    n.solve("forward", "def forward(W, b, g, x):\n    a = list(x)\n    for l in W:\n        z = [sum(w * v for w, v in zip(row, a)) + c for row, c in zip(W[l], b[l])]\n"
                       "        a = [float(g[l](np.array(v))) for v in z]\n    return a\n")  # fmt: skip
    n.solve("update", "def update(w, dC_dw, eta):\n    return (np.asarray(w) - eta * np.asarray(dC_dw)).tolist()\n")


@hands_in()
def returns_arrays_without_axes(n):
    n.solve("weighted_sum", "def weighted_sum(w, a, b):\n    return np.array(np.dot(w, a) + b)\n")
    n.solve("slope", "def slope(C, w, h=1e-5):\n    return np.array((C(w + h) - C(w - h)) / (2 * h))\n")


@hands_in()
def returns_tuples_of_python_floats(n):
    n.solve(
        "push",
        "def push(a_L, y):\n    return tuple(1.0 if t > a else -1.0 if t < a else 0.0 for a, t in zip(a_L, y))\n",
    )


@hands_in()
def returns_fractions_and_whole_numbers(n):
    n.solve("weighted_sum", "from fractions import Fraction\ndef weighted_sum(w, a, b):\n"
                            "    return sum((Fraction(float(p)) * Fraction(float(q)) for p, q in zip(w, a)), Fraction(b))\n")  # fmt: skip
    n.solve("push", "def push(a_L, y):\n    return [(t > a) - (t < a) for a, t in zip(a_L.tolist(), y.tolist())]\n")


@hands_in()
def returns_a_masked_array(n):
    n.solve("average_gradient", "def average_gradient(dC_dw):\n    return np.ma.masked_invalid(dC_dw).mean(axis=0)\n")


@hands_in()
def has_helpers_in_other_cells(n):
    n.code("def node(w, a, c):\n    return sum(p * q for p, q in zip(w, a)) + c", at=2)
    n.solve(
        "forward",
        "def forward(W, b, g, x):\n    a = x\n    for l in W:\n        a = g[l](np.array([node(w, a, c) for w, c in zip(W[l], b[l])]))\n    return a\n",
    )


@hands_in()
def has_helpers_in_later_cells(n):
    n.solve("forward", "def forward(W, b, g, x):\n    return onward(W, b, g, x)\n")
    n.code("def onward(W, b, g, x):\n" + FORWARD, at=-1)


@hands_in()
def imports_inside_the_function(n):
    n.solve(
        "average_gradient",
        "def average_gradient(dC_dw):\n    import numpy\n    from statistics import fmean\n    return numpy.mean(dC_dw, axis=0)\n",
    )


@hands_in()
def has_an_error_in_an_unrelated_cell(n):
    n.code("1 / 0")
    n.code("this is not Python")
    n.code("undefined_name")


@hands_in()
def is_a_lambda(n):
    n.solve("weighted_sum", "weighted_sum = lambda w, a, b: np.dot(w, a) + b\n")


@hands_in()
def is_a_callable_object(n):
    n.solve(
        "weighted_sum",
        "class Summer:\n    def __call__(self, w, a, b):\n        return float(np.dot(w, a) + b)\nweighted_sum = Summer()\n",
    )


@hands_in()
def is_a_partial_function(n):
    n.solve("average_gradient", "from functools import partial\naverage_gradient = partial(np.mean, axis=0)\n")


@hands_in()
def is_decorated(n):
    n.solve("update", "import functools, time\ndef timed(f):\n    @functools.wraps(f)\n    def inner(*a, **k):\n        start = time.perf_counter()\n"
                      "        return f(*a, **k)\n    return inner\n@timed\ndef update(w, dC_dw, eta):\n    return w - eta * dC_dw\n")  # fmt: skip


@hands_in()
def is_recursive(n):
    n.solve(
        "forward",
        "def forward(W, b, g, x, l=2):\n    if l not in W:\n        return x\n    return forward(W, b, g, g[l](W[l] @ x + b[l]), l + 1)\n",
    )


@hands_in()
def names_its_arguments_otherwise(n):
    n.solve(
        "forward",
        "def forward(weights, biases, functions, sample):\n    a = sample\n    for l in weights:\n        a = functions[l](weights[l] @ a + biases[l])\n    return a\n",
    )


@hands_in()
def takes_any_arguments(n):
    n.solve("update", "def update(*arguments):\n    w, d, eta = arguments\n    return w - eta * d\n")


@hands_in()
def is_defined_by_exec(n):
    n.solve("push", "exec('def push(a_L, y):\\n    return np.sign(y - a_L)')\n")


@hands_in()
def shadows_builtins(n):
    n.code("sum = max = list = 0\nprint = None", at=2)
    n.solve("forward", "def forward(W, b, g, x):\n" + FORWARD)


@hands_in()
def keeps_a_cache(n):
    n.solve("weighted_sum", "kept = {}\ndef weighted_sum(w, a, b):\n    key = (w.tobytes(), a.tobytes(), b)\n    if key not in kept:\n"
                            "        kept[key] = w @ a + b\n    return kept[key]\n")  # fmt: skip


@hands_in()
def uses_magics_and_the_shell(n):
    n.code(
        "%matplotlib inline\n!pip install nothing\n?np.dot\nnp.dot?\nfiles = !ls\nt = %timeit -o 1 + 1\n%%not_here\n"
    )
    n.code("%%time\nfrom_a_timed_cell = 1")
    n.code("%%bash\nrm -rf /")
    n.solve("push", "%%time\ndef push(a_L, y):\n    assert from_a_timed_cell\n    return np.sign(y - a_L)\n")


@hands_in()
def awaits_at_the_top(n):
    n.code("import asyncio\nawait asyncio.sleep(0)\nasync def one():\n    return 1\nfactor = await one()", at=2)
    n.solve("push", "def push(a_L, y):\n    return factor * np.sign(y - a_L)\n")


@hands_in()
def has_annotations_of_the_future(n):
    n.solve(
        "push",
        "from __future__ import annotations\ndef push(a_L: Array, y: Array) -> Array:\n    return np.sign(y - a_L)\n",
    )


@hands_in()
def defines_a_dataclass(n):
    n.code(
        "from dataclasses import dataclass\n@dataclass\nclass Node:\n    w: object\n    c: float\n    def __call__(self, a):\n        return self.w @ a + self.c",
        at=2,
    )
    n.solve("weighted_sum", "def weighted_sum(w, a, b):\n    return Node(w, b)(a)\n")


@hands_in()
def asks_for_its_own_source(n):
    n.solve(
        "push",
        "import inspect\ndef push(a_L, y):\n    assert 'np.sign' in inspect.getsource(push)\n    return np.sign(y - a_L)\n",
    )


@hands_in()
def raises_errors_to_be_safe(n):
    n.solve(
        "weighted_sum",
        "def weighted_sum(w, a, b):\n    if np.shape(w) != np.shape(a):\n        raise ValueError('shapes')\n    return np.inner(w, a) + b\n",
    )


@hands_in()
def plots_on_the_way(n):
    n.code("import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()", at=2)


@hands_in()
def writes_and_reads_a_scratch_file(n):
    n.code(
        "import tempfile\nwith open('notes.txt', 'w') as file:\n    file.write('1')\nwith tempfile.TemporaryFile() as file:\n    file.write(b'1')",
        at=2,
    )
    n.solve("push", "def push(a_L, y):\n    return float(open('notes.txt').read()) * np.sign(y - a_L)\n")


@hands_in()
def differentiates_numerically(n):
    n.solve("push", "from backprop import central_difference\ndef push(a_L, y):\n"
                    "    slopes = [central_difference(lambda v: (v - t) ** 2, a) for a, t in zip(a_L, y)]\n"
                    "    return [0 if a == t else -np.sign(s) for a, t, s in zip(a_L, y, slopes)]\n")  # fmt: skip


@hands_in()
def pastes_a_picture_into_the_prose(n):
    n.prose("![a drawing](attachment:drawing.png)")
    n.cells[-1]["attachments"] = {"drawing.png": {"image/png": "iVBORw0KGgo="}}


@hands_in()
def seeds_the_global_generator(n):
    n.code("np.random.seed(0)\nimport random\nrandom.seed(0)", at=2)


@hands_in()
def uses_names_in_other_alphabets(n):
    n.solve("update", "def update(w, dC_dw, \u03b7):\n    \u0394w = \u03b7 * dC_dw\n    return w - \u0394w\n")


@hands_in()
def returns_arrays_of_unusual_kinds(n):
    kinds = {
        "forward": "np.broadcast_to(a.astype('>f8')[::-1].copy()[::-1], a.shape)",
        "push": "np.sign(y - a_L).astype(object)",
        "update": "np.asarray(w - eta * dC_dw, dtype=np.longdouble)",
    }
    n.solve("forward", "def forward(W, b, g, x):\n" + FORWARD.replace("return a", f"return {kinds['forward']}"))
    n.solve("push", f"def push(a_L, y):\n    return {kinds['push']}\n")
    n.solve("update", f"def update(w, dC_dw, eta):\n    return {kinds['update']}\n")


@hands_in()
def returns_a_mapped_file(n):
    n.solve("forward", "def mapped(a):\n    file = np.memmap('answer', float, 'w+', shape=a.shape)\n    file[:] = a\n    return file\n"
                       "def forward(W, b, g, x):\n" + FORWARD.replace("return a", "return mapped(a)"))  # fmt: skip


@hands_in()
def returns_decimals_and_a_float_of_its_own(n):
    n.solve(
        "forward",
        "from decimal import Decimal\ndef forward(W, b, g, x):\n"
        + FORWARD.replace("return a", "return [Decimal(float(v)) for v in a]"),
    )
    n.solve("weighted_sum", "class Sum(float):\n    __hash__ = None\n    def __eq__(self, other): return False\n"
                            "def weighted_sum(w, a, b):\n    return Sum(w @ a + b)\n")  # fmt: skip


@hands_in()
def returns_buffers_and_what_says_it_is_an_array(n):
    n.solve(
        "forward",
        "def forward(W, b, g, x):\n" + FORWARD.replace("return a", "return memoryview(np.ascontiguousarray(a))"),
    )
    n.solve("push", "class Arrows:\n    def __init__(self, a): self.a = a\n    def __array__(self, dtype=None, copy=None): return self.a\n"
                    "def push(a_L, y):\n    return Arrows(np.sign(y - a_L))\n")  # fmt: skip


@hands_in()
def is_a_class_that_makes_answers(n):
    n.solve("push", "class push:\n    def __new__(cls, a_L, y):\n        return np.sign(y - a_L)\n")


@hands_in()
def is_named_in_wide_letters(n):
    n.solve("push", "def \uff50\uff55\uff53\uff48(a_L, y):\n    return np.sign(y - a_L)\n")


@hands_in()
def computes_in_another_process(n):
    n.solve("push", "import multiprocessing as mp\ndef work(line, answer):\n    line.send(answer)\ndef push(a_L, y):\n    ours, theirs = mp.Pipe()\n"
                    "    worker = mp.get_context('fork').Process(target=work, args=(theirs, np.sign(y - a_L)))\n    worker.start()\n"
                    "    answer = ours.recv()\n    worker.join()\n    return answer\n")  # fmt: skip


@hands_in()
def runs_a_coroutine_inside(n):
    n.solve("push", "import asyncio\nasync def later(a_L, y):\n    await asyncio.sleep(0)\n    return np.sign(y - a_L)\n"
                    "def push(a_L, y):\n    return asyncio.run(later(a_L, y))\n")  # fmt: skip


@hands_in()
def is_strict_with_itself(n):
    n.code("import decimal, sys, warnings\nnp.seterr(all='raise')\nwarnings.simplefilter('error')\nnp.set_printoptions(precision=1)\n"
           "decimal.getcontext().prec = 1\nsys.setrecursionlimit(300)\nsys.set_int_max_str_digits(640)", at=2)  # fmt: skip


@hands_in()
def prints_what_no_terminal_can_show(n):
    n.solve("forward", "def forward(W, b, g, x):\n    print('\\ud800 \\x1b[2J \\x00 \\u202e' * 50)\n" + FORWARD)


@hands_in()
def gives_names_another_meaning_below_their_checks(n):
    n.code("slope = slope(C, 0.9)\nfor push in y: pass\ndel forward\ndef update(w): return w - 0.1\n", at=-1)
    n.solve("average_gradient", "average_gradient = lambda dC_dw: dC_dw.sum(axis=AXIS) / len(dC_dw)\n")
    n.code("AXIS = 0", at=n.place("average-gradient") - 1)
    n.code("AXIS = 1", at=-1)


@hands_in()
def gives_a_helper_another_meaning_below(n):
    n.solve(
        "weighted_sum", "def f(w, a):\n    return w * a\ndef weighted_sum(w, a, b):\n    return f(w, a).sum() + b\n"
    )
    n.code("def f(z):\n    return z + 1\n", at=-1)


@hands_in()
def forgets_everything_at_the_end(n):
    n.code("%reset -f", at=-1)
