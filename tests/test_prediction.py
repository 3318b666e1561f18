"""A prediction covers its figure's telling part until an answer is chosen, and is no more than that."""

import re

import pytest

from backprop import widgets
from backprop.figures.svg import label, picture
from backprop.predictions import QUESTIONS, Line, Question
from backprop.widgets.controls import keys, name, slider
from backprop.widgets.explorer import explore
from backprop.widgets.prediction import Prediction

from .figures import calls, make
from .test_explorer import alone

ASKING = [call for call in calls() if any(isinstance(c, Prediction) for c in make(call).controls.values())]
IN_LESSONS = re.compile(r'^widgets\.prediction\("(.+)"\)$', re.M)


@pytest.fixture
def made(monkeypatch):
    """Return an explorer that tells its secret once its question is answered."""
    asked = Question("Is $w_1$ < 2?", ("yes", "`no`"), 1, "It is *7*. So `w > 2`.")
    monkeypatch.setitem(QUESTIONS, "trial", asked)

    def figure(told, w):
        words = f"secret {w}" if told else f"covered {w}"
        return picture(300, 90, label(5, 50, words, "start"), title="words", readout=words)

    return explore(figure, told=widgets.prediction("trial"), w=slider(0, 4, 1, 3, "weight"))


def test_nothing_is_told_until_an_answer_is_chosen(made):
    assert made.frame.shown["readout"] == "covered 3"
    made.controls["told"].set_state({"chosen": 0, "value": True})
    assert made.frame.shown["readout"] == "secret 3" and made.controls["told"].chosen == 0


def test_a_strip_made_before_the_answer_is_not_shown_after_it(made):
    made.frame.send = lambda message, buffers=(): None
    alone(made._asked, None, {"strip": "w", "others": {"told": False}}, [])
    assert made._covered({"told": False, "w": 2})
    made.controls["told"].value = True
    assert made.frame.shown["readout"] == "secret 3"
    made.controls["w"].value = 2
    assert made.frame.shown["readout"] == "secret 2"


def test_a_page_without_a_kernel_has_the_question_and_its_answer_behind_a_fold(made):
    data, _ = made._repr_mimebundle_()
    before, fold, after = data["text/html"].partition("<details>")
    assert fold and "covered 3" in before and "secret" not in before and "It is" not in before
    assert "<i>w</i><sub>1</sub> &lt; 2?" in before and "<code>no</code>" in before
    assert "secret 3" in after and "<code>w &gt; 2</code>" in after and after.endswith("</details>")
    assert data["text/plain"].startswith("Is w1 < 2?") and "secret" not in data["text/plain"]


def test_a_question_alone_has_a_fold_too():
    alone = widgets.prediction(next(iter(QUESTIONS)))
    data, _ = alone._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/html"].index("<details>") < data["text/html"].index(alone.saw)
    assert name(alone) and keys(alone) == [False, True]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_short_and_has_its_answer(name):
    question = QUESTIONS[name]
    assert question.asks.endswith("?") and len(question.asks) <= 200
    if isinstance(question.answers, Line):
        assert question.answers.low < question.right < question.answers.high
    else:
        assert 2 <= len(question.answers) <= 4 and len(set(question.answers)) == len(question.answers)
        assert 0 <= question.right < len(question.answers)
    sentences = re.findall(r"[.?](?: |$)", question.saw)
    assert 2 <= len(sentences) <= 3 and "!" not in question.asks + question.saw


@pytest.mark.parametrize("call", ASKING)
def test_a_figure_that_asks_shows_another_picture_once_it_is_answered(call):
    explorer = make(call)
    (asked,) = (n for n, control in explorer.controls.items() if isinstance(control, Prediction))
    assert not explorer.values[asked]
    covered, told = (explorer._draw({**explorer.values, asked: value}) for value in (False, True))
    assert covered.svg != told.svg and covered.readout != told.readout
    assert (covered.width, covered.height) == (told.width, told.height)
