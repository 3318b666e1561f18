"""What lesson 4 asks before it shows."""

from .question import Question

QUESTIONS: dict[str, Question] = {}
