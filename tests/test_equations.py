"""Every displayed equation of the lessons has a check by its name, and holds on random numbers.

An equation's name is the TeX comment in its first line: ``$$``, then ``% output-weight-gradient``. The docstring of its
check holds the same TeX (blanks and a full stop aside), so that an equation cannot be changed without its check.
"""

import re
from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pytest

from .course import LESSONS, ROOT

DISPLAY = re.compile(r"^\$\$(.*?)^\$\$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"\s*% ([a-z0-9-]+)\n")


def displayed(lesson):
    """Return a lesson's displayed equations in order, as pairs (name, TeX); the name is None where it is missing."""
    bodies = DISPLAY.findall((ROOT / "source" / lesson / f"{lesson}.md").read_text(encoding="utf-8"))
    return [(name[1], body[name.end() :]) if (name := NAME.match(body)) else (None, body) for body in bodies]


def squeezed(tex):
    """Return TeX without blanks and without a full stop or comma at its end."""
    return "".join(tex.split()).rstrip(".,")


def checks(lesson):
    """Return the CHECKS of the module that is called like the lesson without its number; none where there is none."""
    name = f"tests.equations.{lesson.partition('_')[2]}"
    return import_module(name).CHECKS if find_spec(name) else {}


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_displayed_equation_has_a_check_of_its_name(lesson):
    equations = displayed(lesson)
    nameless = [tex for name, tex in equations if name is None]
    assert not nameless, f"give it a name in a TeX comment: {nameless[0]}"
    names = [name for name, _ in equations]
    assert len(set(names)) == len(names)
    assert set(names) == set(checks(lesson))


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_check_holds_the_equation_that_is_displayed(lesson):
    for name, tex in displayed(lesson):
        checked = checks(lesson)[name].__doc__
        assert squeezed(tex) == squeezed(checked), (
            f"{name}: the lesson shows {tex.strip()}, its check {checked.strip()}"
        )


@pytest.mark.parametrize(("lesson", "name"), [(lesson, name) for lesson in LESSONS for name in checks(lesson)])
def test_the_equation_holds_on_random_numbers(lesson, name):
    for seed in range(5):
        checks(lesson)[name](np.random.default_rng(seed))
