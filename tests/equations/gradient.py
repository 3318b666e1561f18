"""Checks of lesson 4's displayed equations, on random networks, by central differences and by sympy.

The left sides are measured on a forward pass of this file's own; the right sides are what the lesson says.
"""

import numpy as np
import sympy

from .gradient_chain import CHECKS as CHAIN


def sigmoid(z):
    """Return 1 / (1 + exp(-z)) by its definition."""
    return 1 / (1 + np.exp(-z))


def slope(f, at, h=1e-5):
    """Return the derivative of ``f`` at the number ``at``, by a central difference."""
    return (f(at + h) - f(at - h)) / (2 * h)


def changed(array, entry, value):
    """Return a copy of ``array`` with one entry set."""
    copy = array.copy()
    copy[entry] = value
    return copy


def partial(f, array, entry):
    """Return the derivative of ``f(array)`` by one entry."""
    return slope(lambda value: f(changed(array, entry, value)), array[entry])


def agree(measured, said):
    """Assert that a measured derivative is what the equation says."""
    np.testing.assert_allclose(measured, said, rtol=1e-6, atol=1e-8)


class Case:
    """A random 3-5-4-3 network (tanh, tanh, sigmoid) with one sample; L = 4, layers keyed by their number."""

    L = 4

    def __init__(self, rng, x=None):
        sizes = [None, 3, 5, 4, 3]
        self.W = {l: rng.normal(size=(sizes[l], sizes[l - 1])) for l in (2, 3, 4)}
        self.b = {l: rng.normal(size=sizes[l]) for l in (2, 3, 4)}
        self.g = {2: np.tanh, 3: np.tanh, 4: sigmoid}
        self.x, self.y = rng.normal(size=3), rng.uniform(size=3)
        self.z, self.a = {}, {1: self.x}
        for l in (2, 3, 4):
            self.z[l] = self.W[l] @ self.a[l - 1] + self.b[l]
            self.a[l] = self.g[l](self.z[l])

    def g_prime(self, l):
        """Return the measured slopes of layer l's nodes, shape (n_l,)."""
        return slope(self.g[l], self.z[l])

    def C(self, a_L):
        """Return the loss of these outputs."""
        return ((a_L - self.y) ** 2).sum()

    def C_of_z(self, l):
        """Return the loss as a function of z^(l)."""

        def loss(z_l):
            a = self.g[l](z_l)
            for m in range(l + 1, self.L + 1):
                a = self.g[m](self.W[m] @ a + self.b[m])
            return self.C(a)

        return loss

    def C_of_a(self, l):
        """Return the loss as a function of a^(l), of a layer before the last."""
        return lambda a_l: self.C_of_z(l + 1)(self.W[l + 1] @ a_l + self.b[l + 1])

    def C_of_W(self, l):
        """Return the loss as a function of W^(l)."""
        return lambda W_l: self.C_of_z(l)(W_l @ self.a[l - 1] + self.b[l])

    def C_of_b(self, l):
        """Return the loss as a function of b^(l)."""
        return lambda b_l: self.C_of_z(l)(self.W[l] @ self.a[l - 1] + b_l)


def output_weight_chain(rng):
    r"""\frac{\partial C_0}{\partial w_{12}^{(L)}} = \frac{\partial C_0}{\partial a_1^{(L)}}\;\frac{\partial
    a_1^{(L)}}{\partial z_1^{(L)}}\;\frac{\partial z_1^{(L)}}{\partial w_{12}^{(L)}}"""
    case = Case(rng)
    by_a = partial(case.C, case.a[4], 0)
    by_z = slope(sigmoid, case.z[4][0])
    by_w = slope(lambda w: changed(case.W[4][0], 1, w) @ case.a[3] + case.b[4][0], case.W[4][0, 1])
    agree(partial(case.C_of_W(4), case.W[4], (0, 1)), by_a * by_z * by_w)


