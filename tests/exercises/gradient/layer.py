"""One layer: its weights, its biases, the activations before it; and all output weights over a batch."""

import numpy as np

from .mutants import bodies, written


def weights_by_loops(dC_da_l, z_l, a_prev, g_prime):
    rows = []
    for j in range(len(z_l)):
        row = []
        for k in range(len(a_prev)):
            row.append(dC_da_l[j] * float(g_prime(z_l[j])) * a_prev[k])
        rows.append(row)
    return rows


def before_by_loops(W_l, dC_da_l, z_l, g_prime):
    slopes = g_prime(z_l)
    before = []
    for k in range(W_l.shape[1]):
        total = 0
        for j in range(W_l.shape[0]):
            total += dC_da_l[j] * slopes[j] * W_l[j, k]
        before.append(total)
    return before


def average_by_loops(A_L, Y, Z_L, A_prev, g_prime):
    n = len(Y)
    total = np.zeros((Y.shape[1], A_prev.shape[1]))
    for i in range(n):
        total += np.outer(2 * (A_L[i] - Y[i]) * g_prime(Z_L[i]), A_prev[i]) / n
    return total


def average_of_a_list(A_L, Y, Z_L, A_prev, g_prime):
    gradients = [
        np.outer(2 * (a - y) * g_prime(z), before) for a, y, z, before in zip(A_L, Y, Z_L, A_prev, strict=True)
    ]
    return np.mean(gradients, axis=0).tolist()


def noisy_average(A_L, Y, Z_L, A_prev, g_prime):
    print("batch", A_L.shape)
    D = 2 / len(Y) * (A_L - Y) * g_prime(Z_L)
    np.divide(1, np.zeros(1))
    return np.asfortranarray(D.T @ A_prev)


RIGHT = {
    "weight_gradient": [
        lambda dC_da_l, z_l, a_prev, g_prime: np.outer(dC_da_l * g_prime(z_l), a_prev),
        lambda dC_da_l, z_l, a_prev, g_prime: (dC_da_l * g_prime(z_l))[:, None] * a_prev,
        lambda dC_da_l, z_l, a_prev, g_prime: np.einsum("j,j,k->jk", dC_da_l, g_prime(z_l), a_prev),
        lambda dC_da_l, z_l, a_prev, g_prime: (dC_da_l * g_prime(z_l)).reshape(-1, 1) @ a_prev.reshape(1, -1),
        lambda dC_da_l, z_l, a_prev, g_prime: np.diag(g_prime(z_l)) @ np.outer(dC_da_l, a_prev),
        weights_by_loops,
    ],
    "bias_gradient": [
        lambda dC_da_l, z_l, g_prime: dC_da_l * g_prime(z_l),
        lambda dC_da_l, z_l, g_prime: [d * g_prime(z) for d, z in zip(dC_da_l, z_l, strict=True)],
        lambda dC_da_l, z_l, g_prime: np.diag(g_prime(z_l)) @ dC_da_l,
        lambda dC_da_l, z_l, g_prime: np.einsum("j,j->j", dC_da_l, g_prime(z_l)),
    ],
    "average_weight_gradient": [
        lambda A_L, Y, Z_L, A_prev, g_prime: (2 * (A_L - Y) * g_prime(Z_L)).T @ A_prev / len(Y),
        lambda A_L, Y, Z_L, A_prev, g_prime: np.einsum("ij,ij,ik->jk", 2 * (A_L - Y) / len(Y), g_prime(Z_L), A_prev),
        average_by_loops,
        average_of_a_list,
        noisy_average,
    ],
    "dC_da_prev": [
        lambda W_l, dC_da_l, z_l, g_prime: W_l.T @ (dC_da_l * g_prime(z_l)),
        lambda W_l, dC_da_l, z_l, g_prime: (dC_da_l * g_prime(z_l)) @ W_l,
        lambda W_l, dC_da_l, z_l, g_prime: np.einsum("jk,j,j->k", W_l, dC_da_l, g_prime(z_l)),
        lambda W_l, dC_da_l, z_l, g_prime: (W_l * (dC_da_l * g_prime(z_l))[:, None]).sum(axis=0),
        before_by_loops,
    ],
}

