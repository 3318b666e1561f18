"""What learners write is explained by the check and by the judge, in the same words, and first by its cause."""

import linecache

import numpy as np
import pytest

from autograder.judging.reading import Cells
from backprop import check
from backprop.calling.trial import attempt
from backprop.checking.check import draw
from backprop.checking.comparison import expect
from backprop.checking.diagnosis import diagnose
from backprop.exercises import exercises

from .exercises.gradient.mutants import indented
from .learners import LEARNERS

SETUP = """
import numpy as np
import sympy
from backprop import batch, check, net, probe, sample
x, y = sample
W, b, g = net.W, net.b, net.g
z, a = net.forward(x)
"""
ROWS = [(name, *row) for name, rows in LEARNERS.items() if name in exercises() for row in rows]


@pytest.mark.parametrize(("name", "body", "said"), ROWS, ids=[f"{name}: {said[-40:]}" for name, _, said in ROWS])
def test_the_card_names_the_slip_and_the_judge_says_the_same(name, body, said):
    exercise = exercises()[name]
    probes = draw(exercise)
    arguments = [argument + "=1e-5" * (argument == "h" and name == "slope") for argument in probes[-1].arguments]
    text = f"def {name}({', '.join(arguments)}):\n{indented(body)}\n"
    space, cell = {}, f"<learner's cell {hash(text)}>"
    linecache.cache[cell] = (len(text), None, text.splitlines(keepends=True), cell)
    exec(SETUP, space)
    if exercise.lesson != "03_observations":
        del space["sympy"]
    exec(compile(text, cell, "exec"), space)
    card = str(check(space[name]))
    with np.errstate(all="ignore"):
        outcomes = attempt(space[name], probes, exercise.read)
        code = Cells([SETUP, text]).code(name)
        verdict = diagnose(exercise, probes, outcomes, expect(exercise, probes), lambda: code)
    findings = [finding.text for finding in verdict.findings]
    assert verdict.points < verdict.maximum and all(finding in card for finding in findings), (card, findings)
    assert said in findings[0] or said in findings[-1], findings
