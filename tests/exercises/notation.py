"""Lesson 2's functions as learners write them: RIGHT ones, and WRONG ones with what the card must say.

An expected number is the mistake's line in the course's table; an expected text is a piece of the message.
"""

import itertools
import math
from functools import reduce
from operator import add

import numpy as np

# weight_shapes(n)


def shapes_by_comprehension(n):
    return {l: (n[l - 1], n[l - 2]) for l in range(2, len(n) + 1)}


def shapes_by_pairs(n):
    shapes = {}
    l = 2
    for before, after in itertools.pairwise(n):
        shapes[l] = [after, before]
        l += 1
    return shapes


def shapes_of_arrays(n):
    n = np.array(n)
    print("sizes", n)
    return {np.int64(l): np.zeros((n[l - 1], n[l - 2])).shape for l in reversed(range(2, 1 + len(n)))}


def shapes_from_the_end(n):
    return dict(enumerate(zip(n[1:], n), start=2))  # noqa: B905


def shapes_transposed(n):
    return {l: (n[l - 2], n[l - 1]) for l in range(2, len(n) + 1)}


def shapes_keyed_from_1(n):
    return {l: (n[l], n[l - 1]) for l in range(1, len(n))}


def shapes_keyed_from_0(n):
    shapes = {}
    for i in range(len(n) - 1):
        shapes[i] = (n[i + 1], n[i])
    return shapes


def shapes_range_of_L(n):
    return {l: (n[l], n[l - 1]) for l in range(len(n))}


def shapes_with_layer_1(n):
    return {l: (n[l - 1], n[l - 2]) for l in range(1, len(n) + 1)}


def shapes_transposed_from_0(n):
    return dict(enumerate(itertools.pairwise(n)))


def shapes_transposed_from_1(n):
    return {l: (n[l - 1], n[l]) for l in range(1, len(n))}


def shapes_1_based(n):
    return {l: (n[l], n[l - 1]) for l in range(2, len(n) + 1)}


def shapes_1_based_and_short(n):
    return {l: (n[l], n[l - 1]) for l in range(2, len(n))}


def shapes_without_the_last(n):
    return {l: (n[l - 1], n[l - 2]) for l in range(2, len(n))}


def shapes_without_the_first(n):
    return {l: (n[l - 1], n[l - 2]) for l in range(3, len(n) + 1)}


def shapes_with_a_bias_column(n):
    return {l: (n[l - 1], n[l - 2] + 1) for l in range(2, len(n) + 1)}


def shapes_multiplied(n):
    return {l: n[l - 1] * n[l - 2] for l in range(2, len(n) + 1)}


def shapes_of_one_number(n):
    return {l: n[l - 1] for l in range(2, len(n) + 1)}


def shapes_in_a_list(n):
    return [(n[l - 1], n[l - 2]) for l in range(2, len(n) + 1)]


def shapes_typed_in(n):
    return {2: (5, 4), 3: (3, 5)}


def shapes_eating_the_list(n):
    shapes, l = {}, 2
    while len(n) > 1:
        shapes[l] = (n[1], n.pop(0))
        l += 1
    return shapes


def shapes_printed(n):
    print({l: (n[l - 1], n[l - 2]) for l in range(2, len(n) + 1)})


def shapes_of_no_layer(n):
    return {l: (n[l], n[l + 1]) for l in range(2, len(n) - 1)}


def shapes_overwritten(n):
    for l in range(2, len(n) + 1):
        shapes = {l: (n[l - 1], n[l - 2])}
    return shapes


def shapes_of_three_layers(n):
    return {2: (n[1], n[0]), 3: (n[2], n[1])}


# weight(W, l, j, k)


def weight_with_a_check(W, l, j, k):
    rows, columns = W[l].shape
    if not (1 <= j <= rows and 1 <= k <= columns):
        raise IndexError(f"there is no w_{j}{k} in layer {l}")
    return W[l][j - 1, k - 1]


def weight_with_a_guard_below(W, l, j, k):
    W_l = W[l]
    if min(j, k) < 1:
        raise IndexError
    return float(W_l[j - 1][k - 1])


