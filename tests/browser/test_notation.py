"""Lesson 2's index explorer, taken by its other end: a click on an edge or a matrix entry."""

import pytest

CELL = "from backprop import net, widgets\nwidgets.index_explorer(net)"


@pytest.mark.parametrize(
    ("picked", "where"),
    [((4, 2, 3), "text"), ((3, 3, 1), "path"), ((2, 3, 2), "path")],
    ids=["a matrix entry", "an edge", "an edge of the first weights"],
)
def test_a_click_sets_all_three_sliders(notebook, picked, where):
    (figure,) = notebook([CELL]).figures()
    before = figure.frame
    figure.place.get_by_role("button", name="show me").click()
    figure.wait_change(before)
    l, j, k = picked
    before = figure.frame
    place = figure.place.locator(f"""[data-pick='{{"l": {l}, "j": {j}, "k": {k}}}'] {where}""")
    place.last.click(force=True)
    figure.wait_change(before)
    figure.page.wait_for_function(
        f"() => document.querySelector('.bp-readout').innerText.includes('W[{l}][{j - 1}, {k - 1}]')"
    )
    assert [figure.value(handle) for handle in figure.sliders()] == [str(l), str(j), str(k)]
