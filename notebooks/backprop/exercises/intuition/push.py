"""`push`: the direction for each output, checked by the measured slope of the loss."""

import numpy as np

from ...derivatives import gradient
from ...network import loss
from ..draws import until
from ..exercise import Exercise, Mistake, Probe


def push_probes(rng):
    def draw(group, a_L, y, what=""):
        return Probe(group, {"a_L": np.array(a_L, dtype=float), "y": np.array(y, dtype=float)}, what)

    def between(y):
        a_L = rng.uniform(0.1, 0.9, len(y))
        a_L[0] = abs(y[0] - min(a_L[0], 1 - a_L[0]))  # nearer to its target than to the other: rounding it shows
        return a_L

    near = rng.integers(-512, 1536, 6) / 1024  # a reached target is reached in single precision, too
    one, another = (
        until(  # the sum's direction is neither the first one's nor the last one's
            lambda pushes: np.sign(pushes.sum()) not in np.sign(pushes[[0, -1]]),
            lambda: rng.uniform(0.1, 1, 6) * rng.permutation([-1, 1, -1, 1, 0, 0]),
        )
        for _ in range(2)
    )
    of_any_size = "targets of any size, some of them reached"
    return [
        *(draw("plain", between(y), y) for y in ([0, 1, 0], [1, 0, 0, 1])),
        draw("general", near, near + one, of_any_size),
        draw("general", near[::-1], near[::-1] + another, of_any_size),
        draw("edge", near[:3], near[:3], "outputs that are right already"),
        draw("edge", near[:1], near[:1] + 1e-3, "one output, nearly right"),
    ]


STAY = "An output that is right already must stay: 0, neither +1 nor -1."
OWN_TARGET = (
    "Raising the right class and lowering the others holds only while outputs lie between 0 and 1: "
    "compare each output with its own target."
)

EXERCISE = Exercise(
    name="push",
    points=1,
    returns="+1, -1 or 0 for each output, shape (n_L,)",
    probes=push_probes,
    truth=lambda a_L, y: -np.sign(gradient(lambda a: loss(a, y), a_L)) + 0.0,
    mistakes=(
        Mistake(
            2, "Opposite: this raises the loss. An output below its target must rise.", lambda a_L, y: np.sign(a_L - y)
        ),
        Mistake(
            2,
            f"Opposite: an output below its target must rise. {STAY}",
            lambda a_L, y: np.where(a_L > y, 1, -1),
            lambda a_L, y: np.where(a_L >= y, 1, -1),
        ),
        Mistake(
            "Sizes were returned; only the direction is asked for: +1, -1 or 0.",
            lambda a_L, y: y - a_L,
            lambda a_L, y: 2 * (y - a_L),
            lambda a_L, y: np.clip(2 * (y - a_L), -1, 1),
            lambda a_L, y: np.tanh(y - a_L),
            lambda a_L, y: np.tanh(100 * (y - a_L)),
            lambda a_L, y: (y - a_L) / np.linalg.norm(y - a_L),
            lambda a_L, y: (y - a_L) / np.abs(y - a_L).max(),
        ),
        Mistake(
            "That is the loss's slope; the push goes the other way, and only its direction is asked for.",
            lambda a_L, y: 2 * (a_L - y),
        ),
        Mistake(
            "That is a difference, the wrong way round; only the direction of the push is asked for: +1, -1 or 0.",
            lambda a_L, y: a_L - y,
        ),
        Mistake(STAY, lambda a_L, y: np.where(a_L < y, 1, -1), lambda a_L, y: np.where(a_L <= y, 1, -1)),
        Mistake(
            f"{STAY} (Here nan came: 0 / 0 gives that, and so does a missing number.)",
            lambda a_L, y: (y - a_L) / np.abs(y - a_L),
        ),
        Mistake(
            "That is one output's direction alone: one for each is asked for. (A `return` inside the loop?)",
            lambda truth: truth[0],
            lambda truth: truth[-1],
            lambda truth: truth[:1],
            lambda truth: np.where(np.arange(len(truth)) == 0, truth, 0),
        ),
        Mistake("One direction for each output, not their sum.", lambda truth: truth.sum()),
        Mistake(38, "The first output is missing: indices begin at 0.", lambda truth: truth[1:]),
        Mistake(38, "The last output is missing: the loop ends one too early.", lambda truth: truth[:-1]),
        Mistake(
            "The difference first, then its sign: the signs of both, subtracted, do not compare them.",
            lambda a_L, y: np.sign(y) - np.sign(a_L),
        ),
        Mistake(
            "An output that is right already has an entry too, 0: there is one for every output.",
            lambda truth: truth[truth != 0],
        ),
        Mistake(
            OWN_TARGET,
            lambda y: np.where(y == 1, 1, -1),
            lambda y: np.where(y > 0.5, 1, -1),
            lambda y: 2 * y - 1,
            lambda y: np.where(np.arange(len(y)) == y.argmax(), 1, -1),
        ),
        Mistake(
            "Compare each output with its own target, not with one number for all.",
            lambda a_L: np.where(a_L < 0.5, 1, -1),
            lambda a_L: np.sign(a_L),
            lambda a_L, y: np.sign(y.mean() - a_L),
            lambda a_L, y: np.sign(y[0] - a_L),
        ),
        Mistake("That is the sign of the target alone: compare the output with it.", lambda y: np.sign(y)),
        Mistake(
            "Some outputs have two entries: the `else` belongs to the second `if` alone, which must be an `elif`.",
            lambda truth: [way for t in truth for way in ((1, 0) if t > 0 else (t,))],
            lambda truth: [way for t in truth for way in ((-1, 0) if t < 0 else (t,))],
        ),
        Mistake(
            "Sizes were returned, and their signs were lost; only the direction is asked for: +1, -1 or 0.",
            lambda a_L, y: np.abs(y - a_L),
        ),
        Mistake("Outputs that must fall get -1, not 0.", lambda a_L, y: np.where(a_L < y, 1, 0)),
        Mistake(f"Outputs that must fall get -1, not 0. {STAY}", lambda a_L, y: np.where(a_L <= y, 1, 0)),
        Mistake(
            "One direction came for all outputs: each is compared with its own target, entry by entry.",
            lambda a_L, y: np.full(len(y), 1 if (a_L < y).all() else -1),
            lambda a_L, y: np.full(len(y), 1 if (a_L < y).any() else -1),
            lambda a_L, y: np.full(len(y), np.sign(y.sum() - a_L.sum())),
        ),
        Mistake(
            "Outputs that must rise get +1, not 0.",
            lambda a_L, y: np.where(a_L > y, -1, 0),
            lambda a_L, y: np.where(a_L < y, 0, -1),
        ),
        Mistake("The signs were lost: an output that must fall gets -1.", lambda truth: np.abs(truth)),
        Mistake(
            "A small difference counts as well: only an output that is right exactly gets 0.",
            lambda a_L, y: np.round(y - a_L),
            lambda a_L, y: np.trunc(y - a_L),
            lambda a_L, y, truth: np.where(np.abs(y - a_L) < 0.01, 0, truth),
        ),
        Mistake(
            "That is the squared error; the direction is asked for: +1, -1 or 0.",
            lambda a_L, y: (a_L - y) ** 2,
            lambda a_L, y: -((a_L - y) ** 2),
        ),
        Mistake("That is a direction for the loss; it is asked for each output.", lambda truth: -np.abs(truth)),
    ),
)
