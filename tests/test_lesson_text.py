"""How the lessons are written: names, hints, quizzes, pauses."""

import ast
import inspect
import re
from pathlib import Path

import nbformat
import pytest

from backprop import widgets
from backprop.exercises import exercises, exercises_of
from backprop.predictions import QUESTIONS

from .course import LESSONS, PRESENTED, ROOT

DETAILS = re.compile(r"<details><summary>(.*?)</summary>\n\n(.*?)\n\n</details>", re.DOTALL)
WITH_HINTS = {  # all but what is one operation, which the line above its cell names
    "01_intuition": ["slope", "update", "weighted_sum", "forward", "push", "average_gradient"],
    "02_notation": [
        "weight",
        "weight_vector",
        "total",
        "weight_shapes",
        "count_parameters",
        "backward_order",
        "from_input_output",
    ],
    "03_observations": ["loss", "layer_input", "sigmoid", "node_loss_of_weights", "chain_rule", "symbolic_chain_rule"],
    "04_gradient": [
        "sigmoid_prime",
        "weight_gradient",
        "average_weight_gradient",
        "tanh_chain_gradients",
        "dC_da_prev",
        "backpropagate",
        "train",
    ],
}


def cells(lesson):
    """Return the cells of a learner's notebook."""
    return nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", 4).cells


def lesson_text(lesson):
    """Return a lesson's text, as it is written."""
    return (ROOT / "source" / lesson / f"{lesson}.md").read_text("utf-8")


