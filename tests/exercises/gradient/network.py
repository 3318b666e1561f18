"""The whole way back: backpropagate, and the tanh chain."""

import sys
from collections import OrderedDict, defaultdict

import numpy as np

from .mutants import mutants, written

DELTAS = """
def backpropagate(W, b, g, g_prime, x, y):
    L = max(W)
    z, a = {}, {1: x}
    for l in range(2, L + 1):
        z[l] = W[l] @ a[l - 1] + b[l]
        a[l] = g[l](z[l])
    dW, db = {}, {}
    delta = 2 * (a[L] - y) * g_prime[L](z[L])
    for l in range(L, 1, -1):
        dW[l] = np.outer(delta, a[l - 1])
        db[l] = delta
        if l > 2:
            delta = (W[l].T @ delta) * g_prime[l - 1](z[l - 1])
    return dW, db
"""

ACTIVATIONS = """
def backpropagate(W, b, g, g_prime, x, y):
    L = max(W)
    z, a = {}, {1: x}
    for l in sorted(W):
        z[l] = W[l] @ a[l - 1] + b[l]
        a[l] = g[l](z[l])
    dW = {l: np.zeros_like(W[l]) for l in W}
    db = {l: np.zeros_like(b[l]) for l in b}
    da = 2 * (a[L] - y)
    for l in range(L, 1, -1):
        dz = da * g_prime[l](z[l])
        dW[l] = dz[:, None] * a[l - 1][None, :]
        db[l] = dz.copy()
        da = W[l].T @ dz
    return dW, db
"""

OUTPUT_FIRST = """
def backpropagate(W, b, g, g_prime, x, y):
    L = len(W) + 1
    z, a = {1: x}, {1: x}
    for l in range(2, L + 1):
        z[l] = np.dot(W[l], a[l - 1]) + b[l]
        a[l] = g[l](z[l])
    delta = {L: 2 * (a[L] - y) * g_prime[L](z[L])}
    dW, db = {}, {}
    dW[L] = np.outer(delta[L], a[L - 1])
    db[L] = delta[L]
    for l in range(L - 1, 1, -1):
        delta[l] = np.dot(W[l + 1].T, delta[l + 1]) * g_prime[l](z[l])
        dW[l] = np.outer(delta[l], a[l - 1])
        db[l] = delta[l]
    return dW, db
"""


def by_loops(W, b, g, g_prime, x, y):
    L = max(W)
    z, a = {}, {1: list(x)}
    for l in range(2, L + 1):
        z[l], a[l] = [], []
        for j in range(len(b[l])):
            total = b[l][j]
            for k in range(len(a[l - 1])):
                total += W[l][j][k] * a[l - 1][k]
            z[l].append(total)
            a[l].append(float(g[l](total)))
    dW, db = {}, {}
    da = [2 * (a[L][j] - y[j]) for j in range(len(y))]
    for l in range(L, 1, -1):
        dz = [da[j] * float(g_prime[l](z[l][j])) for j in range(len(da))]
        dW[l] = [[dz[j] * a[l - 1][k] for k in range(len(a[l - 1]))] for j in range(len(dz))]
        db[l] = dz
        da = [sum(W[l][j][k] * dz[j] for j in range(len(dz))) for k in range(len(a[l - 1]))]
    return [dW, db]


def recursive(W, b, g, g_prime, x, y):
    print("keys", list(W))
    dW, db = defaultdict(list), OrderedDict()

    def down(l, a_prev):
        if l > max(W):
            return 2 * (a_prev - y)
        z = np.einsum("jk,k->j", W[l], a_prev) + b[l]
        delta = down(l + 1, g[l](z)) * g_prime[l](z)
        dW[l], db[np.int64(l)] = np.einsum("j,k->jk", delta, a_prev), delta
        return np.einsum("jk,j->k", W[l], delta)

    down(2, np.asarray(x))
    return dW, db


def columns(W, b, g, g_prime, x, y):
    L, A, Z = max(W), {1: x.reshape(-1, 1)}, {}
    for l in range(2, L + 1):
        Z[l] = W[l] @ A[l - 1] + b[l].reshape(-1, 1)
        A[l] = g[l](Z[l])
    dZ = 2 * (A[L] - y.reshape(-1, 1)) * g_prime[L](Z[L])
    dW, db = {L: dZ @ A[L - 1].T}, {L: dZ.ravel()}
    for l in reversed(range(2, L)):
        dZ = np.diag(g_prime[l](Z[l]).ravel()) @ W[l + 1].T @ dZ
        dW[l], db[l] = np.asfortranarray(dZ @ A[l - 1].T), dZ[:, 0]
    return dW, db


