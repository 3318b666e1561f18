"""Right and wrong ways to write lesson 1's functions."""

import sys
import warnings
from fractions import Fraction

import numpy as np

# weighted_sum(w, a, b)


def weighted_sum_dot(w, a, b):
    return w @ a + b


def weighted_sum_loop(w, a, b):
    z = b
    for w_k, a_k in zip(w, a, strict=True):
        z += w_k * a_k
    return z


def weighted_sum_einsum_in_an_array(w, a, b):
    return np.array(np.einsum("k,k->", w, a) + b)


def weighted_sum_in_fractions_that_prints(w, a, b):
    print("here", w)
    print("careful", file=sys.stderr)
    return sum((Fraction(float(x)) * Fraction(float(v)) for x, v in zip(w, a, strict=True)), Fraction(b))


def weighted_sum_without_bias(w, a, b):
    return np.dot(w, a)


def weighted_sum_bias_each_time(w, a, b):
    z = 0
    for k in range(len(w)):
        z += w[k] * a[k] + b
    return z


def weighted_sum_terms(w, a, b):
    return w * a + b


def weighted_sum_mean(w, a, b):
    return np.mean(w * a) + b


def weighted_sum_sums_multiplied(w, a, b):
    return np.sum(w) * np.sum(a) + b


def weighted_sum_unweighted(w, a, b):
    return np.sum(a) + b


def weighted_sum_bias_subtracted(w, a, b):
    return w @ a - b


def weighted_sum_rectified(w, a, b):
    return max(0, w @ a + b)


def weighted_sum_without_its_sign(w, a, b):
    return abs(w @ a + b)


def weighted_sum_from_one(w, a, b):
    return sum(w[k] * a[k] for k in range(1, len(w))) + b


def weighted_sum_returned_inside_the_loop(w, a, b):
    z = 0
    for w_k, a_k in zip(w, a, strict=True):
        z += w_k * a_k
        return z + b


def weighted_sum_indexed_by_entries(w, a, b):
    return sum(w[k] * a[k] for k in w) + b


def weighted_sum_bias_inside_each_product(w, a, b):
    return np.sum(w * (a + b))


def weighted_sum_with_a_number_matrix_multiplied(w, a, b):
    return w @ a @ b


# forward(W, b, g, x)


def forward_loop(W, b, g, x):
    a = x
    for l in range(2, max(W) + 1):
        a = g[l](W[l] @ a + b[l])
    return a


def forward_recursive(W, b, g, x):
    def activation(l):
        return x if l == 1 else g[l](b[l] + np.einsum("jk,k->j", W[l], activation(l - 1)))

    return activation(max(W)).tolist()


def forward_node_by_node(W, b, g, x):
    a = list(x)
    for l in sorted(W):
        a = [
            float(g[l](sum(w * v for w, v in zip(row, a, strict=True)) + bias))
            for row, bias in zip(W[l], b[l], strict=True)
        ]
    return a


def forward_rows(W, b, g, x):
    a = x.reshape(1, -1)
    for l in W:
        a = g[l](a @ W[l].T + b[l])
    return a[0]


def forward_no_output_activation(W, b, g, x):
    a = x
    for l in W:
        z = W[l] @ a + b[l]
        a = g[l](z)
    return z


def forward_linear(W, b, g, x):
    a = x
    for l in W:
        a = W[l] @ a + b[l]
    return a


def forward_hidden_linear(W, b, g, x):
    a = x
    for l in W:
        a = W[l] @ a + b[l]
    return g[max(W)](a)


def forward_no_bias(W, b, g, x):
    a = x
    for l in W:
        a = g[l](W[l] @ a)
    return a


def forward_one_function(W, b, g, x):
    a = x
    for l in W:
        a = g[2](W[l] @ a + b[l])
    return a


def forward_turned(W, b, g, x):
    a = x
    for l in W:
        a = g[l](W[l].T @ a + b[l])
    return a


def forward_from_the_sample(W, b, g, x):
    for l in W:
        a = g[l](W[l] @ x + b[l])
    return a


def forward_one_short(W, b, g, x):
    a = x
    for l in range(2, max(W)):
        a = g[l](W[l] @ a + b[l])
    return a


def forward_two_layers_only(W, b, g, x):
    a = g[2](W[2] @ x + b[2])
    return g[3](W[3] @ a + b[3])


def forward_entry_by_entry(W, b, g, x):
    a = x
    for l in W:
        a = g[l](W[l] * a + b[l])
    return a


def forward_bias_outside(W, b, g, x):
    a = x
    for l in W:
        a = g[l](W[l] @ a) + b[l]
    return a


