"""What a learner moves in the lessons, by name: ``widgets.blind_knob(net, sample)``."""

from .gradient import (
    back_stepper,
    depth,
    fan_out,
    node_slope,
    output_error,
    paths,
    small_network,
    tanh_chain,
    three_factors,
    training,
    weight_line,
)  # fmt: skip
from .intuition import (
    blind_knob,
    forward_pass,
    learning_rate,
    own_network,
    push_arrows,
    sample_gradients,
    two_ways,
    wishes,
)  # fmt: skip
from .notation import index_explorer, shape_calculator, sum_loop
from .observations import activation_slope, four_lines, loss_squares, node_terms, written_lines
from .prediction import prediction

__all__ = [
    "activation_slope", "back_stepper", "blind_knob", "depth", "fan_out", "forward_pass", "four_lines",
    "index_explorer", "learning_rate", "loss_squares", "node_slope", "node_terms", "output_error", "own_network",
    "paths", "prediction", "push_arrows", "sample_gradients", "shape_calculator", "small_network", "sum_loop",
    "tanh_chain", "three_factors", "training", "two_ways", "weight_line", "wishes", "written_lines",
]  # fmt: skip
