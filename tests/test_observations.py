"""Lesson 3: the numbers that its prose quotes, what its figures say, and that sympy stays away until it is needed."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from backprop import central_difference, check, net, sample, widgets
from backprop.derivatives import ComplexStep
from backprop.exercises import exercises
from backprop.figures.observations.written import typeset
from backprop.predictions.observations import QUESTIONS
from backprop.widgets.controls import keys
from backprop.widgets.observations import written

TEXT = (Path(__file__).parents[1] / "source/03_observations/03_observations.md").read_text(encoding="utf-8")
ASKED = "".join(f"{question.asks} {question.saw}" for question in QUESTIONS.values())
x, y = sample
z, a = net.forward(x)
w_12, a_2 = net.W[4][0, 1], a[3][1]
rest = z[4][0] - w_12 * a_2


def local_slopes(w):
    """Return dz/dw, da/dz and dC/da of the running weight at ``w``, each by a central difference."""
    z_1 = w * a_2 + rest
    a_1 = net.g[4](z_1)
    return central_difference(lambda w: w * a_2 + rest, w), central_difference(net.g[4], z_1), 2 * (a_1 - y[0])


def total(w):
    """Return the slope of the whole network's loss by the running weight at ``w``."""
    return central_difference(lambda w: net.replace(4, 1, 2, w).loss(x, y), w)


def logit(p):
    """Return the input at which the sigmoid puts out ``p``."""
    return np.log(p / (1 - p))


sigmoid_slope, tanh_slope = ComplexStep(net.g[4]), ComplexStep(net.g[2])

EXPLORERS = {
    "loss_squares": lambda: widgets.loss_squares(net, sample),
    "node_terms": lambda: widgets.node_terms(net, sample),
    "activation_slope": widgets.activation_slope,
    "four_lines": lambda: widgets.four_lines(net, sample),
    "written_lines": lambda: widgets.written_lines(net, sample),
}

QUOTED = {
    "Output 1 is too low by 0.57": lambda: f"{y[0] - a[4][0]:.2f}",
    "output 2 too high by 0.70": lambda: f"{a[4][1] - y[1]:.2f}",
    "give an output the loss 0.09": lambda: f"{0.3**2:.2f}",
    "the activation it carries is negative, about −0.56": lambda: f"−{-a_2:.2f}",
    "never above 0.25": lambda: f"{sigmoid_slope(np.linspace(-5, 5, 101)).max():.2f}",
    "and tanh's reaches 1": lambda: f"{tanh_slope(np.linspace(-5, 5, 101)).max():.0f}",
    "$-0.56$, $0.25$ and $-1.13$": lambda: "$, $".join(f"{s:.2f}" for s in local_slopes(w_12)[:2]),
    "$0.25$ and $-1.13$": lambda: f"{local_slopes(w_12)[2]:.2f}",
    'at the rate of $-0.56$"': lambda: f"{local_slopes(w_12)[0]:.2f}",
    "−0.56, 0.25 and −1.13": lambda: ", ".join(f"{s:.2f}" for s in local_slopes(w_12)[:2]).replace("-", "−"),
    "0.25 and −1.13. How": lambda: f"{local_slopes(w_12)[2]:.2f}".replace("-", "−"),
    "The product is 0.1551": lambda: f"{np.prod(local_slopes(w_12)):.4f}",
    "Their product is 18; with $g'$ at 1 in place of 3 it would have been 6": lambda: (
        f"product is {3 * 6}; with $g'$ at 1 in place of 3 it would have been {3 * 2}"
    ),
    "it would have been 4 in place of 12": lambda: f"{2 * 2} in place of {2 * 6}",
    "at $w = 0.9$, where $z = -0.26$": lambda: f"$w = {w_12}$, where $z = {z[4][0]:.2f}$",
    "The slope of the sigmoid is about 0.02 at that point": lambda: f"{sigmoid_slope(logit(0.98)):.2f}",
    "so the product is about 0.04": lambda: f"{2 * 0.98 * sigmoid_slope(logit(0.98)):.2f}",
}


@pytest.mark.parametrize("sentence", QUOTED)
def test_a_quoted_number_is_the_computed_one(sentence):
    assert sentence in TEXT + ASKED
    assert QUOTED[sentence]() in sentence


def test_at_weight_4_the_last_slope_has_grown_and_the_total_has_not():
    (_, bend, error), (_, bend_4, error_4) = local_slopes(w_12), local_slopes(4.0)
    assert abs(error_4) > abs(error) and bend_4 < bend
    assert 0 < total(4.0) < total(w_12)


def test_the_running_weight_touches_no_other_node_and_gives_lesson_1s_slope():
    assert np.prod(local_slopes(w_12)) == pytest.approx(total(w_12), rel=1e-7)
    assert net.replace(4, 1, 2, 5.0).forward(x)[1][4][1] == a[4][1]


@pytest.mark.parametrize("w", [-4.0, -1.0, 0.0, 0.9, 4.0])
def test_the_four_lines_multiply_to_the_measured_slope(w):
    said = widgets.four_lines(net, sample).figure(told=True, w=w, nudge=0.1).text
    assert f"= {total(w):.4f}; measured straight across: {total(w):.4f}." in said


