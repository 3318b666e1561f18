"""Names from the file system, to be shown and to be found."""

import difflib
import unicodedata
from collections.abc import Iterable

ALIKE = 0.75  # of 1, as difflib counts it


def shown(name: str) -> str:
    """Return a name as text that any terminal can take."""
    return "".join(c if c.isprintable() else "?" for c in name)


def unusable(name: str) -> str:
    """Say why nobody can be graded under a name, at which nbgrader or its tables stop; empty for one that is usable."""
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in name):
        return "its name holds signs that are no text: rename the folder"
    return ""


def near(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return those of the ``known`` names that may be meant: by letters alone, by a part, by looks."""
    plain = {one: one.casefold() for one in known}
    wanted = name.casefold()
    if alike := [one for one, folded in plain.items() if folded == wanted]:
        return alike[:most]
    parts = sorted(one for one, folded in plain.items() if wanted and wanted in folded)
    looks = difflib.get_close_matches(wanted, plain.values(), most, ALIKE)
    by_looks = [one for look in looks for one, folded in plain.items() if folded == look]
    return list(dict.fromkeys([*by_looks, *parts]))[:most]
