"""What people write around an answer in a notebook: `HABITS` run in any Jupyter, `AWAY` need what only theirs has.

A habit is a title line, then cells parted by ``##``. The right `dC_da` follows in the last cell, unless the habit
defines it; a cell with the imports of the lesson comes before, unless the title ends in ``(alone)``.
"""

IMPORTS = "import numpy as np\n\nfrom backprop import batch, check, net, probe, sample, widgets\n"
ANSWER = "def dC_da(a_L, y):\n    return 2 * (a_L - y)\n"


def table(text):
    """Return ``{title: cells}``."""
    found = {}
    for entry in text.split("\n=== ")[1:]:
        title, _, body = entry.partition("\n")
        cells = body.strip("\n").split("\n##\n")
        if "dC_da =" not in body and "def dC_da" not in body:
            cells[-1] += "\n" + ANSWER
        assert title not in found, title
        found[title] = cells if title.endswith("(alone)") else [IMPORTS, *cells]
    return found


def packed(habits, many=30):
    """Yield the cells of ``many`` habits at a time, as those of one notebook."""
    cells = list(habits.values())
    for start in range(0, len(cells), many):
        yield [cell for habit in cells[start : start + many] for cell in habit]


HABITS = table(r'''
=== nothing

=== inline figures
%matplotlib inline
=== inline figures, sharp
%matplotlib inline
%config InlineBackend.figure_format = 'retina'
=== sharp figures by name
%config InlineBackend.figure_format = "svg"
=== inline by call
get_ipython().run_line_magic("matplotlib", "inline")
=== autoreload
%load_ext autoreload
%autoreload 2
=== time of a line
%time sum(range(10))
=== time of an assignment
%time k = 2.0
assert k == 2.0
=== time of a call that is kept
k = %timeit -o -n1 -r1 sum(range(3))
k.best
=== timeit
%timeit -n2 -r2 sum(range(3))
=== timeit in a loop
for n in (1, 2):
    %timeit -n1 -r1 sum(range(n))
=== time of the cell
%%time
k = 3
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== timeit of a cell of its own
%%timeit -n1 -r1
sum(range(3))
##
x_1 = 1
=== captured
%%capture
print("x")
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== captured under a name
%%capture out
print("x")
##
assert out.stdout == "x\n"
=== profile of the cell
%%prun -q
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== profile of a line
%prun -q sum(range(3))
=== who
%who
%whos
=== who as a list
names = %who_ls
assert "np" in names
=== working folder
here = %pwd
%cd -q .
=== environment
%env OMP_NUM_THREADS=1
%env
=== precision
%precision 3
3.14159
=== history
%history -n 1-2
=== load a line into a cell
%lsmagic
=== macro of magics
%automagic
=== xmode
%xmode Minimal
%colors NoColor
=== a shell line
!echo hello
=== a shell line that goes on
!echo hello \
    there
=== what a shell line said
out = !echo hello
len(out)
=== pip
%pip --version
!python --version
=== pip in a cell of its own
!{__import__("sys").executable} --version
##
x_1 = 1
=== a shell line in a branch
if True:
    !echo hello
=== a cell of bash
%%bash
echo hello
##
x_1 = 1
=== a file is written
%%writefile helper.py
def twice(v):
    return 2 * v
##
from helper import twice
def dC_da(a_L, y):
    return twice(a_L - y)
=== a file is written and run
%%file helper.py
def twice(v):
    return 2 * v
##
%run helper.py
def dC_da(a_L, y):
    return twice(a_L - y)
=== a file is appended to
%%writefile more.py
k = 2
##
%%writefile -a more.py
m = 3
##
from more import k, m
assert k * m == 6
=== HTML in a cell
%%html
<b>x</b>
##
x_1 = 1
=== LaTeX in a cell
%%latex
$x$
##
x_1 = 1
=== JavaScript in a cell
%%javascript
console.log(1)
##
x_1 = 1
=== a question
np.dot?
=== a question in front
?np.dot
=== two questions
np.mean??
=== a search
np.*sum*?
=== help
help(np.dot)
=== help on nothing
help
=== a question in a docstring
%matplotlib inline
def dC_da(a_L, y):
    """What is dC/da?
    The slope.
    """
    return 2 * (a_L - y)
=== a percent that goes on
%matplotlib inline
print("%.3f %d"
      % (1.0, 3))
=== an inequality that goes on
%matplotlib inline
same = (1
        != 2)
=== a text that looks like magic
%matplotlib inline
text = """
%time x
!ls
"""
assert "%time" in text
=== indented
    def dC_da(a_L, y):
        return 2 * (a_L - y)
=== pasted with Python's prompts
>>> def dC_da(a_L, y):
...     return 2 * (a_L - y)
=== pasted with IPython's prompts
In [12]: def dC_da(a_L, y):
   ....:     return 2 * (a_L - y)
=== the last value
3 + 4
##
assert _ == 7
=== the value before the last
5
##
6
##
assert __ == 5
=== In and Out
5
##
assert 5 in Out.values()
len(In), _ih[-1], _oh
=== an own underscore
_, k = 1, 2
for _ in range(3):
    pass
=== get_ipython imported
from IPython import get_ipython
get_ipython().run_line_magic("matplotlib", "inline")
=== the shell's namespace
get_ipython().user_ns["np"]
=== the shell's configuration
assert "IPKernelApp" in get_ipython().config
=== is this a notebook
assert get_ipython().__class__.__name__ == "ZMQInteractiveShell"
=== is this Colab
IN_COLAB = "google.colab" in str(get_ipython())
assert not IN_COLAB
=== is this Colab, by modules
import sys
IN_COLAB = "google.colab" in sys.modules
=== Colab if it is there
try:
    from google.colab import drive
    drive.mount("/content/drive")
except ImportError:
    pass
=== a form of Colab's
#@title Answer { run: "auto" }
k = 2 #@param {type:"slider", min:0, max:10}
=== all expressions shown
from IPython.core.interactiveshell import InteractiveShell
InteractiveShell.ast_node_interactivity = "all"
=== display
display(np.eye(2), 3)
=== display imported
from IPython.display import HTML, Image, Latex, Markdown, Math, clear_output, display
display(HTML("<b>x</b>"), Markdown("**x**"), Math("x"), Latex("$x$"))
clear_output(wait=True)
=== display with a handle
h = display(1, display_id=True)
h.update(2)
=== display under a name
display(1, display_id="mine")
from IPython.display import update_display
update_display(2, display_id="mine")
=== display within the answer
def dC_da(a_L, y):
    display(a_L)
    return 2 * (a_L - y)
=== print within the answer
def dC_da(a_L, y):
    print(f"{a_L=}", y.shape)
    return 2 * (a_L - y)
=== much is printed
print("x" * 1_300_000)
=== many lines are printed
for i in range(20_000):
    print(i)
=== written to stdout
import sys
sys.stdout.write("x"); sys.stdout.flush(); sys.stderr.write("y")
print(sys.stdout.encoding, file=sys.stderr)
=== logging
import logging
logging.basicConfig(level=logging.INFO)
logging.info("x")
=== warnings off
import warnings
warnings.filterwarnings("ignore")
=== warnings as errors, for a while
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("error")
=== futures that last
from __future__ import annotations
##
def dC_da(a_L: Vector, y: Vector) -> Vector:
    return 2 * (a_L - y)
=== await
import asyncio
await asyncio.sleep(0)
=== a task awaited later
import asyncio
async def work():
    await asyncio.sleep(0.01)
    return 3
task = asyncio.create_task(work())
##
assert await task == 3
=== gather
import asyncio
async def work(n):
    return n
assert await asyncio.gather(work(1), work(2)) == [1, 2]
=== async for
async def numbers():
    for n in range(3):
        yield n
async for n in numbers():
    print(n)
=== a lock across cells
import asyncio
lock = asyncio.Lock()
##
async with lock:
    pass
=== visible probe, unpacked
a_L, y = probe("dC_da").values()
assert a_L.shape == y.shape
=== visible probe, by name
probe("dC_da")["a_L"].sum()
=== visible probe of the function, by number
def dC_da(a_L, y):
    return 2 * (a_L - y)
dC_da(*probe(dC_da, 2).values())
=== visible probe of another lesson
w, a, b = probe("weighted_sum").values()
=== visible probe that there is not
try:
    probe("nothing")
except ValueError as error:
    assert "knows no exercise" in str(error)
=== all visible probes
for number in range(1, 4):
    print(probe("dC_da", number))
=== rcParams
import matplotlib.pyplot as plt
plt.rcParams["figure.figsize"] = (8, 4)
=== rcParams updated
import matplotlib as mpl
mpl.rcParams.update({"font.size": 12, "axes.grid": True})
mpl.rc("lines", linewidth=2)
=== a style
import matplotlib.pyplot as plt
plt.style.use("ggplot")
with plt.style.context("dark_background"):
    pass
=== style of the library
import matplotlib
print(matplotlib.__version__)
=== one line, unpacked
import matplotlib.pyplot as plt
line, = plt.plot([1, 2])
line.set_ydata([2, 3])
=== a histogram, unpacked
import matplotlib.pyplot as plt
n, bins, patches = plt.hist([1, 2, 2])
assert n.sum() == 3
=== three axes
import matplotlib.pyplot as plt
fig, (p, q, r) = plt.subplots(1, 3, figsize=(9, 3))
p.plot([1]); q.scatter([1], [2]); r.bar([1], [2])
plt.tight_layout(); plt.show()
=== two by two axes
import matplotlib.pyplot as plt
fig, ((p, q), (r, s)) = plt.subplots(2, 2)
fig.suptitle("x")
=== axes raveled
import matplotlib.pyplot as plt
fig, axes = plt.subplots(2, 2)
for ax in axes.ravel():
    ax.set(xlabel="x", ylabel="y", title="t")
=== limits computed with
import matplotlib.pyplot as plt
plt.plot([1, 2])
lo, hi = plt.ylim(); plt.ylim(lo - 1, hi * 1.1)
=== size of a figure
import matplotlib.pyplot as plt
w, h = plt.figure().get_size_inches()
print(w / h)
=== a grid
from matplotlib.gridspec import GridSpec
import matplotlib.pyplot as plt
grid = GridSpec(2, 2, figure=plt.figure())
=== pylab
from pylab import *
=== pylab as a magic
%pylab inline
=== a surface
from mpl_toolkits.mplot3d import Axes3D
import matplotlib.pyplot as plt
ax = plt.figure().add_subplot(projection="3d")
ax.plot_surface(*np.meshgrid([0, 1], [0, 1]), np.zeros((2, 2)))
=== a colour map
import matplotlib.pyplot as plt
plt.cm.viridis(np.linspace(0, 1, 3))[:, :3].mean() + 0.0
plt.get_cmap("Blues")
=== an image and its bar
import matplotlib.pyplot as plt
im = plt.imshow(np.eye(3)); plt.colorbar(im)
=== contours
import matplotlib.pyplot as plt
cs = plt.contour(np.outer([1, 2, 3], [1, 2, 3])); plt.clabel(cs)
=== text and arrows
import matplotlib.pyplot as plt
plt.annotate("x", (0, 0), (1, 1), arrowprops={"arrowstyle": "->"}); plt.text(0, 0, r"$\alpha$"); plt.axhline(0)
=== a formatter
from matplotlib.ticker import Formatter, FuncFormatter, MaxNLocator
class Own(Formatter):
    def __call__(self, x, pos=None):
        return "x"
=== patches and collections
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, Normalize
from matplotlib.patches import Circle, Rectangle
assert issubclass(Circle, Artist)
=== an animation
from matplotlib.animation import FuncAnimation
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
FuncAnimation(fig, lambda i: ax.plot([i]), frames=2, cache_frame_data=False)._init_draw()
=== a figure is saved
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.savefig("figure.png", dpi=50)
import os
assert os.path.getsize("figure.png")
=== a figure in memory
import io
import matplotlib.pyplot as plt
buffer = io.BytesIO(); plt.figure().savefig(buffer, format="svg")
=== the backend is chosen
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
=== figures within the answer
import matplotlib.pyplot as plt
def dC_da(a_L, y):
    line, = plt.plot(a_L)
    plt.close("all")
    return 2 * (a_L - y)
=== a figure is closed
import matplotlib.pyplot as plt
plt.plot([1]); plt.close(); plt.clf(); plt.gcf(); plt.gca()
=== inline backend imported
from matplotlib_inline.backend_inline import set_matplotlib_formats
set_matplotlib_formats("svg")
=== matplotlib above numpy (alone)
import matplotlib.pyplot as plt
plt.rcParams["figure.figsize"] = (8, 4)
import numpy as np
from backprop import check
=== numpy under another name (alone)
import numpy
from numpy import *
from backprop import check
=== the course under a name (alone)
import numpy as np
import backprop as bp
check = bp.check
=== ipywidgets
import ipywidgets
from ipywidgets import IntSlider, interact
interact(lambda n: n, n=(0, 3))
IntSlider(value=3).value + 1
=== ipywidgets, laid out
import ipywidgets as wg
box = wg.VBox([wg.Button(description="x"), wg.Output(), wg.IntProgress(max=3)])
display(box)
=== an Output widget
import ipywidgets as wg
out = wg.Output()
with out:
    print("x")
=== a widget of one's own
import anywidget, traitlets
class Own(anywidget.AnyWidget):
    _esm = "export default {}"
    value = traitlets.Int(0).tag(sync=True)
Own(value=3).value
=== a figure of the course's
w = widgets.output_error(net, sample)
w
=== time measured
import time
start = time.perf_counter()
time.sleep(0.01)
print(f"{time.perf_counter() - start:.2f} s")
=== threads
import threading
t = threading.Thread(target=lambda: None); t.start(); t.join()
=== a pool of threads
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    list(pool.map(abs, [-1, 2]))
=== temporary files
import tempfile
with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file:
    file.write(b"x")
=== files in the working folder
from pathlib import Path
Path("data").mkdir(exist_ok=True)
np.savetxt("data/w.csv", np.eye(2)); np.loadtxt("data/w.csv")
=== numbers saved
np.save("w.npy", np.eye(2)); np.load("w.npy")
np.savez("w.npz", a=np.eye(2))
=== pickled
import pickle
with open("w.pkl", "wb") as file:
    pickle.dump({"a": np.eye(2)}, file)
=== home folder
import os
os.path.expanduser("~"), os.getcwd(), os.listdir("."), os.environ.get("HOME")
=== platform
import platform, sys
print(platform.python_version(), sys.version_info, sys.executable, sys.argv)
=== seed
np.random.seed(0); rng = np.random.default_rng(0); rng.normal(size=3)
=== print options
np.set_printoptions(precision=3, suppress=True, linewidth=120)
=== errors of numpy
np.seterr(all="ignore")
=== a dataclass
from dataclasses import dataclass
@dataclass
class Pair:
    a: float = 0.0
Pair().a
=== types
from typing import Annotated, Callable, NamedTuple
class P(NamedTuple):
    x: int = 1
def dC_da(a_L: np.ndarray, y: np.ndarray) -> np.ndarray:
    return 2 * (a_L - y)
=== a decorator with memory
from functools import lru_cache, wraps
def told(f):
    @wraps(f)
    def inner(*a):
        return f(*a)
    return inner
@told
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== a lambda
dC_da = lambda a_L, y: 2 * (a_L - y)
=== a walrus and a match
match (k := 2):
    case 2:
        pass
=== a main guard
if __name__ == "__main__":
    def dC_da(a_L, y):
        return 2 * (a_L - y)
=== doctests
import doctest
def twice(v):
    """
    >>> twice(2)
    4
    """
    return 2 * v
doctest.testmod()
=== unit tests
import unittest
class T(unittest.TestCase):
    def test_x(self):
        self.assertEqual(1, 1)
unittest.main(argv=[""], exit=False)
=== its own source
import inspect
def twice(v):
    return 2 * v
print(inspect.getsource(twice))
=== signature
import inspect
inspect.signature(check)
=== the answer twice
def dC_da(a_L, y):
    raise NotImplementedError()
##
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== the answer in a cell magic of a line
%time
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== an error caught
try:
    1 / 0
except ZeroDivisionError as error:
    print(error)
=== a traceback printed
import traceback
try:
    1 / 0
except ZeroDivisionError:
    traceback.print_exc()
=== an error in a cell of its own
1 / 0
##
x_1 = 1
=== a semicolon silences
np.eye(2);
=== an assert on the answer
def dC_da(a_L, y):
    return 2 * (a_L - y)
assert np.allclose(dC_da(np.ones(2), np.zeros(2)), 2)
=== a check in the answer's cell
def dC_da(a_L, y):
    return 2 * (a_L - y)
check(dC_da)
=== sympy
import sympy as sp
sp.init_printing()
x_s = sp.Symbol("x"); sp.diff(x_s**2, x_s)
=== scientific Python's own names
from numpy import array, dot, exp
from numpy.linalg import norm
norm(array([3.0, 4.0]))
=== globals
globals()["k"] = 2
assert k == 2
del k
=== exec
exec("k = 2")
assert eval("k") == 2
=== the next input
get_ipython().set_next_input("x = 1")
=== variables by magic
%reset_selective -f nothing
=== an alias
%alias_magic t timeit
=== own line magic
from IPython.core.magic import register_line_magic
@register_line_magic
def mine(line):
    return line.upper()
k = %mine abc
assert k == "ABC"
=== own cell magic
from IPython.core.magic import register_cell_magic
@register_cell_magic
def skip(line, cell):
    return
##
%%skip
1 / 0
##
x_1 = 1
=== a hook after each cell
get_ipython().events.register("post_run_cell", lambda result: None)
=== line of dashes
# ----------------
# In[5]:
=== a cell marker
# %%
# %% [markdown]
=== windows' line ends
k = 2
=== a script of its own options
import argparse
argparse.ArgumentParser().parse_args([])
=== multiplied by a Python list
k = [1, 2] * 2
sum(k)
=== faults told
import faulthandler
faulthandler.enable()
=== garbage
import gc
gc.collect()
=== random of Python
import random
random.seed(1); random.choice([1, 2])
=== Out by number
3 + 4
##
assert Out[2] == 7
=== underscore by number
3 + 4
##
assert _2 == 7
=== In by number
k = 41
##
assert In[2] == "k = 41"
=== the input before
k = 41
##
assert _i == "k = 41"
=== run a file with arguments
%%writefile script.py
import sys
k = len(sys.argv)
##
%run script.py a b
assert k == 3
=== run -i
%%writefile script.py
m = k + 1
##
k = 3
%run -i script.py
assert m == 4
=== store
k = 2
%store k
=== sx
files = %sx ls
=== system
%system ls
=== shell with python variable
k = "a"
!echo {k} $k
=== shell in a function
def show():
    !ls
show()
=== save
k = 2
%save -f kept.py 2
=== load a file
%%writefile loaded.py
k = 2
##
%load loaded.py
=== recall
%recall 1
=== macro
print("x")
##
%macro -q again 2
again
=== script bash with out
%%script bash --out said
echo hi
##
x_1 = 1
=== time of a cell with a value
%%time
k = 4
k
##
assert k == 4
=== get running loop
import asyncio
loop = asyncio.get_event_loop()
loop.is_running()
assert loop.is_running()
=== a queue across cells
import asyncio
q = asyncio.Queue()
async def feed():
    for i in range(3):
        await q.put(i)
t = asyncio.create_task(feed())
##
got = [await q.get() for _ in range(3)]
assert got == [0, 1, 2]
=== run in executor
import asyncio
r = await asyncio.get_running_loop().run_in_executor(None, lambda: 4)
assert r == 4
=== annotations future and dataclass
from __future__ import annotations
from dataclasses import dataclass
##
@dataclass
class Net:
    W: list[Later]
=== config of the shell
%config InteractiveShell.ast_node_interactivity = 'last_expr_or_assign'
k = 3
=== run_cell
get_ipython().run_cell("k = 8")
assert k == 8
=== ex and ev
get_ipython().ex("k = 8")
assert get_ipython().ev("k") == 8
=== kernel info
get_ipython().kernel.shell is get_ipython()
=== ast transformer
import ast
class Nothing(ast.NodeTransformer):
    pass
get_ipython().ast_transformers.append(Nothing())
##
x_1 = 1
=== input transformer
def same(lines):
    return lines
get_ipython().input_transformers_cleanup.append(same)
##
x_1 = 1
=== custom exception handler
def handler(self, etype, value, tb, tb_offset=None):
    print("x")
get_ipython().set_custom_exc((ValueError,), handler)
=== display formats
from IPython.display import display_html, display_markdown, display_png, display_svg, Javascript, SVG, IFrame, YouTubeVideo, FileLink, Audio, ProgressBar, Code, JSON, Pretty
display(Javascript("1"), IFrame("https://x", 1, 1), YouTubeVideo("x"), JSON({}), Code("x=1", language="python"), Pretty("x"))
=== mimebundle
class A:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "x"}
A()
=== stdout kept and put back
import sys, io
old = sys.stdout
sys.stdout = io.StringIO()
print("x")
sys.stdout = old
=== importlib reload
import importlib, backprop
importlib.reload(backprop)
from backprop import check
=== check printed
def dC_da(a_L, y):
    return 2 * (a_L - y)
print(check(dC_da)); str(check(dC_da)); float(check(dC_da)); check(dC_da).text
=== probe of symbolic exercise
a, z, w_0 = None, None, None
probe("symbolic_chain_rule")
=== probe of the network's
p = probe("forward")
p["W"], p["b"], p["g"], p["x"]
=== widgets linked
import ipywidgets as wg
a_w, b_w = wg.IntSlider(), wg.IntText()
wg.jslink((a_w, "value"), (b_w, "value")); wg.link((a_w, "value"), (b_w, "value"))
a_w.observe(lambda change: None, names="value"); a_w.value = 3
assert b_w.value == 3
=== widget Output captured
import ipywidgets as wg
out = wg.Output()
@out.capture()
def f():
    print("x")
f()
out.clear_output(); out.append_stdout("x")
=== subplot mosaic
import matplotlib.pyplot as plt
fig, axd = plt.subplot_mosaic("AB;CC"); axd["A"].plot([1])
=== jshtml animation
from matplotlib.animation import FuncAnimation, PillowWriter
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ani = FuncAnimation(fig, lambda i: ax.plot([i]), frames=2)
ani.to_jshtml(); ani.save("x.gif", writer=PillowWriter(fps=2))
=== sympy printing
from sympy import *
x_s = symbols("x"); init_printing(use_latex="mathjax"); simplify(sin(x_s)**2 + cos(x_s)**2); latex(x_s); plot
from numpy import *
import numpy as np
=== partial
from functools import partial
def scaled(k, a_L, y):
    return k * (a_L - y)
dC_da = partial(scaled, 2)
=== callable object
class D:
    def __call__(self, a_L, y):
        return 2 * (a_L - y)
dC_da = D()
=== vectorised
@np.vectorize
def dC_da(a, y):
    return 2.0 * (a - y)
=== answer with magic inside
def dC_da(a_L, y):
    %precision 3
    return 2 * (a_L - y)
=== pickle of own class
import pickle
class Own:
    pass
pickle.loads(pickle.dumps(Own()))
=== notebook display of trait
from IPython.core.magic import Magics, magics_class, line_magic, cell_magic
@magics_class
class Mine(Magics):
    @line_magic
    def twice(self, line):
        return 2 * int(line)
get_ipython().register_magics(Mine)
k = %twice 4
assert k == 8
=== needs local scope
from IPython.core.magic import register_line_magic, needs_local_scope
@register_line_magic
@needs_local_scope
def seen(line, local_ns=None):
    return local_ns[line]
k = 3
m = %seen k
assert m == 3
=== utils io
from IPython.utils import io
with io.capture_output() as cap:
    print("x")
assert cap.stdout == "x\n"
=== clear within a loop
from IPython.display import clear_output, display
import matplotlib.pyplot as plt
for i in range(2):
    clear_output(wait=True); plt.plot([i]); display(plt.gcf()); plt.close()
=== what numpy and decimal were told stays
import decimal
np.seterr(divide="raise"); np.set_printoptions(precision=2); decimal.getcontext().prec = 5
##
try:
    np.array([1.0]) / 0
except FloatingPointError:
    factor = 2
assert str(np.array([1 / 3])) == "[0.33]" and str(1 / decimal.Decimal(3)) == "0.33333"
np.seterr(divide="warn"); np.set_printoptions(precision=8); decimal.getcontext().prec = 28
##
def dC_da(a_L, y):
    return factor * (a_L - y)
=== a context variable
from contextvars import ContextVar
factor = ContextVar("factor", default=1)
factor.set(2)
##
def dC_da(a_L, y):
    return factor.get() * (a_L - y)
=== calls of numpy's counted
calls, subtract = [], np.subtract
np.subtract = lambda *a: calls.append(a) or subtract(*a)
##
np.subtract(1, 2); np.subtract = subtract
factor = len(calls) + 1
def dC_da(a_L, y):
    return factor * (a_L - y)
=== prints gathered
import builtins
said, say = [], print
builtins.print = lambda *a: said.append(a)
##
print("x"); builtins.print = say
assert said == [("x",)]
=== a thread that does the work
import threading, queue
todo, done = queue.Queue(), queue.Queue()
def work():
    while (task := todo.get()):
        done.put(2 * (task[0] - task[1]))
threading.Thread(target=work, daemon=True).start()
def dC_da(a_L, y):
    todo.put((a_L, y))
    return done.get(timeout=2)
=== a pool that is warm already
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(1)
pool.submit(abs, 1).result()
def dC_da(a_L, y):
    return pool.submit(lambda: 2 * (a_L - y)).result()
=== a loop in a thread of its own
import asyncio, threading
aside = asyncio.new_event_loop()
threading.Thread(target=aside.run_forever, daemon=True).start()
async def later(a_L, y):
    return 2 * (a_L - y)
def dC_da(a_L, y):
    return asyncio.run_coroutine_threadsafe(later(a_L, y), aside).result()
=== nothing without full points
def dC_da(a_L, y):
    return 2 * (a_L - y)
if check(dC_da) < 1:
    del dC_da
=== full points asserted
dC_da = lambda a_L, y: 2 * (a_L - y)
assert check(dC_da) == 1.0, "not yet"
=== a folder made by the shell
where = "made/here"
!mkdir -p $where && ls
##
%%writefile made/here/twice.py
def twice(v):
    return 2 * v
##
from made.here.twice import twice
def dC_da(a_L, y):
    return twice(a_L - y)
=== folders copied
import os, shutil
os.makedirs("one/two"); open("one/x.txt", "w").close()
shutil.copytree("one", "three"); shutil.copy("one/x.txt", "y.txt"); shutil.copy2("one/x.txt", "z.txt")
=== the kernel's own
k = get_ipython().kernel
k.comm_manager.register_target("mine", lambda comm, message: None)
k.session, k.iopub_socket
=== shown within an Output widget
import ipywidgets as wg
out = wg.Output()
with out:
    print("x"); display(3)
@out.capture(clear_output=True)
def shown():
    display(2)
shown()
=== locks and pools of processes
import multiprocessing as mp
count, lock = mp.Value("i", 0), mp.Lock()
def twice(v):
    return 2 * v
with lock, mp.Pool(2) as pool:
    assert pool.map(twice, [1, 2]) == [2, 4]
=== type hints with generics
from typing import Callable, Mapping, NamedTuple, TypeVar, Union
from numpy.typing import ArrayLike, NDArray
T = TypeVar("T", bound=np.ndarray)
class Pair(NamedTuple):
    a: NDArray[np.float64]
    y: "ArrayLike"
def dC_da(a_L: T, y: T) -> Union[T, None]:
    pair = Pair(a_L, y)
    return 2 * (pair.a - pair.y)
=== helper module in a package folder
import os, sys
os.makedirs("mylib", exist_ok=True)
##
%%writefile mylib/__init__.py
from .losses import slope_of_square
##
%%writefile mylib/losses.py
def slope_of_square(d):
    return 2 * d
##
import sys
sys.path.insert(0, ".")
import mylib
def dC_da(a_L, y):
    return mylib.slope_of_square(a_L - y)
=== helper written by open
with open("tools_of_mine.py", "w") as f:
    f.write("def minus(a, b):\n    return a - b\n")
import importlib, sys
sys.path.append(".")
importlib.invalidate_caches()
tools_of_mine = importlib.import_module("tools_of_mine")
def dC_da(a_L, y):
    return 2 * tools_of_mine.minus(a_L, y)
=== helper module made of types
import sys, types
helpers = types.ModuleType("helpers_of_mine")
helpers.double = lambda v: 2 * v
sys.modules["helpers_of_mine"] = helpers
from helpers_of_mine import double
def dC_da(a_L, y):
    return double(a_L - y)
=== a closure that makes the function
def make(factor):
    def inner(a_L, y):
        return factor * (a_L - y)
    return inner
dC_da = make(2)
dC_da.__name__ = "dC_da"
=== a cache by hand
_cache = {}
def dC_da(a_L, y):
    key = a_L.tobytes() + y.tobytes()
    if key not in _cache:
        _cache[key] = 2 * (a_L - y)
    return _cache[key].copy()
=== a global counter
calls = 0
def dC_da(a_L, y):
    global calls
    calls += 1
    return 2 * (a_L - y)
=== attributes on the function
def dC_da(a_L, y):
    dC_da.calls = getattr(dC_da, "calls", 0) + 1
    return 2 * (a_L - y)
dC_da.author = "me"
=== compared with a numerical derivative
def dC_da(a_L, y):
    return 2 * (a_L - y)
eps = 1e-6
a0, y0 = np.array([0.3, 0.8]), np.array([0.0, 1.0])
num = [(np.sum((a0 + eps * e - y0) ** 2) - np.sum((a0 - eps * e - y0) ** 2)) / (2 * eps) for e in np.eye(2)]
assert np.allclose(num, dC_da(a0, y0)), num
=== printed to stderr
import sys
print("here", file=sys.stderr)
def dC_da(a_L, y):
    print("called", file=sys.stderr)
    return 2 * (a_L - y)
=== random state kept and restored
state = np.random.get_state()
np.random.set_state(state)
np.random.shuffle(list(range(3)))
=== a later cell defines it anew
def dC_da(a_L, y):
    return a_L - y
##
check(dC_da)
##
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== deleted and written again
def dC_da(a_L, y):
    raise NotImplementedError()
##
del dC_da
##
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== reset in the middle
x_before = 1
%reset -f
##
import numpy as np
from backprop import *
=== reset out only
1 + 1
##
%reset -f out
##
%reset_selective -f x_be
=== stars from the course
from backprop import *
from numpy import *
import numpy as np
from backprop import check, probe
def dC_da(a_L, y):
    return multiply(2, subtract(a_L, y))
=== stars from math
from math import *
def dC_da(a_L, y):
    return [2 * fsum((a, -t)) for a, t in zip(a_L, y)]
=== timeit of the answer
def dC_da(a_L, y):
    return 2 * (a_L - y)
##
%timeit -n 3 -r 1 dC_da(np.ones(3), np.zeros(3))
best = %timeit -o -q -n 3 -r 1 dC_da(np.ones(3), np.zeros(3))
print(best.average)
=== all warnings off
import warnings
warnings.filterwarnings("ignore")
warnings.simplefilter("ignore", category=RuntimeWarning)
def dC_da(a_L, y):
    warnings.warn("careful")
    with warnings.catch_warnings(record=True) as caught:
        warnings.warn("kept")
    return 2 * (a_L - y)
=== numpy told to raise
np.seterr(all="raise")
def dC_da(a_L, y):
    return 2 * (a_L - y)
##
np.seterr(all="warn");
=== a plotting style of the house
import matplotlib.pyplot as plt
from cycler import cycler
plt.style.use(["ggplot", "seaborn-v0_8-whitegrid"])
plt.rc("axes", prop_cycle=cycler(color=["r", "g"]))
plt.rc("font", size=12)
with plt.style.context("dark_background"), plt.rc_context({"lines.linewidth": 2}):
    plt.plot([1, 2]); plt.show()
plt.rcdefaults()
=== a plot's return unpacked with a star
import matplotlib.pyplot as plt
fig, (first, *rest) = plt.subplots(2, 2, sharex=True)[0], plt.subplots(1, 3)[1]
counts, *_ = first.hist([1, 2, 2])
assert counts.sum() == 3
plt.close("all")
=== pasted with an output below
In [3]: two = 2
   ...: three = 3

In [4]: two
=== names in Greek and umlauts
größe, α_1, η = 2, 0.5, 0.1
def dC_da(a_L, y):
    Δ = a_L - y
    return größe * Δ
=== a match on shapes
def dC_da(a_L, y):
    match a_L.shape, y.shape:
        case (n,), (m,) if n == m:
            return 2 * (a_L - y)
        case _:
            raise ValueError("shapes")
=== a decorator that times
import functools, time
def timed(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        start = time.perf_counter()
        try:
            return f(*args, **kwargs)
        finally:
            inner.seconds = time.perf_counter() - start
    return inner
@timed
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== a bound method
class Net:
    def dC_da(self, a_L, y):
        return 2 * (a_L - y)
dC_da = Net().dC_da
=== operators of one's own
class Vec(list):
    def __sub__(self, other):
        return Vec(p - q for p, q in zip(self, other))
    def __rmul__(self, k):
        return Vec(k * p for p in self)
def dC_da(a_L, y):
    return 2 * (Vec(a_L) - Vec(y))
=== an array subclass
class MyArray(np.ndarray):
    pass
def dC_da(a_L, y):
    return (2 * (a_L - y)).view(MyArray)
=== exceptions by hand
class ShapeError(ValueError):
    pass
def dC_da(a_L, y):
    try:
        if len(a_L) != len(y):
            raise ShapeError(len(a_L))
    except* ShapeError:
        pass
    finally:
        pass
    return 2 * (a_L - y)
=== a debugger's module imported
import pdb, code, cProfile, pstats, tracemalloc, dis, inspect
dis.dis(pairs_of if "pairs_of" in globals() else (lambda v: v))
tracemalloc.start(); tracemalloc.get_traced_memory(); tracemalloc.stop()
profile = cProfile.Profile(); profile.enable(); profile.disable()
=== recursion limit
import sys
sys.setrecursionlimit(5000)
def _down(n):
    return 0 if n == 0 else 1 + _down(n - 1)
_down(1200)
=== itertools and collections
from collections import Counter, defaultdict, deque, namedtuple
from itertools import accumulate, chain, islice, pairwise, product, zip_longest
import operator
P = namedtuple("P", "a y")
def dC_da(a_L, y):
    grads = defaultdict(float)
    for j, p in enumerate(map(P, a_L, y)):
        grads[j] += operator.mul(2, p.a - p.y)
    return list(grads.values())
=== run again by hand
get_ipython().run_cell("k_again = 3")
assert k_again == 3
get_ipython().run_line_magic("timeit", "-n1 -r1 1+1")
=== an if around magics
import sys
if "google.colab" in sys.modules:
    !pip install anywidget
    %cd /content
else:
    %matplotlib inline
=== tabs for blanks
def dC_da(a_L, y):
	d = a_L - y
	return 2 * d
=== defined by exec
exec("""
def dC_da(a_L, y):
    return 2 * (a_L - y)
""")
=== sympy lambdified
import sympy as sp
A, Y_ = sp.symbols("a y")
slope_ = sp.lambdify((A, Y_), sp.diff((A - Y_) ** 2, A), "numpy")
def dC_da(a_L, y):
    return slope_(a_L, y)
=== widgets shown and moved
import ipywidgets as w
slider = w.FloatSlider(value=0.1, min=0, max=1, description="η")
out = w.Output()
def moved(change):
    with out:
        print(change["new"])
slider.observe(moved, names="value")
slider.value = 0.5
box = w.VBox([slider, out]); display(box)
w.interactive(lambda k: k, k=(0, 3)); w.fixed(1)
button = w.Button(description="go"); button.on_click(lambda b: None); button.click()
=== atexit and signals
import atexit, signal
atexit.register(lambda: None)
signal.getsignal(signal.SIGINT)
old = signal.signal(signal.SIGINT, signal.default_int_handler)
=== an alarm that is never rung
import signal
signal.signal(signal.SIGALRM, lambda *a: None); signal.alarm(0)
=== a cell of one docstring
"""
Notes to myself: what is %timeit? !important
"""
=== all that is known of a function
def helper(a):
    "doc"
    return a
##
%psource helper
%pinfo helper
%pdef helper
%alias_magic t timeit
%t -n1 -r1 helper(1)
=== a coroutine with a deadline, and one in a thread
import asyncio
async with asyncio.timeout(5):
    r = await asyncio.to_thread(lambda: 3)
assert r == 3
=== numpy's types, and arguments by position alone
import numpy.typing as npt
def dC_da(a_L: npt.NDArray[np.float64], y: "npt.ArrayLike", /) -> npt.NDArray:
    return 2 * (a_L - y)
=== modules taken out and loaded anew
import sys
for m in [m for m in sys.modules if m.startswith("backprop")]:
    del sys.modules[m]
from backprop import check, probe
=== exit called
exit()
##
x_2 = 2
''')

