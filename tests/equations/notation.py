"""Checks of lesson 2's displayed equations: symbols against nodes that are wired up and counted one by one."""

import numpy as np
import sympy

from backprop import net


def wired(rng):
    """Return layer sizes and a network as single connections: {(l, j, k): weight}, {(l, j): bias}, 1-based."""
    n = rng.integers(2, 7, size=4)
    w = {(l, j, k): rng.normal() for l in (2, 3, 4) for j in range(1, n[l - 1] + 1) for k in range(1, n[l - 2] + 1)}
    b = {(l, j): rng.normal() for l in (2, 3, 4) for j in range(1, n[l - 1] + 1)}
    return n, w, b


def matrix(w, l, rows, columns):
    """Return W^(l): row j, column k holds the connection to j from k."""
    W = np.full((rows, columns), np.nan)
    for (layer, j, k), weight in w.items():
        if layer == l:
            W[j - 1, k - 1] = weight
    return W


def node_sum(rng):
    r"""z_j^{(l)} = \sum_{k=1}^{n_{l-1}} w_{jk}^{(l)}\,a_k^{(l-1)} + b_j^{(l)}"""
    n, w, b = wired(rng)
    for l in (2, 3, 4):
        a, received = rng.normal(size=n[l - 2]), {(l, j): b[l, j] for j in range(1, n[l - 1] + 1)}
        for (layer, to, source), weight in w.items():  # every connection delivers what it carries
            if layer == l:
                received[l, to] += weight * a[source - 1]
        W_l, b_l = matrix(w, l, n[l - 1], n[l - 2]), [b[l, j] for j in range(1, n[l - 1] + 1)]
        np.testing.assert_allclose(list(received.values()), W_l @ a + b_l)


def weight_matrix(rng):
    r"""
    W^{(4)} = \begin{pmatrix} w_{11}^{(4)} & w_{12}^{(4)} & w_{13}^{(4)} \\
                              w_{21}^{(4)} & w_{22}^{(4)} & w_{23}^{(4)} \end{pmatrix}
    """
    w = {(j, k): rng.normal() for j in (1, 2) for k in (1, 2, 3)}
    W = np.array([[w[1, 1], w[1, 2], w[1, 3]], [w[2, 1], w[2, 2], w[2, 3]]])
    assert W.shape == net.W[4].shape
    for j, k in w:  # let node k alone send a 1: node j receives their weight
        assert (W @ np.eye(3)[k - 1])[j - 1] == w[j, k]


def total(rng):
    r"""\sum_{m=1}^{N} a_m = a_1 + a_2 + \dots + a_N"""
    N = int(rng.integers(2, 9))
    a, m = sympy.IndexedBase("a"), sympy.Symbol("m", integer=True)
    written_out = sympy.Integer(0)
    for place in range(1, N + 1):
        written_out += a[place]
    assert sympy.expand(sympy.Sum(a[m], (m, 1, N)).doit() - written_out) == 0
    numbers = rng.normal(size=N)
    values = {a[place]: numbers[place - 1] for place in range(1, N + 1)}
    np.testing.assert_allclose(float(written_out.subs(values)), numbers.sum())


def weight_matrix_shape(rng):
    r"""W^{(l)} \in \mathbb{R}^{n_l \times n_{l-1}}"""
    n, w, _ = wired(rng)
    for l in (2, 3, 4):
        assert np.isfinite(matrix(w, l, n[l - 1], n[l - 2])).all()  # every place filled, none beyond the edge
        assert (matrix(w, l, n[l - 1], n[l - 2]) @ np.ones(n[l - 2])).shape == (n[l - 1],)


def parameter_count(rng):
    r"""\text{number of parameters} = \sum_{l=2}^{L} n_l\,(n_{l-1} + 1)"""
    n, w, b = wired(rng)
    assert sum(n[l - 1] * (n[l - 2] + 1) for l in range(2, 5)) == len(w) + len(b)


def other_letters(rng):
    r"""\underbrace{w_{kj}^{l}}_{\text{there}} = \underbrace{w_{kj}^{(l+1)}}_{\text{here}}"""
    n, w, _ = wired(rng)
    there = {(l - 1, to, source): weight for (l, to, source), weight in w.items()}  # counted by layers of weights
    for l in (1, 2, 3):
        h = rng.normal(size=n[l - 1])
        sums = [sum(there[l, k, j] * h[j - 1] for j in range(1, n[l - 1] + 1)) for k in range(1, n[l] + 1)]
        np.testing.assert_allclose(sums, matrix(w, l + 1, n[l], n[l - 1]) @ h)


def other_update(rng):
    r"""w_{kj}^{l} \leftarrow w_{kj}^{l} - \eta\,\frac{\partial L}{\partial w_{kj}^{l}}"""
    w, eta = sympy.symbols("w eta")
    x, h_before, y, bias = rng.normal(size=4)
    L = (y - sympy.tanh(w * h_before + x + bias)) ** 2 / 2
    slope = sympy.diff(L, w)
    at, step = rng.normal(), 1e-4
    after = float((w - eta * slope).subs({eta: step, w: at}))
    promised = -step * float(slope.subs(w, at)) ** 2  # downhill, by the slope squared for each unit of eta
    assert promised <= 0
    np.testing.assert_allclose(float(L.subs(w, after) - L.subs(w, at)), promised, rtol=1e-2, atol=1e-12)


def other_order(rng):
    r"""
    V^{(l)} = \left(W^{(l)}\right)^{\mathsf T}, \qquad a^{(l-1)}\,V^{(l)} = W^{(l)}\,a^{(l-1)}
    """
    n, w, _ = wired(rng)
    for l in (2, 3, 4):
        W, a = matrix(w, l, n[l - 1], n[l - 2]), rng.normal(size=n[l - 2])
        V = np.empty((n[l - 2], n[l - 1]))
        for (layer, to, source), weight in w.items():
            if layer == l:
                V[source - 1, to - 1] = weight
        np.testing.assert_array_equal(V, W.T)
        np.testing.assert_allclose(a @ V, W @ a)


CHECKS = {
    "node-sum": node_sum,
    "weight-matrix": weight_matrix,
    "sum": total,
    "weight-matrix-shape": weight_matrix_shape,
    "parameter-count": parameter_count,
    "other-letters": other_letters,
    "other-update": other_update,
    "other-order": other_order,
}
