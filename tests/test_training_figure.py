"""Lesson 4's training figure: it runs a learner's train where that is right, and says in a sentence where it is not."""

import contextlib
import sys
import threading
import time

import numpy as np
import pytest

from backprop import batch, net, widgets
from backprop.derivatives import ComplexStep
from backprop.measure.gradients import cost, cost_gradient
from backprop.measure.tangents import Tangents
from backprop.network import Network
from backprop.training.measured import MISTAKES
from backprop.training.trainer import COURSE, Trainer

G_PRIME = {l: ComplexStep(g) for l, g in net.g.items()}


def right(W, b, g, g_prime, X, Y, eta, epochs):
    """Train on the slopes it is given, as a learner's train does."""
    print("a learner prints")
    history = []
    for _ in range(epochs):
        history.append(cost(Network(W, b, g), X, Y))
        tangents = Tangents(Network(W, b, g), X, Y)
        dW, db = tangents.gradient(slope={l: g_prime[l](tangents.z[l]) for l in W})
        W, b = {l: W[l] - eta * dW[l] for l in W}, {l: b[l] - eta * db[l] for l in b}
    return W, b, [*history, cost(Network(W, b, g), X, Y)]


def unwritten(W, b, g, g_prime, X, Y, eta, epochs):
    raise NotImplementedError


def broken(W, b, g, g_prime, X, Y, eta, epochs):
    return W[1]


def endless(W, b, g, g_prime, X, Y, eta, epochs):
    while True:
        with contextlib.suppress(Exception):
            np.zeros(3)


def uphill(W, b, g, g_prime, X, Y, eta, epochs):
    return right(W, b, g, g_prime, X, Y, -eta, epochs)


def short(W, b, g, g_prime, X, Y, eta, epochs):
    W, b, history = right(W, b, g, g_prime, X, Y, eta, epochs)
    return W, b, history[:-1]


def quits(W, b, g, g_prime, X, Y, eta, epochs):
    raise SystemExit


SENTENCES = {
    right: "Trained by your own train",
    unwritten: "Your functions are not all written yet.",
    broken: "Your train stopped with KeyError: 1.",
    endless: "Your train takes longer than 3 seconds here.",
    uphill: "One step of your train is off the measured gradient: relative error 1.00.",
    short: "Your train returned other keys or shapes than were asked for.",
    quits: "Your train stopped with SystemExit.",
    None: COURSE,
}


@pytest.mark.parametrize("function", SENTENCES, ids=lambda f: f.__name__ if f else "none")
def test_the_figure_says_whose_functions_train_and_shows_a_falling_cost(function, capsys):
    figure = widgets.training(net, *batch, function, G_PRIME)
    figure.controls["epoch"].value = 100
    assert SENTENCES[function] in figure.picture.text
    assert (COURSE in figure.picture.text) == (function is not right)
    assert "5 of 5 samples right" in figure.picture.text
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_does_the_same_to_a_learners_train_and_to_the_courses(mistake):
    own, course = Trainer(net, *batch, right, G_PRIME, epochs=20), Trainer(net, *batch, epochs=20)
    np.testing.assert_allclose(own.run(0.5, mistake).history, course.run(0.5, mistake).history, rtol=1e-9)
    assert own.train is right


def test_the_run_without_a_mistake_steps_down_the_measured_gradient():
    run = Trainer(net, *batch, epochs=3).run(0.5)
    dW, db = cost_gradient(run.networks[1], *batch)
    for l in net.W:
        np.testing.assert_allclose(run.networks[2].W[l], run.networks[1].W[l] - 0.5 * dW[l], rtol=1e-9)
        np.testing.assert_allclose(run.networks[2].b[l], run.networks[1].b[l] - 0.5 * db[l], rtol=1e-9)


def test_every_mistake_epoch_and_rate_can_be_drawn():
    figure = widgets.training(net, *batch)
    for epoch, eta in ((0, 0.25), (50, 4.0), (100, 4.0)):
        for place in range(len(MISTAKES)):
            figure.controls["epoch"].value, figure.controls["eta"].value = epoch, eta
            figure.controls["mistake"].index = place
            assert f"Epoch {epoch}" in figure.picture.text


def test_a_run_beside_a_running_cell_leaves_its_output_alone(capsys):
    trainer, sees = Trainer(net, *batch, right, G_PRIME), []

    def watched(*arguments):
        sees.append(sys.stdout)
        return right(*arguments)

    trainer.train, before = watched, sys.stdout
    beside = threading.Thread(target=trainer.run, args=(0.25,))
    beside.start()
    beside.join()
    assert set(map(id, sees)) == {id(before)}
    assert trainer.train is watched


def slow(*arguments):
    time.sleep(0.4)
    return right(*arguments)


def test_a_slow_train_is_left_after_three_seconds_in_any_thread(capsys):
    trainer = Trainer(net, *batch, right, G_PRIME)
    trainer.train = slow
    beside = threading.Thread(target=trainer.run, args=(0.25,))
    beside.start()
    beside.join(10)
    assert not beside.is_alive()
    assert trainer.said == ["Your train takes longer than 3 seconds here.", COURSE]
