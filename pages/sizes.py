"""How large the pages are: as they lie on the disk, and as a server that compresses sends them."""

import gzip
import re

SHARED = ("style.css", "figures.js", "fonts")


def sent(path):
    """Return the bytes of a file as it is sent: compressed, unless it is so already."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 9, mtime=0))


def measure(out):
    """Return a row for each page, all numbers in bytes.

    A row: its name; the page; the page sent; the frames of all its figures sent; the page, what all pages share, and
    the first figure's frames sent, which is what moving that figure takes.
    """
    shared = sum(sent(file) for name in SHARED for file in files(out / name) if file.suffix != ".txt")
    rows = []
    for page in sorted(out.glob("*.html"), key=lambda path: (path.name != "index.html", path.name)):
        addresses = dict.fromkeys(re.findall(r'data-frames="([^"]+)"', page.read_text("utf-8")))
        frames = [sent(out / address) for address in addresses]
        rows.append((page.name, page.stat().st_size, sent(page), sum(frames), sent(page) + shared + frames[0]))
    return rows


def files(path):
    """Return the files in a folder, or the file itself."""
    return sorted(path.iterdir()) if path.is_dir() else [path]


def table(out):
    """Return `measure` as text, in kB."""
    head = "page", "on disk", "gzipped", "all its frames", "until a figure moves, fonts and all"
    rows = [head, *((name, *(f"{size / 1000:.0f} kB" for size in row)) for name, *row in measure(out))]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
