"""The drawing kit: numbers as a reader wants them, words that cannot break a picture, shapes that say their sign."""

import xml.etree.ElementTree as ET

import pytest

from backprop.figures.axes import Axes, ticks
from backprop.figures.diagram import card, edge, node, places, tag
from backprop.figures.svg import arrow, bar, label, number, picture, plain, point, prose, signed, table, words

NUMBERS = {
    2.0999999999999996: "2.100",
    -0.155: "−0.155",
    -0.0: "0.000",
    -1e-17: "0.000",
    0.00004: "4.0 × 10⁻⁵",
    -0.00004: "−4.0 × 10⁻⁵",
    -0.0004999: "−5.0 × 10⁻⁴",
    0.0005: "0.001",
    12345.678: "12345.678",
    3e9: "3.0 × 10⁹",
    float("inf"): "∞",
    float("-inf"): "−∞",
    float("nan"): "undefined",
}
HOSTILE = "<b>&\"'$w_{<i>}^{&}$</svg>"


@pytest.mark.parametrize(("x", "written"), NUMBERS.items())
def test_a_number_is_written_for_a_reader(x, written):
    assert number(x) == written


def test_a_signed_number_shows_either_sign():
    assert [signed(x, 1) for x in (0.3, -0.3, 0, -1e-17)] == ["+0.3", "−0.3", "+0.0", "+0.0"]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-4, 4, [-4, -2, 0, 2, 4]),
        (0.3, 1.3, [0.4, 0.6, 0.8, 1, 1.2]),
        (0, 9000, None),
    ],
)
def test_ticks_are_round_numbers_within_the_axis(low, high, expected):
    found = ticks(low, high)
    assert found == expected if expected else 4 <= len(found) <= 7
    assert all(low <= tick <= high for tick in found)


def test_maths_is_set_with_its_scripts_in_svg_html_and_plain_text():
    maths = "$w_{12}^{(4)}$ = 1 & up"
    assert prose(maths) == "<i>w</i><sub>12</sub><sup>(4)</sup> = 1 &amp; up"
    assert plain(prose(maths)) == "w12(4) = 1 & up"
    drawn = ET.fromstring(f"<text>{words(maths)}</text>")
    assert "".join(drawn.itertext()).replace("\u200b", "") == "w12(4) = 1 & up"


def test_words_in_maths_return_to_the_base_line():
    moves = [float(span.get("dy", "0em")[:-2]) for span in ET.fromstring(f"<text>{words('$a_1^2b_1$')}</text>")]
    sizes = [
        0.72 if span.get("font-size") else 1.12 if span.get("class") else 1
        for span in ET.fromstring(f"<text>{words('$a_1^2b_1$')}</text>")
    ]
    assert sum(move * size for move, size in zip(moves, sizes, strict=True)) == pytest.approx(0, abs=0.02)


def test_nothing_written_can_break_out_of_a_picture():
    drawn = picture(100, 100, label(1, 1, HOSTILE), title=HOSTILE, readout=HOSTILE)
    root = ET.fromstring(drawn.svg)
    assert root.get("aria-label").startswith("<b>&\"'")
    assert [child.tag.rpartition("}")[2] for child in root] == ["text"]
    assert "<b>" not in drawn.readout and drawn.text.startswith("<b>&\"'")


PARTS = {
    "a bar": bar(10, 10, 30, 8),
    "a bar back": bar(10, 10, -30, 8),
    "an upright bar": bar(10, 10, 30, 8, upright=True),
    "an upright bar down": bar(10, 10, -30, 8, upright=True),
    "an empty bar": bar(10, 10, 0, 8),
    "an arrow": arrow(0, 0, 30, 0),
    "a short arrow": arrow(0, 0, 1, 0),
    "no arrow": arrow(0, 0, 0, 0),
    **{f"a {shape}": point(5, 5, shape=shape) for shape in ("disc", "ring", "square", "diamond", "cross")},
    "a node": node(10, 10, "$z$", ("1", "red")),
    "a card": card(10, 10, ("$z$", "red")),
    "an edge": edge((0, 0), (90, 9), -0.5),
    "a tag": tag(5, 5, "w", held=True),
    "a table": table(0, 0, [("a", "1"), ("b", "2", "red")]),
    "axes": Axes((0, 1), (0, 1), (10, 10, 80, 80)).frame("x", "y"),
    "a tangent": Axes((0, 1), (0, 1), (10, 10, 80, 80)).tangent(0.5, 0.5, 1, 9),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_well_formed_and_has_no_id(part):
    assert not [element for element in ET.fromstring(f"<svg>{PARTS[part]}</svg>").iter() if element.get("id")]


def test_a_negative_bar_and_edge_are_told_without_colour():
    assert PARTS["a bar back"].count("<path") == PARTS["an upright bar down"].count("<path") == 1  # the hatch
    assert "<path" not in PARTS["a bar"]
    assert "stroke-dasharray" in edge((0, 0), (90, 9), -0.5) and "stroke-dasharray" not in edge((0, 0), (90, 9), 0.5)


def test_a_hatch_stays_within_its_bar():
    for length, upright in ((-30, False), (-7, False), (-90, True), (-3, True)):
        path = ET.fromstring(f"<svg>{bar(100, 100, length, 12, upright=upright)}</svg>").find("path").get("d")
        places_ = [tuple(map(float, place.split())) for place in path.replace("L", "M").split("M")[1:]]
        low, high = ((94, 106), (100, 100 - length)) if upright else ((100 + length, 100), (94, 106))
        assert all(low[0] <= x <= low[1] and high[0] <= y <= high[1] for x, y in places_)


def test_nodes_stand_in_columns_centred_in_their_box():
    spots = places([2, 3, 2], (0, 0, 200, 90))
    assert spots[1, 1] == (0, 30) and spots[2, 2] == (100, 45) and spots[3, 2] == (200, 60)