def forward_past_the_last(W, b, g, x):
    a = x
    for l in range(2, max(W) + 2):
        a = g[l](W[l] @ a + b[l])
    return a


def forward_counting_the_keys(W, b, g, x):
    a = x
    for l in range(2, len(W)):
        a = g[l](W[l] @ a + b[l])
    return a


def forward_stored_nowhere(W, b, g, x):
    a = x
    for l in W:
        z = W[l] @ a + b[l]
        g[l](z)
    return a


def forward_own_functions(W, b, g, x):
    a = x
    for l in W:
        a = np.tanh(W[l] @ a + b[l])
    return a


def forward_class_alone(W, b, g, x):
    return np.argmax(forward_loop(W, b, g, x))


def forward_calling_the_dict(W, b, g, x):
    a = x
    for l in W:
        a = g(W[l] @ a + b[l])
    return a


# push(a_L, y)


def push_sign(a_L, y):
    return np.sign(y - a_L)


def push_loop(a_L, y):
    out = []
    for a_j, y_j in zip(a_L, y, strict=True):
        out.append(1 if a_j < y_j else -1 if a_j > y_j else 0)
    return out


def push_booleans(a_L, y):
    return (a_L < y).astype(int) - (a_L > y).astype(int)


def push_opposite(a_L, y):
    return np.sign(a_L - y)


def push_sizes(a_L, y):
    return -2 * (a_L - y)


def push_difference(a_L, y):
    return y - a_L


def push_never_zero(a_L, y):
    return np.where(y > a_L, 1, -1)


def push_one_hot(a_L, y):
    return np.where(y == 1, 1, -1)


def push_zero_for_down(a_L, y):
    return np.where(a_L < y, 1, 0)


def push_the_slope(a_L, y):
    return 2 * (a_L - y)


def push_opposite_and_never_zero(a_L, y):
    return np.where(a_L > y, 1, -1)


def push_quotient(a_L, y):
    return (y - a_L) / abs(y - a_L)


def push_rounded(a_L, y):
    return np.round(y - a_L)


def push_nearly_right(a_L, y):
    return np.where(abs(y - a_L) < 0.01, 0, np.sign(y - a_L))


def push_one_if(a_L, y):
    return 1 if a_L < y else -1


def push_of_the_sum(a_L, y):
    return np.sign(np.sum(y - a_L))


# slope(C, w, h=1e-5)


def slope_central(C, w, h=1e-5):
    return (C(w + h) - C(w - h)) / (2 * h)


def slope_in_two_halves(C, w, h=1e-5):
    right = (C(w + h) - C(w)) / h
    left = (C(w) - C(w - h)) / h
    return np.array([left, right]).mean()


def slope_zero_dimensional_and_warning(C, w, h=1e-5):
    warnings.warn("still right", stacklevel=1)
    return np.asarray(C(w + h) / 2 / h - C(w - h) / 2 / h)


def slope_forward(C, w, h=1e-5):
    return (C(w + h) - C(w)) / h


def slope_backward(C, w, h=1e-5):
    return (C(w) - C(w - h)) / h


def slope_over_h(C, w, h=1e-5):
    return (C(w + h) - C(w - h)) / h


def slope_half(C, w, h=1e-5):
    return (C(w + h) - C(w)) / (2 * h)


def slope_brackets(C, w, h=1e-5):
    return (C(w + h) - C(w - h)) / 2 * h


def slope_negative(C, w, h=1e-5):
    return (C(w - h) - C(w + h)) / (2 * h)


def slope_own_h(C, w, h=1e-5):
    h = 1e-5
    return (C(w + h) - C(w - h)) / (2 * h)


def slope_not_divided(C, w, h=1e-5):
    return C(w + h) - C(w - h)


def slope_without_its_sign(C, w, h=1e-5):
    return abs(C(w + h) - C(w - h)) / (2 * h)


def slope_last_term_divided(C, w, h=1e-5):
    return C(w + h) - C(w - h) / (2 * h)


def slope_h_behind_the_brackets(C, w, h=1e-5):
    return (C(w) + h - (C(w) - h)) / (2 * h)


def slope_half_a_step(C, w, h=1e-5):
    return (C(w + h / 2) - C(w - h / 2)) / h


def slope_double_steps(C, w, h=1e-5):
    return (C(w + 2 * h) - C(w - 2 * h)) / (4 * h)


def slope_another_h(C, w, h=1e-5):
    return (C(w + 1e-3) - C(w - 1e-3)) / 2e-3


