"""No words of a figure lie on other words or outside of its picture, at any end of any control."""

import pytest

from backprop.figures.picture import STYLE

from ..figures import calls, looks, make

WIDEST = "'DejaVu Sans', Verdana, sans-serif"  # of the fonts that JupyterLab may find on a machine
PAGE = "<!doctype html><meta charset=utf-8><style>{} body {{ --jp-content-font-family: {} }}</style>{}"
COLLISIONS = """() => [...document.querySelectorAll('.bp-picture')].flatMap((picture) => {
  const box = (t) => t.getBoundingClientRect(), frame = box(picture);
  const words = [...picture.querySelectorAll('text')].filter((t) => t.textContent.trim() && box(t).width);
  const found = [];
  for (const [i, one] of words.entries()) {
    const a = box(one);
    if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 2 || a.bottom > frame.bottom + 2)
      found.push(`outside: ${one.textContent}`);
    for (const other of words.slice(i + 1)) {
      const b = box(other);
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 5) found.push(`${one.textContent} | ${other.textContent}`);
    }
  }
  return found;
})"""


@pytest.mark.parametrize("call", calls())
def test_words_do_not_collide(chromium, call):
    explorer = make(call)
    pictures = [explorer._draw(values).svg for values in looks(explorer)]
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    page.set_content(PAGE.format(STYLE, WIDEST, "".join(pictures)))
    found = page.evaluate(COLLISIONS)
    page.close()
    assert not found, sorted(set(found))
