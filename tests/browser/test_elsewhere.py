"""A figure in a host of anywidgets that is no JupyterLab, as Colab and VS Code are: their own pages, the same promises.

The host, bare_host.html, gives what anywidget's specification lists and no more. Behind it stands the real figure in
Python; Colab and VS Code themselves are not to be had here.
"""

import base64
import shutil

import pytest

from backprop import net, sample, widgets
from backprop.widgets.explorer import Frame
from backprop.widgets.prediction import Prediction

from ..course import ROOT
from . import servers

SCRIPTS = {kind.__name__: (f"./{kind.__name__}.js", str(kind._esm)) for kind in (Frame, Prediction)}


class Host:
    """One figure in a page of its own: what the page sends is handed to Python, and back."""

    def __init__(self, made):
        self.figure, self.outbox, self.asked = made, [], []
        self.widgets = {control.model_id: control for control in made.controls.values()} | {
            made.frame.model_id: made.frame
        }
        made.frame.send = self.send
        made.frame.observe(lambda change: self.put(update={change.name: change.new}), "shown")

    def put(self, **message):
        """Keep a message for the page until it asks."""
        self.outbox.append({"id": self.figure.frame.model_id, "buffers": [], **message})

    def send(self, content, buffers=()):
        """Stand for the frame's channel to the page."""
        self.put(custom=content, buffers=[base64.b64encode(buffer).decode() for buffer in buffers])

    def states(self):
        """Return what a host learns of every widget: its state, and how it is shown."""
        found = {}
        for model, widget in self.widgets.items():
            state = {name: value for name, value in widget.get_state().items() if name not in ("_esm", "_css")}
            found[model] = {
                "state": state,
                "esm": SCRIPTS.get(type(widget).__name__, (None,))[0],
                "classes": list(widget._dom_classes),
                "range": {name: state[name] for name in ("min", "max", "step")} if "max" in state else None,
            }
        return found

    def take(self, model, message):
        """Take what the page sends."""
        self.asked.append(message)
        if "custom" in message:
            self.figure._asked(None, message["custom"], [])
        else:
            self.widgets[model].set_state(message["update"])

    def given(self):
        """Return what there is for the page."""
        given, self.outbox = self.outbox, []
        return given


@pytest.fixture
def shown(chromium, tmp_path):
    """Return a figure with a question and a slider, shown in the bare host, and its page, in which nothing may fail."""
    for name, script in SCRIPTS.values():
        (tmp_path / name).write_text(script, encoding="utf-8")
    shutil.copy(ROOT / "tests/browser/bare_host.html", tmp_path / "index.html")
    host, errors = Host(widgets.blind_knob(net, sample)), []
    with servers.files(tmp_path) as address:
        page = chromium.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        for name, function in {"states": host.states, "toPython": host.take, "fromPython": host.given}.items():
            page.expose_function(name, function)
        page.goto(f"{address}/index.html")
        page.wait_for_selector("body[data-ready]")
        yield host, page
        page.close()
    assert not errors


def wait_readout(page, picture):
    """Wait until the page shows a picture that Python draws."""
    page.wait_for_function(
        """([svg, readout]) => {
            const drawn = document.createElement('div'), said = document.createElement('p');
            drawn.innerHTML = svg; said.innerHTML = readout;
            return document.querySelector('.bp-figure').innerHTML === drawn.innerHTML
                && document.querySelector('.bp-readout').innerHTML === said.innerHTML;
        }""",
        arg=[picture.svg, picture.readout],
    )


def test_in_a_host_that_is_no_jupyterlab_a_figure_follows_its_slider_and_its_question(shown):
    host, page = shown
    slider = page.locator("input[type=range]")
    wait_readout(page, host.figure.picture)
    slider.focus()
    page.wait_for_function("() => document.querySelector('.bp-figure').dataset.frames === 'w 81'")
    held = len(host.asked)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('input[type=range]').value === '1.1'")
    wait_readout(page, host.figure._draw({"told": False, "w": 1.1}))
    assert [*host.asked[0]] == ["custom"] and host.asked[0]["custom"]["strip"] == "w"
    assert not any("draw" in message.get("custom", {}) for message in host.asked[held:])  # all out of the strip

    page.get_by_role("button", name="show me").click()
    wait_readout(page, host.figure._draw({"told": True, "w": 1.1}))
    assert host.figure.values == {"told": True, "w": 1.1}
