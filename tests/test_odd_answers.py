"""Right answers in unusual forms count in full; wrong and hostile ones end in a verdict, never in an error."""

from collections import OrderedDict, defaultdict, deque, namedtuple
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest

from .exercises import RIGHT
from .verdicts import judged

SEEDS = range(5)


class Whole(int):
    """A whole number of another class, as an IntEnum's members are."""


class Trap(int):
    """A whole number whose own methods end the process."""

    def __int__(self):
        raise SystemExit

    __index__ = __str__ = __repr__ = __format__ = __int__


class Liar:
    """A thing that claims to be another class, and raises when asked."""

    @property
    def __class__(self):
        raise SystemExit


class Items(dict):
    """A dict whose own methods raise."""

    def items(self):
        raise SystemExit

    keys = values = __iter__ = __len__ = __getitem__ = items


class Things(tuple):
    """A tuple whose own methods raise."""

    def __iter__(self):
        raise SystemExit

    __len__ = __getitem__ = __iter__


class Endless(list):
    """A list that says it is longer than any memory."""

    def __len__(self):
        return 1 << 60


Pair = namedtuple("Pair", "dW db")


def read_only(array):
    array = np.array(array)
    array.flags.writeable = False
    return array


def strided(array):
    return np.repeat(array, 2, axis=0)[::2]


def list_in_itself(_):
    loop = []
    loop.append(loop)
    return loop


ARRAYS = {
    "nested lists": lambda array: np.asarray(array).tolist(),
    "nested tuples": lambda array: tuple(map(tuple, array)),
    "a list of arrays": list,
    "Fortran order": np.asfortranarray,
    "a view with strides": strided,
    "a read-only array": read_only,
    "a matrix": np.matrix,
    "a masked array": np.ma.masked_array,
    "an array of objects": lambda array: np.asarray(array).astype(object),
    "big-endian numbers": lambda array: np.asarray(array).astype(">f8"),
    "long doubles": lambda array: np.asarray(array).astype(np.longdouble),
    "rounded to float32 at the end": lambda array: np.asarray(array).astype(np.float32),
    "fractions": lambda array: [[Fraction(float(v)) for v in row] for row in array],
    "decimals": lambda array: [[Decimal(float(v)) for v in row] for row in array],
    "a list that lies about its length": Endless,
    "lists of 0-d arrays": lambda array: [[np.array(v) for v in row] for row in array],
}

NOT_ARRAYS = {
    "a generator": lambda array: (row for row in array),
    "a map": lambda array: map(list, array),
    "text": str,
    "bytes": lambda array: np.asarray(array).tobytes(),
    "complex numbers": lambda array: np.asarray(array) + 0j,
    "rows of unequal length": lambda array: [list(row)[: i + 1] for i, row in enumerate(array)],
    "a set": lambda array: set(np.ravel(array)),
    "a function": lambda array: lambda: array,
    "an iterator on itself": list_in_itself,
    "far too many numbers": lambda array: np.broadcast_to(0.0, (10**6, 10**6)),
    "a thing that lies about its class": lambda array: Liar(),
    "dates": lambda array: np.zeros(np.shape(array), dtype="datetime64[s]"),
    "a structured array": lambda array: np.zeros(3, dtype=[("a", float)]),
    "an exception": lambda array: ValueError(array),
    "a class": lambda array: np.ndarray,
    "nan": lambda array: np.asarray(array) * np.nan,
    "infinity": lambda array: np.asarray(array) * np.inf,
    "numbers beyond all floats": lambda array: [[10**400 for _ in row] for row in array],
}

DICTS = {
    "ordered dicts": lambda dW, db: (OrderedDict(dW), OrderedDict(db)),
    "dicts with a default": lambda dW, db: (defaultdict(list, dW), defaultdict(list, db)),
    "a list of the two": lambda dW, db: [dW, db],
    "a named tuple": Pair,
    "the other order of keys": lambda dW, db: ({l: dW[l] for l in sorted(dW)}, {l: db[l] for l in sorted(db)}),
    "numpy's whole numbers as keys": lambda dW, db: (
        {np.int64(l): dW[l] for l in dW},
        {np.uint8(l): db[l] for l in db},
    ),
    "whole floats as keys": lambda dW, db: ({float(l): dW[l] for l in dW}, {np.float64(l): db[l] for l in db}),
    "keys of a derived class": lambda dW, db: ({Whole(l): dW[l] for l in dW}, db),
    "keys that are traps": lambda dW, db: ({Trap(l): dW[l] for l in dW}, db),
    "dicts with methods that raise": lambda dW, db: (Items(dW), Items(db)),
    "a tuple with methods that raise": lambda dW, db: Things((dW, db)),
}

