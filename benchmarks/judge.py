"""The judge beside stock nbgrader, on the same submissions of one lesson: `python benchmarks/judge.py TABLE`.

Counted are processor seconds with all children (kernels, zygotes, submissions), which depend on a machine's load far
less than the clock does. Each round measures each way once, in a process of its own, so that what slows the machine
slows all of them: a ratio is that of one round, and the median of all rounds counts, which two runs agree on within
10 % where a single round's may differ by a third.

stock     nbgrader executes the notebook in a Jupyter kernel, as it does without the judge
plug-in   the same converter with the judge
class     what `python -m autograder grade` does, with one worker

A submission's seconds are what a large class takes more than a small one: what is paid once a class, such as starting
the zygote, drops out and is shown beside. The sandbox's share is what the processes of the sandbox take of it.

What IPython and matplotlib cost is measured in the sandbox alone: a submission's process with no cell, with one that
makes the shell run, and with one that draws a figure. Last come the walls of each tier, in milliseconds of the clock.

TABLE is written anew after every measurement; Ctrl-C ends the measuring, and what is there stays. The default size is
meant to let two runs agree within 10 %; `--submissions 8 --rounds 1` shows in some minutes that all of it works.
"""

import argparse
import dataclasses
import json
import resource
import shutil
import statistics
import subprocess
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
from autograder.sandbox import canary  # noqa: E402
from autograder.sandbox.host import Refused, Sandbox  # noqa: E402
from autograder.sandbox.limits import Limits  # noqa: E402

WAYS = {"stock": 8, "plug-in": 1, "class": 1}  # of how many submissions of the class one is handed in
CELLS = {
    "no cell": "",
    "a cell, so IPython's shell": "x = 1",
    "a figure, so matplotlib": "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()",
}
PLOTTING = ("matplotlib.pyplot", "matplotlib_inline.backend_inline")  # loaded before the fork, as for a class
FIRST = 2  # submissions of the small class


def course(folder, lesson):
    """Make a course in ``folder`` in which nobody has handed in anything; return its settings."""
    for step in ("source", "release"):
        shutil.copytree(ROOT / step / lesson, folder / step / lesson, ignore=shutil.ignore_patterns("*.md"))
    for name in ("gradebook.db", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder)
    return settings.load(folder)


def hand_in(folder, lesson, students):
    """Hand in the lesson's solution for each of the ``students``."""
    for student in students:
        target = folder / "submitted" / student / lesson
        target.mkdir(parents=True)
        shutil.copy(folder / "source" / lesson / f"{lesson}.ipynb", target)


def convert(folder, lesson, judged):
    """Let nbgrader's converter grade what is new, by the judge or by its own execution."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    if not judged:
        config = Config(NbGrader=config.NbGrader, CourseDirectory=config.CourseDirectory)
        Execute.timeout = 300
    config.CourseDirectory.root = str(folder)
    directory = CourseDirectory(config=config, assignment_id=lesson)
    directory.root, directory.db_url = str(folder), f"sqlite:///{folder / 'gradebook.db'}"
    Autograde(coursedir=directory, config=config).start()


def grade_class(found):
    """Let the class command grade what is new, with one worker."""
    assert grade(dataclasses.replace(found, workers=1), say=lambda text: None) == []


def spent():
    """Return the processor seconds of this process and, apart, of its children that have ended and theirs."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return [one.ru_utime + one.ru_stime for one in used]


def measured(work):
    """Return what ``work()`` took, as `spent` counts."""
    before = spent()
    work()
    return [after - b for after, b in zip(spent(), before, strict=True)]


def way_seconds(way, lesson, submissions):
    """Return ``{"small": ..., "large": ..., "more": n}``: what two classes took, and how many more were in the second.

    One submission goes before, so that what is loaded and checked once is there.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = course(folder, lesson)
        work = {
            "stock": lambda: convert(folder, lesson, False),
            "plug-in": lambda: convert(folder, lesson, True),
            "class": lambda: grade_class(found),
        }[way]
        more = max(FIRST, submissions // WAYS[way])
        taken = {"more": more}
        for size, count in (("before", 1), ("small", FIRST), ("large", FIRST + more)):
            hand_in(folder, lesson, [f"{size}{i}" for i in range(count)])
            taken[size] = measured(work)
        return taken


def cell_seconds(cell, jobs):
    """Return what the sandbox takes for ``jobs`` submissions' processes more than for none, each with one ``cell``."""

    def run(count):
        with canary.find(Limits(), preload=PLOTTING) as sandbox:
            for _ in range(count):
                with sandbox.job() as job:
                    assert not cell or job.cell(1, cell, 20, 60) is None

    none, all_of_them = (sum(measured(lambda count=count: run(count))) for count in (0, jobs))
    return all_of_them - none


