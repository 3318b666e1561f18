"""What is wrapped otherwise than was asked for has the same points in the judge as in the notebook's check."""

import json
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO

import pytest

from autograder import intake, settings
from autograder.course import lesson
from autograder.course.lesson import function_of
from autograder.judging.judge import Judge
from backprop.checking.card import WRAPPED
from backprop.checking.check import check

from ..wrappings import NO_GAIN, WRAPPINGS, written
from .small_class import ROOT

pytestmark = pytest.mark.usefixtures("walls")
NAME = "04_gradient"
TABLES = {"first": (WRAPPINGS, 0), "last": (WRAPPINGS, -1), "wrong": (NO_GAIN, 0)}


@pytest.mark.parametrize("which", TABLES)
def test_check_and_judge_count_alike(which, tmp_path):
    table, place = TABLES[which]
    course = lesson.load(settings.load(ROOT).db_url, NAME)
    notebook = json.loads((ROOT / "source" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        name = function_of(role.get("grade_id", ""))
        if role.get("solution") and name in table:
            cell["source"] = written(name, list(table[name].values())[place], "".join(cell["source"]))
    with Judge(replace(settings.load(ROOT), folder=tmp_path)) as judge:
        marks = judge.grade(course, "learner", intake.from_bytes(json.dumps(notebook).encode(), course)).marks
    names, points = {"__name__": "__main__"}, {}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and ("import numpy" in source or "def " in source):
            with redirect_stdout(StringIO()):
                exec(source, names)
    for name, mark in marks.items():
        points[name] = check(names[name])
        assert (WRAPPED in points[name].text) == (WRAPPED in mark.text), name
        assert (points[name] < mark.maximum) == (name in table), name
    assert {name: mark.points for name, mark in marks.items()} == pytest.approx(points)
