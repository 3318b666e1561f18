"""Lesson 4: the numbers that its prose quotes, and what its figures say."""

import re
from pathlib import Path

import numpy as np
import pytest

from backprop import batch, net, sample, widgets
from backprop.activations import relu, sigmoid, tanh
from backprop.derivatives import ComplexStep, central_difference, relative_error
from backprop.figures import gradient as figures
from backprop.figures.gradient.chain import chain_loss
from backprop.figures.gradient.chain import forward as chain_values
from backprop.figures.gradient.depth import sizes
from backprop.figures.gradient.small import NINE
from backprop.figures.gradient.stepper import forward_cost, nudging_cost, step_cost, steps
from backprop.figures.lettering import number
from backprop.measure.gradients import forward_rows
from backprop.predictions.gradient import QUESTIONS
from backprop.training.measured import MISTAKES, gradient_error, measured_run

TEXT = (Path(__file__).parents[1] / "source/04_gradient/04_gradient.md").read_text(encoding="utf-8")
ASKED = "".join(f"{question.asks} {question.saw}" for question in QUESTIONS.values())
x, y = sample
z, a = net.forward(x)


def slope_of(l, j, k):
    """Return the measured derivative of C_0 by w_jk of layer l."""
    return central_difference(lambda w: net.replace(l, j, k, w).loss(x, y), net.W[l][j - 1, k - 1])


def minus(text):
    return text.replace("-", "−")


def batch_factors():
    """Return the three measured factors of the running weight, one row a sample."""
    rows = []
    for x_i, y_i in zip(*batch, strict=True):
        z_i, a_i = net.forward(x_i)
        error_slope = central_difference(lambda v, y_1=y_i[0]: (v - y_1) ** 2, a_i[4][0])
        rows.append([error_slope, central_difference(sigmoid, z_i[4][0]), a_i[3][1]])
    return np.array(rows)


def path(j):
    """Return the share of output j in the slope by a_2 of layer 3, measured: only that output feels the nudge."""

    def loss(a_2):
        moved = a[3].copy()
        moved[1] = a_2
        felt = z[4].copy()
        felt[j - 1] = net.W[4][j - 1] @ moved + net.b[4][j - 1]
        return ((sigmoid(felt) - y) ** 2).sum()

    return central_difference(loss, a[3][1])


def cost_of_all():
    return sum(step_cost(net.sizes, *step) for step in steps(net.L))


CHAIN = {"x": 2.0, "w1": 0.4, "b1": 0.2, "w2": -0.8, "b2": -0.2}


def chain_slope(name):
    def loss(w):
        return chain_loss(chain_values(**{**CHAIN, name: w})[-1], 0.5)

    return central_difference(loss, CHAIN[name])


def stepped():
    """Return the chain's values with its four parameters after one step of a tenth of their derivatives."""
    return {name: v if name == "x" else v - 0.1 * chain_slope(name) for name, v in CHAIN.items()}


def slope_where_it_is(activation):
    """Return the sigmoid's slope at the input that gives this activation."""
    return central_difference(sigmoid, np.log(activation / (1 - activation)))


def cross_entropy_delta(activation):
    """Return the derivative by z of the cross-entropy of a sigmoid output whose target is 0."""
    return central_difference(lambda z: -np.log(1 - sigmoid(z)), np.log(activation / (1 - activation)))


def runs():
    return {mistake: measured_run(net, *batch, 0.5, 50, mistake).history for mistake in MISTAKES}


def falling():
    """Return how many mistakes let the cost fall at every step, and how many end below the right gradient."""
    right, *wrong = runs().values()
    always = [history for history in wrong if (np.diff(history) < 0).all()]
    return len(always), sum(history[-1] < right[-1] for history in always)


def slip_by_both_measures():
    """Return how far g′ given a is off: by its own size, and as a relative error."""
    right, slip = batch_factors()[0, 1], central_difference(sigmoid, a[4][0])
    return 1 - slip / right, relative_error(slip, right)


