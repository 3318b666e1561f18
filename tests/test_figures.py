"""What holds for every figure of the course."""

import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from backprop.figures.lettering import plain
from backprop.widgets.controls import SLIDERS, keys, name
from backprop.widgets.prediction import Prediction

from .figures import calls, looks, make

UNREADABLE = re.compile(r"\d\.\d{10,}|\de-\d|\bnan\b|\binf\b|\bNone\b|\[|\bnp\.|-\d")  # for Python, not for people
MANY_CONTROLS = {"tanh_chain": 7}


@pytest.fixture(scope="module", params=calls())
def explorer(request):
    """Return each figure in turn, with its controls."""
    made = make(request.param)
    made.call = request.param
    return made


def test_every_frame_of_every_control_can_be_drawn(explorer):
    for held, control in explorer.controls.items():
        for key in keys(control):
            drawn = explorer._draw({**explorer.values, held: key})
            assert "could not be drawn" not in drawn.text, (held, key, drawn.text)


def test_a_figure_that_keeps_room_keeps_it_for_all_that_it_says(explorer):
    if not explorer.frame.longest:  # its read-outs have as many lines, whatever is chosen
        return
    places = [steps if len(steps) < 18 else steps[::4] for steps in map(keys, explorer.controls.values())]
    said = [
        explorer._draw(dict(zip(explorer.controls, chosen, strict=True))).text for chosen in itertools.product(*places)
    ]
    assert max(map(len, said)) <= len(plain(explorer.frame.longest))


def test_a_picture_is_sound_svg_with_words_for_who_cannot_see_it(explorer):
    for values in looks(explorer):
        drawn = explorer._draw(values)
        root = ET.fromstring(drawn.svg)
        assert root.get("role") == "img" and root.get("aria-label").strip()
        assert not [element for element in root.iter() if element.get("id")]
        assert drawn.text.strip()


def test_a_slider_keeps_the_size_of_its_picture(explorer):
    start = explorer.values
    for held, control in explorer.controls.items():
        if isinstance(control, SLIDERS):
            pictures = [
                explorer._draw({**start, held: key}).svg for key in keys(control)[:: len(keys(control)) // 4 or 1]
            ]
            assert len({ET.fromstring(svg).get("viewBox") for svg in pictures}) == 1


def test_numbers_are_written_for_readers(explorer):
    for values in looks(explorer):
        drawn = explorer._draw(values)
        written = [*ET.fromstring(drawn.svg).itertext(), drawn.text]
        code = "index_explorer" in explorer.call or "sum_loop" in explorer.call or "shape" in explorer.call
        assert code or not [found[0] for words in written if (found := UNREADABLE.search(words))]


def test_a_figure_is_a_pure_function(explorer):
    before = [explorer._draw(values) for values in looks(explorer)]
    assert [explorer._draw(values) for values in reversed(looks(explorer))] == before[::-1]


def test_controls_are_few_and_named(explorer):
    most = MANY_CONTROLS.get(explorer.call.partition(": ")[2].partition("(")[0], 4)
    names = [name(control) for control in explorer.controls.values() if not isinstance(control, Prediction)]
    assert len(names) <= most and all(words.strip() for words in names) and len(set(names)) == len(names)


def test_a_frame_is_small(explorer):
    assert all(len(explorer._draw(values).svg) < 40_000 for values in looks(explorer))
