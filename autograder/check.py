"""Judge one notebook on its own: `python -m autograder check ONE.ipynb [--json] [--gradescope FILE]`.

For continuous integration, GitHub Classroom and Gradescope (docs/check.md). The notebook is judged as by `make grade`,
behind the same walls, and nothing is recorded: no gradebook, no journal, no key. Its lesson is found by what it holds.
What its functions are called with is drawn anew each time; with --student NAME, where the course has its key, as
`make grade` draws it for that learner. Cards go to standard output, complaints to standard error.

--json prints one object instead:

  version    1, until a field changes its meaning
  notebook   the path, as it was typed
  lesson     such as "01_intuition"
  student    the name after --student, or null
  points, of
  functions  {name: {"points", "of", "status", "mistake", "card"}}; status is "right", "partly right", "not right yet"
             or "not attempted", mistake a sentence or null, card what a learner reads
  notes      sentences on what was repaired, or did not run
  walls      "namespaces", "landlock" or "unsafe"

Exit status: 0, all is right; 1, points were lost; 2, it could not be judged, and standard error says why in a sentence.
"""

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import NoReturn

from . import gradescope, whole
from .course.versions import older_python
from .grade import REFUSALS
from .judging.marks import Report
from .judging.one_notebook import Rejected, judged
from .names import shown
from .settings import load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line says."""
    parser.add_argument("notebooks", nargs="*", metavar="ONE.ipynb", help="the notebook")
    parser.add_argument("--lesson", metavar="LESSON", help="such as 01_intuition (default: found by what it holds)")
    parser.add_argument("--student", metavar="NAME", help="draw what this learner's functions are called with")
    parser.add_argument("--json", action="store_true", help="print one JSON object, described above")
    parser.add_argument("--gradescope", metavar="FILE", help="write Gradescope's results.json to FILE, besides")
    parser.add_argument("--unsafe", action="store_true", help="without walls where there are none")


def main(given: argparse.Namespace) -> None:
    """Judge the notebook and print what came of it; end with the status that the module's text says."""
    try:
        sys.exit(0 if checked(given) else 1)
    except REFUSALS as error:
        stop(str(error))
    except KeyboardInterrupt:
        stop("Interrupted.")
    except BrokenPipeError:
        stop("Nobody reads what it prints.")
    except Exception as error:  # Python's own status would say that points were lost
        stop(f"It could not be judged, by the grader's own fault: {type(error).__name__}: {error}")


def checked(given: argparse.Namespace) -> bool:
    """Judge the notebook and tell it in every way that was asked for; say whether all is right."""
    settings = load()
    settings = dataclasses.replace(settings, unsafe=settings.unsafe or given.unsafe)
    try:
        path = Path(the_one(given.notebooks))
        report = judged(settings, path, given.lesson, given.student)
    except Rejected as error:
        if given.gradescope:
            keep(given.gradescope, gradescope.rejected(str(error)))
        stop(str(error))
    if older := older_python(settings.root):
        print(older, file=sys.stderr)
    if given.gradescope:
        keep(given.gradescope, gradescope.results(report))
    if given.json:
        print(json.dumps(as_data(report, str(path), given.student), indent=1))
    else:
        print("\n".join(map(harmless, readable(report).splitlines())))
    return all(mark.points >= mark.maximum for mark in report.marks.values())


def the_one(named: list[str]) -> str:
    """Return the one that is named; raise `Rejected` for none and for several."""
    if len(named) != 1:
        listed = f": {', '.join(shown(Path(name).name) for name in named[:5])}" if named else ""
        raise Rejected(f"One notebook is judged at a time; there are {len(named)}{listed}.")
    return named[0]


def as_data(report: Report, notebook: str, student: str | None) -> dict:
    """Return what --json prints."""
    return {
        "version": 1,
        "notebook": notebook,
        "lesson": report.lesson.name,
        "student": student,
        "points": report.points,
        "of": report.of,
        "functions": {
            function: {
                "points": mark.points,
                "of": mark.maximum,
                "status": mark.verdict.state,
                "mistake": next((finding.text for finding in mark.verdict.findings), None),
                "card": mark.text,
            }
            for function, mark in report.marks.items()
        },
        "notes": list(report.notes),
        "walls": report.tier,
    }


def readable(report: Report) -> str:
    """Return the cards one below the other, then notes and the sum."""
    cards = [mark.text for mark in report.marks.values()]
    notes = [f"Note: {note}" for note in report.notes]
    total = f"{report.lesson.name}: {report.points:g} of {report.of:g} points, behind walls of the kind {report.tier}."
    return "\n\n".join([*cards, "\n".join([*notes, total])])


def harmless(line: str) -> str:
    """Return a line in which GitHub Actions finds no command to its runner: a learner may have printed one."""
    line = line.replace("##[", "## [")
    return line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line


def keep(file: str, content: dict) -> None:
    """Write a file for Gradescope, whole or not at all."""
    whole.write(Path(file), json.dumps(content, indent=1) + "\n")


def stop(sentence: str) -> NoReturn:
    """End as what could not be judged."""
    print(sentence, file=sys.stderr)
    sys.exit(2)
