"""The cards in a real Jupyter kernel: what is not attempted, loops that are stopped, what is explained."""

import os
import threading
import time
from html import unescape
from re import sub

import pytest
from jupyter_client.manager import start_new_kernel

import backprop

pytestmark = pytest.mark.usefixtures("kernel")

SETUP = """
import numpy as np
from backprop import batch, check, net, probe, sample
x, y = sample
W, b, g = net.W, net.b, net.g
z, a = net.forward(x)
def dC_da(a_L, y):
    # YOUR CODE HERE
    raise NotImplementedError()
"""


@pytest.fixture(scope="module")
def kernel():
    """Return a function that runs cells in a kernel in which the lesson's cells have run; it returns the last card."""
    path = os.path.dirname(os.path.dirname(backprop.__file__))
    manager, client = start_new_kernel(
        kernel_name="python3",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([path, os.environ.get("PYTHONPATH", "")])},
    )

    def card(*cells, interrupt_after=None, setup=SETUP):
        heard = []

        def hear(message):
            content, cell = message["content"], message["parent_header"].get("msg_id")
            if message["msg_type"] == "execute_result":
                heard.append(("card", cell, sub("<.?code>", "`", content["data"]["text/html"])))
            elif message["msg_type"] == "stream":
                heard.append(("printed", cell, content["text"]))
            elif message["msg_type"] == "error":
                heard.append(("error", cell, content["ename"]))

        for cell in ("%reset -f in\n" + setup, *cells):
            heard.clear()
            stop = threading.Timer(interrupt_after or 0, manager.interrupt_kernel)
            if interrupt_after and cell is cells[-1]:
                stop.start()
            client.execute_interactive(cell, timeout=60, output_hook=hear, stop_on_error=False, allow_stdin=False)
            stop.cancel()
        return heard

    yield card
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def text(heard):
    """Return the card among what was heard, in one line."""
    return " ".join(unescape(sub("<[^>]*>", " ", next(said for kind, _, said in heard if kind == "card"))).split())


CELLS = [  # the cells that the learner runs, what the card says, what it does not say
    ([], "○ dC_da: not attempted, 0 of ", "✗"),
    (["def dC_da(a_L, y):\n    return 2 * (a_L - y"], "stopped with a SyntaxError: '(' was never closed", "attempted"),
    (["def dC_da(a_L, y):\n    return a_L - y", "def dC_da(a_L, y)\n    return 2"], "as it was before", "attempted"),
    (
        ["def dC_da(a_L, y):\n    return 2 * (a_L - y\n", "def dC_da(a_L, y):\n    return a_L - y"],
        "Exactly half everywhere",
        "SyntaxError",
    ),
    (
        ["def dC_da(a_L, y)\n    return 2\n", "%%time\ndef dC_da(a_L, y):\n    return a_L - y"],
        "Exactly half everywhere",
        "SyntaxError",
    ),
    (["def dC_da(a_L, y):\n    d = a_L - y\n    raise NotImplementedError()"], "still stands in it", "attempted"),
    (
        ["def half(v):\n    raise NotImplementedError()\ndef dC_da(a_L, y):\n    return half(a_L - y)"],
        "It calls a function that is not written yet. Write that one first. Tried:",
        "attempted",
    ),
    (["def dC_da(a_L, y):\n    return 2 * (a[4] - y)"], "It reads `a`, which is not among its arguments", "one shape"),
    (["def dC_da(a_L, t):\n    return net.W[4] @ a_L"], "It reads `net`, which is not among its", "columns"),
    (["def dC_da(a_L, y):\n    print(2 * (a_L - y))"], "only `return` hands it back", "attempted"),
    (["def dC_da(a_L, y):\n    return a_L - y"], "✗ the plain case (40 %) · ✗ the general case (40 %)", "attempted"),
]


@pytest.mark.parametrize(("cells", "said", "unsaid"), CELLS, ids=[said for _, said, _ in CELLS])
def test_a_card_says_what_became_of_the_cell(kernel, cells, said, unsaid):
    card = text(kernel(*cells, "check(dC_da)"))
    assert said in card and unsaid not in card, card


def test_the_first_card_explains_probe_and_the_star_and_the_second_does_not(kernel):
    wrong = "from backprop.checking.check import told\ntold.clear()\ndef dC_da(a_L, y):\n    return a_L - y"
    assert "`probe` returns" not in text(kernel(wrong, "check(dC_da)", "check(dC_da)"))
    assert "`probe` returns the numbers of this call by their names, and the star `*`" in text(
        kernel(wrong, "check(dC_da)")
    )


LOOP = "def total(a):\n    j, s = 0, 0.0\n    while j < len(a):\n        s = s + a[j]\n    return s"


def test_a_check_that_is_interrupted_by_a_signal_gives_a_card_with_the_line_and_the_numbers(kernel):
    card = text(kernel(LOOP, "check(total)", interrupt_after=2))
    assert "It was stopped by you at" in card and "line " in card and "with j = 0, s = " in card, card


def test_a_check_that_runs_long_says_in_its_own_cell_how_to_stop_it(kernel):
    soon = "from backprop.checking import interruption\ninterruption.PATIENCE = 0.5"
    start = time.monotonic()
    heard = kernel(soon, LOOP, "check(total)", interrupt_after=3)
    assert time.monotonic() - start < 60
    printed = [(cell, said) for kind, cell, said in heard if kind == "printed"]
    result = next(cell for kind, cell, _ in heard if kind == "card")
    assert [cell for cell, _ in printed] == [result] and "stop it with the ■ button" in printed[0][1]


def test_after_a_stop_the_kernel_goes_on(kernel):
    kernel(LOOP, "check(total)", interrupt_after=1.5)
    assert "✓ total: right" in text(kernel("def total(a):\n    return sum(v for v in a)", "check(total)"))
