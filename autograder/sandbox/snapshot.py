"""What answering takes, as it was before the first cell: kept once, put back after whatever a cell did to it."""

import sys
from types import ModuleType

NEEDED = ("numpy", "builtins", "os", "signal", "time", "json", "pickle", "struct", "contextlib", "random")
MODULES: dict[str, ModuleType] = {}
CONTENTS: list[tuple[dict, dict]] = []


def remember() -> None:
    """Keep the modules that answering takes, and all names in them; called once, by the zygote."""
    MODULES.update((name, m) for name, m in sys.modules.items() if name.startswith(("backprop", "autograder", "numpy")))
    ours = (m for name, m in sys.modules.items() if name in NEEDED or name.startswith(("backprop", "autograder")))
    CONTENTS.extend((vars(module), dict(vars(module))) for module in ours)


def restore(contents: list[tuple[dict, dict]] = CONTENTS, modules: dict[str, ModuleType] = MODULES) -> None:
    """Put back what a cell may have replaced in them, so that it costs itself alone."""
    for names, before in contents:
        names.update(before)
    sys.modules.update(modules)
