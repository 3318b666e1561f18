"""Each lesson's notebook as a learner opens it: run from top to bottom, and every control of every figure moved once.

That each value of each control has its frame, and that the frame is right, is proved without a browser: in test_figures
and test_explorer.
"""

import re
from functools import partial

from ..course import ROOT

FIGURE = re.compile(r"^widgets\.(?!prediction\()", re.MULTILINE)  # a question alone is none


def test_every_control_of_every_figure_changes_it(lesson):
    name, opened = lesson
    shown = len(FIGURE.findall((ROOT / "source" / name / f"{name}.md").read_text("utf-8")))
    opened.page.wait_for_function(f"() => document.querySelectorAll('.bp-explorer').length === {shown}")
    figures = opened.figures()
    for figure in figures:
        assert figure.readout.strip()
        sliders = figure.sliders()
        moves = [partial(figure.press, handle, "Home" if figure.at_end(handle) else "End") for handle in sliders]
        moves += [partial(figure.drag, handle, 0.3, 0.6) for handle in sliders[-1:]]
        moves += [partial(figure.change, control) for control in figure.others()]
        for move in moves:
            before = figure.frame
            move()
            figure.wait_change(before)
            figure.assert_right()
        for row in figure.place.locator(".widget-toggle-buttons").all():
            assert row.locator("button.mod-active[aria-pressed=true]").count() == 1


def test_every_control_has_a_name_and_every_picture_words(lesson):
    for figure in lesson[1].figures():
        picture = figure.place.locator(".bp-picture")
        assert picture.get_attribute("role") == "img" and picture.get_attribute("aria-label")
        figure.page.wait_for_function(
            "place => [...place.querySelectorAll('.noUi-handle')].every(h => h.ariaLabel && h.ariaValueText)",
            arg=figure.place.element_handle(),
        )
        values = [handle.get_attribute("aria-valuetext") for handle in figure.sliders()]
        assert all(re.fullmatch(r"[-−]?\d+(\.\d{1,3})?", value) for value in values), values


def test_every_word_of_every_figure_can_be_read_in_the_dark(lesson):
    lesson[1].theme("dark")
    for figure in lesson[1].figures():
        fills = figure.place.locator(".bp-picture text:not(.bp-halo)").evaluate_all(
            "all => all.map(t => getComputedStyle(t).fill)"
        )
        for fill in set(fills):
            assert contrast(fill, (17, 17, 17)) >= 4.5, fill


def contrast(fill, paper):
    """Return the contrast, by WCAG 2, of a CSS colour with the page's."""
    bright, dim = sorted(
        (luminance([float(x) for x in re.findall(r"[\d.]+", fill)][:3]), luminance(paper)), reverse=True
    )
    return (bright + 0.05) / (dim + 0.05)


def luminance(rgb):
    """Return the relative luminance of red, green and blue, each 0 to 255."""
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
