"""Numbers and words as a reader should see them, in SVG and in HTML.

Words may hold maths between dollar signs: ``"$w_{12}^{(4)}$ = 0.9"`` has its letters in italics, its scripts small.
"""

import math
import re
from html import escape, unescape


def number(x, decimals=3):
    """Write ``x`` with so many decimals and a true minus sign, as a power of ten where it is too small for them."""
    if not math.isfinite(x):
        return "undefined" if math.isnan(x) else "−∞" if x < 0 else "∞"
    if abs(x) >= 1e6 or 1e-15 < abs(x) < 0.5 * 10**-decimals:  # less than that is what rounding left over from 0
        digits, power = f"{x:.1e}".split("e")
        return f"{digits} × 10{str(int(power)).translate(RAISED)}".replace("-", "−")
    return fixed(x, decimals)


def fixed(x, decimals=3):
    """Write ``x`` with so many decimals and a true minus sign, however small it is."""
    return f"{round(x, decimals) + 0.0:.{decimals}f}".replace("-", "−")  # the sum turns -0.0 into 0.0


def signed(x, decimals=3):
    """Write ``x`` as `number` does, with a plus sign where it is not negative."""
    written = number(x, decimals)
    return written if written.startswith("−") else "+" + written


RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
POWER = re.compile(r" × 10(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])")
WIDE = {"(": 0.34, ")": 0.34, "−": 0.6, ",": 0.28, "1": 0.52}  # em; other characters are near enough to 0.54
MATHS = re.compile(r"[_^](?:\{([^}]*)\}|(.))|([^\W\d_])|([^_^])")


def words(content):
    """Return ``content`` as SVG text: escaped, its maths in italics, subscripts right under superscripts."""
    return "".join(_maths(part) if place % 2 else escape(part) for place, part in enumerate(str(content).split("$")))


def _maths(source):
    out, fall, back = [], 0.0, 0.0  # how far below the line we are, and how wide the script just set is
    for match in MATHS.finditer(source):
        script = match[1] or match[2]
        if script:
            level = 0.3 if match[0][0] == "_" else -0.42
            move = f'dy="{(level - fall) / 0.72:.2f}em"' + (f' dx="{-back:.2f}em"' if back else "")
            out.append(f'<tspan font-size="72%" {move}>{_minus(script)}</tspan>')
            fall, back = level, sum(WIDE.get(c, 0.54) for c in script)
            continue
        drop = f' dy="{-fall / (1.12 if match[3] else 1):.2f}em"' if fall else ""
        fall = back = 0.0
        if match[3]:
            out.append(f'<tspan class="bp-m"{drop}>{match[3]}</tspan>')
        else:
            out.append(f"<tspan{drop}>{_minus(match[4])}</tspan>" if drop else _minus(match[4]))
    if fall:
        out.append(f'<tspan dy="{-fall:.2f}em">\u200b</tspan>')
    return "".join(out)


def _minus(characters):
    return escape(characters.replace("-", "−"))


def prose(content):
    """Return ``content`` as HTML: escaped, its maths in ``<i>``, ``<sub>`` and ``<sup>``, new lines kept.

    A number with a power of ten stays on one line.
    """
    tags = {"_": "sub", "^": "sup"}

    def mark(match):
        if script := match[1] or match[2]:
            return f"<{tags[match[0][0]]}>{_minus(script)}</{tags[match[0][0]]}>"
        return f"<i>{match[3]}</i>" if match[3] else _minus(match[4])

    parts = str(content).split("$")
    html = (MATHS.sub(mark, part) if place % 2 else escape(part) for place, part in enumerate(parts))
    return POWER.sub("\u00a0×\u00a010", "".join(html)).replace("\n", "<br>")


def plain(html):
    """Return the text of `prose`'s HTML, for a screen reader or a terminal."""
    return unescape(re.sub(r"<[^>]*>", "", html.replace("<br>", "\n"))).replace("\u00a0", " ")
