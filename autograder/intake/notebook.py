"""Get the cells out of a notebook file's bytes, whatever version they claim and however they were damaged."""

import json
import re
from typing import Any

from .kinds import DAMAGED, MERGE, kind_of, kind_of_json
from .submission import RawCell, Unreadable

MOST_VALUES = 5_000_000  # in the JSON: bounds the memory that parsing takes
MOST_SOURCE = 100_000  # characters of one cell
ENDS = ("\n", "\r")
BLANK = "\0 \t\r\n"


def parse(data: bytes) -> tuple[Any, tuple[str, ...]]:
    """Return the JSON value in ``data``, and a note if more came behind it; raise `Unreadable`."""
    if not data.strip(BLANK.encode()):
        raise Unreadable("The notebook is empty.")
    text = decoded(data).lstrip(BLANK)
    if sum(text.count(mark) for mark in ",[{") > MOST_VALUES:
        raise Unreadable("The notebook holds far too many values. Clear its outputs, save and hand it in again.")
    decoder = json.JSONDecoder(parse_int=whole_number, parse_constant=lambda _: None, strict=False)  # line ends in text
    try:
        value, end = decoder.raw_decode(text)
        if isinstance(value, str):  # written twice over
            value, rest = decoder.raw_decode(value.lstrip(BLANK))[0], ""
        else:
            rest = text[end:].strip(BLANK)
    except RecursionError:
        raise Unreadable("The notebook is nested too deeply to be one.") from None
    except ValueError:
        return cells_alone(decoder, text, kind_of(data, text))
    if rest and not isinstance(value, dict):
        raise Unreadable(kind_of(data, text))
    return value, ("Behind the notebook's end its file went on; that was left out.",) if rest else ()


def cells_alone(decoder: json.JSONDecoder, text: str, kind: str) -> tuple[dict, tuple[str, ...]]:
    """Return the cells, if they are whole, of a file of which the rest is damaged, and a note; raise `Unreadable`.

    kind: a sentence on what the file is. Only what is nothing else can be a damaged notebook, or one with the marks of
    a merge before or behind its cells: of two sides' cells none is chosen.
    """
    start = re.search(r'"cells"\s*:\s*(?=\[)', text)
    among = start and len(re.findall(r"(?m)^<{7} ", text[: start.end()])) != len(
        re.findall(r"(?m)^>{7} ", text[: start.end()])
    )
    if kind not in (DAMAGED, MERGE) or not start or among:
        raise Unreadable(kind)
    try:
        cells, _ = decoder.raw_decode(text, start.end())
    except (ValueError, RecursionError):
        raise Unreadable(kind) from None
    return {"cells": cells}, ("The notebook's file is damaged, but not in its cells; these were read.",)


def decoded(data: bytes) -> str:
    """Return the text in ``data``, UTF-8, 16 or 32 with a byte-order mark or without; what does not fit is marked."""
    return data.decode(json.detect_encoding(data), "replace").lstrip("\N{BYTE ORDER MARK}")


def whole_number(digits: str) -> int:
    """Return a JSON integer; 0 for one too long to be meant."""
    return int(digits) if len(digits) < 20 else 0


def raw_cells(notebook: Any) -> list:
    """Return the list of cells in a parsed notebook of any version; raise `Unreadable`."""
    if not isinstance(notebook, dict):
        raise Unreadable(kind_of_json(notebook))
    if isinstance(notebook.get("content"), dict):  # as Jupyter's server hands a file out
        notebook = notebook["content"]
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        sheets = notebook.get("worksheets")
        cells = [
            cell
            for sheet in (sheets if isinstance(sheets, list) else [])
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            for cell in sheet["cells"]
        ]
    if not cells:
        raise Unreadable(kind_of_json(notebook))
    return cells


def joined(cells: list) -> tuple[str, ...]:
    """Put line ends into the sources that are lists of lines without them; return a note if there are any."""
    number = 0
    for cell in cells:
        for key in ("source", "input"):
            lines = cell.get(key) if isinstance(cell, dict) else None
            if isinstance(lines, list) and has_no_line_ends(lines):
                cell[key] = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
                number += 1
    return (f"The lines of {number} cell(s) had come without line ends; these were put back.",) if number else ()


def has_no_line_ends(lines: list) -> bool:
    """Say whether ``lines`` are more than one, text and not its letters, and none but the last ends as a line does."""
    text = len(lines) > 1 and all(isinstance(line, str) for line in lines) and any(len(line) > 1 for line in lines)
    return text and not any(line.endswith(ENDS) for line in lines[:-1])


def tidy(cell: Any) -> RawCell | None:
    """Return one raw cell as ``(kind, source, grade id)``, None for what is no cell."""
    if not isinstance(cell, dict):
        return None
    kind = cell.get("cell_type")
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str) or kind not in ("code", "markdown", "raw", "heading"):
        return None
    source = source.lstrip("\N{BYTE ORDER MARK}").encode("utf-8", "replace").decode()[:MOST_SOURCE]
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return "markdown" if kind == "heading" else kind, source, grade_id if isinstance(grade_id, str) else None
