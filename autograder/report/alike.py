"""Find learners whose wrong code is the same text: a hint that they worked together, and no proof of anything."""

from collections.abc import Iterable
from dataclasses import dataclass

from . import code

FEWEST_LINES, FEWEST_CHARACTERS = 3, 80  # besides the line with `def`; shorter functions are alike by chance
MOST_LEARNERS = 6  # what more than these have in common is rather a slip that is easy to make


@dataclass(frozen=True)
class Alike:
    """Learners, and the exercises in which all of them have the same wrong text; ``size``: its length."""

    who: tuple[str, ...]
    exercises: tuple[str, ...]
    size: int
    text: str


def groups(wrong: Iterable[tuple[str, str, str]]) -> list[Alike]:
    """Return the groups in ``(exercise, learner, source)`` of wrong code, those that share most first."""
    same: dict[tuple[str, str], list[str]] = {}
    texts: dict[tuple[str, str], str] = {}
    for exercise, learner, source in wrong:
        text = code.bare(source)
        if text.count("\n") >= FEWEST_LINES and len(text) >= FEWEST_CHARACTERS:
            same.setdefault((exercise, text), []).append(learner)
            texts.setdefault((exercise, text), source)
    shared: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for key, who in same.items():
        if 2 <= len(who) <= MOST_LEARNERS:
            shared.setdefault(tuple(sorted(who)), []).append(key)
    found = [
        Alike(who, tuple(e for e, _ in keys), sum(len(t) for _, t in keys), code.shown(texts[keys[0]]))
        for who, keys in shared.items()
    ]
    return sorted(found, key=lambda group: (-len(group.exercises), -group.size, group.who))
