"""What a learner moves in the lessons, by name: ``widgets.blind_knob(net, sample)``."""

from .intuition import blind_knob, forward_pass, learning_rate, push_arrows, sample_gradients, two_ways

__all__ = ["blind_knob", "forward_pass", "learning_rate", "push_arrows", "sample_gradients", "two_ways"]
