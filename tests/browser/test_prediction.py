"""A prediction in JupyterLab: nothing is told before an answer is chosen, by mouse or by keyboard."""

import pytest

FIGURE = """
from backprop.figures.svg import label, picture
from backprop.predictions import QUESTIONS, Line, Question
from backprop.widgets.controls import slider
from backprop.widgets.explorer import explore
from backprop.widgets.prediction import prediction

QUESTIONS["trial"] = Question("Up or down?", ("up", "down", "neither"), 1, "It goes down. That is all.")
LONG = "an answer so long that nothing has room beside it, " * 3
QUESTIONS["long"] = Question("Which?", (LONG, LONG), 1, "The second. That is all.")
QUESTIONS["place"] = Question("How far?", Line(0.0, 1.0, 0.05), 0.9, "It goes far. To 0.9.")

def figure(told, w):
    words = f"{'told' if told else 'covered'} {w}"
    return picture(700, 120, label(20, 60, words, "start"), title="words", readout=words)

def show(name):
    return explore(figure, told=prediction(name), w=slider(0, 8, 1, 3, "weight"))
"""
LATER = "later = 1"


@pytest.fixture
def asked(notebook):
    """Return a function that asks the question of this name above a figure; it gives the notebook and the figure."""

    def ask(name="trial", theme="light"):
        opened = notebook([FIGURE, f"e = show({name!r})\ne", LATER], theme)
        return opened, *opened.figures()

    return ask


def answered(figure):
    """Wait until the figure has told its secret; return what the question says then."""
    figure.page.wait_for_function("() => document.querySelector('.bp-readout').textContent.startsWith('told')")
    return figure.place.locator(".bp-saw").inner_text()


@pytest.mark.parametrize(
    ("button", "said", "chosen"),
    [("up", "You chose: up. It is not so.", 0), ("down", "You chose: down. So it is.", 1), ("show me", "Shown", None)],
)
def test_a_click_uncovers_the_figure_and_says_what_was_chosen(asked, button, said, chosen):
    opened, figure = asked()
    assert opened.json("later") == 1 and figure.readout == "covered 3"
    assert not figure.place.locator(".bp-saw").inner_text()
    question, slider = (figure.place.locator(each).bounding_box() for each in (".bp-prediction", ".widget-hslider"))
    assert question["y"] + question["height"] <= slider["y"], "a slider stands beside the question"
    figure.place.get_by_role("button", name=button, exact=True).click()
    words = answered(figure)
    assert said in words and "It goes down. That is all." in words
    assert opened.json("e.controls['told'].chosen") == chosen
    figure.assert_right()


def test_the_keyboard_goes_from_answer_to_answer_and_stays_in_the_question(asked):
    opened, figure = asked()
    page, cells = figure.page, figure.page.locator(".jp-Notebook .jp-Cell").count()
    figure.place.get_by_role("button", name="up", exact=True).focus()
    page.keyboard.press("Tab")
    for key in ("d", "d", "ArrowDown", "b"):  # for JupyterLab: delete the cell, go to the next one, add one
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "down"
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert "You chose: down. So it is." in answered(figure)
    assert page.evaluate("document.activeElement.textContent") == "down"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # an answer once chosen stays
    assert opened.json("e.controls['told'].chosen") == 1
    assert figure.place.get_by_role("button", pressed=True).inner_text() == "down"


def test_show_me_goes_when_it_has_done_its_work_and_leaves_the_focus(asked):
    _, figure = asked()
    show_me = figure.place.get_by_role("button", name="show me")
    show_me.focus()
    figure.page.keyboard.press("Enter")
    answered(figure)
    assert show_me.evaluate("b => b === document.activeElement")
    figure.page.keyboard.press("Shift+Tab")
    show_me.wait_for(state="hidden")
    assert figure.page.evaluate("document.activeElement.textContent") == "neither"


def test_the_first_press_after_show_me_is_not_lost(asked):
    _, figure = asked("long")
    figure.place.get_by_role("button", name="show me").click()
    answered(figure)
    (handle,) = figure.sliders()
    before = handle.bounding_box()
    handle.click(delay=150)  # as a hand does; the focus goes at once
    assert not figure.place.get_by_text("show me").is_visible()
    assert handle.bounding_box() == before


def test_a_slider_moves_the_covered_figure_and_then_the_told_one(asked):
    _, figure = asked()
    (handle,) = figure.sliders()
    figure.press(handle, "ArrowRight", 2)
    figure.page.wait_for_function("() => document.querySelector('.bp-readout').textContent === 'covered 5'")
    figure.place.get_by_role("button", name="neither").click()
    answered(figure)
    figure.press(handle, "ArrowLeft")
    figure.page.wait_for_function("() => document.querySelector('.bp-readout').textContent === 'told 4'")
    figure.assert_right()


def test_a_place_on_a_line_is_an_answer(asked):
    opened, figure = asked("place")
    line = figure.place.get_by_role("slider", name="How far?")
    line.focus()
    for _ in range(3):
        figure.page.keyboard.press("ArrowRight")
    assert figure.readout == "covered 3"
    figure.page.keyboard.press("Tab")
    figure.page.keyboard.press("Enter")
    assert "You chose: 0.65." in answered(figure)
    assert opened.json("e.controls['told'].chosen") == 0.65


@pytest.mark.ci
def test_a_page_loaded_again_keeps_what_was_chosen_and_a_cell_run_again_asks_anew(asked):
    opened, figure = asked()
    figure.place.get_by_role("button", name="up", exact=True).click()
    answered(figure)
    opened.reload()
    (figure,) = opened.figures()
    assert "You chose: up. It is not so." in answered(figure)
    opened.run_all()
    figure.page.wait_for_function("() => document.querySelector('.bp-readout').textContent === 'covered 3'")
    assert not figure.place.locator(".bp-saw").inner_text()


@pytest.mark.ci
def test_a_notebook_opened_without_its_kernel_shows_what_was_chosen(asked):
    opened, figure = asked()
    figure.place.get_by_role("button", name="down", exact=True).click()
    answered(figure)
    opened.wait_until("e.frame.shown['readout'] == 'told 3'")
    opened.shutdown()
    opened.reload()
    (figure,) = opened.figures()
    assert "You chose: down. So it is." in answered(figure)


def test_a_screen_reader_hears_the_question_its_answers_and_what_was_to_see(asked):
    _, figure = asked()
    group = figure.place.get_by_role("group", name="Up or down?")
    assert group.get_by_role("button").all_inner_texts() == ["up", "down", "neither", "show me"]
    described = group.get_attribute("aria-describedby")
    assert "Nothing is graded" in figure.page.locator(f"#{described}").inner_text()
    group.get_by_role("button", name="neither").click()
    answered(figure)
    assert "It goes down." in group.get_by_role("status").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_of_a_question_can_be_read(asked, theme):
    from .test_lessons import contrast

    _, figure = asked(theme=theme)
    figure.place.get_by_role("button", name="up", exact=True).click()
    answered(figure)
    paper = {"light": (255, 255, 255), "dark": (17, 17, 17)}[theme]
    for place in figure.place.locator(".bp-prediction :is(legend, button, p)").all():
        assert contrast(place.evaluate("e => getComputedStyle(e).color"), paper) >= 4.5
