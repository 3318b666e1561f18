"""`check` in the learner's own process: whatever the function does, it ends in a card."""

import pickle
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from backprop import check, probe
from backprop.checking import interruption
from backprop.checking.check import NotFullYet, told


def named(name, function):
    """Return the function under an exercise's name."""
    function.__name__ = name
    return function


class Hostile:
    """A value every one of whose methods raises."""

    def __getattribute__(self, name):
        raise ZeroDivisionError(name)

    def __repr__(self):
        raise ValueError

    def __len__(self):
        raise SystemExit

    def __array__(self, *arguments, **keywords):
        raise SystemExit


class LyingName(type):
    """A metaclass whose classes raise when asked for their name."""

    @property
    def __name__(cls):
        raise SystemExit


class Nameless(metaclass=LyingName):
    pass


class HostileError(Exception):
    def __str__(self):
        raise SystemExit


class HostileArray(np.ndarray):
    def __array_ufunc__(self, *arguments, **keywords):
        raise SystemExit

    def __array_finalize__(self, parent):
        if type(parent) is HostileArray:
            raise SystemExit


class Key:
    """A dict key whose comparison raises once it is in place."""

    armed = False

    def __hash__(self):
        return 2

    def __eq__(self, other):
        if Key.armed:
            raise SystemExit
        return False


def deep():
    return deep()


def flood():
    while True:
        print("x" * 1000)


def flood_stderr():
    while True:
        sys.stderr.write("x" * 1000)


def holding_itself():
    values = []
    values.append(values)
    return values


def raising(error):
    def function(*arguments):
        raise error

    return function


def poisoned_forward(W, b, g, x):
    Key.armed = False
    del W[3]
    W[Key()] = Hostile()
    g[2] = Hostile()
    Key.armed = True
    return x


RETURNS = {
    "none": lambda: None,
    "text": lambda: "0.5",
    "bytes": lambda: b"0.5",
    "complex": lambda: 1j,
    "nan": lambda: float("nan"),
    "infinity": lambda: np.inf,
    "a class": lambda: Hostile,
    "a hostile value": Hostile,
    "a value without a class name": Nameless,
    "a list of hostile values": lambda: [Hostile()],
    "a hostile array": lambda: np.zeros(3).view(HostileArray),
    "an object array": lambda: np.array([None, {}]),
    "a list that holds itself": holding_itself,
    "a ragged list": lambda: [[1], [1, 2]],
    "a generator": lambda: (i for i in range(3)),
    "a huge array": lambda: np.zeros(30_000_000),
    "a wrong shape": lambda: np.zeros((4, 1)),
    "a structured array": lambda: np.zeros(3, dtype=[("a", float)]),
    "dates": lambda: np.array(["2020-01-01"], dtype="datetime64[D]"),
    "an empty array": lambda: [],
    "endless output": flood,
    "endless errors": flood_stderr,
    "endless recursion": deep,
}
EXCEPTIONS = [
    ValueError("x"),
    SystemExit(0),
    GeneratorExit(),
    HostileError(),
    StopIteration(),
    MemoryError(),
    Warning(),
]


@pytest.mark.parametrize("what", RETURNS)
@pytest.mark.parametrize("name", ["weighted_sum", "forward", "average_gradient"])
def test_whatever_is_returned_gives_a_card(name, what):
    points = check(named(name, lambda *arguments: RETURNS[what]()))
    assert points == 0 and float(repr(points)) == 0
    assert "not right yet" in str(points) and "not right yet" in points._repr_html_()


@pytest.mark.parametrize("error", EXCEPTIONS, ids=lambda e: type(e).__name__)
def test_whatever_is_raised_gives_a_card_that_names_it(error):
    points = check(named("slope", raising(error)))
    assert points == 0 and type(error).__name__ in str(points)


def test_a_poisoned_argument_gives_a_card():
    points = check(named("forward", poisoned_forward))
    assert points == 0 and "changed its input" in str(points)


def test_a_callable_object_that_refuses_every_attribute_is_checked_under_the_notebooks_name():
    class Refusing:
        def __call__(self, a_L, y):
            return np.sign(y - a_L)

        def __getattribute__(self, name):
            raise ZeroDivisionError(name)

    notebook = {"check": check, "push": Refusing()}
    assert eval("check(push)", notebook) == 1


def test_a_lambda_is_checked_under_the_notebooks_name():
    notebook = {"check": check, "weighted_sum": lambda w, a, b: w @ a + b}
    assert eval("check(weighted_sum)", notebook) == 1


def test_a_wrong_number_of_arguments_is_said():
    assert "takes 2 positional arguments but 3 were given" in str(check(named("weighted_sum", lambda w, a: 0)))


def test_output_of_the_function_does_not_reach_the_notebook(capfd):
    def weighted_sum(w, a, b):
        print("to stdout")
        sys.stderr.write("to stderr")
        np.log(-1)
        return w @ a + b

    assert check(weighted_sum) == 1
    assert capfd.readouterr() == ("", "")


def test_an_untouched_stub_is_neutral():
    points = check(named("update", raising(NotImplementedError())))
    assert points == 0 and "not attempted" in str(points) and "✗" not in str(points)


