"""The site as a reader meets it: built as `make site` builds it, served from a subfolder, in real Chromium."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from xml.etree.ElementTree import tostring

import html5lib
import nbformat
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import backprop
from pages import sizes
from pages.contents import LESSONS

from .. import figures
from ..course import ROOT, solution_lines
from ..verdicts import LONG, some
from . import servers

PAGES = ("index.html", *(f"{stem}.html" for stem in LESSONS))
FIRST, *OTHERS = LESSONS
EACH = [FIRST, *(pytest.param(stem, marks=pytest.mark.ci) for stem in OTHERS)]
FOLDER = "some/folder"
PARTS = {"mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2, "munderover": 3}  # MathML
REACHED = """() => [...document.querySelectorAll('.bp-figure')].every(
  (figure) => figure.scrollWidth <= figure.clientWidth + 1 || figure.tabIndex === 0)"""
WRONG = """async ([id, name, looks]) => {
  const figure = document.getElementById(id), wrong = [], seen = new Set();
  const shown = () => [...figure.querySelectorAll(":scope > .bp-figure, :scope > .bp-readout")].map(e => e.innerHTML);
  const scratch = document.createElement("div");
  const asTheBrowserWritesIt = (html) => { scratch.innerHTML = html; return scratch.innerHTML; };
  for (const [places, frame] of looks) {
    const order = Object.keys(places).filter((other) => other !== name).concat(name);  // the one in hand is the last
    for (const each of order) {
      const control = figure.querySelector(`[data-name="${each}"]`), place = places[each];
      if (control.matches("details")) {
        if (control.open === Boolean(place)) continue;
        const toggled = new Promise((resolve) => control.addEventListener("toggle", resolve, { once: true }));
        control.open = Boolean(place);
        await toggled;
        continue;
      }
      let input = control;
      if (control.matches("fieldset")) { input = control.querySelectorAll("input")[place]; input.checked = true; }
      else if (control.matches("select")) control.selectedIndex = place;
      else if (control.type === "checkbox") control.checked = Boolean(place);
      else control.value = place;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    seen.add(shown().join());
    if (shown().join() !== frame.map(asTheBrowserWritesIt).join()) wrong.push(places);
  }
  return [wrong, seen.size];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site; return its folder."""
    root = tmp_path_factory.mktemp("site")
    where = {**os.environ, "PYTHONPATH": str(ROOT / "notebooks")}
    done = subprocess.run(
        [sys.executable, "-m", "pages", "--out", root / FOLDER], cwd=ROOT, env=where, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "04_gradient.html" in done.stdout and "Written in" in done.stdout
    return root / FOLDER


@pytest.fixture(scope="module")
def address(site):
    """Serve it in a subfolder; return its address."""
    with servers.files(site.parents[FOLDER.count("/")]) as server:
        yield f"{server}/{FOLDER}/"


@pytest.fixture
def reader(chromium, address):
    """Return a function that opens a page; what is asked of another address, or said on the console, fails the test."""
    contexts, complaints = [], []

    def open_(name, width=1280, **how):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, **how))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda r: None if r.url.startswith((address, "data:")) else complaints.append(r.url))
        page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + name)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def calls(stem):
    """Return the call of each figure of a lesson, by the figure's name."""
    lines = [*figures.calls(), figures.TRAINING]
    return {re.search(r": (\w+)", line)[1]: line for line in lines if line.startswith(stem)}


def made(call):
    """Return the explorer of a call; training's with the lesson's own samples and what is not written yet."""
    if call != figures.TRAINING:
        return figures.make(call)
    notebook = nbformat.read(ROOT / "notebooks/04_gradient.ipynb", 4)
    names = {"np": np, "net": backprop.net, "widgets": backprop.widgets}
    for cell in notebook.cells:
        if cell.cell_type == "code" and re.search(r"^(def (train|ring|\w+_prime)\(|my_slopes)", cell.source, re.M):
            exec(cell.source.replace("widgets.training(", "made = widgets.training("), names)
    return names["made"]


def looked_at(count, start):
    """Return the numbers of the places of a control to look at."""
    return sorted({0, start, (start + 1) % count, count // 2, count - 1})


@pytest.mark.parametrize("stem", EACH)
def test_every_control_of_every_figure_shows_the_frame_that_the_explorer_draws(reader, stem):
    page, known = reader(f"{stem}.html"), calls(stem)
    shown = page.evaluate("() => [...document.querySelectorAll('.explorer')].map(e => [e.id, e.dataset.frames])")
    assert len(shown) == len(known)
    for identity, address in shown:
        explorer = made(known[re.search(r"(\w+)\.js", address)[1]])
        page.evaluate("id => document.getElementById(id).dispatchEvent(new Event('pointerdown'))", identity)
        page.wait_for_function("file => fetched.has(file)", arg=address)
        controls = page.evaluate("file => fetched.get(file).controls", address)
        start = {name: rest(page, identity, name) for name in controls}
        for told in (0, 1):
            for name, control in controls.items():
                looks = []
                for place in looked_at(len(control["places"]), start[name]):
                    at = {**start, "told": told, name: place}
                    drawn = explorer._frame({other: controls[other]["places"][at[other]] for other in at})
                    looks.append((at, (drawn["svg"], drawn["readout"])))
                wrong, different = page.evaluate(WRONG, [identity, name, looks])
                assert wrong == [], f"{address}: other than the explorer's"
                assert different > 1 or name == "node", f"{address}: {name} moves nothing"  # no node at step 0


def rest(page, identity, name):
    """Return the place where a control is put while another is moved; of one that is never put back, its start."""
    return page.locator(f'#{identity} [data-name="{name}"]').evaluate("c => Number(c.dataset.rest ?? 0)")


def test_a_slider_puts_the_others_back_and_says_the_values_that_the_figure_has(reader):
    page = reader("01_intuition.html")
    figure = page.locator('.explorer[data-frames*="learning_rate"]')
    figure.scroll_into_view_if_needed()
    eta, steps = (figure.locator(f'[data-name="{name}"]') for name in ("eta", "steps"))
    eta.focus()
    page.keyboard.press("ArrowLeft")
    expect(figure.locator("output")).to_have_text(["1.00", "12", "0.00"])  # once the frames have come
    assert eta.get_attribute("aria-valuetext") == "1.00"
    steps.focus()
    page.keyboard.press("Home")
    expect(figure.locator("output")).to_have_text(["1.05", "0", "0.00"])
    page.wait_for_function("() => document.activeElement.closest('.explorer').querySelector('.unseen').textContent")


def test_what_is_drawn_to_be_picked_sets_the_sliders(reader):
    page = reader("02_notation.html")
    figure = page.locator('.explorer[data-frames*="index_explorer"]')
    figure.scroll_into_view_if_needed()
    page.wait_for_function("() => fetched.size > 0")
    picked = figure.locator('> .bp-figure [data-pick*=\'"l": 3, "j": 3, "k": 1\']').first
    picked.dispatch_event("click")
    expect(figure.locator("output")).to_have_text(["3", "3", "1"])


def test_choosing_an_answer_by_keyboard_uncovers_the_figure_and_says_whether_it_is_so(reader):
    page = reader("01_intuition.html")
    figure = page.locator("#figure-1")
    covered = figure.locator("> .bp-readout").inner_text()
    figure.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.wait_for_function(
        "before => document.querySelector('#figure-1 > .bp-readout').innerText !== before", arg=covered
    )
    assert "It changes the loss about four times as much. It is not so." in figure.locator(".chosen").inner_text()
    figure.locator("summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "before => document.querySelector('#figure-1 > .bp-readout').innerText === before", arg=covered
    )


@pytest.mark.parametrize("stem", EACH)
def test_without_javascript_each_figure_stands_at_its_start_and_its_answer_opens(reader, stem):
    page = reader(f"{stem}.html", java_script_enabled=False)
    for figure, call in zip(page.locator(".explorer").all(), calls(stem).values(), strict=True):
        explorer = made(call)
        start = explorer._frame(explorer.values)
        told = explorer._frame({**explorer.values, "told": True})
        pictures = figure.locator(".bp-figure > svg")
        assert [picture.get_attribute("aria-label") for picture in pictures.all()] == [
            re.search(r'aria-label="([^"]*)"', shown["svg"])[1].replace("&#x27;", "'") for shown in (told, start)
        ]
        assert not pictures.first.is_visible() and pictures.last.is_visible()
        assert not figure.locator(".controls").is_visible()
        assert figure.locator("> .bp-readout").inner_text()
        figure.locator("summary").click()
        assert pictures.first.is_visible()


@pytest.mark.parametrize("stem", ["index", *EACH])
def test_no_page_scrolls_sideways_on_a_phone_or_enlarged_to_twice_its_size(reader, stem):
    page = reader(f"{stem}.html")
    page.evaluate("() => { for (const d of document.querySelectorAll('details')) d.open = true; }")
    for width, letters in ((390, 1), (320, 1), (1280 // 2, 1), (1280 // 2, 2)):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("times => { document.documentElement.style.fontSize = `${100 * times}%`; }", letters)
        assert page.evaluate("() => document.documentElement.scrollWidth") == width
        page.wait_for_function(REACHED)


def test_on_paper_a_page_is_light_hints_stand_open_and_no_line_of_code_is_cut(reader):
    page = reader("01_intuition.html", width=700, color_scheme="dark")
    paper = "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(part => part > 200)"
    hint, question = page.locator("main > details > p").first, page.locator(".question details p").first
    assert not page.evaluate(paper) and not hint.is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(paper) and hint.is_visible() and not question.is_visible()
    assert page.evaluate("() => [...document.querySelectorAll('pre')].every(p => p.scrollWidth <= p.clientWidth)")


ROOMY = """() => [...document.querySelectorAll(".explorer")].map((figure) => {
  const { at, templates, cut } = fetched.get(figure.dataset.frames), all = document.createElement("div");
  const said = new Set(Object.values(at).map((frame) => {
    const [template, ...values] = frame.split(" ");
    return templates[template].map((piece, i) => piece + (values[i] ?? "")).join("").split(cut)[1];
  }));
  const longest = [...said].sort((one, other) => other.length - one.length).slice(0, 30);
  all.innerHTML = longest.map((words) => `<p class="bp-readout">${words}</p>`).join("");
  figure.append(all);
  const most = Math.max(...[...all.children].map((each) => each.offsetHeight));
  all.remove();
  return [figure.dataset.frames, most, figure.querySelector(":scope > .bp-room").offsetHeight];
})"""


@pytest.mark.parametrize("stem", ["index", *EACH])
def test_what_stands_below_a_figure_stays_where_it_is_whatever_its_read_out(reader, stem):
    page = reader(f"{stem}.html")
    page.evaluate("() => document.querySelectorAll('.explorer').forEach(show)")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.explorer')].every(e => fetched.has(e.dataset.frames))"
    )
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        small = [(figure, most, room) for figure, most, room in page.evaluate(ROOMY) if most > room]
        assert small == [], f"at {width}"


LOOKS = [(name, *look) for name in PAGES for look in (("light", 1280), ("dark", 390))]


@pytest.mark.parametrize(("name", "scheme", "width"), LOOKS if LONG else some(LOOKS[::3]))
def test_axe_finds_nothing_in_light_and_dark_wide_and_narrow(reader, name, scheme, width):
    page = reader(name, width, color_scheme=scheme)
    page.evaluate("() => { for (const d of document.querySelectorAll('details')) d.open = true; }")
    how = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    result = Axe().run(page, options=how).response
    assert {rule["id"] for rule in result["passes"]} >= {"color-contrast", "label", "region", "target-size"}
    assert [(broken["id"], [node["html"][:200] for node in broken["nodes"]]) for broken in result["violations"]] == []


def test_equations_that_go_over_lines_have_their_signs_beneath_each_other(reader):
    page = reader("04_gradient.html")
    places = page.evaluate("""() => [...document.querySelectorAll("mtable:has(> mtr > [columnalign])")].map(
        (table) => [...table.querySelectorAll("mtr > mtd:nth-child(2)")].map(
            (cell) => cell.firstElementChild.getBoundingClientRect().left))""")
    assert len(places) == 4 and all(len(lines) > 1 and max(lines) - min(lines) < 1 for lines in places), places


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_valid_html_with_ids_of_its_own(site, name):
    text = (site / name).read_text("utf-8")
    page = html5lib.HTMLParser(strict=True).parse(text)
    formulas = [each for each in page.iter() if str(each.tag).rpartition("}")[2] in PARTS]
    assert [tostring(each) for each in formulas if len(each) != PARTS[each.tag.rpartition("}")[2]]] == []
    ids = re.findall(r'\sid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\sfor="([^"]*)"', text)) <= set(ids)


class Links(HTMLParser):
    """Every address that a page names."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Keep what a tag links to or loads."""
        self.found += [value for name, value in attributes if name in ("href", "src", "data-frames") and value]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_what_is_there(site, name):
    for link in Links((site / name).read_text("utf-8")).found:
        if link.startswith(("https://github.com/", "https://mybinder.org/", "https://nbgrader.", "data:")):
            continue
        path, _, anchor = link.partition("#")
        target = site / (path or name)
        assert target.is_file(), link
        assert not anchor or f'id="{anchor}"' in target.read_text("utf-8"), link


def test_no_page_shows_a_solution(site):
    pages = "\n".join((site / f"{stem}.html").read_text("utf-8") for stem in LESSONS)
    words = re.sub(r"<[^>]*>", "", pages)
    long = {line for line in solution_lines(ROOT) if len(line) > 25}
    assert len(long) > 30
    assert {line for line in long if line in words} == set()


def test_a_page_and_its_first_figure_weigh_less_than_200_kb(site):
    rows = sizes.measure(site)
    assert [row[0] for row in rows] == [*PAGES]
    assert all(first < 200_000 for *_, first in rows), sizes.table(site)
