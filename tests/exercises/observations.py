"""Right and wrong ways to write lesson 3's functions."""

import math
import sys
import warnings
from fractions import Fraction

import numpy as np
import sympy

# node_loss(a_j, y_j)


def node_loss_power(a_j, y_j):
    return (a_j - y_j) ** 2


def node_loss_the_other_way_round(a_j, y_j):
    d = y_j - a_j
    return d * d


def node_loss_in_an_array_that_prints(a_j, y_j):
    print(a_j, file=sys.stderr)
    return np.square(np.subtract(a_j, y_j))


def node_loss_expanded(a_j, y_j):
    return a_j * a_j - 2 * a_j * y_j + y_j * y_j


def node_loss_in_fractions(a_j, y_j):
    return (Fraction(a_j) - Fraction(y_j)) ** 2


def node_loss_difference(a_j, y_j):
    return a_j - y_j


def node_loss_difference_turned(a_j, y_j):
    return y_j - a_j


def node_loss_absolute(a_j, y_j):
    return abs(a_j - y_j)


def node_loss_half(a_j, y_j):
    return 0.5 * (y_j - a_j) ** 2


def node_loss_slope(a_j, y_j):
    return 2 * (a_j - y_j)


def node_loss_squares_apart(a_j, y_j):
    return a_j**2 - y_j**2


def node_loss_without_brackets(a_j, y_j):
    return a_j - y_j**2


def node_loss_sum(a_j, y_j):
    return (a_j + y_j) ** 2


def node_loss_negative(a_j, y_j):
    return -((y_j - a_j) ** 2)


def node_loss_typed_in(a_j, y_j):
    return 0.3192


def node_loss_caret(a_j, y_j):
    return (a_j - y_j) ^ 2


def node_loss_root(a_j, y_j):
    return abs(a_j - y_j) ** 0.5


def node_loss_minus_half(a_j, y_j):
    return -0.5 * (a_j - y_j) ** 2


def node_loss_squares_added(a_j, y_j):
    return a_j**2 + y_j**2


def node_loss_doubled_difference(a_j, y_j):
    return 2 * (y_j - a_j)


# loss(a_L, y)


def loss_array(a_L, y):
    return np.sum((a_L - y) ** 2)


def loss_loop(a_L, y):
    total = 0
    for j in range(len(y)):
        total += (a_L[j] - y[j]) ** 2
    return total


def loss_dot(a_L, y):
    d = y - a_L
    return d @ d


def loss_einsum_of_a_list(a_L, y):
    d = [a - b for a, b in zip(a_L, y, strict=True)]
    return np.array(np.einsum("j,j->", d, d))


def loss_norm(a_L, y):
    return np.linalg.norm(a_L - y) ** 2


def loss_mean(a_L, y):
    return np.mean((a_L - y) ** 2)


def loss_half(a_L, y):
    return np.sum((a_L - y) ** 2) / 2


def loss_of_each_node(a_L, y):
    return (a_L - y) ** 2


def loss_square_of_the_sum(a_L, y):
    return np.sum(a_L - y) ** 2


def loss_no_square(a_L, y):
    return np.sum(a_L - y)


def loss_absolute(a_L, y):
    return np.sum(np.abs(a_L - y))


def loss_root(a_L, y):
    return np.linalg.norm(a_L - y)


def loss_squares_apart(a_L, y):
    return np.sum(a_L**2) - np.sum(y**2)


def loss_return_inside_the_loop(a_L, y):
    total = 0
    for a, b in zip(a_L, y, strict=True):
        total += (a - b) ** 2
        return total


def loss_overwritten(a_L, y):
    for a, b in zip(a_L, y, strict=True):
        total = (a - b) ** 2
    return total


def loss_from_the_second_node(a_L, y):
    return sum((a_L[j] - y[j]) ** 2 for j in range(1, len(y)))


def loss_without_the_last_node(a_L, y):
    return sum((a_L[j] - y[j]) ** 2 for j in range(len(y) - 1))


def loss_largest(a_L, y):
    return max((a_L - y) ** 2)


def loss_slopes(a_L, y):
    return 2 * (a_L - y)