def weight_from_lists(W, l, j, k):
    if j not in range(1, len(W[l]) + 1):
        raise IndexError("no such node")
    row = list(W[l])[j - 1].tolist()
    if k <= 0:
        raise IndexError("no such node before")
    return row[k - 1]


class NoSuchWeight(IndexError):
    pass


def weight_by_counting(W, l, j, k):
    if l not in W:
        raise KeyError(l)
    for row, weights in enumerate(W[l], start=1):
        for column, w in enumerate(weights, start=1):
            if (row, column) == (j, k):
                return w
    raise NoSuchWeight


def weight_padded(W, l, j, k):
    if j <= 0 or k <= 0:
        raise IndexError
    return np.pad(W[l], ((1, 0), (1, 0)))[j, k]


def weight_1_based(W, l, j, k):
    return W[l][j, k]


def weight_wrapping_round(W, l, j, k):
    return W[l][j - 1, k - 1]


def weight_refusing_only_zero(W, l, j, k):
    if j == 0 or k == 0:
        raise IndexError
    return W[l][j - 1][k - 1]


def weight_refusing_only_negatives(W, l, j, k):
    if j < 0 or k < 0:
        raise IndexError
    return W[l][j - 1, k - 1]


def weight_guarding_j_alone(W, l, j, k):
    if j < 1:
        raise IndexError
    return W[l][j - 1, k - 1]


def weight_guarding_with_and(W, l, j, k):
    if j < 1 and k < 1:
        raise IndexError("no such weight")
    return W[l][j - 1, k - 1]


def weight_guarding_above(W, l, j, k):
    if j > W[l].shape[0] or k > W[l].shape[1]:
        raise IndexError
    return W[l][j - 1, k - 1]


def weight_guarding_as_from_0(W, l, j, k):
    n, m = W[l].shape
    if j < 0 or k < 0 or j >= n or k >= m:
        raise IndexError
    return W[l][j, k]


def weight_1_based_behind_a_check(W, l, j, k):
    if j < 1 or k < 1:
        raise IndexError
    return W[l][j, k]


def weight_half_shifted(W, l, j, k):
    if j < 1 or k < 1:
        raise IndexError
    return W[l][j - 1, k]


def weight_half_shifted_the_other_way(W, l, j, k):
    return W[l][j, k - 1]


def weight_half_shifted_behind_a_full_check(W, l, j, k):
    n, m = W[l].shape
    if not (1 <= j <= n and 1 <= k <= m):
        raise IndexError
    return W[l][j, k - 1]


def weight_transposed(W, l, j, k):
    return W[l][k - 1, j - 1]


def weight_transposed_behind_a_check(W, l, j, k):
    if j < 1 or k < 1:
        raise IndexError
    return W[l].T[j - 1, k - 1]


def weight_transposed_throughout(W, l, j, k):
    columns, rows = W[l].shape
    if not 1 <= j <= rows or not 1 <= k <= columns:
        raise IndexError
    return W[l][k - 1][j - 1]


def weight_transposed_and_1_based(W, l, j, k):
    return W[l][k, j]


def weight_transposed_and_1_based_behind_a_check_from_0(W, l, j, k):
    n, m = W[l].shape
    if j not in range(n) or k not in range(m):
        raise IndexError
    return W[l][k, j]


def weight_of_the_layer_before(W, l, j, k):
    if j < 1 or k < 1:
        raise IndexError
    return W[l - 1][j - 1, k - 1]


def weight_of_the_layer_behind(W, l, j, k):
    return W[l + 1][j - 1, k - 1]


def weight_of_the_layer_behind_refusing_zero(W, l, j, k):
    if j == 0 or k == 0:
        raise ValueError("the maths counts from 1")
    return W[l + 1][j - 1, k - 1]


def weight_whole_row(W, l, j, k):
    return W[l][j - 1]


def weight_sliced(W, l, j, k):
    return W[l][j - 1 : j, k - 1 : k]


def weight_none_outside(W, l, j, k):
    if j < 1 or k < 1 or j > W[l].shape[0] or k > W[l].shape[1]:
        return None
    return W[l][j - 1, k - 1]


