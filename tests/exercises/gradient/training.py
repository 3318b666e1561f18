"""Training: with a gradient for each sample, and with one for the whole batch at once."""

import numpy as np

from .mutants import mutants, written

SAMPLES = """
def train(W, b, g, g_prime, X, Y, eta, epochs):
    def backpropagate(x, y):
        z, a = {}, {1: x}
        for l in range(2, L + 1):
            z[l] = W[l] @ a[l - 1] + b[l]
            a[l] = g[l](z[l])
        dW, db = {}, {}
        delta = 2 * (a[L] - y) * g_prime[L](z[L])
        for l in range(L, 1, -1):
            dW[l], db[l] = np.outer(delta, a[l - 1]), delta
            if l > 2:
                delta = (W[l].T @ delta) * g_prime[l - 1](z[l - 1])
        return dW, db

    def cost():
        total = 0
        for x, y in zip(X, Y):
            a = x
            for l in range(2, L + 1):
                a = g[l](W[l] @ a + b[l])
            total += np.sum((a - y) ** 2)
        return total / n

    L, n = max(W), len(X)
    W = {l: W[l].copy() for l in W}
    b = {l: b[l].copy() for l in b}
    history = [cost()]
    for epoch in range(epochs):
        dW = {l: np.zeros_like(W[l]) for l in W}
        db = {l: np.zeros_like(b[l]) for l in b}
        for x, y in zip(X, Y):
            one_W, one_b = backpropagate(x, y)
            for l in W:
                dW[l] += one_W[l] / n
                db[l] += one_b[l] / n
        for l in W:
            W[l] -= eta * dW[l]
            b[l] -= eta * db[l]
        history.append(cost())
    return W, b, history
"""

BATCH = """
def train(W, b, g, g_prime, X, Y, eta, epochs):
    L, n = max(W), len(X)
    W, b = dict(W), dict(b)
    history = []
    for epoch in range(epochs + 1):
        Z, A = {}, {1: X}
        for l in range(2, L + 1):
            Z[l] = A[l - 1] @ W[l].T + b[l]
            A[l] = g[l](Z[l])
        history.append(np.sum((A[L] - Y) ** 2) / n)
        if epoch == epochs:
            break
        D = 2 * (A[L] - Y) * g_prime[L](Z[L]) / n
        dW, db = {}, {}
        for l in range(L, 1, -1):
            dW[l] = D.T @ A[l - 1]
            db[l] = D.sum(axis=0)
            if l > 2:
                D = (D @ W[l]) * g_prime[l - 1](Z[l - 1])
        for l in W:
            W[l] = W[l] - eta * dW[l]
            b[l] = b[l] - eta * db[l]
    return W, b, history
"""


def new_dicts_each_epoch(W, b, g, g_prime, X, Y, eta, epochs):
    history = np.zeros(epochs + 1)
    for epoch in range(epochs + 1):
        z, a = {}, {1: X.T}
        for l in W:
            z[l] = W[l] @ a[l - 1] + b[l][:, None]
            a[l] = g[l](z[l])
        history[epoch] = np.mean(((a[l] - Y.T) ** 2).sum(axis=0))
        print("epoch", epoch, "cost", history[epoch])
        if epoch < epochs:
            delta, new_W, new_b = 2 * (a[l] - Y.T) * g_prime[l](z[l]), {}, {}
            while l > 1:
                new_W[l] = W[l] - eta / len(X) * np.einsum("ji,ki->jk", delta, a[l - 1])
                new_b[l] = b[l] - eta * np.mean(delta, axis=1)
                delta = (W[l].T @ delta) * g_prime[l - 1](z[l - 1]) if l > 2 else None
                l -= 1
            W, b = new_W, new_b
            W = {l: W[l] for l in sorted(W)}
    return [W, b, tuple(history)]


