"""Say what a file is that is no notebook: by how it begins, and by marks that others leave in it."""

import re

AGAIN = "Hand in the .ipynb file itself."
LINK = (
    "The file is a link to a notebook that lies elsewhere (Google Drive, Colab or the like). "
    "Download that notebook and hand in the .ipynb file."
)
SCRIPT = (
    "The file is a script or text made from a notebook (by jupytext or an export). Hand in the .ipynb it came from."
)
MERGE = (
    "The file holds the marks of a merge that was not finished (<<<<<<< and >>>>>>>). "
    "Take one side's notebook and hand that in."
)
ARCHIVE = "The file is a compressed archive, of a kind that is not opened here. Hand in the .ipynb file itself."

BEGINNINGS = (  # of the bytes
    (
        rb"PK\x03\x04.{26}(\[Content_Types\]|_rels|word/|mimetypeapplication)|\{\\rtf|\xd0\xcf\x11\xe0",
        "The file is a document of a word processor, not a notebook. " + AGAIN,
    ),
    (rb"PK(\x03\x04|\x05\x06)", "The file is a compressed archive, and there is no notebook in it. " + AGAIN),
    (rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf\x27\x1c|Rar!|.{257}ustar", ARCHIVE),
    (rb"%PDF-", "The file is a PDF, not a notebook. " + AGAIN),
    (rb"\x89PNG|\xff\xd8\xff|GIF8", "The file is a picture, not a notebook. " + AGAIN),
    (rb"\x00\x05\x16[\x00\x07]", "The file is what macOS notes down beside a file, not the file. " + AGAIN),
    (rb"bplist", LINK),
    (rb"L\x00\x00\x00\x01\x14\x02\x00", "The file is a shortcut of Windows to a notebook, not the notebook. " + AGAIN),
)
MARKS = (  # in the text's beginning
    (
        r"(?m)^(<{7}|>{7}) ",
        MERGE,
    ),
    (
        r"version https://git-lfs",
        "The file is a pointer of Git LFS, not the notebook: run `git lfs pull` first. " + AGAIN,
    ),
    (
        r"(?s)(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(?i:<!doctype html|<html|<head|<body)",
        "The file is a web page (HTML), not a notebook. " + AGAIN,
    ),
    (r"https?://\S+\s*$|\[InternetShortcut\]|(?s:<\?xml.*<plist)", LINK),
    (r"diff --git |--- \S+\n\+\+\+ ", "The file is a list of changes (a diff), not the notebook. " + AGAIN),
    (r"(?m)(# )?---\n(.*\n){0,40}?(# )?\s*(jupyter|jupytext|kernelspec):|(.*\n){0,60}?# (%%|In ?\[|\+$)", SCRIPT),
    (r"(.*\n){0,200}?(`{3}|~{3})[ {]*(python|ipython|code-cell)", SCRIPT),
    (
        r"(?m)(.*\n){0,200}?(def|class) \w+.*:\s*$|(.*\n){0,60}?(import \w|from \w+ import )",
        "The file is a Python script, not a notebook. " + AGAIN,
    ),
)
DAMAGED = "The notebook is not valid JSON: cut off or damaged on its way."
LINKS = {"url", "doc_id", "resource_id", "shortcutTarget"}  # keys of what a cloud drive puts in a file's place


def kind_of(data: bytes, text: str) -> str:
    """Return a sentence on what a file is that does not read as JSON: its bytes, and the text that they spell."""
    for signature, sentence in BEGINNINGS:
        if re.match(signature, data, re.DOTALL):
            return sentence
    sought, *others = MARKS
    if re.search(sought[0], text):
        return sought[1]
    beginning = text[:20_000].lstrip().replace("\r\n", "\n")
    if not beginning.startswith("{"):
        for pattern, sentence in others:
            if re.match(pattern, beginning):
                return sentence
    return DAMAGED


def kind_of_json(value: object) -> str:
    """Return a sentence on what a JSON value is that has no cells."""
    if not isinstance(value, dict):
        return "The file is JSON, but not a notebook."
    if LINKS & value.keys() and "cells" not in value:
        return LINK
    return "The file is JSON, but a notebook without cells."
