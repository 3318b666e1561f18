"""Get the cells out of a notebook file's bytes, whatever version they claim and however they were damaged."""

import codecs
import json
from typing import Any

from .submission import RawCell, Unreadable

MOST_VALUES = 5_000_000  # in the JSON: bounds the memory that parsing takes
MOST_SOURCE = 100_000  # characters of one cell


def parse(data: bytes) -> Any:
    """Return the JSON value in ``data``; raise `Unreadable`."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("The notebook is empty.")
    if data[:4] == b"PK\x03\x04" or data[:2] == b"\x1f\x8b":
        raise Unreadable("The notebook is a compressed archive; hand in the .ipynb file itself.")
    text = decoded(data)
    if sum(text.count(mark) for mark in ",[{") > MOST_VALUES:
        raise Unreadable("The notebook holds far too many values. Clear its outputs, save and hand it in again.")
    try:
        return json.loads(text, parse_int=whole_number, parse_constant=lambda _: None)
    except RecursionError:
        raise Unreadable("The notebook is nested too deeply to be one.") from None
    except (ValueError, MemoryError):
        raise Unreadable("The notebook is not valid JSON: cut off or damaged on its way.") from None


def decoded(data: bytes) -> str:
    """Return the text in ``data`` by its byte-order mark, UTF-8 without one; what does not fit is marked."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace").lstrip("\N{BYTE ORDER MARK}")
    return data.decode("utf-8", "replace")


def whole_number(digits: str) -> int:
    """Return a JSON integer; 0 for one too long to be meant."""
    return int(digits) if len(digits) < 20 else 0


def raw_cells(notebook: Any) -> list:
    """Return the list of cells in a parsed notebook of any version; raise `Unreadable`."""
    if not isinstance(notebook, dict):
        raise Unreadable("The file is JSON, but not a notebook.")
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
        raise Unreadable("The file is JSON, but a notebook without cells.")
    return cells


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
    source = source.encode("utf-8", "replace").decode()[:MOST_SOURCE]
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return "markdown" if kind == "heading" else kind, source, grade_id if isinstance(grade_id, str) else None