def mean_of_updated_networks(W, b, g, g_prime, X, Y, eta, epochs):
    def forward(W, b, x):
        zs, activations = [], [x]
        for l in W:
            zs.append(W[l] @ activations[-1] + b[l])
            activations.append(g[l](zs[-1]))
        return zs, activations

    def after(x, y):
        zs, activations = forward(W, b, x)
        da, new_W, new_b = 2 * (activations[-1] - y), {}, {}
        for l in reversed(list(W)):
            dz = da * g_prime[l](zs[l - 2])
            new_W[l], new_b[l] = W[l] - eta * dz[:, None] * activations[l - 2], b[l] - eta * dz
            da = dz @ W[l]
        return new_W, new_b

    def cost():
        return np.mean([np.sum((forward(W, b, x)[1][-1] - y) ** 2) for x, y in zip(X, Y, strict=True)])

    history = [cost()]
    for _ in range(epochs):
        moved = [after(x, y) for x, y in zip(X, Y, strict=True)]
        W = {l: np.mean([m[0][l] for m in moved], axis=0) for l in W}
        b = {l: np.mean([m[1][l] for m in moved], axis=0) for l in b}
        history.append(cost())
    return {l: w.tolist() for l, w in W.items()}, b, history


RIGHT = {"train": [written(SAMPLES), written(BATCH), new_dicts_each_epoch, mean_of_updated_networks]}