def digits_said():
    """Return what the lesson's own count for the network that reads digits comes to, in its words."""
    (cell,) = re.findall(r"```\{code-cell\} ipython3\n(def multiplications.*?)```", TEXT, re.DOTALL)
    names = {}
    exec(cell, names)
    walk, nudges = names["both"] / forward_cost([784, 100, 100, 10]), names["passes"] / 1e9
    return f"{WORDS[round(walk)]} forward passes, against {WORDS[round(nudges)]} thousand million"


WORDS = {2: "two", 3: "three", 4: "Four", 5: "five", 7: "seven", 8: "eight"}
QUOTED = {
    "you nudged it and measured 0.1551": lambda: f"{slope_of(4, 1, 2):.4f}",
    "−1.1301 × 0.2458 × −0.5585": lambda: minus(" × ".join(f"{v:.4f}" for v in batch_factors()[0])),
    "**This is the 0.1551 of lesson 1**": lambda: f"{batch_factors()[0].prod():.4f}",
    "The mean of the five products is 0.0987": lambda: f"{batch_factors().prod(axis=1).mean():.4f}",
    "It is 0.0138, and 0.0987 was right": lambda: (
        f"{batch_factors().mean(axis=0).prod():.4f}, and {batch_factors().prod(axis=1).mean():.4f}"
    ),
    "The sum, −0.4267, is the slope in the figure": lambda: minus(f"{path(1) + path(2):.4f}"),
    "−0.4267 × 0.6880 × −0.7398 = 0.2172": lambda: minus(
        f"{path(1) + path(2):.4f} × {central_difference(np.tanh, z[3][1]):.4f} × {a[2][1]:.4f} "
        f"= {slope_of(3, 2, 2):.4f}"
    ),
    "The network has 29 weights and biases": lambda: str(sum(v.size for v in [*net.W.values(), *net.b.values()])),
    "A forward pass costs 21 multiplications": lambda: str(forward_cost(net.sizes)),
    "67 multiplications, forward pass included, against 30 · 21 = 630": lambda: (
        f"{cost_of_all()} multiplications, forward pass included, against "
        f"{nudging_cost(net.sizes) // forward_cost(net.sizes)} · {forward_cost(net.sizes)} = {nudging_cost(net.sizes)}"
    ),
    "used seven times: for three weights, for a bias, and for three paths back": lambda: WORDS[3 + 1 + 3],
    "after ten layers about a millionth is left": lambda: (
        "a millionth" if 0.5e-6 < sizes(sigmoid, 1.0, 10)[2] / sizes(sigmoid, 1.0, 10)[10] < 2e-6 else "something else"
    ),
    "giving $g'$ the wrong number costs three per cent here": lambda: (
        f"costs {WORDS[round(100 - 100 * central_difference(sigmoid, a[4][0]) / batch_factors()[0, 1])]} per cent"
    ),
    "the relative error, with both lengths under its line, says half of that": lambda: (
        "half" if round(2 * slip_by_both_measures()[1] / slip_by_both_measures()[0], 1) == 1 else "something else"
    ),
    "That is about two forward passes, against eight thousand million multiplications": digits_said,
    "all of them for the price of about three": lambda: WORDS[round(cost_of_all() / forward_cost(net.sizes))],
    "the loss has fallen from 0.6835 to 0.5887": lambda: (
        f"from {chain_loss(chain_values(**CHAIN)[-1], 0.5):.4f} to {chain_loss(chain_values(**stepped())[-1], 0.5):.4f}"
    ),
    "At an activation of 0.9 the sigmoid's slope is 0.09, and tanh's is 0.19": lambda: (
        f"the sigmoid's slope is {central_difference(sigmoid, np.log(9)):.2f}, "
        f"and tanh's is {central_difference(np.tanh, np.arctanh(0.9)):.2f}"
    ),
    "0.25⁸ is 1.5 × 10⁻⁵": lambda: number(central_difference(sigmoid, 0.0).round(6) ** (10 - 2), 4),
    "slope $1 - h_2^2$ is 0.02": lambda: f"{central_difference(np.tanh, chain_values(**{**CHAIN, 'b2': -2.0})[2]):.2f}",
    "Tanh at scale 1 keeps a thirtieth": lambda: (
        "a thirtieth" if 28 < sizes(tanh, 1.0, 10)[10] / sizes(tanh, 1.0, 10)[2] < 33 else "something else"
    ),
    "Its δ is 2 · 0.98 times a slope of 0.02, which makes 0.04": lambda: (
        f"a slope of {slope_where_it_is(0.98):.2f}, which makes {2 * 0.98 * slope_where_it_is(0.98):.2f}"
    ),
    "what is left is the plain error: 0.98 in place of 0.04": lambda: f"{cross_entropy_delta(0.98):.2f}",
    "whoever always answers 0.4 and 0.6 has a cost of 0.48": lambda: (
        f"{0.4 * 2 * 0.6**2 + 0.6 * 2 * 0.4**2:.2f}"  # 8 of 20 samples of class 1
    ),
    "Four of the five mistakes lower the cost at every step, and three of them": lambda: (
        f"{WORDS[falling()[0]]} of the {WORDS[len(MISTAKES) - 1]} mistakes lower the cost at every step, "
        f"and {WORDS[falling()[1]]}"
    ),
}


