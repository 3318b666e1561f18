"""The graded functions of the course: a folder a lesson, in it a file a function, of its name."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from .exercise import Exercise, Factor, Mistake, Probe, Raises, Transposed

__all__ = ["Exercise", "Factor", "Mistake", "Probe", "Raises", "Transposed", "exercises", "exercises_of"]


@cache
def exercises():
    """Return every `Exercise` of the course by its function's name, in the order of the lessons' names."""
    folders = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.ispkg]
    found = [exercise for folder in folders for exercise in folder.EXERCISES]
    return {exercise.name: exercise for exercise in sorted(found, key=lambda exercise: exercise.lesson)}


def exercises_of(lesson):
    """Return the `Exercise`s of one lesson, such as 01_intuition, by their functions' names."""
    return {name: exercise for name, exercise in exercises().items() if exercise.lesson == lesson}
