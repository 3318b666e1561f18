"""The files in a zip archive, read in memory: nothing is extracted, nothing in it is followed."""

import io
import stat
import struct
import zipfile
import zlib
from datetime import datetime
from functools import partial

from .file import MB, MOST_BYTES, MOST_FILES
from .found import Found
from .submission import Unreadable

ZIP = b"PK\x03\x04", b"PK\x05\x06"  # the latter begins an empty one
ENTRY = b"PK\x01\x02"  # begins each entry of an archive's table of contents
MOST_RATIO = 200  # of the size unpacked to that packed: a notebook comes to 10 or so
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError)


def members(name: str, data: bytes) -> list[Found]:
    """Return the files in the archive ``data`` that is called ``name``; raise `Unreadable`.

    Links, absolute paths and paths that lead upwards are left out.
    """
    if data.count(ENTRY) > MOST_FILES:
        raise Unreadable(f"The compressed archive holds more than {MOST_FILES} files. Hand in the notebook itself.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return [
            Found(f"{name}/{entry.filename}", time_of(entry), partial(unpacked, archive, entry))
            for entry in archive.infolist()
            if is_plain(entry)
        ]
    except BROKEN:
        raise Unreadable("The compressed archive is damaged. Hand in the notebook itself.") from None


def is_plain(entry: zipfile.ZipInfo) -> bool:
    """Say whether an entry is a regular file below the archive's own top."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    path = entry.filename.replace("\\", "/")
    return not entry.is_dir() and kind in (0, stat.S_IFREG) and not path.startswith("/") and ".." not in path.split("/")


def time_of(entry: zipfile.ZipInfo) -> float:
    """Return when an entry was last changed, 0 where that is no time."""
    try:
        return datetime(*entry.date_time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int | None = None) -> bytes:
    """Return an entry's first ``most`` bytes, or all of them; raise `Unreadable`."""
    if entry.flag_bits & 1:
        raise Unreadable("The compressed archive is locked with a password. Hand in the notebook itself.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("The compressed archive is of an unusual kind. Hand in the notebook itself.")
    if entry.file_size > MOST_BYTES or entry.file_size > MB + MOST_RATIO * entry.compress_size:
        raise Unreadable("The notebook in the compressed archive unpacks to far too much. Hand in the notebook itself.")
    try:
        with archive.open(entry) as file:
            return file.read(MOST_BYTES if most is None else most)
    except BROKEN:
        raise Unreadable("The compressed archive is damaged. Hand in the notebook itself.") from None