def weight_key_unguarded(W, l, j, k):
    if l not in W or j < 1 or k < 1:
        raise IndexError
    return W[l][j - 1, k - 1]


def weight_refusing_the_last(W, l, j, k):
    n, m = W[l].shape
    if j < 1 or k < 1 or j >= n or k >= m:
        raise IndexError
    return W[l][j - 1, k - 1]


def weight_guard_of_another_kind(W, l, j, k):
    n, m = W[l].shape
    if not (0 <= j < n and 0 <= k < m):
        raise IndexError
    return W[l][j - 1, k - 1]


def weight_guard_turned(W, l, j, k):
    columns, rows = W[l].shape
    if not (1 <= j <= rows and 1 <= k <= columns):
        raise IndexError
    return W[l][j - 1, k - 1]


def weight_in_one_pair_of_brackets(W, l, j, k):
    return W[l, j - 1, k - 1]


def weight_whole_column(W, l, j, k):
    return W[l][:, k - 1]


# weight_vector(W, l, j)


def vector_by_row(W, l, j):
    return W[l][j - 1]


def vector_by_loop(W, l, j):
    vector = []
    for k in range(W[l].shape[1]):
        vector.append(float(W[l][j - 1, k]))
    return vector


def vector_by_unit(W, l, j):
    unit = np.zeros(len(W[l]))
    unit[j - 1] = 1
    return unit @ W[l]


def vector_by_einsum(W, l, j):
    return np.einsum("jk->kj", W[l])[:, j - 1].copy()


def vector_1_based(W, l, j):
    return W[l][j]


def vector_two_back(W, l, j):
    return W[l][j - 2]


def vector_by_column(W, l, j):
    return W[l][:, j - 1]


def vector_by_column_1_based(W, l, j):
    return W[l].T[j]


def vector_out_of_the_node(W, l, j):
    return W[l + 1][:, j - 1]


def vector_of_the_layer_before(W, l, j):
    return W[l - 1][j - 1]


def vector_of_the_layer_behind(W, l, j):
    return W[l + 1][j - 1]


def vector_of_the_first_node(W, l, j):
    return W[l][0]


def vector_whole_matrix(W, l, j):
    return W[l]


def vector_as_a_matrix(W, l, j):
    return W[l][j - 1 : j]


def vector_as_a_column(W, l, j):
    return W[l][j - 1].reshape(-1, 1)


def vector_summed(W, l, j):
    return W[l][j - 1].sum()


def vector_reversed(W, l, j):
    return W[l][j - 1][::-1]


def vector_two_layers_before(W, l, j):
    return W[l - 2][j - 1]


def vector_counted_from_the_end(W, l, j):
    return W[l][-j]


def vector_without_its_first(W, l, j):
    return W[l][j - 1, 1:]


def vector_up_to_the_row(W, l, j):
    return W[l][:j]


# total(a)


def total_by_while(a):
    s, j = 0, 0
    while j < len(a):
        s = s + a[j]
        j = j + 1
    return s


def total_by_for(a):
    total = 0.0
    for term in a:
        print(term)
        total += term
    return total


def total_by_numpy(a):
    return np.sum(a)


def total_backwards(a):
    return math.fsum(reversed(a.tolist()))


def total_from_the_first(a):
    return reduce(add, a)


def total_by_recursion(a):
    return 0 if len(a) == 0 else a[0] + total_by_recursion(a[1:])


def total_from_index_1(a):
    s, j = 0, 1
    while j < len(a):
        s += a[j]
        j += 1
    return s


def total_stopping_early(a):
    s = 0
    for j in range(len(a) - 1):
        s += a[j]
    return s


def total_of_the_middle(a):
    return sum(a[j] for j in range(1, len(a) - 1))


def total_running_over(a):
    s, j = 0, 0
    while j <= len(a):
        s += a[j]
        j += 1
    return s


def total_overwritten(a):
    for j in range(len(a)):
        s = a[j]
    return s


def total_signs_swapped(a):
    s = 0
    for term in a:
        s = +term
    return s


def total_returned_inside(a):
    s = 0
    for j in range(len(a)):
        s += a[j]
        return s