def term_one(rng):
    r"""\frac{\partial C_0}{\partial a_1^{(L)}} = \frac{\partial}{\partial
    a_1^{(L)}}\left[\left(a_1^{(L)}-y_1\right)^2+\left(a_2^{(L)}-y_2\right)^2+\dots\right] =
    2\left(a_1^{(L)}-y_1\right)"""
    case = Case(rng)
    agree(partial(case.C, case.a[4], 0), 2 * (case.a[4][0] - case.y[0]))


def term_two(rng):
    r"""\frac{\partial a_1^{(L)}}{\partial z_1^{(L)}} = g'^{(L)}\left(z_1^{(L)}\right)"""
    z = sympy.Symbol("z")
    at = rng.normal()
    agree(slope(sigmoid, at), float(sympy.diff(1 / (1 + sympy.exp(-z)), z).subs(z, at)))


def sigmoid_slope(rng):
    r"""g(z) = \frac{1}{1+e^{-z}} \quad\Rightarrow\quad g'(z) = g(z)\left(1-g(z)\right)"""
    z = sympy.Symbol("z")
    g = 1 / (1 + sympy.exp(-z))
    assert sympy.simplify(sympy.diff(g, z) - g * (1 - g)) == 0
    at = rng.normal()
    agree(slope(sigmoid, at), sigmoid(at) * (1 - sigmoid(at)))


def tanh_slope(rng):
    r"""g(z) = \tanh z \quad\Rightarrow\quad g'(z) = 1-\tanh^2 z"""
    z = sympy.Symbol("z")
    assert sympy.simplify(sympy.diff(sympy.tanh(z), z) - (1 - sympy.tanh(z) ** 2)) == 0
    at = rng.normal()
    agree(slope(np.tanh, at), 1 - np.tanh(at) ** 2)


def term_three(rng):
    r"""\frac{\partial z_1^{(L)}}{\partial w_{12}^{(L)}} = \frac{\partial}{\partial
    w_{12}^{(L)}}\left(w_{11}^{(L)}a_1^{(L-1)}+w_{12}^{(L)}a_2^{(L-1)}+\dots+b_1^{(L)}\right) = a_2^{(L-1)}"""
    case = Case(rng)
    z_1 = partial(lambda row: row @ case.a[3] + case.b[4][0], case.W[4][0], 1)
    agree(z_1, case.a[3][1])


def output_weight_gradient(rng):
    r"""\frac{\partial C_0}{\partial w_{12}^{(L)}} =
    \underbrace{2\left(a_1^{(L)}-y_1\right)}_{\text{error}}\;\underbrace{g'^{(L)}\left(z_1^{(L)}\right)}_{\text{slope
    of the node}}\;\underbrace{a_2^{(L-1)}}_{\text{what came in}}"""
    case = Case(rng)
    said = 2 * (case.a[4][0] - case.y[0]) * case.g_prime(4)[0] * case.a[3][1]
    agree(partial(case.C_of_W(4), case.W[4], (0, 1)), said)


def weight_gradient(rng):
    r"""\frac{\partial C_0}{\partial w_{jk}^{(l)}} = \frac{\partial C_0}{\partial
    a_j^{(l)}}\;g'^{(l)}\left(z_j^{(l)}\right)\;a_k^{(l-1)}"""
    case = Case(rng)
    for l in (2, 3):
        for j, k in np.ndindex(case.W[l].shape):
            said = partial(case.C_of_a(l), case.a[l], j) * case.g_prime(l)[j] * case.a[l - 1][k]
            agree(partial(case.C_of_W(l), case.W[l], (j, k)), said)


def bias_gradient(rng):
    r"""\frac{\partial C_0}{\partial b_j^{(l)}} = \frac{\partial C_0}{\partial
    a_j^{(l)}}\;g'^{(l)}\left(z_j^{(l)}\right)\cdot 1"""
    case = Case(rng)
    for l in (2, 3):
        for j in range(len(case.b[l])):
            said = partial(case.C_of_a(l), case.a[l], j) * case.g_prime(l)[j]
            agree(partial(case.C_of_b(l), case.b[l], j), said)


