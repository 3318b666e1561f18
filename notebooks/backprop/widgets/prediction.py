"""A question to commit to before a figure shows the answer: ungraded, answered by mouse or keyboard.

The questions stand in `predictions`, by name. A `Prediction` is a control like a slider:
``explore(figure, told=prediction("two ways"), w=slider(...))`` gives the figure an argument ``told``, False until the
learner has chosen an answer or pressed *show me*; until then the figure leaves out its telling part. Choosing shows
the two sentences of what there is to see, with what was chosen beside them. The kernel holds what was chosen, so a
page that is loaded again shows it; a cell that is run again asks anew. A lesson's cell
``widgets.prediction("the walk's end")`` asks one that has no figure. In a page without a kernel it is a ``<details>``.
"""

import pathlib
import re

import anywidget
import traitlets

from ..figures.lettering import plain, prose
from ..figures.palette import variables
from ..predictions import QUESTIONS, Line

HERE = pathlib.Path(__file__).parent
CODE = re.compile(r"`([^`]+)`")
SUMMARY = "Decide first. Then open this: what there is to see"


class Prediction(anywidget.AnyWidget):
    """A question, its answers, and what is read once one is chosen; the browser's half is prediction.js."""

    _esm = HERE / "prediction.js"
    _css = variables() + (HERE / "prediction.css").read_text(encoding="utf-8")
    question = traitlets.Unicode().tag(sync=True)  # HTML, as are answers and saw
    answers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    line = traitlets.Dict().tag(sync=True)  # {"low", "high", "step"}, or empty where there are answers
    right = traitlets.Float().tag(sync=True)
    saw = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Float(None, allow_none=True).tag(sync=True)  # an answer's number from 0, or a place on the line
    value = traitlets.Bool(False).tag(sync=True)  # whether the answer is uncovered

    @property
    def description(self):
        """What is asked, as every control names itself."""
        return self.question

    def html(self, covered="", uncovered=""):
        """Return the question for a page without a kernel, with the figure as it is before and after."""
        answers = "".join(f"<li>{answer}</li>" for answer in self.answers)
        line = "{low:g} to {high:g}".format(**self.line) if self.line else ""
        asked = f"<p><b>{self.question}</b> {line}</p>" + (f"<ul>{answers}</ul>" if answers else "")
        told = f"<p>{self.saw}</p>{uncovered}"
        return f"{asked}{covered}<details><summary>{SUMMARY}</summary>{told}</details>"

    def text(self):
        """Return the question in plain words."""
        return plain(" ".join([self.question, " / ".join(self.answers)])).strip()

    def _repr_mimebundle_(self, **kwargs):
        """Add the question as HTML and as text, for pages and readers without widgets."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return {**data, "text/html": self.html(), "text/plain": self.text()}, metadata


def prediction(name):
    """Return the control that asks the question of this ``name`` and is True once the answer is uncovered.

    Raises KeyError for a name that is not in `predictions.QUESTIONS`.
    """
    question = QUESTIONS[name]
    on_line = isinstance(question.answers, Line)
    made = Prediction(
        question=_html(question.asks),
        answers=[] if on_line else [_html(answer) for answer in question.answers],
        line=vars(question.answers) if on_line else {},
        right=question.right,
        saw=_html(question.saw),
    )
    return made.add_class("bp-prediction")


def _html(words):
    return CODE.sub(r"<code>\1</code>", prose(words))