def nudged(W, b, g, g_prime, x, y):
    def loss():
        a = x
        for l in sorted(W):
            a = g[l](W[l] @ a + b[l])
        return np.sum((a - y) ** 2)

    answer = []
    for parameters in (W, b):
        slopes = {}
        for l, p in parameters.items():
            parameters[l] = p.astype(complex)
            slopes[l] = np.zeros(p.shape)
            for entry in np.ndindex(p.shape):
                parameters[l][entry] += 1e-25j
                slopes[l][entry] = loss().imag / 1e-25
                parameters[l][entry] = p[entry]
            parameters[l] = p
        answer.append(slopes)
    return tuple(answer)


CHAIN = """
def tanh_chain_gradients(x, y, w1, b1, w2, b2):
    z1 = w1 * x + b1
    h1 = np.tanh(z1)
    z2 = w2 * h1 + b2
    h2 = np.tanh(z2)
    d2 = -(y - h2) * (1 - h2 ** 2)
    d1 = d2 * w2 * (1 - h1 ** 2)
    return {"w1": d1 * x, "b1": d1, "w2": d2 * h1, "b2": d2}
"""


def chain_step_by_step(x, y, w1, b1, w2, b2):
    h1 = np.tanh(w1 * np.array([x]) + b1)[0]
    h2 = np.tanh(w2 * h1 + b2)
    grads = OrderedDict()
    dL_dh2, dh2_dz2 = h2 - y, 1 / np.cosh(w2 * h1 + b2) ** 2
    grads["b2"] = np.array(dL_dh2 * dh2_dz2)
    grads["w2"] = float(grads["b2"]) * h1
    grads["b1"] = grads["b2"] * w2 / np.cosh(w1 * x + b1) ** 2
    grads["w1"] = grads["b1"] * x
    return grads


def chain_by_sympy_like_loop(x, y, w1, b1, w2, b2):
    print("chain", file=sys.stderr)
    w, b, h = [w1, w2], [b1, b2], [x]
    for i in range(2):
        h.append(np.tanh(w[i] * h[i] + b[i]))
    dh, answer = h[2] - y, {}
    for i in (1, 0):
        dz = dh * (1 - h[i + 1]) * (1 + h[i + 1])
        answer[f"w{i + 1}"], answer[f"b{i + 1}"] = dz * h[i], dz
        dh = w[i] * dz
    return answer


RIGHT = {
    "backpropagate": [
        written(DELTAS),
        written(ACTIVATIONS),
        written(OUTPUT_FIRST),
        by_loops,
        recursive,
        columns,
        nudged,
    ],
    "tanh_chain_gradients": [written(CHAIN), chain_step_by_step, chain_by_sympy_like_loop],
}