def test_the_four_lines_promise_what_a_small_nudge_does():
    said = widgets.four_lines(net, sample).figure(told=True, w=0.9, nudge=0.1).text
    moved = net.replace(4, 1, 2, 1.0).loss(x, y) - net.loss(x, y)
    assert f"moves C by +{moved:.3f}; the slopes promise +{0.1 * total(0.9):.3f}" in said


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "sin"])
@pytest.mark.parametrize("w", [-2.0, 0.9])
def test_sympys_figure_tells_the_slope_of_the_whole_chain(name, w):
    g = {"sigmoid": net.g[4], "tanh": np.tanh, "sin": np.sin}[name]
    whole = central_difference(lambda w: (g(w * a_2 + rest) - y[0]) ** 2, w)
    said = widgets.written_lines(net, sample).figure(told=True, w=w, step=4, name=name).text
    assert f"= {whole:.4f}".replace("-", "−") in said


def test_what_the_lines_come_to_is_the_answer_to_their_question():
    asked = QUESTIONS["four lines"]
    assert asked.answers[round(asked.right)] == f"By {total(w_12):+.2f}."


def test_the_product_holds_the_letters_that_the_answer_names():
    product = written("sigmoid", a_2, rest, y[0])[0][2][1]
    assert set(re.findall(r"\b[wzar]\b", product)) == set("az")
    asked = QUESTIONS["written lines"]
    assert asked.answers[round(asked.right)] == "$a$ and $z$."


@pytest.mark.parametrize(
    ("name", "given", "answer"),
    [
        ("loss_squares", {"a1": 0.6, "a2": 0.8, "y": (1, 0)}, "0.64"),
        ("node_terms", {"w2": w_12, "a2": a_2, "b": 0.2}, f"{z[4][0]:.2f}".replace("-", "−")),
        ("activation_slope", {"name": "sigmoid", "z": 0.0}, "0.250"),
        ("four_lines", {"w": w_12, "nudge": 1.0}, "0.1551"),
        ("written_lines", {"w": w_12, "step": 4, "name": "sigmoid"}, "0.1551"),
    ],
)
def test_a_figure_keeps_its_answer_until_it_is_asked_for(name, given, answer):
    covered, told = (EXPLORERS[name]().figure(told=told, **given) for told in (False, True))
    assert "covered until you have answered" in covered.text and "covered" not in told.text
    assert answer in told.text and answer not in covered.text + covered.svg


def test_sympys_text_is_set_as_maths():
    assert typeset("-0.558538286309489*w + r") == "−0.5585·$w$ + $r$"
    assert typeset("exp(-z)/(1 + exp(-z))**2") == "exp(−$z$)/(1 + exp(−$z$))²"
    assert typeset("1 - tanh(z)**2") == "1 − tanh($z$)²"


def test_the_squares_tell_each_loss_and_their_sum():
    said = widgets.loss_squares(net, sample).figure(told=True, a1=0.6, a2=0.8, y=(1, 0)).text
    assert "loss 0.160" in said and "loss 0.640" in said and "C0 = 0.800" in said


def test_the_terms_add_up_to_the_nodes_input():
    explorer = widgets.node_terms(net, sample)
    assert f"= {z[4][0]:.2f}".replace("-", "−") in explorer.figure(told=True, w2=w_12, a2=a_2, b=net.b[4][0]).text
    assert "= 1.04" in explorer.figure(told=True, w2=0.0, a2=1.0, b=1.0).text


def test_relu_has_no_slope_at_its_corner():
    explorer = widgets.activation_slope()
    assert "no slope" in explorer.figure(told=True, name="ReLU", z=0.0).text
    assert "slope 1.000" in explorer.figure(told=True, name="ReLU", z=0.1).text
    assert "slope 0.250" in explorer.figure(told=True, name="sigmoid", z=0.0).text


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_position_of_every_control_draws_a_picture_without_nan(name):
    explorer = EXPLORERS[name]()
    assert len(explorer.controls) <= 5  # one of them a question
    for held, control in explorer.controls.items():
        for key in keys(control):
            drawn = explorer._draw({**explorer.values, held: key})
            assert "could not be drawn" not in drawn.text and "nan" not in drawn.svg, (held, key, drawn.text)


def test_the_lesson_asks_for_its_eight_functions_and_ten_points():
    own = [e for e in exercises().values() if e.lesson == "03_observations"]
    places = [TEXT.index(f"\ncheck({e.name})\n") for e in own]
    assert places == sorted(places)
    assert (len(own), sum(e.points for e in own)) == (8, 10)


def test_a_function_that_calls_an_unwritten_one_says_so(tmp_path):
    cells = {  # each in a file of its own, as the cells of a notebook are
        "first.py": "def node_input(w_j, a_prev, b_j):\n    raise NotImplementedError()\n",
        "second.py": "def node_loss_of_weights(w_j, b_j, a_prev, y_j, g):\n    return node_input(w_j, a_prev, b_j)\n",
    }
    names = {}
    for file, code in cells.items():
        (tmp_path / file).write_text(code, encoding="utf-8")
        exec(compile(code, str(tmp_path / file), "exec"), names)
    assert "Not attempted yet" in check(names["node_input"]).text
    points = check(names["node_loss_of_weights"])
    assert points == 0 and "calls a function that is not written yet" in points.text


def test_sympy_is_imported_only_where_an_expression_is_asked_for():
    code = (
        "import sys, backprop\n"
        "from backprop import check, net, sample, widgets\n"
        "def loss(a_L, y): return 0\n"
        "assert float(check(loss)) == 0\n"
        "widgets.four_lines(net, sample)\n"
        "assert 'sympy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
