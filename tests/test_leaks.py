"""No answers where learners look: release/, notebooks/ with its package, gradebook.db."""

import ast
import contextlib
import re
from functools import cache

import nbformat
import numpy as np
import pytest

from autograder.build import build
from backprop.checking.check import draw
from backprop.checking.comparison import expect
from backprop.exercises import exercises

from .course import CONTRACT, LESSON, ROOT, solution_lines, write_course

SEEN = [
    *ROOT.glob("release/**/*"),
    *ROOT.glob("notebooks/*.ipynb"),
    *(path for path in ROOT.glob("notebooks/backprop/**/*") if path.suffix in (".py", ".js", ".css")),
    ROOT / "gradebook.db",
]
TELLING = 12  # characters without spaces: a shorter line (`dW = {}`) says nothing
KINDS = (ast.BinOp, ast.Call, ast.Compare, ast.ListComp, ast.DictComp, ast.IfExp)
# The forward pass is there for all to read; what is theirs to find out is the way back.
FORWARD = ("activations.py", "network.py")
NO_ANSWER = {"zip(X, Y, strict=True)"}  # going through the samples


@cache
def texts():
    """Return {path: text} of everything that a learner can look at."""
    return {path.relative_to(ROOT): path.read_bytes().decode(errors="replace") for path in SEEN if path.is_file()}


def squeezed(text):
    """Return a text without white space, so that no other layout hides a line; JSON's escapes are undone."""
    return "".join(text.replace("\\n", " ").replace('\\"', '"').split())


def leaks(lines, seen):
    """Return (line, path) for every telling line that stands in one of the texts; the heads of loops tell nothing."""
    telling = {squeezed(line) for line in lines if len(squeezed(line)) >= TELLING and not line.endswith(":")}
    dense = {path: squeezed(text) for path, text in seen.items()}
    return [(line, path) for path, text in dense.items() for line in telling if line in text]


def answers(line):
    """Return what a line of a solution returns or assigns, in one spelling, if it is compound; else nothing."""
    try:
        statements = ast.parse(line).body
    except SyntaxError:  # the head of a loop
        return set()
    values = [statement.value for statement in statements if isinstance(statement, (ast.Return, ast.Assign))]
    return {ast.unparse(value) for value in values if isinstance(value, KINDS)}


def pieces(text):
    """Return what stands between backticks in prose, hints among it, as far as it is Python."""
    found = []
    for piece in re.findall(r"`([^`]+)`", text):
        with contextlib.suppress(SyntaxError):
            ast.parse(piece)
            found.append(piece)
    return found


def expressions(code):
    """Return every compound expression of some code, in the same spelling."""
    return {ast.unparse(node) for node in ast.walk(ast.parse(code)) if isinstance(node, KINDS)}


def test_no_line_of_a_solution_is_published():
    assert solution_lines(ROOT), "there is no solution in source/: what is compared?"
    seen = {path: text for path, text in texts().items() if path.name not in FORWARD}
    assert leaks(solution_lines(ROOT), seen) == []


def test_no_expression_of_a_solution_is_published_in_another_layout():
    solved = {text for line in solution_lines(ROOT) for text in answers(line) if len(squeezed(text)) >= TELLING}
    for path in SEEN:
        code = []
        if path.suffix == ".ipynb":
            cells = nbformat.read(path, 4).cells
            code = [cell.source for cell in cells if cell.cell_type == "code"]
            code += [piece for cell in cells if cell.cell_type == "markdown" for piece in pieces(cell.source)]
        elif path.suffix == ".py" and path.name not in FORWARD:
            code = [path.read_text()]
        assert not [text for cell in code for text in expressions(cell) & solved - NO_ANSWER], path


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
    assert answers("return np.sign(np.asarray(y)  -  a_L)") <= expressions("q = 2 * np.sign(np.asarray(y) - a_L)")
    hint = "<details><summary>Hint 3</summary>\n\nTry `np.sign(np.asarray(y)-a_L)`.\n\n</details>"
    assert answers("return np.sign(np.asarray(y) - a_L)") <= expressions(*pieces(hint))
    assert numbers({"a": [np.array([0.123456, 2.0])]}) == [0.123456, 2.0] and "0.12346" in spellings(0.123456)