WRONG = {
    "backpropagate": mutants(
        DELTAS,
        [
            (1, "2 * (a[L] - y)", "(a[L] - y)"),
            (2, "(a[L] - y)", "(y - a[L])"),
            (1, "2 * (a[L] - y)", "(y - a[L])"),
            (5, "2 * (a[L] - y)", "2 * (a[L] - y) / len(y)"),
            (5, "2 * (a[L] - y)", "(a[L] - y) / y.size"),
            ("loss itself", "2 * (a[L] - y)", "(a[L] - y) ** 2"),
            ("brackets", "2 * (a[L] - y)", "(2 * a[L] - y)"),
            (6, " * g_prime[L](z[L])", ""),
            (7, " * g_prime[l - 1](z[l - 1])", ""),
            ("left from a call before", "x, y):", "x, y, dW={}, db={}):", "    dW, db = {}, {}\n", ""),
            (6, " * g_prime[L](z[L])", "", " * g_prime[l - 1](z[l - 1])", ""),
            (8, "g_prime[L](z[L])", "g_prime[L](a[L])"),
            (8, "g_prime[l - 1](z[l - 1])", "g_prime[l - 1](a[l - 1])"),
            (8, "g_prime[L](z[L])", "g_prime[L](a[L])", "g_prime[l - 1](z[l - 1])", "g_prime[l - 1](a[l - 1])"),
            (8, "g_prime[l - 1](z[l - 1])", "g_prime[l](z[l])"),
            (8, "g_prime[l - 1](z[l - 1])", "g_prime[l - 1](z[l])"),
            (10, "g_prime[l - 1](z[l - 1])", "g_prime[l](z[l - 1])"),
            (10, "g_prime[l - 1](z[l - 1])", "g_prime[L](z[l - 1])"),
            (10, "g_prime[L](z[L])", "g_prime[2](z[L])", "g_prime[l - 1](z", "g_prime[2](z"),
            (10, "g_prime[L](z[L])", "a[L] * (1 - a[L])", "g_prime[l - 1](z[l - 1])", "a[l - 1] * (1 - a[l - 1])"),
            (10, "g_prime[L](z[L])", "(1 - a[L] ** 2)", "g_prime[l - 1](z[l - 1])", "(1 - a[l - 1] ** 2)"),
            (10, "g_prime[l - 1](z[l - 1])", "(1 - a[l - 1] ** 2)"),
            (10, "g_prime[l - 1](z[l - 1])", "a[l - 1] * (1 - a[l - 1])"),
            (9, "g_prime[L](z[L])", "(1 - z[L] ** 2)", "g_prime[l - 1](z[l - 1])", "(1 - z[l - 1] ** 2)"),
            ("slope", "g_prime[L](z[L])", "g[L](z[L])", "g_prime[l - 1](z", "g[l - 1](z"),
            (11, "* g_prime[L](z[L])", "@ g_prime[L](z[L])"),
            (11, "* g_prime[l - 1](z[l - 1])", "@ g_prime[l - 1](z[l - 1])"),
            (12, "np.outer(delta, a[l - 1])", "delta * a[l - 1]"),
            (13, "np.outer(delta, a[l - 1])", "np.outer(a[l - 1], delta)"),
            (14, "W[l].T @ delta", "W[l] @ delta"),
            ("What came is empty", "range(L, 1, -1)", "range(L, 1)"),
            (15, "np.outer(delta, a[l - 1])", "np.outer(delta, a[l])"),
            (16, "np.outer(delta, a[l - 1])", "np.outer(delta, z[l - 1] if l > 2 else x)"),
            (16, "np.outer(delta, a[l - 1])", "np.outer(delta, z[l])"),
            (17, "np.outer(delta, a[l - 1])", "np.outer(delta, x)"),
            (18, "W[l].T @ delta", "W[l - 1].T @ delta"),
            (18, "W[l].T @ delta", "W[L].T @ delta"),
            (18, "W[l].T @ delta", "W[l + 1].T @ delta"),
            (19, "W[l].T @ delta", "dW[l].T @ delta"),
            (22, "(W[l].T @ delta)", "(W[l][0] * delta[0])"),
            (22, "(W[l].T @ delta)", "(W[l][-1] * delta[-1])"),
            (23, "(W[l].T @ delta)", "(W[l].T @ delta / len(delta))"),
            (23, "(W[l].T @ delta)", "np.mean(W[l] * delta[:, None], axis=0)"),
            ("weights are missing", "(W[l].T @ delta)", "np.sum(delta)"),
            (27, "db[l] = delta\n", "db[l] = np.zeros(len(delta))\n"),
            (27, "db[l] = delta\n", "db[l] = np.ones_like(delta)\n"),
            (27, "db[l] = delta\n", "\n"),
            (28, "db[l] = delta\n", "db[l] = np.mean(delta)\n"),
            (28, "db[l] = delta\n", "db[l] = np.sum(delta)\n"),
            (28, "db[l] = delta\n", "db[l] = delta.reshape(-1, 1)\n"),
            (28, "db[l] = delta\n", "db[l] = delta[None, :]\n"),
            (27, "db[l] = delta\n", "db[l] = delta * a[l]\n"),
            (27, "db[l] = delta\n", "db[l] = delta * b[l]\n"),
            (29, "2 * (a[L] - y)", "2 * (a[L] - y[:, None])"),
            (29, "g_prime[L](z[L])", "g_prime[L](z[L])[:, None]"),
            (30, "range(L, 1, -1)", "range(L, 2, -1)"),
            (31, "            delta = (W", "            unused = (W"),
            (41, "np.outer(delta, a[l - 1])", "delta[:, None] + a[l - 1]"),
            (33, "return dW, db", "return {l: -0.1 * dW[l] for l in dW}, {l: -0.1 * db[l] for l in db}"),
            ("Two mistakes", "2 * (a[L] - y)", "(a[L] - y)", " * g_prime[l - 1](z[l - 1])", ""),
            ("Two mistakes", "2 * (a[L] - y)", "2 * (y - a[L])", "np.outer(delta, a[l - 1])", "np.outer(delta, a[l])"),
            ("swapped", "return dW, db", "return db, dW"),
            (39, "return dW, db", "return {l - 1: dW[l] for l in dW}, {l - 1: db[l] for l in db}"),
            (39, "return dW, db", "return {l - 2: dW[l] for l in dW}, {l - 2: db[l] for l in db}"),
            ("2 things", "return dW, db", "return dW"),
            ("dict", "return dW, db", "return list(dW.values()), list(db.values())"),
            ("None", "    return dW, db\n", ""),
            (32, "db[l] = delta\n", "db[l] = delta\n        b[l] -= 0.1 * delta\n"),
            ("biases are missing in the forward", "@ a[l - 1] + b[l]", "@ a[l - 1]"),
            ("forward pass: a = g(z)", "a[l] = g[l](z[l])", "a[l] = z[l]"),
            ("forward pass: a = g(z)", "a[l] = g[l](z[l])", "a[l] = z[l] if l < L else g[l](z[l])"),
            ("missing in the forward pass: a^(L)", "a[l] = g[l](z[l])", "a[l] = g[l](z[l]) if l < L else z[l]"),
            ("three layers only", "L = max(W)", "L = 3"),
            ("nothing is stored yet", "range(2, L + 1)", "range(2, L)"),
            ("a[1] = x", "a = {}, {1: x}", "a = {}, {0: x}"),
            ("bracket", "g_prime[L](z[L])", "g_prime(z[L])"),
            (
                34,
                "    L = max(W)",
                "    W = {2: np.eye(2), 3: np.ones((1, 2))}\n    b = {2: np.ones(2), 3: np.ones(1)}\n"
                "    g = {2: np.tanh, 3: np.tanh}\n    g_prime = {2: np.cosh, 3: np.cosh}\n"
                "    x, y = np.ones(2), np.zeros(1)\n    L = max(W)",
            ),
        ],
    )
    + mutants(
        ACTIVATIONS,
        [
            (21, "da = W[l].T @ dz", "da = W[l].T @ da"),
            (
                "dW[3], while db[3] is right",
                "* a[l - 1][None, :]",
                "* a[l - 1][None, :] if l < L else da[:, None] * a[l - 1]",
            ),
            (27, "db[l] = dz.copy()", "db[l] = da"),
            (27, "db[l] = dz.copy()", "db[l] = 1"),
            (27, "db[l] = dz.copy()", "db[l] = dW[l].sum(axis=1)"),
            (12, "dz[:, None] * a[l - 1][None, :]", "dz @ a[l - 1]"),
            (10, "W[l].T @ dz", "W[l].T @ (da * g_prime[max(l - 1, 2)](z[l]))"),
            (8, "W[l].T @ dz", "W[l].T @ (da * g_prime[l](z[max(l - 1, 2)]))"),
            (10, "g_prime[l](z[l])", "(a[l] * (1 - a[l]) if l == L else 1 - a[l] ** 2)"),
            ("loss itself", "2 * (a[L] - y)", "np.sum((a[L] - y) ** 2)"),
            ("squared still", "2 * (a[L] - y)", "2 * (a[L] - y) ** 2"),
            ("added up", "2 * (a[L] - y)", "2 * np.sum(a[L] - y)"),
            ("biases were subtracted", "+ b[l]", "- b[l]"),
            ("forward pass, then", "+ b[l]", "+ 2 * b[l]"),
            ("of dW[3], counted", "+ b[l]", "+ 2 * b[l]"),
            (30, "        da = W[l].T @ dz\n", "        return {l: dW[l]}, {l: db[l]}\n"),
            (30, "range(L, 1, -1)", "range(L, 2, -1)"),
            (13, "dz[:, None] * a[l - 1][None, :]", "dz[None, :] * a[l - 1][:, None]"),
            (12, "dz[:, None] * a[l - 1][None, :]", "dz * a[l - 1]"),
            (14, "W[l].T @ dz", "W[l] @ dz"),
            ("made from ∂C/∂a", "da * g_prime[l](z[l])", "da * da * (1 - da)"),
            (
                "Two mistakes",
                "dz[:, None] * a[l - 1][None, :]",
                "a[l - 1][:, None] * dz[None, :]",
                "dz = da * g_prime[l](z[l])",
                "dz = da * g_prime[l](z[l]) if l == L else da",
            ),
            (14, "da = W[l].T @ dz", "da = np.dot(dz, W[l].T)"),
            (7, "dz = da * g_prime[l](z[l])", "dz = da * g_prime[l](z[l]) if l == L else da"),
            (6, "dz = da * g_prime[l](z[l])", "dz = da"),
            (11, "dz = da * g_prime[l](z[l])", "dz = da @ g_prime[l](z[l])"),
            (8, "g_prime[l](z[l])", "g_prime[l](a[l])"),
            (19, "W[l].T @ dz", "dW[l].T @ dz"),
            ("activation before is missing", "* a[l - 1][None, :]", "* np.ones(W[l].shape)"),
            (31, "da = W[l].T @ dz", "pass"),
        ],
    )
    + mutants(
        OUTPUT_FIRST,
        [
            (18, "W[l + 1].T", "W[l].T"),
            ("loop ends at L", "range(2, L + 1)", "range(2, L + 2)"),
            (
                "δ of a sigmoid output with cross-entropy",
                "2 * (a[L] - y) * g_prime[L](z[L])",
                "a[L] - y",
            ),
            ("derivative of the cross-entropy", "2 * (a[L] - y) *", "-(y / a[L] - (1 - y) / (1 - a[L])) *"),
            (14, "W[l + 1].T", "np.linalg.pinv(W[l + 1])"),
            ("x stands where", "dW[l] = np.outer(delta[l], a[l - 1])", "dW[l] = np.outer(delta[l], x)"),
            (8, "* g_prime[l](z[l])", "* g_prime[l](a[l - 1])"),
            (9, "* g_prime[l](z[l])", "* (1 - z[l] ** 2)"),
            ("In the hidden layers", "* g_prime[l](z[l])", "* g[l](z[l])"),
            ("In the output layer", "* g_prime[L](z[L])", "* g[L](z[L])"),
            (22, "np.dot(W[l + 1].T, delta[l + 1])", "np.dot(W[l + 1][1:].T, delta[l + 1][1:])"),
            (22, "np.dot(W[l + 1].T, delta[l + 1])", "np.dot(W[l + 1][:-1].T, delta[l + 1][:-1])"),
            (24, "np.dot(W[l + 1].T, delta[l + 1])", "W[l + 1].sum(axis=0) * delta[l + 1].sum()"),
            (18, "W[l + 1].T", "W[l + 2].T"),
            (30, "range(L - 1, 1, -1)", "range(L - 1, 2, -1)"),
            (31, "np.dot(W[l + 1].T, delta[l + 1])", "np.dot(W[l + 1].T, delta[L])"),
            (
                31,
                "        dW[l] = np.outer(delta[l]",
                "        dW[l] = np.outer(delta[L]",
                "        db[l] = delta[l]",
                "        db[l] = delta[L]",
            ),
            (16, "dW[l] = np.outer(delta[l], a[l - 1])", "dW[l] = np.outer(delta[l], z[l - 1])"),
            (15, "dW[L] = np.outer(delta[L], a[L - 1])", "dW[L] = np.outer(delta[L], a[L])"),
            (39, "range(2, L + 1)", "range(1, L)"),
            (39, "L = len(W) + 1", "L = len(W)"),
            (14, "np.dot(W[l + 1].T, delta[l + 1])", "np.dot(W[l + 1], delta[l + 1])"),
            (17, "dW[l] = np.outer(delta[l], a[l - 1])", "dW[l] = np.outer(delta[l], x)"),
            ("∂C/∂z of layer 2", "* g_prime[l](z[l])", "* g_prime[l](z[l]) * 1.1"),
            (
                "dW[2], while db[2] is right",
                "dW[l] = np.outer(delta[l], a[l - 1])",
                "dW[l] = np.outer(delta[l], a[l - 1]) + 0.1",
            ),
            ("db[3], while dW[3] is right", "db[L] = delta[L]", "db[L] = delta[L] ** 2"),
            ("∂C/∂z of layer 3", "g_prime[L](z[L])}", "g_prime[L](z[L]) + 0.2}"),
        ],
    ),
    "tanh_chain_gradients": mutants(
        CHAIN,
        [
            (42, "-(y - h2)", "-2 * (y - h2)"),
            ("Two mistakes", "-(y - h2)", "-2 * (y - h2)", " * w2", ""),
            (2, "-(y - h2)", "(y - h2)"),
            (42, "-(y - h2)", "2 * (y - h2)"),
            (1, "-(y - h2)", "-0.5 * (y - h2)"),
            (6, " * (1 - h2 ** 2)", ""),
            (43, " * w2", ""),
            (43, " * (1 - h1 ** 2)", ""),
            (43, " * w2 * (1 - h1 ** 2)", ""),
            (43, "d2 * w2", "d2 * w1"),
            (43, "1 - h1 ** 2", "1 - h2 * h2"),
            (9, "1 - h2 ** 2", "1 - z2 ** 2", "1 - h1 ** 2", "1 - z1 ** 2"),
            (9, "1 - h1 ** 2", "1 - z1 ** 2"),
            (9, "1 - h2 ** 2", "1 - z2 ** 2"),
            (8, "1 - h2 ** 2", "1 - np.tanh(h2) ** 2", "1 - h1 ** 2", "1 - np.tanh(h1) ** 2"),
            (10, "(1 - h2 ** 2)", "h2 * (1 - h2)", "(1 - h1 ** 2)", "h1 * (1 - h1)"),
            ("without the square", "1 - h2 ** 2", "1 - h2", "1 - h1 ** 2", "1 - h1"),
            ("plus where a minus", "1 - h2 ** 2", "1 + h2 ** 2", "1 - h1 ** 2", "1 + h1 ** 2"),
            (7, " * (1 - h2 ** 2)", "", " * (1 - h1 ** 2)", ""),
            ("taken at x", "1 - h1 ** 2", "1 - np.tanh(x) ** 2"),
            ("h_1 is missing", '"w2": d2 * h1', '"w2": d2'),
            (17, '"w2": d2 * h1', '"w2": d2 * x'),
            (15, '"w2": d2 * h1', '"w2": d2 * h2'),
            (16, '"w2": d2 * h1', '"w2": d2 * z1'),
            ("x is missing", '"w1": d1 * x', '"w1": d1'),
            (15, '"w1": d1 * x', '"w1": d1 * h1'),
            (27, '"b1": d1', '"b1": 0', '"b2": d2', '"b2": 0'),
            (27, '"b2": d2', '"b2": 0.0'),
            (27, '"b1": d1', '"b1": 1', '"b2": d2', '"b2": 1'),
            (27, '"b1": d1', '"b1": d1 * x', '"b2": d2', '"b2": d2 * h1'),
            ("Missing", '"b1": d1, ', "", ', "b2": d2', ""),
            (43, '"b1": d1', '"b1": d2', '"w1": d1 * x', '"w1": d2 * x'),
            (
                "swapped",
                '"w1": d1 * x, "b1": d1, "w2": d2 * h1, "b2": d2',
                '"w2": d1 * x, "b2": d1, "w1": d2 * h1, "b1": d2',
            ),
            ("dict", '{"w1": d1 * x, "b1": d1, "w2": d2 * h1, "b2": d2}', "d1 * x, d1, d2 * h1, d2"),
            ("forward pass", "w1 * x + b1", "w1 * x", "w2 * h1 + b2", "w2 * h1"),
            (34, "return {", "return {'w1': 0.1, 'b1': 0.2, 'w2': 0.3, 'b2': 0.4} or {"),
            (30, "d1 = d2 * w2 * (1 - h1 ** 2)", "d1 = 0"),
            ("∂L/∂z_2: w2 and b2", "-(y - h2)", "abs(y - h2)"),
            ("without the square", "1 - h2 ** 2", "1 - h2"),
            ("∂L/∂z_1: w1 and b1", "d2 * w2", "d2 + w2"),
            ("bias is right", '"w2": d2 * h1', '"w2": d2 * z2'),
            ("weight is right", '"b1": d1', '"b1": d1 * 1.1'),
            (8, "1 - h2 ** 2", "1 - np.tanh(h2) ** 2"),
            (8, "1 - h1 ** 2", "1 - np.tanh(h1) ** 2"),
            (27, '"b1": d1', '"b1": d2 * w2'),
            (27, '"b1": d1', '"b1": d2 * w2', '"b2": d2', '"b2": h2 - y'),
            (27, '"b1": d1', '"b1": d1 * b1', '"b2": d2', '"b2": d2 * b2'),
            ("weight stands", '"w1": d1 * x', '"w1": d1 * w1', '"w2": d2 * h1', '"w2": d2 * w2'),
            ("b1 is missing in the forward", "w1 * x + b1", "w1 * x"),
            ("b2 is missing in the forward", "w2 * h1 + b2", "w2 * h1"),
            ("z_2 stands where h_2", "h2 = np.tanh(z2)", "h2 = z2"),
            ("Two mistakes", "-(y - h2)", "-0.5 * (y - h2)", " * w2", ""),
            ("`**`", "1 - h2 ** 2", "1 - h2 ^ 2"),
        ],
    ),
}
