"""What learners wrote is shown on feedback pages and in Formgrader, and does nothing there."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import nbformat
import pytest
from nbconvert.filters import markdown2html
from nbformat import v4

from autograder.feedback_page.clean_pages import CUT, ShortenCode, clean_html, clean_markdown
from autograder.feedback_page.formulas import MOST, hidden, mathml

from .course import ROOT

ATTACKS = {
    "a script": "<script>alert(1)</script>",
    "a script that is not closed": "<script>alert(1)",
    "a script in pieces": "<scr<script></script>ipt>alert(1)</scr<script></script>ipt>",
    "an event": '<img src="x.png" onerror="alert(1)">',
    "a link that runs": '<a href="javascript:alert(1)">look</a>',
    "a Markdown link that runs": "[look](javascript:alert(1))",
    "a link of data": '<a href="data:text/html,<script>alert(1)</script>">look</a>',
    "a frame": '<iframe src="data:text/html,<script>alert(1)</script>"></iframe>',
    "a drawing that runs": '<svg onload="alert(1)"><a href="javascript:alert(1)"><text>x</text></a></svg>',
    "a style that covers the page": '<div style="position:fixed;inset:0;background:url(javascript:alert(1))">x</div>',
    "a form of its own": '<form action="/formgrader"><input name="score" value="10"></form>',
    "a fake of Formgrader's field": '<div id="score" class="score" name="score">10</div>',
    "mathematics as a cover": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
    "a comment as a cover": "<!--><img src=x onerror=alert(1)>-->",
    "a formula that links": r"$\href{javascript:alert(1)}{x}$",
    "a formula with a style, a class, an id": r"$\style{position:fixed}{x}\class{score}{y}\cssId{score}{z}$",
    "a formula that holds HTML": r"$\text{</mtext></math><script>alert(1)</script><img src=x onerror=alert(1)>}$",
    "a formula in an attribute": r"![$\text{\" onerror=alert(1) x=\"}$](x.png)",
    "a formula hidden beforehand": '<a href="java' + hidden("x", False) + 'script:alert(1)">look</a>',
    "a formula as a cover": "$$<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml>$$",
}
ACTING = {
    "script",
    "iframe",
    "form",
    "input",
    "svg",
    "annotation-xml",
    "style",
    "object",
    "embed",
    "link",
    "meta",
    "base",
}


class Acting(HTMLParser):
    """Collects every tag and attribute that could do something on a page."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found += [tag] if tag in ACTING else []
        for name, value in attributes:
            acts = name.startswith("on") or name in ("id", "class", "name")
            if acts or any(word in (value or "") for word in ("javascript:", "data:", "position")):
                self.found.append(f"{name}={value}")


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("show", [clean_html, clean_markdown])
def test_nothing_that_acts_reaches_the_page(attack, show):
    assert Acting(show(ATTACKS[attack])).found == []


def test_the_attacks_act_where_nothing_is_cleaned():
    idle = {attack for attack in ATTACKS if not Acting(markdown2html(ATTACKS[attack])).found}
    known = {"a comment as a cover"}  # older Pythons' html.parser takes it for a comment, as no browser does
    assert {attack for attack in idle if "formula" not in attack} <= known  # those would act by MathJax


KEPT = {
    "## A *heading*": ["<h2>", "<em>heading</em>"],
    "$a < b$ and `$a$`": ["<mi>a</mi><mo>&lt;</mo><mi>b</mi>", "<code>$a$</code>"],
    "$$\n% name\n\\begin{aligned}x &= 1\\end{aligned}\n$$": ['<math display="block">', "<mtable", "<mn>1</mn>"],
    r"[$\nothing$ known and $\frac$](x)": ["<mi>\\nothing</mi>", r"$\frac$"],
    "- one\n- two": ["<ul>", "<li>one</li>"],
    "| a | b |\n|---|---|\n| 1 | 2 |": ["<table>", "<td>1</td>"],
    "<details>\n<summary>Why $x$?</summary>\n\nSo.\n\n</details>": ["<details>", "<summary>Why <math", "</details>"],
    "`x < 1`": ["<code>x &lt; 1</code>"],
    "```python\nx = 1\n```": ["<pre>", "x"],
}


@pytest.mark.parametrize("source", KEPT)
def test_a_lessons_prose_is_shown_as_it_was_written(source):
    html = clean_markdown(source)
    assert [piece for piece in KEPT[source] if piece not in html] == [], html


def test_a_card_keeps_its_paragraphs_and_its_edge():
    card = (
        '<div style="border-left: 6px solid #2e8b57; padding: 4px 12px;"><p>Right <code>x</code></p><pre>1</pre></div>'
    )
    assert clean_html(card) == card


LONG = {"tags": "<div>" * 10_000, "equations": "\\begin{a}" * 5500, "headings": "a\n=\n" * 12_500}


@pytest.mark.parametrize("long", LONG)
def test_prose_too_long_to_be_rendered_is_shown_as_it_was_written(long):
    shown = clean_markdown(LONG[long])
    assert shown.startswith("<pre>") and Acting(shown).found == [] and LONG[long][-3:] in unescape(shown)


def test_prose_that_cannot_be_rendered_is_shown_as_it_was_written():
    assert clean_markdown("see ![a drawing](attachment:x.png)") == "<pre>see ![a drawing](attachment:x.png)</pre>"


def test_very_long_code_is_shown_by_its_beginning():
    short, long = v4.new_code_cell("x = 1\ny = 2"), v4.new_code_cell("y = 2\n" + "a." * 25_000)
    notebook, _ = ShortenCode(enabled=True)(v4.new_notebook(cells=[short, long]), {})
    sources = [cell.source for cell in notebook.cells]
    assert sources == ["x = 1\ny = 2", "y = 2\n" + "a." * 500 + CUT]


@pytest.mark.parametrize("path", sorted(ROOT.glob("source/*/*.ipynb")), ids=lambda path: path.stem)
def test_every_formula_of_a_lesson_is_typeset(path):
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "markdown":
            shown = clean_markdown(cell.source)
            prose = re.sub(r"<code>.*?</code>", "", shown, flags=re.DOTALL)
            assert not re.search(r"[$&\ue000]|\\[a-z]", re.sub(r"&(amp|lt|gt|quot);", "", prose)), shown


EXHAUSTING = {
    "braces": "{" * 1500 + "}" * 1500,
    "fractions": r"\frac{" * 500,
    "macros that double": "".join(rf"\newcommand{{\{b}}}{{\{a}\{a}}}" for a, b in pairwise("abcdefghijklmnopq"))
    + r"\q",
    "very long": "x+" * MOST,
}


@pytest.mark.parametrize("tex", EXHAUSTING.values(), ids=EXHAUSTING)
def test_a_formula_made_to_exhaust_is_shown_as_it_was_written(tex):
    assert mathml(tex, display=True) is None
    assert f"${tex}$" in unescape(clean_markdown(f"so: ${tex}$")).replace("\n", "")
