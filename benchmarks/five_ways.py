"""A class of mixed submissions, graded in five ways, and how that grows: `python benchmarks/five_ways.py OUT`.

All ways get the same submissions (`mixed`). Counted are processor seconds with all children, and the clock. Each round
measures each way once, in a process of its own; ratios are of one round, given by their median and their spread.

stock     `nbgrader autograde` as it is: the notebook executed in a Jupyter kernel
plug-in   the same converter with the judge
class     what `make grade` does
otter     `otter run` of otter-grader (with --otter), in a virtual environment that is made for it in OUT/otter;
          its tests ask the same `check` for full points
floor     a fork of a warm process that runs the cells and checks in IPython: no walls, no records

What a class takes once drops out: seconds are those of a larger class less those of a smaller one. Growth is measured
over classes of 10, 100, 1000 submissions (--largest 10000 for more): time, and the largest of a process's memory. It is
drawn into OUT/growth.svg; OUT/class.txt has the numbers, written anew after every measurement.

A run that was ended goes on where it stood, with what OUT/measured.json holds, if asked for the same lesson and class.
No class is begun that, by the pace of the one before, would take longer than --minutes leaves.
"""

import argparse
import contextlib
import dataclasses
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import mixed
from judge import ROOT, apart, convert, course

from autograder.course.lesson import CHECK
from autograder.grade import grade
from autograder.judging.reference import needed
from backprop.exercises import exercises_of

WAYS = {"stock": 8, "plug-in": 2, "class": 1, "floor": 1}  # of how many submissions of the class one is handed in
SMALL = 2  # submissions of the class that is taken off
SIZES = (10, 100, 1000, 10_000)
TEST = """OK_FORMAT = True
case = {{"code": ">>> float(check({name})) == {points}\\nTrue", "hidden": False, "locked": False}}
suite = {{"type": "doctest", "scored": True, "setup": "", "teardown": "", "cases": [case]}}
test = {{"name": "{name}", "points": {points}, "suites": [suite]}}
"""


def class_of(found, workers):
    """Let the class command grade what is new; return when the first submission was done, in seconds."""
    start, first = time.monotonic(), []

    def say(text):
        if "1 of" in text and not first:
            first.append(time.monotonic() - start)

    assert grade(dataclasses.replace(found, workers=workers), say=say) == []
    return first[0] if first else 0.0


def fork_each(lesson, notebooks):
    """Run each notebook's cells and checks in a fork of this process, which is warm."""
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    skipped = {source.strip() for source in judge_skips(lesson)}

    def run(notebook):
        with open(os.devnull, "w", encoding="utf-8") as nothing, contextlib.redirect_stdout(nothing):
            for cell in notebook["cells"]:
                source = "".join(cell["source"])
                if cell["cell_type"] == "code" and source.strip() not in skipped:
                    shell.run_cell(source, store_history=True)

    run(mixed.notebook_of(lesson))  # warm: what is loaded at first use is there
    shell.reset()
    for notebook in notebooks:
        if (child := os.fork()) == 0:
            run(notebook)
            os._exit(0)
        os.waitpid(child, 0)


def judge_skips(lesson):
    """Return the sources of the lesson's cells that need not run, as the judge has it."""
    notebook = ROOT / "source" / lesson / f"{lesson}.ipynb"
    run = {source.strip() for _, source in needed(notebook)}
    cells = [c for c in mixed.notebook_of(lesson)["cells"] if c["cell_type"] == "code"]
    checks = {
        "".join(c["source"]) for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id", "").endswith(CHECK)
    }
    return [source for source in ("".join(c["source"]) for c in cells) if source.strip() not in run | checks]


