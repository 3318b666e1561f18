"""Close what measures for the course to a learner's function while that is being asked.

Checks and figures have their truth from measured gradients. The lessons do not hand these out, and the judge's sandbox
does not hold them; so that the notebook's check says the same, they refuse there. The course's own use goes on: when no
function is being asked, and where it is a widget or a figure that measures.
"""

import sys
from contextlib import contextmanager
from functools import wraps

OPEN_TO = ("backprop.widgets", "backprop.figures", "backprop.checking.check")
asked = set()  # a token for each call of a learner's function that is under way, in any thread


class NotForAnswers(ImportError):
    """A learner's function called what the lessons do not hand out (in the judge it cannot even be imported)."""

    def __init__(self, name):
        super().__init__(f"{name} is the course's own measuring, which is not for answers: derive it.")


@contextmanager
def asking():
    """Keep closed what is `closed`, as long as a learner's function is being called."""
    token = object()
    asked.add(token)
    try:
        yield
    finally:
        asked.discard(token)


def closed(measure, name=""):
    """Return the function ``measure``, closed to a learner's function: there it raises `NotForAnswers`, by ``name``."""

    @wraps(measure)
    def for_the_course(*arguments, **named):
        if asked and not by_the_course(sys._getframe(1)):
            raise NotForAnswers(name or measure.__qualname__.removesuffix(".__init__"))
        return measure(*arguments, **named)

    return for_the_course


def by_the_course(frame):
    """Say whether one of the course's own widgets, figures or checks stands between the call and what asked for it."""
    while frame and frame.f_globals.get("__name__") != f"{__package__}.trial":
        if frame.f_globals.get("__name__", "").startswith(OPEN_TO):
            return True
        frame = frame.f_back
    return False
