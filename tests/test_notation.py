"""Lesson 2: the numbers that its prose quotes, and what its figures say."""

from pathlib import Path

import numpy as np
import pytest

from backprop import net, sample, widgets
from backprop.exercises import exercises
from backprop.figures.notation import index_explorer, shape_calculator, sum_loop
from backprop.predictions.notation import QUESTIONS

from .exercises.notation import RIGHT

TEXT = (Path(__file__).parents[1] / "source/02_notation/02_notation.md").read_text(encoding="utf-8")
x, y = sample
z, a = net.forward(x)

SAID = "".join(f"{question.asks} {question.saw}" for question in QUESTIONS.values())


def five_numbers():
    first = f"{net.b[3][1]:.1f}, {z[3][1]:.4f}, {a[3][1]:.4f}"
    return f"{first}, then {a[4][0]:.4f} and {y[0]:.0f}".replace("-", "−")


QUOTED = {
    "It is the network of lesson 1 again, 2-3-3-2": lambda: "-".join(map(str, net.sizes)),
    "0.2, −0.6307, −0.5585, then 0.4349 and 1": lambda: five_numbers(),
    "$b_2^{(3)}$ = 0.2": lambda: f"{net.b[3][1]:.1f}",
    "$z_2^{(3)}$ = −0.6307": lambda: f"{z[3][1]:.4f}".replace("-", "−"),
    "$a_2^{(3)}$ = −0.5585": lambda: f"{np.tanh(z[3][1]):.4f}".replace("-", "−"),
    "and `sum` is 8": lambda: str(4 + 4),
    "These are the 29 knobs": lambda: str(sum(v.size for v in [*net.W.values(), *net.b.values()])),
    "It should end with 10.": lambda: str(4 - 2 + 5 + 3),
    "has 25 parameters in its first layer of weights and 18 in its second": lambda: (
        f"{5 * (4 + 1)} parameters in its first layer of weights and {3 * (5 + 1)}"
    ),
    "In our network the walk visits 4, 3, 2": lambda: ", ".join(map(str, sorted(net.W, reverse=True))),
}


@pytest.mark.parametrize("sentence", QUOTED)
def test_a_quoted_number_is_the_computed_one(sentence):
    assert sentence in TEXT + SAID
    assert QUOTED[sentence]() in sentence


def test_the_product_with_the_wrong_layer_runs_and_is_wrong():
    assert a[2].shape == a[3].shape
    assert not np.allclose(net.W[4] @ a[2] + net.b[4], z[4])
    with pytest.raises(ValueError, match="mismatch"):
        net.W[4] @ a[4]


def test_the_typed_in_array_is_layer_2_in_the_other_order():
    V = np.array([[0.8, 0.3, -0.7], [-0.5, 0.9, 0.4]])
    assert "V = np.array([[0.8, 0.3, -0.7], [-0.5, 0.9, 0.4]])" in TEXT
    np.testing.assert_array_equal(V.T, net.W[2])


TOLD = {"told": True}
WEIGHTS = [(l, j, k) for l, W_l in net.W.items() for j, k in np.argwhere(np.isfinite(W_l)) + 1]


@pytest.mark.parametrize(("l", "j", "k"), WEIGHTS)
def test_the_index_explorer_tells_the_weight_that_a_right_solution_finds(l, j, k):
    value = RIGHT["weight"][0](net.W, l, j, k)
    assert f"W[{l}][{j - 1}, {k - 1}] = {value:.1f}".replace("-0", "−0") in index_explorer(net, l, j, k).text


OUTSIDE = [(l, j, k) for l in range(1, 5) for j in range(4) for k in range(4) if (l, j, k) not in WEIGHTS]


@pytest.mark.parametrize(("l", "j", "k"), OUTSIDE)
def test_the_index_explorer_tells_what_python_does_with_an_index_that_is_not_there(l, j, k):
    try:
        net.W[l][j - 1, k - 1]
        outcome = "counts from the end"
    except (KeyError, IndexError) as error:
        outcome = f"raises {type(error).__name__}"
    said = index_explorer(net, l, j, k).text
    assert said.startswith("There is no w") and outcome in said, said