def loss_cross_entropy(a_L, y):
    return -np.sum(y * np.log(a_L))


def loss_in_place(a_L, y):
    a_L -= y
    return np.sum(a_L**2)


def loss_that_adds_up_calls(a_L, y, seen=[1.0]):  # noqa: B006
    seen[0] += np.sum((a_L - y) ** 2)
    return seen[0]


def loss_of_the_notebooks_numbers(a_L, y):
    return np.sum((np.array([0.4349, 0.6952]) - np.array([1.0, 0.0])) ** 2)


def loss_column(a_L, y):
    return (a_L[:, None] - y) ** 2


def loss_column_added_up(a_L, y):
    return np.sum((a_L.reshape(-1, 1) - y) ** 2)


def loss_caret(a_L, y):
    return np.sum((a_L - y) ^ 2)


def loss_mean_and_root(a_L, y):
    return np.sqrt(np.mean((a_L - y) ** 2))


def loss_without_brackets(a_L, y):
    return np.sum(a_L - y**2)


# node_input(w_j, a_prev, b_j)


def node_input_dot(w_j, a_prev, b_j):
    return w_j @ a_prev + b_j


def node_input_loop(w_j, a_prev, b_j):
    z = 0.0
    for k in range(len(w_j)):
        z += w_j[k] * a_prev[k]
    return z + b_j


def node_input_bias_as_a_weight(w_j, a_prev, b_j):
    return np.append(w_j, b_j) @ np.append(a_prev, 1)


def node_input_inner_of_lists(w_j, a_prev, b_j):
    return [np.inner(list(w_j), list(a_prev)) + b_j][0]


def node_input_without_bias(w_j, a_prev, b_j):
    return w_j @ a_prev


def node_input_bias_subtracted(w_j, a_prev, b_j):
    return w_j @ a_prev - b_j


def node_input_bias_each_time(w_j, a_prev, b_j):
    return sum(w * a + b_j for w, a in zip(w_j, a_prev, strict=True))


def node_input_terms(w_j, a_prev, b_j):
    return w_j * a_prev + b_j


def node_input_mean(w_j, a_prev, b_j):
    return np.mean(w_j * a_prev) + b_j


def node_input_sums_multiplied(w_j, a_prev, b_j):
    return np.sum(w_j) * np.sum(a_prev) + b_j


def node_input_unweighted(w_j, a_prev, b_j):
    return sum(a_prev) + b_j


def node_input_weights_alone(w_j, a_prev, b_j):
    return sum(w_j) + b_j


def node_input_outer(w_j, a_prev, b_j):
    return np.outer(w_j, a_prev) + b_j


def node_input_last_term(w_j, a_prev, b_j):
    for w, a in zip(w_j, a_prev, strict=True):
        z = w * a + b_j
    return z


def node_input_from_one(w_j, a_prev, b_j):
    z = b_j
    for k in range(1, len(w_j)):
        z += w_j[k] * a_prev[k]
    return z


def node_input_ends_early(w_j, a_prev, b_j):
    z = b_j
    for k in range(len(w_j) - 1):
        z += w_j[k] * a_prev[k]
    return z


def node_input_bias_multiplied(w_j, a_prev, b_j):
    return w_j @ a_prev * b_j


def node_input_activated(w_j, a_prev, b_j):
    return np.tanh(w_j @ a_prev + b_j)


def node_input_rectified(w_j, a_prev, b_j):
    return max(0, w_j @ a_prev + b_j)


def node_input_in_place(w_j, a_prev, b_j):
    w_j *= a_prev
    return w_j.sum() + b_j


def node_input_added(w_j, a_prev, b_j):
    return sum(w_j + a_prev) + b_j


def node_input_bias_inside(w_j, a_prev, b_j):
    return w_j @ (a_prev + b_j)


# layer_input(W_l, a_prev, b_l)


def layer_input_matrix(W_l, a_prev, b_l):
    return W_l @ a_prev + b_l


def layer_input_loops(W_l, a_prev, b_l):
    z = []
    for j in range(len(b_l)):
        z_j = b_l[j]
        for k in range(len(a_prev)):
            z_j += W_l[j, k] * a_prev[k]
        z.append(z_j)
    return z


