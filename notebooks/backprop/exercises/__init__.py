"""The graded functions of the course, one module a lesson."""

from functools import cache
from importlib import import_module

from .exercise import Exercise, Factor, Mistake, Probe, Raises

LESSONS = ("intuition", "notation", "observations", "gradient")

__all__ = ["LESSONS", "Exercise", "Factor", "Mistake", "Probe", "Raises", "exercises"]


@cache
def exercises():
    """Return every `Exercise` of the course by its function's name, in the order of the lessons."""
    modules = [import_module(f"{__name__}.{lesson}") for lesson in LESSONS]
    return {exercise.name: exercise for module in modules for exercise in module.EXERCISES}
