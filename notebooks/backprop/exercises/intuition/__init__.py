"""Lesson 1's six functions: what is probed, what is right, what is known to go wrong."""

from .arrows import push
from .averaging import average_gradient
from .descent import update
from .journey import forward
from .measurement import slope
from .node import weighted_sum

EXERCISES = (weighted_sum, forward, push, slope, update, average_gradient)