def total_averaged(a):
    return np.mean(a)


def total_of_indices(a):
    s = 0
    for j in range(len(a)):
        s += j
    return s


def total_counting(a):
    s = 0
    for _ in a:
        s += 1
    return s


def total_from_1(a):
    s = 1
    for term in a:
        s += term
    return s


def total_first_twice(a):
    s = a[0]
    for j in range(len(a)):
        s += a[j]
    return s


def total_multiplied(a):
    s = 1
    for term in a:
        s *= term
    return s


def total_multiplied_by_0(a):
    s = 0
    for term in a:
        s = s * term
    return s


def total_subtracted(a):
    s = 0
    for term in a:
        s -= term
    return s


def total_of_sizes(a):
    return sum(abs(term) for term in a)


def total_of_squares(a):
    return np.dot(a, a)


def total_by_twos(a):
    s, j = 0, 0
    while j < len(a):
        s += a[j]
        j += 2
    return s


def total_on_the_way(a):
    s, sums = 0, []
    for term in a:
        s += term
        sums.append(s)
    return sums


def total_in_place(a):
    for j in range(1, len(a)):
        a[j] += a[j - 1]
    return a[-1]


GROWING = [0.0]


def total_remembering(a):
    for term in a:
        GROWING[0] += term
    return GROWING[0]


def total_typed_in(a):
    return 10


def total_unfinished(a):
    s = 0
    for term in a:
        s += term


def total_indexed_by_entries(a):
    s = 0
    for j in a:
        s += a[j]
    return s


def total_named_as_the_builtin(a):
    for j in range(len(a)):
        sum = sum + a[j]  # noqa: F823
    return sum


def total_by_another_languages_length(a):
    return sum(a[j] for j in range(a.length))


def total_not_stored(a):
    s = 0
    for term in a:
        s + term
    return s


# count_parameters(n)


def parameters_by_sum(n):
    return sum(n[l - 1] * (n[l - 2] + 1) for l in range(2, len(n) + 1))


def parameters_from_arrays(n):
    count = 0
    for i in range(1, len(n)):
        W, b = np.zeros((n[i], n[i - 1])), np.zeros(n[i])
        count += W.size + b.size
    return count


def parameters_by_dot(n):
    n = np.array(n, dtype=float)
    return n[1:] @ n[:-1] + n[1:].sum()


def parameters_by_pairs(n):
    weights = sum(before * after for before, after in itertools.pairwise(n))
    biases = sum(n) - n[0]
    return np.float64(weights + biases)


def parameters_without_biases(n):
    return sum(n[l - 1] * n[l - 2] for l in range(2, len(n) + 1))


def parameters_with_input_biases(n):
    return sum(n[i] * n[i + 1] for i in range(len(n) - 1)) + sum(n)


def parameters_with_one_bias_a_layer(n):
    return sum(n[i] * n[i + 1] + 1 for i in range(len(n) - 1))


def parameters_with_biases_before(n):
    return sum(n[i] * (n[i + 1] + 1) for i in range(len(n) - 1))


def parameters_biases_alone(n):
    return sum(n[1:])


def parameters_nodes(n):
    return sum(n)


def parameters_bias_for_each_weight(n):
    return 2 * sum(n[i] * n[i + 1] for i in range(len(n) - 1))


def parameters_added(n):
    return sum(n[i] + n[i + 1] for i in range(len(n) - 1))


def parameters_one_product(n):
    return math.prod(n)


def parameters_without_the_last(n):
    return sum(n[l - 1] * (n[l - 2] + 1) for l in range(2, len(n)))


def parameters_without_the_first(n):
    return sum(n[l] * (n[l - 1] + 1) for l in range(2, len(n)))


def parameters_wrapping_round(n):
    return sum(n[l] * (n[l - 1] + 1) for l in range(len(n)))


def parameters_1_based(n):
    return sum(n[l] * (n[l - 1] + 1) for l in range(1, len(n) + 1))


def parameters_by_layer(n):
    return [n[l] * (n[l - 1] + 1) for l in range(1, len(n))]


def parameters_typed_in(n):
    return 29


