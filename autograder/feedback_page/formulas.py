"""Typeset formulas as MathML: a browser shows it by itself, with no script and no address to load one from.

The renderer of Markdown calls `hidden`, which carries a formula past everything that reads, cleans or splits text;
`ShownFormulas`, the last step of the cleaning, puts MathML in its place. Only what is listed here comes through of
what latex2mathml makes of a formula, since learners write formulas, too, and TeX can ask for links, styles and ids.
"""

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from bleach.html5lib_shim import Filter
from latex2mathml.converter import convert_to_element

MOST = 3000  # characters: twice the longest of the lessons
BEGIN, END = "\ue000", "\ue001"  # private: taken out of what learners write
HIDDEN = re.compile(f"{BEGIN}([di])([0-9a-f]*){END}")
ALIGNED = re.compile(r"(\\(?:begin|end)\{)(?:aligned|alignedat|eqnarray\*?)\}")  # to latex2mathml they are unknown
SPACE_BELOW = re.compile(r"(\\\\)\[[^\[\]]{1,10}\]")  # it would be shown
MACROS = re.compile(r"\\(re|provide)?(newcommand|def)\b|\\let\b")  # a few lines of them make a gigabyte

ELEMENTS = {
    *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "menclose"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mphantom"),
}
LENGTH = r"-?\d?(\.\d{1,6})?(em|ex|pt|px)"
LIMITS, SUMS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}, {*"∑∏⋃⋂"}
ALIGN = {  # Chromium aligns a formula by the word with -webkit-, Firefox by the one without
    "right": "text-align:right;text-align:-webkit-right;padding:0.2em 0 0.2em 1em",
    "left": "text-align:left;text-align:-webkit-left;padding:0.2em 0",
}
ATTRIBUTES = {
    "display": "block|inline",
    "displaystyle": "true|false",
    "scriptlevel": r"[+-]?\d",
    "stretchy": "true|false",
    "fence": "true|false",
    "form": "prefix|infix|postfix",
    "accent": "true|false",
    "movablelimits": "true|false",
    "minsize": LENGTH,
    "maxsize": LENGTH,
    "width": LENGTH,
    "linethickness": LENGTH,
    "mathvariant": "[a-z-]{1,30}",
    "mathcolor": "#[0-9a-fA-F]{3,8}|[a-zA-Z]{1,20}",
    "notation": "[a-z ]{1,40}",
}


def without_private(text: str) -> str:
    """Return text without the two characters that stand around a hidden formula."""
    return text.replace(BEGIN, "").replace(END, "")


def hidden(tex: str, display: bool) -> str:
    """Return a formula as letters and digits, which no reader of Markdown or HTML takes for anything."""
    return f"{BEGIN}{'d' if display else 'i'}{tex.encode('utf-8', 'replace').hex()}{END}"


def as_written(text: str) -> str:
    """Return text with every hidden formula as it was written."""
    return HIDDEN.sub(lambda found: written(found[2], found[1] == "d"), text)


def written(code: str, display: bool) -> str:
    """Return one formula between its dollars."""
    return f"{'$$' if display else '$'}{bytes.fromhex(code).decode()}{'$$' if display else '$'}"


def mathml(tex: str, display: bool) -> Element | None:
    """Return a formula as MathML; None where it is too long, defines macros, or is not understood."""
    if len(tex) > MOST or MACROS.search(tex):
        return None
    try:
        known = SPACE_BELOW.sub(r"\1", ALIGNED.sub(r"\1align*}", tex.strip()))
        return convert_to_element(known, display="block" if display else "inline")
    except Exception:  # whatever TeX can be wrong in, nested beyond recursion included
        return None


def tokens(element: Element) -> Iterator[dict]:
    """Yield an element as html5lib's tokens: what is listed here and nothing else, every text as text."""
    allowed, name = element.tag in ELEMENTS, browsers_name(element)
    if allowed:
        yield {"type": "StartTag", "name": name, "namespace": None, "data": attributes(element)}
    if element.text:
        yield {"type": "Characters", "data": unescape(element.text)}
    for child in element:
        yield from tokens(child)
        if child.tail:
            yield {"type": "Characters", "data": unescape(child.tail)}
    if allowed:
        yield {"type": "EndTag", "name": name, "namespace": None}


def is_function(element: Element) -> bool:
    """Say whether an element is a function's name, such as ln, which stands apart from its neighbours."""
    return element.tag == "mi" and re.fullmatch("[a-z]{2,9}", element.text or "") is not None


def browsers_name(element: Element) -> str:
    """Return the element's tag, as a browser sets it best: limits of sums above and below, functions apart."""
    if element.tag in LIMITS and unescape(element[0].text or "") in SUMS:
        return LIMITS[element.tag]
    return "mo" if is_function(element) else element.tag


def attributes(element: Element) -> dict[tuple[None, str], str]:
    """Return the attributes that come through; a table's alignment as style, which is how browsers know it."""
    kept = {
        name: value for name, value in element.items() if name in ATTRIBUTES and re.fullmatch(ATTRIBUTES[name], value)
    }
    if is_function(element):
        kept |= {"lspace": "0.167em", "rspace": "0.167em"}
    if element.tag == "mtd":
        kept["style"] = ALIGN.get(element.get("columnalign", ""), "padding:0.2em 0.5em")
    return {(None, name): value for name, value in kept.items()}


class ShownFormulas(Filter):
    """Puts MathML in the place of each hidden formula, in text alone; in an attribute it is as it was written."""

    def __iter__(self) -> Iterator[dict]:
        """Yield html5lib's tokens."""
        for token in super().__iter__():
            if token["type"] in ("Characters", "SpaceCharacters"):
                yield from self.typeset(token["data"])
                continue
            if token.get("data") and token["type"] in ("StartTag", "EmptyTag"):
                data = token["data"].items()  # of a link's address nothing is made up here
                token["data"] = {
                    name: as_written(value) if name[1] in ("alt", "title") else HIDDEN.sub("", value)
                    for name, value in data
                }
            yield token

    def typeset(self, text: str) -> Iterator[dict]:
        """Yield the tokens of a text."""
        place = 0
        for found in HIDDEN.finditer(text):
            yield {"type": "Characters", "data": text[place : found.start()]}
            place = found.end()
            made = mathml(bytes.fromhex(found[2]).decode(), found[1] == "d")
            if made is None:
                yield {"type": "Characters", "data": written(found[2], found[1] == "d")}
            else:
                yield from tokens(made)
        yield {"type": "Characters", "data": text[place:]}
