"""The cards that a check answers with, by the course's own check: with nothing written, with a slip, and right."""

import inspect
import re

from backprop.checking.check import check
from backprop.exercises import exercises

SAID = """
<details class="cards"><summary>What a check tells you: three of its cards</summary>
<p>In the notebook a check runs your function on numbers of its own and answers with a card, at once and as often as
you like. Before anything is written:</p>{unwritten}
<p>With a slip. The card names the mistake that your answers look like, shows a call that went wrong, and gives the
line that loads its numbers. <em>The plain case</em> is the function as the lesson tells it, <em>the general case</em>
the same with other sizes and numbers, <em>edge cases</em> are those where a habit goes wrong; each counts the share
beside it:</p>{slip}
<p>And when it is right:</p>{right}</details>
"""


def shown(source, solved, running, unwritten):
    """Return the three cards of the exercise that the cell ``source`` checks.

    solved: the notebook with the solutions, of which only the card's verdict is shown; running: the shell in which the
    lesson runs; unwritten: the card that it gave there.
    """
    exercise = exercises()[re.search(r"check\((\w+)\)", source)[1]]
    right = dict(running.user_ns)
    code = next(cell.source for cell in solved.cells if f"def {exercise.name}(" in cell.source)
    exec(compile(code, f"<{exercise.name}>", "exec"), right)
    parts = {
        "unwritten": unwritten,
        "slip": slip(exercise, running.user_ns[exercise.name]),
        "right": check(right[exercise.name])._repr_html_(),
    }
    return SAID.format(**{name: card.replace(' role="status"', "") for name, card in parts.items()})


def slip(exercise, unwritten):
    """Return the card of the first known mistake that can be written in place of the ``unwritten`` function."""
    takes = inspect.signature(unwritten)
    for mistake in exercise.mistakes:
        for formula in getattr(mistake, "formulas", ()):
            names = list(inspect.signature(formula).parameters)
            if not set(names) <= set(takes.parameters):
                continue
            space = {"formula": formula}
            exec(f"def {exercise.name}{takes}:\n    return formula({', '.join(names)})\n", space)
            points = check(space[exercise.name])
            if mistake.message in points.text:
                return points._repr_html_()
    raise ValueError(f"No known mistake of {exercise.name} can be shown as a card.")