def parameters_of_the_first_layer(n):
    for l in range(2, len(n) + 1):
        return n[l - 1] * (n[l - 2] + 1)


def parameters_of_the_last_layer(n):
    for l in range(2, len(n) + 1):
        count = n[l - 1] * (n[l - 2] + 1)
    return count


def parameters_with_one_bias(n):
    return sum(n[i] * n[i + 1] for i in range(len(n) - 1)) + 1


def parameters_biases_of_hidden_nodes(n):
    return sum(n[i] * n[i + 1] for i in range(len(n) - 1)) + sum(n[1:-1])


# backward_order(L)


def order_by_range(L):
    return list(range(L, 1, -1))


def order_by_reversing(L):
    return [*reversed(range(2, L + 1))]


def order_by_while(L):
    order = []
    while L >= 2:
        order.append(float(L))
        L -= 1
    return order


def order_by_numpy(L):
    return np.arange(2, L + 1)[::-1]


def order_to_1(L):
    return list(range(L, 0, -1))


def order_to_0(L):
    return list(range(L, -1, -1))


def order_one_short_and_from_0(L):
    return list(reversed(range(L - 1)))


def dialect_inverted(weights):
    return {l: np.linalg.pinv(array) for l, array in enumerate(weights, 2)}


def order_of_python(L):
    return list(reversed(range(L)))


def order_shifted(L):
    return list(range(L - 1, 0, -1))


def order_ending_early(L):
    return list(range(L, 2, -1))


def order_without_the_output(L):
    return list(range(L - 1, 1, -1))


def order_forward(L):
    return list(range(2, L + 1))


def order_forward_of_python(L):
    return list(range(L))


def order_forward_from_1(L):
    return [l for l in range(1, L + 1)]


def order_forward_and_short(L):
    return list(range(2, L))


def order_without_a_step(L):
    return list(range(L, 1))


def order_reversed_in_place(L):
    return list(range(2, L + 1)).reverse()


def order_typed_in(L):
    return [4, 3, 2]


def order_as_a_set(L):
    return set(range(2, L + 1))


def order_of_one_layer(L):
    for l in range(L, 1, -1):
        return [l]


def order_from_past_the_end(L):
    return list(range(L + 1, 1, -1))


# from_input_output(weights)


def dialect_by_comprehension(weights):
    return {l: V.T for l, V in enumerate(weights, start=2)}


def dialect_by_loop(weights):
    W = {}
    for l in range(2, len(weights) + 2):
        V = weights[l - 2]
        W[l] = [[V[k][j] for k in range(V.shape[0])] for j in range(V.shape[1])]
    return W


def dialect_by_einsum(weights):
    return dict(zip(range(2, len(weights) + 2), [np.einsum("kj->jk", V) for V in weights], strict=True))


def dialect_by_index(weights):
    W = {l + 2: np.empty(V.shape[::-1]) for l, V in enumerate(weights)}
    for l, V in enumerate(weights):
        for k, j in np.ndindex(V.shape):
            W[l + 2][j, k] = V[k, j]
    return W


def dialect_untouched(weights):
    return {l: V for l, V in enumerate(weights, start=2)}


def dialect_from_1(weights):
    return {l: V.T for l, V in enumerate(weights, start=1)}


def dialect_from_0(weights):
    return {l: np.transpose(V) for l, V in enumerate(weights)}


def dialect_untouched_from_0(weights):
    return dict(enumerate(weights))


def dialect_untouched_from_1(weights):
    return dict(enumerate(weights, 1))


def dialect_reshaped(weights):
    return {l: V.reshape(V.shape[1], V.shape[0]) for l, V in enumerate(weights, start=2)}


def dialect_last_first(weights):
    return {l: V.T for l, V in enumerate(weights[::-1], start=2)}


def dialect_last_first_untouched(weights):
    return {len(weights) + 1 - i: V for i, V in enumerate(weights)}


def dialect_1_based(weights):
    return {l: weights[l - 1].T for l in range(2, len(weights) + 2)}


def dialect_1_based_and_short(weights):
    return {l: weights[l - 1].T for l in range(2, len(weights) + 1)}