def mean_gradient(rng):
    r"""\frac{\partial C}{\partial w_{12}^{(L)}} = \frac1n\sum_{i=1}^{n}\frac{\partial C_i}{\partial w_{12}^{(L)}}"""
    cases = [Case(np.random.default_rng(7)) for _ in range(4)]  # one network ...
    for case in cases:  # ... and four samples
        case.a[3], case.y = rng.normal(size=4), rng.uniform(size=3)
    W = cases[0].W[4]
    cost = partial(lambda W_4: np.mean([case.C_of_W(4)(W_4) for case in cases]), W, (0, 1))
    agree(cost, sum(partial(case.C_of_W(4), W, (0, 1)) for case in cases) / len(cases))


def mean_of_products(rng):
    r"""\frac1n\sum_{i=1}^{n} u_i v_i \;\neq\; \left(\frac1n\sum_{i=1}^{n}
    u_i\right)\left(\frac1n\sum_{i=1}^{n} v_i\right) \quad\text{in general}"""
    u, v = rng.normal(size=(2, 6))
    assert abs((u * v).mean() - u.mean() * v.mean()) > 1e-4


def hidden_weight_chain(rng):
    r"""\begin{aligned}
    \frac{\partial C_0}{\partial w_{12}^{(L)}} &= \frac{\partial C_0}{\partial a_1^{(L)}}\;\frac{\partial
    a_1^{(L)}}{\partial z_1^{(L)}}\;\frac{\partial z_1^{(L)}}{\partial w_{12}^{(L)}} \\[4pt]
    \frac{\partial C_0}{\partial w_{22}^{(L-1)}} &= \frac{\partial C_0}{\partial
    a_2^{(L-1)}}\;\frac{\partial a_2^{(L-1)}}{\partial z_2^{(L-1)}}\;\frac{\partial z_2^{(L-1)}}{\partial
    w_{22}^{(L-1)}}
    \end{aligned}"""
    output_weight_chain(rng)
    case = Case(rng)
    by_w = partial(lambda row: row @ case.a[2] + case.b[3][1], case.W[3][1], 1)
    said = partial(case.C_of_a(3), case.a[3], 1) * slope(np.tanh, case.z[3][1]) * by_w
    agree(partial(case.C_of_W(3), case.W[3], (1, 1)), said)


def sum_over_paths(rng):
    r"""\frac{\partial C_0}{\partial a_2^{(L-1)}} = \sum_{j=1}^{n_L}\frac{\partial C_0}{\partial
    a_j^{(L)}}\;\frac{\partial a_j^{(L)}}{\partial z_j^{(L)}}\;\frac{\partial z_j^{(L)}}{\partial
    a_2^{(L-1)}}"""
    case = Case(rng)
    paths = [
        partial(case.C, case.a[4], j)
        * slope(sigmoid, case.z[4][j])
        * partial(lambda a, j=j: case.W[4][j] @ a + case.b[4][j], case.a[3], 1)
        for j in range(3)
    ]
    agree(partial(case.C_of_a(3), case.a[3], 1), sum(paths))


def path_third_term(rng):
    r"""\frac{\partial z_j^{(L)}}{\partial a_2^{(L-1)}} = \sum_{k=1}^{n_{L-1}}\frac{\partial}{\partial
    a_2^{(L-1)}}\,w_{jk}^{(L)}a_k^{(L-1)} = w_{j2}^{(L)}"""
    case = Case(rng)
    for j in range(3):
        agree(partial(lambda a, j=j: case.W[4][j] @ a + case.b[4][j], case.a[3], 1), case.W[4][j, 1])


