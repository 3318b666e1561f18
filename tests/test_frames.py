"""A figure's frames for a page: which are drawn, and that packing loses none."""

import json

import pytest

from backprop.figures.svg import label, picture
from backprop.widgets.controls import choice, slider, switch
from backprop.widgets.explorer import explore
from backprop.widgets.prediction import prediction
from pages.frames import drawn
from pages.maths import mathml
from pages.packing import packed, unpacked
from pages.text import html


def figure(**values):
    """Draw the values; one more letter where the first is odd."""
    words = " ".join(f"{name} {value}" for name, value in values.items())
    return picture(
        200, 80, label(10, 40, words), title=words, readout=words + "!" * (int(next(iter(values.values()))) % 2)
    )


CASES = {  # controls, whether they become strips, and how many frames these are
    "one slider": ({"a": (0, 9)}, False, 10),
    "a full grid": ({"a": (1, 20), "b": (1, 15)}, False, 300),
    "strips of two sliders": ({"a": (1, 20), "b": (1, 16)}, True, 20 + 16 - 1),
    "strips, a choice multiplied in": ({"a": (1, 20), "b": (1, 16), "c": "choice"}, True, 3 * (20 + 16 - 1)),
    "strips, a question multiplied in": ({"a": (1, 20), "b": (1, 16), "told": "question"}, True, 2 * (20 + 16 - 1)),
    "a question does not count against a grid": ({"a": (1, 20), "b": (1, 15), "told": "question"}, False, 600),
    "a switch": ({"a": (1, 20), "b": (1, 16), "on": "switch"}, True, 2 * (20 + 16 - 1)),
    "a long list is put back": ({"a": (1, 200), "long": "list"}, True, 200 + 8 - 1),
    "a slider too fine": ({"a": (0, 400)}, False, 201),
}
OTHERS = {
    "choice": lambda: choice(["p", "q", "r"], "letter"),
    "list": lambda: choice([*"abcdefgh"], "letter"),
    "switch": lambda: switch("on"),
    "question": lambda: prediction("two ways"),
}


def made(controls):
    """Return the explorer of a case."""
    widgets = {
        name: OTHERS[how]() if isinstance(how, str) else slider(*how, 1, how[0], name) for name, how in controls.items()
    }
    return explore(figure, **widgets)


@pytest.mark.parametrize(("controls", "strips", "count"), CASES.values(), ids=CASES)
def test_the_grid_is_full_while_it_is_small_else_strips_are_drawn(controls, strips, count):
    frames = drawn(made(controls), {})
    assert (frames.strips, len(frames.at)) == (strips, count)
    assert frames.places() in frames.at


@pytest.mark.parametrize("controls", [controls for controls, *_ in CASES.values()], ids=CASES)
def test_every_frame_comes_out_of_the_packing_as_it_went_in(controls):
    frames = drawn(made(controls), {})
    text = packed(frames)
    assert {key: unpacked(text, key) for key in frames.at} == frames.at
    assert json.loads(text)["controls"]["a"]["words"][0] == str(controls["a"][0])


def test_a_strip_is_drawn_around_the_place_where_the_others_rest():
    frames = drawn(made({"a": (1, 20), "b": (1, 16)}), {"a": 20})
    assert "19,3" in frames.at and "0,3" not in frames.at and "7,0" in frames.at


def test_a_control_whose_places_cannot_be_listed_is_named():
    import ipywidgets

    with pytest.raises(TypeError, match="places of a, a Text"):
        drawn(explore(lambda a: figure(a=1), a=ipywidgets.Text("1")), {})


def test_a_symbol_keeps_its_colour_as_a_class_and_aligned_lines_stay_a_table():
    assert '<mstyle class="tone-w">' in mathml(r"{\color{#4670ea}{w_1}}")
    aligned = mathml("\\begin{aligned}a &= b\\\\[4pt] c &= d\\end{aligned}", display=True)
    assert aligned.count("<mtr>") == 2 and "<mi>&" not in aligned and "4" not in aligned


def test_a_functions_exponent_stays_its_own():
    assert "<msup><mi>tanh</mi><mn>2</mn></msup><mspace" in mathml(r"\tanh^2 z")
    assert "<msup><mi>tanh</mi><mi>′</mi></msup><mo" in mathml(r"\tanh'(z)")


def test_a_lessons_markdown_keeps_its_details_and_leads_to_pages():
    headings = []
    shown = html(
        "## Say $x$\n\n<details><summary>Why $y$</summary>\n\n**so**\n\n</details>\n\n[on](02_notation.ipynb)", headings
    )
    assert headings[0][:2] == (2, "say-x") and '<h2 id="say-x">' in shown
    assert "<summary>Why <math>" in shown and "<strong>so</strong>" in shown and 'href="02_notation.html"' in shown


def test_a_table_has_no_empty_headings():
    assert "<th" not in html("| | |\n| --- | --- |\n| a | b |")
    assert "<tr>\n<td></td>\n<th>b</th>" in html("| | b |\n| --- | --- |\n| c | d |")
