"""`push`: the direction for each output, checked by the measured slope of the loss."""

import numpy as np

from ...derivatives import gradient
from ...network import squared_error
from ..exercise import Exercise, Mistake, Probe


def push_probes(rng):
    def draw(group, a_L, y, what=""):
        return Probe(group, {"a_L": np.array(a_L, dtype=float), "y": np.array(y, dtype=float)}, what)

    def between(n):
        return rng.uniform(0.1, 0.9, n)

    near = rng.uniform(-0.5, 1.5, 6)
    side = rng.permutation([-1, 1, -1, 1, 0, 0])
    return [
        draw("plain", between(3), [0, 1, 0]),
        draw("plain", between(4), [1, 0, 0, 1]),
        draw("general", near, near + rng.uniform(0.1, 1, 6) * side, "targets of any size, some of them reached"),
        draw(
            "general",
            near[::-1],
            near[::-1] - rng.uniform(0.1, 1, 6) * side,
            "targets of any size, some of them reached",
        ),
        draw("edge", near[:3], near[:3], "outputs that are right already"),
        draw("edge", near[:1], near[:1] + 1e-3, "one output, nearly right"),
    ]


def squared_errors(p, t):
    """Return (a_j - y_j)² for each output."""
    return np.array([squared_error([a], [y]) for a, y in zip(p["a_L"], p["y"], strict=True)])


SIZES = "Sizes were returned; only the direction is asked for: +1, -1 or 0."
STAY = "An output that is right already must stay: 0, neither +1 nor -1."
OWN_TARGET = (
    "Raising the right class and lowering the others holds only while outputs lie between 0 and 1: "
    "compare each output with its own target."
)

push = Exercise(
    name="push",
    lesson="01_intuition",
    points=1,
    returns="+1, -1 or 0 for each output, shape (n_L,)",
    probes=push_probes,
    truth=lambda p: -np.sign(gradient(lambda a: squared_error(a, p["y"]), p["a_L"])) + 0.0,
    mistakes=(
        Mistake(2, "Opposite: this raises the loss. An output below its target must rise.", lambda p, t: -t),
        *(
            Mistake(2, f"Opposite: an output below its target must rise. {STAY}", f)
            for f in (
                lambda p, t: np.where(p["a_L"] > p["y"], 1, -1),
                lambda p, t: np.where(p["a_L"] >= p["y"], 1, -1),
            )
        ),
        *(
            Mistake(0, SIZES, f)
            for f in (
                lambda p, t: p["y"] - p["a_L"],
                lambda p, t: 2 * (p["y"] - p["a_L"]),
                lambda p, t: np.clip(2 * (p["y"] - p["a_L"]), -1, 1),
            )
        ),
        Mistake(
            0,
            "That is the loss's slope; the push goes the other way, and only its direction is asked for.",
            lambda p, t: 2 * (p["a_L"] - p["y"]),
        ),
        Mistake(
            0,
            "That is a difference, the wrong way round; only the direction of the push is asked for: +1, -1 or 0.",
            lambda p, t: p["a_L"] - p["y"],
        ),
        Mistake(0, STAY, lambda p, t: np.where(p["a_L"] < p["y"], 1, -1)),
        Mistake(0, STAY, lambda p, t: np.where(p["a_L"] <= p["y"], 1, -1)),
        Mistake(0, f"{STAY} (A quotient 0 / 0 is nan.)", lambda p, t: t / np.abs(t)),
        Mistake(
            0,
            "An output that is right already has an entry too, 0: there is one for every output.",
            lambda p, t: t[t != 0],
        ),
        *(
            Mistake(0, OWN_TARGET, f)
            for f in (
                lambda p, t: np.where(p["y"] == 1, 1, -1),
                lambda p, t: np.where(p["y"] > 0.5, 1, -1),
                lambda p, t: np.sign(p["y"] - 0.5),
                lambda p, t: 2 * p["y"] - 1,
                lambda p, t: np.where(np.arange(len(p["y"])) == p["y"].argmax(), 1, -1),
            )
        ),
        *(
            Mistake(0, "Compare each output with its own target, not with one number for all.", f)
            for f in (
                lambda p, t: np.where(p["a_L"] < 0.5, 1, -1),
                lambda p, t: np.sign(0.5 - p["a_L"]),
                lambda p, t: np.sign(p["a_L"]),
            )
        ),
        Mistake(0, "Outputs that must fall get -1, not 0.", lambda p, t: np.where(p["a_L"] < p["y"], 1, 0)),
        Mistake(0, "Outputs that must rise get +1, not 0.", lambda p, t: np.where(p["a_L"] > p["y"], -1, 0)),
        Mistake(0, "The signs were lost: an output that must fall gets -1.", lambda p, t: np.abs(t)),
        *(
            Mistake(0, "A small difference counts as well: only an output that is right exactly gets 0.", f)
            for f in (
                lambda p, t: np.round(p["y"] - p["a_L"]),
                lambda p, t: np.trunc(p["y"] - p["a_L"]),
                lambda p, t: np.where(np.abs(p["y"] - p["a_L"]) < 0.01, 0, t),
            )
        ),
        Mistake(0, "That is the squared error; the direction is asked for: +1, -1 or 0.", squared_errors),
        Mistake(0, "That is a direction for the loss; it is asked for each output.", lambda p, t: -np.abs(t)),
    ),
)
