"""No answers where learners look: release/, notebooks/ with its package, gradebook.db."""

import ast

import nbformat
import numpy as np
import pytest
from backprop.check import draw
from backprop.comparison import expect
from backprop.exercises import exercises

from autograder.build import build

from .course import CONTRACT, LESSON, ROOT, solution_lines, write_course

SEEN = [
    *ROOT.glob("release/**/*"),
    *ROOT.glob("notebooks/*.ipynb"),
    *(path for path in ROOT.glob("notebooks/backprop/**/*") if path.suffix in (".py", ".js", ".css")),
    ROOT / "gradebook.db",
]
TELLING = 12  # characters without spaces: a shorter line (`dW = {}`) says nothing


def texts():
    """Return {path: text} of everything that a learner can look at."""
    return {path.relative_to(ROOT): path.read_bytes().decode(errors="replace") for path in SEEN if path.is_file()}


def squeezed(text):
    """Return a text without white space, so that no other layout hides a line; JSON's escapes are undone."""
    return "".join(text.replace("\\n", " ").replace('\\"', '"').split())


def expressions(code):
    """Return every compound expression of some Python code, in one spelling."""
    kinds = (ast.BinOp, ast.Call, ast.Compare, ast.ListComp, ast.DictComp, ast.IfExp)
    return {ast.unparse(node) for node in ast.walk(ast.parse(code)) if isinstance(node, kinds)}


def leaks(lines, seen):
    """Return (line, path) for every telling line that stands in one of the texts."""
    telling = {squeezed(line) for line in lines if len(squeezed(line)) >= TELLING}
    return [(line, path) for path, text in seen.items() for line in telling if line in squeezed(text)]


def test_no_line_of_a_solution_is_published():
    assert solution_lines(ROOT), "there is no solution in source/: what is compared?"
    assert leaks(solution_lines(ROOT), texts()) == []


def test_no_expression_of_a_solution_is_published_in_another_layout():
    answers = {text for line in solution_lines(ROOT) for text in compound(line)}
    shown = {}
    for path in SEEN:
        if path.suffix == ".ipynb":
            cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
            shown[path] = set().union(*(compound(cell.source) for cell in cells))
        elif path.suffix == ".py":
            shown[path] = compound(path.read_text())
    found = {str(path.relative_to(ROOT)): texts & answers for path, texts in shown.items() if texts & answers}
    assert found == {}


def compound(code):
    """Return the telling expressions of some code, none for a line that is no statement of its own (`for ...:`)."""
    try:
        return {text for text in expressions(code) if len(squeezed(text)) >= TELLING}
    except SyntaxError:
        return set()


def test_no_region_marker_is_published():
    for path, text in texts().items():
        assert "BEGIN SOLUTION" not in text and "BEGIN HIDDEN" not in text, path


@pytest.mark.parametrize("name", exercises())
def test_no_expected_value_is_published(name):
    exercise = exercises()[name]
    expected = {spelling for value in numbers(expect(exercise, draw(exercise))) for spelling in spellings(value)}
    for path, text in texts().items():
        found = [spelling for spelling in expected if spelling in text]
        assert not found, f"{path}: {found}"


def numbers(value):
    """Return every number inside nested dicts, lists and arrays."""
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers(part)]
    if isinstance(value, (list, tuple)):
        return [number for part in value for number in numbers(part)]
    if isinstance(value, np.ndarray) or np.isscalar(value):
        return [float(number) for number in np.asarray(value, dtype=object).ravel() if isinstance(number, (int, float))]
    return [number for part in vars(value).values() for number in numbers(part)] if hasattr(value, "__dict__") else []


def spellings(value):
    """Return how a number could be written down, to five digits or in full; nothing for a round one."""
    short = f"{abs(value):.5g}"
    return {short, repr(abs(value))} if len(short.replace(".", "").lstrip("0")) >= 5 else set()


def test_a_leak_would_be_found(tmp_path):
    course = write_course(tmp_path)
    build(course, contract=CONTRACT)
    for place in (f"source/{LESSON}/{LESSON}.ipynb", f"source/{LESSON}/{LESSON}.md"):
        assert leaks(solution_lines(course), {place: (course / place).read_text()})
    assert compound("q = np.sign(np.asarray(y)  -  a_L)") & compound("np.sign(np.asarray(y) - a_L)")
    assert numbers({"a": [np.array([0.123456, 2.0])]}) == [0.123456, 2.0] and "0.12346" in spellings(0.123456)
