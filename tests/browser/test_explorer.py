"""One figure with every kind of control, moved by hand in JupyterLab: what is shown is always right in the end."""

import re

import numpy as np
import pytest

FIGURE = """
import time
from backprop.figures.svg import label, picture
from backprop.widgets.controls import choice, slider, switch
from backprop.widgets.explorer import explore

drawn = []

def figure(w, b, letter, loud):
    time.sleep(PAUSE)
    drawn.append((w, b, letter, loud))
    words = f"{letter} {w} {b} {'!' if loud else ''}"
    return picture(700, 120, label(20, 60, words, "start"), title="words", readout=words)

def controls():
    return dict(
        w=slider(-2.0, 2.0, 0.05, 0.5, "weight $w_{12}^{(4)}$"),
        b=slider(0, 40, 1, 3, "bias $b$"),
        letter=choice(["one", "two", "three"], "letter"),
        loud=switch("loud"),
    )
"""
SHOW = "e = explore(figure, strips=STRIPS, **controls())\ne"


@pytest.fixture
def shown(notebook):
    """Return a function that shows the figure in JupyterLab, drawn in ``pause`` seconds a frame."""

    def show(strips=True, pause=0.0, theme="light", more=()):
        cells = [FIGURE.replace("PAUSE", str(pause)), SHOW.replace("STRIPS", str(strips)), *more]
        opened = notebook(cells, theme)
        return opened, *opened.figures()

    return show


@pytest.mark.parametrize("strips", [True, False])
def test_a_slider_moves_its_figure_by_keyboard_and_by_mouse(shown, strips):
    _, figure = shown(strips)
    for handle in figure.sliders():
        before = figure.frame
        figure.press(handle, "ArrowRight", 3)
        figure.wait_change(before)
        figure.assert_right()
        figure.drag(handle, 0.9, 0.2)
        figure.assert_right()


def test_choices_and_switches_change_the_figure(shown):
    _, figure = shown()
    figure.place.get_by_role("button", name="three").click()
    figure.page.wait_for_function("() => document.querySelector('.bp-readout').textContent.startsWith('three')")
    figure.place.get_by_role("checkbox").click()
    figure.page.wait_for_function("() => document.querySelector('.bp-readout').textContent.endsWith('!')")
    figure.assert_right()


STEPPER = """
from backprop import net, sample, widgets
widgets.back_stepper(net, sample)
"""


@pytest.mark.parametrize("width", [1280, 640])
def test_what_stands_below_a_figure_stays_where_it_is_while_its_read_out_grows(notebook, width):
    opened = notebook([STEPPER])
    try:
        opened.page.set_viewport_size({"width": width, "height": 900})
        (figure,) = opened.figures()
        figure.place.get_by_role("button", name="show me").click()
        opened.page.wait_for_function("() => !document.querySelector('.bp-picture').innerHTML.includes('covered')")
        step, height = figure.sliders()[0], figure.place.bounding_box()["height"]
        lengths = {len(figure.readout)}
        for _ in range(6):
            before = figure.frame
            figure.press(step, "ArrowRight")
            figure.wait_change(before)
            lengths.add(len(figure.readout))
            assert figure.place.bounding_box()["height"] == height
        assert max(lengths) > 2 * min(lengths)
    finally:
        opened.page.set_viewport_size({"width": 1280, "height": 900})


def test_with_the_strip_in_hand_the_kernel_draws_nothing_more(shown):
    opened, figure = shown()
    w, _ = figure.sliders()
    figure.press(w, "ArrowRight")
    opened.wait_strip(figure)
    drawn = opened.json("len(drawn)")
    figure.press(w, "ArrowRight", 20)
    figure.drag(w, 0.1, 0.8)
    before = opened.json("len(drawn)")
    assert before == drawn == 1 + 1 + 81 or before == drawn == 1 + 81
    figure.assert_right()


