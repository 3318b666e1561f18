"""A question that is asked before a figure shows the answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line on which to choose a place: from ``low`` to ``high`` in steps of ``step``."""

    low: float
    high: float
    step: float


@dataclass(frozen=True)
class Question:
    """What is asked, the answers to choose from, and what there was to see.

    asks: one sentence. answers: two to four short ones, or a `Line` to choose a place on. right: the number of the
    answer that holds, counted from 0; on a line, the place. saw: two sentences, read once an answer is chosen, that
    tell what the figure now shows and why.
    Each may hold maths between dollar signs (`figures.lettering`) and code between backticks.
    """

    asks: str
    answers: tuple | Line
    right: float
    saw: str
