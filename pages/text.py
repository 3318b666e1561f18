"""A lesson's Markdown as HTML: its maths typeset, its code coloured, its links to the pages of this site."""

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from .maths import mathml

EMPTY_HEAD = re.compile(r"<thead>\s*<tr>\s*(?:<th></th>\s*)+</tr>\s*</thead>\s*")
INLINE = re.compile(r"\$([^$\n]+)\$")
COLOURS = HtmlFormatter(nowrap=True)


def coloured(code, language="python"):
    """Return a block of code, each word in the class of its kind."""
    words = highlight(code.rstrip(), get_lexer_by_name(language or "text"), COLOURS)
    return f'<pre class="code"><code>{words.rstrip()}</code></pre>'


def slug(heading):
    """Return a heading's address within its page."""
    return re.sub(r"[^\w]+", "-", re.sub(r"<[^>]*>|\$", "", heading).lower()).strip("-")


def html(markdown, headings=None):
    """Return ``markdown`` as HTML; put (level, address, words as HTML) of each heading into the list ``headings``."""
    tokens = READER.parse(markdown)
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[place + 1]
            address = slug(inline.content)
            token.attrSet("id", address)
            if headings is not None:
                words = READER.renderer.render(inline.children, READER.options, {})
                headings.append((int(token.tag[1]), address, words))
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", re.sub(r"^(\w+)\.ipynb$", r"\1.html", child.attrGet("href")))
    rendered = EMPTY_HEAD.sub("", READER.renderer.render(tokens, READER.options, {}))
    return rendered.replace("<th></th>", "<td></td>")  # a heading that says nothing is read out all the same


def _reader():
    reader = MarkdownIt("commonmark").enable("table")
    reader.use(dollarmath_plugin, allow_space=True, allow_digits=True, renderer=_maths)
    rules = reader.renderer.rules
    rules["fence"] = lambda tokens, i, *_: coloured(tokens[i].content, tokens[i].info.strip())
    rules["html_block"] = lambda tokens, i, *_: INLINE.sub(lambda m: mathml(m[1]), tokens[i].content)
    rules["table_open"] = lambda *_: '<div class="wide"><table>'
    rules["table_close"] = lambda *_: "</table></div>"
    rules["math_block"] = lambda tokens, i, *_: (
        f'<div class="formula wide">{_maths(tokens[i].content, {"display_mode": True})}</div>\n'
    )
    return reader


def _maths(tex, how):
    return mathml(tex, how["display_mode"])


READER = _reader()