def dialect_without_the_last(weights):
    return {l: weights[l - 2].T for l in range(2, len(weights) + 1)}


def dialect_without_the_first(weights):
    return {l + 2: weights[l].T for l in range(1, len(weights))}


def dialect_in_place(weights):
    for i in range(len(weights)):
        weights[i] = weights[i].T
    return dict(enumerate(weights, 2))


def dialect_as_a_list(weights):
    return [V.T for V in weights]


def dialect_rotated(weights):
    return {l: np.rot90(V) for l, V in enumerate(weights, start=2)}


def dialect_first_alone(weights):
    for l, V in enumerate(weights, start=2):
        return {l: V.T}


RIGHT = {
    "weight_shapes": [shapes_by_comprehension, shapes_by_pairs, shapes_of_arrays, shapes_from_the_end],
    "weight": [
        weight_with_a_check,
        weight_with_a_guard_below,
        weight_from_lists,
        weight_by_counting,
        weight_padded,
    ],
    "weight_vector": [vector_by_row, vector_by_loop, vector_by_unit, vector_by_einsum],
    "total": [
        total_by_while,
        total_by_for,
        total_by_numpy,
        total_backwards,
        total_from_the_first,
        total_by_recursion,
    ],
    "count_parameters": [parameters_by_sum, parameters_from_arrays, parameters_by_dot, parameters_by_pairs],
    "backward_order": [order_by_range, order_by_reversing, order_by_while, order_by_numpy],
    "from_input_output": [dialect_by_comprehension, dialect_by_loop, dialect_by_einsum, dialect_by_index],
}

