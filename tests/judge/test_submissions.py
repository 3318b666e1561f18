"""A whole class of hostile, broken and odd submissions, graded in one run beside two innocent ones."""

import os
import re
from pathlib import Path

import pytest
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from autograder.grade import grade

from ..verdicts import LONG, some
from .handed_in import FULL, POINTS
from .small_class import INNOCENTS, LESSON, SmallClass
from .submissions import CASES

pytestmark = pytest.mark.usefixtures("classes")
SENTENCES = dict(
    not_json="not valid JSON",
    empty_file="is empty",
    a_huge_file="larger than 50 MB",
    nested_deeply="nested too deeply",
    is_a_link_to_anothers_notebook="links are not followed",
    no_notebook="There is no",
    a_zip_bomb="compressed archive",
    renamed_by_the_browser="was taken for",
    timestamp_garbled="was no time",
    timestamp_garbled_and_its_other_name_taken="was no time",
    solution_cell_deleted="is missing",
    in_a_zip="'01_intuition.zip/01_intuition/01_intuition.ipynb'; it was taken for",
    in_a_zip_by_an_absolute_path="no notebook in it",
    a_link_in_a_zip="no notebook in it",
    in_a_zip_in_a_zip="'hw.zip/hw.zip/01_intuition.ipynb'; it was taken for",
    in_three_zips="no notebook in it",
    kept_by_jupyter_beside_a_blank_one="'homework/.ipynb_checkpoints/.*' was graded, and not '01_intuition.ipynb'",
    a_zip_of_too_many_files="more than 1000 files",
    a_zip_cut_off="archive is damaged",
    copy_of_it_beside_a_scratch_notebook="was graded, and not 'Untitled.ipynb'",
    two_downloads_the_first_of_them_blank=r"'01_intuition \(2\).ipynb' was graded, and not '01_intuition \(1\).ipynb'",
    solved_beside_a_blank_one_of_the_right_name="'01_intuition-Copy1.ipynb' was graded, and not '01_intuition.ipynb'",
    an_earlier_version_beside_it=r"'01_intuition.ipynb' was graded, and not '01_intuition \(1\).ipynb'",
    lines_without_ends_in_one_answer="lines of 1 cell.* without line ends",
    more_behind_its_end="Behind the notebook's end",
    a_web_page="web page",
    marks_of_a_merge="merge",
    a_pointer_of_git_lfs="Git LFS",
    a_script_by_jupytext="jupytext",
    a_link_into_the_cloud="link .*Google Drive",
)
UNSPOKEN = [
    "as_the_author_wrote_it",
    "what_macos_keeps_beside_it",
    "all_code_in_one_cell_without_metadata",
    "a_lambda_without_metadata",
    "another_version_kept_by_jupyter",
    "utf_16_without_a_mark",
    "saved_by_colab",
    "saved_by_vs_code",
    "json_within_json",
    "source_as_lines",
    "sources_as_lists_of_letters",
    "line_ends_not_escaped",
    "solution_moved_to_a_new_cell",
]
NAMED = {*SENTENCES, *UNSPOKEN}
TRIED = [case for case in CASES if case in some(CASES) or case.name in NAMED]


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """The class after the run, with what the gradebook said about the innocent ones before, and what was printed."""
    course = SmallClass(tmp_path_factory.mktemp("class"), workers=2)
    course.hand_in_innocents()
    said = []
    assert grade(course.settings, say=said.append) == []
    course.before = {student: course.rows(student) for student in INNOCENTS}
    for case in TRIED:
        course.hand_in(case.name, case.make)
    course.faults = grade(course.settings, say=said.append)
    course.said = said
    return course


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_a_submission_scores_what_its_code_deserves(judged, case):
    came = judged.points(case.name)
    assert came == case.points, f"{sum(came.values())} of {sum(case.points.values())} points"


def test_the_batch_goes_on(judged):
    assert judged.faults == []
    assert len(judged.query("select distinct student_id from submitted_assignment")) == len(TRIED) + len(INNOCENTS)


def test_no_other_row_changed(judged):
    for student in INNOCENTS:
        assert judged.rows(student) == judged.before[student]
    assert sum(judged.points("innocent").values()) == FULL
    assert sum(judged.points("blank").values()) == 0
    assert judged.query("select count(*) from grade where manual_score is not null") == [(0,)]


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_a_graded_notebook_holds_one_plain_result_behind_each_check_and_nothing_else(judged, case):
    checks = 0
    for cell in judged.graded(case.name)["cells"]:
        marked = cell["metadata"].get("nbgrader", {})
        if not marked.get("grade") or marked.get("solution"):
            assert not cell.get("outputs")
            continue
        (output,) = cell["outputs"]
        assert output["output_type"] == "execute_result"
        points = float("".join(output["data"]["text/plain"]))
        assert 0 <= points <= marked["points"]
        assert "<script" not in "".join(output["data"]["text/html"])
        checks += 1
    assert checks == len(POINTS)


def test_a_graded_folder_holds_the_notebook_the_timestamp_and_the_secret_only(judged):
    for case in TRIED:
        names = {path.name for path in (judged.root / "autograded" / case.name / LESSON).iterdir()}
        assert names <= {f"{LESSON}.ipynb", "timestamp.txt", "submission_secret.txt"}


SHOWN = [case for case in TRIED if case.make.__module__.endswith("damaged") or "picture" in case.name]


@pytest.mark.parametrize("case", SHOWN if LONG else SHOWN[::4], ids=lambda case: case.name)
def test_a_feedback_page_can_be_made_of_whatever_was_handed_in(judged, case):
    config = PyFileConfigLoader("nbgrader_config.py", path=str(judged.root)).load_config()
    directory = CourseDirectory(config=config, assignment_id=LESSON, student_id=case.name)
    directory.root = str(judged.root)
    directory.db_url = judged.settings.db_url
    GenerateFeedback(coursedir=directory, config=config).start()
    page = (judged.root / "feedback" / case.name / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert 'check</span><span class="p">(</span><span class="n">average_gradient' in page
    assert "<script>alert" not in page and "<script>document" not in page


def test_nothing_is_left_running_or_lying_about(judged):
    me = os.getpid()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        assert int(parent) != me or state == "Z" or "autograder" not in (path.parent / "cmdline").read_text()
    assert not list(judged.settings.folder.glob(".partial*"))
    assert not Path("/tmp/owned").exists()


def test_every_broken_or_repaired_file_is_explained_in_a_sentence(judged):
    for student, sentence in SENTENCES.items():
        notes = judged.query(
            """select group_concat(auto_comment, ' ') from comment
            join submitted_notebook on submitted_notebook.id = comment.notebook_id
            join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
            where student_id = ?""",
            student,
        )
        assert re.search(sentence, notes[0][0] or ""), (student, notes)


@pytest.mark.parametrize("student", UNSPOKEN)
def test_nothing_is_noted_where_nothing_is_amiss(judged, student):
    (line,) = [line for line in judged.said if f"· {student}," in line]
    assert "\n" not in line