@pytest.mark.parametrize("sentence", QUOTED)
def test_a_quoted_number_is_the_computed_one(sentence):
    assert sentence in TEXT + ASKED
    assert QUOTED[sentence]() in sentence


def test_the_example_by_hand_is_right_in_every_line_and_in_four_decimals():
    rows = re.findall(r"^\| (\$?[^|]*\$[^|]*) \| ([^|]*) \| \**(−?[\d.]+)\** \|$", TEXT, re.MULTILINE)
    z1, h1, z2, h2 = chain_values(**CHAIN)
    exact = [z1, h1, z2, h2, chain_loss(h2, 0.5), h2 - 0.5, ComplexStep(np.tanh)(z2), chain_slope("b2")]
    by_h1 = central_difference(lambda h: chain_loss(np.tanh(-0.8 * h - 0.2), 0.5), h1)
    exact += [chain_slope("w2"), by_h1, ComplexStep(np.tanh)(z1), chain_slope("b1"), chain_slope("w1")]
    exact += [stepped()[name] for name in ("w1", "b1", "w2", "b2")]
    assert [shown for *_, shown in rows] == [minus(f"{right:.4f}") for right in exact]
    for _, sum_of_numbers, shown in rows:  # each line follows from the rounded numbers in it
        python = sum_of_numbers.replace("−", "-").replace("·", "*").replace("½", "0.5").replace("²", "**2")
        python = re.sub(r"tanh ?\(?(-?[\d.]+)\)?", r"np.tanh(\1)", python)
        assert f"{eval(python, {'np': np}):.4f}" == shown.replace("−", "-"), sum_of_numbers


def chain_said(**moved):
    """Return the four derivatives that the chain's figure tells with some of its sliders moved."""
    text = figures.tanh_chain(**{**CHAIN, "y": 0.5, **moved}).text
    return said(text, f"by w1 {NUMBER}, by b1 {NUMBER}, by w2 {NUMBER}, by b2 {NUMBER}")


@pytest.mark.parametrize("moved", [{"b2": -2.0}, {"y": -0.7}, {"w1": -2.0}])
def test_the_ends_that_the_prose_names_silence_all_four_derivatives_of_the_chain(moved):
    assert max(map(abs, chain_said(**moved))) < 0.04 < min(map(abs, chain_said()))


