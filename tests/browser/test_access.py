"""The lessons for every eye and hand: what axe finds in JupyterLab, dark hosts that are not JupyterLab, high contrast.

axe looks at what is ours: rendered texts, outputs, figures. JupyterLab's own tool bars, menus and editors are left out,
and so are plots, to whose <img> JupyterLab gives no words, whatever a notebook says (their cells print the numbers).
Contrast is measured by contrast.js: axe takes what is scrolled out of view for hidden, and passes over words in SVG.
It leaves out JupyterLab's colours of code in a text: in the dark a comment's has 4.15, and notebooks cannot set it.
"""

from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from backprop import check, widgets
from backprop.figures.palette import COLOURS

from ..course import LESSONS, ROOT
from ..figures import calls, make
from ..verdicts import LONG

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
WIDTHS = {1280: 900, 1024: 700, 640: 450, 390: 844}  # 640 x 450 is 1280 x 900 at 200 % zoom
ALL = [(lesson, theme) for lesson in LESSONS for theme in ("light", "dark")]
SOME = [("01_intuition", "dark")]
OURS = {"include": [[".jp-RenderedHTMLCommon"], [".jp-OutputArea-output"]], "exclude": [[".jp-RenderedImage img"]]}
WORDS = ".jp-Notebook .jp-RenderedHTMLCommon, .jp-Notebook .jp-OutputArea-output"
SCROLLED = "scrollable-region-focusable"  # of a text it is JupyterLab's own scroller; the browser itself reaches that
REACHED = """() => [...document.querySelectorAll('.bp-figure, .jp-MarkdownOutput')].every(
  (wide) => wide.scrollWidth <= wide.clientWidth + 1 || wide.tabIndex === 0)"""
FOLDS = "() => { for (const fold of document.querySelectorAll('.jp-Notebook details')) fold.open = true; }"


