"""Lesson 1's functions: what is probed, what is right, what is known to go wrong."""

from ..exercise import in_order

EXERCISES = in_order(__name__, "01_intuition", "weighted_sum", "forward", "push", "slope", "update", "average_gradient")