WRONG = {
    "train": mutants(
        SAMPLES,
        [
            (37, "W[l] -= eta", "W[l] += eta", "b[l] -= eta", "b[l] += eta"),
            (3, "+= one_W[l] / n", "+= one_W[l]", "+= one_b[l] / n", "+= one_b[l]"),
            (3, "+= one_W[l] / n", "+= one_W[l]", "+= one_b[l] / n", "+= one_b[l]", "total / n", "total"),
            (3, "total / n", "total"),
            (5, "np.sum((a - y) ** 2)", "np.mean((a - y) ** 2)"),
            (42, "total / n", "total / n / 2"),
            (25, "dW[l] += one_W[l] / n", "dW[l] = one_W[l] / n", "db[l] += one_b[l] / n", "db[l] = one_b[l] / n"),
            (25, "dW[l] += one_W[l] / n", "dW[l] = one_W[l]", "db[l] += one_b[l] / n", "db[l] = one_b[l]"),
            (27, "            b[l] -= eta * db[l]\n", ""),
            ("weights came back", "            W[l] -= eta * dW[l]\n", ""),
            (
                26,
                "    for epoch in range(epochs):\n        dW",
                "    dW",
                "        db = {l: np.zeros_like(b[l]) for l in b}\n",
                "    db = {l: np.zeros_like(b[l]) for l in b}\n    for epoch in range(epochs):\n",
            ),
            (
                "after every sample",
                "                dW[l] += one_W[l] / n\n                db[l] += one_b[l] / n",
                "                W[l] = W[l] - eta * one_W[l]\n                b[l] = b[l] - eta * one_b[l]",
            ),
            (
                "after every sample",
                "                dW[l] += one_W[l] / n\n                db[l] += one_b[l] / n",
                "                W[l] = W[l] - eta / n * one_W[l]\n                b[l] = b[l] - eta / n * one_b[l]",
            ),
            (32, "    W = {l: W[l].copy() for l in W}\n", "    W = dict(W)\n"),
            (32, "    W = {l: W[l].copy() for l in W}\n    b = {l: b[l].copy() for l in b}\n", ""),
            (1, "delta = 2 * (a", "delta = (a"),
            (37, "2 * (a[L] - y)", "2 * (y - a[L])"),
            (6, " * g_prime[L](z[L])", ""),
            (7, " * g_prime[l - 1](z[l - 1])", ""),
            (8, "g_prime[l - 1](z[l - 1])", "g_prime[l - 1](a[l - 1])"),
            (8, "g_prime[L](z[L])", "g_prime[L](a[L])", "g_prime[l - 1](z[l - 1])", "g_prime[l - 1](a[l - 1])"),
            (10, "g_prime[l - 1](z[l - 1])", "g_prime[L](z[l - 1])"),
            (14, "W[l].T @ delta", "W[l] @ delta"),
            (18, "W[l].T @ delta", "W[l - 1].T @ delta"),
            (19, "W[l].T @ delta", "dW[l].T @ delta"),
            (22, "(W[l].T @ delta)", "(W[l][0] * delta[0])"),
            (23, "(W[l].T @ delta)", "(W[l].T @ delta / len(delta))"),
            (27, "np.outer(delta, a[l - 1]), delta\n", "np.outer(delta, a[l - 1]), 0 * delta\n"),
            (28, "np.outer(delta, a[l - 1]), delta\n", "np.outer(delta, a[l - 1]), delta.mean()\n"),
            (
                "history ends one early",
                "    history = [cost()]",
                "    history = []",
                "        history.append(cost())\n",
                "",
                "        dW = {",
                "        history.append(cost())\n        dW = {",
            ),
            ("history starts one late", "    history = [cost()]", "    history = []"),
            ("history is one number", "return W, b, history", "return W, b, history[-1]"),
            ("backwards", "return W, b, history", "return W, b, history[::-1]"),
            ("last cost is stale", "return W, b, history", "return W, b, history[:-1] + history[-2:][:1]"),
            ("last sample's loss", "total += np.sum", "total = n * np.sum"),
            ("3 things", "return W, b, history", "return W, b"),
            (
                "learning rate is missing",
                "W[l] -= eta * dW[l]",
                "W[l] -= dW[l]",
                "b[l] -= eta * db[l]",
                "b[l] -= db[l]",
            ),
            (
                "Only the output layer",
                "        for l in W:\n            W[l] -=",
                "        for l in [L]:\n            W[l] -=",
            ),
            (
                "back as they were",
                "W[l] -= eta * dW[l]",
                "W[l] - eta * dW[l]",
                "b[l] -= eta * db[l]",
                "b[l] - eta * db[l]",
            ),
            (
                "The last sample is left out",
                "for x, y in zip(X, Y):\n            one",
                "for x, y in zip(X[:-1], Y[:-1]):\n            one",
            ),
            (
                "The first sample is left out",
                "for x, y in zip(X, Y):\n            one",
                "for x, y in zip(X[1:], Y[1:]):\n            one",
            ),
            (
                24,
                "for x, y in zip(X, Y):\n            one",
                "for x, y in n * [(X.mean(axis=0), Y.mean(axis=0))]:\n            one",
            ),
            (3, "+= one_W[l] / n", "+= one_W[l]"),
            (3, "+= one_b[l] / n", "+= one_b[l]"),
            (3, "+= one_W[l] / n", "+= one_W[l]", "+= one_b[l] / n", "+= one_b[l]", "delta = 2 * (a", "delta = (a"),
            ("number of outputs", "+= one_W[l] / n", "+= one_W[l] / len(y)", "+= one_b[l] / n", "+= one_b[l] / len(y)"),
            (37, "W[l] -= eta", "W[l] += eta"),
            (37, "b[l] -= eta", "b[l] += eta"),
            ("missing in the weights' step", "W[l] -= eta * dW[l]", "W[l] -= dW[l]"),
            ("missing in the biases' step", "b[l] -= eta * db[l]", "b[l] -= db[l]"),
            (
                "output layer took no step",
                "for l in W:\n            W[l] -=",
                "for l in range(2, L):\n            W[l] -=",
            ),
            (
                "inside the loop",
                "        history.append(cost())\n    return",
                "        history.append(cost())\n        return",
            ),
            ("last gradient came back", "return W, b, history", "return dW, db, history"),
            ("swapped", "return W, b, history", "return b, W, history"),
            ("gave back None", "        return dW, db\n", ""),
            ("at random", "W[l] -= eta * dW[l]", "W[l] -= eta * dW[l] + 0.1 * np.random.default_rng().normal()"),
            ("pairs", "return W, b, history", "return W, b, list(enumerate(history))"),
            ("one cost twice", "return W, b, history", "return W, b, history[1:] + history[-1:]"),
            ("root of the cost", "return W, b, history", "return W, b, np.sqrt(history)"),
            ("entry e is the cost", "return W, b, history", "return W, b, np.array(history) ** 2"),
            ("One step too many", "range(epochs)", "range(epochs + 1)"),
            ("One step too few", "range(epochs)", "range(epochs - 1)"),
            (
                "first one's gradient",
                "one_W, one_b = backpropagate(x, y)",
                "one_W, one_b = kept.setdefault(tuple(x), backpropagate(x, y))",
                "    history = [cost()]",
                "    history, kept = [cost()], {}",
            ),
            (
                20,
                "            W[l] -= eta * dW[l]\n",
                "            W[l] -= eta * dW[l]\n"
                "        moved = [backpropagate(x, y)[1] for x, y in zip(X, Y)]\n"
                "        db = {l: np.mean([one[l] for one in moved], axis=0) for l in b}\n        for l in b:\n",
            ),
        ],
    )
    + mutants(
        BATCH,
        [
            (3, "g_prime[L](Z[L]) / n", "g_prime[L](Z[L])"),
            ("biases' is divided by n twice", "D.sum(axis=0)", "D.mean(axis=0)"),
            ("weights' is divided by n twice", "D.T @ A[l - 1]", "D.T @ A[l - 1] / n"),
            ("Two mistakes", "g_prime[L](Z[L]) / n", "g_prime[L](Z[L])", " * g_prime[l - 1](Z[l - 1])", ""),
            ("Two mistakes", "2 * (A[L] - Y)", "2 * (Y - A[L])", " * g_prime[l - 1](Z[l - 1])", ""),
            (4, "D.T @ A[l - 1]", "D.T @ A[l - 1]", "* g_prime[l - 1](Z[l - 1])", "* g_prime[l - 1](Z[l - 1]) / n"),
            (4, "D.T @ A[l - 1]", "D.T @ A[l - 1] / n", "D.sum(axis=0)", "D.mean(axis=0)"),
            (5, "g_prime[L](Z[L]) / n", "g_prime[L](Z[L]) / Y.size", "** 2) / n", "** 2) / Y.size"),
            (5, "g_prime[L](Z[L]) / n", "g_prime[L](Z[L]) / Y.size"),
            (5, "np.sum((A[L] - Y) ** 2) / n", "np.mean((A[L] - Y) ** 2)"),
            (
                20,
                "            db[l] = D.sum(axis=0)\n",
                "            db[l] = D.sum(axis=0)\n            W[l] = W[l] - eta * dW[l]\n",
                "            W[l] = W[l] - eta * dW[l]\n            b",
                "            b",
            ),
            (24, "D.T @ A[l - 1]", "np.outer(D.sum(axis=0), A[l - 1].mean(axis=0))"),
            (27, "            b[l] = b[l] - eta * db[l]\n", ""),
            (42, "2 * (A[L] - Y)", "(A[L] - Y)", "** 2) / n", "** 2) / n / 2"),
            (1, "2 * (A[L] - Y)", "(A[L] - Y)"),
            (7, " * g_prime[l - 1](Z[l - 1])", ""),
            (13, "D.T @ A[l - 1]", "A[l - 1].T @ D"),
            (14, "D @ W[l])", "D @ W[l].T)"),
            (15, "D.T @ A[l - 1]", "D.T @ A[l]"),
            (17, "D.T @ A[l - 1]", "D.T @ X"),
            (30, "range(L, 1, -1)", "range(L, 2, -1)", "dW, db = {}, {}", "dW, db = {2: 0}, {2: 0}"),
            (31, "                D = (D @ W[l])", "                unused = (D @ W[l])"),
            (31, "D = (D @ W[l]) * g_prime[l - 1](Z[l - 1])", "pass"),
            (28, "D.sum(axis=0)", "D.sum()"),
            ("history ends one early", "    for epoch in range(epochs + 1)", "    for epoch in range(epochs)"),
            (32, "W[l] = W[l] - eta * dW[l]", "W[l] -= eta * dW[l]"),
            ("biases are missing", "@ W[l].T + b[l]", "@ W[l].T"),
        ],
    ),
}
