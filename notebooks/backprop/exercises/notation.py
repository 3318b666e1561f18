"""Lesson 2's seven functions, in the order in which the lesson asks for them."""

from .dialect import from_input_output
from .entries import weight, weight_vector
from .loops import backward_order, total
from .shapes import count_parameters, weight_shapes

EXERCISES = (weight, weight_vector, total, weight_shapes, count_parameters, backward_order, from_input_output)
