"""The colours of the symbols read on their page, and stay apart for every kind of eye."""

from itertools import combinations

import numpy as np
import pytest

from backprop.figures.palette import COLOURS, FORMULAS, PAPER, chosen, variables

EYES = {  # what each eye makes of linear red, green and blue: Machado, Oliveira & Fernandes 2009, severity 1
    "all three cones": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_CONES = [
    [0.41222147, 0.53633254, 0.05144599],
    [0.21190350, 0.68069955, 0.10739696],
    [0.08830246, 0.28171884, 0.62997870],
]
TO_OKLAB = [
    [0.21045426, 0.79361779, -0.00407205],
    [1.97799850, -2.42859221, 0.45059371],
    [0.02590404, 0.78277177, -0.80867577],
]
THEMES = {"light": 0, "dark": 1}


def linear(colour):
    """Return linear red, green and blue, each 0 to 1, of a colour like "#0d2c84"."""
    c = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Return the contrast of two colours by WCAG 2, from 1 to 21."""
    dim, bright = sorted(linear(c) @ [0.2126, 0.7152, 0.0722] for c in (one, other))
    return (bright + 0.05) / (dim + 0.05)


def oklab(colour, eye):
    """Return the place of a colour, as this eye sees it, in OKLab, where distance is how different colours look."""
    return TO_OKLAB @ np.cbrt(TO_CONES @ np.clip(EYES[eye] @ linear(colour), 0, 1))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("symbol", COLOURS)
def test_a_colour_reads_on_its_page(symbol, theme):
    assert contrast(COLOURS[symbol][THEMES[theme]], PAPER[THEMES[theme]]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_no_two_symbols_look_alike(eye, theme):
    for one, other in combinations(COLOURS, 2):
        seen = [oklab(COLOURS[symbol][THEMES[theme]], eye) for symbol in (one, other)]
        apart = np.linalg.norm(np.subtract(*seen))
        assert apart >= (0.05 if {one, other} == {"w", "b"} else 0.10), (one, other, apart)  # b is a kind of weight


def test_the_style_sheet_has_every_colour_of_both_themes():
    for symbol, (light, dark) in COLOURS.items():
        assert f"--bp-{symbol}: {light};" in variables() and f"--bp-{symbol}: {dark};" in variables()


@pytest.mark.parametrize("symbol", COLOURS)
def test_a_symbol_of_an_equation_reads_on_either_page_and_in_jupyterlab_as_in_the_figures(symbol):
    assert min(contrast(FORMULAS[symbol], paper) for paper in PAPER) >= 4.25  # 4.35 is the most that holds on both
    assert f"{chosen(FORMULAS[symbol])} {{ color: var(--bp-{symbol}) !important; }}" in variables()
    assert chosen("#0f8683") == "mjx-mstyle[style*='rgb(15, 134, 131)']"


def test_no_two_symbols_of_an_equation_have_one_colour():
    assert len({*FORMULAS.values()}) == len(COLOURS) == len(FORMULAS)