def interrupting(seconds, function):
    """Check ``function`` and interrupt it after so many ``seconds``, as the notebook's ■ does; return its `Points`."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a program in the background ignores it
    try:
        threading.Timer(seconds, signal.raise_signal, [signal.SIGINT]).start()
        return check(function)
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_endless_loop_that_is_interrupted_gives_a_card_with_the_line_and_the_numbers():
    def total(a):
        end, j, s = time.monotonic() + 30, 0, 0.0  # endless for a learner; a test must end
        while j < len(a) and time.monotonic() < end:
            s = s + a[j] * 0 + 2

    points = interrupting(0.5, total)
    assert points == 0
    assert "stopped by you at `" in str(points) and "j = 0" in str(points) and ", s = " in str(points), str(points)


def test_what_was_seen_before_the_loop_that_did_not_end_is_said():
    calls = []

    def push(a_L, y):
        calls.append(1)
        if len(calls) < 5:
            return a_L - y
        end = time.monotonic() + 30
        while time.monotonic() < end:
            time.sleep(0.01)

    assert "sign" in str(interrupting(0.5, push)).lower()


def test_a_check_that_runs_long_says_how_to_stop_it(capsys):
    with interruption.saying_how_to_stop(0.05):
        time.sleep(0.5)
    with interruption.saying_how_to_stop(60):
        pass
    assert capsys.readouterr().out == interruption.STILL + "\n"


def test_points_are_a_float_whose_repr_is_the_number_alone():
    points = check(named("push", lambda a_L, y: np.where(a_L < y, 1, -1)))
    assert isinstance(points, float) and repr(points) == repr(float(points))
    assert points > 0 or points == 0
    assert str(pickle.loads(pickle.dumps(points))) == str(points)


def test_a_partly_right_function_earns_a_part():
    def update(w, dC_dw, eta):
        w -= eta * dC_dw
        return w

    assert check(update) == pytest.approx(1.6)


def test_the_cards_html_escapes_what_the_function_brought():
    points = check(named("slope", raising(ValueError("<script>alert(1)</script>"))))
    assert "<script>" not in points._repr_html_() and "&lt;script&gt;" in points._repr_html_()


def test_the_cards_numbers_can_be_loaded_and_looked_at():
    points = check(named("weighted_sum", lambda w, a, b: w @ a))
    assert 'probe("weighted_sum", 1)' in str(points)
    w, a, _ = probe("weighted_sum", 1).values()
    assert str(w @ a)[:10] in str(points)


def test_only_the_first_card_explains_probe_and_the_star():
    told.clear()
    first, second = (str(check(named("weighted_sum", lambda w, a, b: w @ a))) for _ in range(2))
    assert "`probe` returns" in first and "`*`" in first and "`probe` returns" not in second


def test_a_card_says_what_share_each_group_has():
    def slope(C, w, h=1e-5):
        return (C(w + 1e-5) - C(w - 1e-5)) / 2e-5

    assert "✓ the plain case (40 %) · ✗ the general case (40 %) · ✗ edge cases" in str(check(slope))
    assert "Without the plain case none counts." in str(check(named("slope", lambda C, w, h=1e-5: 0.5)))


RETURNED = [((3, 5), "(3, 5)"), (29, "29"), ([4, 3, 2], "[4, 3, 2]"), ([[1.5, 2.0]], "[[1.5, 2.0]]"), ((1,), "(1,)")]
RETURNED += [({2: (5, 4), 3: (3, 5)}, "{2: (5, 4), 3: (3, 5)}"), ({"w1": 1 / 3, "b1": 0}, "{'w1': 0.333333, 'b1': 0}")]
RETURNED += [(np.array([3, 5]), "[3 5]"), (np.array([0.5, 2]), "[0.5 2. ]"), (np.int64(3), "3"), (0.1, "0.1")]


@pytest.mark.parametrize(("value", "written"), RETURNED, ids=[written for _, written in RETURNED])
def test_what_came_out_is_shown_as_it_was_returned(value, written):
    name = "weight_shapes" if isinstance(value, dict) else "weight_vector"
    assert f"Came out:\n    {written}\n" in str(check(named(name, lambda *arguments: value)))


def test_a_formula_is_shown_as_it_was_returned():
    assert "Came out:\n    w**2\n" in str(check(named("symbolic_chain_rule", lambda C, a, z, w: w**2)))


def test_how_the_notebook_prints_arrays_does_not_stop_a_check():
    with np.printoptions(formatter={"float": "{:q}".format}):
        assert "Came out" in str(check(named("weight_vector", lambda W, l, j: W[l][:, 0])))


@pytest.mark.parametrize(("call", "words"), [(("nothing",), "no exercise"), (("push", 99), "probes 1 to")])
def test_probe_names_what_there_is(call, words):
    with pytest.raises(ValueError, match=words):
        probe(*call)


def test_check_says_what_it_takes():
    with pytest.raises(ValueError, match="weighted_sum"):
        check(lambda: 0)
    with pytest.raises(TypeError, match="given a float"):
        check(3.0)


def test_validate_is_told_the_card_when_a_check_is_not_full(monkeypatch):
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    with pytest.raises(NotFullYet) as caught:
        check(named("weighted_sum", lambda w, a, b: w @ a))
    assert "bias is missing" in caught.value._render_traceback_()[0]
    assert check(named("weighted_sum", lambda w, a, b: w @ a + b)) == 1


def test_check_is_the_function_whatever_was_imported_before():
    code = "import backprop.checking.check, backprop.widgets\nfrom backprop import check\nprint(check.__name__)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "check\n"


def test_importing_the_package_loads_neither_sympy_nor_matplotlib():
    code = "import sys, backprop.checking.check\nprint([m for m in ('sympy', 'matplotlib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
