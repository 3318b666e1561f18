"""Lesson 4's ungraded parts, worked as a learner would: they come out as the text beside them says."""

import re

import pytest

from .test_lessons import kernel, run, solved  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("kernel")

GRADIENT_CHECK = """
def gradient_check(W, b, g, g_prime, x, y, h=1e-5):
    W, b = ({l: array.astype(float) for l, array in part.items()} for part in (W, b))

    def sample_loss():
        a = x
        for l in W:
            a = g[l](W[l] @ a + b[l])
        return np.sum((a - y) ** 2)

    dW, db = backpropagate(W, b, g, g_prime, x, y)
    said, measured = [], []
    for part, gradient in ((W, dW), (b, db)):
        for l in part:
            for place in np.ndindex(part[l].shape):
                kept = part[l][place]
                part[l][place] = kept + h
                above = sample_loss()
                part[l][place] = kept - h
                below = sample_loss()
                part[l][place] = kept
                measured.append((above - below) / (2 * h))
                said.append(gradient[l][place])
    assert len(said) == 29
    return relative_error(said, measured)
"""
BATCH = """
def backpropagate_batch(W, b, g, g_prime, X, Y):
    Z, A, L = {}, {1: X}, max(W)
    for l in W:
        Z[l] = A[l - 1] @ W[l].T + b[l]
        A[l] = g[l](Z[l])
    D = 2 * (A[L] - Y) * g_prime[L](Z[L])
    dW, db = {}, {}
    for l in range(L, 1, -1):
        dW[l], db[l] = D.T @ A[l - 1] / len(X), D.mean(axis=0)
        if l > 2:
            D = (D @ W[l]) * g_prime[l - 1](Z[l - 1])
    return dW, db
"""


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """Return what each cell of the solved lesson shows, by its source, with the ungraded functions written, too."""
    notebook = solved("04_gradient")
    for cell in notebook.cells:
        for code in (GRADIENT_CHECK, BATCH):
            if cell.source.startswith(code.strip().partition("(")[0]):
                cell.source = code
    run(notebook, tmp_path_factory.mktemp("extras"))
    return {cell.source: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(worked, piece):
    """Return the text that the one cell with this ``piece`` of code shows."""
    ((_, outputs),) = [(source, outputs) for source, outputs in worked.items() if piece in source]
    return " ".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs)


def numbers(text):
    return [float(found) for found in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", text)]


def test_the_learners_slopes_stand_beside_the_measured_ones(worked):
    layer_4, layer_3, far = shown(worked, 'print("layer 4:"').strip().split("\n")
    for line in (layer_4, layer_3):
        _, *values = numbers(line.replace("measured", ""))
        assert values[: len(values) // 2] == values[len(values) // 2 :]
    assert numbers(far)[:3] == [0.0, 0.25, 0.0]


def test_backpropagate_gives_the_numbers_of_the_course(worked):
    found = numbers(shown(worked, "print(dW[4][0, 1], dW[3][1, 1])"))
    assert found == pytest.approx([0.1551, 0.2172], abs=5e-5)


def test_a_gradient_check_over_all_parameters_passes(worked):
    (error,) = numbers(shown(worked, "{gradient_check(W, b, g, g_prime, x, y)"))
    assert error < 1e-7


def test_the_batched_form_is_the_loop_to_rounding(worked):
    (apart,) = numbers(shown(worked, 'print("largest difference:"'))
    assert apart < 1e-15


def test_twenty_lines_of_autodiff_give_the_numbers_of_the_course(worked):
    found = numbers(shown(worked, "walk_back(end)\nmade"))
    assert found == pytest.approx([0.1551, 0.2172], abs=5e-5)


def test_a_second_walk_back_adds_to_the_first(worked):
    names = {}
    exec(next(source for source in worked if source.startswith("class Node:")), names)
    w, a = names["Node"](0.9), names["Node"](-0.56)
    end = w * a + a
    names["walk_back"](end)
    assert (w.slope, a.slope) == (-0.56, 1.9)  # a product hands on the other factor, a sum the slope as it is
    names["walk_back"](end)
    assert w.slope < -1.1 and a.slope > 3.8


def test_the_plots_are_plots_with_a_line_of_numbers(worked):
    for piece in ("plt.plot(mine", "plt.loglog("):
        ((_, outputs),) = [(source, outputs) for source, outputs in worked.items() if piece in source]
        assert any("image/png" in o.get("data", {}) for o in outputs)
    mine, wrong = numbers(shown(worked, "plt.plot(mine").partition("after 50 steps")[2])[:2]
    assert 0 < mine < 1 and 0 < wrong < 1
    error, step = numbers(shown(worked, "plt.loglog(").partition("smallest error")[2])[:2]
    assert error < 1e-9 and 1e-6 < step < 1e-4
