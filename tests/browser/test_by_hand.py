"""A lesson worked by hand in JupyterLab: a wrong function, a right one, all of them, and the Validate button."""

import nbformat

from ..course import ROOT

WRONG = {  # lesson: (exercise, a wrong function, what its card says)
    "01_intuition": ("update", "def update(w, dC_dw, eta):\n    return w + eta * dC_dw", "downhill is minus"),
    "02_notation": ("total", "def total(a):\n    return sum(a[1:])", "not right yet"),
    "03_observations": ("loss", "def loss(a_L, y):\n    return np.sum(a_L - y)", "not right yet"),
    "04_gradient": ("dC-da", "def dC_da(a_L, y):\n    return 2 * (y - a_L)", "not right yet"),
}


def solutions(lesson):
    """Return ``{grade id: source}`` of the solved cells in the instructor's notebook of a lesson."""
    cells = nbformat.read(ROOT / "source" / lesson / f"{lesson}.ipynb", 4).cells
    return {c.metadata.nbgrader.grade_id: c.source for c in cells if c.metadata.get("nbgrader", {}).get("solution")}


def test_a_wrong_and_then_a_right_function_show_their_cards(lesson):
    name, opened = lesson
    exercise, wrong, said = WRONG[name]
    assert "not attempted" in opened.output(f"{exercise}-check")
    for source, words in ((wrong, said), (solutions(name)[exercise], ": right, ")):
        opened.write(exercise, source)
        opened.run(exercise)
        opened.run(f"{exercise}-check")
        assert words in opened.output(f"{exercise}-check")


def test_validate_finds_what_is_missing_and_then_nothing(lesson):
    name, opened = lesson
    assert "failed" in opened.validate().lower()
    for exercise, source in solutions(name).items():
        opened.write(exercise, source, typed=False)
    assert "Success" in opened.validate()
