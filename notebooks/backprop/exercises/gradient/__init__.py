"""Lesson 4's eleven functions: the terms, one weight, one layer, the paths, the whole network, the chain, training."""

from .average import average_weight_gradient
from .backpropagate import backpropagate
from .chain import tanh_chain_gradients
from .parameters import bias_gradient, weight_gradient
from .paths import dC_da_prev
from .slopes import dC_da, sigmoid_prime, tanh_prime
from .train import train
from .weight import dC_dw

EXERCISES = (
    dC_da,
    sigmoid_prime,
    tanh_prime,
    dC_dw,
    weight_gradient,
    bias_gradient,
    average_weight_gradient,
    dC_da_prev,
    backpropagate,
    tanh_chain_gradients,
    train,
)
