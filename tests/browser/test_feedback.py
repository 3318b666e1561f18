"""A feedback page in a real browser: nothing runs, nothing is fetched, all of it fits a telephone, light and dark."""

import shutil

import pytest

from autograder.course import lesson as lessons

from ..course import LESSON
from ..test_feedback_page import COMMENT, Class, judged

LOOKS = [("light", 1000), ("dark", 1000), ("light", 390), ("dark", 390)]
CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = color => {
    canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = light(getComputedStyle(document.documentElement).backgroundColor);
  return [...document.querySelectorAll('.overview, .overview a, .state, h1, header p')].map(part => {
    const text = light(getComputedStyle(part).color);
    return (Math.max(page, text) + 0.05) / (Math.min(page, text) + 0.05);
  });
}"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Return the path of a page full of attacks, with a comment and a penalty."""
    course = Class(tmp_path_factory.mktemp("feedback"))
    course.record("eve", judged(lessons.load(course.db_url, LESSON)), late=60, penalty=1, score=1, comment=COMMENT)
    course.page("eve")
    return course.root / "feedback" / "eve" / LESSON / f"{LESSON}.html"


@pytest.mark.parametrize("scheme, width", LOOKS)
def test_a_feedback_page_is_quiet_and_fits(chromium, page, scheme, width):
    window = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    heard, asked = [], []
    window.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    window.on("pageerror", lambda error: heard.append(str(error)))
    window.on("request", lambda request: asked.append(request))
    window.goto(page.as_uri())
    assert heard == [] and asked.pop(0).url == page.as_uri()
    assert {request.failure for request in asked} == {"csp"}  # the pictures of the attacks: none is fetched
    assert window.evaluate("document.documentElement.scrollWidth") == width
    assert min(window.evaluate(CONTRAST)) >= 4.5
    window.click("a[href='#at-update']")
    assert abs(window.evaluate("document.getElementById('at-update').getBoundingClientRect().top")) < 50
    heights = window.evaluate("[...document.querySelectorAll('math')].map(m => m.getBoundingClientRect().height)")
    assert len(heights) > 20 and min(heights) > 3
    window.close()


@pytest.mark.ci
def test_its_links_lead_to_their_places_in_jupyterlab_too(chromium, lab, page):
    from playwright.sync_api import expect

    address, home = lab
    shutil.copy(page, home / "notebooks" / "feedback.html")
    window, heard = chromium.new_page(viewport={"width": 1200, "height": 800}), []
    window.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    window.goto(f"{address}/lab/workspaces/feedback/tree/feedback.html")
    viewer = window.frame_locator(".jp-HTMLViewer iframe")
    viewer.locator("a[href='#at-update']").click(timeout=120_000)
    expect(viewer.locator("#at-update")).to_be_in_viewport(timeout=60_000)
    expect(viewer.locator("#points")).not_to_be_in_viewport()
    viewer.locator("#at-update a").click()
    expect(viewer.locator("#points")).to_be_in_viewport(timeout=60_000)
    assert heard == [] and viewer.locator("math").count() > 20
    window.close()