ROWS = """
def average_weight_gradient(A_L, Y, Z_L, A_prev, g_prime):
    n = len(Y)
    total = np.zeros((Y.shape[1], A_prev.shape[1]))
    for i in range(n):
        {line}
    return {end}
"""


def sample_loop(line, end="total / n"):
    return written(ROWS.format(line=line, end=end))


BATCH = """
def average_weight_gradient(A_L, Y, Z_L, A_prev, g_prime):
    n = len(Y)
    D = 2 * (A_L - Y) * g_prime(Z_L)
""".rstrip()
SHARE = "np.outer(2 * (A_L[i] - Y[i]) * g_prime(Z_L[i]), A_prev[i])"

WRONG = {
    "weight_gradient": bodies(
        "def weight_gradient(dC_da_l, z_l, a_prev, g_prime):",
        [
            (6, "np.outer(dC_da_l, a_prev)"),
            (8, "np.outer(dC_da_l * g_prime(a_prev), a_prev)"),
            (8, "np.outer(dC_da_l * g_prime(dC_da_l), a_prev)"),
            (10, "np.outer(dC_da_l * (1 - np.tanh(z_l) ** 2), a_prev)"),
            (10, "s = 1 / (1 + np.exp(-z_l))\nreturn np.outer(dC_da_l * s * (1 - s), a_prev)"),
            (13, "np.outer(a_prev, dC_da_l * g_prime(z_l))"),
            (13, "(dC_da_l * g_prime(z_l)) * a_prev[:, None]"),
            (12, "dC_da_l * g_prime(z_l) * a_prev"),
            (16, "np.outer(dC_da_l * g_prime(z_l), z_l)"),
            (11, "np.outer(dC_da_l @ g_prime(z_l), a_prev)"),
            (11, "np.dot(dC_da_l, g_prime(z_l)) * a_prev"),
            (11, "g_prime(z_l) @ np.outer(dC_da_l, a_prev)"),
            ("along the columns", "np.outer(dC_da_l, a_prev) * g_prime(z_l)"),
            (29, "np.outer(dC_da_l[:, None] * g_prime(z_l), a_prev)"),
            ("along the columns", "dC_da_l[:, None] * g_prime(z_l) * a_prev"),
            (2, "-np.outer(dC_da_l * g_prime(z_l), a_prev)"),
            ("already", "np.outer(2 * dC_da_l * g_prime(z_l), a_prev)"),
            (1, "np.outer(dC_da_l / 2 * g_prime(z_l), a_prev)"),
            ("comes first", "np.outer(g_prime(z_l), a_prev)"),
            (41, "np.outer(dC_da_l + g_prime(z_l), a_prev)"),
            (41, "(dC_da_l * g_prime(z_l))[:, None] + a_prev"),
            ("before is missing", "dC_da_l * g_prime(z_l)"),
            ("before is missing", "np.outer(dC_da_l * g_prime(z_l), np.ones(len(a_prev)))"),
            (23, "np.outer(dC_da_l * g_prime(z_l), a_prev) / len(dC_da_l)"),
            (34, "np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])"),
            (32, "dC_da_l *= g_prime(z_l)\nreturn np.outer(dC_da_l, a_prev)"),
            ("Two mistakes", "-np.outer(a_prev, dC_da_l * g_prime(z_l))"),
            ("It is the transpose", "np.outer(a_prev, dC_da_l)"),
            ("given ∂C/∂a", "np.outer(dC_da_l * dC_da_l * (1 - dC_da_l), a_prev)"),
            ("column times a row", "(dC_da_l * g_prime(z_l))[:, None] @ a_prev"),
            (
                "One entry takes one number",
                "d = np.zeros((len(z_l), len(a_prev)))\nfor j in range(len(z_l)):\n    for k in range(len(a_prev)):\n"
                "        d[j, k] = dC_da_l[j] * g_prime(z_l) * a_prev[k]\nreturn d",
            ),
            (33, "-0.5 * np.outer(dC_da_l * g_prime(z_l), a_prev)"),
            (9, "np.outer(dC_da_l * (1 - z_l ** 2), a_prev)"),
            (9, "np.outer(dC_da_l * z_l * (1 - z_l), a_prev)"),
            ("sum of all rows", "np.sum(np.outer(dC_da_l * g_prime(z_l), a_prev), axis=0)"),
            ("first row alone", "for d in dC_da_l * g_prime(z_l):\n    return d * a_prev"),
            ("last row alone", "for d in dC_da_l * g_prime(z_l):\n    G = d * a_prev\nreturn G"),
            ("long row", "[d * a for d in dC_da_l * g_prime(z_l) for a in a_prev]"),
            ("nodes before", "np.outer(dC_da_l * g_prime(z_l), a_prev) / len(a_prev)"),
            ("Two mistakes", "2 * np.outer(dC_da_l, a_prev)"),
            ("Two mistakes", "np.outer(a_prev, dC_da_l * g_prime(z_l)) / 2"),
        ],
    ),
    "bias_gradient": bodies(
        "def bias_gradient(dC_da_l, z_l, g_prime):",
        [
            (6, "dC_da_l"),
            (8, "dC_da_l * g_prime(dC_da_l)"),
            (10, "dC_da_l * (1 - np.tanh(z_l) ** 2)"),
            (10, "s = 1 / (1 + np.exp(-z_l))\nreturn dC_da_l * s * (1 - s)"),
            (11, "dC_da_l @ g_prime(z_l)"),
            ("This is the sum over all nodes", "np.sum(dC_da_l * g_prime(z_l))"),
            ("given ∂C/∂a", "dC_da_l * dC_da_l * (1 - dC_da_l)"),
            (27, "np.zeros_like(z_l)"),
            (27, "np.ones(len(z_l))"),
            (27, "1"),
            (28, "np.mean(dC_da_l * g_prime(z_l))"),
            (28, "np.ones(len(z_l)) * np.mean(dC_da_l * g_prime(z_l))"),
            (28, "(dC_da_l * g_prime(z_l)).reshape(-1, 1)"),
            (28, "(dC_da_l * g_prime(z_l))[None]"),
            (29, "dC_da_l.reshape(-1, 1) * g_prime(z_l)"),
            (29, "dC_da_l * g_prime(z_l)[:, None]"),
            (2, "-dC_da_l * g_prime(z_l)"),
            ("already", "2 * dC_da_l * g_prime(z_l)"),
            ("comes first", "g_prime(z_l)"),
            (41, "dC_da_l + g_prime(z_l)"),
            ("multiplied by nothing", "dC_da_l * g_prime(z_l) * z_l"),
            ("twice", "dC_da_l * g_prime(z_l) ** 2"),
            (34, "[0.1, 0.2, 0.3]"),
            (32, "z_l[:] = g_prime(z_l)\nreturn dC_da_l * z_l"),
            (9, "dC_da_l * (1 - z_l ** 2)"),
            ("sum over all nodes", "np.sum(dC_da_l * g_prime(z_l), keepdims=True)"),
            ("first node's alone", "for d, z in zip(dC_da_l, z_l):\n    return d * g_prime(z)"),
            ("last node's alone", "for d, z in zip(dC_da_l, z_l):\n    db = d * g_prime(z)\nreturn db"),
            ("diagonal", "np.diag(dC_da_l * g_prime(z_l))"),
            ("Two mistakes", "2 * dC_da_l"),
        ],
    ),
    "average_weight_gradient": bodies(
        BATCH,
        [
            (1, "((A_L - Y) * g_prime(Z_L)).T @ A_prev / n"),
            (2, "(2 * (Y - A_L) * g_prime(Z_L)).T @ A_prev / n"),
            (3, "D.T @ A_prev"),
            (1, "((A_L - Y) * g_prime(Z_L)).T @ A_prev"),
            (5, "D.T @ A_prev / Y.size"),
            (5, "D.T @ A_prev / Y.shape[1]"),
            (4, "(D / n).T @ A_prev / n"),
            (6, "(2 * (A_L - Y)).T @ A_prev / n"),
            (8, "(2 * (A_L - Y) * g_prime(A_L)).T @ A_prev / n"),
            (10, "(2 * (A_L - Y) * (1 - np.tanh(Z_L) ** 2)).T @ A_prev / n"),
            (10, "(2 * (A_L - Y) * A_L * (1 - A_L)).T @ A_prev / n"),
            (10, "(2 * (A_L - Y) * (1 - A_L ** 2)).T @ A_prev / n"),
            (13, "A_prev.T @ D / n"),
            (15, "D.T @ A_L / n"),
            (16, "D.T @ Z_L / n"),
            (24, "np.outer(D.mean(axis=0), A_prev.mean(axis=0))"),
            (
                24,
                "d = np.mean(2 * (A_L - Y), axis=0) * np.mean(g_prime(Z_L), axis=0)\n"
                "return np.outer(d, np.mean(A_prev, axis=0))",
            ),
            (24, "np.outer(np.mean(2 * (A_L - Y), axis=0) * g_prime(Z_L.mean(axis=0)), A_prev.mean(axis=0))"),
            (24, "(np.mean(2 * (A_L - Y), axis=0) * g_prime(Z_L)).T @ A_prev / n"),
            (12, "np.mean(D * A_prev, axis=0)"),
            (12, "D @ A_prev / n"),
            (11, "(2 * (A_L - Y) @ g_prime(Z_L).T).T @ A_prev / n"),
            ("Not averaged", "np.array([np.outer(d, a) for d, a in zip(D, A_prev)])"),
            (5, "np.mean([np.outer(d, a) for d, a in zip(D, A_prev)])"),
            ("missing", "D.mean(axis=0)"),
            ("n - 1", "D.T @ A_prev / (n - 1)"),
            ("loss itself", "((A_L - Y) ** 2 * g_prime(Z_L)).T @ A_prev / n"),
            ("brackets", "((2 * A_L - Y) * g_prime(Z_L)).T @ A_prev / n"),
            ("Two mistakes", "((A_L - Y) * g_prime(Z_L)).T @ A_L / n"),
            ("Two mistakes", "(2 * (Y - A_L)).T @ A_prev / n"),
            (34, "np.full((3, 5), 0.2)"),
            (9, "(2 * (A_L - Y) * Z_L * (1 - Z_L)).T @ A_prev / n"),
            ("activations before; divide", "D.T @ A_prev / A_prev.size"),
            ("not yet added up", "np.einsum('ij,ik->ijk', D, A_prev) / n"),
            (24, "np.outer(D.sum(axis=0), A_prev.mean(axis=0))"),
            (32, "A_L -= Y\nreturn (2 * A_L * g_prime(Z_L)).T @ A_prev / n"),
        ],
    ),
    "dC_da_prev": bodies(
        "def dC_da_prev(W_l, dC_da_l, z_l, g_prime):",
        [
            (21, "W_l.T @ dC_da_l"),
            (10, "W_l.T @ (dC_da_l * (1 - np.tanh(z_l) ** 2))"),
            (10, "s = 1 / (1 + np.exp(-z_l))\nreturn W_l.T @ (dC_da_l * s * (1 - s))"),
            (14, "W_l @ (dC_da_l * g_prime(z_l))"),
            (14, "W_l @ dC_da_l"),
            (14, "np.sum(W_l * (dC_da_l * g_prime(z_l))[:, None], axis=1)"),
            (22, "W_l[0] * dC_da_l[0] * g_prime(z_l[0])"),
            (22, "W_l[-1] * dC_da_l[-1] * g_prime(z_l[-1])"),
            (22, "for j in range(len(z_l)):\n    da = W_l[j] * dC_da_l[j] * g_prime(z_l[j])\nreturn da"),
            (22, "np.array([W_l[k, k] * dC_da_l[k] * g_prime(z_l[k]) for k in range(W_l.shape[1])])"),
            (22, "W_l * (dC_da_l * g_prime(z_l))[:, None]"),
            (22, "W_l.T * (dC_da_l * g_prime(z_l))"),
            (22, "np.sum(W_l * (dC_da_l * g_prime(z_l))[:, None])"),
            (23, "W_l.T @ (dC_da_l * g_prime(z_l)) / len(z_l)"),
            (23, "np.mean(W_l * (dC_da_l * g_prime(z_l))[:, None], axis=0)"),
            (11, "W_l.T * (dC_da_l @ g_prime(z_l))"),
            (24, "np.sum(W_l, axis=0) * (dC_da_l @ g_prime(z_l))"),
            (12, "W_l * (dC_da_l * g_prime(z_l))"),
            (12, "np.sum(W_l * dC_da_l * g_prime(z_l), axis=0)"),
            (21, "(W_l.T @ dC_da_l) * g_prime(z_l)"),
            (29, "W_l.T @ (dC_da_l[:, None] * g_prime(z_l))"),
            (29, "W_l.T @ (dC_da_l * g_prime(z_l)[:, None])"),
            ("weights are missing", "dC_da_l * g_prime(z_l)"),
            ("weights are missing", "np.sum(dC_da_l * g_prime(z_l))"),
            (24, "W_l.sum(axis=0) * np.sum(dC_da_l * g_prime(z_l))"),
            (2, "-W_l.T @ (dC_da_l * g_prime(z_l))"),
            ("already", "2 * W_l.T @ (dC_da_l * g_prime(z_l))"),
            ("comes first", "W_l.T @ g_prime(z_l)"),
            ("twice", "W_l.T @ (dC_da_l * g_prime(z_l) ** 2)"),
            (41, "W_l.T @ (dC_da_l + g_prime(z_l))"),
            (34, "np.arange(5.0)"),
            (9, "W_l.T @ (dC_da_l * (1 - z_l ** 2))"),
            (
                "last node's path",
                "sum(W_l[j] * dC_da_l[j] * g_prime(z_l[j]) for j in range(len(z_l) - 1)) + 0 * W_l[0]",
            ),
            (
                "first node's path",
                "sum(W_l[j] * dC_da_l[j] * g_prime(z_l[j]) for j in range(1, len(z_l))) + 0 * W_l[0]",
            ),
            (
                "goes on from the one before",
                "total, da = 0, []\nfor w in W_l.T:\n    for j in range(len(w)):\n"
                "        total += w[j] * dC_da_l[j] * g_prime(z_l[j])\n    da.append(total)\nreturn da",
            ),
            ("first activation's alone", "for w in W_l.T:\n    return w @ (dC_da_l * g_prime(z_l))"),
            ("last activation's alone", "for w in W_l.T:\n    d = w @ (dC_da_l * g_prime(z_l))\nreturn d"),
            (23, "W_l.T @ (dC_da_l * g_prime(z_l)) / W_l.shape[1]"),
            ("Two mistakes", "2 * W_l.T @ dC_da_l"),
            (14, "np.linalg.pinv(W_l) @ (dC_da_l * g_prime(z_l))"),
            (14, "np.linalg.pinv(W_l) @ dC_da_l"),
            ("given ∂C/∂a", "W_l.T @ (dC_da_l * dC_da_l * (1 - dC_da_l))"),
            ("is a method", "W_l.transpose @ (dC_da_l * g_prime(z_l))"),
            ("one layer's own function", "W_l.T @ (dC_da_l * g_prime[4](z_l))"),
            (32, "W_l *= (dC_da_l * g_prime(z_l))[:, None]\nreturn W_l.sum(axis=0)"),
        ],
    ),
}

WRONG["average_weight_gradient"] += [
    (25, sample_loop(f"total = {SHARE}")),
    (25, sample_loop(f"total = {SHARE}", "total")),
    (25, sample_loop(f"return {SHARE}")),
    (3, sample_loop(f"total += {SHARE}", "total")),
    (25, written(ROWS.format(line=f"total += {SHARE}", end="total / n").replace("range(n)", "range(n - 1)"))),
    (25, written(ROWS.format(line=f"total += {SHARE}", end="total / n").replace("range(n)", "range(1, n)"))),
    (
        26,
        written(
            "total = 0\n"
            + ROWS.format(line=f"total += {SHARE}", end="total / n").replace(
                "    n = len(Y)\n    total = np.zeros((Y.shape[1], A_prev.shape[1]))\n",
                "    global total\n    n = len(Y)\n    if np.shape(total) != (Y.shape[1], A_prev.shape[1]):\n"
                "        total = np.zeros((Y.shape[1], A_prev.shape[1]))\n",
            )
        ),
    ),
]