def walls(tier, jobs):
    """Return the median milliseconds of the clock to put up the walls of ``tier``, and of a submission's process."""
    with Sandbox(tier) as sandbox:
        put_up, whole = [], []
        for _ in range(jobs):
            start = time.perf_counter()
            with sandbox.job():
                pass
            whole.append((time.perf_counter() - start) * 1e3)
            put_up.append(sandbox.walls_milliseconds)
    return statistics.median(put_up), statistics.median(whole)


def apart(*what, script=__file__):
    """Return what one of a ``script``'s measurements gives in a process of its own."""
    command = [sys.executable, script, "--one", *map(str, what)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def one(what, *arguments):
    """Measure one thing in this process and print it."""
    if what == "way":
        way, lesson, submissions = arguments
        return print(json.dumps(way_seconds(way, lesson, int(submissions))))
    title, jobs = arguments
    if what == "cell":
        return print(json.dumps(cell_seconds(CELLS[title], int(jobs)) / int(jobs)))
    try:
        print(json.dumps(walls(title, int(jobs))))
    except Refused as error:
        print(json.dumps(str(error)))


def row(before, small, large, more):
    """Return ``(seconds a submission, the sandbox's share of them, seconds once a class)`` of a round's way."""
    own, children = ((large[i] - small[i]) / more for i in (0, 1))
    each = own + children
    return each, children / each, sum(small) - FIRST * each


def table(lesson, rounds, cells, tiers):
    """Return the table of what has been measured, as lines."""
    rounds = [taken for taken in rounds if set(taken) == set(WAYS)]
    if rounds:
        rows = {way: [row(**taken[way]) for taken in rounds] for way in WAYS}
        ratios = {way: [s[0] / w[0] for s, w in zip(rows["stock"], rows[way], strict=True)] for way in WAYS}
        sizes = ", ".join(f"{way} {rounds[0][way]['more']}" for way in WAYS)
        yield f"{lesson}: processor seconds with children; {len(rounds)} rounds; submissions in each: {sizes}"
        yield f"  {'':8} {'a submission':>13} {'in children':>12} {'once a class':>13} {'stock takes':>14}"
        for way in WAYS:
            each, share, once = map(statistics.median, zip(*rows[way], strict=True))
            yield f"  {way:8} {each:13.3f} {share:12.0%} {once:13.1f} {statistics.median(ratios[way]):8.1f} times"
        yield "  medians; seconds a submission, round by round:"
        yield from (f"  {way:8} {', '.join(f'{each:.3f}' for each, *_ in rows[way])}" for way in WAYS)
        for way in list(WAYS)[1:]:
            yield f"  stock to {way}, round by round: {', '.join(f'{ratio:.1f}' for ratio in ratios[way])}"
        yield "  (in children: stock's kernel; with the judge, the sandbox's share)"
    if cells:
        yield "the sandbox alone: processor milliseconds of a submission's process"
        for title, seconds in cells.items():
            yield f"  with {title:28} {seconds * 1e3:7.1f}"
    if tiers:
        yield "milliseconds of the clock: walls put up; a submission's process opened, ended and cleared away"
        for tier, taken in tiers.items():
            yield f"  {tier:12} " + (taken if isinstance(taken, str) else "{:6.1f} {:6.1f}".format(*taken))


def main():
    """Measure, say how far it is, and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path, help="the file that the table is written to")
    parser.add_argument("--lesson", default="04_gradient")
    parser.add_argument("--submissions", type=int, default=48, help="a class (stock: an eighth of it)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=200, help="processes of the sandbox alone")
    given = parser.parse_args()
    rounds, cells, tiers = [], {}, {}

    def keep(what):
        given.table.write_text("\n".join(table(given.lesson, rounds, cells, tiers)) + "\n", encoding="utf-8")
        print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)

    try:
        for title in CELLS:
            cells[title] = apart("cell", title, given.jobs)
            keep(f"the sandbox with {title}")
        for tier in ("unsafe", "landlock", "namespaces"):
            tiers[tier] = apart("walls", tier, given.jobs)
            keep(f"walls: {tier}")
        for number in range(given.rounds):
            rounds.append({})
            for way in WAYS:
                rounds[-1][way] = apart("way", way, given.lesson, given.submissions)
                keep(f"round {number + 1} of {given.rounds}: {way}")
    except KeyboardInterrupt:
        print(f"Interrupted; what was measured is in {given.table}.", file=sys.stderr)
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stderr}")
    print(given.table.read_text(encoding="utf-8"), end="")


if __name__ == "__main__":
    one(*sys.argv[2:]) if sys.argv[1:2] == ["--one"] else main()
