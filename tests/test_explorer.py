"""The kernel's half of the explorer: strips, round trips, figures that fail, and what a page without widgets shows."""

import asyncio
import json
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from backprop.figures.svg import label, picture
from backprop.widgets import controls, strips
from backprop.widgets.controls import choice, slider, switch
from backprop.widgets.explorer import explore


@pytest.fixture
def shown():
    """Return an explorer with every kind of control; its figure lists what it has drawn in ``drawn``."""
    drawn = []

    def figure(w, b, letter, loud):
        drawn.append((w, b, letter, loud))
        words = f"{letter} {w} {b} {loud}"
        return picture(300, 90, label(5, 50, words), title="words", readout=words)

    made = explore(
        figure,
        w=slider(-1.0, 1.0, 0.1, 0.5, "weight"),
        b=slider(0, 4, 1, 3, "bias"),
        letter=choice([("a", "A"), ("b", "B")], "letter"),
        loud=switch("loud"),
    )
    made.drawn, made.sent = drawn, []
    made.frame.send = lambda message, buffers=(): made.sent.append((message, buffers))
    return made


def take(made, held):
    """Take hold of a control as the browser does; return its strip, the parts put together."""
    others, before = others_of(made, held), len(made.sent)
    alone(made._asked, None, {"strip": held, "others": others}, [])
    parts = [unpacked(sent, held) for sent in made.sent[before:]]
    assert all(part["held"] == held and part["others"] == others for part in parts)
    return parts[0] | {name: [one for part in parts for one in part[name]] for name in ("keys", "frames")}


