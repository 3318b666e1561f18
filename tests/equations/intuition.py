"""Checks of lesson 1's displayed equations, on random networks, by central differences and by sympy."""

import numpy as np
import sympy

from backprop import net


def random_layer(rng, n=4):
    """Return weights, activations and a bias of one node."""
    return rng.normal(size=n), rng.normal(size=n), rng.normal()


def random_loss(rng):
    """Return a smooth function of one weight with a bend: the loss of one tanh node, as a weight of it moves."""
    a, b, y = rng.uniform(0.5, 1.5, 3)
    w = sympy.Symbol("w")
    return w, (sympy.tanh(w * a + b) - y) ** 2


def small_change(rng):
    r"""\Delta C \approx \frac{\partial C}{\partial w}\,\Delta w"""
    w, C = random_loss(rng)
    at = rng.normal()
    slope = float(sympy.diff(C, w).subs(w, at))
    errors = [float(C.subs(w, at + dw) - C.subs(w, at)) - slope * dw for dw in (1e-2, 1e-3)]
    assert abs(errors[1]) < abs(errors[0]) / 50  # the error shrinks with the square of the move


def central_difference(rng):
    r"""\frac{\partial C}{\partial w} \approx \frac{C(w+h)-C(w-h)}{2h}"""
    w, C = random_loss(rng)
    at, h = rng.normal(), 1e-5
    quotient = float(C.subs(w, at + h) - C.subs(w, at - h)) / (2 * h)
    np.testing.assert_allclose(quotient, float(sympy.diff(C, w).subs(w, at)), rtol=1e-6, atol=1e-9)


def update_rule(rng):
    r"""w \leftarrow w - \eta\,\frac{\partial C}{\partial w}"""
    w, C = random_loss(rng)
    at, eta = rng.normal(), 1e-3
    slope = float(sympy.diff(C, w).subs(w, at))
    after = at - eta * slope
    assert float(C.subs(w, after)) < float(C.subs(w, at))
    np.testing.assert_allclose(float(C.subs(w, after) - C.subs(w, at)), -eta * slope**2, rtol=0.05)


def weighted_sum(rng):
    r"""z = \sum_k w_k a_k + b"""
    w, a, b = random_layer(rng)
    k = sympy.Symbol("k", integer=True)
    weights, activations = sympy.Array(w.tolist()), sympy.Array(a.tolist())
    z = sympy.Sum(weights[k] * activations[k], (k, 0, len(w) - 1)).doit() + b
    np.testing.assert_allclose(float(z), np.append(w, b) @ np.append(a, 1))


def activation(rng):
    r"""a = g(z)"""
    x = rng.normal(size=2)
    z, a = net.forward(x)
    np.testing.assert_allclose(a[2], (np.exp(2 * z[2]) - 1) / (np.exp(2 * z[2]) + 1))
    np.testing.assert_allclose(a[4], 1 / (1 + np.exp(-z[4])))


def sample_loss(rng):
    r"""C_0 = \sum_{j=1}^{n_L}\left(a_j^{(L)}-y_j\right)^2"""
    x, y = rng.normal(size=2), rng.normal(size=2)
    a_L = net.forward(x)[1][net.L]
    np.testing.assert_allclose(net.loss(x, y), np.linalg.norm(a_L - y) ** 2)


def push_direction(rng):
    r"""\text{direction of } a_j^{(L)} = \operatorname{sign}\left(-\frac{\partial C_0}{\partial a_j^{(L)}}\right)
    = \operatorname{sign}\left(-2\left(a_j^{(L)}-y_j\right)\right)
    """
    y = rng.normal(size=3)
    a_L = y + rng.choice([-1, 1], 3) * rng.uniform(0.1, 1, 3)
    symbols = sympy.symbols("a1:4")
    C_0 = sum((s - t) ** 2 for s, t in zip(symbols, y, strict=True))
    for j in range(3):
        rate = float(sympy.diff(C_0, symbols[j]).subs(dict(zip(symbols, a_L, strict=True))))
        np.testing.assert_allclose(-rate, -2 * (a_L[j] - y[j]))
        moved = a_L.copy()
        moved[j] += 0.01 * np.sign(-2 * (a_L[j] - y[j]))
        assert np.sum((moved - y) ** 2) < np.sum((a_L - y) ** 2)


def two_ways(rng):
    r"""\frac{\partial z_j}{\partial w_{jk}} = a_k, \qquad \frac{\partial z_j}{\partial a_k} = w_{jk}"""
    W, a, b, h = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=3), 1e-5
    for j, k in np.ndindex(W.shape):
        step = np.zeros_like(W)
        step[j, k] = h
        by_w = (((W + step) @ a + b) - ((W - step) @ a + b)) / (2 * h)
        by_a = ((W @ (a + step[j]) + b) - (W @ (a - step[j]) + b)) / (2 * h)
        np.testing.assert_allclose([by_w[j], by_a[j]], [a[k], W[j, k]], rtol=1e-6, atol=1e-9)


def average_gradient(rng):
    r"""\frac{\partial C}{\partial w} = \frac1n\sum_{i=1}^{n}\frac{\partial C_i}{\partial w}"""
    losses = [random_loss(rng) for _ in range(5)]
    at, w = rng.normal(), losses[0][0]
    mean = sum(C for _, C in losses) / len(losses)
    each = [float(sympy.diff(C, w).subs(w, at)) for _, C in losses]
    np.testing.assert_allclose(float(sympy.diff(mean, w).subs(w, at)), sum(each) / 5)


CHECKS = {
    "small-change": small_change,
    "central-difference": central_difference,
    "update-rule": update_rule,
    "weighted-sum": weighted_sum,
    "activation": activation,
    "sample-loss": sample_loss,
    "push-direction": push_direction,
    "two-ways": two_ways,
    "average-gradient": average_gradient,
}
