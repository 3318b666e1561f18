"""What lesson 3 asks before it shows."""

from .question import Question

QUESTIONS: dict[str, Question] = {}
