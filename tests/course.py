"""Small courses in a temporary folder, for tests of the build and of nbgrader's commands."""

import re
import shutil
from pathlib import Path

import nbformat

from autograder.course.lesson import function_of
from backprop.exercises import exercises
from backprop.exercises.exercise import in_order

ROOT = Path(__file__).resolve().parent.parent
LESSON = "01_intuition"
LESSONS = sorted(path.stem for path in ROOT.glob("source/*/*.md") if path.stem == path.parent.name)
PRESENTED = re.findall(r"\]\(notebooks/(\w+)\.ipynb\)", (ROOT / "README.md").read_text("utf-8"))  # by README's table
FULL = {lesson: sum(e.points for e in exercises().values() if e.lesson == lesson) for lesson in LESSONS}


def code_cell(source, **nbgrader):
    """Return a code cell as a lesson's text has it, with nbgrader's metadata if there is any."""
    written = ", ".join(f"{key}: {value}" for key, value in nbgrader.items())
    metadata = f"---\nnbgrader: {{{written}, schema_version: 3, task: false}}\n---\n" if nbgrader else ""
    return f"```{{code-cell}} ipython3\n{metadata}{source}\n```\n"


def solution_cell(name, source):
    """Return the cell in which a learner writes a function."""
    return code_cell(source, grade="false", grade_id=name, locked="false", points=0, solution="true")


def check_cell(name, points):
    """Return the cell that checks it."""
    source = f"check({function_of(name)})"
    return code_cell(source, grade="true", grade_id=f"{name}-check", locked="true", points=points, solution="false")


SUM = solution_cell(
    "weighted-sum",
    '''\
def weighted_sum(w, a, b):
    """Return the weighted sum of a, plus b."""
    ### BEGIN SOLUTION
    return np.sum(w * a) + b  # the reference's own words
    ### END SOLUTION''',
)
PUSH = solution_cell(
    "push",
    '''\
def push(a_L, y):
    """Return +1, -1 or 0 for each output."""
    ### BEGIN SOLUTION
    return np.sign(np.asarray(y) - a_L)
    ### END SOLUTION''',
)
TEXT = "\n".join(
    [
        "# A lesson for tests\n",
        code_cell("import numpy as np\n\nfrom backprop import check"),
        "Some prose with an equation, $z = \\sum_k w_k a_k + b$.\n",
        *(SUM, check_cell("weighted-sum", 1)),
        *(code_cell("1 + 1"), code_cell("1 + 1")),
        *(PUSH, check_cell("push", 1)),
    ]
)
CONTRACT = {one.name: one for one in in_order("backprop.exercises.intuition", LESSON, "weighted_sum", "push")}


def write_course(folder, texts=None):
    """Write a course with the given {lesson: text}, by default two, and nbgrader's settings; return its folder."""
    for lesson, text in (texts or {LESSON: TEXT, "02_notation": "# To be written\n"}).items():
        (folder / "source" / lesson).mkdir(parents=True, exist_ok=True)
        (folder / "source" / lesson / f"{lesson}.md").write_text(text)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


def solution_lines(course):
    """Return every line that stands in a solution region of the course's built source notebooks, bare of comments."""
    lines = set()
    for path in course.glob("source/*/*.ipynb"):
        for cell in nbformat.read(path, 4).cells:
            inside = cell.source.partition("### BEGIN SOLUTION\n")[2].partition("### END SOLUTION")[0]
            lines |= {line.partition("#")[0].strip() for line in inside.splitlines()}
    return lines - {""}
