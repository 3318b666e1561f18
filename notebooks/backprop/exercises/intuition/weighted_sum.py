"""`weighted_sum`: one node's input, checked in exact fractions."""

import numpy as np

from ..draws import until
from ..exact import exact
from ..exercise import Exercise, Probe
from ..weighted_sums import weighted_sum_mistakes

ACTIVATED = "That is the node's activation; the sum z, before the activation function, is asked for."


def weighted_sum_probes(rng):
    def draw(group, n, what=""):
        w, a, b = until(
            lambda drawn: abs(drawn[0] @ drawn[1] + drawn[2]) > 0.3,
            lambda: (rng.normal(size=n), rng.normal(size=n), float(rng.uniform(0.5, 2))),
        )
        side = -np.sign(w @ a + b)  # below 0, where a lost sign and each activation function change the number
        return Probe(group, {"w": side * w, "a": a, "b": float(side * b)}, what)

    return [
        draw("plain", 4),
        draw("plain", 4),
        draw("general", 7, "seven inputs"),
        draw("general", 2, "two inputs"),
        draw("edge", 1, "a single input"),
    ]


EXERCISE = Exercise(
    name="weighted_sum",
    points=1,
    returns="one number",
    probes=weighted_sum_probes,
    truth=lambda w, a, b: exact([*w, b], [*a, 1]),
    mistakes=weighted_sum_mistakes(bias="b", weight="w_k", before="inputs", activated=ACTIVATED),
)
