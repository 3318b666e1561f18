"""One sentence of a verdict."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One sentence to the learner; ``number`` is the mistake's line in the table, 0 where it has none."""

    number: int
    text: str
