"""Lesson 1's figures show the numbers that a second calculation finds, and react as the lesson says."""

import re

import numpy as np
import pytest

from backprop import batch, net, sample, widgets
from backprop.figures.contours import contour
from backprop.training.blind import descend

from .exercises import intuition as exercises

NUMBER = re.compile(r"[+−]?\d+\.\d+")


def numbers(picture):
    """Return the numbers of a read-out, in order."""
    return [float(found.replace("−", "-")) for found in NUMBER.findall(picture.text)]


def at(explorer, **values):
    """Return the picture of an explorer, its question answered, with some of its controls set."""
    return explorer._draw({**explorer.values, "told": True, **values})


def output_weight_slope(k, x, y):
    """Return the slope of the loss by w_1k of layer 4, by the product of three factors."""
    _, a = net.forward(x)
    return 2 * (a[4][0] - y[0]) * a[4][0] * (1 - a[4][0]) * a[3][k - 1]


def test_the_blind_knob_keeps_its_slope_to_itself_until_asked():
    knob = widgets.blind_knob(net, sample)
    hidden, shown = at(knob, told=False, w=2.4), at(knob, w=2.4)
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


def test_each_output_has_its_squared_error_and_their_sum_is_the_loss():
    drawn = at(widgets.push_arrows(net, sample), a1=1.2, a2=0.5)
    assert "squared error 0.04" in drawn.text and "squared error 0.25" in drawn.text
    assert drawn.text.endswith("Loss C0 = 0.29.")


def test_the_outputs_wishes_for_a_hidden_node_add_up_to_its_slope():
    x, y = sample
    _, a = net.forward(x)
    by_output = 2 * (a[4] - y) * a[4] * (1 - a[4])  # of each output's sum
    ways = -by_output[:, None] * net.W[4]
    figure = widgets.wishes(net, sample)
    wanted = [float(n.replace("−", "-")) for n in re.findall(r"[+−]\d\.\d+", at(figure, whose=0).text)]
    assert wanted == pytest.approx([v for k in range(3) for v in (*ways[:, k], ways[:, k].sum())], abs=6e-4)
    assert [f"{v:.3f}" for v in -ways[:, 2]] + [f"{-ways[:, 2].sum():.3f}"] == ["-0.139", "0.118", "-0.021"]
    assert np.sign(ways[0]).tolist() == [-1, 1, 1] and np.sign(ways[1]).tolist() == [-1, 1, -1]
    assert "+0.139" not in at(figure, told=False).text


def test_the_mean_step_is_the_mean_of_the_samples_and_not_to_everyones_liking():
    figure = widgets.sample_gradients(net, batch)
    drawn = at(figure, eta=1.0)
    slopes = [[output_weight_slope(k, x, y) for k in (1, 2)] for x, y in zip(*batch, strict=True)]
    _, _, _, *step, change = numbers(drawn)
    assert step == pytest.approx(-np.mean(slopes, axis=0), abs=5e-4)
    assert change == pytest.approx(-np.sum(np.mean(slopes, axis=0) ** 2), abs=2e-3)  # small step: slope times step
    assert (
        "raises the loss of samples 3 and 4" in drawn.text and "raises the loss of samples 3 and 4" in at(figure).text
    )
    covered = at(figure, told=False)
    assert "mean step is covered" in covered.text and "rises" not in covered.text + covered.svg
    assert "loss rises" in drawn.svg


def test_a_contour_runs_where_the_height_is_its_level():
    places = np.linspace(-1, 1, 41)
    line = contour(places, places, np.hypot(*np.meshgrid(places, places)), 0.7)
    assert len(line) > 40
    assert all(abs(np.hypot(*end) - 0.7) < 1e-3 for piece in line for end in piece)


RIGHT = {name: right[0] for name, right in exercises.RIGHT.items()}


def own(**functions):
    """Return the figure of the network trained by these functions, a stub where there is none."""

    def stub(*_):
        raise NotImplementedError

    names = ("slope", "update", "forward", "average_gradient")
    return widgets.own_network(net, batch, *(functions.get(name, stub) for name in names))


def test_the_network_is_trained_by_the_learners_functions_where_they_are_right():
    def update(w, dC_dw, eta):
        return w + eta * dC_dw

    for functions, said in (
        ({}, "The course's own slope, update, forward and average_gradient measured"),
        (RIGHT, "Your own slope, update, forward and average_gradient measured"),
        (RIGHT | {"update": update}, "Your own slope, forward and average_gradient, and the course's update, since"),
    ):
        figure = own(**functions)
        end, start = at(figure), at(figure, step=0)
        assert said in end.text and "with 5,800 forward passes" in end.text
        assert "owl 0.92, fox 0.10; the network says owl" in end.text and "mean loss is 0.012" in end.text
        assert "owl 0.43, fox 0.70; the network says fox" in start.text


def test_a_learners_function_that_stops_on_the_way_leaves_the_course_to_it():
    calls = []

    def update(w, dC_dw, eta):
        calls.append(1)
        if len(calls) > 60:
            raise ValueError("enough")
        return np.subtract(w, np.multiply(eta, dC_dw))

    said = at(own(**(RIGHT | {"update": update}))).text
    assert "Your functions stopped with ValueError; the course's own measured and stepped." in said
    assert "owl 0.92, fox 0.10" in said


def test_all_five_animals_are_on_their_own_side_in_the_end():
    networks, costs, _ = descend(net, *batch, eta=1.0, steps=20)
    for x, y in zip(*batch, strict=True):
        assert networks[-1].forward(x)[1][4].argmax() == y.argmax()
    steps = -np.diff(costs)
    assert (steps > 0).all() and steps[0] > 10 * steps[-1]  # it falls at every step, fast first, slower later


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
