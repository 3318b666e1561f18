"""Checks of lesson 3's displayed equations, on random networks, by sympy and by central differences."""

import math

import numpy as np
import sympy

from backprop import net, sample

h = 1e-5


def slope(f, x):
    """Return the slope of ``f`` at ``x`` by a central difference."""
    return (f(x + h) - f(x - h)) / (2 * h)


def random_chain(rng):
    """Return symbols w, z, a, random expressions of z in w, a in z and C in a, and a place for w."""
    w, z, a = sympy.symbols("w z a")
    p, q, y = rng.uniform(0.3, 1.2, 3)
    return (w, z, a), (p * w + q, sympy.tanh(z), (a - y) ** 2), float(rng.normal())


def random_layer(rng, n_l=3, n_prev=4):
    """Return weights, activations and biases of a layer."""
    return rng.normal(size=(n_l, n_prev)), rng.normal(size=n_prev), rng.normal(size=n_l)


def node_loss(rng):
    r"""C_{0_j} = \left(a_j^{(L)}-y_j\right)^2"""
    x = rng.normal(size=2)
    a, y = net.forward(x)[1][net.L], rng.uniform(size=2)
    for j in range(2):  # the network's loss is this node's alone where the other one is right
        only_j = np.where(np.arange(2) == j, y, a)
        np.testing.assert_allclose(net.loss(x, only_j), (a[j] - y[j]) * (a[j] - y[j]))


def network_loss(rng):
    r"""C_0 = \sum_{j=1}^{n_L}\left(a_j^{(L)}-y_j\right)^2"""
    x, y = rng.normal(size=2), rng.uniform(size=2)
    a, j = net.forward(x)[1][net.L], sympy.Symbol("j", integer=True)
    outputs, targets = sympy.Array(a.tolist()), sympy.Array(y.tolist())
    total = sympy.Sum((outputs[j - 1] - targets[j - 1]) ** 2, (j, 1, 2)).doit()
    np.testing.assert_allclose(float(total), net.loss(x, y))


def one_term(rng):
    r"""\text{what arrives from node } k:\quad w_{jk}^{(l)}\,a_k^{(l-1)}"""
    x = rng.normal(size=2)
    z, a = net.forward(x)
    for j, k in np.ndindex(2, 3):  # what z loses when the connection is cut
        cut = net.replace(4, j + 1, k + 1, 0.0).forward(x)[0]
        np.testing.assert_allclose(z[4][j] - cut[4][j], net.W[4][j, k] * a[3][k])


def node_input(rng):
    r"""z_j^{(l)}=\sum_{k=1}^{n_{l-1}}w_{jk}^{(l)}\,a_k^{(l-1)}+b_j^{(l)}"""
    z, a = net.forward(rng.normal(size=2))
    for l, j in ((2, 2), (3, 1), (4, 2)):
        arrived = [net.W[l][j - 1, k - 1] * a[l - 1][k - 1] for k in range(1, len(a[l - 1]) + 1)]
        np.testing.assert_allclose(math.fsum(arrived) + net.b[l][j - 1], z[l][j - 1])


def layer_input(rng):
    r"""z^{(l)} = W^{(l)}a^{(l-1)}+b^{(l)}"""
    W, a, b = random_layer(rng)
    matrix = sympy.Matrix(W) * sympy.Matrix(a) + sympy.Matrix(b)
    by_node = [sum(W[j, k] * a[k] for k in range(4)) + b[j] for j in range(3)]
    np.testing.assert_allclose(np.array(matrix, dtype=float).ravel(), by_node)


def activation(rng):
    r"""a_j^{(l)}=g^{(l)}\!\left(z_j^{(l)}\right)"""
    z, a = net.forward(rng.normal(size=2))
    for l, g in ((2, math.tanh), (3, math.tanh), (4, lambda v: 1 / (1 + math.exp(-v)))):
        np.testing.assert_allclose(a[l], [g(z_j) for z_j in z[l]])  # each node by itself


def sigmoid(rng):
    r"""g(z) = \frac{1}{1+e^{-z}}"""
    z = sympy.Symbol("z")
    g = 1 / (1 + sympy.exp(-z))
    at = rng.normal(size=2)
    np.testing.assert_allclose(net.g[4](at), [float(g.subs(z, v)) for v in at])
    assert (sympy.limit(g, z, -sympy.oo), g.subs(z, 0), sympy.limit(g, z, sympy.oo)) == (0, sympy.Rational(1, 2), 1)


def composition(rng):
    r"""C_{0_j}=C_{0_j}\!\left(a_j^{(L)}\!\left(z_j^{(L)}\!\left(w_j^{(L)}\right)\right)\right)"""
    x, y = rng.normal(size=2), rng.uniform(size=2)
    a_prev = net.forward(x)[1][3]
    for j in range(2):
        w_j = rng.normal(size=3)
        moved = net
        for k in range(3):
            moved = moved.replace(4, j + 1, k + 1, w_j[k])
        other = 1 - j
        nested = (lambda a: (a - y[j]) ** 2)((lambda z: 1 / (1 + math.exp(-z)))(w_j @ a_prev + net.b[4][j]))
        still = (net.forward(x)[1][4][other] - y[other]) ** 2  # the other node knows nothing of these weights
        np.testing.assert_allclose(moved.loss(x, y) - still, nested)


