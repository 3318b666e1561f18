"""TeX into MathML, which browsers set by themselves: no script, and it stands with JavaScript off."""

import re

from latex2mathml.converter import convert

from backprop.figures.palette import FORMULAS

SYMBOLS = {tone: symbol for symbol, tone in FORMULAS.items()}
NUMBERED = re.compile(r"&#x(?!0*(?:26|3C|3E);)([0-9A-F]+);")
BARE = re.compile(r"&(?!#?\w+;)")
NAME = r"<msup><mi>[a-z]{2,}</mi><m[in]>[^<]*</m[in]></msup>|(?<!<msu[bp]>)<mi>[a-z]{2,}</mi>"  # tanh, tanh²: as one
SPACING = {  # what latex2mathml leaves to the browser, whose own spaces are others than TeX's
    r"<mo>…</mo>": "<mi>…</mi>",
    r"<mo>/</mo>": '<mo lspace="0" rspace="0">/</mo>',
    r"(<mo[^>]*>[=([←⇒,]</mo>)<mo>([−+])</mo>": r'\1<mo form="prefix">\2</mo>',
    rf"({NAME})(?!(?:<mrow>)?<mo|</)": r'\1<mspace width="0.167em" />',
}


def mathml(tex, display=False):
    """Return the MathML of ``tex``; each symbol's colour becomes its class, so that the page's theme decides."""
    tex = re.sub(r"(?m)^\s*%.*$", "", tex).strip()
    tex = re.sub(r"\\\\\[[\d.]+[a-z]+\]", r"\\\\", tex)  # a line's own distance, which the converter writes out
    tex = tex.replace(r"\begin{aligned}", r"\begin{align*}").replace(r"\end{aligned}", r"\end{align*}")
    made = convert(tex, display="block" if display else "inline")
    made = re.sub(r'<mstyle mathcolor="(#\w{6})">', lambda m: f'<mstyle class="tone-{SYMBOLS[m[1]]}">', made)
    made = made.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "").replace(' display="inline"', "")
    made = NUMBERED.sub(lambda m: chr(int(m[1], 16)), made)
    for sign, spaced in SPACING.items():
        made = re.sub(sign, spaced, made)
    return BARE.sub("&amp;", made)
