"""What the lessons ask before a figure shows it: questions to commit to, without points.

A module a lesson, in it its `QUESTIONS` by name. They stand here and not in the lessons' text, where one would read the
answer before the question. The widget that asks them is `widgets.prediction`.
"""

from . import gradient, intuition, notation, observations
from .question import Line, Question

__all__ = ["QUESTIONS", "Line", "Question"]

QUESTIONS = intuition.QUESTIONS | notation.QUESTIONS | observations.QUESTIONS | gradient.QUESTIONS
