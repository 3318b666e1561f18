"""Names from the file system, to be shown and to be found."""

import difflib
from collections.abc import Iterable


def shown(name: str) -> str:
    """Return a name as text that any terminal can take."""
    return "".join(c if c.isprintable() else "?" for c in name)


def near(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return those of the ``known`` names that may be meant: by letters alone, by a part, by looks."""
    plain = {one: one.casefold() for one in known}
    wanted = name.casefold()
    alike = [one for one, folded in plain.items() if folded == wanted]
    parts = sorted(one for one, folded in plain.items() if wanted and wanted in folded)
    looks = difflib.get_close_matches(wanted, plain.values(), most)
    by_looks = [one for look in looks for one, folded in plain.items() if folded == look]
    return list(dict.fromkeys([*alike, *by_looks, *parts]))[:most]
