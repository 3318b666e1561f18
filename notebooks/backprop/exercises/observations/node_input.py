"""`node_input`: one node's weighted sum, checked in exact fractions."""

import numpy as np

from ..draws import apart, until
from ..exact import exact
from ..exercise import Exercise, Mistake, Probe
from ..weighted_sums import weighted_sum_mistakes

ACTIVATED = "That is the node's activation; its input is what goes into the activation function."


def node_input_probes(rng):
    def draw(group, n, what=""):
        w, a, b = until(
            lambda drawn: abs(drawn[0] @ drawn[1] + drawn[2]) > 0.3,
            lambda: (rng.normal(size=n), rng.normal(size=n), float(apart(rng, 0.4, 1.5))),
        )
        side = -np.sign(w @ a + b)  # below 0, where each activation function changes the number
        w, b = side * w, float(side * b)
        return Probe(group, {"w_j": w, "a_prev": a, "b_j": b}, what, hidden={"w": w, "a": a, "b": b})

    return [
        draw("plain", 4),
        draw("plain", 4),
        draw("general", 7, "seven nodes before it"),
        draw("general", 2, "two nodes before it"),
        draw("edge", 1, "one node before it"),
    ]


EXERCISE = Exercise(
    name="node_input",
    points=1,
    returns="one number",
    probes=node_input_probes,
    truth=lambda w_j, a_prev, b_j: exact([*w_j, b_j], [*a_prev, 1]),
    mistakes=(
        *weighted_sum_mistakes(bias="b_j", weight="w_jk", before="nodes", activated=ACTIVATED),
        Mistake("The bias was added twice.", lambda b_j, truth: truth + b_j),
        Mistake("The bias and the activations changed places.", lambda w_j, a_prev, b_j: w_j * b_j + a_prev),
    ),
)
