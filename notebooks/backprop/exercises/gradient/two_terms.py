"""Two mistakes at once on the way back, in two different terms: each pair of the commonest."""

from itertools import combinations

import numpy as np

from ...activations import sigmoid, tanh
from ..exercise import Mistake
from ..messages import SAY
from .altered_tangents import (
    altered,
    each_W,
    g_prime_of,
    made_from_a,
    no_slope,
    partly,
    received_x,
    received_z,
    slope_at,
)

CROSS_ENTROPY = (
    "The way back starts from the derivative of the cross-entropy; this loss is the square of the difference."
)
OTHER = SAY[10]
COMMON = (  # the term, a formula of it, and what a tutor says
    ("dC_da", lambda dC_da: dC_da / 2, SAY[1]),
    ("dC_da", lambda a, L, Y: (1 - Y) / (1 - a[L]) - Y / a[L], CROSS_ENTROPY),
    ("slope", partly(lambda hidden: hidden, "slope", no_slope), SAY[7]),
    ("slope", partly(lambda L: [L], "slope", no_slope), SAY[6]),
    ("slope", slope_at(lambda a: a), SAY[8]),
    ("slope", g_prime_of(lambda l, L: L), OTHER),
    ("slope", g_prime_of(lambda l, L: min(l + 1, L)), OTHER),
    ("slope", made_from_a(sigmoid), OTHER),
    ("slope", made_from_a(tanh), OTHER),
    ("W", each_W(np.transpose), SAY[14]),
    ("W", lambda W: {l: W[max(l - 1, 2)] for l in W}, SAY[18]),
    ("received", received_x, SAY[17]),
    ("received", lambda a: a, SAY[15]),
    ("received", received_z, SAY[16]),
)
TWO_TERMS = tuple(
    Mistake(f"Two mistakes at once: {said} {other_said}", altered(**{term: formula, other: other_formula}))
    for (term, formula, said), (other, other_formula, other_said) in combinations(COMMON, 2)
    if term != other and (said, other_said) != (SAY[1], SAY[6])  # that is the δ of cross-entropy, with a row of its own
)
