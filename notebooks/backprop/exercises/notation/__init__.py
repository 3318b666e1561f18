"""Lesson 2's functions, in the order in which the lesson asks for them."""

from ..exercise import in_order

EXERCISES = in_order(
    __name__,
    "02_notation",
    "weight",
    "weight_vector",
    "total",
    "weight_shapes",
    "count_parameters",
    "backward_order",
    "from_input_output",
)