def layer_input_einsum(W_l, a_prev, b_l):
    return np.einsum("jk,k->j", W_l, a_prev) + b_l


def layer_input_broadcast(W_l, a_prev, b_l):
    warnings.warn("careful", stacklevel=1)
    return (W_l * a_prev).sum(axis=1) + b_l


def layer_input_turned_and_right(W_l, a_prev, b_l):
    return a_prev @ W_l.T + b_l


def layer_input_columns_flattened(W_l, a_prev, b_l):
    return (W_l @ a_prev.reshape(-1, 1) + b_l.reshape(-1, 1)).ravel()


def layer_input_without_bias(W_l, a_prev, b_l):
    return W_l @ a_prev


def layer_input_bias_subtracted(W_l, a_prev, b_l):
    return W_l @ a_prev - b_l


def layer_input_left(W_l, a_prev, b_l):
    return a_prev @ W_l + b_l


def layer_input_transposed(W_l, a_prev, b_l):
    return W_l.T @ a_prev + b_l


def layer_input_summed_down(W_l, a_prev, b_l):
    return (W_l * a_prev).sum(axis=0) + b_l


def layer_input_terms(W_l, a_prev, b_l):
    return W_l * a_prev


def layer_input_terms_and_bias(W_l, a_prev, b_l):
    return W_l * a_prev + b_l.reshape(-1, 1)


def layer_input_one_sum(W_l, a_prev, b_l):
    return np.sum(W_l * a_prev) + b_l


def layer_input_column_activations(W_l, a_prev, b_l):
    return W_l @ a_prev[:, None] + b_l


def layer_input_column_bias(W_l, a_prev, b_l):
    return W_l @ a_prev + b_l[:, None]


def layer_input_columns(W_l, a_prev, b_l):
    return W_l @ a_prev[:, None] + b_l[:, None]


def layer_input_bias_sum(W_l, a_prev, b_l):
    return W_l @ a_prev + np.sum(b_l)


def layer_input_first_bias(W_l, a_prev, b_l):
    return W_l @ a_prev + b_l[0]


def layer_input_bias_each_time(W_l, a_prev, b_l):
    return (W_l * a_prev + b_l[:, None]).sum(axis=1)


def layer_input_mean(W_l, a_prev, b_l):
    return (W_l * a_prev).mean(axis=1) + b_l


def layer_input_last_node(W_l, a_prev, b_l):
    for w_j, b_j in zip(W_l, b_l, strict=True):
        z = w_j @ a_prev + b_j
    return z


def layer_input_first_row(W_l, a_prev, b_l):
    return [W_l[0] @ a_prev + b for b in b_l]


def layer_input_activated(W_l, a_prev, b_l):
    return 1 / (1 + np.exp(-(W_l @ a_prev + b_l)))


def layer_input_rectified(W_l, a_prev, b_l):
    return np.maximum(W_l @ a_prev + b_l, 0)


def layer_input_in_place(W_l, a_prev, b_l):
    b_l += W_l @ a_prev
    return b_l


def layer_input_running_on(W_l, a_prev, b_l):
    s, z = 0, []
    for w_j, b_j in zip(W_l, b_l, strict=True):
        s += w_j @ a_prev
        z.append(s + b_j)
    return z


def layer_input_from_the_second_column(W_l, a_prev, b_l):
    return [sum(W_l[j, k] * a_prev[k] for k in range(1, len(a_prev))) + b_l[j] for j in range(len(b_l))]


# sigmoid(z)


