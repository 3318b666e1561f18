"""Checks of lesson 4's equations on the chain of two tanh nodes, on the 2-2-1 network, on checking and on training."""

import re

import numpy as np
import sympy

x, y, w1, b1, w2, b2 = SYMBOLS = sympy.symbols("x y w_1 b_1 w_2 b_2")
h0 = x
z1 = w1 * h0 + b1
h1 = sympy.tanh(z1)
z2 = w2 * h1 + b2
h2 = sympy.tanh(z2)
LOSS = sympy.Rational(1, 2) * (y - h2) ** 2


def same(rng, left, right):
    """Assert that two expressions of the chain's symbols agree at a random point."""
    point = dict(zip(SYMBOLS, rng.uniform(-1, 1, len(SYMBOLS)), strict=True))
    np.testing.assert_allclose(float(left.subs(point)), float(right.subs(point)), rtol=1e-9, atol=1e-12)


def chain_forward(rng):
    r"""L = \tfrac12\left(y-h_2\right)^2, \qquad z_i = w_i h_{i-1}+b_i, \qquad h_i = \tanh z_i, \qquad h_0 = x"""
    u, v, a, b, c, d = numbers = rng.uniform(-1, 1, 6)
    first = np.tanh(a * u + b)
    second = np.tanh(c * first + d)
    loss = float(LOSS.subs(dict(zip(SYMBOLS, numbers, strict=True))))
    np.testing.assert_allclose(loss, (v - second) ** 2 / 2)


def chain_terms(rng):
    r"""\frac{\partial L}{\partial h_2} = -\left(y-h_2\right), \qquad \frac{\partial h_2}{\partial z_2} =
    1-\tanh^2 z_2 = 1-h_2^2, \qquad \frac{\partial z_2}{\partial w_2} = h_1, \qquad \frac{\partial
    z_2}{\partial b_2} = 1"""
    h, z, w, b, k = sympy.symbols("h z w b k")
    assert sympy.simplify(sympy.diff((y - h) ** 2 / 2, h) + (y - h)) == 0
    assert sympy.simplify(sympy.diff(sympy.tanh(z), z) - (1 - sympy.tanh(z) ** 2)) == 0
    assert sympy.diff(w * k + b, w) == k
    assert sympy.diff(w * k + b, b) == 1
    same(rng, 1 - sympy.tanh(z2) ** 2, 1 - h2**2)


def chain_second_layer(rng):
    r"""\frac{\partial L}{\partial w_2} = -\left(y-h_2\right)\left(1-h_2^2\right)h_1, \qquad \frac{\partial
    L}{\partial b_2} = -\left(y-h_2\right)\left(1-h_2^2\right)"""
    same(rng, sympy.diff(LOSS, w2), -(y - h2) * (1 - h2**2) * h1)
    same(rng, sympy.diff(LOSS, b2), -(y - h2) * (1 - h2**2))


def chain_first_layer(rng):
    r"""\frac{\partial L}{\partial w_1} =
    -\left(y-h_2\right)\left(1-h_2^2\right)\,w_2\,\left(1-h_1^2\right)\,x, \qquad \frac{\partial L}{\partial
    b_1} = -\left(y-h_2\right)\left(1-h_2^2\right)\,w_2\,\left(1-h_1^2\right)"""
    same(rng, sympy.diff(LOSS, w1), -(y - h2) * (1 - h2**2) * w2 * (1 - h1**2) * x)
    same(rng, sympy.diff(LOSS, b1), -(y - h2) * (1 - h2**2) * w2 * (1 - h1**2))


NINE = "w1_11", "w1_12", "b1_1", "w1_21", "w1_22", "b1_2", "w2_11", "w2_12", "b2_1"


def small_network(p, inputs, wanted):
    """Return the loss of the 2-2-1 network with tanh nodes, from its nine parameters by name (w1_kj: to k from j)."""
    hidden = [np.tanh(p[f"w1_{k}1"] * inputs[0] + p[f"w1_{k}2"] * inputs[1] + p[f"b1_{k}"]) for k in (1, 2)]
    output = np.tanh(p["w2_11"] * hidden[0] + p["w2_12"] * hidden[1] + p["b2_1"])
    return (wanted - output) ** 2 / 2


def step_of_nine(rng, eta):
    """Return the change of the loss in one step of all nine parameters, and the squared length of the gradient."""
    old = dict(zip(NINE, rng.normal(size=9), strict=True))
    inputs, wanted, h = rng.normal(size=2), rng.normal(), 1e-5
    slopes = {
        name: (small_network(old | {name: value + h}, inputs, wanted)
               - small_network(old | {name: value - h}, inputs, wanted)) / (2 * h)
        for name, value in old.items()
    }  # fmt: skip
    new = {name: value - eta * slopes[name] for name, value in old.items()}
    change = small_network(new, inputs, wanted) - small_network(old, inputs, wanted)
    return change, sum(slope**2 for slope in slopes.values())


