"""What did not run when it was judged costs itself alone, and is told to the learner and the instructor."""

from types import SimpleNamespace

import pytest
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import lesson
from autograder.explain import explanation, kept
from autograder.grade import grade
from autograder.judging.judge import Judge

from .handed_in import FULL, LESSON
from .small_class import SmallClass

pytestmark = pytest.mark.usefixtures("classes")


def a_package_above_the_imports(notebook):
    notebook.cells[notebook.cells.index(first_code(notebook))]["source"] = (
        "from google.colab import drive\ndrive.mount('/content/drive')\n" + "".join(first_code(notebook)["source"])
    )


def no_imports(notebook):
    notebook.cells.remove(first_code(notebook))


def leans_on_a_package(notebook):
    notebook.code("import seaborn as sns")
    notebook.solve("push", "def push(a_L, y):\n    return sns.sign(y - a_L)\n")


def leans_on_it_too(notebook):
    notebook.solve("push", "def push(a_L, y):\n    import seaborn\n    return np.sign(y - a_L)\n")


def leans_on_a_file_of_its_own(notebook):
    notebook.code("import helper")
    notebook.files["helper.py"] = "k = 1"


def first_code(notebook):
    return next(cell for cell in notebook.cells if cell["cell_type"] == "code")


MADE = (a_package_above_the_imports, no_imports, leans_on_a_package, leans_on_it_too, leans_on_a_file_of_its_own)


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """The class after the run, and what was printed."""
    course = SmallClass(tmp_path_factory.mktemp("class"), workers=1)
    for make in MADE:
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


def test_a_package_that_is_not_here_is_named_once_with_how_many_learners_it_touched(judged):
    (line,) = (line for line in judged.said.splitlines() if "Not installed" in line)
    assert "seaborn (2 learners), google (1 learner)." in line


def test_explain_says_which_statement_did_not_run(judged):
    (asked,) = kept(judged.settings, lesson.load(judged.settings.db_url, LESSON), "leans_on_a_package", "push")
    with Judge(judged.settings) as judge:
        lines = explanation(asked, judge)
    why = "`import seaborn as sns` in code cell"
    assert any(line.startswith("Note: ") and why in line and "ModuleNotFoundError" in line for line in lines), lines
    assert any(line.startswith(f"There is no `sns`: {why}") for line in lines), lines


def test_the_stock_door_names_it_too(judged, caplog):
    config = PyFileConfigLoader("nbgrader_config.py", path=str(judged.root)).load_config()
    config.Judge.limits = {"cell_seconds": 1, "exercise_seconds": 1, "patience": 5}
    directory = CourseDirectory(config=config, assignment_id=LESSON, student_id="leans_on_a_package")
    directory.root, directory.db_url = str(judged.root), f"sqlite:///{judged.root / 'class.db'}"
    converter = Autograde(coursedir=directory, config=config)
    converter.force = True
    said = []
    converter.log = SimpleNamespace(**dict.fromkeys(("debug", "info", "error"), lambda *_: None))
    converter.log.warning = lambda text, *values: said.append(text % values)
    converter.start()
    assert [line for line in said if line.startswith("Not installed where the judge runs: seaborn (1 learner).")]
