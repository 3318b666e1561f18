"""The figures of lesson 2. Numbers in, a `Picture` out."""

from .indices import index_explorer
from .loop import sum_loop
from .shapes import shape_calculator

__all__ = ["index_explorer", "shape_calculator", "sum_loop"]
