"""Right answers, wrapped otherwise than was asked for: for each function what is made of its right ``answer``."""

NUMBER = {"a list of its own": "[answer]", "a table of its own": "[[answer]]"}
ROW = {"a column": "np.asarray(answer)[:, None]", "a row in a table": "[answer]"}
TABLE = {"one axis too many": "[answer]", "an axis behind": "np.asarray(answer)[..., None]"}
LAYERS = {
    "keys from 0": "{l - 2: value for l, value in answer.items()}",
    "keys from 1": "{l - 1: value for l, value in answer.items()}",
    "keys as text": "{str(l): value for l, value in answer.items()}",
}
BOTH = {words: f"tuple({change.replace('answer', 'd')} for d in answer)" for words, change in LAYERS.items()}

WRAPPINGS = {
    **dict.fromkeys(("weighted_sum", "slope", "weight", "total", "count_parameters", "node_loss", "loss"), NUMBER),
    **dict.fromkeys(("node_input", "node_loss_of_weights", "chain_rule", "dC_dw"), NUMBER),
    **dict.fromkeys(("forward", "push", "weight_vector", "layer_input", "dC_da", "bias_gradient", "dC_da_prev"), ROW),
    "backward_order": ROW,
    **dict.fromkeys(("update", "average_gradient", "sigmoid", "sigmoid_prime", "tanh_prime"), TABLE),
    **dict.fromkeys(("weight_gradient", "average_weight_gradient"), TABLE | {"one long row": "np.ravel(answer)"}),
    **dict.fromkeys(("weight_shapes", "from_input_output"), LAYERS),
    "backpropagate": {
        "db first": "answer[::-1]",
        "db first, keys from 0": "tuple({l - 2: value for l, value in d.items()} for d in answer[::-1])",
        "db in columns": "(answer[0], {l: np.asarray(value)[:, None] for l, value in answer[1].items()})",
        **BOTH,
    },
    "tanh_chain_gradients": {
        "other keys": "{f'dL_d{name}': value for name, value in answer.items()}",
        "lists of one": "{name: [value] for name, value in answer.items()}",
    },
    "train": {
        "b first": "(answer[1], answer[0], answer[2])",
        "the last entry missing": "(*answer[:2], answer[2][:-1])",
        "the first entry missing": "(*answer[:2], answer[2][1:])",
        "half of the cost": "(*answer[:2], np.asarray(answer[2]) / 2)",
        "the history in a column": "(*answer[:2], np.asarray(answer[2])[:, None])",
        "keys from 0": "(*({l - 2: value for l, value in d.items()} for d in answer[:2]), answer[2])",
    },
}

SEVERAL = {
    "the answer and its opposite": "[answer, -np.asarray(answer)]",
    "the answer twice, over the half of it": "np.stack([answer, answer, np.asarray(answer) / 2])",
    "a wrong answer in a column": "-np.asarray(answer)[..., None]",
    "a wrong answer in a list": "[1.01 * np.asarray(answer)]",
    "the entries in another order": "np.asarray(answer)[::-1] if np.size(answer) > 1 else 2 * np.asarray(answer)",
}
SEVERAL_LAYERS = {
    "both kinds of keys": "tuple({**d, **{l - 2: value for l, value in d.items()}} for d in answer)",
    "both orders": "(*answer, *answer[::-1])",
    "right keys, each with another layer's numbers": (
        "tuple(dict(zip(d, reversed(list(d.values())))) if len(d) > 1 else {2: 0 * d[2]} for d in answer)"
    ),
    "keys from 0, backwards": "tuple({max(d) - l: value for l, value in d.items()} for d in answer)",
    "one dict twice": "(answer[0], answer[0])",
    "the biases missing": "(answer[0], {})",
    "a wrong dict first": "(answer[1], {l: -value for l, value in answer[0].items()})",
}
NO_GAIN = {
    **dict.fromkeys(("dC_da", "bias_gradient", "dC_da_prev", "weight_gradient", "update", "forward"), SEVERAL),
    "backpropagate": SEVERAL_LAYERS,
    "train": {
        "uphill, beside a right history": "({l: 2 * w for l, w in answer[0].items()}, *answer[1:])",
        "W twice": "(answer[0], answer[0], answer[2])",
    },
}


def written(name, change, solution):
    """Return the source of a cell that defines ``solution``, then the function ``name`` that changes its answer."""
    return f"""\
{solution}

right_{name} = {name}


def {name}(*arguments):
    answer = right_{name}(*arguments)
    return {change}
"""
