"""backward_order(L): the layers in the order of backprop."""

from ..exercise import EXACT, Exercise, Mistake, Probe
from ..messages import SAY


def probes(rng):
    few, more, many = rng.choice([4, 5]), rng.choice([6, 7]), rng.integers(8, 15)
    return [
        Probe("plain", {"L": int(few)}),
        Probe("plain", {"L": int(more)}),
        Probe("general", {"L": int(many)}, "many layers"),
        Probe("general", {"L": 3}, "three layers"),
        Probe("edge", {"L": 2}, "two layers"),
    ]


def span(first, last):
    """Return the whole numbers from ``first`` to ``last``, both included, up or down."""
    step = 1 if first <= last else -1
    return list(range(first, last + step, step))


def always_from(L):
    """Return the formula of the walk from layer ``L``, whatever was asked."""
    return lambda: span(L, 2)


FORWARD = "This is the order of the forward pass; backprop begins at the output layer L."
EXERCISE = Exercise(
    name="backward_order",
    points=1,
    returns="a list of layer numbers",
    tolerance=EXACT,
    probes=probes,
    truth=lambda L: span(L, 2),
    mistakes=(
        Mistake(39, lambda L: span(L, 1), lambda L: span(L, 0), lambda L: span(L - 1, 1), lambda L: span(L - 1, 0)),
        Mistake(
            39, f"{SAY[39]} (`range(n)` ends at n - 1, and begins at 0.)", lambda L: span(L - 2, 0) if L > 1 else []
        ),
        Mistake(30, lambda truth: truth[:-1]),
        Mistake(
            "The output layer is missing: its weights get a gradient too, and get it first.",
            lambda truth: truth[1:],
        ),
        Mistake(FORWARD, lambda truth: truth[::-1]),
        Mistake(
            39,
            f"{FORWARD} {SAY[39]}",
            lambda L: span(1, L),
            lambda L: span(0, L),
            lambda L: span(0, L - 1),
            lambda L: span(1, L - 1),
        ),
        Mistake(f"{FORWARD} And L itself is missing: `range(2, L)` stops before L.", lambda truth: truth[:0:-1]),
        Mistake(
            39,
            f"{SAY[39]} (Here they begin at L + 1.)",
            lambda L, truth: [L + 1, *truth],
            lambda L, truth: [L + 1, *truth[:-1]],
        ),
        Mistake(
            "Only the output layer came out: the walk goes on to layer 2.",
            lambda truth: truth[:1],
            lambda truth: truth[0],
        ),
        Mistake("Only the last layer of the walk is left: collect all of them.", lambda truth: truth[-1:]),
        Mistake(
            "All layers between are missing: the walk visits every one of them.", lambda truth: [truth[0], truth[-1]]
        ),
        Mistake(
            39,
            f"{SAY[39]} Here they are negative.",
            lambda truth: [-l for l in truth],
            lambda truth: [1 - l for l in truth[::-1]],
        ),
        Mistake("Every second layer is missing: the step is -1.", lambda truth: truth[::2]),
        Mistake("A list inside a list came out; one plain list is asked for.", lambda truth: [truth]),
        Mistake(
            "The list is empty: `range` counts down only with a third argument, a step of -1.",
            lambda: [],
        ),
        Mistake(
            "It returned None. Either a `return` is missing, or it returns what `.reverse()` returns: that turns a "
            "list round in place and gives back nothing.",
            lambda: None,
        ),
        Mistake(34, *map(always_from, range(3, 15))),
    ),
)
