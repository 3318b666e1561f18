"""Learners' code as text: found in autograded/, bared of comments, compared, shortened, and made nobody's."""

import io
import json
import re
import tokenize
from collections.abc import Iterable
from pathlib import Path

from ..course.lesson import function_of

MOST_LINES, MOST_COLUMNS = 16, 96  # of a piece of code that is shown
LONGEST = 20_000  # characters of a cell that are looked at
NO_NAME = "…"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
LAYOUT = {tokenize.NL, tokenize.COMMENT, tokenize.ENCODING, tokenize.ENDMARKER}
STARTS = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
APART = re.compile(r"""\"{3}[\s\S]*?\"{3}|'{3}[\s\S]*?'{3}|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\#[^\n]*""")


def written(path: Path) -> dict[str, str]:
    """Return ``{function: its solution cell's source}`` of a graded notebook; nothing where it cannot be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        about = [(cell["metadata"].get("nbgrader", {}), cell["source"]) for cell in cells]
        return {
            function_of(role["grade_id"]): "".join(source)[:LONGEST] for role, source in about if role.get("solution")
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def significant(source: str) -> list[tokenize.TokenInfo]:
    """Return the tokens that do something: no comments, no text that stands alone. Raises what tokenize raises."""
    kept: list[tokenize.TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in LAYOUT:
            first = not kept or kept[-1].type in STARTS  # on its line
            kept += [] if first and token.type in (tokenize.STRING, tokenize.NEWLINE) else [token]
    return kept


def bare(source: str) -> str:
    """Return what two texts have in common if they differ in blanks, comments and docstrings alone, a line a line."""
    lines = ("".join(line.split()) for line in APART.sub(lambda found: found[1] or "", source).splitlines())
    return "\n".join(filter(None, lines))


def shown(source: str) -> str:
    """Return a function to be shown: no comments, no docstring, no empty lines, bounded in both directions."""
    lines = source.splitlines()
    try:
        used: dict[int, int] = {}  # how far a line's code goes
        first: dict[int, int] = {}
        for token in significant(source):
            if token.type not in STARTS:
                for number in range(token.start[0], token.end[0] + 1):
                    used[number] = token.end[1] if number == token.end[0] else len(lines[number - 1])
                first.setdefault(token.start[0], token.start[1])
        lines = [lines[number - 1][: used[number]] for number in sorted(used)]
    except (tokenize.TokenError, SyntaxError, ValueError, IndexError):
        lines = [line for line in re.sub(r"#.*", "", source).splitlines() if line.strip()]
    lines = [line if len(line) <= MOST_COLUMNS else line[:MOST_COLUMNS] + " …" for line in lines]
    more = [f"    … {len(lines) - MOST_LINES} more lines"] if len(lines) > MOST_LINES else []
    text = "\n".join(lines[:MOST_LINES] + more)
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text.replace("\t", "    "))


def names_in(text: str, words: Iterable[str]) -> list[str]:
    """Return those of the ``words`` (ids, names) that stand in a text, whatever their case."""
    parts = {part for word in words for part in re.split(r"[\W_]+", word) if len(part) > 2}
    low = text.casefold()
    return [
        p for p in parts if p.casefold() in low and re.search(rf"(?<![^\W\d_]){re.escape(p)}(?![^\W\d_])", text, re.I)
    ]


def nobodys(text: str, words: Iterable[str]) -> str:
    """Return a text without the ``words`` and without addresses."""
    text = ADDRESS.sub(NO_NAME, text)
    for part in names_in(text, words):
        text = re.sub(rf"(?<![^\W\d_]){re.escape(part)}(?![^\W\d_])", NO_NAME, text, flags=re.I)
    return text