def update_equations(rng):
    r"""w^l_{kj} \leftarrow w^l_{kj}-\eta\,\frac{\partial L}{\partial w^l_{kj}}, \qquad b^l_k \leftarrow
    b^l_k-\eta\,\frac{\partial L}{\partial b^l_k}"""
    change, length = step_of_nine(rng, 1e-4)
    np.testing.assert_allclose(change, -1e-4 * length, rtol=0.01)  # downhill, at the rate the gradient says


def nine_updates(rng):
    r"""\begin{aligned}
    w^2_{11} &\leftarrow w^2_{11}-\eta\,\tfrac{\partial L}{\partial w^2_{11}} &
    w^2_{12} &\leftarrow w^2_{12}-\eta\,\tfrac{\partial L}{\partial w^2_{12}} &
    b^2_1 &\leftarrow b^2_1-\eta\,\tfrac{\partial L}{\partial b^2_1} \\
    w^1_{11} &\leftarrow w^1_{11}-\eta\,\tfrac{\partial L}{\partial w^1_{11}} &
    w^1_{12} &\leftarrow w^1_{12}-\eta\,\tfrac{\partial L}{\partial w^1_{12}} &
    b^1_1 &\leftarrow b^1_1-\eta\,\tfrac{\partial L}{\partial b^1_1} \\
    w^1_{21} &\leftarrow w^1_{21}-\eta\,\tfrac{\partial L}{\partial w^1_{21}} &
    w^1_{22} &\leftarrow w^1_{22}-\eta\,\tfrac{\partial L}{\partial w^1_{22}} &
    b^1_2 &\leftarrow b^1_2-\eta\,\tfrac{\partial L}{\partial b^1_2}
    \end{aligned}"""
    updated = re.findall(r"([wb])\^(\d)_\{?(\d+)\}? &\\leftarrow", nine_updates.__doc__)
    assert sorted(f"{letter}{layer}_{index}" for letter, layer, index in updated) == sorted(NINE)
    assert len(updated) == 2 * (2 + 1) + 1 * (2 + 1)
    one = r"([wb]\^\d_\{?\d+\}?) &\\leftarrow \1-\\eta\\,\\tfrac\{\\partial L\}\{\\partial \1\}"
    assert len(re.findall(one, " ".join(nine_updates.__doc__.split()))) == 9  # each by its own derivative
    change, length = step_of_nine(rng, 1e-4)
    np.testing.assert_allclose(change, -1e-4 * length, rtol=0.01)


def relative_error(rng):
    r"""\text{relative error} = \frac{\lVert d-m\rVert}{\lVert d\rVert+\lVert m\rVert}"""
    from backprop.derivatives import relative_error as measure

    d, m = rng.normal(size=(2, 5))
    said = np.sqrt(((d - m) ** 2).sum()) / (np.sqrt((d**2).sum()) + np.sqrt((m**2).sum()))
    np.testing.assert_allclose(measure(d, m), said)
    assert measure(d, d) == 0
    np.testing.assert_allclose(measure(d, -d), 1)


def training_step(rng):
    r"""W^{(l)} \leftarrow W^{(l)}-\frac{\eta}{n}\sum_{i=1}^{n}\frac{\partial C_i}{\partial W^{(l)}}, \qquad
    b^{(l)} \leftarrow b^{(l)}-\frac{\eta}{n}\sum_{i=1}^{n}\frac{\partial C_i}{\partial b^{(l)}} \qquad
    \text{for } l = 2, \dots, L"""
    W, b = rng.normal(size=(3, 4)), rng.normal(size=3)
    X, Y, eta, h = rng.normal(size=(5, 4)), rng.uniform(size=(5, 3)), 1e-3, 1e-5

    def loss(i, W, b):
        return ((np.tanh(W @ X[i] + b) - Y[i]) ** 2).sum()

    def by_W(i):
        units = np.eye(12).reshape(12, 3, 4) * h
        return np.array([(loss(i, W + u, b) - loss(i, W - u, b)) / (2 * h) for u in units]).reshape(3, 4)

    def by_b(i):
        return np.array([(loss(i, W, b + u) - loss(i, W, b - u)) / (2 * h) for u in np.eye(3) * h])

    dW, db = sum(by_W(i) for i in range(5)), sum(by_b(i) for i in range(5))
    new_W, new_b = W - eta / 5 * dW, b - eta / 5 * db
    change = np.mean([loss(i, new_W, new_b) - loss(i, W, b) for i in range(5)])
    length = ((dW / 5) ** 2).sum() + ((db / 5) ** 2).sum()  # the gradient of the mean, squared
    np.testing.assert_allclose(change, -eta * length, rtol=0.05)


CHECKS = {
    check.__name__.replace("_", "-"): check
    for check in (
        chain_forward, chain_terms, chain_second_layer, chain_first_layer, update_equations, nine_updates,
        relative_error, training_step,
    )
}  # fmt: skip
