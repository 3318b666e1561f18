"""A verdict as a card: HTML for the notebook and the feedback page, plain text for everything else.

The card says what was tried, what came out and which mistake it looks like; it never holds the answer.
Its HTML reads well without any style, since feedback pages strip styles.
"""

from html import escape

import numpy as np

from .counting import HALF

MARKS = {"right": "✓", "partly right": "◐", "not right yet": "✗", "not attempted": "○"}
EDGES = {
    "right": "#2e8b57",
    "partly right": "#c08a00",
    "not right yet": "#c8553d",
    "not attempted": "#8a8a8a",
}
TITLES = {"plain": "the plain case", "general": "the general case", "edge": "edge cases and good manners"}
UNWRITTEN = (
    "Not attempted yet. Write your code in the cell of the function, in place of the line "
    "`raise NotImplementedError()`, run that cell, then run this one again. (Is it written? Then its cell has not been "
    "run since, or it stopped with an error: look below it.)"
)
EXPLAINED = (
    "Put that line into a new cell (key B makes one). `probe` returns the numbers of this call by their names, and the "
    "star `*` hands them over one by one, as the arguments."
)
COUNTS = {1: "✓", HALF: "◐", 0: "✗"}
WRAPPED = "◐: right but for its wrapping (the order, the keys, the shape, or the record beside it). That counts half."
DECIDES = "Without the plain case none counts."


def amount(points):
    """Return points as text, without needless zeros."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def heading(verdict):
    """Return the first line: mark, function, state, points."""
    points = f"{amount(verdict.points)} of {amount(verdict.maximum)} point{'s' * (verdict.maximum != 1)}"
    return f"{MARKS[verdict.state]} {verdict.exercise}: {verdict.state}, {points}"


def argument(name, value):
    """Return one argument in words: the number, the shape, or what it is."""
    if isinstance(value, np.ndarray):
        return f"{name} of shape {value.shape}"
    if isinstance(value, dict):
        shapes = [f"{key}: {v.shape}" for key, v in value.items() if isinstance(v, np.ndarray)]
        inner = ", ".join(shapes or [f"{key}: {getattr(v, '__name__', v)}" for key, v in value.items()])
        return f"{name} = {{{inner}}}"
    if isinstance(value, list) and any(isinstance(entry, np.ndarray) for entry in value):
        return f"{name} a list of arrays of shapes {', '.join(str(entry.shape) for entry in value)}"
    if isinstance(value, float):
        return f"{name} = {value:.6g}"
    return f"{name} = {getattr(value, '__name__', value)}"


def tried(verdict, probe):
    """Return the call that was tried, with the probe's arguments in words."""
    arguments = ", ".join(argument(name, value) for name, value in probe.arguments.items())
    what = f" ({probe.what})" if probe.what else ""
    return f"{verdict.exercise}({', '.join(probe.arguments)}){what} with {arguments}"[:500]


def lines(verdict, probe=None, look="", explained=False):
    """Return the card's content as ``(kind, text)`` lines; kind is "text" or "code".

    probe: the one that it shows. look: code that loads its numbers. explained: say how that code works.
    """
    if verdict.state == "not attempted":
        yield "text", UNWRITTEN
        return
    for finding in verdict.findings:
        yield "text", finding.text
    if probe is not None:
        yield "text", f"Tried: {tried(verdict, probe)}."
        if not any(says(finding.text, verdict.came) for finding in verdict.findings):
            yield "text", "Came out:"
            yield "code", verdict.came
    if look:
        yield "text", f"Try it on the same numbers: `{look}`" + (f". {EXPLAINED}" if explained else "")
    if verdict.printed:
        yield "text", "It printed:"
        yield "code", verdict.printed.rstrip()
    if verdict.state != "right" and verdict.groups:
        groups = [f"{COUNTS[worth]} {TITLES[group]}{share(verdict, group)}" for group, worth in verdict.groups.items()]
        decides = [] if verdict.groups["plain"] else [DECIDES]
        decides += [WRAPPED] if verdict.points and HALF in verdict.groups.values() else []
        yield "text", " · ".join(groups) + "".join(f"{'' if i else '.'} {said}" for i, said in enumerate(decides))


def share(verdict, group):
    """Return what part of the points a probe group decides, in brackets."""
    return f" ({100 * verdict.shares[group]:.0f} %)" if group in verdict.shares else ""


def says(finding, came):
    """Say whether a finding's text holds what came, so that it need not be said again."""
    return came in finding or (came.startswith("it returned None") and "it returned none" in finding.lower())


def text(verdict, probe=None, look="", explained=False):
    """Return the card in plain text; arguments as for `lines`."""
    body = [
        "\n".join("    " + row for row in content.splitlines()) if kind == "code" else content
        for kind, content in lines(verdict, probe, look, explained)
    ]
    return "\n".join([heading(verdict), *body])


def html(verdict, probe=None, look="", explained=False):
    """Return the card in HTML, every text escaped; arguments as for `lines`."""
    body = "".join(
        f'<pre style="margin:2px 0 6px 12px">{escape(content)}</pre>'
        if kind == "code"
        else f'<p style="margin:4px 0">{code_spans(content)}</p>'
        for kind, content in lines(verdict, probe, look, explained)
    )
    edge = EDGES[verdict.state]
    return (
        f'<div class="backprop-card" role="status" '
        f'style="border-left:6px solid {edge};padding:4px 12px;max-width:60em">'
        f"<p style='margin:4px 0'><strong>{escape(heading(verdict))}</strong></p>{body}</div>"
    )


def code_spans(content):
    """Return escaped text in which what stands between backticks is set as code."""
    pieces = escape(content).split("`")
    if len(pieces) % 2 == 0:
        return escape(content)
    return "".join(f"<code>{piece}</code>" if i % 2 else piece for i, piece in enumerate(pieces))