def slope_values_added(C, w, h=1e-5):
    return (C(w + h) + C(w - h)) / (2 * h)


def slope_not_called(C, w, h=1e-5):
    return (C * (w + h) - C * (w - h)) / (2 * h)


def slope_of_two_arguments(C, w):
    return (C(w + 1e-5) - C(w - 1e-5)) / 2e-5


# update(w, dC_dw, eta)


def update_minus(w, dC_dw, eta):
    return w - eta * dC_dw


def update_copy_in_place(w, dC_dw, eta):
    w = w.copy()
    w -= eta * dC_dw
    return w


def update_entry_by_entry(w, dC_dw, eta):
    return np.reshape([a - eta * b for a, b in zip(w.ravel(), dC_dw.ravel(), strict=True)], w.shape).tolist()


def update_uphill(w, dC_dw, eta):
    return w + eta * dC_dw


def update_uphill_in_place(w, dC_dw, eta):
    w += eta * dC_dw
    return w


def update_in_place(w, dC_dw, eta):
    w -= eta * dC_dw
    return w


def update_step_only(w, dC_dw, eta):
    return -eta * dC_dw


def update_without_eta(w, dC_dw, eta):
    return w - dC_dw


def update_nothing_returned(w, dC_dw, eta):
    w = w - eta * dC_dw


def update_eta_of_both(w, dC_dw, eta):
    return (w - dC_dw) * eta


def update_eta_typed_in(w, dC_dw, eta):
    return w - 0.1 * dC_dw


def update_without_the_gradient(w, dC_dw, eta):
    return w - eta


def update_by_the_sum(w, dC_dw, eta):
    return w - eta * dC_dw.sum()


def update_but_the_first(w, dC_dw, eta):
    new = w.copy()
    for j in range(1, len(w)):
        new[j] = w[j] - eta * dC_dw[j]
    return new


# average_gradient(dC_dw)


def average_gradient_mean(dC_dw):
    return dC_dw.mean(axis=0)


def average_gradient_loop(dC_dw):
    total = np.zeros_like(dC_dw[0])
    for dCi_dw in dC_dw:
        total = total + dCi_dw / len(dC_dw)
    return total


def average_gradient_einsum(dC_dw):
    return (np.einsum("i...->...", dC_dw) / dC_dw.shape[0]).tolist()


def average_gradient_sum(dC_dw):
    return dC_dw.sum(axis=0)


def average_gradient_everything(dC_dw):
    return np.mean(dC_dw)


def average_gradient_last_axis(dC_dw):
    return np.mean(dC_dw, axis=-1)


def average_gradient_second_axis(dC_dw):
    return np.mean(dC_dw, axis=1)


def average_gradient_overwritten(dC_dw):
    for dCi_dw in dC_dw:
        mean = dCi_dw
    return mean


def average_gradient_overwritten_and_divided(dC_dw):
    for dCi_dw in dC_dw:
        mean = dCi_dw / len(dC_dw)
    return mean


def average_gradient_keeps_the_axis(dC_dw):
    return dC_dw.mean(axis=0, keepdims=True)


def average_gradient_over_size(dC_dw):
    return dC_dw.sum(axis=0) / dC_dw.size


def average_gradient_without_the_first(dC_dw):
    return dC_dw[1:].sum(axis=0) / len(dC_dw)


def average_gradient_divided_in_the_loop(dC_dw):
    mean = 0
    for dCi_dw in dC_dw:
        mean += dCi_dw
        mean = mean / len(dC_dw)
    return mean


def average_gradient_negative(dC_dw):
    return -dC_dw.mean(axis=0)


def average_gradient_not_a_number(dC_dw):
    return dC_dw.mean(axis=0) * np.nan


def average_gradient_never_filled(dC_dw):
    return np.zeros(dC_dw.shape[1:])


def average_gradient_for_each_sample(dC_dw):
    return [dCi_dw.mean() for dCi_dw in dC_dw]


COLLECTED = []


def average_gradient_that_remembers(dC_dw):
    COLLECTED.append(dC_dw.mean(axis=0))
    if COLLECTED[0].shape != dC_dw.shape[1:] or len(COLLECTED) > 2:
        del COLLECTED[:-1]
    return sum(COLLECTED)


RIGHT = {
    "weighted_sum": [
        weighted_sum_dot,
        weighted_sum_loop,
        weighted_sum_einsum_in_an_array,
        weighted_sum_in_fractions_that_prints,
    ],
    "forward": [forward_loop, forward_recursive, forward_node_by_node, forward_rows],
    "push": [push_sign, push_loop, push_booleans],
    "slope": [slope_central, slope_in_two_halves, slope_zero_dimensional_and_warning],
    "update": [update_minus, update_copy_in_place, update_entry_by_entry],
    "average_gradient": [average_gradient_mean, average_gradient_loop, average_gradient_einsum],
}

