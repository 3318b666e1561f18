"""Everything that may be handed in: hostile, broken, or odd but right; a function each, named for what it does."""

from . import cheating, damaged, exhausting, unusual
from .handed_in import CASES

__all__ = ["CASES", "cheating", "damaged", "exhausting", "unusual"]
