"""What the right answers are: asked of the solutions in source/, run like a submission, in a sandbox of their own."""

import json
import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from backprop.calling.trial import Outcome
from backprop.exercises import Exercise, Probe
from backprop.exercises.exercise import Raises

from ..course.lesson import CHECK
from ..sandbox.host import Sandbox, SandboxFault
from ..sandbox.session import Session

LONG = 1e9  # seconds: a reference lives as long as the grading does
FIGURE = re.compile(r"\b(widgets|figures|plt)\.")


class NoReference(RuntimeError):
    """The lesson's own solution gives no answer; the message names the exercise, or the file that cannot be read."""


def code_cells(notebook: Path | dict) -> list[tuple[str, str | None]]:
    """Return the sources of a built notebook's code cells, in order, as ``(source, grade id or None)``.

    notebook: its path, or what it holds. Raises `NoReference` for a file that is missing or damaged.
    """
    try:
        content = json.loads(notebook.read_text(encoding="utf-8")) if isinstance(notebook, Path) else notebook
    except (OSError, ValueError) as error:
        raise NoReference(f"{notebook} cannot be read ({error}): run `make build`") from None
    return [
        ("".join(cell["source"]), cell["metadata"].get("nbgrader", {}).get("grade_id"))
        for cell in content["cells"]
        if cell["cell_type"] == "code"
    ]


def imported(paths: Iterable[Path]) -> tuple[str, ...]:
    """Return the packages that the lessons' own cells import, for the zygote to have them ready."""
    found = {
        name
        for path in paths
        for source, _ in code_cells(path)
        for name in re.findall(r"(?m)^(?:import|from) ([\w.]+)", source)
    }
    return tuple(
        sorted(name for name in found if not name.startswith("backprop") and find_spec(name.partition(".")[0]))
    )


def is_figure(source: str) -> bool:
    """Say whether a cell of the course's own only shows something."""
    return bool(FIGURE.search(source))


def needless(notebook: Path | dict) -> set[str]:
    """Return the sources of the lesson's own cells that need not be run: figures, and all below the last solution."""
    cells = code_cells(notebook)
    last = max((i for i, (_, grade_id) in enumerate(cells) if grade_id), default=len(cells))
    return {source.strip() for i, (source, _) in enumerate(cells) if is_figure(source) or i > last}


def needed(notebook: Path | dict) -> list[tuple[int, str]]:
    """Return the lesson's own cells that its solutions need, numbered as they stand among the code cells."""
    skipped = needless(notebook)
    return [
        (number, source)
        for number, (source, grade_id) in enumerate(code_cells(notebook))
        if source.strip() not in skipped and not (grade_id or "").endswith(CHECK)
    ]


def provided(notebook: Path | dict) -> list[str]:
    """Return the lesson's own cells that define names for the learner's: neither graded, nor figures."""
    skipped = needless(notebook)
    return [source for source, grade_id in code_cells(notebook) if not grade_id and source.strip() not in skipped]


class Reference:
    """A lesson's solutions, ready to answer probes. Use as a context manager; not for two threads at once."""

    def __init__(self, notebook: Path, sandbox: Sandbox) -> None:
        self.notebook, self.sandbox, self.stack = notebook, sandbox, ExitStack()
        self.sandbox.limits = replace(sandbox.limits, submission_seconds=LONG)

    def __enter__(self) -> Self:
        self.session = self.stack.enter_context(Session(self.sandbox, needed(self.notebook)))
        return self

    def __exit__(self, *error: Any) -> None:
        self.stack.__exit__(*error)

    def outcomes(self, exercise: Exercise, probes: list[Probe]) -> list[Outcome]:
        """Return the solution's `Outcome`s on the probes."""
        return self.session.exercise(exercise.name, probes, exercise.read, apart=False)

    def answers(self, exercise: Exercise, probes: list[Probe]) -> list[dict | Raises]:
        """Return for each probe the parts of the right answer, or the `Raises` that is asked for.

        Raises `NoReference` where the solution gives none.
        """
        return self.answers_to({exercise.name: (exercise, probes)})[exercise.name]

    def answers_to(self, asked: dict[str, tuple[Exercise, list[Probe]]]) -> dict[str, list[dict | Raises]]:
        """Return by function what `answers` returns for each, asked for in one message.

        Raises `NoReference` where the solution gives none.
        """
        found = self.session.exercises({name: (probes, e.read) for name, (e, probes) in asked.items()}, apart=False)
        if self.session.job is None:
            raise SandboxFault("the reference's process has ended")
        return {name: right_answers(*asked[name], outcomes) for name, outcomes in found.items()}


def right_answers(exercise: Exercise, probes: list[Probe], outcomes: list[Outcome]) -> list[dict | Raises]:
    """Return what the solution's ``outcomes`` answer to each of the ``probes``; raise `NoReference` for less."""
    found: list[dict | Raises] = []
    for outcome in outcomes:
        if outcome.parts is not None:
            found.append(outcome.parts)
        elif outcome.raised:
            found.append(Raises(outcome.raised.names[0]))
    if len(found) < len(probes):
        raise NoReference(f"{exercise.name}: the solution in source/ gives no answer to every probe")
    return found