def total_loss(rng):
    r"""C_0 = \sum_{j=1}^{n_L} C_{0_j}"""
    x, y = rng.normal(size=2), rng.uniform(size=2)
    a = net.forward(x)[1][net.L]
    alone = [net.loss(x, np.where(np.arange(2) == j, y, a)) for j in range(2)]
    np.testing.assert_allclose(net.loss(x, y), math.fsum(alone))


def four_quantities(rng):
    r"""w \;\longrightarrow\; z \;\longrightarrow\; a \;\longrightarrow\; C"""
    (x, y), w = sample, rng.normal()
    moved = net.replace(4, 1, 2, w)
    (z0, a0), (z, a) = net.forward(x), moved.forward(x)
    np.testing.assert_allclose(z[4][0], z0[4][0] + (w - 0.9) * a0[3][1])
    np.testing.assert_allclose(a[4][0], 1 / (1 + math.exp(-z[4][0])))
    np.testing.assert_allclose(moved.loss(x, y) - net.loss(x, y), (a[4][0] - y[0]) ** 2 - (a0[4][0] - y[0]) ** 2)
    assert (z[4][1], a[4][1]) == (z0[4][1], a0[4][1])  # node 2 stays


def nudge_through_the_chain(rng):
    r"""\Delta C \approx \frac{dC}{da}\,\Delta a \approx \frac{dC}{da}\,\frac{da}{dz}\,\Delta z
    \approx \frac{dC}{da}\,\frac{da}{dz}\,\frac{dz}{dw}\,\Delta w"""
    symbols, links, at = random_chain(rng)
    functions = [sympy.lambdify(symbol, link) for symbol, link in zip(symbols, links, strict=True)]

    def values(w):
        out = [w]
        for f in functions:
            out.append(float(f(out[-1])))
        return np.array(out)

    here = values(at)
    slopes = [slope(f, v) for f, v in zip(functions, here, strict=False)]
    errors = []
    for nudge in (1e-2, 1e-3):
        w, z, a, C = values(at + nudge) - here
        promised = [slopes[2] * a, slopes[2] * slopes[1] * z, slopes[2] * slopes[1] * slopes[0] * w]
        errors.append(np.abs(np.array(promised) - C).max())
    assert errors[1] < errors[0] / 30  # the error shrinks with the square of the nudge


def three_slopes(rng):
    r"""\frac{dC}{dw} = \frac{dC}{da}\;\frac{da}{dz}\;\frac{dz}{dw}"""
    (w, z, a), (z_of_w, a_of_z, C), at = random_chain(rng)
    product = sympy.diff(C, a) * sympy.diff(a_of_z, z) * sympy.diff(z_of_w, w)
    whole = sympy.lambdify(w, C.subs(a, a_of_z).subs(z, z_of_w))
    value = float(product.subs(a, a_of_z).subs(z, z_of_w).subs(w, at))
    np.testing.assert_allclose(value, slope(whole, at), rtol=1e-5, atol=1e-8)


def chain_rule(rng):
    r"""\frac{d}{dx} f(g(h(x))) = f'(g(h(x)))\;g'(h(x))\;h'(x)"""
    c = rng.normal(size=3)

    def f(v):
        return math.sin(c[0] * v)

    def g(u):
        return u * u + c[1] * u

    def inner(x):
        return math.tanh(x) + c[2]

    x = rng.normal()
    product = slope(f, g(inner(x))) * slope(g, inner(x)) * slope(inner, x)
    np.testing.assert_allclose(slope(lambda x: f(g(inner(x))), x), product, rtol=1e-5, atol=1e-8)


def worked_chain(rng):
    r"""\frac{d}{dx}\Big[(3x)^2+1\Big]_{x=2} = \underbrace{1}_{f'(36)}\cdot\underbrace{12}_{g'(6)}
    \cdot\underbrace{3}_{h'(2)} = 36"""
    x = sympy.Symbol("x")
    functions, at, slopes = (lambda x: 3 * x, lambda u: u**2, lambda v: v + 1), 2, []
    for f in functions:
        slopes.append(sympy.diff(f(x), x).subs(x, at))
        at = f(at)
    assert slopes == [3, 12, 1]
    assert sympy.diff((3 * x) ** 2 + 1, x).subs(x, 2) == 36 == math.prod(slopes)


CHECKS = {
    "node-loss": node_loss,
    "network-loss": network_loss,
    "one-term": one_term,
    "node-input": node_input,
    "layer-input": layer_input,
    "activation": activation,
    "sigmoid": sigmoid,
    "composition": composition,
    "total-loss": total_loss,
    "four-quantities": four_quantities,
    "nudge-through-the-chain": nudge_through_the_chain,
    "three-slopes": three_slopes,
    "chain-rule": chain_rule,
    "worked-chain": worked_chain,
}
