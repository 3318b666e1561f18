"""The graded functions of the course: a folder a lesson, in it a file a function, of its name."""

from functools import cache
from importlib import import_module

from .exercise import Exercise, Factor, Mistake, Probe, Raises, Transposed

LESSONS = ("intuition", "notation", "observations", "gradient")

__all__ = ["LESSONS", "Exercise", "Factor", "Mistake", "Probe", "Raises", "Transposed", "exercises", "exercises_of"]


@cache
def exercises():
    """Return every `Exercise` of the course by its function's name, in the order of the lessons."""
    modules = [import_module(f"{__name__}.{lesson}") for lesson in LESSONS]
    return {exercise.name: exercise for module in modules for exercise in module.EXERCISES}


def exercises_of(lesson):
    """Return the `Exercise`s of one lesson, such as 01_intuition, by their functions' names."""
    return {name: exercise for name, exercise in exercises().items() if exercise.lesson == lesson}
