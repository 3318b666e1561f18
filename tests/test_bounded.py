"""Where nothing can interrupt a learner's function, in the browser, the course's own clock does."""

import contextlib
import sys
import time

import pytest

from backprop.calling.bounded import OutOfTime, bounded
from backprop.checking import interruption
from backprop.checking.check import check
from backprop.training import learner

LONG = 30  # seconds: endless for a learner; a test must end


@pytest.fixture
def in_the_browser(monkeypatch):
    """Have what runs here take itself to be in the browser, with little patience."""
    for module in (interruption, learner):
        monkeypatch.setattr(module, "IN_BROWSER", True)
        monkeypatch.setattr(module, "PATIENCE", 0.3)


def test_a_check_stops_an_endless_loop_and_its_card_says_where_it_stood(in_the_browser):
    def total(a):
        end, j = time.monotonic() + LONG, 0
        while j < len(a) and time.monotonic() < end:
            with contextlib.suppress(Exception):
                continue

    start = time.monotonic()
    card = str(check(total))
    assert time.monotonic() - start < LONG / 2
    assert "stopped after some seconds at `" in card and "j = 0" in card and "never ends" in card, card


def test_a_right_function_is_judged_as_ever(in_the_browser):
    def total(a):
        return sum(a[j] for j in range(len(a)))

    points = check(total)
    assert points == 1, str(points)


def test_a_train_that_does_not_end_is_told_by_the_figure(in_the_browser):
    with pytest.raises(learner.CannotTrain, match="takes longer than"), learner.time_limit(0.3):
        endless()


def endless():
    """Run for long."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        pass


def test_what_traced_before_traces_after():
    before = sys.gettrace()
    with bounded(LONG):
        assert sys.gettrace() is not before
    assert sys.gettrace() is before
    with pytest.raises(OutOfTime), bounded(0.1):
        endless()
    assert sys.gettrace() is before