def activation_gradient(rng):
    r"""\frac{\partial C_0}{\partial a_2^{(L-1)}} =
    \sum_{j=1}^{n_L}2\left(a_j^{(L)}-y_j\right)\,g'^{(L)}\left(z_j^{(L)}\right)\,w_{j2}^{(L)}"""
    case = Case(rng)
    said = sum(2 * (case.a[4][j] - case.y[j]) * case.g_prime(4)[j] * case.W[4][j, 1] for j in range(3))
    agree(partial(case.C_of_a(3), case.a[3], 1), said)


def hidden_weight_gradient(rng):
    r"""\frac{\partial C_0}{\partial w_{22}^{(L-1)}} =
    \left[\sum_{j=1}^{n_L}2\left(a_j^{(L)}-y_j\right)\,g'^{(L)}\left(z_j^{(L)}\right)\,w_{j2}^{(L)}\right]g'^{(L-1)}\left(z_2^{(L-1)}\right)\,a_2^{(L-2)}"""
    case = Case(rng)
    inner = sum(2 * (case.a[4][j] - case.y[j]) * case.g_prime(4)[j] * case.W[4][j, 1] for j in range(3))
    agree(partial(case.C_of_W(3), case.W[3], (1, 1)), inner * case.g_prime(3)[1] * case.a[2][1])


def delta(rng):
    r"""\delta_j^{(l)} = \frac{\partial C_0}{\partial z_j^{(l)}} = \frac{\partial C_0}{\partial
    a_j^{(l)}}\;g'^{(l)}\left(z_j^{(l)}\right)"""
    case = Case(rng)
    for j in range(4):
        said = partial(case.C_of_a(3), case.a[3], j) * case.g_prime(3)[j]
        agree(partial(case.C_of_z(3), case.z[3], j), said)


def delta_output(rng):
    r"""\delta_j^{(L)} = 2\left(a_j^{(L)}-y_j\right)\,g'^{(L)}\left(z_j^{(L)}\right)"""
    case = Case(rng)
    for j in range(3):
        agree(partial(case.C_of_z(4), case.z[4], j), 2 * (case.a[4][j] - case.y[j]) * case.g_prime(4)[j])


def delta_recursion(rng):
    r"""\delta_k^{(l-1)} =
    \left(\sum_{j=1}^{n_l}w_{jk}^{(l)}\,\delta_j^{(l)}\right)g'^{(l-1)}\left(z_k^{(l-1)}\right)"""
    case = Case(rng)
    for l in (4, 3):
        behind = [partial(case.C_of_z(l), case.z[l], j) for j in range(len(case.z[l]))]
        for k in range(len(case.z[l - 1])):
            said = sum(case.W[l][j, k] * d for j, d in enumerate(behind)) * case.g_prime(l - 1)[k]
            agree(partial(case.C_of_z(l - 1), case.z[l - 1], k), said)


def gradient_from_delta(rng):
    r"""\frac{\partial C_0}{\partial w_{jk}^{(l)}} = \delta_j^{(l)}\,a_k^{(l-1)}, \qquad \frac{\partial
    C_0}{\partial b_j^{(l)}} = \delta_j^{(l)}"""
    case = Case(rng)
    for l in (2, 3, 4):
        for j, k in np.ndindex(case.W[l].shape):
            d = partial(case.C_of_z(l), case.z[l], j)
            agree(partial(case.C_of_W(l), case.W[l], (j, k)), d * case.a[l - 1][k])
            agree(partial(case.C_of_b(l), case.b[l], j), d)


