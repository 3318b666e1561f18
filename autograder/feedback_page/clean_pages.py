"""Make safe what learners wrote, before a feedback page or Formgrader shows it.

nbgrader's two page templates put rendered Markdown on the page as it is, scripts and all, and nbconvert's own cleaning
(`sanitize_html`) spares so few tags that our cards would be shown as source. nbgrader_config.py puts the two filters
here in the place of nbconvert's. Formulas become MathML (`formulas`). Renderer and highlighter can be kept busy for
hours by a cell that was made for it: what is very long is shown plainly, or by its beginning.
"""

import re
from functools import lru_cache
from html import escape

from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from .formulas import ShownFormulas, hidden, without_private

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "span", "blockquote", "pre", "code", "kbd"),
    *("strong", "b", "em", "i", "del", "s", "sub", "sup", "abbr", "a", "img"),
    *("details", "summary", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
}
# No id, name or class: Formgrader's own scripts find their way by those.
ATTRIBUTES = {"*": ["style", "role", "title"], "a": ["href"], "img": ["src", "alt"], "td": ["align"], "th": ["align"]}
STYLES = CSSSanitizer(
    ["margin", "padding", "border-left", "max-width", "color", "font-weight", "font-style", "text-align"]
)
MOST_RENDERED = 10_000  # characters of Markdown
MOST_CODE, LONGEST_LINE = 20_000, 1000
CUT = " [cut here, for this page only]"
WITHOUT_USE = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


TAG_OR_FORMULA = re.compile(r"<[^>]*>|\$([^$<>]+)\$")


class Renderer(IPythonRenderer):
    """nbconvert's renderer of Markdown, which hides formulas from all that comes after it."""

    def block_html(self, html: str) -> str:
        """Return HTML that stands in Markdown, such as a fold; nobody else looks there for formulas."""
        return TAG_OR_FORMULA.sub(lambda found: hidden(found[1], display=False) if found[1] else found[0], html)

    def block_math(self, body: str) -> str:
        """Return a formula that stands by itself."""
        return hidden(body, display=True)

    def inline_math(self, body: str) -> str:
        """Return a formula in a line of text."""
        return hidden(body, display=False)

    def latex_environment(self, name: str, body: str) -> str:
        """Return what stands between TeX's begin and end."""
        return hidden(f"\\begin{{{name}}}{body}\\end{{{name}}}", display=True)


def clean_html(html: str | bytes) -> str:
    """Return HTML with nothing in it but harmless tags; the text in others stays, that of scripts and drawings goes."""
    html = html.decode(errors="replace") if isinstance(html, bytes) else str(html)
    return cleaned(without_private(html))


def cleaned(html: str) -> str:
    """Return clean HTML, in which formulas may be hidden."""
    cleaner = Cleaner(TAGS, ATTRIBUTES, css_sanitizer=STYLES, strip=True, filters=[ShownFormulas])
    return cleaner.clean(WITHOUT_USE.sub("", html))


def clean_markdown(source: str) -> str:
    """Return Markdown as clean HTML; what is too long to be rendered, or cannot be, as it was written."""
    if len(source) <= MOST_RENDERED:
        try:
            return rendered(source)
        except Exception:  # whatever the renderer stumbles over: everybody else's pages come after this one
            pass
    return f"<pre>{escape(source)}</pre>"


@lru_cache(maxsize=128)  # most cells are the lesson's own, and the same on everybody's page
def rendered(source: str) -> str:
    """Return Markdown as clean HTML; raise whatever the renderer stumbles over."""
    renderer = Renderer(escape=False, exclude_anchor_links=True)  # an anchor's name would not come through
    return cleaned(MarkdownWithMath(renderer).render(without_private(source)))


class ShortenCode(Preprocessor):
    """Cuts very long code, and very long lines of it, before the highlighter meets them; of a page, not of the file."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """Return the cell, shortened if need be."""
        if cell.cell_type == "code":
            lines = shortened(cell.source, MOST_CODE).split("\n")
            cell.source = "\n".join(shortened(line, LONGEST_LINE) for line in lines)
        return cell, resources


def shortened(text: str, most: int) -> str:
    """Return ``text``, or as much as it may have."""
    return text if len(text) <= most else text[:most] + CUT
