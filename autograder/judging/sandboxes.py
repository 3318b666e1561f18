"""The sandboxes of one worker, each started when it is first needed: for learners' work, and for the solutions."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from ..sandbox import canary
from ..sandbox.host import Sandbox, SandboxFault
from ..settings import Settings
from .beforehand import packages, visible_probes
from .reference import Reference, imported, needless, provided

NO_GROUPS = "No control groups are to be had: limits are for each process, and not for their sum"  # docs/judge.md


class Sandboxes:
    """Holds the sandboxes and the references of one worker; a context manager, for one thread.

    Raises `canary.NoWalls` where there are no walls and none were waived.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings, self.key, self.stack = settings, settings.key, ExitStack()
        self.sandboxes: dict[tuple[str, bool], Sandbox] = {}  # by lesson, and whether with large packages
        self.references: dict[str, Reference] = {}
        self.needless: dict[str, set[str]] = {}
        self.provided: dict[str, list[str]] = {}
        self.spare: Sandbox | None = None
        self.tier = ""

    def __enter__(self) -> Self:
        """Find the walls; the sandbox that was found serves the first reference."""
        self.spare = found = self.another(self.settings.tiers)
        self.tier = found.tier
        together = ", ".join(sorted(found.bounds or ()))
        self.walls = f"{self.tier}, with control groups ({together})" if together else f"{self.tier}. {NO_GROUPS}"
        return self

    def __exit__(self, *error: Any) -> None:
        self.stack.__exit__(*error)

    def another(self, tiers: Sequence[str], **options: Any) -> Sandbox:
        """Return one more sandbox, of the first of ``tiers`` that holds; the canary tries each tier once."""
        s = self.settings
        options |= {"hidden": [s.root, s.folder], "user": s.user}
        if self.tier in tiers:
            try:
                return self.stack.enter_context(Sandbox(self.tier, s.limits, **options))
            except (SandboxFault, OSError) as error:
                raise canary.NoWalls(f"No more walls for the sandbox here ({self.tier}: {error})") from error
        found = canary.find(s.limits, s.unsafe, [tier for tier in tiers if tier != "unsafe"], **options)
        return self.stack.enter_context(found)

    def sandbox(self, name: str, text: str = "") -> Sandbox:
        """Return the sandbox for learners' work on the lesson ``name`` that speaks of the packages in ``text``.

        What speaks of a large package goes to another one than the rest, whose forks would all have to carry it.
        """
        key = (name, bool(large := packages(text)))
        if key not in self.sandboxes:
            small = [module for module in imported([self.notebook(name)]) if not packages(module)]
            self.sandboxes[key] = self.another([self.tier], preload=small)
        self.sandboxes[key].warm(large, visible_probes(text))
        return self.sandboxes[key]

    def notebook(self, name: str) -> Path:
        """Return the path of the solved notebook of the lesson ``name``."""
        return self.settings.source / name / f"{name}.ipynb"

    def prepare(self, name: str) -> Reference:
        """Start what a lesson needs, once: a sandbox for its solutions. Return the `Reference`.

        name: the lesson's, such as 01_intuition.
        """
        notebook = self.notebook(name)
        if name not in self.references:
            own, self.spare = self.spare or self.another([self.tier]), None
            self.references[name] = self.stack.enter_context(Reference(notebook, own))
            self.needless[name], self.provided[name] = needless(notebook), provided(notebook)
        return self.references[name]