NOT_DICTS = {
    "one dict of both": lambda dW, db: {"dW": dW, "db": db},
    "lists": lambda dW, db: (list(dW.values()), list(db.values())),
    "three things": lambda dW, db: (dW, db, None),
    "one thing": lambda dW, db: dW,
    "a generator of two": lambda dW, db: (d for d in (dW, db)),
    "a mapping that is not a dict": lambda dW, db: (MappingProxyType(dW), db),
    "keys in tuples": lambda dW, db: ({(l,): dW[l] for l in dW}, db),
    "a key too many": lambda dW, db: ({**dW, 1: np.zeros(3)}, db),
    "a bool for a key": lambda dW, db: ({**dW, True: np.zeros(3)}, db),
    "a key of half a layer": lambda dW, db: ({**dW, 2.5: np.zeros(3)}, db),
    "nan for a key": lambda dW, db: ({**dW, float("nan"): np.zeros(3)}, db),
    "a liar for a key": lambda dW, db: ({**dW, Liar(): np.zeros(3)}, db),
    "too many keys": lambda dW, db: (dict.fromkeys(range(10**5), 0.0), db),
    "too many numbers in all": lambda dW, db: (dict.fromkeys(range(2, 100), np.broadcast_to(0.0, 10**6)), db),
    "the dicts inside each other": lambda dW, db: ({**dW, 2: dW}, db),
    "text for an entry": lambda dW, db: ({**dW, 2: "0.1"}, db),
    "None for an entry": lambda dW, db: ({**dW, 2: None}, db),
}

NUMBERS = {
    "a 0-d array": np.array,
    "a Python float": float,
    "a fraction": lambda number: Fraction(float(number)),
    "numpy's float": np.float64,
    "numpy's long double": np.longdouble,
    "a 0-d array of objects": lambda number: np.array(float(number), dtype=object),
}

HISTORIES = {
    "a deque": deque,
    "a tuple": tuple,
    "an array": np.array,
    "an array of objects": lambda history: np.array(history, dtype=object),
    "a list of 0-d arrays": lambda history: [np.array(cost) for cost in history],
}


def told(name, change, unpack=False):
    """Return the right function of an exercise with its answer changed to another form."""
    function = RIGHT[name][0]
    if unpack:
        return lambda *arguments: change(*function(*arguments))
    return lambda *arguments: change(function(*arguments))


def cases(table):
    return [pytest.param(change, id=what) for what, change in table.items()]


@pytest.mark.parametrize("change", cases(ARRAYS))
@pytest.mark.parametrize("name", ["weight_gradient", "average_weight_gradient"])
def test_any_form_that_is_an_array_of_numbers_counts(name, change):
    for seed in SEEDS:
        verdict = judged(name, told(name, change), seed)
        assert verdict.state == "right", verdict.findings


@pytest.mark.parametrize("change", cases(NUMBERS))
def test_any_form_that_is_a_number_counts(change):
    for seed in SEEDS:
        verdict = judged("dC_dw", told("dC_dw", change), seed)
        assert verdict.state == "right", verdict.findings


@pytest.mark.parametrize("change", cases(DICTS))
def test_any_form_that_is_two_dicts_by_layer_counts(change):
    for seed in SEEDS:
        verdict = judged("backpropagate", told("backpropagate", change, unpack=True), seed)
        assert verdict.state == "right", verdict.findings


@pytest.mark.parametrize("change", cases(HISTORIES))
def test_any_form_that_is_a_row_of_costs_counts(change):
    verdict = judged("train", told("train", lambda W, b, history: (W, b, change(history)), unpack=True), 0)
    assert verdict.state == "right", verdict.findings


def is_told(verdict):
    """Say whether the verdict is 0 points with one plain sentence, and what came is text."""
    return (
        verdict.points == 0 and verdict.findings and all(f.text for f in verdict.findings) and type(verdict.came) is str
    )


@pytest.mark.parametrize("change", cases(NOT_ARRAYS))
@pytest.mark.parametrize("name", ["weight_gradient", "average_weight_gradient"])
def test_what_is_no_array_of_the_right_shape_is_told_and_scores_nothing(name, change):
    assert is_told(judged(name, told(name, change), 0))


@pytest.mark.parametrize("change", cases(NOT_DICTS))
def test_what_is_not_two_dicts_by_layer_is_told_and_scores_nothing(change):
    assert is_told(judged("backpropagate", told("backpropagate", change, unpack=True), 0))


def test_an_answer_rounded_to_three_decimals_is_not_right_and_the_card_says_why():
    def rounded(*arguments):
        return np.round(RIGHT["weight_gradient"][0](*arguments), 3)

    for seed in SEEDS:
        verdict = judged("weight_gradient", rounded, seed)
        assert verdict.points == 0
        assert "rounded, to 3 decimals" in verdict.findings[-1].text, verdict.findings
