"""The judge beside stock nbgrader, on the same submissions of one lesson, in one run: `python benchmarks/judge.py`.

Three ways through `nbgrader autograde`'s own converter and the class command, a few submissions each:

stock     nbgrader executes the notebook in a Jupyter kernel, as it does without the judge
plug-in   the same command with the judge
class     `python -m autograder grade` with one worker

and the walls alone, in each tier that this machine and user have. Times of the clock; starting the programs and, for
the judge, the zygote is left out, as it is paid once a class.
"""

import argparse
import dataclasses
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nbgrader.converters import Autograde  # noqa: E402
from nbgrader.coursedir import CourseDirectory  # noqa: E402
from nbgrader.preprocessors import Execute  # noqa: E402
from traitlets.config import Config  # noqa: E402
from traitlets.config.loader import PyFileConfigLoader  # noqa: E402

from autograder import settings  # noqa: E402
from autograder.grade import grade  # noqa: E402
from autograder.sandbox.host import Refused, Sandbox  # noqa: E402


def course(folder, lesson, students):
    """Make a course in ``folder`` in which every student hands in the lesson's solution; return its settings."""
    for step in ("source", "release"):
        shutil.copytree(ROOT / step / lesson, folder / step / lesson, ignore=shutil.ignore_patterns("*.md"))
    for name in ("gradebook.db", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder)
    for student in students:
        target = folder / "submitted" / student / lesson
        target.mkdir(parents=True)
        shutil.copy(folder / "source" / lesson / f"{lesson}.ipynb", target)
    return settings.load(folder)


def converter_seconds(folder, lesson, judged):
    """Return the seconds that nbgrader's converter takes for all submissions, by the judge or its own execution."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    if not judged:
        config = Config(NbGrader=config.NbGrader, CourseDirectory=config.CourseDirectory)
        Execute.timeout = 300
    config.CourseDirectory.root = str(folder)
    directory = CourseDirectory(config=config, assignment_id=lesson)
    directory.root, directory.db_url = str(folder), f"sqlite:///{folder / 'gradebook.db'}"
    start = time.perf_counter()
    Autograde(coursedir=directory, config=config).start()
    return time.perf_counter() - start


def class_seconds(found):
    """Return the seconds that the class command takes for all submissions, with one worker."""
    start = time.perf_counter()
    assert grade(dataclasses.replace(found, workers=1), say=lambda text: None) == []
    return time.perf_counter() - start


def each(seconds_of, lesson, few, many):
    """Return the seconds a submission: what ``many`` take more than ``few``, so that what is paid once drops out."""
    taken = []
    for count in (few, many):
        with tempfile.TemporaryDirectory() as folder:
            found = course(Path(folder), lesson, [f"learner{i}" for i in range(count)])
            taken.append(seconds_of(Path(folder), found))
    return (taken[1] - taken[0]) / (many - few)


def process_milliseconds(tier, rounds):
    """Return the median milliseconds to put up the walls of ``tier``, and of a submission's whole process in them."""
    with Sandbox(tier) as sandbox:
        walls, whole = [], []
        for _ in range(rounds):
            start = time.perf_counter()
            with sandbox.job():
                pass
            whole.append((time.perf_counter() - start) * 1e3)
            walls.append(sandbox.walls_milliseconds)
    return statistics.median(walls), statistics.median(whole)


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lesson", default="04_gradient")
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    lesson = given.lesson
    stock = each(lambda folder, found: converter_seconds(folder, lesson, False), lesson, 1, 3)
    plugged = each(lambda folder, found: converter_seconds(folder, lesson, True), lesson, 2, 12)
    fast = each(lambda folder, found: class_seconds(found), lesson, 2, 12)
    print(f"{lesson}, seconds a submission")
    for name, seconds in (("stock nbgrader", stock), ("with the judge", plugged), ("class command", fast)):
        print(f"  {name:16} {seconds:6.2f}   {stock / seconds:5.1f} times as fast as stock")
    print("milliseconds: walls put up; a submission's process opened, ended and cleared away")
    for tier in ("unsafe", "landlock", "namespaces"):
        try:
            walls, whole = process_milliseconds(tier, given.rounds)
        except Refused as error:
            print(f"  {tier:16} not to be had here: {error}")
        else:
            print(f"  {tier:16} {walls:6.1f} {whole:6.1f}")


if __name__ == "__main__":
    main()
