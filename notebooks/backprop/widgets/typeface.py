"""The typeface of figures, their controls and read-outs: the same on every machine, whatever fonts it has.

typeface.css holds it (tools/typeface.py writes it). Where it cannot come along, as in a page without widgets, a common
sans-serif takes its place.
"""

import pathlib

import anywidget

# By itself a face is loaded where it is first used, and words laid out before then move: so all are loaded at once.
LOAD = """
export default {
  initialize() { for (const face of document.fonts) if (face.family.includes("Lesson")) face.load().catch(() => {}); },
};
"""


class Typeface(anywidget.AnyWidget):
    """The style sheet of the typeface, as a widget that is never shown.

    anywidget sends a class's style sheet anew for every widget of it: so the figures of a kernel share one of these.
    """

    _esm = LOAD
    _css = pathlib.Path(__file__).with_name("typeface.css")
    _shared = None

    @classmethod
    def shared(cls):
        """Return this kernel's one, made when it is first asked for, and again after it was closed."""
        if cls._shared is None or cls._shared.comm is None:
            cls._shared = cls()
        return cls._shared