def assigned(code):
    """Return the names that code binds for the rest of its notebook."""
    names = set()
    for statement in ast.parse(code).body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            names.add(statement.name)
            continue
        names |= {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return names


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_cell_of_the_course_takes_the_name_of_a_graded_function(lesson):
    graded = {name for name, exercise in exercises().items() if exercise.lesson <= lesson}
    for cell in cells(lesson):
        if cell.cell_type == "code" and "nbgrader" not in cell.metadata:
            assert not assigned(cell.source) & graded, cell.source


def test_a_taken_name_would_be_found():
    assert assigned("forward = sum(weights)\nfor slope in (1, 2):\n    total, n = 1, 2") >= {
        "forward",
        "slope",
        "total",
    }


def asks(code):
    """Tell whether a cell shows a widget that asks a question."""
    found = re.search(r"^widgets\.(\w+)\(", code, re.M)
    return bool(found) and (found[1] == "prediction" or "prediction(" in inspect.getsource(getattr(widgets, found[1])))


@pytest.mark.parametrize("lesson", PRESENTED)
def test_each_prediction_is_asked_by_the_widget_that_follows_it(lesson):
    written = cells(lesson)
    predictions = [i for i, cell in enumerate(written) if "**Predict.**" in cell.source]
    assert len(predictions) >= 6
    for i in predictions:
        following = [cell.source for cell in written[i + 1 : i + 5] if cell.cell_type == "code"]
        assert any(map(asks, following[:2])), written[i].source
    assert sum(asks(cell.source) for cell in written if cell.cell_type == "code") == len(predictions)


NUMBERS = re.findall(r"\w+", "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen")


def test_a_lesson_that_counts_its_functions_counts_them_right():
    counted = {lesson: re.findall(r"(\w+) short functions\b", lesson_text(lesson)) for lesson in LESSONS}
    assert any(counted.values())
    for lesson, words in counted.items():
        asked = len(exercises_of(lesson))
        assert all(NUMBERS.index(word) == asked for word in words), f"{lesson} asks for {asked}, and says {words}"


def test_readme_and_lessons_count_the_lessons_that_readme_presents():
    text = "\n".join([(ROOT / "README.md").read_text("utf-8"), *map(lesson_text, PRESENTED)]).lower()
    counted = [word for word in re.findall(r"(\w+) (?:lessons|notebooks)\b", text) if word in NUMBERS]
    assert counted and {NUMBERS.index(word) for word in counted} == {len(PRESENTED)}


def test_each_question_is_asked_somewhere():
    code = "".join(cell.source for lesson in LESSONS for cell in cells(lesson))
    code += "".join(path.read_text(encoding="utf-8") for path in Path(widgets.__file__).parent.glob("*.py"))
    assert not [name for name in QUESTIONS if f'prediction("{name}")' not in code]


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_sentence_that_a_question_uncovers_stands_in_a_lesson(lesson):
    text = "\n".join(cell.source for cell in cells(lesson))
    for question in QUESTIONS.values():
        assert not [said for said in re.split(r"(?<=[.;?]) ", question.saw) if len(said) > 30 and said in text]


def questions(lesson):
    """Return, for each question of the quiz, its options in order as pairs (option, answer)."""
    texts = [cell.source for cell in cells(lesson) if re.match(r"\*\*\d+\. ", cell.source)]
    return [DETAILS.findall(text) for text in texts]


@pytest.mark.parametrize("lesson", PRESENTED)
def test_the_right_answers_of_a_quiz_stand_in_all_places(lesson):
    found = [[answer.startswith("Yes") for _, answer in options] for options in questions(lesson)]
    assert 5 <= len(found) <= 7 and all(sum(right) == 1 for right in found)
    places = [right.index(True) for right in found]
    assert set(places) == {0, 1, 2} and max(map(places.count, places)) <= len(places) / 2


@pytest.mark.parametrize(
    ("lesson", "name"),
    [(lesson, name) for lesson in WITH_HINTS for name in WITH_HINTS[lesson] if name in exercises()],
)
def test_hints_come_in_stages_before_the_cell_that_they_are_for(lesson, name):
    written = cells(lesson)
    (place,) = [
        i for i, c in enumerate(written) if c.metadata.get("nbgrader", {}).get("grade_id") == name.replace("_", "-")
    ]
    hints = DETAILS.findall(written[place - 1].source)
    assert 2 <= len(hints) <= 3
    assert [summary[:7] for summary, _ in hints] == [f"Hint {i}:" for i in range(1, len(hints) + 1)]
    for _, hint in hints:
        assert "```" not in hint and "return " not in hint and "def " not in hint


@pytest.mark.parametrize("lesson", PRESENTED)
def test_a_lesson_says_under_its_title_where_figures_move_and_how_to_come_back(lesson):
    title, under = cells(lesson)[0].source.split("\n\n")[:2]
    assert title.startswith("# ") and "Binder" in under and "begin with Run → Run All Cells" in under


@pytest.mark.parametrize("lesson", PRESENTED)
def test_challenges_for_the_quick_are_announced_as_such(lesson):
    text = lesson_text(lesson)
    assert text.count("**For the quick.**") >= 6
    assert "*For the quick* brings no points, and nothing below it needs it" in text


def test_each_pause_says_what_to_run_on_coming_back():
    texts = [cell.source for cell in cells("04_gradient")]
    pauses = [i for i, text in enumerate(texts) if "**Pause here" in text]
    assert len(pauses) == 2
    for i in pauses:
        assert "*When you come back*" in texts[i] and "*Run All Above Selected Cell*" in texts[i]
        assert texts[i].count("\n---") == 1 and not texts[i].startswith("#")


def test_matplotlib_is_loaded_in_the_extras_alone():
    for lesson in PRESENTED:
        code = [(i, cell.source) for i, cell in enumerate(cells(lesson)) if cell.cell_type == "code"]
        plots = [i for i, source in code if "plt" in source or "matplotlib" in source]
        graded = [i for i, cell in enumerate(cells(lesson)) if cell.metadata.get("nbgrader", {}).get("grade")]
        assert all(i > graded[-1] for i in plots)
        assert bool(plots) == (lesson == "04_gradient")


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_functions_docstring_can_be_read_whole_on_a_small_screen(lesson):
    for cell in cells(lesson):
        for found in re.findall(r'"""(.*?)"""', cell.source, re.DOTALL) if cell.cell_type == "code" else ():
            assert max(len(line) for line in f"    ...{found}...".splitlines()) <= 73, found
