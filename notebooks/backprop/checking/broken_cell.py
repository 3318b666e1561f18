"""A function's cell that stopped with a SyntaxError: Jupyter keeps the function as it was, and so would a check."""

import ast
import re
import sys
from dataclasses import replace

from .finding import Finding

STOPPED = "The cell of the function stopped with a SyntaxError: {what}. Mend it, and run it again."
BEFORE = "What follows is about the function as it was before."


def cells_run():
    """Return the texts of the cells that this notebook has run, in order; none outside of a notebook."""
    IPython = sys.modules.get("IPython")
    shell = IPython.get_ipython() if IPython else None
    return [text for text in list(getattr(shell, "user_ns", {}).get("In", [])) if type(text) is str]


def error_in(cells, name):
    """Return the SyntaxError in the last of the ``cells`` that defines the function ``name``, or None."""
    names_it = re.compile(rf"\bdef\s+{re.escape(name)}\b|^\s*{re.escape(name)}\s*=", re.MULTILINE)  # in a magic, too
    of_it = [text for text in cells if names_it.search(text)]
    try:
        ast.parse(of_it[-1] if of_it else "")
    except SyntaxError as error:
        return error
    return None


def told(verdict, cells):
    """Return the `Verdict`, with the SyntaxError of the function's cell first, if there is one."""
    error = error_in(cells, verdict.exercise) if verdict.state != "right" else None
    if error is None:
        return verdict
    line = (error.text or "").strip()[:120]
    what = f"{error.msg} in line {error.lineno}" + (f", `{line}`" if line else "")
    said = Finding(0, STOPPED.format(what=what))
    if verdict.state == "not attempted":
        return replace(verdict, state="not right yet", findings=(said,))
    return replace(verdict, findings=(said, Finding(0, BEFORE), *verdict.findings))