def test_the_three_largest_errors_of_the_batch_have_the_sign_of_their_activations():
    errors, _, activations = batch_factors().T
    same = errors * activations > 0
    assert same.sum() == 3 and abs(errors[same]).min() > abs(errors[~same]).max()


@pytest.mark.parametrize(("piece", "lines"), [("means = np.mean", 1), ("for mistake in MISTAKES", len(MISTAKES))])
def test_a_cell_that_would_give_an_answer_away_waits_for_a_true(piece, lines, capsys):
    (cell,) = (cell for cell in re.findall(r"```\{code-cell\} ipython3\n(.*?)```", TEXT, re.DOTALL) if piece in cell)
    names = {"np": np, "net": net, "X": batch[0], "Y": batch[1], "factors": batch_factors()}
    exec(cell, names)
    assert capsys.readouterr().out == ""
    exec(cell.replace("answered = False", "answered = True"), names)
    assert len(capsys.readouterr().out.splitlines()) == lines


def test_every_mistake_but_the_sign_lets_the_cost_fall_and_is_seen_by_the_relative_error():
    errors = {mistake: gradient_error(net, *batch, mistake) for mistake in MISTAKES}
    assert errors.pop("none") < 1e-12
    assert min(errors.values()) > 0.05


NUMBER = r"([+−]?[\d.]+\d(?: × 10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)?)"
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def value(shown):
    """Return the number that a figure writes as ``shown``."""
    digits, _, power = shown.replace("−", "-").replace("+", "").partition(" × 10")
    return float(digits) * 10.0 ** int(power.translate(SUPERSCRIPTS) or 0)


def said(text, pattern):
    """Return the numbers that a read-out gives where ``pattern`` has brackets."""
    found = re.search(pattern, text)
    assert found, text
    return [value(shown) for shown in found.groups()]


ACTIVATIONS = [("sigmoid", sigmoid), ("tanh", tanh), ("ReLU", relu)]


@pytest.mark.parametrize(("a_1", "y_1"), [(0.0, 1.0), (1.0, 0.0), (0.4375, 1.0), (0.5, 0.25)])
def test_term_one_tells_twice_the_error(a_1, y_1):
    error, slope = said(
        figures.output_error(net, x, y, a_1, y_1).text, f"error is {NUMBER}, the slope of the loss is {NUMBER}"
    )
    assert error == pytest.approx(a_1 - y_1, abs=1e-3)
    assert slope == pytest.approx(2 * (a_1 - y_1), abs=1e-3)


@pytest.mark.parametrize("g", ACTIVATIONS[:2])
@pytest.mark.parametrize("at", [-5.0, -0.25, 0.125, 5.0])
def test_term_two_tells_the_slope_of_the_activation_and_the_slip_beside_it(g, at):
    shown = figures.node_slope(net, x, g, at)
    slope, slip = said(shown.text, rf"g′\(z\) = {NUMBER}\..* would say {NUMBER}")
    assert slope == pytest.approx(central_difference(g[1], at), abs=1e-4)
    assert slip == pytest.approx(central_difference(g[1], g[1](at)), abs=1e-4)
    assert ("saturated" in shown.text) == (slope < 0.05)


@pytest.mark.parametrize("activation", [-1.0, 0.0, 0.5625])
@pytest.mark.parametrize("weight", [-2.0, 0.875, 2.0])
def test_term_three_is_the_activation_wherever_the_weight_stands(weight, activation):
    (slope,) = said(figures.weight_line(net, x, weight, activation).text, f"slope is {NUMBER}")
    assert slope == pytest.approx(activation, abs=1e-3)


def test_the_three_factors_are_the_secant_and_the_running_number():
    product, secant = said(
        figures.three_factors(net, x, y, 0.9, 5.0, True).text, f"= {NUMBER}. Secant .*: {NUMBER}. They"
    )
    assert product == pytest.approx(0.1551, abs=5e-5)
    assert secant == pytest.approx(slope_of(4, 1, 2), abs=1e-8)


