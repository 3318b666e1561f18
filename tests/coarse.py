"""Right, and coarse: single precision, measured slopes, other types, as a learner may compute or return them.

`MEASURED` are functions that measure what a formula was asked for, `WRAPPERS` turn any function into a coarser one.
"""

import numpy as np

from backprop.network import loss

SMALL = 1e-20  # of a complex step


def single(value):
    """Return a value in single precision: numbers, arrays, what holds them, and what functions return."""
    if isinstance(value, (float, np.ndarray)):
        return np.float32(value)
    if isinstance(value, dict):
        return {key: single(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(single, value))
    if callable(value):
        return lambda *arguments: single(value(*map(single, arguments)))
    return value


def listed(value):
    """Return a value with lists in place of its arrays."""
    if isinstance(value, dict):
        return {key: listed(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(listed, value))
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def numpy_scalars(value):
    """Return a value with numpy's float64 in place of Python's floats."""
    return np.float64(value) if isinstance(value, float) else value


WRAPPERS = {
    "single precision in": lambda f: lambda *arguments: f(*map(single, arguments)),
    "single precision out": lambda f: lambda *arguments: single(f(*arguments)),
    "single precision throughout": lambda f: lambda *arguments: single(f(*map(single, arguments))),
    "every second argument in single precision": lambda f: (
        lambda *arguments: f(*(single(a) if i % 2 else a for i, a in enumerate(arguments)))
    ),
    "numpy's scalars in": lambda f: lambda *arguments: f(*map(numpy_scalars, arguments)),
    "lists out": lambda f: lambda *arguments: listed(f(*arguments)),
}


def central(h):
    """Return the slope of a function of one number, by a central difference of step ``h``."""
    return lambda f, x: (f(x + h) - f(x - h)) / (2 * h)


def one_sided(h):
    """Return the slope of a function of one number, by a step ``h`` to one side."""
    return lambda f, x: (f(x + h) - f(x)) / h


def complex_step(f, x):
    """Return the slope of a function of one number, by a complex step, as the real part of a complex number."""
    return (f(x + SMALL * 1j) / (SMALL * 1j)).real


STEPS = {
    **{f"central difference, h = {h:g}": central(h) for h in (1e-3, 1e-4, 1e-5, 1e-6)},
    **{f"one-sided difference, h = {h:g}": one_sided(h) for h in (1e-5, 1e-6, 1e-8)},
    "complex step": complex_step,
}


def by_entry(slope, f, x):
    """Return the slopes of the number ``f(x)`` by each entry of the array ``x``."""
    slopes = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):

        def moved(value, entry=entry):
            copy = x.astype(type(value)) if isinstance(value, complex) else x.copy()
            copy[entry] = value
            return f(copy)

        slopes[entry] = slope(moved, x[entry])
    return slopes


def output(W, b, g, a):
    """Return the last activations of a network, for samples on any leading axes."""
    for l in W:
        a = g[l](a @ W[l].T + b[l])
    return a


def gradients(slope, cost, W, b):
    """Return ``(dW, db)``, the measured slopes of the number ``cost(W, b)``."""
    dW = {l: by_entry(slope, lambda W_l, l=l: cost({**W, l: W_l}, b), W[l]) for l in W}
    return dW, {l: by_entry(slope, lambda b_l, l=l: cost(W, {**b, l: b_l}), b[l]) for l in b}


def measured(slope):
    """Return ``{function's name: one that measures by slope}``."""

    def backpropagate(W, b, g, g_prime, x, y):
        return gradients(slope, lambda W, b: loss(output(W, b, g, x), y), W, b)

    def train(W, b, g, g_prime, X, Y, eta, epochs):
        def cost(W, b):
            return loss(output(W, b, g, X), Y).mean()

        history = [cost(W, b)]
        for _ in range(epochs):
            dW, db = gradients(slope, cost, W, b)
            W, b = {l: W[l] - eta * dW[l] for l in W}, {l: b[l] - eta * db[l] for l in b}
            history.append(cost(W, b))
        return W, b, history

    def tanh_chain_gradients(x, y, w1, b1, w2, b2):
        at = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}

        def chain_loss(w1, b1, w2, b2):
            return (y - np.tanh(w2 * np.tanh(w1 * x + b1) + b2)) ** 2 / 2

        return {name: slope(lambda v, name=name: chain_loss(**{**at, name: v}), value) for name, value in at.items()}

    return {
        "dC_da": lambda a_L, y: by_entry(slope, lambda a: loss(a, y), a_L),
        "sigmoid_prime": lambda z: slope(lambda z: 1 / (1 + np.exp(-z)), z),
        "tanh_prime": lambda z: slope(np.tanh, z),
        "dC_dw": lambda a_j, y_j, z_j, a_k, g_prime: slope(lambda a: (a - y_j) ** 2, a_j) * g_prime(z_j) * a_k,
        "dC_da_prev": lambda W_l, dC_da_l, z_l, g_prime: by_entry(
            slope, lambda a: (dC_da_l * g_prime(z_l) * (W_l @ a)).sum(), np.zeros(W_l.shape[1])
        ),
        "tanh_chain_gradients": tanh_chain_gradients,
        "backpropagate": backpropagate,
        "train": train,
    }


MEASURED = {words: measured(slope) for words, slope in STEPS.items()}
