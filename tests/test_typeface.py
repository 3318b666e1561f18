"""The lessons' typeface has every character that a figure, a control or a read-out shows, and comes to a page once."""

import json
import re
import xml.etree.ElementTree as ET
from html import unescape

import ipywidgets.embed
import pytest

from backprop.figures.lettering import RAISED
from backprop.widgets.typeface import Typeface

from .figures import TRAINING, calls, corners, looks, make

MATHS = re.compile(r"<i>(.*?)</i>")
RULE = re.compile(r"font-family: '([^']+)'.*?font-weight: (\d+);.*?unicode-range: ([^;]+);", re.S)


def faces():
    """Return {(family, weight): the characters it has}, as the style sheet says."""
    found = {}
    for family, weight, ranges in RULE.findall(str(Typeface._css)):
        ends = [[int(end, 16) for end in part.removeprefix("U+").split("-")] for part in ranges.split(", ")]
        found[family, weight] = {chr(point) for run in ends for point in range(run[0], run[-1] + 1)}
    return found


def shown(html):
    """Return the (face, characters) of words in HTML."""
    yield ("Lesson Maths", "400"), unescape("".join(MATHS.findall(html)))
    yield ("Lesson Sans", "400"), unescape(re.sub("<[^>]*>", "", MATHS.sub("", html)))


def drawn(svg):
    """Return the (face, characters) of the words in a picture; code is in the machine's own face."""
    for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        if "code-font" in text.get("style", ""):
            continue
        weight = text.get("font-weight", "400")
        for part in text.iter():
            yield ("Lesson Maths" if part.get("class") == "bp-m" else "Lesson Sans", weight), part.text or ""
            yield ("Lesson Sans", weight), part.tail or "" if part is not text else ""


@pytest.mark.parametrize("call", [*calls(), TRAINING])
def test_it_has_every_character_that_is_shown(call):
    explorer, has = make(call), faces()
    written = [shown(control.description) for control in explorer.controls.values()]
    for control in explorer.controls.values():
        options = control.options if control.has_trait("index") else ()
        written.append(shown(" ".join(o[0] if isinstance(o, tuple) else o for o in options)))
    for values in [*looks(explorer), *corners(explorer)]:
        picture = explorer._draw(values)
        written += [drawn(picture.svg), shown(picture.readout)]
    missing = {(face, c) for pairs in written for face, text in pairs for c in text if c not in has[face]}
    assert not missing, f"add them in tools/typeface.py: {sorted(missing)}"


def test_it_has_the_digits_of_every_power_of_ten_and_all_of_ascii():
    for (family, _), characters in faces().items():
        assert family == "Lesson Maths" or characters >= set(map(chr, [*RAISED.values(), *range(32, 127)]))


def test_a_page_gets_it_once_for_all_its_figures():
    figures = [make(call) for call in calls()[:2]]
    state = ipywidgets.embed.dependency_state(figures, drop_defaults=False)
    assert sum("font/woff2" in json.dumps(model) for model in state.values()) == 1


def test_a_figure_made_after_all_widgets_were_closed_has_it_again():
    make(calls()[0]).frame.typeface.close()
    again = make(calls()[0]).frame.typeface
    assert again.comm is not None and again is Typeface.shared()
