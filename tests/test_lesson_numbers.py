"""The numbers that lesson 1's prose quotes are what the network gives."""

from pathlib import Path

import numpy as np
import pytest

from backprop import batch, net, sample
from backprop.derivatives import central_difference, gradient
from backprop.network import Network
from backprop.training.blind import descend

TEXT = (Path(__file__).parents[1] / "source/01_intuition/01_intuition.md").read_text(encoding="utf-8")
x, y = sample


def C(w):
    return net.replace(4, 1, 2, w).loss(x, y)


def exact_slope():
    """Return the running weight's derivative by a complex step through the output layer."""
    return gradient(lambda W_L: Network({**net.W, 4: W_L}, net.b, net.g).loss(x, y), net.W[4])[0, 1]


QUOTED = {
    "It is `W[4][0, 1]`, and it stands at 0.9": lambda: f"{net.W[4][0, 1]}",
    "even with a step as rude as 0.5 it is 0.1538": lambda: f"{central_difference(C, 0.9, 0.5):.4f}",
    "close to 0.1551, the value that a tiny step gives": lambda: f"{exact_slope():.4f}",
    "That is the 0.803 at which": lambda: f"{net.loss(x, y):.3f}",
    "we write 2-3-3-2": lambda: "-".join(map(str, net.sizes)),
    "on all 29 weights and biases": lambda: str(sum(v.size for v in [*net.W.values(), *net.b.values()])),
    "the loss of this output is 0.04, not 0": lambda: f"{(1.2 - 1) ** 2:.2f}",
}


@pytest.mark.parametrize("sentence", QUOTED)
def test_a_quoted_number_is_the_computed_one(sentence):
    assert sentence in TEXT
    assert QUOTED[sentence]() in sentence


def test_the_second_output_is_the_higher_one_and_the_sample_is_of_class_one():
    _, a = net.forward(x)
    assert a[4].argmax() == 1 and y.argmax() == 0


def test_the_best_step_for_all_five_samples_raises_the_loss_of_one():
    X, Y = batch
    slopes = np.array(
        [
            gradient(lambda W_L, s=s: Network({**net.W, 4: W_L}, net.b, net.g).loss(*s), net.W[4])[0, :2]
            for s in zip(X, Y, strict=True)
        ]
    )
    assert (slopes @ slopes.mean(axis=0)).min() < 0


def test_the_measured_descent_counts_two_passes_a_sample_for_each_slope():
    _, costs, passes = descend(net, *batch, eta=1.0, steps=20)
    assert passes == 20 * 29 * 2 * 5
    steps = -np.diff(costs)
    assert (steps > 0).all() and steps[0] > 10 * steps[-1]  # it falls at every step, fast first, slower later
