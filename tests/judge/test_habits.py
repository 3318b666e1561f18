"""Ordinary habits of notebooks: what a real kernel's `check` calls right, the judge calls right."""

import contextlib
import os

import numpy as np
import pytest
from jupyter_client.manager import start_new_kernel

import backprop
from autograder.judging.beforehand import packages, visible_probes
from autograder.sandbox import canary
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session
from backprop.checking.check import draw
from backprop.checking.comparison import expect
from backprop.checking.diagnosis import diagnose
from backprop.exercises import exercises

from ..verdicts import LONG, some
from .habits import AWAY, HABITS, IMPORTS, packed
from .test_sandbox import TIERS

pytestmark = pytest.mark.usefixtures("walls")
EXERCISE = exercises()["dC_da"]
ALONE = list(HABITS)[:: 1 if LONG else 3]  # sixty in a notebook, at both doors: test_habits_at_both_doors
CLEAN = "import os, sys; os.chdir({folder!r}); sys.modules.pop('helper', None); sys.modules.pop('more', None)"
TOLD = "import matplotlib.pyplot as _p; _p.close('all'); get_ipython().ast_node_interactivity = 'last_expr'"
BEFORE = """
import gc, matplotlib.pyplot, sympy, backprop
gc.freeze()  # `%reset` collects garbage: less to look through
get_ipython().unobserve_all("exit_now")  # `exit()` ends a kernel a tenth of a second later, whatever is asked by then
"""
REFUSED = {
    ("landlock", "folders copied"),
    ("landlock", "locks and pools of processes"),
}  # a part of them, docs/judge.md
COUNT = "get_ipython().execution_count = 1; del In[1:]"  # the next cell is the first


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Return a function that runs cells in a real kernel, its names reset, and returns what `check` says."""
    paths = [os.path.dirname(os.path.dirname(backprop.__file__)), os.environ.get("PYTHONPATH", "")]
    manager, client = start_new_kernel(
        kernel_name="python3", env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "JPY_PARENT_PID": "1"}
    )

    def points(cells):
        said = []

        def hear(message):
            if message["msg_type"] == "execute_result":
                said.append(message["content"]["data"].get("text/plain"))

        folder = str(tmp_path_factory.mktemp("notebook"))
        for cell in (f"%reset -f\n{TOLD}\n{CLEAN.format(folder=folder)}\n{COUNT}", *cells, "check(dC_da)"):
            said.clear()
            client.execute_interactive(cell, timeout=60, output_hook=hear, stop_on_error=False, allow_stdin=False)
        return float(said[-1]) if said else 0.0

    client.execute_interactive(BEFORE, timeout=60, output_hook=print, stop_on_error=False, allow_stdin=False)
    yield points
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@contextlib.contextmanager
def judging(**how):
    """Yield a function that runs cells in the sandbox, and returns the points of the notebook's own probes."""
    limits = Limits(cell_seconds=3, exercise_seconds=5)
    with canary.find(limits, **how) as sandbox:
        probes = draw(EXERCISE)
        truths = expect(EXERCISE, probes)

        def points(cells, own="pass"):
            text = "\n".join(cells)
            sandbox.warm(packages(text), visible_probes(text))
            with Session(sandbox, [(-1, own), *enumerate(cells, 1)]) as session:
                outcomes = session.exercise("dC_da", probes, EXERCISE.read)
            with np.errstate(all="ignore"):
                verdict = diagnose(EXERCISE, probes, outcomes, truths)
            return verdict.points, session.errors, verdict.findings

        points.tier = sandbox.tier
        yield points


@pytest.fixture(scope="module")
def judge():
    """Return the judge's points of cells, behind the strongest walls there are."""
    with judging() as points:
        yield points


@pytest.mark.parametrize("habit", some(HABITS))
def test_the_notebook_calls_it_right(kernel, habit):
    assert kernel(HABITS[habit]) == EXERCISE.points


@pytest.mark.parametrize("habit", ALONE)
def test_what_the_notebook_calls_right_the_judge_calls_right(judge, habit):
    came, errors, findings = judge(HABITS[habit])
    assert came == EXERCISE.points, (errors, findings)
    failed = [f for cell in errors.values() for f in cell if f.name != "ZeroDivisionError"]
    assert not failed or (judge.tier, habit) in REFUSED, "right, but not all of it ran"


@pytest.mark.parametrize("habit", AWAY)
def test_what_cannot_be_had_behind_walls_costs_its_own_statement(judge, habit):
    came, errors, findings = judge(AWAY[habit], own=IMPORTS)
    assert came == EXERCISE.points, (errors, findings)


@pytest.mark.usefixtures("classes")
@pytest.mark.parametrize("tier", TIERS)
def test_every_fourth_habit_costs_nothing_behind_any_walls(tier):
    with judging(tiers=(tier,)) as points:
        for cells in packed(dict(list((HABITS | AWAY).items())[::4])):
            came, errors, findings = points(cells, own=IMPORTS)
            assert came == EXERCISE.points, (errors, findings)


def test_there_are_habits_enough():
    assert len(HABITS) >= 150