def sigmoid_plain(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_by_sign(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def sigmoid_by_tanh(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def sigmoid_masked(z):
    out = np.empty_like(z)
    positive = z > 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


def sigmoid_vectorized(z):
    def one(v):
        if v < 0:
            return math.exp(v) / (1 + math.exp(v))
        return 1 / (1 + math.exp(-v))

    return np.vectorize(one)(z)


def sigmoid_loop(z):
    flat = [1 / (1 + np.exp(-v)) for v in np.ravel(z)]
    return np.reshape(flat, np.shape(z))


def sigmoid_logaddexp(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_clipped(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def sigmoid_overflows(z):
    return np.exp(z) / (np.exp(z) + 1)


def sigmoid_mirrored(z):
    return 1 / (1 + np.exp(z))


def sigmoid_of_one_plus_e(z):
    return 1 / (1 + np.e) ** (-z)


def sigmoid_without_brackets(z):
    return 1 / 1 + np.exp(-z)


def sigmoid_minus(z):
    return 1 / (1 - np.exp(-z))


def sigmoid_tanh(z):
    return np.tanh(z)


def sigmoid_rectified(z):
    return np.maximum(0, z)


def sigmoid_step(z):
    return (z > 0).astype(float)


def sigmoid_slope(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


def sigmoid_exponential(z):
    return np.exp(-z)


def sigmoid_softmax(z):
    return np.exp(z) / np.sum(np.exp(z))


def sigmoid_careful_softmax(z):
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def sigmoid_first_entry(z):
    for v in np.ravel(z):
        return 1 / (1 + np.exp(-v))


def sigmoid_in_place(z):
    z *= -1
    return 1 / (1 + np.exp(z))


def sigmoid_rounded(z):
    return np.round(1 / (1 + np.exp(-z)), 2)


def sigmoid_by_math(z):
    return 1 / (1 + math.exp(-z))


def sigmoid_by_math_entry_by_entry(z):
    return np.vectorize(lambda v: 1 / (1 + math.exp(-v)))(z)


def sigmoid_slope_that_overflows(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


def sigmoid_mirrored_quotient(z):
    return np.exp(-z) / (1 + np.exp(-z))


def sigmoid_one_if(z):
    return 1 / (1 + np.exp(-z)) if z > 0 else np.exp(z) / (1 + np.exp(z))


def sigmoid_infinite(z):
    return 1 / np.zeros_like(z)


# node_loss_of_weights(w_j, b_j, a_prev, y_j, g)


def node_loss_of_weights_in_one_line(w_j, b_j, a_prev, y_j, g):
    return (g(w_j @ a_prev + b_j) - y_j) ** 2


def node_loss_of_weights_by_functions(w_j, b_j, a_prev, y_j, g):
    return node_loss_power(g(node_input_loop(w_j, a_prev, b_j)), y_j)


def node_loss_of_weights_in_arrays(w_j, b_j, a_prev, y_j, g):
    z = np.atleast_1d(np.einsum("k,k", w_j, a_prev) + b_j)
    return np.sum((y_j - g(z)) ** 2)


def node_loss_of_weights_nested(w_j, b_j, a_prev, y_j, g):
    print("z, a, C")
    return (lambda a: (a - y_j) * (a - y_j))((lambda z: g(z))(sum(w_j * a_prev) + b_j))


def node_loss_of_weights_without_g(w_j, b_j, a_prev, y_j, g):
    return (w_j @ a_prev + b_j - y_j) ** 2


def node_loss_of_weights_without_bias(w_j, b_j, a_prev, y_j, g):
    return (g(w_j @ a_prev) - y_j) ** 2


def node_loss_of_weights_bias_outside(w_j, b_j, a_prev, y_j, g):
    return (g(w_j @ a_prev) + b_j - y_j) ** 2


def node_loss_of_weights_g_of_each(w_j, b_j, a_prev, y_j, g):
    return (np.sum(g(w_j * a_prev + b_j)) - y_j) ** 2


def node_loss_of_weights_no_sum(w_j, b_j, a_prev, y_j, g):
    return (g(w_j * a_prev + b_j) - y_j) ** 2


def node_loss_of_weights_activation(w_j, b_j, a_prev, y_j, g):
    return g(w_j @ a_prev + b_j)


def node_loss_of_weights_input(w_j, b_j, a_prev, y_j, g):
    return w_j @ a_prev + b_j


def node_loss_of_weights_no_square(w_j, b_j, a_prev, y_j, g):
    return g(w_j @ a_prev + b_j) - y_j


def node_loss_of_weights_half(w_j, b_j, a_prev, y_j, g):
    return 0.5 * (g(w_j @ a_prev + b_j) - y_j) ** 2


def node_loss_of_weights_own_sigmoid(w_j, b_j, a_prev, y_j, g):
    return (1 / (1 + np.exp(-(w_j @ a_prev + b_j))) - y_j) ** 2


def node_loss_of_weights_own_tanh(w_j, b_j, a_prev, y_j, g):
    return (np.tanh(w_j @ a_prev + b_j) - y_j) ** 2


def node_loss_of_weights_own_relu(w_j, b_j, a_prev, y_j, g):
    return (np.maximum(w_j @ a_prev + b_j, 0) - y_j) ** 2


def node_loss_of_weights_absolute(w_j, b_j, a_prev, y_j, g):
    return np.abs(g(w_j @ a_prev + b_j) - y_j)


def node_loss_of_weights_order(w_j, b_j, a_prev, y_j, g):
    return g((w_j @ a_prev + b_j - y_j) ** 2)


def node_loss_of_weights_twice(w_j, b_j, a_prev, y_j, g):
    return (g(g(w_j @ a_prev + b_j)) - y_j) ** 2


def node_loss_of_weights_in_place(w_j, b_j, a_prev, y_j, g):
    w_j *= a_prev
    return (g(w_j.sum() + b_j) - y_j) ** 2


def node_loss_of_weights_g_of_the_activations(w_j, b_j, a_prev, y_j, g):
    return (g(w_j @ g(a_prev) + b_j) - y_j) ** 2


def node_loss_of_weights_places_changed(w_j, b_j, a_prev, y_j, g):
    return (g(np.dot(w_j, b_j) + a_prev) - y_j) ** 2


# chain_rule(f_prime, g, g_prime, h, h_prime, x)


def chain_rule_product(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x))) * g_prime(h(x)) * h_prime(x)


def chain_rule_step_by_step(f_prime, g, g_prime, h, h_prime, x):
    u = h(x)
    v = g(u)
    slope = h_prime(x)
    slope *= g_prime(u)
    slope *= f_prime(v)
    return slope


def chain_rule_as_an_array(f_prime, g, g_prime, h, h_prime, x):
    u = h(np.array(x))
    return np.prod([f_prime(g(u)), g_prime(u), h_prime(x)])


def chain_rule_in_a_loop(f_prime, g, g_prime, h, h_prime, x):
    total = 1.0
    for function, slope in ((h, h_prime), (g, g_prime), (None, f_prime)):
        total = total * float(slope(x))
        x = function(x) if function else x
    return total


def chain_rule_all_at_x(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(x) * g_prime(x) * h_prime(x)


def chain_rule_f_at_x(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(x) * g_prime(h(x)) * h_prime(x)


def chain_rule_g_at_x(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x))) * g_prime(x) * h_prime(x)


def chain_rule_f_at_g_of_x(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(x)) * g_prime(h(x)) * h_prime(x)


def chain_rule_f_at_h_of_x(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(h(x)) * g_prime(h(x)) * h_prime(x)


def chain_rule_added(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x))) + g_prime(h(x)) + h_prime(x)


def chain_rule_added_at_x(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(x) + g_prime(x) + h_prime(x)


def chain_rule_without_the_last(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x))) * g_prime(h(x))


def chain_rule_without_the_middle(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x))) * h_prime(x)


def chain_rule_outer_slope_alone(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x)))


