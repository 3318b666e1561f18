"""Lesson 1's figures show the numbers that a second calculation finds, and react as the lesson says."""

import re

import numpy as np
import pytest

from backprop import batch, net, sample, widgets

NUMBER = re.compile(r"[+−]?\d+\.\d+")


def numbers(picture):
    """Return the numbers of a read-out, in order."""
    return [float(found.replace("−", "-")) for found in NUMBER.findall(picture.text)]


def at(explorer, **values):
    """Return the picture of an explorer with some of its controls set."""
    return explorer._draw({**explorer.values, **values})


def output_weight_slope(k, x, y):
    """Return the slope of the loss by w_1k of layer 4, by the product of three factors."""
    _, a = net.forward(x)
    return 2 * (a[4][0] - y[0]) * a[4][0] * (1 - a[4][0]) * a[3][k - 1]


def test_the_blind_knob_keeps_its_slope_to_itself_until_asked():
    knob = widgets.blind_knob(net, sample)
    hidden, shown = at(knob, w=2.4), at(knob, w=2.4, reveal=True)
    slope = output_weight_slope(2, *sample)
    assert f"{slope:.4f}" == "0.1551" and "0.1551" in shown.text
    assert "0.1551" not in hidden.text + hidden.svg and "slope" not in hidden.text + hidden.svg
    w, loss, moved, change, _, told = numbers(shown)
    assert (w, moved) == (2.4, 1.5) and told == pytest.approx(slope * 1.5, abs=5e-4)
    assert loss == pytest.approx(net.replace(4, 1, 2, 2.4).loss(*sample), abs=5e-4)
    assert change == pytest.approx(loss - 0.8025, abs=1e-3)


def test_the_forward_pass_shows_every_z_and_a():
    shown = numbers(at(widgets.forward_pass(net), x1=-1.3, x2=0.7))
    z, a = net.forward(np.array([-1.3, 0.7]))
    expected = [value for l in z for pair in zip(z[l], a[l], strict=True) for value in pair]
    assert shown == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(("y", "targets"), [(0, (1, 0)), (1, (0, 1))])
def test_an_arrow_flips_where_its_output_passes_its_target(y, targets):
    arrows = widgets.push_arrows(net, sample)
    for j, target in enumerate(targets, 1):
        for a, way in ((target - 0.01, "must rise"), (target, "is right"), (target + 0.01, "must fall")):
            said = at(arrows, y=y, **{f"a{j}": a}).text.split("Output ")[j]
            assert way in said, (j, a, said)


def test_a_weight_acts_at_the_rate_of_its_activation_and_the_other_way_round():
    ways = widgets.two_ways(net, sample)
    w, a = net.W[4][0], net.forward(sample[0])[1][3]
    for moved in range(6):
        now = np.concatenate([w, a]) + 0.5 * (np.arange(6) == moved)
        drawn = at(ways, moved=moved, nudge=0.5)
        start, end, *rates = numbers(drawn)
        assert rates == pytest.approx([*now[3:], *now[:3]], abs=0.005)
        assert end - start == pytest.approx(0.5 * rates[moved], abs=0.005)


def test_the_mean_pull_is_the_mean_of_the_samples_and_not_to_everyones_liking():
    drawn = at(widgets.sample_gradients(net, batch), eta=1.0)
    slopes = [[output_weight_slope(k, x, y) for k in (1, 2)] for x, y in zip(*batch, strict=True)]
    _, _, *pull, change = numbers(drawn)
    assert pull == pytest.approx(-np.mean(slopes, axis=0), abs=5e-4)
    assert change == pytest.approx(-np.sum(np.mean(slopes, axis=0) ** 2), abs=2e-3)  # small step: slope times step
    assert "raises the loss of samples 3 and 4" in drawn.text


@pytest.mark.parametrize(
    ("eta", "what"), [(0.05, "creeps"), (0.45, "lands"), (0.9, "overshoots"), (1.05, "runs away")], ids=lambda v: str(v)
)
def test_the_learning_rate_creeps_lands_overshoots_or_runs_away(eta, what):
    descent = widgets.learning_rate()
    path = [numbers(at(descent, eta=eta, steps=steps, start=-2.0)) for steps in range(6)]
    losses, nexts = [row[2] for row in path], [row[4] for row in path]
    assert (losses[-1] > losses[0]) == (what == "runs away")
    assert (nexts[0] * nexts[1] < 0) == (what in ("overshoots", "runs away"))
    assert (losses[-1] < 0.25) == (what == "lands")
