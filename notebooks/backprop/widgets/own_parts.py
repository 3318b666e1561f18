"""A learner's own functions, where they are right, as the parts of gradient descent."""

from ..checking.check import check
from ..exercises import exercises
from ..training.blind import Parts


def own_parts(**functions):
    """Return the `Parts` of gradient descent with each of the learner's ``functions`` that its check calls right."""
    right = {name: function for name, function in functions.items() if is_right(name, function)}
    return Parts(**right, own=tuple(right))


def is_right(name, function):
    """Say whether a learner's function gets all points of the exercise of this name."""

    def asked(*arguments):
        return function(*arguments)

    asked.__name__ = name
    try:
        return check(asked) == exercises()[name].points
    except Exception:  # nbgrader validates, and an incomplete function raises
        return False
