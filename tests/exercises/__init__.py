"""Right and wrong ways to write the graded functions, as learners would: one module a lesson.

Each module holds RIGHT = {function: [variants]} and WRONG = {function: [(expected, variant), ...]}, where ``expected``
is the mistake's number in the table of mistakes, or a piece of the message.
"""

from importlib import import_module

from backprop.exercises import LESSONS

modules = [import_module(f"{__name__}.{lesson}") for lesson in LESSONS]
RIGHT = {name: variants for module in modules for name, variants in module.RIGHT.items()}
WRONG = {name: variants for module in modules for name, variants in module.WRONG.items()}
