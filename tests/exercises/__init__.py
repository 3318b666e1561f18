"""Right and wrong ways to write the graded functions, as learners would: one module a lesson.

Each module holds RIGHT = {function: [variants]} and WRONG = {function: [(expected, variant), ...]}, where ``expected``
is the mistake's number in the table of mistakes, or a piece of the message. Of an exercise that the course leaves out
the variants stay, unused.
"""

from importlib import import_module
from pkgutil import iter_modules

from backprop.exercises import exercises

modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
RIGHT = {name: module.RIGHT[name] for module in modules for name in module.RIGHT if name in exercises()}
WRONG = {name: module.WRONG[name] for module in modules for name in module.WRONG if name in exercises()}
