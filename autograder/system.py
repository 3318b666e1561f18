"""Where submissions can be judged: on Linux, whose kernel puts up the walls around them."""

import sys

NAMES = {"win32": "Windows", "cygwin": "Windows", "darwin": "macOS"}
OTHERWISE = {"Windows": "in WSL 2, the Linux that Windows brings, in the container", "macOS": "in the container"}
IN_VAIN = "Learning, `build` and nbgrader's other commands need no walls; --unsafe is Linux's, too."


def elsewhere() -> str | None:
    """Return, anywhere but on Linux, the sentences that name this system and where to judge instead."""
    if sys.platform.startswith("linux"):
        return None
    name = NAMES.get(sys.platform, sys.platform)
    where = OTHERWISE.get(name, "in the container")
    return (
        f"Submissions are judged behind walls that only Linux has, and this is {name}: "
        f"judge {where} that docs/judge.md describes, or on a machine with Linux. {IN_VAIN}"
    )
