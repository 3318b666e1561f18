"""`node_loss_of_weights`: the loss of a node as a composition, checked by the course's own functions."""

import numpy as np

from ...activations import relu, sigmoid, tanh
from ...network import loss
from ..draws import apart, until
from ..exact import exact
from ..exercise import Exercise, Mistake, Probe
from .loss_sentences import HALVED, NEGATIVE


def node_loss_of_weights_probes(rng):
    def draw(group, n, g, what="", z=None):
        w_j, a_prev = rng.normal(size=n), rng.normal(size=n)
        b_j = float(apart(rng, 0.4, 1.2))
        reach = w_j @ a_prev + b_j  # steered to a z of moderate size, away from ReLU's corner
        z = apart(rng, 0.3, 1.5) if z is None else z
        w_j = w_j + (z - reach) * a_prev / (a_prev @ a_prev)
        z_j = exact([*w_j, b_j], [*a_prev, 1])
        y_j = until(lambda y_j: abs(g(z_j) - y_j) > 0.05, lambda: float(rng.uniform(0.2, 0.8)))
        arguments = {"w_j": w_j, "b_j": b_j, "a_prev": a_prev, "y_j": y_j, "g": g}
        return Probe(group, arguments, what, {"z_j": z_j, "a_j": g(z_j)})

    return [  # the first output is always above its target, the last below it, with its z below 0
        draw("plain", 4, tanh, "g = tanh", rng.uniform(1.2, 1.5)),
        draw("plain", 4, sigmoid, "g = sigmoid"),
        draw("general", 6, sigmoid, "six nodes before it"),
        draw("general", 3, relu, "g = relu"),
        draw("general", 3, np.sin, "g = sin"),
        draw("edge", 1, tanh, "one node before it", rng.uniform(-1.5, -0.3)),
    ]


EXERCISE = Exercise(
    name="node_loss_of_weights",
    points=1,
    returns="one number, the loss of the node",
    probes=node_loss_of_weights_probes,
    truth=lambda a_j, y_j: loss([a_j], [y_j]),
    mistakes=(
        Mistake(
            "g is missing: the loss is taken of the activation, not of the input z_j.",
            lambda z_j, y_j: (z_j - y_j) ** 2,
        ),
        Mistake("The bias is missing in z_j.", lambda w_j, a_prev, y_j, g: (g(w_j @ a_prev) - y_j) ** 2),
        Mistake(
            "The bias belongs inside: it is part of z_j, which g is applied to.",
            lambda w_j, b_j, a_prev, y_j, g: (g(w_j @ a_prev) + b_j - y_j) ** 2,
        ),
        Mistake(
            "The bias was subtracted: add it.", lambda w_j, b_j, a_prev, y_j, g: (g(w_j @ a_prev - b_j) - y_j) ** 2
        ),
        Mistake(
            "g was applied to each term; it takes their sum, z_j.",
            lambda w_j, b_j, a_prev, y_j, g: (g(w_j * a_prev + b_j).sum() - y_j) ** 2,
            lambda w_j, b_j, a_prev, y_j, g: (g(w_j * a_prev).sum() + b_j - y_j) ** 2,
            lambda w_j, b_j, a_prev, y_j, g: ((g(w_j * a_prev + b_j) - y_j) ** 2).sum(),
        ),
        Mistake(
            "The sum is missing: there is one loss for each term, and the node has one input.",
            lambda w_j, b_j, a_prev, y_j, g: (g(w_j * a_prev + b_j) - y_j) ** 2,
        ),
        Mistake("That is a_j: the outermost function, the loss, is still to come.", lambda a_j: a_j),
        Mistake("That is z_j: the activation and the loss are still to come.", lambda z_j: z_j),
        Mistake("The square is missing.", lambda a_j, y_j: a_j - y_j, lambda a_j, y_j: y_j - a_j),
        Mistake("The difference is squared, not made positive.", lambda a_j, y_j: abs(a_j - y_j)),
        Mistake(42, HALVED, lambda truth: truth / 2),
        Mistake("Subtract first, square then.", lambda a_j, y_j: a_j**2 - y_j**2),
        Mistake(
            "The order is turned round: z_j first, g of it, the loss of that.",
            lambda z_j, y_j, g: g((z_j - y_j) ** 2),
        ),
        Mistake(
            "y_j was inside g: the difference is taken after the activation.", lambda z_j, y_j, g: g(z_j - y_j) ** 2
        ),
        Mistake("Neither g nor the bias is there.", lambda w_j, a_prev, y_j: (w_j @ a_prev - y_j) ** 2),
        Mistake(
            "g was applied to y_j too: y_j is the desired activation as it is.",
            lambda a_j, y_j, g: (a_j - g(y_j)) ** 2,
        ),
        Mistake(
            "a_prev holds activations already: g is applied to z_j, not to them.",
            lambda w_j, b_j, a_prev, y_j, g: (w_j @ g(a_prev) + b_j - y_j) ** 2,
            lambda w_j, b_j, a_prev, y_j, g: (g(w_j @ g(a_prev) + b_j) - y_j) ** 2,
        ),
        Mistake(
            "g was applied to the weights: it takes z_j, the sum that they make.",
            lambda w_j, b_j, a_prev, y_j, g: (g(w_j) @ a_prev + b_j - y_j) ** 2,
        ),
        Mistake("Only y_j was squared: brackets round the difference.", lambda a_j, y_j: a_j - y_j**2),
        Mistake("y_j was added: the loss squares the difference.", lambda a_j, y_j: (a_j + y_j) ** 2),
        Mistake(
            "The bias was added twice.",
            lambda a_j, b_j, y_j: (a_j + b_j - y_j) ** 2,
            lambda z_j, b_j, y_j, g: (g(z_j + b_j) - y_j) ** 2,
        ),
        Mistake(
            "The bias multiplies the sum; it is added.",
            lambda w_j, b_j, a_prev, y_j, g: (g(w_j @ a_prev * b_j) - y_j) ** 2,
        ),
        Mistake(
            "The bias and the activations changed places in z_j.",
            lambda w_j, b_j, a_prev, y_j, g: (g(w_j * b_j + a_prev) - y_j) ** 2,
            lambda w_j, b_j, a_prev, y_j, g: (g((w_j * b_j).sum() + a_prev) - y_j) ** 2,
            lambda w_j, b_j, a_prev, y_j, g: (g(b_j * a_prev + w_j) - y_j) ** 2,
            lambda w_j, b_j, a_prev, y_j, g: (g((b_j * a_prev).sum() + w_j) - y_j) ** 2,
        ),
        Mistake(
            "g belongs to z_j, and was applied to the target: y_j is compared as it is.",
            lambda z_j, y_j, g: (z_j - g(y_j)) ** 2,
        ),
        Mistake(NEGATIVE, lambda truth: -truth),
        Mistake("g was applied twice.", lambda a_j, y_j, g: (g(a_j) - y_j) ** 2),
        Mistake(
            10,
            "It must use the g that it is given, whichever that is.",
            lambda z_j, y_j: (sigmoid(z_j) - y_j) ** 2,
            lambda z_j, y_j: (tanh(z_j) - y_j) ** 2,
            lambda z_j, y_j: (relu(z_j) - y_j) ** 2,
        ),
        Mistake("That is the slope of the loss; the loss itself is asked for.", lambda a_j, y_j: 2 * (a_j - y_j)),
    ),
)
