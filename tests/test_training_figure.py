"""Lesson 4's training figure: it runs a learner's train, right or wrong, and says in a sentence where it cannot."""

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
from backprop.training.trainer import COURSE, OWN, WRONG, Trainer

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


def leaves_blank(W, b, g, g_prime, X, Y, eta, epochs):
    unwritten(W, b, g, g_prime, X, Y, eta, epochs)


def broken(W, b, g, g_prime, X, Y, eta, epochs):
    return W[1]


def endless(W, b, g, g_prime, X, Y, eta, epochs):
    while True:
        with contextlib.suppress(Exception):
            np.zeros(3)


def uphill(W, b, g, g_prime, X, Y, eta, epochs):
    return right(W, b, g, g_prime, X, Y, -eta, epochs)


def half(W, b, g, g_prime, X, Y, eta, epochs):
    return right(W, b, g, g_prime, X, Y, eta / 2, epochs)


def short(W, b, g, g_prime, X, Y, eta, epochs):
    W, b, history = right(W, b, g, g_prime, X, Y, eta, epochs)
    return W, b, history[:-1]


def forgetful(W, b, g, g_prime, X, Y, eta, epochs):
    print("no return")


def long_winded(W, b, g, g_prime, X, Y, eta, epochs):
    raise ValueError("a matter of many words " * 20)


def quits(W, b, g, g_prime, X, Y, eta, epochs):
    raise SystemExit


SENTENCES = {
    right: OWN,
    uphill: WRONG,
    unwritten: "Your unwritten is not written yet. What you see",
    leaves_blank: "Your unwritten is not written yet.",
    broken: "Your train stopped with KeyError: 1.",
    endless: "Your train takes longer than 0.5 seconds here.",
    short: "Your train returned other keys or shapes than were asked for.",
    forgetful: "Is the last line a return? What you see",
    long_winded: "a matter of many words a … What you see",
    quits: "Your train stopped with SystemExit.",
    None: COURSE,
}


@pytest.fixture
def impatient(monkeypatch):
    """Let the figure wait for half a second only."""
    for module in ("learner", "trainer"):
        monkeypatch.setattr(f"backprop.training.{module}.PATIENCE", 0.5)


@pytest.mark.parametrize("function", SENTENCES, ids=lambda f: f.__name__ if f else "none")
def test_the_figure_says_whose_functions_train_and_how_wrong_they_are(function, capsys, request):
    if function is endless:
        request.getfixturevalue("impatient")
    figure = widgets.training(net, *batch, function, G_PRIME)
    figure.controls["told"].value = True
    figure.controls["epoch"].value = 100
    text = figure.picture.text
    assert SENTENCES[function] in text and "`" not in text and "?." not in text
    assert (COURSE in text) == (function not in (right, uphill))
    assert text.count("elative error") == 1
    assert ("5 of 5 samples right" in text) == (function is not uphill)
    assert capsys.readouterr().out == ""


def test_a_wrong_train_is_drawn_beside_the_right_one_with_its_own_error():
    trainer = Trainer(net, *batch, half, G_PRIME, epochs=20)
    run, error = trainer.both(0.5, "none")
    course = Trainer(net, *batch, epochs=20)
    np.testing.assert_allclose(run.history, course.run(0.25).history, rtol=1e-9)
    np.testing.assert_allclose(trainer.right(0.5).history, course.run(0.5).history, rtol=1e-9)
    np.testing.assert_allclose(error, 1 / 3)
    assert trainer.said == WRONG


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_does_the_same_to_a_learners_train_and_to_the_courses(mistake):
    own, course = Trainer(net, *batch, right, G_PRIME, epochs=20), Trainer(net, *batch, epochs=20)
    (drawn, error), (expected, wrong) = own.both(0.5, mistake), course.both(0.5, mistake)
    np.testing.assert_allclose(drawn.history, expected.history, rtol=1e-9)
    np.testing.assert_allclose(error, wrong, atol=1e-9)
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


def test_a_slow_train_is_left_in_any_thread(impatient):
    trainer = Trainer(net, *batch, right, G_PRIME)
    trainer.train = slow
    beside = threading.Thread(target=trainer.run, args=(0.25,))
    beside.start()
    beside.join(10)
    assert not beside.is_alive()
    assert trainer.said == f"Your train takes longer than 0.5 seconds here. {COURSE}"
