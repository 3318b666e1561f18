"""An instructor and a learner on one machine, each in a JupyterLab of their own, by the buttons that they press."""

import getpass

import pytest
from playwright.sync_api import expect

from backprop.exercises import exercises

from ..course import FULL, LESSON
from ..server import copy_of_the_course
from . import servers
from .lab import Notebook

COPY = f"{LESSON}/{LESSON}.ipynb"
POINTS = exercises()["push"].points
MYSELF = getpass.getuser()
EXPOSED = "--LabApp.expose_app_in_browser=True"


@pytest.fixture(scope="module")
def two(chromium, serving, tmp_path_factory):
    """Return the pages of an instructor's and a learner's JupyterLab with one exchange, and where their files lie."""
    home = tmp_path_factory.mktemp("two")
    teacher, learner = (copy_of_the_course(home / who) for who in ("teacher", "learner"))
    exchange = {"BACKPROP_EXCHANGE": str(home / "exchange")}
    with (
        serving(teacher, "tools/lab.py", "teach", EXPOSED, **exchange) as teaching,
        serving(learner, *servers.LEARNERS, **exchange) as learning,
    ):
        pages = [servers.open_lab(chromium, server.address) for server in (teaching, learning)]
        for page in pages:
            page.set_default_timeout(180_000)
        yield *pages, home
        for page in pages:
            page.close()


def choose(page, entry):
    """Choose an entry of the menu Nbgrader."""
    page.locator(".lm-MenuBar-item", has_text="Nbgrader").click()
    page.locator(".lm-Menu-item:not(.lm-mod-hidden)", has_text=entry).click()


def press(formgrader, row, button, said):
    """Press one of Formgrader's buttons in a row of its table; close the dialog, which must say this."""
    formgrader.locator(f"tr:has-text('{row}') .glyphicon-{button}").click()
    dialog = formgrader.locator(".modal.in")
    expect(dialog.locator(".modal-body")).to_contain_text(said, timeout=180_000)
    dialog.locator(".modal-footer button").click()
    dialog.wait_for(state="detached")


def work(learner, folder):
    """Answer one exercise of the notebook that is open, by the keyboard; return what Validate says."""
    notebook = Notebook(learner, folder)
    notebook.path, notebook.panel = COPY, notebook.panel.replace(notebook.path, COPY)
    notebook._ready()
    notebook.run_all()
    notebook._select("push")
    editor = learner.locator(".jp-Notebook .jp-Cell.jp-mod-active .cm-content")
    editor.click()
    expect(editor).to_be_focused(timeout=60_000)
    learner.keyboard.press("Control+a")
    learner.keyboard.insert_text("def push(a_L, y):\n    return np.sign(y - a_L)")
    expect(editor).to_have_text("def push(a_L, y):    return np.sign(y - a_L)", timeout=60_000)
    notebook.run("push")
    said = notebook.validate()
    learner.keyboard.press("Control+s")
    return said


@pytest.mark.ci
def test_a_lesson_goes_from_the_instructor_to_the_learner_and_back(two):
    teacher, learner, home = two
    choose(teacher, "Formgrader")
    formgrader = teacher.frame_locator("iframe[src*='formgrader']")
    formgrader.locator(f"tr:has-text('{LESSON}')").wait_for()  # before its table is there, Formgrader adds to nothing
    formgrader.get_by_role("link", name="Add new assignment...").click()
    formgrader.locator(".modal.in input.name").fill("05_extra")
    formgrader.locator(".modal.in button.save").click()
    formgrader.locator("tr:has-text('05_extra')").wait_for()
    press(formgrader, LESSON, "education", "Successfully created the student version")
    press(formgrader, LESSON, "cloud-upload", "Successfully released")

    choose(learner, "Assignment List")
    released, fetched, submitted = (
        learner.locator(f"#{step}_assignments_list") for step in ("released", "fetched", "submitted")
    )
    released.get_by_role("button", name="Fetch").click()
    fetched.locator("a", has_text=LESSON).first.click()
    fetched.locator(".nested_list_item a").click()
    said = work(learner, home / "learner/notebooks")
    assert "check(slope)\n○ slope: not attempted" in said and "check(push)" not in said
    choose(learner, "Assignment List")
    fetched.get_by_role("button", name="Submit").click()
    expect(submitted.get_by_role("button", name="Fetch Feedback")).to_be_visible(timeout=180_000)

    press(formgrader, LESSON, "cloud-download", "Successfully collected")
    formgrader.locator(f"tr:has-text('{LESSON}') a[href*='manage_submissions']").click()
    press(formgrader, MYSELF, "flash", "Successfully autograded")
    expect(formgrader.locator(f"tr:has-text('{MYSELF}')")).to_contain_text(f"{POINTS:g} / {FULL[LESSON]:g}")
    press(formgrader, MYSELF, "comment", "Successfully generated feedback")
    press(formgrader, MYSELF, "envelope", "Successfully released feedback")

    submitted.get_by_role("button", name="Fetch Feedback").click()
    submitted.get_by_text("(view feedback)").click()
    learner.locator(".jp-DirListing-item", has_text=f"{LESSON}.html").dblclick()
    page = learner.frame_locator(".jp-HTMLViewer iframe").locator("body")
    expect(page).to_contain_text(f"{POINTS:g} of {FULL[LESSON]:g} points", timeout=180_000)