def test_the_secant_is_worst_at_both_ends_of_the_steps():
    def error(exponent, both):
        return said(figures.three_factors(net, x, y, 0.9, exponent, both).text, f"differ by {NUMBER}")[0]

    assert error(5.0, True) < error(1.0, True) / 1e3
    assert error(5.0, True) < error(12.0, True) / 1e3
    assert error(2.0, True) == pytest.approx(error(1.0, True) / 100, rel=0.1)  # in h²
    assert error(2.0, False) == pytest.approx(error(1.0, False) / 10, rel=0.1)  # in h


@pytest.mark.parametrize("k", [1, 2, 3])
def test_a_hidden_activation_moves_every_output(k):
    picture = figures.fan_out(net, x, y, k, 0.5)
    first, second = said(picture.text, rf"moves a1\(4\) by {NUMBER}, a2\(4\) by {NUMBER}")
    moved = a[3] + 0.5 * np.eye(3)[k - 1]
    np.testing.assert_allclose((first, second), sigmoid(net.W[4] @ moved + net.b[4]) - a[4], atol=1e-3)
    assert "no edge straight" in picture.svg


@pytest.mark.parametrize("activation", [(l, k) for l in (2, 3) for k in (1, 2, 3)])
def test_the_paths_add_up_to_the_measured_slope_until_one_is_dropped(activation):
    for change in (-1.0, 0.0, 0.25):
        total, measured = said(
            figures.paths(net, x, y, activation, change, 0).text, f"Sum: {NUMBER}; measured: {NUMBER}"
        )
        assert total == measured
        for dropped in range(1, len(net.b[activation[0] + 1]) + 1):
            assert "do not agree" in figures.paths(net, x, y, activation, change, dropped).svg


def test_the_stepper_shows_the_measured_deltas_and_counts_up_to_sixty_seven():
    texts = [figures.back_stepper(net, x, y, step, 1).text for step in range(7)]
    spent = [said(text, "so far ([0-9]+)")[0] for text in texts]
    assert spent == [21, 25, 31, 40, 49, 61, 67]
    for step, l in ((1, 4), (3, 3), (5, 2)):
        shown = said(texts[step], ": " + ", ".join([NUMBER] * len(net.b[l])) + r"\.")
        by_bias = []
        for j in range(len(net.b[l])):

            def loss(b_j, j=j, l=l):
                b = net.b[l].copy()
                b[j] = b_j
                return type(net)(net.W, {**net.b, l: b}, net.g).loss(x, y)

            by_bias.append(central_difference(loss, net.b[l][j]))
        np.testing.assert_allclose(shown, by_bias, atol=1e-4)


@pytest.mark.parametrize(("step", "l"), [(1, 4), (3, 3), (5, 2)])
def test_the_stepper_writes_a_delta_as_its_sum_of_products(step, l):
    for j in range(1, len(net.b[l]) + 1):
        shown = re.search(rf"Node {j}: (.*), that is {NUMBER}; times its slope {NUMBER}: {NUMBER}\.",
                          figures.back_stepper(net, x, y, step, j).text)  # fmt: skip
        sums, *numbers = shown.groups()
        by_a, slope, delta = map(value, numbers)
        assert eval(sums.replace("−", "-").replace("×", "*")) == pytest.approx(by_a, abs=2e-3)
        assert by_a * slope == pytest.approx(delta, abs=1e-4)
        assert sums.count("×") == (len(net.b[l + 1]) if l < 4 else 1)


@pytest.mark.parametrize(("step", "l"), [(2, 4), (4, 3), (6, 2)])
def test_the_stepper_writes_a_gradient_as_delta_times_activation_as_measured(step, l):
    for j in range(1, len(net.b[l]) + 1):
        rows = re.findall(f"{NUMBER} × {NUMBER} = {NUMBER}", figures.back_stepper(net, x, y, step, j).text)
        assert len(rows) == net.W[l].shape[1]
        for k, row in enumerate(rows, 1):
            delta, activation, entry = map(value, row)
            assert entry == pytest.approx(slope_of(l, j, k), abs=6e-5)
            assert delta * activation == pytest.approx(entry, abs=1e-4)


