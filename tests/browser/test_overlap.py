"""No words of a figure lie on other words, on a line, beyond their picture or across a box, whatever controls and font.

The lessons' own typeface is the same on every machine. A page that it cannot come along to has what its machine has:
here a common wide one and two narrow ones (on Debian: fonts-dejavu-core, fonts-liberation, fonts-noto-core).
"""

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Error

from backprop import batch, net, widgets
from backprop.figures.axes import Axes
from backprop.figures.diagram import node, tag
from backprop.figures.picture import STYLE
from backprop.figures.svg import code, label, line, picture, rectangle
from backprop.widgets.controls import switch
from backprop.widgets.explorer import explore
from backprop.widgets.typeface import Typeface

from ..figures import TRAINING, calls, corners, looks, make

OWN = "Lesson Sans"
FACES = {  # for words: for letters in maths
    OWN: "Lesson Maths",
    "DejaVu Sans": "DejaVu Serif",
    "Liberation Sans": "Liberation Serif",
    "Noto Sans": "Noto Serif",
}
PAGE = """<!doctype html><meta charset=utf-8><style>{}
body {{ --jp-content-font-family: '{}' }} .bp-picture .bp-m {{ font-family: '{}' }}</style>{}"""
FIND = "names => new FontFace('found', names.map(name => `local('${name}')`).join()).load().then(() => null)"
COLLISIONS = Path(__file__).with_name("collisions.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=FACES)
def collisions(chromium, request):
    """Return a function that tells what collides in pictures in one of FACES; skip if this machine has no such font."""
    sans, serif = request.param, FACES[request.param]
    page = chromium.new_page(viewport={"width": 1000, "height": 800})  # every picture in its own size
    if sans != OWN:
        for family in (sans, serif):
            try:
                page.evaluate(FIND, [family, family.replace(" ", ""), f"{family.replace(' ', '')}-Regular"])
            except Error:
                pytest.skip(f"needs the font {family}")
    style = f"{Typeface._css if sans == OWN else ''}{STYLE}"

    def collide(svgs):
        page.set_content(PAGE.format(style, sans, serif, "".join(dict.fromkeys(svgs))))
        faces = page.evaluate("() => document.fonts.ready.then(faces => [...faces].map(face => face.status))")
        assert "error" not in faces and ("loaded" in faces) == (sans == OWN)
        return sorted(set(page.evaluate(COLLISIONS)))

    yield collide
    page.close()


@cache
def pictures(call):
    """Return the pictures of a figure at its start, at each control's ends and middle, and at all controls' ends."""
    explorer = make(call)
    return [explorer._draw(values).svg for values in [*looks(explorer), *corners(explorer)]]


@pytest.mark.parametrize("call", [*calls(), TRAINING])
def test_words_have_their_place(collisions, call):
    found = collisions(pictures(call))
    assert not found


LONG = "matmul: Input operand 1 has a mismatch in its core dimension 0, with signature (n?,k),(k,m?)->(n?,m?)"


def fails(*_, **__):
    raise ValueError(LONG)


def test_what_a_learners_error_says_has_its_place(collisions):
    sorry = explore(fails, it=switch("it"))
    trained = widgets.training(net, *batch, fails, {})
    assert all("matmul" in shown.picture.text for shown in (sorry, trained))
    found = collisions([sorry.picture.svg, trained.picture.svg])
    assert not found


FAULTS = {
    "words on words": label(100, 50, "one") + label(110, 56, "another"),
    "words that touch": label(100, 50, "one", "end") + label(101, 50, "another", "start"),
    "words beyond the side": label(290, 50, "sideways", "start"),
    "words beyond the foot": label(100, 104, "deep"),
    "words wider than their box": rectangle(80, 30, 40, 30) + label(100, 50, "wide words"),
    "words below their box": rectangle(80, 30, 80, 30) + label(120, 64, "low", size=20),
    "words wider than their node": node(100, 50, "wide words", radius=20),
    "words across the edge of a box": rectangle(80, 30, 80, 30) + label(165, 50, "over"),
    "words across the edge of a node": node(100, 50, radius=20) + label(130, 50, "over"),
    "words on a line": line(50, 46, 150, 46) + label(100, 50, "over"),
    "words below a line": label(100, 50, "under") + line(100, 20, 100, 80),
    "words with a halo below a line": label(100, 50, "under", halo=True) + line(50, 20, 150, 80),
}
SOUND = {
    "two rows": label(100, 50, "one") + label(100, 66, "another"),
    "a row of two": label(100, 50, "one", "end") + label(105, 50, "another", "start"),
    "words in a box and beside it": rectangle(80, 30, 80, 30)
    + label(120, 50, "within")
    + label(165, 50, "by", "start"),
    "words in a node and below it": node(100, 50, "$z$", "1.2") + label(100, 90, "below"),
    "words with a halo on a line": line(50, 46, 150, 46) + label(100, 50, "over", halo=True),
    "words on a plate and in a node on lines": line(50, 46, 250, 46) + tag(100, 46, "over") + node(180, 46, "$z$"),
    "words on a line of a grid": line(50, 46, 150, 46, opacity=0.12) + label(100, 50, "over"),
    "words beside the end of a line": line(20, 46, 80, 46) + label(84, 50, "beside", "start"),
    "words beyond the plot that a line leaves": Axes((0, 1), (0, 1), (20, 20, 100, 40)).curve([0, 3], [0.3, 0.3])
    + label(160, 52, "beyond"),
    "words struck out": code(60, 50, "j = j + 1", opacity=0.45) + line(60, 46, 140, 46) + label(200, 50, "forgotten"),
}


@pytest.mark.parametrize("drawing", FAULTS | SOUND)
def test_a_fault_is_seen_and_nothing_else(collisions, drawing):
    found = collisions([picture(300, 100, (FAULTS | SOUND)[drawing], title=drawing).svg])
    assert bool(found) == (drawing in FAULTS), found
