"""The terms one by one: dC_da, the two slopes, dC_dw."""

import math
import sys

import numpy as np

from .mutants import bodies

RIGHT = {
    "dC_da": [
        lambda a_L, y: 2 * (a_L - y),
        lambda a_L, y: [2 * (a - t) for a, t in zip(a_L, y, strict=True)],
        lambda a_L, y: -2 * np.subtract(y, a_L),
        lambda a_L, y: tuple(float(a - t) + float(a - t) for a, t in zip(a_L.tolist(), y.tolist(), strict=True)),
    ],
    "sigmoid_prime": [
        lambda z: 1 / (1 + np.exp(-z)) * (1 - 1 / (1 + np.exp(-z))),
        lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
        lambda z: 0.25 / np.cosh(np.asarray(z) / 2) ** 2,
        lambda z: np.vectorize(lambda t: 1 / (2 + math.exp(t) + math.exp(-t)))(z).tolist(),
    ],
    "tanh_prime": [
        lambda z: 1 - np.tanh(z) ** 2,
        lambda z: 1 / np.cosh(z) ** 2,
        lambda z: 4 / (np.exp(z) + np.exp(-z)) ** 2,
        lambda z: np.array([1 - math.tanh(t) ** 2 for t in np.ravel(z)]).reshape(np.shape(z)),
    ],
    "dC_dw": [
        lambda a_j, y_j, z_j, a_k, g_prime: 2 * (a_j - y_j) * g_prime(z_j) * a_k,
        lambda a_j, y_j, z_j, a_k, g_prime: np.prod([2, a_j - y_j, g_prime(z_j), a_k]),
        lambda a_j, y_j, z_j, a_k, g_prime: float(g_prime(np.array([z_j]))[0]) * a_k * -2.0 * (y_j - a_j),
        lambda a_j, y_j, z_j, a_k, g_prime: np.array(2 * (a_j - y_j) * g_prime(z_j) * a_k),
    ],
}


def noisy(a_L, y):
    print("outputs", a_L)
    print("careful", file=sys.stderr)
    np.log(0.0 * a_L)
    return 2 * (a_L - y)


RIGHT["dC_da"].append(noisy)