def vector_form(rng):
    r"""\begin{aligned}
    \delta^{(L)} &= 2\left(a^{(L)}-y\right)\circ g'^{(L)}\left(z^{(L)}\right) \\
    \delta^{(l-1)} &= \left(W^{(l)\top}\,\delta^{(l)}\right)\circ g'^{(l-1)}\left(z^{(l-1)}\right) \\[6pt]
    \frac{\partial C_0}{\partial W^{(l)}} &= \delta^{(l)}\,a^{(l-1)\top} \\[6pt]
    \frac{\partial C_0}{\partial b^{(l)}} &= \delta^{(l)}
    \end{aligned}"""
    case = Case(rng)
    d = 2 * (case.a[4] - case.y) * case.g_prime(4)
    for l in (4, 3, 2):
        agree(by_each(case.C_of_z(l), case.z[l]), d)
        agree(by_each(case.C_of_W(l), case.W[l]), d[:, None] @ case.a[l - 1][None, :])
        agree(by_each(case.C_of_b(l), case.b[l]), d)
        if l > 2:
            d = (case.W[l].T @ d) * case.g_prime(l - 1)


def by_each(f, array):
    """Return the derivative of ``f(array)`` by every entry, same shape."""
    return np.reshape([partial(f, array, entry) for entry in np.ndindex(array.shape)], array.shape)


def cross_entropy(rng):
    r"""C_0 = -\sum_{j=1}^{n_L}\Big[y_j\ln a_j^{(L)}+(1-y_j)\ln\left(1-a_j^{(L)}\right)\Big]
    \quad\Rightarrow\quad \delta_j^{(L)} =
    \frac{a_j^{(L)}-y_j}{a_j^{(L)}\left(1-a_j^{(L)}\right)}\;a_j^{(L)}\left(1-a_j^{(L)}\right) =
    a_j^{(L)}-y_j"""
    case = Case(rng)

    def loss(z):
        a = sigmoid(z)
        return -(case.y * np.log(a) + (1 - case.y) * np.log(1 - a)).sum()

    a = case.a[4]
    agree(by_each(loss, case.z[4]), a - case.y)
    agree((a - case.y) / (a * (1 - a)) * case.g_prime(4), a - case.y)


def batched_form(rng):
    r"""\begin{aligned}
    Z^{(l)} &= A^{(l-1)}\,W^{(l)\top}+b^{(l)} &
    \Delta^{(l-1)} &= \left(\Delta^{(l)}\,W^{(l)}\right)\circ g'^{(l-1)}\left(Z^{(l-1)}\right) \\
    \frac{\partial C}{\partial W^{(l)}} &= \frac1n\,\Delta^{(l)\top}\,A^{(l-1)} &
    \frac{\partial C}{\partial b_j^{(l)}} &= \frac1n\sum_{i=1}^{n}\Delta_{ij}^{(l)}
    \end{aligned}"""
    case, n = Case(rng), 6
    Y, A, Z = rng.uniform(size=(n, 3)), {1: rng.normal(size=(n, 3))}, {}

    def cost(W, b):
        a = A[1]
        for l in (2, 3, 4):
            a = case.g[l]((W[l] @ a.T).T + b[l])
        return ((a - Y) ** 2).sum() / n

    for l in (2, 3, 4):
        Z[l] = A[l - 1] @ case.W[l].T + case.b[l]
        A[l] = case.g[l](Z[l])
    D = 2 * (A[4] - Y) * slope(sigmoid, Z[4])
    for l in (4, 3, 2):
        agree(by_each(lambda W_l, l=l: cost({**case.W, l: W_l}, case.b), case.W[l]), D.T @ A[l - 1] / n)
        agree(by_each(lambda b_l, l=l: cost(case.W, {**case.b, l: b_l}), case.b[l]), D.sum(axis=0) / n)
        if l > 2:
            D = (D @ case.W[l]) * slope(case.g[l - 1], Z[l - 1])


CHECKS = {
    check.__name__.replace("_", "-"): check
    for check in (
        output_weight_chain, term_one, term_two, sigmoid_slope, tanh_slope, term_three, output_weight_gradient,
        weight_gradient, bias_gradient, mean_gradient, mean_of_products, hidden_weight_chain, sum_over_paths,
        path_third_term, activation_gradient, hidden_weight_gradient, delta, delta_output, delta_recursion,
        gradient_from_delta, vector_form, cross_entropy, batched_form,
    )
} | CHAIN  # fmt: skip