def test_delta_vanishes_with_the_sigmoid_and_explodes_with_large_relu_weights():
    assert "vanishes" in figures.depth(ACTIVATIONS[0], 1.0, 10).text
    assert "shrinks" in figures.depth(ACTIVATIONS[1], 1.0, 10).text
    assert "keeps" in figures.depth(ACTIVATIONS[1], 1.0, 3).text
    assert "grows" in figures.depth(ACTIVATIONS[2], 3.0, 4).text
    assert "explodes" in figures.depth(ACTIVATIONS[2], 3.0, 15).text


@pytest.mark.parametrize("g", ACTIVATIONS)
def test_the_words_for_delta_fit_its_numbers(g):
    bounds = {
        "vanishes": (0, 1e-2),
        "shrinks": (1e-2, 0.3),
        "keeps": (0.3, 3),
        "grows": (3, 1e2),
        "explodes": (1e2, 1e9),
    }
    for scale in np.arange(0.5, 3.1, 0.5):
        text = figures.depth(g, scale, 12).text
        (ratio,) = said(text, f"{NUMBER} times as large")
        low, high = next(bounds[word] for word in bounds if word in text)
        assert low <= ratio <= high, text


ASKING = {  # how each figure is called, and a number that answers its question
    "output_error": ((net, x, y, 0.435, 1.0), "2.000"),
    "node_slope": ((net, x, ACTIVATIONS[0], 2.1972), "0.9000"),
    "weight_line": ((net, x, 0.9, 0.5), "slope is +0.500"),
    "three_factors": ((net, x, y, 0.9, 5.0, True), "They differ by"),
    "small_network": ((NINE[0],), "six weights"),
    "tanh_chain": (tuple({**CHAIN, "y": 0.5}[name] for name in ("x", "y", "w1", "b1", "w2", "b2")), "−0.645609"),
    "fan_out": ((net, x, y, 2, 0.5), "the loss goes"),
    "paths": ((net, x, y, (3, 2), 0.0, 0), "−0.4267"),
    "back_stepper": ((net, x, y, 6, 1), "so far 67"),
    "depth": ((ACTIVATIONS[0], 1.0, 10), "vanishes"),
}


@pytest.mark.parametrize("name", ASKING)
def test_a_figure_keeps_its_answer_until_it_is_asked_for(name):
    given, answer = ASKING[name]
    covered, told = (getattr(figures, name)(*given, told=told) for told in (False, True))
    assert "covered until you have answered" in covered.text and "covered" not in told.text + told.svg
    assert answer in told.text + told.svg and answer not in covered.text + covered.svg


def test_what_is_seen_is_the_answer_that_holds():
    right = {name: asked.answers[round(asked.right)] for name, asked in QUESTIONS.items()}
    assert right["node slope"] == f"{slope_where_it_is(0.9):.2f}"
    assert right["average early"] == "Smaller." and 0 < batch_factors().mean(axis=0).prod() < 0.0987
    assert right["small network"] == "Four."
    rates = sigmoid(net.W[4] @ (a[3] + [0, 0.1, 0]) + net.b[4]) - a[4]
    assert rates[0] > 0 > rates[1] and right["fan out"].startswith("Output 1 rises, output 2 falls, and the loss falls")
    all_paths, without = (
        said(figures.paths(net, x, y, (3, 2), 0.0, dropped).text, f"Sum: {NUMBER}; measured: {NUMBER}")
        for dropped in (0, 2)
    )
    assert all_paths[1] - without[0] == pytest.approx(path(2), abs=2e-4) and without[1] == all_paths[1]
    assert right["paths"] == "By that path's whole bar."
    assert right["back stepper"] == "Less than 100." and cost_of_all() < 100
    silent = {
        "$w_2$ to 0": {"w2": 0.0},
        "$b_2$ to −2": {"b2": -2.0},
        "$b_1$ to −2": {"b1": -2.0},
        "$x$ to 0": {"x": 0.0},
    }
    for move in QUESTIONS["tanh chain"].answers:
        assert (max(map(abs, chain_said(**silent[move]))) < 0.04) == (move == right["tanh chain"])


