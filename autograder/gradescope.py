"""A judged notebook in the form that Gradescope reads: its results.json.

Source: "Autograder Specifications", Output format, gradescope-autograders.readthedocs.io/en/latest/specs.
"""

import math

from .judging.marks import Report

SHOWN = {
    "output_format": "text",  # escaped by Gradescope: what a learner wrote stays text
    "test_output_format": "text",
    "test_name_format": "text",
    "visibility": "visible",
    "stdout_visibility": "hidden",
}


def results(report: Report) -> dict:
    """Return what results.json holds: the score, and a test for each exercise with its card."""
    return {
        "score": report.points,
        "execution_time": math.ceil(report.seconds),
        "output": "\n".join([f"{report.lesson.name}: {report.points:g} of {report.of:g} points", *report.notes]),
        **SHOWN,
        "extra_data": {"lesson": report.lesson.name, "walls": report.tier},
        "tests": [
            {
                "name": function,
                "number": str(number),
                "score": mark.points,
                "max_score": mark.maximum,
                "status": "passed" if mark.points >= mark.maximum else "failed",
                "output": mark.text,
                "tags": [mark.verdict.state],
                "visibility": "visible",
            }
            for number, (function, mark) in enumerate(report.marks.items(), 1)
        ],
    }


def rejected(why: str) -> dict:
    """Return what results.json holds for a file that is no notebook of the course's."""
    return {"score": 0.0, "output": why, **SHOWN, "tests": []}
