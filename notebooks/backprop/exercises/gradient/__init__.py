"""Lesson 4's functions: the terms, one weight, one layer, the paths, the whole network, the chain, training."""

from ..exercise import in_order

EXERCISES = in_order(
    __name__,
    "04_gradient",
    "dC_da",
    "sigmoid_prime",
    "tanh_prime",
    "dC_dw",
    "weight_gradient",
    "bias_gradient",
    "average_weight_gradient",
    "dC_da_prev",
    "backpropagate",
    "tanh_chain_gradients",
    "train",
)
