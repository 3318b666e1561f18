"""A figure under its controls, redrawn at the speed of the hand.

A figure is a function of numbers that returns a `Picture`. Moving a control shows a frame in one of two ways:

1. *Strip*. When a learner takes hold of a control, the browser asks for its strip: every frame of that control, the
   others staying as they are. The kernel draws them from the value in hand outwards and sends them, compressed, a part
   at a time; from then on each movement shows its frame out of the browser's memory, however far away the kernel is.
   Between two parts it answers what came meanwhile: whoever takes hold of the next control waits for no more than one.
2. *Round trip*. Where no strip covers the values (not there yet, or too large, or ``strips=False``), the kernel draws
   the one frame and sends it.
"""

import asyncio
import math
import pathlib
from textwrap import wrap
from uuid import uuid4

import anywidget
import ipywidgets
import traitlets

from ..figures.picture import STYLE, page
from ..figures.svg import label, picture, plain, rectangle
from . import strips
from .controls import keys, meaning, name, read
from .prediction import Prediction
from .typeface import Typeface

HERE = pathlib.Path(__file__).parent


class Frame(anywidget.AnyWidget):
    """The picture and its read-out; the browser's half is explorer.js, with patch.js."""

    _esm = "".join((HERE / name).read_text(encoding="utf-8") for name in ("patch.js", "explorer.js"))
    _css = STYLE + (HERE / "explorer.css").read_text(encoding="utf-8")
    controls = traitlets.Dict().tag(sync=True, **ipywidgets.widget_serialization)
    names = traitlets.Dict().tag(sync=True)  # what a screen reader calls each control
    mark = traitlets.Unicode().tag(sync=True)  # the class, in the page, of each control is this, a dash and its name
    strips = traitlets.Bool().tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)  # {"values", "svg", "readout"}: the last frame of a round trip
    longest = traitlets.Unicode().tag(sync=True)  # a read-out for whose length there is room from the beginning
    typeface = traitlets.Instance(Typeface).tag(sync=True, **ipywidgets.widget_serialization)


class Explorer(ipywidgets.VBox):
    """A figure under its controls; made by `explore`."""

    def __init__(self, figure, controls, strips=True, longest=None):
        self.figure, self.controls = figure, controls
        self._strip = None  # what the strip sent last covers: the control's name, the others' values, its keys so far
        self._sending = None  # the task that sends it
        self._size = 720, 120
        mark = f"bp-{uuid4().hex[:8]}"
        for control_name, control in controls.items():
            control.add_class("bp-control").add_class(f"{mark}-{control_name}")
            control.observe(self._moved, "index" if control.has_trait("index") else "value")
        names = {control_name: name(control) for control_name, control in controls.items()}
        self.frame = Frame(
            controls=controls, names=names, mark=mark, strips=strips,
            shown=self._frame(self.values), typeface=Typeface.shared(),
            longest=self._draw({**self.values, **longest}).readout if longest else "",
        )  # fmt: skip
        self.frame.on_msg(self._asked)
        row = ipywidgets.Box([*controls.values()]).add_class("bp-controls")
        super().__init__([row, self.frame])
        self.add_class("bp-explorer")

    @property
    def values(self):
        """What every control says, by name, as `read` gives it."""
        return {name: read(control) for name, control in self.controls.items()}

    @property
    def picture(self):
        """The picture of the controls' values, drawn now."""
        return self._draw(self.values)

    def _draw(self, values):
        """Return the picture of ``values``; where the figure cannot be drawn, a picture that says so."""
        try:
            drawn = self.figure(**{name: meaning(self.controls[name], value) for name, value in values.items()})
            self._size = drawn.width, drawn.height
            return drawn
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            return self._sorry(error)

    def _sorry(self, error):
        """Return a picture of the size of the last good one that tells, in a sentence, what went wrong."""
        try:
            why = f"{type(error).__name__}: {error}"[:300]
        except Exception:
            why = type(error).__name__
        sentence = f"This figure could not be drawn: {why}".rstrip(".") + "."
        width, height = self._size
        rows = wrap(sentence.replace("$", ""), (width - 48) // 9)
        lines = [label(24, height / 2 + 20 * (i - (len(rows) - 1) / 2), row, "start") for i, row in enumerate(rows)]
        frame = rectangle(1, 1, width - 2, height - 2, opacity=0, dash="6 5", round=6)
        return picture(width, height, frame, *lines, title=sentence, readout=sentence)

    def _moved(self, _):
        values = self.values
        if not self._covered(values):
            self.frame.shown = self._frame(values)

    def _frame(self, values):
        drawn = self._draw(values)
        return {"values": values, "svg": drawn.svg, "readout": drawn.readout}

    def _covered(self, values):
        """Tell whether the browser has the frame of ``values`` in the strip sent last."""
        if not self._strip:
            return False
        held, others, held_keys = self._strip
        return all(_same(values[n], others[n]) for n in others) and any(_same(values[held], k) for k in held_keys)

    def _asked(self, _, message, __):
        """Answer the browser: draw a frame that it misses or the strip of the control in hand; keep what is shown."""
        if "draw" in message:
            if message["draw"] == self.frame.shown["values"]:
                self.frame.send_state("shown")
            else:
                self.frame.shown = self._frame(message["draw"])
        elif "strip" in message:
            sending = self._send_strip(message["strip"], message["others"])
            try:
                self._sending = asyncio.get_running_loop().create_task(sending)
            except RuntimeError:  # outside of a kernel
                asyncio.run(sending)
        elif "keep" in message:  # a frame out of a strip: the notebook is saved with what is shown
            self.frame.shown = message["keep"]

    async def _send_strip(self, held, others):
        """Draw and send the strip of the control ``held``, part by part, until another is asked for."""
        self._strip = mine = held, others, []
        control = self.controls[held]
        for part in strips.parts(lambda key: self._draw({**others, held: key}), keys(control), read(control)):
            mine[2].extend(part)
            self.frame.send({"strip": held}, [strips.packed(held, others, part)])
            await asyncio.sleep(strips.BREATH)
            if self._strip is not mine:
                return

    def _repr_mimebundle_(self, **kwargs):
        """Add the start frame as HTML and the read-out as text, for pages and readers without widgets."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        html, text = page(self.frame.shown["svg"], self.frame.shown["readout"]), plain(self.frame.shown["readout"])
        for control_name, control in self.controls.items():
            if isinstance(control, Prediction):
                html = control.html(html, self._draw({**self.values, control_name: True})._repr_html_())
                text = f"{control.text()}\n{text}"
        return {**data, "text/html": html, "text/plain": text}, metadata


def explore(figure, strips=True, longest=None, **controls):
    """Show ``figure(**values)``, a `Picture`, under ``controls``, widgets by the name of the argument each one gives.

    ``strips=False`` is for a figure that runs a learner's function: each frame is then drawn when it is wanted.
    ``longest``: where the read-outs differ by lines, values at which it is the longest, by name; room for it is kept.
    """
    return Explorer(figure, controls, strips, longest)


def _same(a, b):
    return a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=0, abs_tol=1e-9))
