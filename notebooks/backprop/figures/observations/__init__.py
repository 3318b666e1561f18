"""The figures of lesson 3. Numbers in, a `Picture` out."""

from .lines import four_lines
from .node import activation_slope, loss_squares, node_terms
from .written import written_lines

__all__ = ["activation_slope", "four_lines", "loss_squares", "node_terms", "written_lines"]
