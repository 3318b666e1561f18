"""Lesson 3's functions: what is probed, what is right, what is known to go wrong."""

from ..exercise import in_order

EXERCISES = in_order(
    __name__,
    "03_observations",
    "node_loss",
    "loss",
    "node_input",
    "layer_input",
    "sigmoid",
    "node_loss_of_weights",
    "chain_rule",
    "symbolic_chain_rule",
)