def otter_each(lesson, python, folder, notebooks):
    """Let `otter run` grade each notebook, as its users do."""
    (folder / "tests").mkdir(exist_ok=True)
    for name, exercise in exercises_of(lesson).items():
        (folder / "tests" / f"{name}.py").write_text(TEST.format(name=name, points=float(exercise.points)))
    environment = os.environ | {"PYTHONPATH": str(ROOT / "notebooks")}
    run = {"cwd": folder, "env": environment, "check": True, "capture_output": True}
    otter = Path(python).parent / "otter"
    subprocess.run([otter, "generate", "-t", "tests", "--no-environment", "-o", "autograder.zip"], **run)
    for number, notebook in enumerate(notebooks):
        (folder / f"{number}.ipynb").write_text(json.dumps(notebook))
        subprocess.run([otter, "run", f"{number}.ipynb", "-a", "autograder.zip", "-o", ".", "--no-logo"], **run)


def otter_environment(folder):
    """Return the path of a Python with otter-grader and what the lessons import, in an environment in ``folder``."""
    python = folder.resolve() / "bin" / "python"
    if (python.parent / "otter").exists():
        return python
    venv.create(folder, with_pip=True)
    packages = ("otter-grader", "ipykernel", "numpy", "matplotlib", "anywidget")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def spent():
    """Return the processor's seconds of this process and all its children that have ended, and the clock's."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used), time.monotonic()


def measured(work):
    """Return ``(processor, clock)`` seconds that ``work()`` took."""
    before = spent()
    work()
    return [after - b for after, b in zip(spent(), before, strict=True)]


def way(name, lesson, submissions, python=""):
    """Return what a submission takes by one way: ``(processor, clock)`` seconds; the same ones in every way."""
    more = max(2, submissions // WAYS.get(name, 8))
    students = [[f"warm{i}" for i in range(1)], [f"small{i}" for i in range(SMALL)]]
    students.append([f"s{i}" for i in range(SMALL + more)])
    solved = mixed.notebook_of(lesson)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        found = course(folder, lesson)
        taken = []
        for group in students:
            notebooks = [mixed.submission(solved, student) for student in group]
            if name in ("stock", "plug-in", "class"):
                mixed.hand_in(folder, lesson, group)
            work = {
                "stock": lambda: convert(folder, lesson, False),
                "plug-in": lambda: convert(folder, lesson, True),
                "class": lambda: class_of(found, 1),
                "floor": lambda notebooks=notebooks: fork_each(lesson, notebooks),
                "otter": lambda notebooks=notebooks: otter_each(lesson, python, folder, notebooks),
            }[name]
            with contextlib.redirect_stdout(io.StringIO()):
                taken.append(measured(work))
    return [(large - small) / more for large, small in zip(taken[2], taken[1], strict=True)]


def growth(lesson, submissions):
    """Return what a class of so many takes with two workers: seconds by both clocks, the first grade, the memory.

    The memory is in MB, of the largest process: the grader itself, and the largest of its children.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        found = course(folder, lesson)
        mixed.hand_in(folder, lesson, [f"s{i}" for i in range(submissions)])
        first = []
        processor, clock = measured(lambda: first.append(class_of(found, 2)))
    memory = [resource.getrusage(w).ru_maxrss / 1024 for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return [processor, clock, first[0], *memory]


def table(lesson, rounds, grown):
    """Yield the lines of the table."""
    names = [name for name in (*WAYS, "otter") if any(name in one for one in rounds)]
    yield f"{lesson}, mixed submissions, {len(rounds)} rounds: seconds for one, of the processor and of the clock"
    for name in names:
        each = [one[name] for one in rounds if name in one]
        processor, clock = (statistics.median(seconds) for seconds in zip(*each, strict=True))
        yield f"  {name:8} {processor:8.3f} {clock:8.3f}"
    for one, other in (("stock", "class"), ("plug-in", "class"), ("otter", "class"), ("class", "floor")):
        ratios = sorted(r[one][0] / r[other][0] for r in rounds if one in r and other in r)
        if ratios:
            spread = f"{ratios[0]:.1f} to {ratios[-1]:.1f}"
            yield f"  {one} takes {statistics.median(ratios):.1f} times what {other} takes, of the processor ({spread})"
    if grown:
        yield "a class by `make grade`, two workers: seconds of the processor, of the clock, until the first grade;"
        yield "MB of the grader and of its largest child; milliseconds of the processor for one submission"
        for size, (processor, clock, first, own, child) in grown.items():
            each = processor / size * 1e3
            yield f"  {size:6} {processor:9.1f} {clock:9.1f} {first:6.1f} {own:7.0f} {child:7.0f} {each:8.1f}"


def drawn(grown, path):
    """Draw time and memory over the size of the class."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    sizes = list(grown)
    left.loglog(sizes, [grown[n][0] for n in sizes], "o-", label="processor")
    left.loglog(sizes, [grown[n][1] for n in sizes], "s--", label="clock")
    left.set(xlabel="submissions", ylabel="seconds", title="time")
    left.legend()
    right.semilogx(sizes, [grown[n][3] for n in sizes], "o-", label="the grader")
    right.semilogx(sizes, [grown[n][4] for n in sizes], "s--", label="its largest child")
    right.set(xlabel="submissions", ylabel="MB", ylim=(0, None), title="largest memory")
    right.legend()
    figure.savefig(path)


def measured_before(path, given):
    """Return ``(rounds, grown)`` of a run before, as ``path`` holds them; none if it was of another lesson or class."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if kept.get("of") != [given.lesson, given.submissions]:
        return [], {}
    return kept["rounds"], {int(size): taken for size, taken in kept["grown"].items()}


def one(what, *given):
    """Measure one thing in this process and print it."""
    if what == "way":
        name, lesson, submissions, python = given
        return print(json.dumps(way(name, lesson, int(submissions), python)))
    lesson, submissions = given
    return print(json.dumps(growth(lesson, int(submissions))))


def main():
    """Measure, say how far it is, and keep table and picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="the folder for class.txt and growth.svg")
    parser.add_argument("--lesson", default="04_gradient")
    parser.add_argument("--submissions", type=int, default=80, help="a class (stock: an eighth of it)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--largest", type=int, default=1000, help="the largest class whose growth is measured; 0: none")
    parser.add_argument("--otter", action="store_true", help="measure otter-grader, too: installs it for the while")
    parser.add_argument("--minutes", type=float, default=60, help="how long the growth may be measured")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    measurements = given.out / "measured.json"
    rounds, grown = measured_before(measurements, given)

    def keep(what):
        kept = {"of": [given.lesson, given.submissions], "rounds": rounds, "grown": grown}
        measurements.write_text(json.dumps(kept), encoding="utf-8")
        text = "\n".join(table(given.lesson, rounds, grown)) + "\n"
        (given.out / "class.txt").write_text(text, encoding="utf-8")
        print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)

    python = otter_environment(given.out / "otter") if given.otter else ""
    try:
        for number in range(given.rounds):
            rounds += [{}] * (number == len(rounds))
            for name in (*WAYS, *(["otter"] if given.otter else [])):
                if name not in rounds[number]:
                    taken = apart("way", name, given.lesson, given.submissions, python, script=__file__)
                    rounds[number] = rounds[number] | {name: taken}
                    keep(f"round {number + 1} of {given.rounds}: {name}")
        start = time.monotonic()
        for size in (size for size in SIZES if size <= given.largest and size not in grown):
            left = given.minutes * 60 - (time.monotonic() - start)
            if grown and size * grown[max(grown)][1] / max(grown) > left:
                print(f"A class of {size} would take longer than --minutes leaves.", file=sys.stderr)
                break
            grown[size] = apart("growth", given.lesson, size, script=__file__)
            keep(f"a class of {size}")
            drawn(grown, given.out / "growth.svg")
    except KeyboardInterrupt:
        print(f"Interrupted; what was measured is in {given.out}.", file=sys.stderr)
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stderr}")
    print((given.out / "class.txt").read_text(encoding="utf-8"), end="")


if __name__ == "__main__":
    one(*sys.argv[2:]) if sys.argv[1:2] == ["--one"] else main()