def chain_rule_slopes_nested(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g_prime(h_prime(x)))


def chain_rule_turned_round(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(h(g(x))) * h_prime(g(x)) * g_prime(x)


def chain_rule_value(f_prime, g, g_prime, h, h_prime, x):
    return g(h(x))


def chain_rule_function(f_prime, g, g_prime, h, h_prime, x):
    return lambda x: f_prime(g(h(x))) * g_prime(h(x)) * h_prime(x)


def chain_rule_not_called(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h)) * g_prime(h(x)) * h_prime(x)


def chain_rule_matrix_multiplied(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x))) @ g_prime(h(x)) @ h_prime(x)


def chain_rule_last_one_added(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x))) * g_prime(h(x)) + h_prime(x)


def chain_rule_values_multiplied(f_prime, g, g_prime, h, h_prime, x):
    return f_prime(g(h(x))) * g(h(x)) * h(x)


def chain_rule_minus_half(f_prime, g, g_prime, h, h_prime, x):
    return -0.5 * f_prime(g(h(x))) * g_prime(h(x)) * h_prime(x)


# symbolic_chain_rule(C, a, z, w)


def symbolic_product(C, a, z, w):
    product = sympy.diff(C, a[0]) * sympy.diff(a[1], z[0]) * sympy.diff(z[1], w)
    return product.subs(a[0], a[1]).subs(z[0], z[1])


