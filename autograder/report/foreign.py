"""A table of another program's, of which one column is filled: every other byte stays as it came."""

import re
from collections.abc import Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "cp1252")
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}  # byte-order marks
SEPARATORS = ",;\t"
FIELD = r'("(?:[^"]|"")*"|[^"{s}\r\n][^{s}\r\n]*|)({s}|\r\n|\r|\n|$)'


class Unusable(ValueError):
    """A table cannot be filled; the message says which and why, in one sentence."""


class Table:
    """Rows of fields as they are written there, quotes and all; ``value`` and ``put`` speak of what they mean."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Unusable(f"{path} cannot be read ({error.strerror}).") from None
        self.mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
        text = self.decoded(data[len(self.mark) :])
        first = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
        self.separator = max(SEPARATORS, key=first.count)
        self.rows: list[list[str]] = []
        self.ends: list[str] = []
        for fields, end in split(text, self.separator, path):
            self.rows.append(fields)
            self.ends.append(end)
        if not self.rows or len(self.rows[0]) < 2:
            raise Unusable(f"{path} is no table of several columns: give it the CSV file as it was exported.")
        self.head = [meant(field).strip() for field in self.rows[0]]

    def decoded(self, data: bytes) -> str:
        """Return the file's text, by its mark or else in the first encoding that reads it."""
        for encoding in [MARKS[self.mark]] if self.mark else ENCODINGS:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            self.encoding = encoding
            return text
        raise Unusable(f"{self.path} is no text: give it the CSV file as it was exported.")

    def value(self, row: int, column: int) -> str:
        """Return what a field says; nothing where the row is too short."""
        return meant(self.rows[row][column]).strip() if column < len(self.rows[row]) else ""

    def put(self, row: int, column: int, value: str) -> None:
        """Write a value, in quotes if what stood there had them, or if it needs them."""
        quoted = self.rows[row][column].startswith('"') or self.separator in value
        self.rows[row][column] = f'"{value}"' if quoted else value

    def bytes(self) -> bytes:
        """Return the whole file."""
        lines = (self.separator.join(fields) + end for fields, end in zip(self.rows, self.ends, strict=True))
        return self.mark + "".join(lines).encode(self.encoding)


def split(text: str, separator: str, path: Path) -> Iterator[tuple[list[str], str]]:
    """Yield the rows of a text as fields, as they are written, and each row's line end; raise `Unusable`."""
    field = re.compile(FIELD.format(s=re.escape(separator)))
    place, fields = 0, []
    while place < len(text):
        found = field.match(text, place)
        if not found:
            line = text.count("\n", 0, place) + 1
            raise Unusable(f"{path}, line {line}: a quotation mark is out of place; export the file anew.")
        fields.append(found[1])
        place = found.end()
        if found[2] != separator:
            yield fields, found[2]
            fields = []
        elif place == len(text):
            fields.append("")
    if fields:
        yield fields, ""


def meant(field: str) -> str:
    """Return what a field says, without its quotes."""
    return field[1:-1].replace('""', '"') if field.startswith('"') else field