@pytest.fixture
def alone(window):
    """Show one document alone, as `make lab` and Binder do; in the end put mode, size and media back.

    A test names this before `notebook`, so that no notebook is open as the mode changes.
    """
    page = window[0]

    def command(name, arguments=None):
        page.evaluate("([name, given]) => jupyterapp.commands.execute(name, given).then(() => null)", [name, arguments])

    command("application:set-mode", {"mode": "single-document"})
    if not page.evaluate("() => jupyterapp.shell.leftCollapsed"):
        command("application:toggle-left-area")
    yield page
    page.emulate_media(forced_colors="none", color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    command("application:set-mode", {"mode": "multiple-document"})


@pytest.mark.ci
@pytest.mark.parametrize(("lesson", "theme"), ALL if LONG else SOME)
def test_axe_finds_nothing_at_any_width(alone, notebook, lesson, theme):
    rendered(notebook(f"{lesson}.ipynb", theme))
    for answer in alone.locator(".bp-show-me").all():
        answer.evaluate("button => button.click()")
    alone.evaluate(FOLDS)
    for width, height in WIDTHS.items():
        alone.set_viewport_size({"width": width, "height": height})
        alone.wait_for_function(REACHED)
        found = Axe().run(alone, context=OURS, options={"resultTypes": ["violations"]}).response
        assert {rule["id"] for rule in found["passes"]} >= {"button-name", "svg-img-alt", "summary-name"}
        broken = [(width, rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]]
        assert [each for each in broken if not (each[1] == SCROLLED and "jp-MarkdownOutput" in each[2])] == []
    assert alone.evaluate(f"() => [...document.querySelectorAll('{WORDS}')].flatMap({CONTRAST})") == []


def rendered(opened):
    """Wait until JupyterLab, which takes its time for cells out of view, has rendered all of them."""
    opened.page.wait_for_function(f"() => {opened.panel}.content.widgets.every(c => c.isAttached && !c.placeholder)")
    opened.figures()


MARKED = [  # a dark host: its name, how it marks itself, its ground, its words
    ("VS Code", "<html><body class='vscode-dark' data-vscode-theme-kind='vscode-dark'>", "#1f1f1f", "#cccccc"),
    ("VS Code, high contrast", "<html><body class='vscode-high-contrast'>", "#000000", "#ffffff"),
    ("Colab", "<html theme='dark'><body>", "#383838", "#d5d5d5"),
]
UNKNOWN = ("a dark page that tells nothing of itself", "<html><body>", "#111111", "#eeeeee")
PAGE = "<!doctype html>{start}<style>body {{ background: {ground}; color: {words} }} {style}</style>{content}"
LIGHT = """:root { --jp-layout-color0: white; --jp-layout-color1: white; --jp-layout-color2: #eeeeee;
  --jp-content-font-color1: rgba(0, 0, 0, .87); --jp-ui-font-color1: rgba(0, 0, 0, .87);
  --jp-widgets-label-color: rgba(0, 0, 0, .87); --jp-widgets-readout-color: rgba(0, 0, 0, .87);
  --jp-widgets-input-color: rgba(0, 0, 0, .87); --jp-widgets-input-background-color: white; }"""
GROUNDS = {  # what a host lays behind a widget, and what of JupyterLab's variables is there
    "nothing": "",
    "white, as VS Code does": ".host { background: white }",
    "the variables of a light page, as ipywidgets brings along": LIGHT,
}
SHOWN = """from backprop import batch, net, sample, widgets
from IPython.display import display
for figure in (widgets.two_ways(net, sample), widgets.wishes(net, sample), widgets.three_factors(net, sample),
               widgets.own_network(net, batch), widgets.prediction("five numbers")):
    display(figure)"""
RULES = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule => rule.cssText)
  .filter(text => !/--jp-[\\w-]+\\s*:/.test(text) && !/^(html|body|\\*)/.test(text)).join('\\n')"""


@pytest.fixture(scope="module")
def blank(chromium):
    """Return an empty page."""
    page = chromium.new_page(viewport={"width": 900, "height": 900})
    yield page
    page.close()


def in_host(page, host, content, style=""):
    """Load ``content`` as an output of a dark ``host``; return the words in it that cannot be read."""
    _, start, ground, words = host
    page.set_content(PAGE.format(start=start, ground=ground, words=words, style=style, content=content))
    return page.evaluate(f"() => ({CONTRAST})(document.body)")


@pytest.mark.parametrize("host", [*MARKED, UNKNOWN], ids=lambda host: host[0])
def test_figures_questions_and_cards_without_a_kernel_can_be_read_in_a_dark_host(blank, host):
    def slope(C, w, h=1e-5):
        return (C(w + h) - C(w)) / h

    outputs = [make(call)._repr_mimebundle_()[0]["text/html"] for call in calls()[::4]]
    outputs += [widgets.prediction("five numbers").html(), check(slope)._repr_html_()]
    assert in_host(blank, host, "".join(f"<div>{output}</div>" for output in outputs)) == []
    assert in_host(blank, host, f"<p style='color: {host[2]}'>words on their like</p>") != []


@pytest.mark.ci
def test_figures_as_widgets_can_be_read_in_a_dark_host(notebook, blank):
    opened = notebook([SHOWN])
    opened.figures()
    for answer in opened.page.locator(".bp-show-me").all()[::2]:
        answer.click()
    opened.wait_idle()
    shown = opened.page.locator(".jp-Notebook .jp-OutputArea").first.inner_html()
    rules = opened.page.evaluate(RULES)
    for host in (*MARKED, UNKNOWN):
        for ground, style in GROUNDS.items():
            unread = in_host(blank, host, f"<div class='host'>{shown}</div>", f"{style} {rules}")
            assert unread == [], (host[0], ground)
            tone = blank.locator(".bp-explorer").first.evaluate("e => getComputedStyle(e).getPropertyValue('--bp-w')")
            assert tone.strip() == COLOURS["w"][host != UNKNOWN]


INKS = {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_sliders_can_be_seen_in_high_contrast(alone, notebook, scheme):
    notebook([SHOWN]).figures()
    alone.emulate_media(forced_colors="active", color_scheme=scheme)
    assert alone.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert alone.evaluate(f"() => ({CONTRAST})(document.querySelector('.jp-Notebook'))") == []
    tone = alone.locator(".bp-explorer").first.evaluate("e => getComputedStyle(e).getPropertyValue('--bp-w')")
    assert tone.strip() == COLOURS["w"][scheme == "dark"]
    tracks = alone.locator(".noUi-connects").all()
    assert {track.evaluate("e => getComputedStyle(e).backgroundColor") for track in tracks} == {INKS[scheme]}


def test_keys_stay_within_whatever_has_the_focus_in_a_figure(alone, notebook):
    notebook([SHOWN, "later = 1"]).figures()
    alone.set_viewport_size({"width": 390, "height": 844})  # figures scroll here, and so can have the focus, too
    alone.wait_for_function("() => [...document.querySelectorAll('.bp-figure')].every(figure => figure.tabIndex === 0)")
    cells, active = alone.locator(".jp-Notebook .jp-Cell"), "() => document.querySelectorAll('.jp-Cell.jp-mod-active')"
    parts = ".noUi-handle, .widget-readout, .bp-explorer select, .bp-explorer button, .bp-explorer input, .bp-figure"
    found = [part for part in alone.locator(f":is({parts}):visible").all() if part.is_enabled()]
    kinds = {part.evaluate("part => part.tagName + (part.type ?? part.classList[0])") for part in found}
    assert len(kinds) >= 6, kinds
    for part in found:
        part.focus()
        for key in ("d", "d", "ArrowDown", "b"):  # for JupyterLab: delete the cell, go to the next one, add one
            alone.keyboard.press(key)
        assert cells.count() == 2 and part.evaluate("part => part === document.activeElement"), part
    assert alone.evaluate(f"{active}.length") == 1


WIDE = "$$" + " + ".join(f"x_{{{i}}}^2" for i in range(40)) + "$$"
AGREED = """() => [...document.querySelectorAll('.jp-Notebook .jp-MarkdownOutput')].every(
  (text) => (text.scrollWidth > text.clientWidth + 1) === (text.getAttribute('tabindex') === '0'))"""
FITTED = "(w) => ((has) => has <= w && has > 0.7 * w)(document.querySelector('.jp-Notebook').clientWidth)"
STOPS = """() => {
  window.stops = 0;
  const count = ({ target }) => { window.stops += target.matches('.jp-MarkdownOutput'); };
  new MutationObserver((seen) => seen.forEach(count))
    .observe(document.querySelector('.jp-Notebook'), { subtree: true, attributeFilter: ['tabindex'] });
}"""


def test_a_wide_formula_in_a_text_becomes_a_tab_stop_once_however_many_figures_there_are(alone, notebook):
    notebook([nbformat.v4.new_markdown_cell(WIDE), SHOWN]).figures()
    text = alone.locator(".jp-Notebook .jp-MarkdownOutput").first
    alone.wait_for_function(AGREED)
    alone.evaluate(STOPS)
    for width in (2400, 390):
        alone.set_viewport_size({"width": width, "height": 900})
        alone.wait_for_function(f"() => ({FITTED})({width}) && ({AGREED})()")  # the page looks once it is laid out anew
    assert text.get_attribute("tabindex") == "0"
    assert alone.evaluate("() => window.stops") == 2  # taken away where there is room, set where there is none


def test_a_fold_opens_and_closes_by_the_keyboard(alone, notebook):
    lesson = nbformat.read(ROOT / "notebooks/02_notation.ipynb", 4)
    text = next(cell for cell in lesson.cells if "<details>" in cell.source)
    notebook([text, "later = 1"])
    fold = alone.locator(".jp-MarkdownOutput details").first
    cells = alone.locator(".jp-Notebook .jp-Cell").count()
    fold.locator("summary").focus()
    for key, opened in (("Enter", True), ("Space", False)):
        alone.keyboard.press(key)
        assert fold.evaluate("fold => fold.open") == opened
    assert fold.locator("summary").evaluate("s => s === document.activeElement")
    assert alone.locator(".jp-Notebook .jp-Cell").count() == cells