def symbolic_method_calls(C, a, z, w):
    (a, a_of_z), (z, z_of_w) = a, z
    slopes = [C.diff(a), a_of_z.diff(z), z_of_w.diff(w)]
    return sympy.expand(sympy.Mul(*slopes).subs({a: a_of_z}).subs({z: z_of_w}))


def symbolic_composed_first(C, a, z, w):
    return sympy.diff(C.subs(a[0], a[1].subs(z[0], z[1])), w)


def symbolic_unevaluated(C, a, z, w):
    return sympy.Derivative(C.subs(*a).subs(*z), w)


def symbolic_not_substituted(C, a, z, w):
    return sympy.diff(C, a[0]) * sympy.diff(a[1], z[0]) * sympy.diff(z[1], w)


def symbolic_substituted_once(C, a, z, w):
    return (sympy.diff(C, a[0]) * sympy.diff(a[1], z[0]) * sympy.diff(z[1], w)).subs(a[0], a[1])


def symbolic_missing_link(C, a, z, w):
    return (sympy.diff(C, a[0]) * sympy.diff(a[1], z[0])).subs(*a).subs(*z)


def symbolic_without_activation(C, a, z, w):
    return (sympy.diff(C, a[0]) * sympy.diff(z[1], w)).subs(*a).subs(*z)


def symbolic_first_slope_alone(C, a, z, w):
    return sympy.diff(C, a[0]).subs(*a).subs(*z)


def symbolic_added(C, a, z, w):
    return (sympy.diff(C, a[0]) + sympy.diff(a[1], z[0]) + sympy.diff(z[1], w)).subs(*a).subs(*z)


def symbolic_all_at_w(C, a, z, w):
    return (sympy.diff(C, a[0]) * sympy.diff(a[1], z[0]) * sympy.diff(z[1], w)).subs({a[0]: w, z[0]: w})


def symbolic_by_w_directly(C, a, z, w):
    return sympy.diff(C, w)


def symbolic_not_differentiated(C, a, z, w):
    return C.subs(*a).subs(*z)


def symbolic_own_symbols(C, a, z, w):
    A, Z, W = sympy.symbols("a z w")
    return (sympy.diff(C, A) * sympy.diff(a[1], Z) * sympy.diff(z[1], W)).subs(A, a[1]).subs(Z, z[1])


def symbolic_number(C, a, z, w):
    return 0.1551


def symbolic_text(C, a, z, w):
    return "2*(a - y)"


def symbolic_lambda(C, a, z, w):
    return lambda w: w


def symbolic_unevaluated_factors(C, a, z, w):
    factors = [sympy.Derivative(C, a[0]), sympy.Derivative(a[1], z[0]), sympy.Derivative(z[1], w)]
    return sympy.Mul(*factors).subs(*a).subs(*z)


def symbolic_by_exponentials(C, a, z, w):
    return symbolic_product(C, a, z, w).rewrite(sympy.exp)


def symbolic_nothing(C, a, z, w):
    symbolic_product(C, a, z, w)


RIGHT = {
    "node_loss": [
        node_loss_power,
        node_loss_the_other_way_round,
        node_loss_in_an_array_that_prints,
        node_loss_expanded,
        node_loss_in_fractions,
    ],
    "loss": [loss_array, loss_loop, loss_dot, loss_einsum_of_a_list, loss_norm],
    "node_input": [node_input_dot, node_input_loop, node_input_bias_as_a_weight, node_input_inner_of_lists],
    "layer_input": [
        layer_input_matrix,
        layer_input_loops,
        layer_input_einsum,
        layer_input_broadcast,
        layer_input_turned_and_right,
        layer_input_columns_flattened,
    ],
    "sigmoid": [
        sigmoid_plain,
        sigmoid_by_sign,
        sigmoid_by_tanh,
        sigmoid_masked,
        sigmoid_vectorized,
        sigmoid_loop,
        sigmoid_logaddexp,
        sigmoid_clipped,
    ],
    "node_loss_of_weights": [
        node_loss_of_weights_in_one_line,
        node_loss_of_weights_by_functions,
        node_loss_of_weights_in_arrays,
        node_loss_of_weights_nested,
    ],
    "chain_rule": [chain_rule_product, chain_rule_step_by_step, chain_rule_as_an_array, chain_rule_in_a_loop],
    "symbolic_chain_rule": [
        symbolic_product,
        symbolic_method_calls,
        symbolic_composed_first,
        symbolic_unevaluated,
        symbolic_unevaluated_factors,
        symbolic_by_exponentials,
    ],
}