@pytest.mark.parametrize("seed", range(4))
def test_the_chain_multiplies_to_what_is_measured(seed):
    values = np.random.default_rng(seed).uniform(-2, 2, 6).round(1)
    numbers = re.findall(f"= {NUMBER}</text><text[^>]*>{NUMBER}</text>", figures.tanh_chain(*values).svg)
    assert len(numbers) == 4
    for product, measured in numbers:
        assert value(product) == pytest.approx(value(measured), rel=0.1, abs=2e-6)


def test_the_small_network_has_nine_parameters_of_which_four_touch_hidden_node_two():
    touching = [p for p in NINE if p[1:3] == (1, 2) or (p[0], p[1], p[3]) == ("w", 2, 2)]
    assert len({*NINE}) == 9 and len(touching) == 4
    assert "Four of them touch hidden node 2: two weights and a bias lead in, one weight leads out." in ASKED
    assert sorted(letter for letter, *_ in touching) == ["b", "w", "w", "w"]


@pytest.mark.parametrize("parameter", NINE)
def test_the_small_network_tells_both_names_of_a_parameter(parameter):
    _, layer, k, j = parameter
    text = figures.small_network(parameter).text
    there, here = (f"w{layer}{k}{j}", f"w{k}{j}({layer + 1})") if j else (f"b{layer}{k}", f"b{k}({layer + 1})")
    assert text.startswith(f"{there} there is {here} here: it {'leads to' if j else 'belongs to'} ")


def test_the_chain_starts_with_the_example_by_hand():
    start = widgets.tanh_chain(x=2.0, y=0.5, w1=0.4, b1=0.2, w2=-0.8, b2=-0.2)
    start.controls["told"].value = True
    shown = said(start.picture.text, f"by w1 {NUMBER}, by b1 {NUMBER}, by w2 {NUMBER}, by b2 {NUMBER}")
    np.testing.assert_allclose(shown, [0.4338, 0.2169, -0.4917, -0.6456], atol=1e-9)


def rings():
    """Return the samples of the training figure, made by the lesson's own cell."""
    (cell,) = re.findall(r"```\{code-cell\} ipython3\n(def ring.*?)```", TEXT, re.DOTALL)
    names = {"np": np}
    exec(cell, names)
    return names["X_rings"], names["Y_rings"]


def hits(run, X, Y):
    outputs = forward_rows(run.networks[-1], X)[1][net.L]
    return int((outputs.argmax(axis=1) == Y.argmax(axis=1)).sum())


def test_the_rings_do_what_the_lesson_says_of_them():
    X, Y = rings()
    right = measured_run(net, X, Y, 1.0, 100)
    assert "The cost starts at 0.56." in TEXT
    assert f"{right.history[0]:.2f}" == "0.56"
    assert min(abs(right.history[5:40] - 0.48)) < 0.002, "the plateau of whoever knows the frequencies only"
    assert hits(right, X, Y) == 20
    assert "after 100 epochs these two still have 8 of the 20 samples wrong" in TEXT
    for mistake in ("no g′ in the hidden layers", "g′ given a in place of z"):
        run = measured_run(net, X, Y, 1.0, 100, mistake)
        assert 20 - hits(run, X, Y) == 8
        assert (np.diff(run.history) < 0).all()
    assert (np.diff(measured_run(net, X, Y, 4.0, 100).history) > 0).any(), "a large rate jumps"