WRONG = {
    "weighted_sum": [
        ("bias is missing", weighted_sum_without_bias),
        ("bias joined every term", weighted_sum_bias_each_time),
        ("not yet their sum", weighted_sum_terms),
        ("not a mean", weighted_sum_mean),
        ("pair by pair", weighted_sum_sums_multiplied),
        ("weights are missing", weighted_sum_unweighted),
        ("bias was subtracted", weighted_sum_bias_subtracted),
        ("node's activation", weighted_sum_rectified),
        ("-1 times", weighted_sum_without_its_sign),
        (38, weighted_sum_from_one),
        ("Only one term", weighted_sum_returned_inside_the_loop),
        ("inside every product", weighted_sum_bias_inside_each_product),
        ("An entry stands where", weighted_sum_indexed_by_entries),
        ("`@` goes along arrays", weighted_sum_with_a_number_matrix_multiplied),
    ],
    "forward": [
        ("last layer's own activation", forward_no_output_activation),
        ("activation functions are missing", forward_linear),
        ("A hidden layer's activation function is missing", forward_hidden_linear),
        ("biases are missing", forward_no_bias),
        ("One activation function served all layers", forward_one_function),
        ("turned round", forward_turned),
        (17, forward_from_the_sample),
        ("One layer short", forward_one_short),
        ("Right for three layers only", forward_two_layers_only),
        ("entry by entry", forward_entry_by_entry),
        ("bias belongs inside", forward_bias_outside),
        (39, forward_past_the_last),
        ("Two layers short", forward_counting_the_keys),
        ("came back as it was", forward_stored_nowhere),
        ("that it is given in g", forward_own_functions),
        ("number of the largest output", forward_class_alone),
        ("Square brackets", forward_calling_the_dict),
    ],
    "push": [
        (2, push_opposite),
        ("only the direction", push_sizes),
        ("only the direction", push_difference),
        ("must stay", push_never_zero),
        ("Raising the right class", push_one_hot),
        ("get -1, not 0", push_zero_for_down),
        ("only its direction", push_the_slope),
        (2, push_opposite_and_never_zero),
        ("0 / 0", push_quotient),
        ("small difference counts", push_rounded),
        ("small difference counts", push_nearly_right),
        ("One `if` decides one thing", push_one_if),
        ("it has shape (), and (3,)", push_of_the_sum),
    ],
    "slope": [
        (36, slope_forward),
        (36, slope_backward),
        (36, slope_over_h),
        (36, slope_half),
        ("Without brackets", slope_brackets),
        (2, slope_negative),
        ("step h that was asked for", slope_own_h),
        ("change for each unit", slope_not_divided),
        ("sign was lost", slope_without_its_sign),
        ("brackets round", slope_last_term_divided),
        ("inside the brackets", slope_h_behind_the_brackets),
        ("Step h to each side", slope_half_a_step),
        ("Step h to each side", slope_double_steps),
        ("step h that was asked for", slope_another_h),
        ("were added", slope_values_added),
        ("call it", slope_not_called),
        ("3 arguments: C, w, h", slope_of_two_arguments),
    ],
    "update": [
        (37, update_uphill),
        (37, update_uphill_in_place),
        (32, update_in_place),
        (33, update_step_only),
        ("learning rate is missing", update_without_eta),
        ("None", update_nothing_returned),
        ("gradient alone", update_eta_of_both),
        ("typed in", update_eta_typed_in),
        ("gradient is missing", update_without_the_gradient),
        ("own entry", update_by_the_sum),
        (38, update_but_the_first),
    ],
    "average_gradient": [
        (3, average_gradient_sum),
        (5, average_gradient_everything),
        ("last axis", average_gradient_last_axis),
        ("second axis", average_gradient_second_axis),
        (25, average_gradient_overwritten),
        (25, average_gradient_overwritten_and_divided),
        ("must go", average_gradient_keeps_the_axis),
        ("number of all entries", average_gradient_over_size),
        (38, average_gradient_without_the_first),
        ("inside the loop", average_gradient_divided_in_the_loop),
        (2, average_gradient_negative),
        ("not finite", average_gradient_not_a_number),
        ("ever stored", average_gradient_never_filled),
        ("One number for each sample", average_gradient_for_each_sample),
        (26, average_gradient_that_remembers),
    ],
}