@pytest.mark.parametrize("strips", [True, pytest.param(False, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "pause", [pytest.param(0.0, marks=pytest.mark.ci), 0.004, pytest.param(0.06, marks=pytest.mark.ci)]
)
def test_a_fast_drag_ends_on_the_right_frame(shown, strips, pause):
    _, figure = shown(strips, pause)
    w, b = figure.sliders()
    figure.drag(w, 0.9, 0.1, 0.7, 0.35, steps=12)
    figure.assert_right()
    figure.drag(b, 1.0, 0.0, 0.55, steps=20)
    figure.drag(w, 0.25)
    figure.assert_right()


def test_a_late_strip_never_shows_another_controls_state(shown):
    _, figure = shown(pause=0.004)  # 81 frames take a third of a second: the strips come when the hand is elsewhere
    w, b = figure.sliders()
    for fraction in (0.1, 0.5, 0.9):
        figure.drag(w, fraction, steps=1)
        figure.drag(b, 1 - fraction, steps=1)
    figure.place.get_by_role("button", name="two").click()
    figure.assert_right()


@pytest.mark.parametrize("strips", [True, False])
def test_a_value_set_in_python_is_shown(shown, strips):
    opened, figure = shown(strips)
    w = figure.sliders()[0]
    figure.press(w, "ArrowRight")
    figure.assert_right()
    opened.start("time.sleep(0.5)")  # so that the last press is still in the browser's hand
    figure.press(w, "ArrowRight", 2)
    opened.settle()
    for code in ("e.controls['w'].value = -1.25", "e.controls['b'].value = 17; e.controls['letter'].index = 2"):
        before = figure.frame
        opened.python(code)
        figure.wait_change(before)
        figure.assert_right()


def test_two_views_of_one_figure_show_the_same(shown):
    _, first, second = shown(more=["e"])
    for figure in (first, second):
        figure.drag(figure.sliders()[0], 0.3, 0.8)
        figure.press(figure.sliders()[1], "ArrowLeft", 2)
        figure.assert_right()
        first.page.wait_for_function(
            "figures => new Set(figures.map(place => place.querySelector('.bp-figure').innerHTML)).size === 1",
            arg=[first.place.element_handle(), second.place.element_handle()],
        )
        assert first.readout == second.readout


def test_a_page_loaded_again_shows_what_the_sliders_say(shown):
    opened, figure = shown()
    w, _ = figure.sliders()
    figure.press(w, "ArrowRight")
    opened.wait_strip(figure)
    figure.press(w, "ArrowRight", 7)  # these frames came out of the strip: the kernel has drawn none of them last
    before = figure.frame
    opened.reload()
    (figure,) = opened.figures()
    figure.assert_right()
    assert figure.readout == before[1]
    figure.press(figure.sliders()[0], "ArrowLeft", 2)
    figure.assert_right()


@pytest.mark.ci
def test_a_notebook_opened_without_its_kernel_shows_what_the_sliders_say(shown):
    opened, figure = shown()
    w, _ = figure.sliders()
    figure.press(w, "ArrowRight")
    opened.wait_strip(figure)
    figure.press(w, "ArrowRight", 7)  # out of the strip
    before, value = figure.frame, figure.value(w)
    opened.wait_until(f"e.frame.shown['readout'] == {before[1]!r}")
    opened.shutdown()
    opened.reload()
    (figure,) = opened.figures()
    assert figure.frame == before and figure.value(figure.sliders()[0]) == value


def test_a_busy_kernel_is_caught_up_with(shown):
    opened, figure = shown()
    opened.start("import time; time.sleep(2)")
    for handle in figure.sliders():
        figure.drag(handle, 0.9, 0.15, 0.6)
    opened.wait_idle()
    figure.assert_right()


@pytest.mark.parametrize("strips", [True, False])
def test_a_dead_kernel_leaves_the_figure_as_it_is(shown, notebook, strips):
    notebook.expected.append("Could not send widget sync message")  # the sliders' own, to the console; none is thrown
    opened, figure = shown(strips)
    opened.shutdown()
    for handle in figure.sliders():
        figure.press(handle, "ArrowRight", 3)
    figure.page.wait_for_timeout(600)
    assert "one 0.5 3" in figure.readout


def test_a_figure_that_cannot_be_drawn_says_so_and_recovers(shown):
    opened, figure = shown(strips=False)
    height = figure.place.locator(".bp-figure").bounding_box()["height"]
    opened.python("good, e.figure = e.figure, lambda **values: 1 / 0")
    figure.press(figure.sliders()[0], "ArrowRight")
    figure.page.get_by_text("This figure could not be drawn: ZeroDivisionError: division by zero.").first.wait_for()
    assert figure.place.locator(".bp-figure").bounding_box()["height"] == height
    opened.python("e.figure = good")
    figure.press(figure.sliders()[0], "ArrowRight")
    figure.assert_right()


def test_a_strip_too_large_is_cut_and_the_rest_goes_by_round_trips(shown):
    opened, figure = shown(pause=0.06)
    figure.press(figure.sliders()[0], "ArrowRight")
    opened.wait_strip(figure)
    assert opened.json("len(e._strip[2])") < 30
    for key in ("Home", "End"):
        before = figure.frame
        figure.press(figure.sliders()[0], key)
        figure.wait_change(before)
        figure.assert_right()


def test_controls_have_names_and_readable_values(shown):
    _, figure = shown()
    page, (w, b) = figure.page, figure.sliders()
    page.wait_for_function("() => document.querySelector('.noUi-handle').ariaLabel")
    assert [handle.get_attribute("aria-label") for handle in (w, b)] == ["weight w12(4)", "bias b"]
    figure.press(w, "ArrowRight", 7)  # 0.8500000000000001 for the browser
    page.wait_for_function("() => document.querySelector('.noUi-handle').ariaValueText === '0.85'")
    assert figure.value(w) == "0.85"
    assert page.get_by_role("slider", name="weight w12(4)").count() == 1
    assert page.get_by_role("checkbox", name="loud").count() == 1
    assert page.get_by_role("group", name="letter").count() == 1
    assert page.get_by_role("button", name="one", pressed=True).count() == 1
    assert page.get_by_role("img", name="words").count() == 1


def test_the_read_out_is_spoken_once_the_value_rests(shown):
    _, figure = shown()
    spoken = figure.page.evaluate(
        """handle => {
            const spoken = document.querySelector('.bp-spoken');
            window.heard = [];
            new MutationObserver(() => heard.push(spoken.textContent)).observe(spoken, { childList: true });
            for (let i = 0; i < 5; i++)
                handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
            return spoken.textContent;
        }""",
        figure.sliders()[0].element_handle(),
    )
    assert spoken == ""
    figure.page.wait_for_function("() => heard.length")
    assert figure.page.evaluate("heard[0]").startswith("one 0.75")


def test_what_was_spoken_does_not_stay_to_be_read_twice(shown):
    _, figure = shown()
    figure.press(figure.sliders()[0], "ArrowRight")
    for state in ("!== ''", "=== ''"):
        figure.page.wait_for_function(f"() => document.querySelector('.bp-spoken').textContent {state}")


LISTED = """
from backprop.figures.svg import picture
from backprop.widgets.controls import choice, slider
from backprop.widgets.explorer import explore
def figure(w, letter):
    return picture(700, 90, title="words", readout=f"{w} {letter}")
explore(figure, w=slider(0, 4, 1, 3, "weight"), letter=choice(list("abcdef"), "letter"))
"""


def test_the_keys_of_jupyterlab_do_nothing_while_a_control_has_the_focus(notebook):
    (figure,) = notebook([LISTED, "1 + 1"]).figures()
    page, cells = figure.page, figure.page.locator(".jp-Notebook .jp-Cell")
    page.wait_for_function("() => document.querySelector('.noUi-handle')?.dataset.lmSuppressShortcuts")
    before = cells.count()
    for control in (*figure.sliders(), figure.place.locator("select")):
        control.focus()
        for key in ("d", "d", "ArrowDown"):  # delete the cell, go to the next
            page.keyboard.press(key)
        assert cells.count() == before and control.evaluate("c => c === document.activeElement")
    page.wait_for_function("() => document.querySelector('.bp-readout').textContent.startsWith('2 ')")


def test_a_figure_wider_than_its_place_is_scrolled_by_the_keyboard(shown):
    _, figure = shown()
    drawn, page = figure.place.locator(".bp-figure"), figure.page
    assert drawn.get_attribute("tabindex") is None
    drawn.evaluate("d => { d.style.width = '300px'; }")
    page.wait_for_function("() => document.querySelector('.bp-figure').tabIndex === 0")
    drawn.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.bp-figure').scrollLeft > 0")


def test_moving_a_slider_moves_nothing_below_it(shown):
    _, figure = shown(more=["print('below')"])
    below = figure.page.get_by_text("below", exact=True).last
    before = below.bounding_box()
    figure.drag(figure.sliders()[0], 0.1, 0.9)
    figure.assert_right()
    assert below.bounding_box() == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_in_both_themes(shown, theme):
    _, figure = shown(theme=theme)
    colour = figure.place.locator(".bp-figure text").first.evaluate("t => getComputedStyle(t).fill")
    paper = figure.page.evaluate("() => getComputedStyle(document.body).getPropertyValue('--jp-layout-color0')")
    light = [sum(map(float, re.findall(r"[\d.]+", colour)[:3])) > 382, paper.strip() in ("white", "#fff", "#ffffff")]
    assert light == ([False, True] if theme == "light" else [True, False])


WORDS = ".bp-figure text, .bp-figure .bp-m, .bp-readout, .bp-control .widget-label, .bp-control button, .widget-readout"


def test_all_words_are_set_in_the_lessons_typeface(shown):
    _, figure = shown()
    browser = figure.page.context.new_cdp_session(figure.page)
    browser.send("DOM.enable")
    browser.send("CSS.enable")
    root = browser.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    nodes = browser.send("DOM.querySelectorAll", {"nodeId": root, "selector": WORDS})["nodeIds"]
    fonts = [browser.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in nodes]
    used = {(font["familyName"], font["isCustomFont"]) for each in fonts for font in each}
    assert used == {("Lesson Sans", True), ("Lesson Maths", True)}


@pytest.mark.ci
@pytest.mark.parametrize(
    ("seed", "pause"),
    [pytest.param(0, 0.0, marks=pytest.mark.long), (1, 0.003), pytest.param(2, 0.02, marks=pytest.mark.long)],
)
def test_whatever_the_hands_do_the_last_frame_is_right(shown, seed, pause):
    rng, (opened, figure) = np.random.default_rng(seed), shown(pause=pause)
    w, b = figure.sliders()
    acts = [
        lambda: figure.drag(w, *rng.random(3), steps=3),
        lambda: figure.drag(b, *rng.random(2), steps=3),
        lambda: figure.press(w, rng.choice(["ArrowLeft", "ArrowRight", "PageUp", "Home"]), 3),
        lambda: figure.place.get_by_role("checkbox").click(),
        lambda: figure.place.get_by_role("button", name=rng.choice(["one", "two", "three"])).click(),
        lambda: (opened.settle(), opened.start(f"e.controls['b'].value = {rng.integers(41)}")),
    ]
    for _ in range(5):
        for _ in range(4):
            acts[rng.integers(len(acts))]()
        figure.assert_right()