@pytest.mark.parametrize("terms", [[4, -2, 5, 3], [1], [2, 2]])
def test_the_loop_ends_with_the_sum_after_its_last_line(terms):
    last = 4 + 3 * len(terms)
    assert "The loop has ended" in sum_loop(terms, last, forgets=False).text
    assert f"sum is {sum(terms)}," in sum_loop(terms, last, forgets=False).text
    assert "The loop has ended" not in sum_loop(terms, last - 1, forgets=False).text


def test_the_loop_that_forgets_never_ends():
    said = sum_loop([4, -2, 5, 3], 500, forgets=True).text
    assert "never ends" in said and "j is 0" in said


@pytest.mark.parametrize("n", [[2, 3, 3, 2], [1, 1, 1, 1], [8, 1, 8, 1], [5, 4, 3]])
def test_the_shape_calculator_counts_what_a_right_solution_counts(n):
    assert f"= {RIGHT['count_parameters'][0](n)} parameters" in shape_calculator(n).text
    for l, (rows, columns) in RIGHT["weight_shapes"][0](n).items():
        assert f"W({l}) is {rows} × {columns}" in shape_calculator(n).text


def test_the_widgets_start_on_the_running_example():
    assert widgets.index_explorer(net).values == {"told": False, "l": 4, "j": 2, "k": 1}
    assert [*widgets.shape_calculator(net.sizes).values.values()] == [False, 2, 3, 3, 2]


def test_the_loop_starts_after_its_second_round_as_it_is_printed():
    start = widgets.sum_loop([4, -2, 5, 3])
    assert start.values["forgets"] and "What the variables hold after 6 lines is covered" in start.picture.text
    start.controls["told"].value = True
    assert "sum is 8" in start.picture.text and "never ends" in start.picture.text
    printed = TEXT[TEXT.index("```text") : TEXT.index("```", TEXT.index("```text") + 3)]
    assert "j = 0;" in printed and "j = j + 1" not in printed  # one fault, the one of the figure's switch


@pytest.mark.parametrize("figure", [index_explorer, sum_loop, shape_calculator])
def test_a_covered_figure_says_nothing_of_its_answer(figure):
    given = {index_explorer: (net, 4, 2, 1), sum_loop: ([4, -2, 5, 3], 6, True), shape_calculator: ([2, 5, 3, 2],)}
    covered, told = (figure(*given[figure], told=told) for told in (False, True))
    answer = {index_explorer: "W[4][1, 0]", sum_loop: "sum is 8", shape_calculator: "5 × 2"}[figure]
    assert answer in told.text and answer not in covered.text + covered.svg


def test_every_dialect_computes_the_same_sums():
    W, b, V = net.W[4], net.b[4], net.W[4].T
    for theirs in (a[3] @ W.T + b, a[3] @ V + b):
        np.testing.assert_allclose(theirs, z[4])
    squares = (a[4] - y) ** 2
    assert squares.sum() / 2 == pytest.approx(squares.mean()) and len(squares) == 2  # "happen to be equal"


def test_the_lesson_asks_for_its_seven_functions_and_ten_points():
    own = [e for e in exercises().values() if e.lesson == "02_notation"]
    assert [TEXT.index(f"\ncheck({e.name})\n") for e in own] == sorted(TEXT.index(f"\ncheck({e.name})\n") for e in own)
    assert (len(own), sum(e.points for e in own)) == (7, 10)


def test_the_shape_calculator_takes_its_sliders_in_any_order():
    explorer = widgets.shape_calculator([2, 3, 4, 5])
    assert explorer.figure(told=True, n4=5, n2=3, n1=2, n3=4).text == explorer.figure(**explorer.values | TOLD).text
