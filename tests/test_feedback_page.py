"""The page that a learner gets back: a table of the exercises first, formulas without a script, nothing that acts."""

import re
import shutil
from datetime import datetime, timedelta
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

from autograder.course import lesson as lessons
from autograder.feedback_page.totals import span
from autograder.judging.graded_notebook import put_marks
from autograder.judging.marks import Mark, Report
from backprop.checking import card
from backprop.checking.diagnosis import Finding, Verdict
from backprop.exercises import exercises_of

from .course import LESSON, ROOT
from .test_pages import ACTING, ATTACKS

DUE = datetime(2026, 11, 1, 12)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
NOTES = ("When this was judged, `import torch` in code cell 2 did not run: No module named 'torch'.", HOSTILE)
FOUND = {
    "slope": ("not right yet", 0.0, "One side only, so the bend does not cancel."),
    "update": ("partly right", 1.6, f"Your function changed its input: {HOSTILE}"),
    "push": ("not attempted", 0.0, ""),
}  # all others are right
COMMENT = f"Nearly: $\\frac{{f(x+h)-f(x)}}{{h}}$ is *half* of it. {HOSTILE}"
PIXEL = "![a pixel](http://127.0.0.1:9/pixel.png)"  # would tell somebody that the page is being read
OWN = [PIXEL, *["# A note\n\n" + attack for attack in ATTACKS.values()]]


def judged(lesson):
    """Return lesson 1 as a judge leaves it, with attacks in cells of the learner's own, in notes and in findings."""
    notebook = nbformat.read(ROOT / "source" / LESSON / f"{LESSON}.ipynb", 4)
    notebook.cells += [nbformat.v4.new_markdown_cell(text) for text in OWN]
    notebook.cells += [nbformat.v4.new_code_cell(text) for text in OWN]
    marks = {}
    for name, exercise in exercises_of(LESSON).items():
        state, points, text = FOUND.get(name, ("right", float(exercise.points), ""))
        findings = (Finding(0, text),) if text else ()
        verdict = Verdict(name, points, exercise.points, state, findings)
        marks[name] = Mark(name, points, exercise.points, verdict, card.text(verdict), card.html(verdict))
    notebook.metadata["backprop"] = {"file": f"'{HOSTILE}.ipynb'"}
    return put_marks(notebook, Report(lesson, "", marks, NOTES, "none", 0.0))


