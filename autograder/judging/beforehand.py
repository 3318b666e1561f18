"""What the zygote is given before it forks for a submission: the packages and visible probes of which its text speaks.

A package that is large is loaded once for all, but not for a class of which nobody uses it: each fork would pay for it.
"""

import pickle
import re
from functools import cache

from backprop.calling.expression import Expression
from backprop.checking.check import draw
from backprop.exercises import exercises

LARGE = {
    r"matplotlib|mpl_toolkits|pylab": (
        "matplotlib.pyplot",
        "matplotlib.font_manager",
        "matplotlib_inline.backend_inline",
    ),
    r"sympy": ("sympy",),
    r"ipywidgets|anywidget": ("anywidget",),
}


def packages(text: str) -> tuple[str, ...]:
    """Return the modules that are to be loaded beforehand for code that reads ``text``."""
    return tuple(name for words, names in LARGE.items() if re.search(words, text) for name in names)


def visible_probes(text: str) -> dict[str, tuple[float, list[bytes]]]:
    """Return by exercise its points, and the arguments of the notebook's own probes, each pickled for the sandbox.

    An exercise that works with sympy is among them only where ``text`` names it: to draw its probes is slow.
    """
    wanted = (e for e in exercises().values() if not isinstance(e.read, Expression) or e.name in text)
    return {exercise.name: (exercise.points, pickled(exercise.name)) for exercise in wanted}


@cache
def pickled(name: str) -> list[bytes]:
    """Return the arguments of the exercise's visible probes, pickled one by one."""
    return [pickle.dumps(probe.arguments) for probe in draw(exercises()[name])]