def alone(function, *given):
    """Call a function in a thread of its own, where no loop runs: playwright's does in that of the tests."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *given).result()


def others_of(made, held):
    """Return the values of all controls but the one in hand."""
    return {name: value for name, value in made.values.items() if name != held}


def unpacked(sent, held):
    """Return what one message to the browser holds of the strip of a control."""
    message, (packed,) = sent
    assert message == {"strip": held}
    return json.loads(zlib.decompress(packed))


def test_none_is_no_value_of_a_choice():
    with pytest.raises(ValueError, match=r"choice\('letter'\): None cannot be chosen"):
        choice([("both", None), ("a", "A")], "letter")


@pytest.mark.parametrize(("held", "count"), [("w", 21), ("b", 5), ("letter", 2), ("loud", 2)])
def test_a_strip_holds_the_frame_of_every_value(shown, held, count):
    strip = take(shown, held)
    assert len(strip["keys"]) == len(strip["frames"]) == count
    for key, (svg, readout) in zip(strip["keys"], strip["frames"], strict=True):
        alone = shown._draw({**strip["others"], held: key})
        assert (svg, readout) == (alone.svg, alone.readout)


def test_values_that_a_strip_covers_are_not_drawn_again(shown):
    take(shown, "w")
    shown.drawn.clear()
    for value in (0.6, 0.6000000000000001, -1.0, 1.0):
        shown.controls["w"].value = value
    assert not shown.drawn
    shown.controls["loud"].value = True
    shown.controls["w"].value = 0.3
    assert len(shown.drawn) == 2 and shown.frame.shown["readout"] == "A 0.3 3 True"


@pytest.mark.parametrize("part", [0, 600])
def test_a_strip_comes_from_the_value_in_hand_outwards_whatever_its_parts(shown, monkeypatch, part):
    for most in ("FIRST", "PART"):
        monkeypatch.setattr(strips, most, part)
    keys = take(shown, "w")["keys"]
    assert keys[0] == 0.5 and sorted(keys) == controls.keys(shown.controls["w"])
    assert [abs(key - 0.5) for key in keys] == sorted(abs(key - 0.5) for key in keys)
    assert len(shown.sent) == (len(keys) if part == 0 else 1)


def test_whoever_takes_hold_of_the_second_slider_does_not_wait_for_the_first(shown, monkeypatch):
    monkeypatch.setattr(strips, "PART", 0)  # each frame a part

    async def hold_both():
        for held in ("w", "b"):
            shown._asked(None, {"strip": held, "others": others_of(shown, held)}, [])
        await shown._sending

    alone(asyncio.run, hold_both())
    assert [message["strip"] for message, _ in shown.sent] == ["w", *["b"] * 5]
    assert shown._covered({**shown.values, "b": 4}) and not shown._covered({**shown.values, "w": 0.6})
    shown.drawn.clear()
    shown.controls["b"].value = 4
    assert not shown.drawn


def test_between_two_parts_of_a_strip_a_value_that_it_lacks_is_drawn(shown, monkeypatch):
    monkeypatch.setattr(strips, "PART", 0)

    async def hold_and_move():
        shown._asked(None, {"strip": "w", "others": others_of(shown, "w")}, [])
        await asyncio.sleep(0)
        shown.controls["w"].value = -1.0  # the farthest
        return len(shown.sent), shown.frame.shown["readout"]

    sent, readout = alone(asyncio.run, hold_and_move())
    assert sent == 1 and readout == "A -1.0 3 False"


def test_a_frame_that_the_browser_misses_is_sent(shown):
    take(shown, "w")
    shown._asked(None, {"draw": {"w": 0.7, "b": 3, "letter": 1, "loud": False}}, [])
    assert shown.frame.shown["readout"] == "B 0.7 3 False"


def test_a_frame_that_has_come_to_rest_is_kept_and_not_drawn_again(shown):
    strip = take(shown, "w")
    svg, readout = strip["frames"][strip["keys"].index(0.7)]
    shown.drawn.clear()
    shown._asked(None, {"keep": {"values": {**strip["others"], "w": 0.7}, "svg": svg, "readout": readout}}, [])
    assert shown.frame.shown["readout"] == "A 0.7 3 False" and not shown.drawn


def test_a_figure_gets_its_sliders_exact_steps(shown):
    shown.controls["w"].value = 0.30000000000000027
    assert shown.drawn[-1][0] == 0.3
    assert controls.keys(shown.controls["w"])[13] == 0.3
    assert all(isinstance(key, int) for key in controls.keys(shown.controls["b"]))


@pytest.mark.parametrize("limit", ["SECONDS", "BYTES"])
def test_a_strip_that_costs_too_much_is_cut_around_the_value_in_hand(shown, monkeypatch, limit):
    monkeypatch.setattr(strips, limit, 1e-9)
    strip = take(shown, "w")
    assert strip["keys"] == [0.5]
    shown.drawn.clear()
    shown.controls["w"].value = 0.6
    assert shown.drawn == [(0.6, 3, "A", False)]


@pytest.mark.parametrize("error", [ValueError("no <b>"), SystemExit(3), KeyboardInterrupt(), RecursionError()])
def test_a_figure_that_cannot_be_drawn_says_so_in_its_place_and_recovers(shown, error):
    def broken(**values):
        raise error

    good, shown.figure = shown.figure, broken
    shown.controls["b"].value = 1
    svg, readout = shown.frame.shown["svg"], shown.frame.shown["readout"]
    assert f"This figure could not be drawn: {type(error).__name__}" in readout
    assert 'viewBox="0 0 300 90"' in svg and "Traceback" not in svg and "<b>" not in svg + readout
    shown.figure = good
    shown.controls["b"].value = 2
    assert shown.frame.shown["readout"] == "A 0.5 2 False"


class Unspeakable(Exception):
    """An error whose own words fail."""

    def __str__(self):
        raise RuntimeError


def test_an_error_without_words_is_named(shown):
    def broken(**values):
        raise Unspeakable

    shown.figure = broken
    shown.controls["b"].value = 1
    assert "could not be drawn: Unspeakable" in shown.frame.shown["readout"]


def test_a_page_without_widgets_shows_the_frame_and_its_read_out(shown):
    data, _ = shown._repr_mimebundle_()
    assert "<svg" in data["text/html"] and "--bp-w" in data["text/html"]
    assert data["text/plain"] == "A 0.5 3 False"
    assert "application/vnd.jupyter.widget-view+json" in data


def test_sliders_show_as_many_decimals_as_their_step():
    formats = [slider(0.0, 4.0, step, 1.0, "x").readout_format for step in (0.5, 0.25, 0.125, 0.05, 1.0)]
    assert formats == [".1f", ".2f", ".3f", ".2f", ".0f"]
