"""A class of mixed submissions to a lesson: right, wrong in ways learners are wrong, untouched; the same from a seed.

The pieces are those that the tests know: the lesson's own solution, and the bodies that learners write
(`tests/learners.py`). Of the exercises some three quarters are right, one sixth is wrong, the rest is untouched; the
later ones are left out more often, as in a class.
"""

import copy
import json
import random
import sys
from pathlib import Path
from textwrap import dedent, indent

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from autograder.course.lesson import CHECK, function_of  # noqa: E402
from tests.learners import LEARNERS  # noqa: E402

BEGIN, END = "    ### BEGIN SOLUTION\n", "    ### END SOLUTION"
WRONG = 0.17  # of the exercises that are attempted
STOPS = 0.03  # after each exercise, a learner stops here
UNTOUCHED = "    raise NotImplementedError"


def notebook_of(lesson):
    """Return the lesson's solved notebook, as a dict."""
    return json.loads((ROOT / "source" / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))


def submission(solved, student):
    """Return what ``student`` makes of the ``solved`` notebook."""
    draw, notebook, stopped = random.Random(student), copy.deepcopy(solved), False
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if not grade_id or grade_id.endswith(CHECK):
            continue
        source, bodies = "".join(cell["source"]), LEARNERS.get(function_of(grade_id), [])
        stopped = stopped or draw.random() < STOPS
        if stopped:
            cell["source"] = with_body(source, UNTOUCHED)
        elif bodies and draw.random() < WRONG:
            cell["source"] = with_body(source, written(draw.choice(bodies)[0]))
    return notebook


def written(body):
    """Return the lines of a function's body; one of a single expression is returned."""
    body = dedent(body).strip()
    return indent(body if "\n" in body or body.startswith(("return", "raise", "print")) else f"return {body}", "    ")


def with_body(source, body):
    """Return a solution cell's source with ``body`` in place of the solution."""
    head, rest = source.split(BEGIN)
    return head + body + rest.split(END)[1]


def hand_in(folder, lesson, students):
    """Hand in a submission for each of the ``students`` to the course in ``folder``."""
    solved = notebook_of(lesson)
    for student in students:
        target = Path(folder) / "submitted" / student / lesson
        target.mkdir(parents=True)
        (target / f"{lesson}.ipynb").write_text(json.dumps(submission(solved, student)), encoding="utf-8")
