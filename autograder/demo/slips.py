"""How made-up learners get a function wrong: for each, a few changes of its solution's text, the commonest first.

A slip is ``(old, new)``: what stands in the solution in source/, and what this learner wrote there.
"""

Slip = tuple[str, str]

SLIPS: dict[str, tuple[Slip, ...]] = {
    # lesson 1
    "slope": (
        ("(C(w + h) - C(w - h)) / (2 * h)", "(C(w + h) - C(w)) / h"),
        ("(2 * h)", "h"),
        ("C(w + h) - C(w - h)", "C(w - h) - C(w + h)"),
    ),
    "update": (
        ("w - eta", "w + eta"),
        ("return w - eta * dC_dw", "w -= eta * dC_dw\n    return w"),
        ("w - eta * dC_dw", "-eta * dC_dw"),
    ),
    "weighted_sum": (
        (" + b", ""),
        ("np.sum(w * a)", "w * a"),
        (" + b", " - b"),
    ),
    "forward": (
        ("range(2, max(W) + 1)", "range(2, max(W))"),
        (" + b[l]", ""),
        ("g[l](W[l] @ a + b[l])", "W[l] @ a + b[l]"),
    ),
    "push": (
        ("y - a_L", "a_L - y"),
        ("np.sign(y - a_L)", "y - a_L"),
    ),
    "average_gradient": (
        (", axis=0", ""),
        ("np.mean", "np.sum"),
        ("axis=0", "axis=1"),
    ),
    # lesson 2
    "weight": (
        ("W[l][j - 1, k - 1]", "W[l][k - 1, j - 1]"),
        ("1 <= j <= n_l and 1 <= k <= n_before", "j <= n_l and k <= n_before"),
        ("W[l][j - 1, k - 1]", "W[l][j, k]"),
    ),
    "weight_vector": (
        ("W[l][j - 1]", "W[l][:, j - 1]"),
        ("W[l][j - 1]", "W[l][j]"),
    ),
    "total": (
        ("j < len(a)", "j < len(a) - 1"),
        ("s, j = 0, 0", "s, j = 0, 1"),
    ),
    "weight_shapes": (
        ("(n[l - 1], n[l - 2])", "(n[l - 2], n[l - 1])"),
        ("range(2, len(n) + 1)", "range(2, len(n))"),
    ),
    "count_parameters": (
        ("(n[l - 2] + 1)", "n[l - 2]"),
        ("range(2, len(n) + 1)", "range(2, len(n))"),
    ),
    "backward_order": (
        ("range(L, 1, -1)", "range(L, 0, -1)"),
        ("range(L, 1, -1)", "range(2, L + 1)"),
    ),
    "from_input_output": (
        ("V.T", "V"),
        ("start=2", "start=1"),
    ),
    # lesson 3
    "node_loss": (
        ("(a_j - y_j) ** 2", "(a_j - y_j) ** 2 / 2"),
        ("(a_j - y_j) ** 2", "abs(a_j - y_j)"),
        ("(a_j - y_j) ** 2", "a_j - y_j"),
    ),
    "loss": (
        ("np.sum", "np.mean"),
        ("np.sum((a_L - y) ** 2)", "np.sum(a_L - y) ** 2"),
        ("np.sum((a_L - y) ** 2)", "(a_L - y) ** 2"),
    ),
    "node_input": (
        (" + b_j", ""),
        ("np.sum(w_j * a_prev)", "w_j * a_prev"),
    ),
    "layer_input": (
        (" + b_l", ""),
        ("W_l @ a_prev", "W_l.T @ a_prev"),
    ),
    "sigmoid": (
        ("np.exp(-z)", "np.exp(z)"),
        ("1 / (1 + np.exp(-z))", "1 / 1 + np.exp(-z)"),
    ),
    "node_loss_of_weights": (
        ("g(node_input(w_j, a_prev, b_j))", "node_input(w_j, a_prev, b_j)"),
        ("node_input(w_j, a_prev, b_j)", "node_input(w_j, a_prev, 0)"),
    ),
    "chain_rule": (
        ("f_prime(v) * g_prime(u) * h_prime(x)", "f_prime(x) * g_prime(x) * h_prime(x)"),
        ("f_prime(v) * g_prime(u) * h_prime(x)", "f_prime(v) + g_prime(u) + h_prime(x)"),
        ("f_prime(v)", "f_prime(u)"),
    ),
    "symbolic_chain_rule": (
        ("sympy.diff(C, a_symbol) * sympy.diff(a_of_z, z_symbol) * ", "sympy.diff(C, a_symbol) * "),
        (" * sympy.diff(z_of_w, w)", ""),
    ),
    # lesson 4
    "dC_da": (
        ("2 * ", ""),
        ("np.asarray(a_L) - np.asarray(y)", "np.asarray(y) - np.asarray(a_L)"),
    ),
    "sigmoid_prime": (
        ("s = (1 + np.tanh(np.asarray(z) / 2)) / 2", "s = np.asarray(z)"),
        ("s * (1 - s)", "1 - s**2"),
        ("return s * (1 - s)", "return s"),
    ),
    "tanh_prime": (
        ("1 - np.tanh(z) ** 2", "1 - z**2"),
        ("1 - np.tanh(z) ** 2", "1 - np.tanh(z)"),
    ),
    "dC_dw": (
        (" * g_prime(z_j)", ""),
        ("2 * (a_j - y_j)", "(a_j - y_j)"),
        ("g_prime(z_j)", "g_prime(a_j)"),
    ),
    "weight_gradient": (
        ("np.outer(np.asarray(dC_da_l) * g_prime(np.asarray(z_l)), a_prev)",
         "np.outer(a_prev, np.asarray(dC_da_l) * g_prime(np.asarray(z_l)))"),
        ("np.asarray(dC_da_l) * g_prime(np.asarray(z_l))", "dC_da_l"),
    ),
    "bias_gradient": (
        (" * g_prime(np.asarray(z_l))", ""),
        ("np.asarray(dC_da_l) * g_prime(np.asarray(z_l))", "(np.asarray(dC_da_l) * g_prime(np.asarray(z_l)))[:, None]"),
        ("np.asarray(dC_da_l) * g_prime(np.asarray(z_l))", "np.asarray(dC_da_l) @ g_prime(np.asarray(z_l))"),
    ),
    "average_weight_gradient": (
        (" / len(A_L)", ""),
        (" * g_prime(Z_L)", ""),
        ("delta.T @ A_prev", "A_prev.T @ delta"),
    ),
    "tanh_chain_gradients": (
        ("delta2 = -(y - h2)", "delta2 = -2 * (y - h2)"),
        (" * w2 * (1 - h1**2)", " * (1 - h1**2)"),
        ("-(y - h2)", "(y - h2)"),
    ),
    "dC_da_prev": (
        (" * g_prime(np.asarray(z_l))", ""),
        ("np.asarray(W_l).T", "np.asarray(W_l)"),
    ),
    "backpropagate": (
        (" * g_prime[l - 1](z[l - 1])", ""),
        ("W[l].T @ delta", "W[l] @ delta"),
        ("return dW, db", "return db, dW"),
        (" * g_prime[L](z[L])", ""),
        ("np.outer(delta, a[l - 1])", "np.outer(delta, a[l])"),
    ),
    "train": (
        ("W[l] - eta", "W[l] + eta"),
        ("return W, b, history", "return W, b, history[:-1]"),
        ("sum(dW[l] for dW, _ in gradients) / len(samples)", "sum(dW[l] for dW, _ in gradients)"),
        ("sum(db[l] for _, db in gradients) / len(samples)", "sum(db[l] for _, db in gradients)"),
    ),
}  # fmt: skip

LOCALS = {  # names that a solution makes for itself, and that each learner calls otherwise
    "forward": ("a",),
    "weight": ("n_l", "n_before"),
    "total": ("s", "j"),
    "weight_shapes": ("l",),
    "count_parameters": ("l",),
    "from_input_output": ("V", "l"),
    "chain_rule": ("u", "v"),
    "symbolic_chain_rule": ("product", "a_of_z", "z_of_w"),
    "sigmoid_prime": ("s",),
    "average_weight_gradient": ("delta",),
    "tanh_chain_gradients": ("h1", "h2", "delta1", "delta2"),
    "backpropagate": ("z", "delta", "L"),
    "train": ("samples", "total", "gradients", "cost"),
}
ENDINGS = ("", "", "_", "_l", "_now", "s", "1", "_new", "x", "_j", "0", "_v")