WRONG = {
    "dC_da": bodies(
        "def dC_da(a_L, y):",
        [
            (1, "a_L - y"),
            (2, "2 * (y - a_L)"),
            (1, "y - a_L"),
            (5, "2 * (a_L - y) / len(y)"),
            (5, "(a_L - y) / len(a_L)"),
            ("loss itself", "(a_L - y) ** 2"),
            ("loss itself", "np.sum((a_L - y) ** 2)"),
            ("brackets", "2 * a_L - y"),
            ("power", "2 * (a_L - y) ** 2"),
            ("One number for each", "np.sum(2 * (a_L - y))"),
            ("One number for each", "total = 0\nfor a, t in zip(a_L, y):\n    total += 2 * (a - t)\nreturn total"),
            (22, "for a, t in zip(a_L, y):\n    return 2 * (a - t)"),
            ("has a sign", "2 * abs(a_L - y)"),
            ("Only the sign", "np.sign(a_L - y)"),
            ("One step too far", "2 * (a_L - y) * a_L * (1 - a_L)"),
            (29, "2 * (a_L - y.reshape(-1, 1))"),
            (29, "2 * (a_L[:, None] - y)"),
            (32, "a_L -= y\nreturn 2 * a_L"),
            (34, "a_L = np.array([0.3, 0.6])\ny = np.array([1.0, 0.0])\nreturn 2 * (a_L - y)"),
            (34, "0.4"),
            ("2 times", "4 * (a_L - y)"),
            ("target is missing", "2 * a_L"),
            ("cross-entropy", "-(y / a_L - (1 - y) / (1 - a_L))"),
            ("cross-entropy", "y / a_L - (1 - y) / (1 - a_L)"),
            ("cross-entropy", "-y / a_L"),
            (
                "Whole numbers",
                "d = np.zeros(len(y), dtype=int)\nfor j in range(len(y)):\n    d[j] = 2 * (a_L[j] - y[j])\nreturn d",
            ),
            ("Whole numbers", "(2 * (a_L - y)).astype(int)"),
            ("brackets missing", "(2 * (a_L - y)).copy"),
            ("None", "d = 2 * (a_L - y)\nd = None\nreturn d"),
            ("One number for each", "np.full(len(y), np.sum(2 * (a_L - y)))"),
            ("One number for each", "np.ones(len(y)) * np.mean(2 * (a_L - y))"),
            ("diagonal", "np.diag(2 * (a_L - y))"),
            (22, "for a, t in zip(a_L, y):\n    d = 2 * (a - t)\nreturn d"),
            (
                "came out as 0",
                "d = np.zeros(len(y))\nfor j in range(1, len(y)):\n    d[j] = 2 * (a_L[j] - y[j])\nreturn d",
            ),
        ],
    ),
    "sigmoid_prime": bodies(
        "def sigmoid_prime(z):\n    s = 1 / (1 + np.exp(-z))",
        [
            ("itself", "s"),
            (9, "z * (1 - z)"),
            (10, "1 - np.tanh(z) ** 2"),
            (10, "1 - s ** 2"),
            (10, "np.tanh(z) * (1 - np.tanh(z))"),
            (8, "t = 1 / (1 + np.exp(-s))\nreturn t * (1 - t)"),
            (2, "s * (s - 1)"),
            (2, "-np.exp(-z) / (1 + np.exp(-z)) ** 2"),
            ("factor or a power", "1 - s"),
            ("factor or a power", "np.exp(-z) / (1 + np.exp(-z))"),
            ("plus where a minus", "s * (1 + s)"),
            ("square too many", "(s * (1 - s)) ** 2"),
            (11, "np.dot(np.ravel(s), np.ravel(1 - s))"),
            (11, "np.sum(s * (1 - s))"),
            ("average", "np.mean(s * (1 - s))"),
            (34, "0.25"),
            ("squared", "s ** 2"),
            ("diagonal", "np.diag(s * (1 - s))"),
            ("called again", "1 / (1 + np.exp(s - 1))"),
            ("Minus the sigmoid squared", "-(s ** 2)"),
            ("alone is squared", "(1 - s) ** 2"),
            ("lesson 3", "sigmoid(z) * (1 - sigmoid(z))"),
            ("a `*` is missing", "2(s * (1 - s)) / 2"),
        ],
    ),
    "tanh_prime": bodies(
        "def tanh_prime(z):\n    t = np.tanh(z)",
        [
            ("itself", "t"),
            (9, "1 - z ** 2"),
            (10, "s = 1 / (1 + np.exp(-z))\nreturn s * (1 - s)"),
            (10, "t * (1 - t)"),
            (10, "s = 1 / (1 + np.exp(-z))\nreturn 1 - s ** 2"),
            (8, "1 - np.tanh(t) ** 2"),
            (2, "t ** 2 - 1"),
            ("factor or a power", "1 - t"),
            ("plus where a minus", "1 + t ** 2"),
            ("squared", "t ** 2"),
            ("root", "1 / np.cosh(z)"),
            ("square too many", "(1 - t ** 2) ** 2"),
            (11, "np.sum(1 - t ** 2)"),
            ("average", "np.mean(1 - t ** 2)"),
            (34, "0.42"),
            ("squared, not z", "1 - np.tanh(z ** 2)"),
            ("Minus tanh squared", "-(t ** 2)"),
            ("arctan", "1 / (1 + z ** 2)"),
            ("coth", "1 - 1 / t ** 2"),
            ("halved", "1 - np.tanh(z / 2) ** 2"),
            ("doubled", "1 - np.tanh(2 * z) ** 2"),
            ("alone is squared", "(1 - t) ** 2"),
            ("called again", "np.tanh(1 - t)"),
            ("takes one array", "np.exp(t, 2)"),
        ],
    ),
    "dC_dw": bodies(
        "def dC_dw(a_j, y_j, z_j, a_k, g_prime):",
        [
            (1, "(a_j - y_j) * g_prime(z_j) * a_k"),
            (2, "2 * (y_j - a_j) * g_prime(z_j) * a_k"),
            (1, "(y_j - a_j) * g_prime(z_j) * a_k"),
            (6, "2 * (a_j - y_j) * a_k"),
            (8, "2 * (a_j - y_j) * g_prime(a_j) * a_k"),
            (8, "2 * (a_j - y_j) * g_prime(a_k) * a_k"),
            (10, "s = 1 / (1 + np.exp(-z_j))\nreturn 2 * (a_j - y_j) * s * (1 - s) * a_k"),
            (10, "2 * (a_j - y_j) * (1 - np.tanh(z_j) ** 2) * a_k"),
            (10, "2 * (a_j - y_j) * a_j * (1 - a_j) * a_k"),
            (10, "2 * (a_j - y_j) * (1 - a_j ** 2) * a_k"),
            (9, "2 * (a_j - y_j) * (1 - z_j ** 2) * a_k"),
            (15, "2 * (a_j - y_j) * g_prime(z_j) * a_j"),
            (16, "2 * (a_j - y_j) * g_prime(z_j) * z_j"),
            ("third term", "2 * (a_j - y_j) * g_prime(z_j)"),
            ("first term", "g_prime(z_j) * a_k"),
            ("loss itself", "(a_j - y_j) ** 2 * g_prime(z_j) * a_k"),
            ("brackets", "(2 * a_j - y_j) * g_prime(z_j) * a_k"),
            ("slope", "2 * (a_j - y_j) * a_j * a_k"),
            (41, "2 * (a_j - y_j) + g_prime(z_j) + a_k"),
            (33, "-0.1 * 2 * (a_j - y_j) * g_prime(z_j) * a_k"),
            ("2 times", "4 * (a_j - y_j) * g_prime(z_j) * a_k"),
            ("Two mistakes", "(y_j - a_j) * a_k"),
            (34, "0.1551"),
            ("call it", "2 * (a_j - y_j) * g_prime * a_k"),
            (6, "2 * (a_j - y_j)"),
            (9, "2 * (a_j - y_j) * z_j * (1 - z_j) * a_k"),
            ("squared still", "2 * (a_j - y_j) ** 2 * g_prime(z_j) * a_k"),
            ("has a sign", "2 * abs(a_j - y_j) * g_prime(z_j) * a_k"),
            ("one by one", "2 * (a_j - y_j), g_prime(z_j), a_k"),
            ("list of its own", "[2 * (a_j - y_j) * g_prime(z_j) * a_k]"),
        ],
    ),
}