WRONG = {
    "weight_shapes": [
        (13, shapes_transposed),
        (39, shapes_keyed_from_1),
        (39, shapes_keyed_from_0),
        (39, shapes_range_of_L),
        (39, shapes_with_layer_1),
        (13, shapes_transposed_from_0),
        (13, shapes_transposed_from_1),
        (38, shapes_1_based),
        (38, shapes_1_based_and_short),
        ("output layer is missing", shapes_without_the_last),
        (30, shapes_without_the_first),
        ("bias is no column", shapes_with_a_bias_column),
        ("how many weights", shapes_multiplied),
        ("size of the layer alone", shapes_of_one_number),
        ("returned a list", shapes_in_a_list),
        (34, shapes_typed_in),
        (32, shapes_eating_the_list),
        ("returned None", shapes_printed),
        ("Missing", shapes_of_no_layer),
        ("Only the last layer", shapes_overwritten),
        ("three layers only", shapes_of_three_layers),
    ],
    "weight": [
        (38, weight_1_based),
        (38, weight_wrapping_round),
        (38, weight_refusing_only_zero),
        (38, weight_refusing_only_negatives),
        (38, weight_guarding_j_alone),
        (38, weight_guarding_with_and),
        (38, weight_guarding_above),
        (38, weight_guarding_as_from_0),
        (38, weight_1_based_behind_a_check),
        (38, weight_half_shifted),
        (38, weight_half_shifted_the_other_way),
        ("the row is one too far", weight_half_shifted_behind_a_full_check),
        (13, weight_transposed),
        (13, weight_transposed_behind_a_check),
        (13, weight_transposed_throughout),
        (13, weight_transposed_and_1_based),
        (13, weight_transposed_and_1_based_behind_a_check_from_0),
        ("own number", weight_of_the_layer_before),
        ("own number", weight_of_the_layer_behind),
        ("own number", weight_of_the_layer_behind_refusing_zero),
        ("whole vector", weight_whole_row),
        ("slice", weight_sliced),
        ("must raise IndexError", weight_none_outside),
        ("must raise KeyError", weight_key_unguarded),
        ("refused a weight", weight_refusing_the_last),
        ("refused a weight", weight_guard_of_another_kind),
        ("mixes up j and k", weight_guard_turned),
        ("square brackets of its own", weight_in_one_pair_of_brackets),
        ("column", weight_whole_column),
    ],
    "weight_vector": [
        (38, vector_1_based),
        (38, vector_two_back),
        (13, vector_by_column),
        (13, vector_by_column_1_based),
        (13, vector_out_of_the_node),
        ("own number", vector_of_the_layer_before),
        ("own number", vector_of_the_layer_behind),
        ("first node", vector_of_the_first_node),
        ("whole matrix", vector_whole_matrix),
        ("dimension too many", vector_as_a_matrix),
        ("dimension too many", vector_as_a_column),
        ("sum of the weights", vector_summed),
        ("opposite order", vector_reversed),
        ("own number", vector_two_layers_before),
        ("counted from the end", vector_counted_from_the_end),
        (38, vector_without_its_first),
        ("several rows", vector_up_to_the_row),
    ],
    "total": [
        (38, total_from_index_1),
        ("last term is missing", total_stopping_early),
        ("first and the last", total_of_the_middle),
        (38, total_running_over),
        (25, total_overwritten),
        (25, total_signs_swapped),
        ("`return` belongs behind the loop", total_returned_inside),
        ("not a mean", total_averaged),
        ("adds up the indices", total_of_indices),
        ("counts the terms", total_counting),
        ("starts from 0", total_from_1),
        ("counted twice", total_first_twice),
        ("multiplied", total_multiplied),
        ("multiplied with a 0", total_multiplied_by_0),
        ("Opposite sign", total_subtracted),
        ("signs were lost", total_of_sizes),
        ("squares", total_of_squares),
        ("Every second term", total_by_twos),
        ("sums on the way", total_on_the_way),
        (32, total_in_place),
        ("econd call", total_remembering),
        (34, total_typed_in),
        ("returned None", total_unfinished),
        ("An entry stands where", total_indexed_by_entries),
        ("value before the loop", total_named_as_the_builtin),
        ("Python's length", total_by_another_languages_length),
        ("each new sum stored", total_not_stored),
    ],
    "count_parameters": [
        (27, parameters_without_biases),
        ("input layer got biases", parameters_with_input_biases),
        (28, parameters_with_one_bias_a_layer),
        ("node of the layer before", parameters_with_biases_before),
        ("Only the biases", parameters_biases_alone),
        ("counts the nodes", parameters_nodes),
        ("bias for every weight", parameters_bias_for_each_weight),
        ("multiplied, not added", parameters_added),
        ("neighbouring layers only", parameters_one_product),
        ("output layer is missing", parameters_without_the_last),
        (30, parameters_without_the_first),
        (39, parameters_wrapping_round),
        (38, parameters_1_based),
        ("a number for each layer", parameters_by_layer),
        (34, parameters_typed_in),
        ("Only layer 2", parameters_of_the_first_layer),
        ("Only the last layer", parameters_of_the_last_layer),
        ("whole network", parameters_with_one_bias),
        ("output nodes got no", parameters_biases_of_hidden_nodes),
    ],
    "backward_order": [
        (39, order_to_1),
        (39, order_to_0),
        (39, order_of_python),
        ("ends at n - 1", order_one_short_and_from_0),
        (39, order_shifted),
        (30, order_ending_early),
        ("output layer is missing", order_without_the_output),
        ("forward pass", order_forward),
        (39, order_forward_of_python),
        (39, order_forward_from_1),
        ("range(2, L)", order_forward_and_short),
        ("step of -1", order_without_a_step),
        (".reverse()", order_reversed_in_place),
        (34, order_typed_in),
        ("returned a set", order_as_a_set),
        ("Only the output layer", order_of_one_layer),
        (39, order_from_past_the_end),
    ],
    "from_input_output": [
        (13, dialect_untouched),
        (39, dialect_from_1),
        ("The inverse undoes", dialect_inverted),
        (39, dialect_from_0),
        (13, dialect_untouched_from_0),
        (13, dialect_untouched_from_1),
        ("reshape", dialect_reshaped),
        ("opposite order", dialect_last_first),
        ("opposite order", dialect_last_first_untouched),
        (38, dialect_1_based),
        (38, dialect_1_based_and_short),
        ("last layer is missing", dialect_without_the_last),
        (30, dialect_without_the_first),
        (32, dialect_in_place),
        ("returned a list", dialect_as_a_list),
        ("turned round", dialect_rotated),
        ("Only layer 2", dialect_first_alone),
    ],
}
