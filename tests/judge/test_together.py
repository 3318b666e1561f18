"""All exercises of a submission are answered in one fork first: what one does in there is nothing to the next."""

import math

import numpy as np
import pytest

from autograder.sandbox import canary
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session
from backprop.calling.readers import Array
from backprop.exercises.exercise import Probe

pytestmark = pytest.mark.usefixtures("classes")

FIRST = """
import random, sys
import numpy as np
kept, table, rng = [], np.zeros(3), np.random.default_rng(0)
class Model:
    steps = 0
    def __init__(self):
        self.seen = []
model = Model()
def closed():
    inner = []
    def add():
        inner.append(1)
        return len(inner)
    return add
count = closed()
def plain(x, memory=[]):
    return 2 * x
"""
CHANGES = {  # what the first function does besides returning its answer, and what the second returns
    "sets a global": ("global late; late = 1.0", "late"),
    "rebinds a global": ("global plain; plain = lambda x: 0 * x", "plain(x)"),
    "fills a list": ("kept.append(1)", "len(kept) * x"),
    "writes into an array": ("table[0] += 1", "table[0] * x"),
    "draws from a generator": ("rng.normal()", "x * (rng.bit_generator.state == np.random.default_rng(0).bit_generator.state)"),
    "draws from numpy": ("np.random.normal()", "np.random.normal() * x"),
    "fills a default": ("plain.__defaults__[0].append(1)", "len(plain.__defaults__[0]) * x"),
    "fills a closure": ("count()", "count() * x"),
    "marks a function": ("plain.calls = 1", "getattr(plain, 'calls', 0) * x"),
    "marks a class": ("Model.steps += 1", "Model.steps * x"),
    "marks an object": ("model.seen.append(1)", "len(model.seen) * x"),
    "replaces code": ("plain.__code__ = (lambda x, memory: x).__code__", "plain(x)"),
    "leaves a file": ("open('late.txt', 'w').close()", "__import__('os').path.exists('late.txt') * x"),
    "leaves the folder": ("import os; os.makedirs('in', exist_ok=True); os.chdir('in')", "(__import__('os').path.basename(__import__('os').getcwd()) == 'in') * x"),
    "leaves a process": ("import os, time; os.fork() or time.sleep(60)", "2 * x"),
    "leaves a thread": ("import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()", "__import__('threading').active_count() * x"),
    "prints otherwise": ("np.set_printoptions(precision=1)", "np.get_printoptions()['precision'] * x"),
    "recurses deeper": ("sys.setrecursionlimit(5000)", "sys.getrecursionlimit() * x"),
    "exits": ("__import__('os')._exit(0)", "2 * x"),
    "crashes": ("__import__('os').abort()", "2 * x"),
    "never ends": ("\n    while True: pass", "2 * x"),
    "sends too much": ("return np.ones(3_000_000)", "2 * x"),
    "shuts everything": ("__import__('os').closerange(0, 64)", "2 * x"),
    "replaces what answers": ("import autograder.sandbox.answering as a; a.answer = lambda *x: 1 / 0", "2 * x"),
    "replaces the look for changes": ("import autograder.sandbox.footprint as f; f.Walk.of = lambda *x: 1", "2 * x"),
}  # fmt: skip
LIMITS = Limits(cell_seconds=2, exercise_seconds=1, patience=4, reply=1 << 20)
PROBES = [Probe("plain", {"x": float(x)}) for x in (1, 2, 3)]
NAMES = ("a", "b", "c", "d")


@pytest.fixture(scope="module")
def sandbox():
    with canary.find(LIMITS) as found:
        yield found


def opened(sandbox, does, second):
    """Return a session of functions: one that does something, one that would see it, two that are innocent."""
    cells = [FIRST, f"def a(x):\n    {does}\n    return 2 * x", f"def b(x):\n    return {second}"]
    cells += [f"def {name}(x):\n    return {factor} * x" for name, factor in (("c", 3), ("d", 4))]
    return Session(sandbox, list(enumerate(cells, 1)))


def plainly(outcomes):
    """Return what the outcomes hold, in a form that can be compared."""
    return [
        (o.raised and o.raised.names[0], o.unreadable, {n: v.tolist() for n, v in (o.parts or {}).items()})
        for o in outcomes
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_together_brings_what_each_brings_alone(sandbox, name):
    with opened(sandbox, *CHANGES[name]) as session:
        alone = {f: plainly(session.exercise(f, PROBES, Array())) for f in NAMES}
    with opened(sandbox, *CHANGES[name]) as session:
        together = {f: plainly(o) for f, o in session.exercises(dict.fromkeys(NAMES, (PROBES, Array()))).items()}
    assert together == alone
    assert together["d"] == [(None, "", {"": 4.0 * x}) for x in (1, 2, 3)]


def test_what_leaves_no_trace_takes_one_fork(sandbox):
    with opened(sandbox, "pass", "2 * x") as session:
        asked = dict.fromkeys(NAMES, (PROBES, Array()))
        found, whole = session.together(asked, False, True)
    assert whole and list(found) == list(NAMES)
    assert np.isclose(sum(o.parts[""] for o in found["a"]), 12) and math.isfinite(found["d"][0].parts[""])


def test_a_forger_of_answers_for_others_gets_his_own_numbers_only(sandbox):
    forger = """
    import os, struct, json
    head = json.dumps({"parts": [["", []]], "again": None, "raised": None, "unreadable": "", "called_twice": False,
                       "changed": [], "printed": "", "returned": ""}).encode()
    one = struct.pack('<I', len(head)) + head + struct.pack('<d', 7.0)
    for fd in range(3, 20):
        try:
            os.write(fd, (struct.pack('<I', 3 * len(one)) + 3 * one) * 4)
        except OSError:
            pass
    """
    with opened(sandbox, forger, "2 * x") as session:
        found = session.exercises(dict.fromkeys(NAMES, (PROBES, Array())))
    values = {float(o.parts[""]) for outcomes in found.values() for o in outcomes if o.parts}
    assert values <= {7.0, 2.0, 4.0, 6.0, 3.0, 9.0, 8.0, 12.0}
