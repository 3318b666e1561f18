"""All the habits in one class, graded by both front doors: each learner keeps all points, and both say the same."""

import json
import re
import shutil
from dataclasses import replace

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from autograder import settings
from autograder.grade import grade
from autograder.sandbox.limits import Limits

from ..verdicts import some
from .habits import AWAY, HABITS, packed
from .small_class import ROOT

LESSON = "04_gradient"
NAME = f"{LESSON}.ipynb"
STARS = re.compile(r"import \*|%pylab|%reset -f\n")  # these take names from the lesson's other cells, in a notebook too
HERE = {title: cells for title, cells in (HABITS | AWAY).items() if not STARS.search("".join(cells))}
LIMITS = {"cell_seconds": 3, "exercise_seconds": 5}


pytestmark = pytest.mark.usefixtures("classes")


@pytest.fixture
def class_with_habits(tmp_path):
    """Return the folder of a course, and its learners: the solved lesson, with some sixty habits before an answer."""
    for step in ("source", "release"):
        shutil.copytree(ROOT / step / LESSON, tmp_path / step / LESSON, ignore=shutil.ignore_patterns("*.md"))
    for name in ("gradebook.db", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    learners = []
    for number, cells in enumerate(packed({title: HERE[title] for title in some(HERE)}, 60)):
        notebook = json.loads((tmp_path / "source" / LESSON / NAME).read_text("utf-8"))
        at = next(
            i for i, c in enumerate(notebook["cells"]) if c["metadata"].get("nbgrader", {}).get("grade_id") == "dC-da"
        )
        notebook["cells"][at:at] = [
            {
                "cell_type": "code",
                "id": f"habit-{i}",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
                "source": c,
            }
            for i, c in enumerate(cells)
        ]
        learners.append(f"learner{number}")
        folder = tmp_path / "submitted" / learners[-1] / LESSON
        folder.mkdir(parents=True)
        (folder / NAME).write_text(json.dumps(notebook), "utf-8")
    return tmp_path, learners


def by_class_command(root):
    """Grade as `make grade` does."""
    assert grade(replace(settings.load(root), limits=Limits.of(LIMITS), workers=2), say=print) == []


def by_nbgrader(root):
    """Grade as `nbgrader autograde` does."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.Judge.limits = LIMITS
    directory = CourseDirectory(config=config, assignment_id=LESSON)
    directory.root, directory.db_url = str(root), f"sqlite:///{root / 'class.db'}"
    Autograde(coursedir=directory, config=config).start()


@pytest.mark.parametrize("door", [by_class_command, by_nbgrader])
def test_no_habit_costs_a_point_at_either_door(class_with_habits, door):
    root, learners = class_with_habits
    door(root)
    with Gradebook(f"sqlite:///{root / 'class.db'}") as gradebook:
        full = gradebook.find_assignment(LESSON).max_score
        scores = {one.student.id: one.score for one in gradebook.assignment_submissions(LESSON)}
    assert scores == dict.fromkeys(learners, full)
