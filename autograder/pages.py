"""Make safe what learners wrote, before a feedback page or Formgrader shows it.

nbgrader's two page templates put rendered Markdown on the page as it is, scripts and all, and nbconvert's own cleaning
(`sanitize_html`) spares so few tags that our cards would be shown as source. nbgrader_config.py puts these two filters
in the place of nbconvert's.
"""

import re

import bleach
from bleach.css_sanitizer import CSSSanitizer
from nbconvert.filters import markdown2html

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "span", "blockquote", "pre", "code", "kbd"),
    *("strong", "b", "em", "i", "del", "s", "sub", "sup", "abbr", "a", "img"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
}
# No id, name or class: Formgrader's own scripts find their way by those.
ATTRIBUTES = {"*": ["style", "role", "title"], "a": ["href"], "img": ["src", "alt"], "td": ["align"], "th": ["align"]}
STYLES = CSSSanitizer(
    ["margin", "padding", "border-left", "max-width", "color", "font-weight", "font-style", "text-align"]
)
WITHOUT_USE = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


def clean_html(html):
    """Return HTML with nothing in it but harmless tags; the text in others stays, that of scripts and drawings goes."""
    html = html.decode(errors="replace") if isinstance(html, bytes) else str(html)
    return bleach.clean(WITHOUT_USE.sub("", html), TAGS, ATTRIBUTES, css_sanitizer=STYLES, strip=True)


def clean_markdown(source):
    """Return Markdown as clean HTML."""
    return clean_html(markdown2html(source))
