"""The numbers that lesson 1's prose quotes are what the network gives."""

from pathlib import Path

import numpy as np
import pytest

from backprop import batch, net, sample
from backprop.derivatives import central_difference, gradient
from backprop.measure.nudges import through_nodes
from backprop.network import Network
from backprop.predictions.intuition import QUESTIONS
from backprop.training.blind import descend
from backprop.widgets.intuition import ETA, STEPS

TEXT = (Path(__file__).parents[1] / "source/01_intuition/01_intuition.md").read_text(encoding="utf-8")
ASKED = "".join(f"{question.asks} {question.saw}" for question in QUESTIONS.values())
x, y = sample
_, a = net.forward(x)


def C(w):
    return net.replace(4, 1, 2, w).loss(x, y)


def exact_slope():
    """Return the running weight's derivative by a complex step through the output layer."""
    return gradient(lambda W_L: Network({**net.W, 4: W_L}, net.b, net.g).loss(x, y), net.W[4])[0, 1]


def ways(k):
    """Return the measured slope of the loss by a_k of layer 3 by way of each output."""
    return through_nodes(net, 3, k, a[3], y)


def said(x):
    return f"{x:+.3f}".replace("-", "−")


def mean_loss(place):
    return net.replace(4, 1, 1, place[0]).replace(4, 1, 2, place[1]).cost(*batch)


def turned(degrees):
    """Return how a step of length 0.1 changes the mean loss, turned by so much from the way against the gradient."""
    place = net.W[4][0, :2]
    down = -gradient(mean_loss, place)
    (dx, dy), turn = down / np.linalg.norm(down), np.radians(degrees)
    way = np.cos(turn) * np.array([dx, dy]) + np.sin(turn) * np.array([-dy, dx])
    return mean_loss(place + 0.1 * way) - mean_loss(place)


def trained():
    """Return the outputs for the sample after the steps of the learner's own network."""
    return descend(net, *batch, eta=ETA, steps=STEPS)[0][-1].forward(x)[1][4]


def first_of_layer_3():
    return [net.forward(np.array([x1, 0.0]))[0][3][0] for x1 in (-2, -1, 0, 1, 2)]


QUOTED = {
    "It is `W[4][0, 1]`, and it stands at 0.9": lambda: f"{net.W[4][0, 1]}",
    "even with a step as rude as 0.5 it is 0.1538": lambda: f"{central_difference(C, 0.9, 0.5):.4f}",
    "close to 0.1551, the value that a tiny step gives": lambda: f"{exact_slope():.4f}",
    "That is the 0.803 at which": lambda: f"{net.loss(x, y):.3f}",
    "we write 2-3-3-2": lambda: "-".join(map(str, net.sizes)),
    "on all its 29 weights and biases": lambda: str(sum(v.size for v in [*net.W.values(), *net.b.values()])),
    "the loss of this output is 0.04, not 0": lambda: f"{(1.2 - 1) ** 2:.2f}",
    "carries $a_2 = -0.56$": lambda: f"{a[3][1]:.2f}",
    "output 1 pulls it up, +0.139": lambda: said(-ways(3)[0]),
    "and output 2 down, −0.118": lambda: said(-ways(3)[1]),
    "which leaves +0.021": lambda: said(-sum(ways(3))),
    "The largest rate of all is 0.90": lambda: f"{max([*net.W[4][0], *a[3]]):.2f}",
    "With $η$ = 1.05 the first step goes from $w$ = 0 to 2.1": lambda: f"{1.05 * 2:.1f}",
    "for the owl, stands at 0.43": lambda: f"{a[4][0]:.2f}",
    "It has gone up to 0.92": lambda: f"{trained()[0]:.2f}",
    "the other output down to 0.10": lambda: f"{trained()[1]:.2f}",
    "falls by 0.0106": lambda: f"{-turned(0):.4f}",
    "5,800 are 29 parameters × 2 × 5 samples × 20 steps": lambda: f"{29 * 2 * 5 * 20:,}",
    "goes 0.09, 0.10, 0.18, 0.10, −0.09": lambda: ", ".join(f"{z:.2f}".replace("-", "−") for z in first_of_layer_3()),
}


@pytest.mark.parametrize("sentence", QUOTED)
def test_a_quoted_number_is_the_computed_one(sentence):
    assert sentence in TEXT + ASKED
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


def test_no_step_of_this_length_does_better_than_the_one_against_the_gradient():
    changes = [turned(degrees) for degrees in range(0, 181, 10)]
    assert min(changes) == changes[0]
    assert turned(60) == pytest.approx(turned(0) / 2, rel=0.01) and abs(turned(90)) < 1e-4


def test_a_step_on_the_parabola_multiplies_the_distance_to_its_bottom():
    for eta in (0.1, 0.5, 1.0, 1.05):
        w = 0.0
        after = w - eta * 2 * (w - 1)
        assert after - 1 == pytest.approx((1 - 2 * eta) * (w - 1))
    assert 0 - 1.05 * central_difference(lambda w: (w - 1) ** 2 + 0.2, 0.0) == pytest.approx(2.1)


def test_no_value_of_the_one_weight_brings_the_loss_below_what_is_said():
    least = min(C(w) for w in np.linspace(-50, 50, 2001))
    assert 0.48 < least < 0.49
    assert "more than half of the loss stays" in TEXT and least > C(0.9) / 2


def test_the_measured_descent_counts_two_passes_a_sample_for_each_slope():
    _, _, passes = descend(net, *batch, eta=1.0, steps=20)
    assert passes == 20 * 29 * 2 * 5
