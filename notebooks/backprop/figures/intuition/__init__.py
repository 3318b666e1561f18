"""The figures of lesson 1. Numbers in, a `Picture` out."""

from .nodes import forward_pass, push_arrows, two_ways
from .samples import sample_gradients
from .steps import blind_knob, learning_rate

__all__ = ["blind_knob", "forward_pass", "learning_rate", "push_arrows", "sample_gradients", "two_ways"]
