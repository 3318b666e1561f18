"""Give the symbols of a displayed equation the colours that they have in the figures, as a lesson is built.

The text stays plain. A colour is written `{\\color{#b26614}{a_1}}`, which every MathJax and KaTeX read alike: a tone
that holds on a light and on a dark page, in whose place JupyterLab puts its theme's (`backprop.figures.palette`).
"""

import re

from backprop.figures.palette import FORMULAS

DISPLAY = re.compile(r"^\$\$.*?^\$\$", re.MULTILINE | re.DOTALL)
GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
SCRIPTS = rf"(?:'*[_^](?:{GROUP}|\\[A-Za-z]+|[^\\{{}}\s]))"
WORDS = rf"\\(?:text|operatorname|mathbb|begin|end){GROUP}"
CHANGE = r"\\Delta(?![_^])"  # as in Δw; with an index it is a δ for each sample
COMMAND = r"\\(?!delta(?![A-Za-z])|Delta)(?:[A-Za-z]+|.)"
OTHERS = r"h(?=_)|(?<=\\partial )L|L(?= = )"  # another course's activation and loss; h alone is a step, L a layer
TOKEN = re.compile(
    rf"(?P<kept>%[^\n]*|{WORDS}|{CHANGE}|{COMMAND})"
    rf"|(?P<symbol>(?:\\delta|\\Delta(?=[_^])|[WwBbZzAaCYy]|{OTHERS}){SCRIPTS}*)"
)
SYMBOLS = {"\\delta": "delta", "\\Delta": "delta", "C": "C", "L": "C", "h": "a"} | {
    letter: symbol for symbol in "wbzay" for letter in (symbol, symbol.upper())
}


def coloured(text: str) -> str:
    """Return a Markdown text with the symbols of its displayed equations in their colours."""
    return DISPLAY.sub(lambda display: TOKEN.sub(paint, display[0]), text)


def paint(token: re.Match) -> str:
    """Return a symbol in its colour, and anything else as it is."""
    if token["kept"]:
        return token[0]
    head = re.match(r"\\[A-Za-z]+|.", token[0])
    assert head
    return f"{{\\color{{{FORMULAS[SYMBOLS[head[0]]]}}}{{{token[0]}}}}}"
