"""Lesson 2's seven functions, in the order in which the lesson asks for them."""

from .counting import count_parameters
from .dialect import from_input_output
from .entries import weight
from .loops import total
from .order import backward_order
from .rows import weight_vector
from .shapes import weight_shapes

EXERCISES = (weight, weight_vector, total, weight_shapes, count_parameters, backward_order, from_input_output)
