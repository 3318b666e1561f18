"""The typeface of figures, their controls and read-outs: the same on every machine, whatever fonts it has.

typeface.css holds it (tools/typeface.py writes it). Where it cannot come along, as in a page without widgets, a common
sans-serif takes its place.
"""

import pathlib

import anywidget


class Typeface(anywidget.AnyWidget):
    """The style sheet of the typeface, as a widget that is never shown.

    anywidget sends a class's style sheet anew for every widget of it: so the figures of a kernel share one of these.
    """

    _esm = "export default {};"
    _css = pathlib.Path(__file__).with_name("typeface.css")
    _shared = None

    @classmethod
    def shared(cls):
        """Return this kernel's one, made when it is first asked for, and again after it was closed."""
        if cls._shared is None or cls._shared.comm is None:
            cls._shared = cls()
        return cls._shared
