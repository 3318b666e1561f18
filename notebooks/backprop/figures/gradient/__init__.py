"""The pictures of lesson 4, one module for each or for a few of a kind."""

from .chain import tanh_chain
from .depth import depth
from .fan import fan_out
from .paths import paths
from .secant import three_factors
from .small import small_network
from .stepper import back_stepper
from .terms import node_slope, output_error, weight_line
from .training import training

__all__ = [
    "back_stepper", "depth", "fan_out", "node_slope", "output_error", "paths", "small_network",
    "tanh_chain", "three_factors", "training", "weight_line",
]  # fmt: skip