AWAY = table(r"""
=== a package that the grader lacks
import seaborn as sns
sns.set_theme()
=== a package above the imports (alone)
import torch
import numpy as np
from backprop import check
=== Colab's drive
from google.colab import drive
drive.mount("/content/drive")
=== another folder
import os
os.chdir("/content/backprop")
=== a newer Python is asked for
import sys
assert sys.version_info >= (3, 99)
=== a file of theirs
weights = np.loadtxt("weights.csv", delimiter=",")
=== a question to the keyboard
name = input("Your name? ")
=== the user's name
import getpass
getpass.getuser()
=== another program
import subprocess
subprocess.run(["echo", "hi"], check=True)
=== a pool of processes
from multiprocessing import Pool
pool = Pool(2)
=== the network
from urllib.request import urlopen
urlopen("https://example.org", timeout=2)
=== the machine's memory
import psutil
psutil.virtual_memory()
=== a magic that the grader lacks
%load_ext tensorboard
%matplotlib widget
=== a statement that takes too long
import time
while True:
    pass
=== a timed cell that stops
%%time
import seaborn
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== the imports gone (alone)
def dC_da(a_L, y):
    return 2 * np.subtract(a_L, y)
=== a package among others
import seaborn as sns, functools
def dC_da(a_L, y):
    return functools.reduce(np.subtract, (a_L, y)) * 2
=== a package before others
from numpy import nothing_of_this_name, subtract
def dC_da(a_L, y):
    return 2 * subtract(a_L, y)
=== compiled by a package
from numba import njit
@njit(cache=True)
def dC_da(a_L, y):
    return 2 * (a_L - y)
=== types of a package
import torch
def dC_da(a_L: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return 2 * (a_L - y)
=== a block that stops
with open("seed.txt") as file:
    def dC_da(a_L, y):
        return 2 * (a_L - y)
=== the shell's words used
names = !ls
first = names[0]
=== breakpoint in the answer
def dC_da(a_L, y):
    breakpoint()
    return 2 * (a_L - y)
=== set_trace above
import pdb; pdb.set_trace()
from IPython.core.debugger import set_trace
set_trace()
=== keyboard in between
lr = float(input("learning rate: "))
epochs = int(input())
=== pandas and seaborn at the top (alone)
import pandas as pd
import seaborn as sns
import numpy as np
import matplotlib.pyplot as plt
sns.set()
df = pd.DataFrame(np.eye(2))
df.plot()
from backprop import *
=== tqdm at the top
from tqdm.auto import tqdm
for i in tqdm(range(3)):
    k = i
=== another interpreter
import subprocess, sys
subprocess.check_call([sys.executable, "-m", "pip", "install", "tqdm"])
=== a server
from http.server import HTTPServer, SimpleHTTPRequestHandler
server = HTTPServer(("localhost", 0), SimpleHTTPRequestHandler)
=== restart asked
get_ipython().kernel.do_shutdown(restart=True)
=== exit with a message
raise SystemExit("stop here")
=== a typo above
pritn("hello")
=== an import that is misspelt
import nunpy as np2
from backprop import chekc
=== an unclosed cell elsewhere
def broken(:
    pass
##
k = 1
""")