class Class:
    """A course in a folder of its own in which lesson 1 has been judged."""

    def __init__(self, root):
        self.root, self.db_url = root, f"sqlite:///{root / 'gradebook.db'}"
        for name in ("gradebook.db", "nbgrader_config.py"):
            shutil.copy(ROOT / name, root)
        self.config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()

    def record(self, student, notebook, late=0, penalty=None, **manual):
        """Put a judged notebook into autograded/ and the gradebook; manual: what was done by hand about ``slope``."""
        self.put(student, LESSON, notebook)
        with Gradebook(self.db_url) as gradebook:
            gradebook.update_or_create_assignment(LESSON, duedate=DUE)
            gradebook.update_or_create_student(student)
            when = DUE + timedelta(seconds=late)
            submission = gradebook.update_or_create_submission(LESSON, student, timestamp=when)
            (submitted,) = submission.notebooks
            submitted.late_submission_penalty = penalty
            for grade in submitted.grades:
                name = grade.name.removesuffix("-check").replace("-", "_")
                grade.auto_score = FOUND.get(name, (0, grade.max_score))[1]
                if name == "slope":
                    grade.manual_score, grade.extra_credit = manual.get("score"), manual.get("extra")
            for comment in submitted.comments:
                if comment.name == "slope":
                    comment.manual_comment = manual.get("comment")
            gradebook.db.commit()

    def put(self, student, name, notebook):
        """Put a graded notebook into autograded/."""
        folder = self.root / "autograded" / student / name
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{name}.ipynb")

    def page(self, student, name=LESSON):
        """Return the page that `nbgrader generate_feedback` makes."""
        directory = CourseDirectory(config=self.config, assignment_id=name, student_id=student)
        directory.root, directory.db_url = str(self.root), self.db_url
        GenerateFeedback(coursedir=directory, config=self.config).start()
        return (self.root / "feedback" / student / name / f"{name}.html").read_text("utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a class of three: judged, late and looked at by hand, and one of a hostile name."""
    course = Class(tmp_path_factory.mktemp("feedback"))
    notebook = judged(lessons.load(course.db_url, LESSON))
    course.record("ada", notebook)
    course.record("late", notebook, late=3930, penalty=1.5, score=1.5, extra=0.25, comment=COMMENT)
    course.record("<b>'\"&", notebook, late=3930)
    return course


class Page(HTMLParser):
    """What a page holds: its tags, ids, links, and the text of each row of its first table."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links, self.acts, self.rows, self.text = [], [], [], [], [], ""
        self.tables = 0
        self.feed(html)
        self.rows = [" ".join(row.split()).replace("_ ", "_") for row in self.rows]  # a name may be parted there

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.tables += tag == "table"
        self.rows += [""] if tag == "tr" and self.tables == 1 else []
        for name, value in attributes:
            if name.startswith("on") or any(word in (value or "") for word in ("javascript:", "data:text", "position")):
                self.acts.append(f"{name}={value}")

    def handle_endtag(self, tag):
        self.tables += 9 * (tag == "table")

    def handle_data(self, data):
        if self.tables == 1 and self.rows:
            self.rows[-1] += f" {data}"


@pytest.fixture(scope="module")
def pages(course):
    """Return ``{student: (page, what it holds)}``."""
    made = {student: course.page(student) for student in ("ada", "late", "<b>'\"&")}
    return {student: (html, Page(html)) for student, html in made.items()}


def row(page, name):
    """Return the row of the table that begins with a name."""
    return next(row for row in page.rows if row.startswith(name))


def test_the_table_names_each_exercise_its_points_and_its_mistake_before_the_lesson_begins(pages):
    html, page = pages["ada"]
    names = [row.split()[0].replace("_ ", "_") for row in page.rows]
    assert set(exercises_of(LESSON)) <= {
        "".join(row.split(" ")[: row.split().index("of") - 1]) for row in page.rows[1:]
    }
    assert names[0] == "exercise" and names[-1] == "together"
    assert row(page, "slope") == "slope 0 of 2 ✗ not right yet. One side only, so the bend does not cancel."
    assert row(page, "update").startswith("update 1.6 of 2 ◐ partly right. Your function changed its input")
    assert row(page, "push") == "push 0 of 1 ○ not attempted." and row(page, "forward") == "forward 2 of 2 ✓ right."
    assert row(page, "together") == "together 6.6 of 10"
    assert html.index("together") < html.index("Nudge a weight")


def test_each_exercise_in_the_table_leads_to_its_place_and_back(pages):
    _, page = pages["ada"]
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert {f"at-{exercise.grade_id}" for exercise in exercises_of(LESSON).values()} <= set(inner) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_what_did_not_run_and_which_file_was_judged_stand_on_top(pages):
    html, _ = pages["ada"]
    head = html[: html.index("Your points")]
    assert "<code>import torch</code> in code cell 2 did not run" in head
    assert "Judged was the file '&lt;script&gt;" in head and "handed in 2026-11-01 12:00 UTC" in head
    assert "It was due" not in html


def test_points_given_by_hand_comments_and_lateness_stand_in_the_table(pages):
    html, page = pages["late"]
    assert "points were given by hand; automatically they were 0. Extra, by hand: 0.25." in row(page, "slope")
    assert row(page, "slope").startswith("slope 1.75 of 2 ◐ some points. One side only")
    assert "Your instructor: Nearly:" in row(page, "slope") and html.count("<em>half</em>") == 2
    assert row(page, "late by") == "late by 1 h 5 min −1.5" and row(page, "together") == "together 6.85 of 10"
    assert "came 1 h 5 min late: that costs 1.5 points" in html
    assert "1 h 5 min late: that costs nothing" in pages["<b>'\"&"][0]


@pytest.mark.parametrize(
    "seconds, words",
    [(0, "0 s"), (59.6, "1 min"), (450, "7 min 30 s"), (3600, "1 h"), (90_061, "1 d 1 h"), (172_800, "2 d")],
)
def test_a_span_of_time_is_told_in_its_two_largest_units(seconds, words):
    assert span(seconds) == words


def test_a_page_is_one_file_without_a_script_and_fetches_nothing(pages):
    for html, page in pages.values():
        assert not {"script", "link", "iframe", "object", "embed"} & set(page.tags)
        head = html.partition("</head>")[0]
        assert "default-src 'none'" in head and not re.search(r"url\(|@import|https?:", head)
        assert page.tags.count("math") > 20 and "$$" not in html.partition("A note")[0]
        assert len(html) < 300_000


def test_nothing_of_a_learners_acts_on_the_page_whatever_holds_it(pages):
    for _, page in pages.values():
        assert page.acts == [] and not (ACTING - {"style", "meta", "math"}) & set(page.tags)
        assert page.tags.count("style") == 2 and page.tags.count("meta") == 4
    assert "For &lt;b&gt;'\"&amp;." in pages["<b>'\"&"][0]


def test_what_a_notebook_forges_for_the_table_is_shown_as_text_or_not_at_all(course):
    notebook = nbformat.read(course.root / "autograded/ada" / LESSON / f"{LESSON}.ipynb", 4)
    forged = [
        {"state": "right", "said": HOSTILE},
        {"state": HOSTILE, "said": 3},
        HOSTILE,
        7,
        None,
        {"state": ["right"]},
    ]
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    for cell, value in zip(checks, forged, strict=True):
        cell.metadata["backprop"] = value
    notebook.metadata["backprop"] = {"notes": {"a": 1}, "file": ["x"]}
    course.record("forger", notebook)
    page = Page(html := course.page("forger"))
    assert page.acts == [] and "script" not in page.tags and "Judged was" not in html
    assert [row.split(" of ")[0].split()[-1] for row in page.rows[1:-1]] == ["0", "1.6", "1", "2", "0", "2"]


def test_an_assignment_of_an_instructors_own_has_its_table_too(course):
    def cell(make, source, grade_id, points=0, solution=False, **more):
        nbgrader = {"grade_id": grade_id, "grade": points > 0, "solution": solution, "points": points, "task": False}
        return make(source, metadata={"nbgrader": nbgrader | {"schema_version": 3, "locked": not solution}}, **more)

    code, prose = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    error = nbformat.v4.new_output("error", ename="AssertionError", evalue=HOSTILE, traceback=[HOSTILE])
    cells = [
        cell(code, "def sq(x):\n    return 2 * x", "sq", solution=True),
        cell(code, "assert sq(3) == 9", "sq-test", points=2, outputs=[error]),
        cell(prose, HOSTILE, "essay", points=3, solution=True),
        cell(code, "z = 1", "rest", solution=True),
    ]
    with Gradebook(course.db_url) as gradebook:
        gradebook.update_or_create_assignment("ps1")
        gradebook.update_or_create_notebook("ps1", "ps1")
        for name, kind, points in (("sq-test", "code", 2), ("essay", "markdown", 3)):
            gradebook.update_or_create_grade_cell(name, "ps1", "ps1", max_score=points, cell_type=kind)
        for name in ("sq", "essay", "rest"):
            gradebook.update_or_create_solution_cell(name, "ps1", "ps1")
        gradebook.update_or_create_student("ada")
        (submitted,) = gradebook.update_or_create_submission("ps1", "ada").notebooks
        for grade in submitted.grades:
            grade.auto_score = 0.0 if grade.name == "sq-test" else None
            grade.needs_manual_grade = grade.name == "essay"
        for comment in submitted.comments:
            comment.manual_comment = f"On {comment.name}. {HOSTILE}"
        gradebook.db.commit()
    course.put("ada", "ps1", nbformat.v4.new_notebook(cells=cells))
    page = Page(html := course.page("ada", "ps1"))
    assert row(page, "sq-test").startswith("sq-test 0 of 2 ✗ no points. It stopped with AssertionError: <script>")
    assert "Your instructor: On sq. " in row(page, "sq-test") and "On essay. " in row(page, "essay")
    assert row(page, "essay").startswith("essay 0 of 3 … to be graded.")
    assert html.partition("<main")[2].count("Your instructor:") == 3 and "On rest. " in html
    assert page.acts == [] and "script" not in page.tags


def test_formgraders_page_opens_with_the_exercises_by_name(course):
    exporter = HTMLExporter(config=course.config)
    path = course.root / "autograded/ada" / LESSON / f"{LESSON}.ipynb"
    html, _ = exporter.from_filename(str(path), resources={"submission_id": "7"})
    page = Page(html)
    assert row(page, "slope") == "slope 0 of 2 ✗ not right yet. One side only, so the bend does not cancel."
    assert [link for link in page.links if link.endswith("-check")] == [
        f"#{exercise.grade_id}-check" for exercise in sorted_by_place()
    ]
    assert page.acts == [] and "<script>alert" not in html


def sorted_by_place():
    """Return the exercises as they come in the lesson."""
    notebook = nbformat.read(ROOT / "source" / LESSON / f"{LESSON}.ipynb", 4)
    places = {cell.id: number for number, cell in enumerate(notebook.cells)}
    return sorted(exercises_of(LESSON).values(), key=lambda exercise: places[exercise.grade_id])