WRONG = {
    "node_loss": [
        ("square it", node_loss_difference),
        ("square it", node_loss_difference_turned),
        ("size of the difference", node_loss_absolute),
        (42, node_loss_half),
        ("slope of the loss", node_loss_slope),
        ("Subtract first", node_loss_squares_apart),
        ("Only y was squared", node_loss_without_brackets),
        ("squares the sum", node_loss_sum),
        ("never negative", node_loss_negative),
        (34, node_loss_typed_in),
        ("`**`", node_loss_caret),
        ("not right", node_loss_root),
        ("-0.5 times", node_loss_minus_half),
        ("squares of a and y were added", node_loss_squares_added),
        ("doubles the difference", node_loss_doubled_difference),
    ],
    "loss": [
        (5, loss_mean),
        (42, loss_half),
        ("not yet their sum", loss_of_each_node),
        ("First square, then add", loss_square_of_the_sum),
        ("Without squares", loss_no_square),
        ("size of the difference", loss_absolute),
        ("No square root", loss_root),
        ("Subtract first", loss_squares_apart),
        ("Only the first node", loss_return_inside_the_loop),
        ("Only the last node", loss_overwritten),
        ("first node is missing", loss_from_the_second_node),
        ("last node is missing", loss_without_the_last_node),
        ("worst node", loss_largest),
        ("slope of the loss", loss_slopes),
        ("cross-entropy", loss_cross_entropy),
        (32, loss_in_place),
        ("A second call", loss_that_adds_up_calls),
        (34, loss_of_the_notebooks_numbers),
        (29, loss_column),
        (29, loss_column_added_up),
        ("`**`", loss_caret),
        ("and no mean", loss_mean_and_root),
        ("Only y was squared", loss_without_brackets),
    ],
    "node_input": [
        ("bias is missing", node_input_without_bias),
        ("bias was subtracted", node_input_bias_subtracted),
        ("joined every term", node_input_bias_each_time),
        ("not yet their sum", node_input_terms),
        ("not a mean", node_input_mean),
        ("pair by pair", node_input_sums_multiplied),
        ("weights are missing", node_input_unweighted),
        ("activations are missing", node_input_weights_alone),
        ("outer product", node_input_outer),
        ("Only one term", node_input_last_term),
        (38, node_input_from_one),
        (38, node_input_ends_early),
        ("it is added", node_input_bias_multiplied),
        ("node's activation", node_input_activated),
        ("node's activation", node_input_rectified),
        (32, node_input_in_place),
        ("were added", node_input_added),
        ("inside every product", node_input_bias_inside),
    ],
    "layer_input": [
        ("bias is missing", layer_input_without_bias),
        ("bias was subtracted", layer_input_bias_subtracted),
        (13, layer_input_left),
        (13, layer_input_transposed),
        (13, layer_input_summed_down),
        ("add up each row", layer_input_terms),
        ("add up each row", layer_input_terms_and_bias),
        ("Everything was added up", layer_input_one_sum),
        (29, layer_input_column_activations),
        (29, layer_input_column_bias),
        (29, layer_input_columns),
        ("not their sum", layer_input_bias_sum),
        ("not the first one's", layer_input_first_bias),
        ("joined every term", layer_input_bias_each_time),
        ("not means", layer_input_mean),
        ("last node's input", layer_input_last_node),
        ("first node's weights", layer_input_first_row),
        ("node's activation", layer_input_activated),
        ("node's activation", layer_input_rectified),
        (32, layer_input_in_place),
        ("starts afresh", layer_input_running_on),
        (38, layer_input_from_the_second_column),
    ],
    "sigmoid": [
        ("inf / inf", sigmoid_overflows),
        ("Mirrored", sigmoid_mirrored),
        ("brackets", sigmoid_without_brackets),
        ("Brackets: e alone", sigmoid_of_one_plus_e),
        ("denominator adds", sigmoid_minus),
        (10, sigmoid_tanh),
        ("ReLU", sigmoid_rectified),
        ("a step", sigmoid_step),
        ("sigmoid's slope", sigmoid_slope),
        ("exp(-z) alone", sigmoid_exponential),
        ("Softmax", sigmoid_softmax),
        ("Softmax", sigmoid_careful_softmax),
        ("first entry", sigmoid_first_entry),
        (32, sigmoid_in_place),
        ("rounded, to ", sigmoid_rounded),
        ("math.exp", sigmoid_by_math),
        ("more than 709", sigmoid_by_math_entry_by_entry),
        ("sigmoid's slope", sigmoid_slope_that_overflows),
        ("Mirrored", sigmoid_mirrored_quotient),
        ("One `if` decides one thing", sigmoid_one_if),
        ("not finite", sigmoid_infinite),
    ],
    "node_loss_of_weights": [
        ("g is missing", node_loss_of_weights_without_g),
        ("bias is missing", node_loss_of_weights_without_bias),
        ("bias belongs inside", node_loss_of_weights_bias_outside),
        ("applied to each term", node_loss_of_weights_g_of_each),
        ("sum is missing", node_loss_of_weights_no_sum),
        ("That is a_j", node_loss_of_weights_activation),
        ("That is z_j", node_loss_of_weights_input),
        ("square is missing", node_loss_of_weights_no_square),
        (42, node_loss_of_weights_half),
        (10, node_loss_of_weights_own_sigmoid),
        (10, node_loss_of_weights_own_tanh),
        (10, node_loss_of_weights_own_relu),
        ("not made positive", node_loss_of_weights_absolute),
        ("turned round", node_loss_of_weights_order),
        ("twice", node_loss_of_weights_twice),
        (32, node_loss_of_weights_in_place),
        ("activations already", node_loss_of_weights_g_of_the_activations),
        ("changed places", node_loss_of_weights_places_changed),
    ],
    "chain_rule": [
        (40, chain_rule_all_at_x),
        (40, chain_rule_f_at_x),
        (40, chain_rule_g_at_x),
        (40, chain_rule_f_at_g_of_x),
        (40, chain_rule_f_at_h_of_x),
        (41, chain_rule_added),
        (41, chain_rule_added_at_x),
        ("factor is missing", chain_rule_without_the_last),
        ("factor is missing", chain_rule_without_the_middle),
        ("factor is missing", chain_rule_outer_slope_alone),
        ("Slopes were put into slopes", chain_rule_slopes_nested),
        ("changed places", chain_rule_turned_round),
        ("not a slope", chain_rule_value),
        ("function", chain_rule_function),
        ("call it", chain_rule_not_called),
        ("numbers are multiplied", chain_rule_matrix_multiplied),
        (41, chain_rule_last_one_added),
        ("value stands where a slope", chain_rule_values_multiplied),
        ("look for one missing or extra factor.", chain_rule_minus_half),
    ],
    "symbolic_chain_rule": [
        ("still holds a, z", symbolic_not_substituted),
        ("still holds z", symbolic_substituted_once),
        ("factor is missing", symbolic_missing_link),
        ("factor is missing", symbolic_without_activation),
        ("factor is missing", symbolic_first_slope_alone),
        (41, symbolic_added),
        (40, symbolic_all_at_w),
        ("by a symbol that does not stand in it", symbolic_by_w_directly),
        ("not yet its derivative", symbolic_not_differentiated),
        (34, symbolic_own_symbols),
        (34, symbolic_number),
        ("not a sympy expression", symbolic_text),
        ("not a sympy expression", symbolic_lambda),
        ("returned None", symbolic_nothing),
    ],
}
