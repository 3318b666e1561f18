"""The figures of lesson 1. Numbers in, a `Picture` out."""

from .nodes import forward_pass, push_arrows, two_ways
from .own import own_network
from .samples import EDGE, sample_gradients
from .steps import blind_knob, learning_rate
from .wishes import wishes

__all__ = [
    "EDGE", "blind_knob", "forward_pass", "learning_rate", "own_network", "push_arrows", "sample_gradients",
    "two_ways", "wishes",
]  # fmt: skip
