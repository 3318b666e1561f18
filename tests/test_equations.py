"""Every displayed equation of the lessons has a check by its name, and holds on random numbers.

An equation's name is the TeX comment in its first line: ``$$``, then ``% output-weight-gradient``.
"""

import re
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

SOURCE = Path(__file__).parents[1] / "source"
LESSONS = sorted(path.stem for path in SOURCE.glob("0*_*"))
DISPLAY = re.compile(r"^\$\$(.*?)^\$\$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"\s*% ([a-z0-9-]+)\n")


def displayed(lesson):
    """Return the names of a lesson's displayed equations, in order; None for one without a name."""
    text = (SOURCE / lesson / f"{lesson}.md").read_text(encoding="utf-8")
    found = [NAME.match(body) for body in DISPLAY.findall(text)]
    return [name and name[1] for name in found]


def checks(lesson):
    """Return the lesson's CHECKS."""
    return import_module(f"tests.equations.{lesson.split('_')[1]}").CHECKS


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_displayed_equation_has_a_check_of_its_name(lesson):
    names = displayed(lesson)
    assert None not in names, f"a displayed equation without a name comes after {names[: names.index(None)]}"
    assert len(set(names)) == len(names)
    assert set(names) == set(checks(lesson))


@pytest.mark.parametrize(("lesson", "name"), [(lesson, name) for lesson in LESSONS for name in checks(lesson)])
def test_the_equation_holds_on_random_numbers(lesson, name):
    for seed in range(5):
        checks(lesson)[name](np.random.default_rng(seed))
