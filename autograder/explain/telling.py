"""Tell of one exercise: the code, the card, and the probes, each with its mark; short unless asked otherwise."""

from collections.abc import Iterator

import numpy as np

from backprop.checking.card import COUNTS, MARKS, TITLES
from backprop.checking.counting import HALF
from backprop.exercises import Probe, exercises_of
from backprop.exercises.exercise import Raises

from ..course.versions import versions
from ..judging.judge import Judge
from . import graded
from .answers import came_back, was_wanted, worth_of
from .kept import Kept
from .numbers import values

MOST_CODE = 24  # lines, of a short explanation
WORDS = {1: "right", HALF: "right numbers, wrapped otherwise, which count half", 0: "wrong"}


def heading(kept: Kept) -> str:
    """Return the line that names learner, exercise, state and points."""
    mark, entry = kept.mark, kept.entry
    return printable(
        f"{entry['student']}, {entry['lesson']}, {kept.function}: {MARKS.get(mark['state'], '')} {mark['state']}, "
        f"{mark['points']:g} of {mark['maximum']:g} points"
    )


def explanation(
    kept: Kept, judge: Judge, everything: bool = False, wrong_only: bool = False, run: bool = True
) -> list[str]:
    """Return the lines on one exercise, fit for a terminal.

    everything: all of the code, every probe (but those that went right, if ``wrong_only``), seed and versions.
    run: say what holds for all of the submission, too.
    """
    mark, entry = kept.mark, kept.entry
    lines = [heading(kept)]
    if run:
        lines += told_of_the_run(kept, judge, everything)
    path = judge.settings.path("autograded", entry["student"], entry["lesson"]) / f"{entry['lesson']}.ipynb"
    notebook = graded.read(path)
    if notebook is None:
        lines += ["", f"Neither code nor card can be shown: {path} is not there, or damaged."]
    else:
        code = graded.code_of(notebook, kept.function)
        cut = [] if everything or len(code) <= MOST_CODE else [f"... {len(code) - MOST_CODE} more lines: --all"]
        lines += ["", *(f"    {line}" for line in [*code[: None if everything else MOST_CODE], *cut])]
    findings = [text + (f" (mistake {number})" if number else "") for number, text in mark["findings"]]
    shown = graded.card_of(notebook, kept.function)[1:] if notebook else []
    lines += ["", *(shown or findings)] if shown or findings else []
    if numbers := [str(number) for number, _ in mark["findings"] if number and shown]:
        lines.append(f"In the table of mistakes: {', '.join(numbers)}.")
    if kept.function in exercises_of(entry["lesson"]):
        lines += probes_told(kept, judge, everything, wrong_only)
    else:
        lines += ["", "By a test of the instructor's own, which has no probes."]
    return [printable(line) for line in lines]


def told_of_the_run(kept: Kept, judge: Judge, everything: bool) -> Iterator[str]:
    """Yield what holds for the whole submission: notes, what has changed since, and, of everything, how it ran."""
    entry = kept.entry
    if everything:
        known = ", ".join(f"{name} {version}" for name, version in entry["versions"].items())
        yield f"seed {kept.mark['seed']}, walls {entry['tier']}, {entry['seconds']} s, {known}"
    changed = [name for name, version in versions(judge.settings).items() if entry["versions"].get(name) != version]
    if changed:
        yield f"Changed since it was judged: {', '.join(changed)}. What follows may differ from what was seen then."
    yield from (f"Note: {note}" for note in entry["notes"])


def probes_told(kept: Kept, judge: Judge, everything: bool, wrong_only: bool) -> Iterator[str]:
    """Yield what was asked, what came and what was expected: of the first probe that went wrong, or of all."""
    mark, exercise = kept.mark, exercises_of(kept.entry["lesson"])[kept.function]
    if mark["state"] == "not attempted" and not everything:
        return
    probes = exercise.probes(np.random.default_rng(int(mark["seed"], 16)))
    expected = judge.prepare(kept.entry["lesson"]).answers(exercise, probes)
    came = [*mark["outcomes"], *[None] * (len(probes) - len(mark["outcomes"]))]
    counts = [
        1.0 if mark["groups"].get(probe.group) == 1 else worth_of(exercise, outcome, wanted)
        for probe, outcome, wanted in zip(probes, came, expected, strict=False)
    ]
    wrong = [i for i, count in enumerate(counts) if count != 1] or [
        i for i, outcome in enumerate(came) if outcome and outcome["changed"]
    ]
    yield ""
    yield "Probes: " + " · ".join(
        f"{COUNTS[count]} {number} {probe.group}"
        for number, (count, probe) in enumerate(zip(counts, probes, strict=True), 1)
    )
    for group, count in mark["groups"].items():
        if everything:
            yield f"Group {group}: {WORDS.get(count, count)}, {exercise.weights.get(group, 0):.0%} of the points"
    chosen = (wrong if wrong_only else range(len(probes))) if everything else wrong[:1]
    for i in chosen:
        yield ""
        changed = counts[i] == 1 and came[i] and came[i]["changed"]
        sign, word = ("✗", "right, but it changed its arguments") if changed else (COUNTS[counts[i]], WORDS[counts[i]])
        what = f" ({probes[i].what})" if probes[i].what else ""
        yield f"{sign} Probe {i + 1} of {len(probes)}, {word}: {TITLES.get(probes[i].group, probes[i].group)}{what}."
        yield from probe_told(probes[i], came[i], expected[i])


def probe_told(probe: Probe, outcome: dict | None, wanted: dict | Raises) -> Iterator[str]:
    """Yield one probe: its arguments, what came back, what was expected."""
    for name, value in probe.arguments.items():
        yield from (f"    {line}" for line in values(name, value))
    for head, lines in (("came back:", came_back(outcome)), ("expected: ", was_wanted(wanted))):
        for number, line in enumerate(lines):
            yield f"  {head if not number else ' ' * len(head)} {line}"


def printable(line: str) -> str:
    """Return a line without what a terminal would obey: learners wrote parts of it."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line.expandtabs(4))
