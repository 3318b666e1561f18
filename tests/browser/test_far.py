"""A figure with two sliders over a link of 150 ms: who takes hold of the second does not wait for the first's frames.

What is compared is what was drawn, asked and shown, in which order and how often; never how long it took.
"""

import re

import pytest

from . import servers
from .lab import Notebook
from .link import far
from .test_explorer import FIGURE, SHOW

SLOWLY = (
    "from backprop.widgets import strips\nstrips.SECONDS = 60"  # the first strip is drawn whole if nothing stops it
)
HOLD_BOTH = "place => { for (const handle of place.querySelectorAll('.noUi-handle')) handle.focus(); }"
HOLDS = re.compile(rb'"strip":\s*"(\w+)"')


@pytest.fixture
def far_notebook(chromium, lab):
    """Return a function that runs cells in a JupyterLab far away, and the list of the strips that its page asks for."""
    with far(lab[0], 150) as address:
        page, asked = servers.open_lab(chromium, address), []

        def sent(payload):
            asked.extend(HOLDS.findall(payload if isinstance(payload, bytes) else payload.encode()))

        page.on("websocket", lambda socket: socket.on("framesent", sent))
        opened = Notebook(page, lab[1] / "notebooks")
        yield opened.open, asked
        opened.close()
        page.close()


@pytest.mark.ci
def test_taking_hold_of_the_second_slider_does_not_wait_for_the_first(far_notebook):
    run, asked = far_notebook
    opened = run([FIGURE.replace("PAUSE", "0.02"), SLOWLY, SHOW.replace("STRIPS", "True")])
    (figure,) = opened.figures()
    figure.place.evaluate(HOLD_BOTH)
    opened.wait_strip(figure)
    assert asked == [b"w", b"b"]
    drawn = [(w, b) for w, b, *_ in opened.json("drawn")]
    first, second = sum(w != 0.5 for w, _ in drawn), sum(b != 3 for _, b in drawn)
    assert second == 40 and first < 40, f"{first} of the first slider's 80 other frames were drawn all the same"
    assert all(b == 3 for _, b in drawn[: first + 2]) and all(w == 0.5 for w, _ in drawn[first + 2 :])

    before, handle = figure.frame, figure.sliders()[1]
    figure.press(handle, "ArrowRight", 9)
    figure.drag(handle, 0.2, 0.7)
    figure.wait_change(before)
    opened.settle()
    assert opened.json("len(drawn)") == len(drawn) and asked == [b"w", b"b"]
    figure.assert_right()
