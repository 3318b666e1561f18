"""The mistakes of one node's weighted sum, which two lessons ask for under different names.

Their formulas speak of the weights ``w``, the activations ``a`` and the bias ``b``; where an exercise calls its
arguments otherwise, its probes hold these three besides, hidden.
"""

import numpy as np

from ..activations import relu, sigmoid, tanh
from .exercise import Mistake


def weighted_sum_mistakes(bias, weight, before, activated):
    """Return the known mistakes, in an exercise's own words.

    bias, weight, before: what it calls the bias, one of the weights, and the nodes of the layer before;
    activated: what it says to those who went on to the activation.
    """
    return (
        Mistake(f"The sum is right, and the bias is missing: add {bias}.", lambda b, truth: truth - b),
        Mistake("The bias joined every term: add it once, after the sum.", lambda w, a, b: (w * a + b).sum()),
        Mistake("The bias was subtracted: add it.", lambda w, a, b: (w * a).sum() - b),
        Mistake("These are the terms, not yet their sum: add them up.", lambda w, a, b: w * a + b, lambda w, a: w * a),
        Mistake(
            "The second argument of `sum` is where it begins: one is enough, as in `sum(w * a)`.",
            lambda w, a, b: w.sum() + a + b,
            lambda w, a, b: (w * a).sum() + a + b,
        ),
        Mistake(f"A sum, not a mean: do not divide by the number of {before}.", lambda w, a, b: (w * a).mean() + b),
        Mistake(
            "Each weight belongs to one activation: multiply them pair by pair, then add.",
            lambda w, a, b: w.sum() * a.sum() + b,
            lambda w, a, b: w.sum() * a[0] + b,
            lambda w, a, b: w[0] * a.sum() + b,
        ),
        Mistake("The weights are missing: each activation counts by its weight.", lambda a, b: a.sum() + b),
        Mistake("The activations are missing: each weight acts on its own.", lambda w, b: w.sum() + b),
        Mistake(
            f"An outer product has every pair of weight and activation; the sum needs {weight} with a_k only.",
            lambda w, a, b: np.outer(w, a) + b,
        ),
        Mistake(
            "Weights and activations were added; each pair is multiplied, and the products are added.",
            lambda w, a, b: (w + a).sum() + b,
            lambda w, a, b: w + a + b,
        ),
        Mistake("The terms were multiplied with each other: add them.", lambda w, a, b: (w * a).prod() + b),
        Mistake(
            "Only one term was used: add up all of them.",
            lambda w, a, b: w[0] * a[0] + b,
            lambda w, a, b: w[-1] * a[-1] + b,
        ),
        Mistake(
            38,
            "The first term is missing: the maths counts from 1, arrays from 0.",
            lambda w, a, b: w[1:] @ a[1:] + b,
        ),
        Mistake(38, "The last term is missing: the loop ends one too early.", lambda w, a, b: w[:-1] @ a[:-1] + b),
        Mistake(
            "The terms were counted by hand: go through all of them, however many there are.",
            lambda w, a, b: w[0] * a[0] + w[1] * a[1] + b,
            lambda w, a, b: w[0] * a[0] + w[1] * a[1] + w[2] * a[2] + b,
            lambda w, a, b: w[0] * a[0] + w[1] * a[1] + w[2] * a[2] + w[3] * a[3] + b,
            lambda w, a, b: w[1] * a[1] + w[2] * a[2] + w[3] * a[3] + b,
        ),
        Mistake("The bias multiplies the sum; it is added.", lambda w, a, b: (w * a).sum() * b),
        Mistake(
            "The bias was added inside every product: it joins once, after the sum.",
            lambda w, a, b: (w * (a + b)).sum(),
            lambda w, a, b: ((w + b) * a).sum(),
        ),
        Mistake(
            "These are all the sums on the way; only the last is asked for.",
            lambda w, a: (w * a).cumsum(),
            lambda w, a, b: (w * a).cumsum() + b,
        ),
        Mistake(
            "Weights and activations are paired wrongly: w_jk belongs to a_k, the same k for both. (One of them runs "
            "backwards, or is moved along by one.)",
            lambda w, a, b: w @ a[::-1] + b,
            lambda w, a, b: w @ np.roll(a, 1) + b,
            lambda w, a, b: w @ np.roll(a, -1) + b,
        ),
        Mistake("Only the largest of the terms was taken: add up all of them.", lambda w, a, b: (w * a).max() + b),
        Mistake(
            "Signs were lost: weights, activations and their products count with the signs they have.",
            lambda w, a, b: np.abs(w) @ a + b,
            lambda w, a, b: np.abs(w * a).sum() + b,
            lambda w, a, b: w @ np.abs(a) + b,
        ),
        Mistake(
            "Something was squared: each weight is multiplied with its activation, both as they are.",
            lambda w, a, b: w**2 @ a + b,
            lambda w, a, b: w @ a**2 + b,
            lambda w, a, b: (w * a) @ (w * a) + b,
        ),
        Mistake("One too many: the sum begins at 0.", lambda truth: truth + 1),
        Mistake("That is the bias alone: the weighted activations are missing.", lambda b: b),
        Mistake(activated, lambda truth: tanh(truth), lambda truth: sigmoid(truth), lambda truth: relu(truth)),
    )
