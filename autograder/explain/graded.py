"""Take an exercise's code and card out of the graded notebook, as text."""

import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ..course.lesson import function_of


class CardText(HTMLParser):
    """A card's HTML as lines: paragraphs as they are, blocks of code set in, code in a line between backticks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Begin a line, or code."""
        self.text += {"p": "\n", "pre": "\n\0", "code": "`"}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        """End code."""
        self.text += {"pre": "\1", "code": "`"}.get(tag, "")

    def handle_data(self, data: str) -> None:
        """Take text."""
        self.text += data.replace("\0", "").replace("\1", "")

    @property
    def lines(self) -> list[str]:
        """Return the lines."""
        set_in = re.sub(
            "\0(.*?)\1", lambda found: "    " + found[1].replace("\n", "\n    "), self.text, flags=re.DOTALL
        )
        return [line for line in set_in.splitlines() if line.strip()]


def read(path: Path) -> NotebookNode | None:
    """Return a graded notebook; None if it is not there or cannot be read."""
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, KeyError):
        return None


def code_of(notebook: NotebookNode, function: str) -> list[str]:
    """Return the lines of the cell for a function, and of any other that defines it."""
    defines = re.compile(rf"(?m)^\s*(async\s+)?def\s+{re.escape(function)}\b")
    sources = [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code" and (is_answer(cell, function) or defines.search(cell.source))
    ]
    return "\n\n".join(sources).splitlines()


def is_answer(cell: NotebookNode, function: str) -> bool:
    """Say whether a cell is where a function's solution is to be written."""
    nbgrader = cell.metadata.get("nbgrader", {})
    return bool(nbgrader.get("solution")) and function_of(nbgrader.get("grade_id", "")) == function


def card_of(notebook: NotebookNode, function: str) -> list[str]:
    """Return the lines of a function's card, none where there is no card."""
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if nbgrader.get("grade") and function_of(nbgrader.get("grade_id", "")) == function:
            for output in cell.get("outputs", []):
                html = output.get("data", {}).get("text/html", "")
                return CardText("".join(html)).lines
    return []
