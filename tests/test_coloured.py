"""The symbols of displayed equations have one colour each, given as a lesson is built."""

import re
from pathlib import Path

import nbformat
import pytest

from autograder.course.coloured import DISPLAY, coloured
from backprop.figures.palette import FORMULAS

ROOT = Path(__file__).parents[1]
BRUSH = re.compile(r"\{\\color\{(#[0-9a-f]{6})\}\{")


def painted(tex):
    """Return the coloured pieces of TeX as pairs (symbol of the palette, piece), and the TeX without any colour."""
    names = {tone: symbol for symbol, tone in FORMULAS.items()}
    pieces, plain, at = [], "", 0
    for brush in BRUSH.finditer(tex):
        plain += tex[at : brush.start()]
        end, depth = brush.end(), 1
        while depth:
            depth += {"{": 1, "}": -1}.get(tex[end], 0)
            end += 1
        piece = tex[brush.end() : end - 1]
        pieces.append((names[brush[1]], piece))
        assert tex[end] == "}"
        plain, at = plain + piece, end + 1
    return pieces, plain + tex[at:]


CASES = {
    r"\frac{\partial C_0}{\partial w_{12}^{(L)}}": [("C", "C_0"), ("w", "w_{12}^{(L)}")],
    r"\delta^{(l-1)} = W^{(l)\top}\delta": [("delta", r"\delta^{(l-1)}"), ("w", r"W^{(l)\top}"), ("delta", r"\delta")],
    r"\Delta C \approx \Delta^{(l)} A": [("C", "C"), ("delta", r"\Delta^{(l)}"), ("a", "A")],
    r"\text{what a node w} = g'^{(L)}(z_1)": [("z", "z_1")],
    r"\tanh^2 z_2 + \eta \begin{aligned} b^l_{k}": [("z", "z_2"), ("b", "b^l_{k}")],
    r"L = \tfrac12 h_2, \frac{\partial L}{\partial h_{i-1}}": [("C", "L"), ("a", "h_2"), ("C", "L"), ("a", "h_{i-1}")],
    r"\frac{C(w+h)}{2h} = n_L, h'(x)": [("C", "C"), ("w", "w")],
    r"e^{-z} - \left(a_j-y_j\right)^2": [("z", "z"), ("a", "a_j"), ("y", "y_j")],
}


@pytest.mark.parametrize("tex", CASES)
def test_symbols_take_their_scripts_along_and_commands_and_words_stay(tex):
    pieces, plain = painted(coloured(f"$$\n% a-b-w\n{tex}\n$$"))
    assert pieces == CASES[tex] and plain == f"$$\n% a-b-w\n{tex}\n$$"


def test_prose_and_formulas_within_it_stay():
    text = "The weight $w$ and `$$` or\n\n    $$ w $$\n"
    assert coloured(text) == text


@pytest.mark.parametrize("lesson", sorted(path.stem for path in (ROOT / "source").glob("0*")))
def test_a_built_lesson_is_its_text_in_colours(lesson):
    built = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", 4)
    found = [
        display for cell in built.cells if cell.cell_type == "markdown" for display in DISPLAY.findall(cell.source)
    ]
    written = DISPLAY.findall((ROOT / "source" / lesson / f"{lesson}.md").read_text(encoding="utf-8"))
    assert [painted(display)[1] for display in found] == written
    assert sum(len(painted(display)[0]) for display in found) > 10
