"""Make up a class and hand its work in: right, wrong in known ways, late, blank, renamed, damaged, copied."""

import json
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from backprop.exercises import exercises_of

from ..course.lesson import CHECK, function_of
from . import names
from .slips import ENDINGS, LOCALS, SLIPS

DEADLINE = datetime(2026, 10, 12, 22, 0)
BEGIN, END = "    ### BEGIN SOLUTION\n", "    ### END SOLUTION"
KINDS = {  # what is peculiar about a submission: how many of a hundred
    "absent": 3,
    "blank": 3,
    "renamed": 4,
    "damaged": 2,
    "package": 2,
    "late": 9,
}
RENAMED = ("{lesson} (1).ipynb", "{lesson}-1.ipynb", "{person}_101_2002_{lesson}-2.ipynb", "my homework.ipynb")
PACKAGE = "import torch  # for the plots further below\n"
ENDLESS = "    while True:\n        pass\n"


@dataclass(frozen=True)
class Learner:
    """A made-up learner: an id, names, what is peculiar about the submission, how much comes right (0 to 1)."""

    id: str
    first: str
    last: str
    kind: str
    skill: float


def class_of(random: Random, number: int) -> list[Learner]:
    """Return ``number`` learners."""
    people = names.people(random, number)
    kinds = [kind for kind, percent in KINDS.items() for _ in range(max(1, number * percent // 100))]
    kinds = (kinds + ["usual"] * number)[:number]
    random.shuffle(kinds)
    return [Learner(*person, kind, random.betavariate(4, 1.5)) for person, kind in zip(people, kinds, strict=True)]


class Lesson:
    """A lesson's solved notebook, to be spoiled: its cells by function."""

    def __init__(self, root: Path, name: str) -> None:
        self.name = name
        self.solved = json.loads((root / "source" / name / f"{name}.ipynb").read_text("utf-8"))
        self.released = json.loads((root / "release" / name / f"{name}.ipynb").read_text("utf-8"))
        self.solutions = {
            f: text.replace(BEGIN, "").replace(END, "").rstrip() for f, text in cells(self.solved).items()
        }
        self.stubs = cells(self.released)

    def notebook(self, sources: dict[str, str], first: str = "") -> dict:
        """Return the released notebook with ``{function: its cell's source}`` put in, before them ``first``."""
        notebook = deepcopy(self.released)
        for cell in notebook["cells"]:
            if (function := function_in(cell)) in sources:
                cell["source"] = first + sources[function]
                first = ""
        return notebook


def cells(notebook: dict) -> dict[str, str]:
    """Return ``{function: source}`` of a notebook's solution cells, in order."""
    return {function: "".join(cell["source"]) for cell in notebook["cells"] if (function := function_in(cell))}


def function_in(cell: dict) -> str:
    """Return the function whose solution cell this is; empty for any other cell."""
    about = cell["metadata"].get("nbgrader", {})
    return function_of(about["grade_id"]) if about.get("solution") and not about["grade_id"].endswith(CHECK) else ""


def written(random: Random, lesson: Lesson, learner: Learner) -> dict[str, str]:
    """Return ``{function: source}`` as a learner wrote them; what is not attempted is not there."""
    sources = {}
    functions = [function for function in lesson.solutions if function in exercises_of(lesson.name)]
    for number, function in enumerate(functions):
        if random.random() > learner.skill + 0.5 - 0.3 * number / len(functions):
            if random.random() < 0.5:
                break  # stopped here
            continue
        slip = ("", "")
        if random.random() > 0.35 + 0.65 * learner.skill:
            slips = SLIPS[function]
            slip = random.choices(slips, [1 / (1 + place) for place in range(len(slips))])[0]
            if random.random() < 0.08:
                slip = ("return ", "retrun ")
        sources[function] = in_own_words(random, function, spoiled(lesson.solutions[function], slip))
    return sources


def spoiled(source: str, slip: tuple[str, str]) -> str:
    """Return a solution's text with a slip in it, in the code and not in its docstring."""
    head, quotes, body = source.rpartition('"""')
    return head + quotes + (body.replace(*slip) if slip[0] else body)


def in_own_words(random: Random, function: str, source: str) -> str:
    """Return a function's text with the names that it makes for itself changed to a learner's own."""
    head, quotes, body = source.rpartition('"""')
    for name in LOCALS.get(function, ()):
        body = re.sub(rf"\b{name}\b", name + random.choice(ENDINGS), body)
    return head + quotes + body


def hand_in(random: Random, lesson: Lesson, learners: list[Learner], submitted: Path) -> None:
    """Write the submissions of the ``learners`` to the lesson into the folder ``submitted``."""
    usual = [learner for learner in learners if learner.kind == "usual"]
    endless, *alike = random.sample(usual, 3) if len(usual) > 2 else (None,)
    the_longest = max(SLIPS.keys() & lesson.solutions.keys(), key=lambda function: len(lesson.solutions[function]))
    shared = in_own_words(random, the_longest, spoiled(lesson.solutions[the_longest], SLIPS[the_longest][-1]))
    for learner in learners:
        if learner.kind == "absent":
            continue
        sources = {} if learner.kind == "blank" else written(random, lesson, learner)
        if learner in alike:
            sources[the_longest] = shared
        if learner is endless:
            first = next(iter(lesson.solutions))
            sources[first] = spoiled(lesson.solutions[first], ("    return", ENDLESS + "    return"))
        folder = submitted / learner.id / lesson.name
        folder.mkdir(parents=True)
        text = json.dumps(lesson.notebook(sources, PACKAGE if learner.kind == "package" else ""), indent=1)
        name = f"{lesson.name}.ipynb"
        if learner.kind == "renamed":
            person = f"{learner.last}{learner.first}".lower()
            name = random.choice(RENAMED).format(lesson=lesson.name, person=person)
        if learner.kind == "damaged":
            text = random.choice((text[: len(text) // 3], "<!DOCTYPE html><title>Sign in</title>", ""))
        (folder / name).write_text(text, "utf-8")
        late = learner.kind == "late"
        when = DEADLINE + timedelta(minutes=random.randint(4, 3000)) * (1 if late else -1)
        (folder / "timestamp.txt").write_text(f"{when:%Y-%m-%d %H:%M:%S} UTC", "ascii")
