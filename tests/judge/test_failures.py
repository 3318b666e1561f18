"""What did not run when it was judged costs itself alone, and is told to the learner and the instructor."""

import pytest

from autograder.grade import grade

from .handed_in import FULL
from .small_class import SmallClass


def a_package_above_the_imports(notebook):
    notebook.cells[notebook.cells.index(first_code(notebook))]["source"] = (
        "from google.colab import drive\ndrive.mount('/content/drive')\n" + "".join(first_code(notebook)["source"])
    )


def no_imports(notebook):
    notebook.cells.remove(first_code(notebook))


def leans_on_a_package(notebook):
    notebook.code("import seaborn as sns")
    notebook.solve("push", "def push(a_L, y):\n    return sns.sign(y - a_L)\n")


def first_code(notebook):
    return next(cell for cell in notebook.cells if cell["cell_type"] == "code")


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """The class after the run, and what was printed."""
    course = SmallClass(tmp_path_factory.mktemp("class"), workers=1)
    for make in (a_package_above_the_imports, no_imports, leans_on_a_package):
        course.hand_in(make.__name__, make)
    said = []
    assert grade(course.settings, say=said.append) == []
    course.said = "\n".join(map(str, said))
    return course


@pytest.mark.parametrize("student", ["a_package_above_the_imports", "no_imports"])
def test_the_lessons_own_names_are_there(judged, student):
    assert sum(judged.points(student).values()) == FULL


def test_a_note_says_which_statement_did_not_run_and_why(judged):
    assert "`from google.colab import drive` in code cell 1 did not run: ModuleNotFoundError" in judged.said, (
        judged.said
    )


def test_a_name_that_is_missing_is_explained_by_the_statement_that_failed(judged):
    assert judged.points("leans_on_a_package")["push"] == 0
    comments = " ".join(
        text for (text,) in judged.query("select auto_comment from comment where auto_comment is not null")
    )
    assert "There is no `sns`: `import seaborn as sns` in code cell" in comments
